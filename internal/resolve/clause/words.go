package clause

import (
	"strings"
	"unicode/utf8"
)

// wordSet is a set of words or phrases in lower case.
type wordSet map[string]bool

// has tells whether a word is in the set, whatever its case. Nearly all words are in
// ASCII and shorter than its buffer, so that asking makes no copy of them.
func (set wordSet) has(word string) bool {
	var low [24]byte
	if len(word) > len(low) {
		return set[strings.ToLower(word)]
	}
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return set[strings.ToLower(word)]
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	return set[string(low[:len(word)])]
}

func set(words string) wordSet {
	m := wordSet{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// phrases are sets with members of several words.
func phrases(words string) wordSet {
	m := wordSet{}
	for w := range set(words) {
		m[strings.ReplaceAll(w, "_", " ")] = true
	}
	return m
}

// longestAside is the length in bytes of the longest of the asides.
const longestAside = len("at the same time") + 1

// The words that the rules ask about, in lower case.
var (
	// end a clause behind a comma, and without one
	conjunctions     = set("and but while whereas although though so yet because as when after before which who whose where with")
	bareConjunctions = set("but while whereas although though because")
	// begin a clause that leads to the main one
	leads = set("after when while although though as because whereas before despite following amid")
	// lead back to the sentence before
	openings = set("and but so yet or then nor")
	asides   = phrases("however meanwhile then also moreover furthermore still nevertheless nonetheless indeed thus therefore hence besides finally of_course in_short in_fact in_turn in_addition by_contrast instead accordingly for_example for_instance at_the_same_time")
	// make a statement depend on another
	subordinate = set("after when while although though as because whereas that before")
	// make a date an adverb, as its first or last word
	adverbs = set("last next this yesterday today tomorrow tonight earlier later")
	// are counted from the day of the text
	deictic = set("last next this yesterday today tomorrow tonight ago monday tuesday wednesday thursday friday saturday sunday")
	// begin a clause whose subject stands before it
	relative = set("which who whose where with")
	// begin a clause that says nothing alone
	dependent = set("if unless until till since because as after before when while although though whereas that which who whose where whether than to for by of with and but or without despite amid following")
	// begin a group that names something
	determiners = set("the a an no some several many most few all both each every another other one two three four five six seven eight nine ten twelve half more")
	// name something that stands elsewhere
	pronouns = set("he she it they we i you his her its their our my this these those that such both others")
	// behind a date: belong to it, or weigh it
	glued = set("and or to until till through of but alone only itself onwards onward – — - than nor")
	// before "in 1905": weigh it or need it
	tied = set("of as than like not only even until since both from by before after between about around till for is are was were be been and or but to nor except")
	// at the end of a title: ask for another word
	trailing = set("the a an of in on at to for from by with and or but that which who whose as than into over under between its his her their is are was were be been has have had will would could should may might can not no this these those it he she they also both either more most less least as if")
)
