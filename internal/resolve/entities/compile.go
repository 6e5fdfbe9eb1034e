package entities

import (
	"cmp"
	"slices"
	"strings"

	"dossier/internal/record"
)

// compiler gathers the forms of all entities.
type compiler struct {
	d     *Dictionary
	nodes []nodeReading
	words []word // scratch
}

type nodeReading struct {
	node uint32
	reading
}

func newCompiler(entities int) *compiler {
	return &compiler{d: &Dictionary{trie: newTrie(entities)}}
}

func (c *compiler) entity(e *record.Entity) {
	id := uint32(len(c.d.ids))
	c.d.ids = append(c.d.ids, e.ID)
	k := classOf(e.Type)
	c.d.classes = append(c.d.classes, k)
	c.add(id, byName, form{text: e.Name})
	c.derive(id, k, e.Name)
	for _, a := range e.Aliases {
		c.add(id, byAlias, form{text: a.Text, exact: a.Exact})
		if !a.Exact && !a.Hidden {
			c.derive(id, k, a.Text)
		}
	}
}

// add makes f lead to an entity. Forms without a letter are no names.
func (c *compiler) add(entity uint32, r rule, f form) {
	c.words = split(f.text, nil, c.words[:0])
	if len(c.words) == 0 {
		return
	}
	w, z := c.words[0], c.words[len(c.words)-1]
	f.head = strings.TrimSpace(f.text[:w.start])
	f.tail = strings.TrimSpace(f.text[z.end:])
	opensLower := w.shape == lower || articles[fold(f.text[w.start:w.end])]
	node := c.d.trie.add(c.words, opensLower)
	c.nodes = append(c.nodes, nodeReading{node, reading{entity, uint32(len(c.d.forms)), r}})
	c.d.forms = append(c.d.forms, f)
}

// finish lays the readings of all nodes into one slice, sorted by node, the
// strongest rule first, and each entity once a node and form.
func (c *compiler) finish() *Dictionary {
	slices.SortStableFunc(c.nodes, func(a, b nodeReading) int {
		return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(a.rule, b.rule), cmp.Compare(a.entity, b.entity))
	})
	d := c.d
	d.offsets = make([]uint32, d.trie.nodes+1)
	d.readings = make([]reading, 0, len(c.nodes))
	node := uint32(0)
	for _, n := range c.nodes {
		for node < n.node {
			node++
			d.offsets[node] = uint32(len(d.readings))
		}
		d.readings = append(d.readings, n.reading)
	}
	for int(node) < len(d.offsets)-1 {
		node++
		d.offsets[node] = uint32(len(d.readings))
	}
	return d
}

func (d *Dictionary) at(node uint32) []reading {
	return d.readings[d.offsets[node]:d.offsets[node+1]]
}
