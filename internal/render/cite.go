package render

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"

	"dossier/internal/edtf"
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
	field("url", strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C").Replace(c.URL))
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

var texEscape = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
).Replace

type cslName struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Circa   bool    `json:"circa,omitempty"`
	Literal string  `json:"literal,omitempty"`
}

type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language,omitempty"`
}

// CSL is a list of one item in CSL-JSON.
func (c Citation) CSL() string {
	item := cslItem{ID: citeKey(c.ID), Type: "webpage", Title: c.Title, Container: c.Site, URL: c.URL, Language: c.Language, Issued: cslIssued(c.Date)}
	for _, a := range c.Authors {
		if a.Family != "" {
			item.Author = append(item.Author, cslName{Family: a.Family, Given: a.Given})
		} else {
			item.Author = append(item.Author, cslName{Literal: a.Name})
		}
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode([]cslItem{item}); err != nil {
		return "[]" // cannot happen: strings and numbers only
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// cslIssued gives as many parts as the date has; what parts cannot say is said in
// words. CSL knows no year before the first.
func cslIssued(d edtf.Date) *cslDate {
	first, last := d.Bounds()
	if d.IsZero() {
		return nil
	}
	if first.IsOpen() || last.IsOpen() || first.Year < 1 {
		return &cslDate{Literal: d.Words()}
	}
	var parts func(edtf.Day) []int
	switch {
	case d.Precision() >= edtf.ToDay:
		parts = func(d edtf.Day) []int { return []int{d.Year, d.Month, d.Day} }
	case d.Precision() == edtf.ToMonth:
		parts = func(d edtf.Day) []int { return []int{d.Year, d.Month} }
	case d.Precision() == edtf.ToYear:
		parts = func(d edtf.Day) []int { return []int{d.Year} }
	default:
		return &cslDate{Literal: d.Words()}
	}
	issued := &cslDate{Parts: [][]int{parts(first)}, Circa: isUnsure(d)}
	if d.IsRange() {
		issued.Parts = append(issued.Parts, parts(last))
	}
	return issued
}

// isUnsure tells whether a date is marked as uncertain or approximate: these are the
// three signs of EDTF for it.
func isUnsure(d edtf.Date) bool { return strings.ContainsAny(d.String(), "?~%") }
