package entities

// rule says how a name was recognised.
type rule uint8

const (
	byName rule = iota
	byAlias
	byDemonym
	bySurname
	byLastName
	byFamilyName
	byFirstName
	byMiddleName
	byPartial
	byPlaceName
	byAcronym
	byKnownAcronym
	byShortForm
	byCampus
	byHead
	byFolded
	byCaps
	bySpelling
	byAuthor
	numRules
)

// rules is the one table of rules: the name that mentions carry, and what it means
// to the author, once for each name.
var rules = [numRules]struct{ Name, What string }{
	byName:         {"name", "the entity's name as the author wrote it"},
	byAlias:        {"alias", "another name that the author gave"},
	byDemonym:      {"demonym", "a word for the people of a place, counted apart from its name"},
	bySurname:      {"surname", "the last name of a person whom the article names in full"},
	byLastName:     {"last-name", "the last name of a person whom the article never names in full, if only one person has it"},
	byFamilyName:   {"family-first", "the family name, written first, of a Chinese, Korean or Vietnamese person"},
	byFirstName:    {"first-name", "the given name or nickname of a person whom the article names in full"},
	byMiddleName:   {"middle-name", "an inner name (a first of two surnames) of a person whom the article names in full"},
	byPartial:      {"partial", "several parts of a longer name"},
	byPlaceName:    {"place-name", "a place without the noun of its kind: Kisumu for Kisumu County"},
	byAcronym:      {"acronym", "the initials of a name, strictly by case"},
	byKnownAcronym: {"acronym", ""},
	byShortForm:    {"short-form", "a distinctive part of a name that the article has in full"},
	byFolded:       {"folded", "a name whose hyphens, dots, spaces, diacritics or inner capitals differ"},
	byCaps:         {"caps", "a name in a line of capitals"},
	bySpelling:     {"spelling", "a first name one letter or one swap away, before a known last name"},
	byAuthor:       {"as", "the article's own entities: as:"},
	byCampus:       {"short-form", ""},
	byHead:         {"head", "the common noun of a name that the article has in full: the Court"},
}

func (r rule) String() string { return rules[r].Name }

// full tells whether the author stated the form, as against one derived from it.
func (r rule) full() bool { return r <= byDemonym }

// isSurname tells the rules by which a person is known from one name alone.
func (r rule) isSurname() bool { return r == bySurname || r == byFamilyName }

func (r rule) isAcronym() bool { return r == byAcronym || r == byKnownAcronym }

// isStrong tells the rules that win where one form is derived from two names: a last
// name over a first name or a piece of a title.
func (r rule) isStrong() bool {
	return r.isSurname() || r.isAcronym() || r == byPartial
}

// needsEarlier tells rules that hold only after the full name, or in a heading.
func (r rule) needsEarlier() bool {
	return r == byFirstName || r == byMiddleName || r == byShortForm || r == byCampus || r == byHead
}

// aloneIfUnique tells rules that hold without the full name in the article, as long
// as no other entity of the dictionary has the form.
func (r rule) aloneIfUnique() bool {
	return r == byLastName || r == byPartial || r.isAcronym()
}

// byChain is not the rule of a mention but can be switched off like one: it keeps a
// one-word name out of a longer chain of capitals that is not known.
const byChain = "chain"

// Rules lists the names of all rules, each with what it means.
func Rules() [][2]string {
	out := make([][2]string, 0, numRules)
	for _, r := range rules {
		if r.What != "" {
			out = append(out, [2]string{r.Name, r.What})
		}
	}
	return append(out, [2]string{byChain, "a one-word name inside a longer chain of capitals is left alone"})
}
