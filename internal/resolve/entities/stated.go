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
	for _, words := range slices.Sorted(maps.Keys(o.As)) {
		id := o.As[words]
		entity := slices.Index(f.d.ids, id)
		if entity < 0 || !f.state(words, &statement{uint32(entity), byAuthor}) {
			f.doubts = append(f.doubts, Doubt{Block: -1, Text: words, Rule: doubtAs, Entities: []string{id}})
		}
	}
	for _, words := range o.Ignore {
		if !f.ignore(words) {
			f.doubts = append(f.doubts, Doubt{Block: -1, Text: words, Rule: doubtIgnore})
		}
	}
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

// state makes the places where words stand candidates for what s says, in place of
// all that they could be otherwise.
func (f *finder) state(words string, s *statement) (found bool) {
	places := f.find(words)
	f.drop(places)
	for _, c := range places {
		c.stated, c.full = s, true
		c.stretch(&f.blocks[c.block], &form{})
		f.candidates = append(f.candidates, c)
	}
	f.sortCandidates()
	return len(places) > 0
}

func (f *finder) ignore(words string) (found bool) {
	places := f.find(words)
	f.drop(places)
	return len(places) > 0
}

// drop removes the candidates that are the words of a place. Both lists are sorted.
func (f *finder) drop(places []candidate) {
	f.candidates = slices.DeleteFunc(f.candidates, func(c candidate) bool {
		_, found := slices.BinarySearchFunc(places, c, compareWords)
		return found
	})
}

func (f *finder) sortCandidates() { slices.SortStableFunc(f.candidates, compareWords) }

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
	stated := map[string]*statement{}
	var order []string
	for n := range f.candidates {
		c := &f.candidates[n]
		b := &f.blocks[c.block]
		if !c.accepted || c.j+1 >= len(b.words) {
			continue
		}
		w := b.words[c.j+1]
		short := b.Text[w.start:w.end]
		if w.shape != upper || stated[short] != nil || !bracketed(b.Text[b.words[c.j].end:w.start], b.Text[w.end:]) {
			continue
		}
		if one, ok := f.only(c, true); ok && f.d.classes[one.entity] != person && abbreviatesName(short, b.Text[c.start:c.end]) && !f.claimed(c.block, c.j+1, one.entity) {
			stated[short] = &statement{one.entity, byAcronym}
			order = append(order, short)
		}
	}
	for _, short := range order {
		f.state(short, stated[short])
	}
	return len(order) > 0
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
	before = strings.TrimSpace(before)
	return before == "(" && strings.HasPrefix(after, ")") || before == "[" && strings.HasPrefix(after, "]")
}

// abbreviatesName tells whether the letters of short occur in the name in this order,
// beginning with its first.
func abbreviatesName(short, name string) bool {
	want, got := []rune(letters(fold(short))), []rune(fold(name))
	if len(want) < 2 || !strings.Contains(name, " ") {
		return false
	}
	n := 0
	for _, r := range got {
		if n < len(want) && r == want[n] {
			n++
		} else if n == 0 && unicode.IsLetter(r) {
			return false
		}
	}
	return n == len(want)
}
