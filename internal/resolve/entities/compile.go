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
	rows  []row
	words []word   // scratch
	off   []string // rules that are off for the entity at hand
}

// row is one form before the forms of a node are brought together.
type row struct {
	form
	node   uint32
	entity uint32
	rule   rule
}

func newCompiler(entities int) *compiler {
	const formsAnEntity = 6 // about, with the derived ones
	return &compiler{
		d:    &Dictionary{trie: newTrie(formsAnEntity * entities), off: map[uint32][]string{}},
		rows: make([]row, 0, formsAnEntity*entities),
	}
}

func (c *compiler) entity(e *record.Entity) {
	d := c.d
	id := uint32(len(d.ids))
	k := classOf(e.Type)
	d.ids = append(d.ids, e.ID)
	d.classes = append(d.classes, k)
	if len(e.Off) > 0 {
		d.off[id] = e.Off
	}
	c.off = e.Off
	c.add(id, byName, e.Name, false)
	c.derive(id, k, e.Name)
	for _, a := range e.Demonyms {
		c.add(id, byDemonym, a.Text, a.Exact)
		if plural := a.Text + "s"; takesPlural(a.Text) && !a.Exact {
			c.add(id, byDemonym, plural, false)
		}
	}
	for _, a := range e.Aliases {
		c.add(id, byAlias, a.Text, a.Exact)
		if !a.Exact && !a.Hidden {
			c.derive(id, k, a.Text)
		}
	}
}

// takesPlural tells demonyms that name people with a plain s: Kenyan, Iraqi, but not
// Chinese or Welsh.
func takesPlural(s string) bool {
	return strings.HasSuffix(s, "n") || strings.HasSuffix(s, "i")
}

// add makes a form lead to an entity. Forms without a letter are no names.
func (c *compiler) add(entity uint32, r rule, text string, exact bool) {
	text = strings.TrimSpace(text)
	c.words = split(text, nil, c.words[:0])
	if n := len(c.words); n == 0 || n > longestForm || slices.Contains(c.off, r.String()) {
		return
	}
	first, last := c.words[0], c.words[len(c.words)-1]
	f := form{text: text, exact: exact, full: r.full()}
	if head, tail := int(first.start), len(text)-int(last.end); head < 256 && tail < 256 {
		f.head, f.tail = uint8(head), uint8(tail)
	}
	opensLower := first.shape == lower || articles.has(first.hash) || len(c.words) > 2 && ordinals.has(first.hash)
	c.rows = append(c.rows, row{f, c.d.trie.add(c.words, opensLower), entity, r})
}

// finish brings the forms and readings of each node together: equal forms become
// one, the strongest rule comes first.
func (c *compiler) finish() *Dictionary {
	d := c.d
	d.formsAt = make([]uint32, d.trie.nodes+1)
	d.readingsAt = make([]uint32, d.trie.nodes+1)
	d.readings = make([]reading, 0, len(c.rows))
	rows, at := c.byNode()
	for node := range d.trie.nodes {
		if group := rows[at[node]:at[node+1]]; len(group) > 0 {
			c.fill(group)
		}
		d.formsAt[node+1], d.readingsAt[node+1] = uint32(len(d.forms)), uint32(len(d.readings))
	}
	c.listStated()
	return d
}

// byNode returns the rows in the order of their nodes; those of node n are
// rows[at[n]:at[n+1]].
func (c *compiler) byNode() (rows []row, at []uint32) {
	at = make([]uint32, c.d.trie.nodes+1)
	for _, r := range c.rows {
		at[r.node+1]++
	}
	for n := range c.d.trie.nodes {
		at[n+1] += at[n]
	}
	next := slices.Clone(at)
	rows = make([]row, len(c.rows))
	for _, r := range c.rows {
		rows[next[r.node]] = r
		next[r.node]++
	}
	return rows, at
}

// compareRows orders the rows of a node by form, the strongest rule first.
func compareRows(a, b row) int {
	if a.text != b.text {
		return strings.Compare(a.text, b.text)
	}
	if a.exact != b.exact {
		if b.exact {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.entity, b.entity))
}

// fill adds the forms and readings of one node.
func (c *compiler) fill(rows []row) {
	d := c.d
	slices.SortFunc(rows, compareRows)
	from := len(d.readings)
	for i, r := range rows {
		if i == 0 || r.text != rows[i-1].text || r.exact != rows[i-1].exact {
			d.forms = append(d.forms, r.form)
		}
		f := len(d.forms) - 1
		d.forms[f].full = d.forms[f].full || r.full
		if n := len(d.readings); n > from && d.readings[n-1].entity == r.entity && d.readings[n-1].form == uint32(f) && r.rule != byKnownAcronym {
			continue // a weaker rule for the same words
		}
		d.readings = append(d.readings, reading{r.entity, uint32(f), r.rule})
	}
	slices.SortStableFunc(d.readings[from:], func(a, b reading) int {
		return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.entity, b.entity))
	})
}

// listStated lists for each entity the forms that its author gave.
func (c *compiler) listStated() {
	d := c.d
	d.formsOf = make([]uint32, len(d.ids)+1)
	for _, r := range d.readings {
		if r.rule.full() {
			d.formsOf[r.entity+1]++
		}
	}
	for i := range d.ids {
		d.formsOf[i+1] += d.formsOf[i]
	}
	d.stated = make([]uint32, d.formsOf[len(d.ids)])
	next := slices.Clone(d.formsOf)
	for _, r := range d.readings {
		if r.rule.full() {
			d.stated[next[r.entity]] = r.form
			next[r.entity]++
		}
	}
}

// at returns the readings of a node, the strongest rule first.
func (d *Dictionary) at(node uint32) []reading {
	return d.readings[d.readingsAt[node]:d.readingsAt[node+1]]
}
