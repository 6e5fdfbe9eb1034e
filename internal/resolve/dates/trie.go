package dates

import (
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

	pair bool   // two points, joined by a dash or a word
	mod  string // modifiers: the TIMEX3 mod they give

	rank int // position in its table: the earlier row wins a tie
}

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
	row   *row
}

// add enters a row under every way its pattern can be read. The patterns are part of the
// program, so a mistake in one panics.
func (n *node) add(r *row, l *language) {
	for _, elements := range expand(r.pattern) {
		at := n
		for _, el := range elements {
			at = at.step(el, l).next
		}
		if at.row == nil || r.rank < at.row.rank {
			at.row = r
		}
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
const maxPattern = 20

// longest finds the longest match beginning at token i; m.row is nil when there is none.
func (n *node) longest(tokens []token, i int, m *match) {
	m.row, m.from, m.to = nil, i, i
	var as [maxPattern]classSet
	n.walk(tokens, i, 0, &as, m)
}

func (n *node) walk(tokens []token, i, depth int, as *[maxPattern]classSet, m *match) {
	if n.row != nil && (i > m.to || i == m.to && (m.row == nil || n.row.rank < m.row.rank)) {
		m.row, m.to, m.as = n.row, i, *as
	}
	if i >= len(tokens) || depth >= maxPattern {
		return
	}
	t := &tokens[i]
	if t.classes == 0 && t.entry == nil {
		return
	}
	for _, e := range n.edges {
		if c := e.classes & t.classes; c != 0 {
			as[depth] = c
		} else if t.entry != nil && slices.Contains(e.words, t.entry) {
			as[depth] = 0
		} else {
			continue
		}
		e.next.walk(tokens, i+1, depth+1, as, m)
	}
}
