package entities

// rule says how a name was recognised.
type rule uint8

const (
	byName rule = iota
	byAlias
	numRules
)

// rules is the one table of rules: the name that mentions carry, and what it means
// to the author.
var rules = [numRules]struct{ Name, What string }{
	byName:  {"name", "the entity's name as the author wrote it"},
	byAlias: {"alias", "another name that the author gave"},
}

func (r rule) String() string { return rules[r].Name }

// full tells whether the author stated the form, as against one derived from it.
func (r rule) full() bool { return r <= byAlias }
