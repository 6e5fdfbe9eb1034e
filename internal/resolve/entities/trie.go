package entities

// trie maps sequences of word hashes to nodes. All edges stand in one
// open-addressing table, so a step costs one probe whatever the node's fan-out, and
// a dictionary of 100,000 forms is a few flat slices that the garbage collector
// never has to walk.
//
// Two different words can share a hash, so what a walk finds is a candidate: the
// caller compares letters before it believes it.
type trie struct {
	edges []edge // length is a power of two, at most half full; child 0 marks a free slot
	used  int
	nodes uint32

	// Bit sets of the hashes that open a form, apart for forms that open with a
	// capital and those that do not: nearly all words of a text stop here.
	capital, lower []uint64
}

type edge struct {
	hash   uint64
	parent uint32
	child  uint32
}

// newTrie returns a trie with room for so many forms.
func newTrie(forms int) *trie {
	size := 64
	for size < 2*forms {
		size *= 2
	}
	return &trie{edges: make([]edge, size), nodes: 1, capital: make([]uint64, size/16), lower: make([]uint64, size/16)}
}

func slot(parent uint32, hash uint64) uint64 {
	x := (hash ^ uint64(parent)*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
	return x ^ x>>29
}

// opens tells whether a form may begin with the word w.
func (t *trie) opens(w word) bool {
	set := t.capital
	if w.shape == lower {
		set = t.lower
	}
	i, bit := t.bit(w.hash)
	return set[i]&bit != 0
}

func (t *trie) bit(hash uint64) (i int, bit uint64) {
	b := (hash ^ hash>>32) & uint64(64*len(t.capital)-1)
	return int(b / 64), 1 << (b % 64)
}

// step returns the node that hash leads to from parent, or 0. The root is node 0.
func (t *trie) step(parent uint32, hash uint64) uint32 {
	mask := uint64(len(t.edges) - 1)
	for i := slot(parent, hash) & mask; ; i = (i + 1) & mask {
		e := &t.edges[i]
		if e.child == 0 || e.hash == hash && e.parent == parent {
			return e.child
		}
	}
}

// add returns the node that words lead to, making the edges that are missing.
// opensLower says that the first word may stand in lower case in a text.
func (t *trie) add(words []word, opensLower bool) uint32 {
	i, bit := t.bit(words[0].hash)
	t.capital[i] |= bit
	if opensLower {
		t.lower[i] |= bit
	}
	node := uint32(0)
	for _, w := range words {
		next := t.step(node, w.hash)
		if next == 0 {
			if 2*(t.used+1) > len(t.edges) {
				t.grow()
			}
			next = t.nodes
			t.nodes++
			t.put(edge{w.hash, node, next})
		}
		node = next
	}
	return node
}

func (t *trie) put(e edge) {
	mask := uint64(len(t.edges) - 1)
	i := slot(e.parent, e.hash) & mask
	for t.edges[i].child != 0 {
		i = (i + 1) & mask
	}
	t.edges[i] = e
	t.used++
}

func (t *trie) grow() {
	old := t.edges
	t.edges = make([]edge, 2*len(old))
	t.used = 0
	for _, e := range old {
		if e.child != 0 {
			t.put(e)
		}
	}
}
