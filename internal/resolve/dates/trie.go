package dates

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A pattern is a list of elements, each one token: a word in lower case, a punctuation
// mark, a class in capitals, or several of these with "|" between them. [ ] encloses
// what may be missing. The pattern
//
//	[the] DAYTH of MONTH [[,] YEAR]
//
// finds "the 3rd of May", "3rd of May, 1921".

// row is one pattern of a language with what it means.
type row struct {
	name    string
	kind    kind
	pattern string
	set     func(*phrase) // constants of the pattern, after the captures
	example string        // a text that it finds, read on Friday 28 July 2023
	want    string        // the TIMEX3 values of the example's readings

	pair  bool   // two points, joined by a dash or a word
	trait trait  // what a guard or resolver must know of the row
	mod   string // modifiers: the TIMEX3 mod they give

	rank int // position in its table: the earlier row wins a tie
}

// trait is a fact about a row beside its kind.
type trait uint8

const (
	noTrait     trait = iota
	sureYear          // its number is a year, whatever stands around it
	spanOfYears       // 1919-20
	shortForm         // '98
	codeForm          // Q3
	ofEvent           // "the day after" may be counted from an event: "the day after the fire"
	looseUnits        // some other word stands between number and unit
	hoursNamed        // 18:20 hrs
	trailing          // "Tuesday last": nothing may follow
	fourDigits        // 0620 GMT
	fought            // "in the Korean War" says who took part, not when
)

// edge is an element of a pattern and where it leads.
type edge struct {
	key     string
	classes classSet
	words   []*entry
	next    *node
}

// node is a state of the trie.
type node struct {
	edges []*edge
	root  int    // of a root: where an entry has the edges that it can take, plus 1
	rows  []*row // that end here, in the order of their table
}

// add enters a row under every way its pattern can be read. The patterns are part of the
// program, so a mistake in one panics.
func (n *node) add(r *row, l *language) {
	for _, elements := range expand(r.pattern) {
		at := n
		for _, el := range elements {
			at = at.step(el, l).next
		}
		at.rows = append(at.rows, r)
	}
}

func (n *node) step(element string, l *language) *edge {
	for _, e := range n.edges {
		if e.key == element {
			return e
		}
	}
	e := &edge{key: element, next: &node{}}
	for _, alternative := range strings.Split(element, "|") {
		if c, ok := classNames[alternative]; ok {
			e.classes |= c
			continue
		}
		if alternative == "" || strings.ToLower(alternative) != alternative {
			panic(fmt.Sprintf("dates: %q in a pattern is no class", alternative))
		}
		e.words = append(e.words, l.literal(alternative))
	}
	n.edges = append(n.edges, e)
	return e
}

// expand lists the element sequences of a pattern, with and without each [ ] group.
func expand(pattern string) [][]string {
	fields := strings.Fields(strings.NewReplacer("[", " [ ", "]", " ] ").Replace(pattern))
	list, rest := expandFields(fields)
	if len(rest) > 0 {
		panic(fmt.Sprintf("dates: brackets of %q", pattern))
	}
	return list
}

func expandFields(fields []string) (list [][]string, rest []string) {
	list = [][]string{nil}
	for len(fields) > 0 {
		f := fields[0]
		fields = fields[1:]
		switch f {
		case "]":
			return list, fields
		case "[":
			var group [][]string
			group, fields = expandFields(fields)
			with := make([][]string, 0, len(list)*(len(group)+1))
			for _, head := range list {
				with = append(with, head)
				for _, g := range group {
					with = append(with, slices.Concat(head, g))
				}
			}
			list = with
		default:
			for i := range list {
				list[i] = append(slices.Clip(list[i]), f)
			}
		}
	}
	return list, nil
}

// match is a row found in tokens[from:to], with the class that each token was taken as.
type match struct {
	row      *row
	from, to int
	as       [maxPattern]classSet
}

// maxPattern is the most tokens a pattern may have.
const maxPattern = 14

// all appends every match that begins at token i, the longest first, and of one length
// the earlier rows first.
func (n *node) all(tokens []token, i int, list []match) []match {
	if i >= len(tokens) || len(n.leading(&tokens[i])) == 0 { // most tokens
		return list
	}
	w := walker{tokens: tokens, from: i, list: list}
	w.walk(n, i)
	if len(w.list) > 1 {
		slices.SortStableFunc(w.list, func(a, b match) int {
			return cmp.Or(b.to-a.to, a.row.rank-b.row.rank)
		})
	}
	return w.list
}

// leading are the edges that a token may take.
func (n *node) leading(t *token) []*edge {
	if n.root > 0 && t.entry != nil && t.entry.indexed && (t.classes == t.entry.classes || t.entry.nameOnly) {
		return t.entry.edges[n.root-1]
	}
	return n.edges
}

// walker follows the trie along the tokens.
type walker struct {
	tokens []token
	from   int
	as     [maxPattern]classSet
	list   []match
}

func (w *walker) walk(n *node, i int) {
	for _, r := range n.rows {
		w.list = append(w.list, match{row: r, from: w.from, to: i, as: w.as})
	}
	depth := i - w.from
	if i >= len(w.tokens) || depth >= maxPattern {
		return
	}
	t := &w.tokens[i]
	if t.classes == 0 && t.entry == nil {
		return
	}
	for _, e := range n.leading(t) {
		if c := e.classes & t.classes; c != 0 {
			w.as[depth] = c
		} else if t.entry != nil && slices.Contains(e.words, t.entry) {
			w.as[depth] = 0
		} else {
			continue
		}
		w.walk(e.next, i+1)
	}
}

// indexBy notes which edges of a root each word can take; most words take none.
func (n *node) indexBy(root int, tables ...map[string]*entry) {
	n.root = root
	for _, table := range tables {
		for _, t := range table {
			t.indexed = true
			for _, e := range n.edges {
				if e.classes&t.classes != 0 || slices.Contains(e.words, t) {
					t.edges[root-1] = append(t.edges[root-1], e)
				}
			}
		}
	}
}
