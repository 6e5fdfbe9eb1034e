package suggest

// Find proposes the names that known does not hold, best first.
func (c *Corpus) Find(known Known) []Proposal {
	var out []Proposal
	for _, f := range c.ranked() {
		kind := f.kind
		if kind == "" {
			kind = "concept"
		}
		out = append(out, Proposal{Name: f.text, Type: kind, TypeReason: f.why, Count: f.count(), Articles: len(f.docs), Score: f.score, Examples: f.examples})
	}
	return out
}
