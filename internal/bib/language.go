package bib

import (
	"iter"
	"maps"
	"strconv"
	"strings"

	"dossier/internal/edtf"
)

// Language is the words of references in one language.
type Language struct {
	word func(key string) string // with {1} and {2} in the places of what it is said of
	date func(edtf.Date) string
}

// NewLanguage takes words, by the keys of Phrases, and how dates are said.
func NewLanguage(word func(key string) string, date func(edtf.Date) string) *Language {
	return &Language{word, date}
}

// English is the language of the order of works.
var English = NewLanguage(func(key string) string { return english[key] }, edtf.Date.Words)

var english = map[string]string{
	"work_editors":    "{1} (ed.)",
	"work_issue":      "no. {1}",
	"work_page":       "p. {1}",
	"work_pages":      "pp. {1}",
	"work_and":        "{1} and {2}",
	"work_and_others": "{1} et al.",
	"work_no_date":    "n.d.",
}

// Phrases yields the keys that a language is made of, with their English.
func Phrases() iter.Seq2[string, string] { return maps.All(english) }

// say puts what a phrase is said of in its places. A name may look like a place, so
// nothing is looked for in what was put there.
func (l *Language) say(key string, of ...string) string {
	var old []string
	for i, s := range of {
		old = append(old, "{"+strconv.Itoa(i+1)+"}", s)
	}
	return strings.NewReplacer(old...).Replace(l.word(key))
}
