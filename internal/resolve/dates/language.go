package dates

import (
	"strings"
	"sync"
)

// language is all that the package knows of one language: its words, its patterns, and
// the cues that tell past from future. Another language is another such table.
type language struct {
	words    map[string]*entry // lower case, without the dots of abbreviations
	begins   [1 << 13]*entry   // the only word with a beginning, see beginning; several says to ask words
	marks    map[string]*entry // punctuation
	signs    [128]*entry       // the marks in ASCII
	patterns *node
	naming   bool // while the names of periods are added
	modifier *node

	// allowed drops what only looks like a date in this language.
	allowed func(*scanner, *phrase) bool
	// direction finds the words around a phrase that tell past from future.
	direction func(*scanner, *phrase) direction
}

// languages by the primary subtag of BCP 47. Tables are built at first use: most commands
// need none.
var languages = map[string]func() *language{"en": sync.OnceValue(newEnglish)}

// wordless has the patterns made of figures alone, for languages without tables.
var wordless = sync.OnceValue(func() *language {
	l := newLanguage(nil, figureRows, nil)
	l.allowed = wordlessAllowed
	l.direction = func(*scanner, *phrase) direction { return neither }
	return l
})

func languageFor(tag string) *language {
	if tag == "" {
		return languages["en"]()
	}
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if l, ok := languages[primary]; ok {
		return l()
	}
	return wordless()
}

func newLanguage(words []entry, rows []row, modifiers []row) *language {
	l := &language{words: map[string]*entry{}, marks: map[string]*entry{}, patterns: &node{}, modifier: &node{}}
	for _, m := range []string{"-", "–", "—", "−"} {
		l.marks[m] = &entry{text: m, classes: dash}
	}
	for i := range words {
		e := words[i]
		for _, form := range strings.Fields(e.text) {
			l.define(form, e)
		}
	}
	for i := range rows {
		r := rows[i]
		r.rank = i + 1
		l.naming = r.kind == namedPeriod
		l.patterns.add(&r, l)
	}
	for i := range modifiers {
		r := modifiers[i]
		r.rank = i + 1
		l.modifier.add(&r, l)
	}
	for w, e := range l.words {
		if at := &l.begins[beginning([]byte(w))]; *at == nil {
			*at = e
		} else {
			*at = several
		}
	}
	for m, e := range l.marks {
		if len(m) == 1 {
			l.signs[m[0]] = e
		}
	}
	l.patterns.indexBy(1, l.words, l.marks)
	l.modifier.indexBy(2, l.words, l.marks)
	return l
}

// several stands for the words of one beginning.
var several = &entry{}

// beginning is a number that a word's first two letters and its length give, to tell most
// words that the lexicon does not have before it is asked.
func beginning(w []byte) int {
	if len(w) < 2 {
		return len(w)
	}
	return (int(w[0])*67 + int(w[1])*31 + len(w)*769) & (1<<13 - 1)
}

// define enters one form of a word; a form entered twice has the classes of both.
func (l *language) define(form string, e entry) {
	form = strings.ReplaceAll(form, "_", " ")
	old, ok := l.words[form]
	if !ok {
		e.text = form
		l.words[form] = &e
		return
	}
	old.classes |= e.classes
	old.ambiguous = old.ambiguous || e.ambiguous
	if e.classes&unit != 0 {
		old.unit = e.unit
	}
	if e.classes&part != 0 {
		old.part = e.part
	}
	if e.classes&weekday != 0 {
		old.weekday = e.weekday
	}
	if e.hasNum {
		old.num, old.hasNum = e.num, true
	}
}

// literal is the entry of a word or mark that a pattern names.
func (l *language) literal(text string) *entry {
	table := l.marks
	if isLower(text[0]) {
		table = l.words
	}
	e, ok := table[text]
	if !ok {
		e = &entry{text: text, nameOnly: l.naming}
		table[text] = e
	}
	return e
}

// coded finds words with digits in them: Q3, H1.
func (l *language) coded(s string) *entry {
	if len(s) == 2 && (s[0] == 'Q' && s[1] >= '1' && s[1] <= '4' || s[0] == 'H' && s[1] >= '1' && s[1] <= '2') {
		return l.words[strings.ToLower(s)]
	}
	return nil
}
