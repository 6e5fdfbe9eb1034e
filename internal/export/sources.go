package export

import (
	"io"
	"strconv"
	"strings"
	"unicode"

	"dossier/internal/bib"
	"dossier/internal/index"
	"dossier/internal/slug"
)

// works are the cited sources as works of a bibliography, each with a key of its own
// that every program takes.
func (d *Data) works() []*bib.Work {
	taken := map[string]bool{}
	list := make([]*bib.Work, len(d.Index.Sources))
	for i, src := range d.Index.Sources { // the author's own keys first: they must not change
		if src.Work != nil {
			w := *src.Work
			w.Key = unique(plainKey(w.Key), taken)
			list[i] = &w
		}
	}
	for i, src := range d.Index.Sources {
		if list[i] == nil {
			list[i] = page(src, taken)
		}
		if list[i].Archive == "" {
			list[i].Archive = src.Archived
		}
	}
	return list
}

// keyWords is how many words of an address make a key.
const keyWords = 6

// page is a source of which nothing but its address and the words of a link are known.
func page(src *index.Source, taken map[string]bool) *bib.Work {
	_, path, _ := strings.Cut(src.URL, src.Site)
	title := src.Title
	if title == "" {
		title = src.URL
	}
	key := plainKey(slug.Words(src.Site+" "+path, keyWords))
	return &bib.Work{Key: unique(key, taken), Type: "webpage", Title: title, Container: src.Site, URL: src.URL}
}

// plainKey keeps the characters that all readers of BibTeX take in a key.
func plainKey(s string) string {
	key := strings.Map(func(r rune) rune {
		if r <= unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_:.+/", r)) {
			return r
		}
		return -1
	}, s)
	if strings.Trim(key, "-_:.+/") == "" {
		return "source"
	}
	return key
}

func unique(key string, taken map[string]bool) string {
	name := key
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = key + "-" + strconv.Itoa(n)
	}
	taken[strings.ToLower(name)] = true
	return name
}

func sourcesBib(d *Data, w io.Writer) error {
	for i, work := range d.works() {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if _, err := io.WriteString(w, bibEntry(work)); err != nil {
			return err
		}
	}
	return nil
}

func sourcesCSL(d *Data, w io.Writer) error {
	return jsonList(w, each(d.works(), cslOf))
}
