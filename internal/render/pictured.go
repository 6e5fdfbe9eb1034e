package render

import (
	"html"
	"path"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/render/body"
	"dossier/internal/render/pictures"
)

// pictureSizes say how wide a picture is shown: in the column of the text, or on all of a
// narrow screen.
const pictureSizes = "(max-width: 36rem) 100vw, 33rem"

// pictured gives the pictures in the HTML of a text their size, so that nothing moves when
// they arrive, and the smaller copies to choose from. root is what its addresses begin
// with.
func (s *Site) pictured(text, root string) string {
	const start = `<img src="`
	if len(s.Pictures) == 0 || !strings.Contains(text, start) {
		return text
	}
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, start)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		src, after, _ := strings.Cut(rest, `"`)
		out.WriteString(start + src + `"`)
		tag, _, _ := strings.Cut(after, ">")
		if !strings.Contains(tag, " width=") { // HTML of the author may say so itself
			out.WriteString(s.sizes(src, root))
		}
		text = after
	}
}

// whole is a text with its pictures as its page shows them, nil where there is none.
func (s *Site) whole(address string) *Text {
	t := s.Texts.Whole(address)
	if t == nil || len(s.Pictures) == 0 {
		return t
	}
	own, root := *t, strings.Repeat("../", strings.Count(address, "/")-1)
	own.Body = s.pictured(t.Body, root)
	for _, list := range []*[]body.NoteView{&own.Notes, &own.Loose} {
		*list = slices.Clone(*list)
		for i := range *list {
			(*list)[i].HTML = s.pictured((*list)[i].HTML, root)
		}
	}
	return &own
}

// sizes are the further attributes of a picture.
func (s *Site) sizes(src, root string) string {
	info, ok := s.Pictures[strings.TrimPrefix(html.UnescapeString(src), root)]
	if !ok || info.Width == 0 {
		return ""
	}
	size := ` width="` + strconv.Itoa(info.Width) + `" height="` + strconv.Itoa(info.Height) + `"`
	copies := info.Widths()
	if copies == nil {
		return size
	}
	var set []string
	for _, w := range copies {
		set = append(set, copyPath(src, info.Ext(), w)+" "+strconv.Itoa(w)+"w")
	}
	set = append(set, src+" "+strconv.Itoa(info.Width)+"w")
	return size + ` srcset="` + strings.Join(set, ", ") + `" sizes="` + pictureSizes + `"`
}

// copyPath is where the copy of a picture in one width stands. ext is the ending of its
// name where it is not that of the picture.
func copyPath(picture, ext string, width int) string {
	if own := path.Ext(picture); ext == "" {
		picture, ext = strings.TrimSuffix(picture, own), own
	}
	return picture + ".w" + strconv.Itoa(width) + ext
}

// pictureFiles are the smaller copies. A file that is damaged behind its head is given as
// it is: a browser may show more of it than we can.
func (s *Site) pictureFiles() []File {
	var files []File
	for _, name := range sorted(s.Media) {
		info := s.Pictures[name]
		for _, w := range info.Widths() {
			files = append(files, File{copyPath(name, info.Ext(), w), func() (Content, error) {
				data, err := s.Read(s.Media[name])
				if err != nil {
					return Content{}, err
				}
				small, err := s.keep(pictures.Key(data, w), func() ([]byte, error) { return pictures.Copy(data, w) })
				if err != nil {
					small = data
				}
				return Content{Data: small, Raw: true}, nil
			}})
		}
	}
	return files
}
