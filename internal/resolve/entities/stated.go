package entities

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// statement is what an article itself says that words stand for.
type statement struct {
	entity uint32
	rule   rule
}

// The rules of doubts, beside spelling.
const (
	doubtAmbiguous = "ambiguous" // the form fits several entities
	doubtAs        = "as"        // an "as" that matched nothing, or names no entity
	doubtIgnore    = "ignore"    // an "ignore" that matched nothing
)

// obey applies the author's directives: words under "as" become candidates that win
// over readings, words under "ignore" are candidates no more. Directives without
// effect are doubts.
func (f *finder) obey(o Options) {
	var stated []candidate
	for _, words := range slices.Sorted(maps.Keys(o.As)) {
		id := o.As[words]
		places := f.find(words)
		entity := slices.Index(f.d.ids, id)
		if entity < 0 || len(places) == 0 {
			f.doubts = append(f.doubts, Doubt{Block: -1, Text: words, Rule: doubtAs, Entities: []string{id}})
			continue
		}
		stated = append(stated, f.state(places, statement{uint32(entity), byAuthor})...)
	}
	f.replace(stated)
	var ignored []candidate
	for _, words := range o.Ignore {
		places := f.find(words)
		if len(places) == 0 {
			f.doubts = append(f.doubts, Doubt{Block: -1, Text: words, Rule: doubtIgnore})
		}
		ignored = append(ignored, places...)
	}
	f.drop(ignored)
}

// find returns every place where the words of text stand, in reading order.
func (f *finder) find(text string) []candidate {
	fm := form{text: strings.TrimSpace(text)}
	ws := split(fm.text, nil, nil)
	if len(ws) == 0 {
		return nil
	}
	var places []candidate
	for n := range f.blocks {
		b := &f.blocks[n]
		for i := 0; i+len(ws) <= len(b.words); i++ {
			j := i + len(ws) - 1
			if b.words[i].hash == ws[0].hash && f.agree(b, i, j, &fm) != unlike {
				places = append(places, candidate{block: n, i: i, j: j, start: int(b.words[i].start), end: int(b.words[j].end)})
			}
		}
	}
	return places
}

// state makes candidates of places that stand for what s says.
func (f *finder) state(places []candidate, s statement) []candidate {
	for i := range places {
		c := &places[i]
		c.stated, c.full = &s, true
		c.stretch(&f.blocks[c.block], &form{})
	}
	return places
}

// replace puts candidates in the place of all that their words could be otherwise.
func (f *finder) replace(stated []candidate) {
	f.drop(stated)
	f.candidates = append(f.candidates, stated...)
	slices.SortStableFunc(f.candidates, compareWords)
}

// drop removes the candidates that have the words of a place.
func (f *finder) drop(places []candidate) {
	if len(places) == 0 {
		return
	}
	slices.SortStableFunc(places, compareWords)
	f.candidates = slices.DeleteFunc(f.candidates, func(c candidate) bool {
		_, found := slices.BinarySearchFunc(places, c, compareWords)
		return found
	})
}

// compareWords orders candidates by where they begin, the longest first.
func compareWords(a, b candidate) int {
	return cmp.Or(cmp.Compare(a.block, b.block), cmp.Compare(a.i, b.i), cmp.Compare(b.j, a.j))
}

// acronymsInBrackets takes what an article introduces in brackets behind a name:
// "Outer Strait Railway (OSR)", "Nordic Radio Club [NRC]". It reports whether
// it found any, so that names have to be looked for again.
func (f *finder) acronymsInBrackets() bool {
	if slices.Contains(f.off, byAcronym.String()) {
		return false
	}
	known := map[string]*statement{}
	for n := range f.candidates {
		c := &f.candidates[n]
		b := &f.blocks[c.block]
		if !c.accepted || c.j+1 >= len(b.words) {
			continue
		}
		w := b.words[c.j+1]
		short := b.Text[w.start:w.end]
		if w.shape != upper || known[short] != nil || !bracketed(b.Text[b.words[c.j].end:w.start], b.Text[w.end:]) {
			continue
		}
		one, ok := f.only(c, true)
		if ok && f.abbreviates(short, c, one.entity) && !f.claimed(c.block, c.j+1, one.entity) {
			known[short] = &statement{one.entity, byAcronym}
		}
	}
	if len(known) == 0 {
		return false
	}
	f.replace(f.placesOf(known))
	return true
}

// abbreviates tells whether short, in brackets behind c, is an acronym of it. The
// letters of an organisation's may be those of its name in another language; then the
// text has to use it outside brackets too, as it does not a country code or the like.
func (f *finder) abbreviates(short string, c *candidate, entity uint32) bool {
	name := f.blocks[c.block].Text[c.start:c.end]
	switch f.d.classes[entity] {
	case person:
		return false
	case organisation:
		return abbreviatesName(short, name) || len(short) >= 3 && strings.Contains(name, " ") && f.usedFreely(short)
	}
	return abbreviatesName(short, name)
}

// usedFreely tells whether the word stands anywhere outside brackets.
func (f *finder) usedFreely(short string) bool {
	for n := range f.blocks {
		b := &f.blocks[n]
		for i, w := range b.words {
			if w.shape == upper && b.Text[w.start:w.end] == short && !(i > 0 && bracketed(b.Text[b.words[i-1].end:w.start], b.Text[w.end:])) {
				return true
			}
		}
	}
	return false
}

// placesOf returns where the words of known stand, letter by letter.
func (f *finder) placesOf(known map[string]*statement) []candidate {
	var places []candidate
	for n := range f.blocks {
		b := &f.blocks[n]
		for i, w := range b.words {
			if w.shape != upper {
				continue
			}
			if s := known[b.Text[w.start:w.end]]; s != nil {
				places = append(places, candidate{block: n, i: i, j: i, start: int(w.start), end: int(w.end), stated: s, full: true})
			}
		}
	}
	return places
}

// claimed tells whether word i is a name or alias of something other than entity.
func (f *finder) claimed(block, i int, entity uint32) bool {
	n, found := slices.BinarySearchFunc(f.candidates, candidate{block: block, i: i, j: i}, compareWords)
	if !found || !f.candidates[n].full {
		return false
	}
	one, ok := f.only(&f.candidates[n], true)
	return !ok || one.entity != entity
}

// bracketed tells whether before ends in an opening bracket that after closes.
func bracketed(before, after string) bool {
	before, after = strings.TrimSpace(before), strings.TrimLeft(after, " ")
	return before == "(" && strings.HasPrefix(after, ")") || before == "[" && strings.HasPrefix(after, "]")
}

// abbreviatesName tells whether the letters of short occur in the name in this order,
// from its first letter into a later word.
func abbreviatesName(short, name string) bool {
	want := []rune(letters(fold(short)))
	n, word, inWord := 0, 0, false
	for _, r := range fold(name) {
		letter := unicode.IsLetter(r)
		if letter && !inWord {
			word++
		}
		inWord = letter
		switch {
		case n < len(want) && r == want[n]:
			n++
			if n == len(want) {
				return n >= 2 && word >= 2
			}
		case n == 0 && letter:
			return false
		}
	}
	return false
}
