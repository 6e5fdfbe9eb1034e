// Package bib reads bibliographies (BibTeX, CSL-JSON) and words references.
package bib

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/source"
)

// Work is one entry of a bibliography.
type Work struct {
	Key       string
	Type      string // CSL type: book, article-journal, webpage...
	Authors   []Name
	Editors   []Name
	Title     string
	Container string // journal, newspaper, book or site that it stands in
	Publisher string
	Place     string // of publication
	Date      string // as given: 2023-07-28, 2023
	Volume    string
	Issue     string
	Pages     string
	URL       string
	DOI       string
	ISBN      string
	Archive   string // URL of an archived copy
	Note      string // what else a reader should know
	At        source.Place
}

// Name is a person, or an organisation with Family alone.
type Name struct{ Family, Given string }

func (n Name) String() string {
	if n.Given == "" {
		return n.Family
	}
	return n.Given + " " + n.Family
}

// Address is where the work can be read, "" when no address is known.
func (w *Work) Address() string {
	switch {
	case w.URL != "":
		return w.URL
	case w.DOI != "":
		return "https://doi.org/" + w.DOI
	}
	return ""
}

// isWhole tells whether a work stands by itself, so that its own title is in italics.
func (w *Work) isWhole() bool {
	switch w.Type {
	case "book", "report", "thesis", "webpage", "document", "motion_picture":
		return w.Container == ""
	}
	return false
}

// Part is a stretch of a worded reference.
type Part struct {
	Text   string
	Italic bool
	Link   string // address, "" for plain words
}

// Full words a reference for a note or a bibliography: who, what, where, when.
// locator is the page meant, "" for the whole work.
func (l *Language) Full(w *Work, locator string) []Part {
	var p parts
	p.add(l.names(w.Authors, false), ", ")
	if len(w.Authors) == 0 && len(w.Editors) > 0 {
		p.add(l.say("work_editors", l.names(w.Editors, false)), ", ")
	}
	p.title(w, w.Title)
	if w.Container != "" {
		p.text(", ")
		p.italic(w.Container, "")
	}
	if w.Volume != "" {
		p.text(" " + w.Volume)
	}
	if w.Issue != "" {
		p.text(", " + l.say("work_issue", w.Issue))
	}
	if w.Publisher != "" && w.Place != "" {
		p.text(" (" + w.Place + ": " + w.Publisher + ")")
	} else if w.Publisher+w.Place != "" {
		p.text(" (" + w.Publisher + w.Place + ")")
	}
	if w.Date != "" {
		p.text(", " + l.dateOf(w))
	}
	switch {
	case locator != "":
		p.text(", " + locator)
	case w.Pages != "":
		p.text(", " + l.pages(w.Pages))
	}
	if a := w.Address(); a != "" {
		p.text(", ")
		p = append(p, Part{Text: a, Link: a})
	}
	if w.Note != "" {
		p.text(". " + strings.TrimSuffix(w.Note, "."))
	}
	p.text(".")
	return p
}

// Short words a reference to a work that has been given in full before.
func (l *Language) Short(w *Work, locator string) []Part {
	var p parts
	p.add(l.names(w.Authors, true), ", ")
	p.title(w, shortTitle(w.Title))
	if locator != "" {
		p.text(", " + locator)
	}
	p.text(".")
	return p
}

// AuthorDate words a reference as author and year; bare leaves the author out.
func (l *Language) AuthorDate(w *Work, locator string, bare bool) string {
	s, _, _ := strings.Cut(w.Date, "-")
	if s == "" {
		s = l.say("work_no_date")
	}
	if who := l.Who(w); !bare && who != "" {
		s = who + " " + s
	}
	if locator != "" {
		s += ", " + locator
	}
	return s
}

// Who names the authors by family name, or the work where nobody is named.
func (l *Language) Who(w *Work) string {
	people := w.Authors
	if len(people) == 0 {
		people = w.Editors
	}
	if len(people) == 0 {
		if w.Container != "" {
			return w.Container
		}
		return shortTitle(w.Title)
	}
	return l.names(people, true)
}

type parts []Part

// title words a title: in italics when the work stands by itself, else in quotation
// marks.
func (p *parts) title(w *Work, title string) {
	switch {
	case title == "":
	case w.isWhole():
		p.italic(title, "")
	default:
		p.text("“" + title + "”")
	}
}

func (p *parts) text(s string) { *p = append(*p, Part{Text: s}) }

func (p *parts) add(s, after string) {
	if s != "" {
		p.text(s + after)
	}
}

func (p *parts) italic(s, after string) {
	*p = append(*p, Part{Text: s, Italic: true})
	p.add(after, "")
}

// names lists people as a sentence does; more than three are cut short.
func (l *Language) names(list []Name, family bool) string {
	var words []string
	for _, n := range list {
		if family {
			words = append(words, n.Family)
		} else {
			words = append(words, n.String())
		}
	}
	switch {
	case len(words) == 0:
		return ""
	case len(words) == 1:
		return words[0]
	case len(words) > 3:
		return l.say("work_and_others", words[0])
	}
	return l.say("work_and", strings.Join(words[:len(words)-1], ", "), words[len(words)-1])
}

func (l *Language) pages(s string) string {
	s = strings.ReplaceAll(s, "--", "–")
	if strings.ContainsAny(s, "–-,") {
		return l.say("work_pages", s)
	}
	return l.say("work_page", s)
}

// dateOf is the date of publication as a reader writes it, as it is given where it is no
// EDTF date.
func (l *Language) dateOf(w *Work) string {
	if d, err := edtf.Parse(w.Date); err == nil {
		return l.date(d)
	}
	return w.Date
}

// shortTitle is the title before its colon, at most six words.
func shortTitle(s string) string {
	s, _, _ = strings.Cut(s, ":")
	words := strings.Fields(s)
	if len(words) > 6 {
		return strings.Join(words[:5], " ") + " …"
	}
	return s
}

// Sort orders works as a bibliography does: by author, year and title.
func Sort(works []*Work) {
	slices.SortFunc(works, func(a, b *Work) int {
		return cmp.Or(cmp.Compare(strings.ToLower(English.Who(a)), strings.ToLower(English.Who(b))),
			cmp.Compare(a.Date, b.Date), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Key, b.Key))
	})
}

// Merge keeps the first of two works with one key and reports the other.
func Merge(lists ...[]*Work) ([]*Work, []source.Problem) {
	first := map[string]*Work{}
	var all []*Work
	var problems []source.Problem
	for _, w := range slices.Concat(lists...) {
		if other := first[w.Key]; other != nil {
			problems = append(problems, source.Problem{Place: w.At, Code: source.SameID,
				Message: fmt.Sprintf("the source %q is already given at %s", w.Key, other.At), Hint: "give one of them another key"})
			continue
		}
		first[w.Key] = w
		all = append(all, w)
	}
	return all, problems
}
