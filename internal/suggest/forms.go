package suggest

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// form is one way of writing a name, with all its evidence.
type form struct {
	text     string
	parts    []part
	middle   int // mentions in mid-sentence
	opening  int // mentions where any word has a capital
	docs     []int32
	left     context
	right    context
	roles    int // mentions behind a title
	role     string
	acronym  string // introduced in brackets behind it
	full     string // for an acronym: the name it stands for
	examples []Example
	listed   []*raw // chains that stand in a list with it
	asPart   int    // longer forms with this word
	asLast   int    // persons and unknown things whose last word it is
	points   int    // tenths of log-odds
	score    int    // 0 to 100
	kind     string // "" when nothing speaks for one
	sure     bool   // kind comes from a word of the name or beside it
	why      string
}

func (f *form) count() int { return f.middle + f.opening }

// forms decides on every chain and gathers what is left by text.
func (c *Corpus) forms() map[string]*form {
	forms := make(map[string]*form)
	for _, r := range c.sorted() {
		for _, p := range c.split(r) {
			c.note(forms, r, p)
		}
	}
	c.noteAcronyms(forms)
	for _, f := range forms {
		slices.Sort(f.docs)
		f.docs = slices.Compact(f.docs)
	}
	guessAll(forms)
	noteParts(forms)
	for _, f := range forms {
		f.points = rate(f)
		f.score = percent(f.points)
	}
	return forms
}

func (c *Corpus) note(forms map[string]*form, r *raw, p piece) {
	text := p.text()
	f := forms[text]
	if f == nil {
		f = &form{text: text, parts: p.parts}
		forms[text] = f
	}
	if p.opening {
		f.opening += r.count
	} else {
		f.middle += r.count
	}
	f.docs = append(f.docs, r.docs...)
	if p.role != "" {
		f.roles += r.count
		f.role = p.role
	}
	if p.first {
		f.left.add(r.left)
	}
	if p.last {
		f.right.add(r.right)
	}
	if p.first && p.last && len(f.listed) < maxListed {
		f.listed = append(f.listed, r.listed...)
	}
	for _, s := range r.examples {
		if len(f.examples) == maxExamples {
			break
		}
		if i := indexWords(s.Sentence[s.Start:s.End], text); i >= 0 {
			f.examples = append(f.examples, s.part(i, len(text)))
		}
	}
}

// indexWords finds a text that neither begins nor ends inside a word, -1 when it is
// not there.
func indexWords(s, text string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], text)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+len(text):])
		if !isWordRune(before) && !isWordRune(after) {
			return i
		}
		from = i + 1
	}
}

func (a *context) add(b context) {
	a.title += b.title
	a.place += b.place
	a.speech += b.speech
	a.possessive += b.possessive
	a.article += b.article
	a.office += b.office
	a.toward += b.toward
	a.who += b.who
	a.verb += b.verb
	a.hint.vote(b.hint.kind, b.hint.word, b.hint.n)
	a.list += b.list
	a.quoted += b.quoted
	a.works += b.works
	if a.word == "" {
		a.word = b.word
	}
}

// noteAcronyms ties an acronym to the name it stands for. Where brackets tie it to
// several, the first in the order of their text has it.
func (c *Corpus) noteAcronyms(forms map[string]*form) {
	pairs := slices.SortedFunc(maps.Keys(c.pairs), func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.acronym, b.acronym), cmp.Compare(a.chain.text, b.chain.text), cmp.Compare(len(a.chain.docs), len(b.chain.docs)))
	})
	for _, p := range pairs {
		pieces := c.split(p.chain)
		short := forms[p.acronym]
		if len(pieces) == 0 || short == nil || short.full != "" {
			continue
		}
		text := pieces[len(pieces)-1].text()
		if f := forms[text]; f != nil && f != short && spells(p.acronym, text) {
			f.acronym, short.full = p.acronym, text
		}
	}
}

// spells tells whether an acronym is made of the beginnings of the name's words, in
// order: their initials (NATO) or more of them (CENTCOM). Words may be skipped.
func spells(acronym, name string) bool {
	letters := strings.ToLower(strings.ReplaceAll(acronym, ".", ""))
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '-' })
	plural := strings.HasSuffix(acronym, "s") // SAMs
	return beginnings(letters, words) || plural && beginnings(strings.TrimSuffix(letters, "s"), words)
}

// beginnings tells whether letters are a beginning of each word, or nothing of it.
func beginnings(letters string, words []string) bool {
	reached := make([]bool, len(letters)+1) // how many letters the words so far can make
	reached[0] = true
	for _, w := range words {
		for from := len(letters) - 1; from >= 0; from-- { // backwards, so that a word counts once
			for n := 0; reached[from] && from+n < len(letters) && n < len(w) && letters[from+n] == w[n]; n++ {
				reached[from+n+1] = true
			}
		}
	}
	return reached[len(letters)]
}

// noteParts tells every single word in how many longer forms it stands, and in how
// many it is the last word.
func noteParts(forms map[string]*form) {
	for _, f := range forms {
		if f.single() || f.middle == 0 {
			continue
		}
		for i, p := range f.parts {
			if w := forms[p.text]; w != nil && w.single() {
				w.asPart++
				if i == len(f.parts)-1 && (f.kind == "person" || f.kind == "") {
					w.asLast++
				}
			}
		}
	}
}

// threshold is the score from which a form is proposed at all.
const threshold = 44

// ranked returns the accepted forms, best first.
func (c *Corpus) ranked() []*form {
	var out []*form
	for _, f := range c.forms() {
		if f.score >= threshold {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b *form) int {
		return cmp.Or(-cmp.Compare(a.points, b.points), -cmp.Compare(a.count(), b.count()), cmp.Compare(a.text, b.text))
	})
	return out
}

// Surface lists every accepted form, best first.
func (c *Corpus) Surface() []string {
	var out []string
	for _, f := range c.ranked() {
		out = append(out, f.text)
	}
	return out
}
