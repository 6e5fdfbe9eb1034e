package export

import (
	"strings"

	"dossier/internal/bib"
	"dossier/internal/edtf"
)

// bibKinds turns CSL's types into BibLaTeX's, with the field that names what a work
// stands in and the one that names who published it.
var bibKinds = map[string]struct{ name, container, publisher string }{
	"article-journal":  {"article", "journaltitle", "publisher"},
	"book":             {"book", "booktitle", "publisher"},
	"chapter":          {"incollection", "booktitle", "publisher"},
	"paper-conference": {"inproceedings", "booktitle", "publisher"},
	"report":           {"report", "howpublished", "institution"},
	"thesis":           {"thesis", "howpublished", "institution"},
	"manuscript":       {"unpublished", "howpublished", "publisher"},
	"webpage":          {"online", "howpublished", "organization"},
}

// bibEntry is one entry of a BibLaTeX file. Every character means itself in it, and
// internal/bib reads the same work back.
func bibEntry(w *bib.Work) string {
	kind, ok := bibKinds[w.Type]
	if !ok {
		kind.name, kind.container, kind.publisher = "misc", "howpublished", "publisher"
	}
	var b strings.Builder
	b.WriteString("@" + kind.name + "{" + w.Key + ",\n")
	field := func(name, value string) {
		if value != "" {
			b.WriteString("  " + name + " = {" + value + "},\n")
		}
	}
	text := func(name, value string) { field(name, texEscape(value)) }
	field("author", bibNames(w.Authors))
	field("editor", bibNames(w.Editors))
	if w.Title != "" {
		field("title", "{"+texEscape(w.Title)+"}") // the inner braces keep the capitals
	}
	text(kind.container, w.Container)
	text(kind.publisher, w.Publisher)
	text("location", w.Place)
	field("date", bibDate(w.Date))
	text("volume", w.Volume)
	text("number", w.Issue)
	field("pages", pageRange(w.Pages))
	field("url", plainURL(w.URL))
	text("doi", w.DOI)
	text("isbn", w.ISBN)
	field("archive", plainURL(w.Archive))
	text("note", w.Note)
	b.WriteString("}\n")
	return b.String()
}

// bibNames lists people. A name in braces is taken whole, be there "and" in it or not.
func bibNames(list []bib.Name) string {
	names := make([]string, len(list))
	for i, n := range list {
		if n.Given == "" {
			names[i] = "{" + texEscape(n.Family) + "}"
			continue
		}
		names[i] = protect(n.Family) + ", " + protect(n.Given)
	}
	return strings.Join(names, " and ")
}

// protect puts a part of a name in braces where its words would be read as a border of
// names.
func protect(s string) string {
	if escaped := texEscape(s); strings.Contains(" "+escaped+" ", " and ") {
		return "{" + escaped + "}"
	}
	return texEscape(s)
}

func pageRange(s string) string {
	return strings.ReplaceAll(texEscape(s), "–", "--")
}

// plainURL writes the signs that would end a field or start a command as their codes.
func plainURL(s string) string { return urlSigns.Replace(s) }

var urlSigns = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20")

var texSigns = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
)

func texEscape(s string) string {
	escaped := strings.Join(strings.Fields(texSigns.Replace(s)), " ")
	for strings.Contains(escaped, "--") { // two hyphens would be read as a dash
		escaped = strings.ReplaceAll(escaped, "--", "-{}-")
	}
	return escaped
}

// bibDate leaves an EDTF date as it is: BibLaTeX reads it, and "~" means no TeX in one.
func bibDate(s string) string {
	if _, err := edtf.Parse(s); err == nil {
		return s
	}
	return texEscape(s)
}
