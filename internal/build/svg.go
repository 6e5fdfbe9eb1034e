package build

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"dossier/internal/read"
	"dossier/internal/render"
	"dossier/internal/resolve/links"
	"dossier/internal/source"
)

// checkPictures refuses SVG pictures that could run a script. In a page they are pictures
// and run nothing, but a reader can open one by itself, where no policy of a page holds.
func checkPictures(s *render.Site) []source.Problem {
	if s.Config.HTML == "trusted" {
		return nil
	}
	var problems []source.Problem
	names := make([]string, 0, len(s.Media))
	for _, name := range s.Media {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if ext := strings.ToLower(path.Ext(name)); ext != ".svg" && ext != ".svgz" && ext != ".xml" && ext != ".xhtml" {
			continue
		}
		data, err := s.Read(name)
		if problem, ok := read.AsProblem(err); ok {
			problems = append(problems, problem)
			continue
		}
		if why, at := scriptIn(data); why != "" {
			f, _ := source.NewFile(name, data)
			problems = append(problems, source.Problem{Place: f.Place(at), Code: source.UnsafePicture,
				Message: "the picture can run a script when it is opened: " + why, Hint: "save it as plain SVG, or as PNG"})
		}
	}
	return problems
}

// svgElements are those that draw. What is not among them may load or run something.
var svgElements = strings.Fields(`svg g defs desc title metadata symbol use switch view path rect circle ellipse line polyline polygon
	text tspan textpath tref image marker pattern mask clippath lineargradient radialgradient stop filter style a font-face
	feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight
	fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology feoffset
	fepointlight fespecularlighting fespotlight fetile feturbulence`)

// namespaces that browsers act on; elements of others (those of drawing programs) are
// data to them.
var svgNamespaces = map[string]bool{"": true, "http://www.w3.org/2000/svg": true, "http://www.w3.org/1999/xhtml": true, "http://www.w3.org/1998/Math/MathML": true}

// scriptIn says what in an SVG file could run, and where; "" when nothing can.
func scriptIn(data []byte) (why string, at int) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		at = int(d.InputOffset())
		token, err := d.Token()
		if err == io.EOF {
			return "", 0
		}
		if err != nil {
			return "it is no well-formed XML", at
		}
		switch t := token.(type) {
		case xml.ProcInst:
			if t.Target != "xml" {
				return "the instruction <?" + t.Target, at
			}
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
				return "an entity definition", at
			}
		case xml.StartElement:
			if svgNamespaces[t.Name.Space] && (t.Name.Space == "http://www.w3.org/1999/xhtml" || !slices.Contains(svgElements, strings.ToLower(t.Name.Local))) {
				return fmt.Sprintf("the element <%s>", t.Name.Local), at
			}
			for _, a := range t.Attr {
				name := strings.ToLower(a.Name.Local)
				if strings.HasPrefix(name, "on") || name == "href" && !isPictureAddress(a.Value) {
					return fmt.Sprintf("the attribute %s", a.Name.Local), at
				}
			}
		}
	}
}

// isPictureAddress takes links that a page could have, and embedded pixels.
func isPictureAddress(s string) bool {
	s = strings.TrimSpace(s)
	for _, kind := range []string{"png", "jpeg", "jpg", "gif", "webp"} {
		if strings.HasPrefix(strings.ToLower(s), "data:image/"+kind) {
			return true
		}
	}
	return links.IsSafe(s)
}
