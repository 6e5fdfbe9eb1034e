package render

import (
	"strconv"
	"strings"
	"unicode"

	"dossier/internal/edtf"
	"dossier/internal/export"
)

// Citation is what a reader needs to cite a page, in the three forms that are asked
// for most.
type Citation struct {
	ID       string // last part of the page's address
	Authors  []Author
	Title    string
	Site     string // title of the dossier, "" when the page is the dossier
	Date     edtf.Date
	URL      string // "" when base_url is not known
	Language string
	words    *Words
}

// Author is a name as it is written, with its parts where they are known.
type Author struct{ Name, Family, Given string }

// Chicago is a note in the style of the Chicago Manual of Style, which gives names in
// their natural order. Its few words are those of the site.
func (c Citation) Chicago() string {
	var parts []string
	if len(c.Authors) > 0 {
		parts = append(parts, c.nameList())
	}
	if c.Site == "" {
		parts = append(parts, c.Title)
	} else {
		parts = append(parts, "“"+singleQuotes(c.Title)+",” "+c.Site)
	}
	if !c.Date.IsZero() {
		parts = append(parts, c.chicagoDate())
	}
	if c.URL != "" {
		parts = append(parts, c.URL)
	}
	return strings.Join(parts, ", ") + "."
}

// nameList joins names as Chicago does: up to three in full, more by the first.
func (c Citation) nameList() string {
	names := make([]any, len(c.Authors))
	for i, a := range c.Authors {
		names[i] = a.Name
	}
	switch len(names) {
	case 1:
		return c.Authors[0].Name
	case 2:
		return c.words.Word("cite_two", names...)
	case 3:
		return c.words.Word("cite_three", names...)
	}
	return c.words.Word("cite_more", names[0])
}

// singleQuotes turns the double quotation marks of a title into single ones, since the
// title itself stands in double ones.
func singleQuotes(s string) string { return strings.NewReplacer("“", "‘", "”", "’").Replace(s) }

// chicagoDate writes a day with the month first, as far as the site's words do; anything
// else as the site writes it.
func (c Citation) chicagoDate() string {
	first, last := c.Date.Bounds()
	if c.Date.Precision() != edtf.ToDay || first != last || first.Year < 1 || isUnsure(c.Date) {
		return c.words.Date(c.Date)
	}
	return c.words.Word("cite_day", strconv.Itoa(first.Day), c.words.dates.Month(first.Month), strconv.Itoa(first.Year))
}

// BibTeX is an entry for BibLaTeX, which takes dates in EDTF.
func (c Citation) BibTeX() string {
	var b strings.Builder
	b.WriteString("@online{" + citeKey(c.ID) + ",\n")
	field := func(name, value string) {
		if value != "" {
			b.WriteString("  " + name + " = {" + value + "},\n")
		}
	}
	var names []string
	for _, a := range c.Authors {
		if a.Family != "" {
			names = append(names, texEscape(a.Family)+", "+texEscape(a.Given))
		} else {
			names = append(names, "{"+texEscape(a.Name)+"}")
		}
	}
	field("author", strings.Join(names, " and "))
	field("title", "{"+texEscape(c.Title)+"}")
	field("organization", texEscape(c.Site))
	field("date", c.Date.String())
	field("url", texURL(c.URL))
	field("langid", c.Language)
	b.WriteString("}")
	return b.String()
}

// citeKey keeps what every BibTeX takes in a key.
func citeKey(id string) string {
	key := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-') {
			return r
		}
		return -1
	}, id)
	if strings.Trim(key, "-") == "" {
		return "page"
	}
	return key
}

// texURL keeps an address from ending the field that it stands in.
var texURL = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C").Replace

var texEscape = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
).Replace

// CSL is a list of one item in CSL-JSON, a field a line.
func (c Citation) CSL() string {
	out := []byte("[{")
	field := func(name string) {
		if len(out) > len("[{") {
			out = append(out, ',')
		}
		out = append(append(append(out, "\n  \""...), name...), `": `...)
	}
	text := func(name, value string) {
		if value != "" {
			field(name)
			out = export.AppendJSON(out, value)
		}
	}
	text("id", citeKey(c.ID))
	text("type", "webpage")
	text("title", c.Title)
	for i, a := range c.Authors {
		if i == 0 {
			field("author")
		}
		out = a.appendCSL(append(out, "[,"[min(i, 1)]))
	}
	if len(c.Authors) > 0 {
		out = append(out, ']')
	}
	text("container-title", c.Site)
	if issued := c.issued(); issued != "" {
		field("issued")
		out = append(out, issued...)
	}
	text("URL", c.URL)
	text("language", c.Language)
	return string(append(out, "\n}]"...))
}

func (a Author) appendCSL(dst []byte) []byte {
	if a.Family == "" {
		return append(export.AppendJSON(append(dst, `{"literal":`...), a.Name), '}')
	}
	dst = export.AppendJSON(append(dst, `{"family":`...), a.Family)
	return append(export.AppendJSON(append(dst, `,"given":`...), a.Given), '}')
}

// issued is the date in CSL-JSON, with as many parts as it has; what parts cannot say is
// said in words. CSL knows no year before the first.
func (c Citation) issued() string {
	d := c.Date
	first, last := d.Bounds()
	parts := 0
	switch {
	case d.IsZero():
		return ""
	case first.IsOpen() || last.IsOpen() || first.Year < 1:
	case d.Precision() >= edtf.ToDay:
		parts = 3
	case d.Precision() == edtf.ToMonth:
		parts = 2
	case d.Precision() == edtf.ToYear:
		parts = 1
	}
	if parts == 0 {
		return string(append(export.AppendJSON([]byte(`{"literal":`), c.words.Date(d)), '}'))
	}
	day := func(d edtf.Day) string {
		return strings.Join([]string{strconv.Itoa(d.Year), strconv.Itoa(d.Month), strconv.Itoa(d.Day)}[:parts], ",")
	}
	issued := `{"date-parts":[[` + day(first)
	if d.IsRange() {
		issued += "],[" + day(last)
	}
	issued += "]]"
	if isUnsure(d) {
		issued += `,"circa":true`
	}
	return issued + "}"
}

// isUnsure tells whether a date is marked as uncertain or approximate: these are the
// three signs of EDTF for it.
func isUnsure(d edtf.Date) bool { return strings.ContainsAny(d.String(), "?~%") }
