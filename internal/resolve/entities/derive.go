package entities

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// class is what the rules need to know of an entity's type.
type class uint8

const (
	thing class = iota
	person
	place
	organisation
)

// classes knows the built-in types and the words that authors and data sets use for
// the same; any other type is a thing.
var classes = map[string]class{
	"person": person, "people": person, "human": person, "per": person,
	"place": place, "location": place, "loc": place, "gpe": place, "country": place, "city": place, "region": place, "state": place,
	"organisation": organisation, "organization": organisation, "org": organisation, "company": organisation, "party": organisation,
	"media": organisation, "state-body": organisation, "agency": organisation, "institution": organisation, "newspaper": organisation,
}

func classOf(typ string) class { return classes[strings.ToLower(typ)] }

// part is one name part: a word, or words joined by hyphens.
type part struct {
	text     string
	hash     uint64 // of the word, 0 for words that are joined
	shape    shape
	nickname bool   // in quotation marks or brackets
	gap      gap    // before it
	joined   string // the last word of those joined
	amp      bool   // "&" stands before it
	owned    bool   // a possessive ending stands before it
}

// is tells whether the part is a word, in any case.
func (p *part) is(word string) bool { return strings.EqualFold(p.text, word) }

// partsOf splits a name into its parts.
func partsOf(text string, words []word) []part {
	var ps []part
	quoted := false
	end := 0
	for i, w := range words {
		s := text[w.start:w.end]
		before := text[end:w.start]
		end = int(w.end)
		if strings.ContainsAny(before, "\"(\u201c\u201d\u00ab\u00bb") || strings.HasSuffix(before, " '") {
			quoted = !quoted && !strings.Contains(before, ")")
		} else if strings.ContainsAny(before, ")'") {
			quoted = false
		}
		if i > 0 && (w.gap == gapHyphen || w.gap == gapDash) && len(ps) > 0 {
			p := &ps[len(ps)-1]
			p.text, p.hash, p.joined = p.text+"-"+s, 0, s
			continue
		}
		ps = append(ps, part{text: s, hash: w.hash, shape: w.shape, nickname: quoted, gap: w.gap,
			amp: strings.Contains(before, "&"), owned: strings.ContainsAny(before, "'\u2019") && !quoted})
	}
	return ps
}

// derive adds the forms that an article may use for an entity once it is known who
// or what is meant.
func (c *compiler) derive(id uint32, k class, text string) {
	c.words = split(text, nil, c.words[:0])
	ps := partsOf(text, c.words)
	if k == person {
		c.derivePerson(id, ps)
		return
	}
	c.deriveShort(id, k, ps)
	c.deriveAcronym(id, ps)
	for _, s := range knownAcronyms[strings.TrimPrefix(strings.ToLower(text), "the ")] {
		c.short(id, byKnownAcronym, s)
	}
}

// short adds a derived form. A number or a function word alone names nothing, but
// there are people called May.
func (c *compiler) short(id uint32, r rule, text string) {
	if startsDigit(text) {
		return
	}
	if functionWords.hasText(text) && !r.isAcronym() && (r != bySurname || startsLower(text)) {
		return
	}
	c.add(id, r, text, false)
}

// deriveShort adds the shorter forms of the names of places, organisations and other
// things.
func (c *compiler) deriveShort(id uint32, k class, ps []part) {
	for len(ps) > 1 && articles.has(ps[0].hash) {
		ps = ps[1:]
	}
	ps = c.deriveBrackets(id, ps)
	if len(ps) < 2 {
		return
	}
	of := connective(ps)
	if h := ps[headNoun(ps, of)]; generic.has(h.hash) && h.shape == capital {
		c.short(id, byHead, h.text)
	}
	if k == place && c.derivePlace(id, ps, of) {
		return
	}
	if len(ps) == 2 && ps[1].is("party") && !isGeographic(ps[0].hash) {
		c.short(id, byShortForm, ps[0].text)
		c.short(id, byShortForm, ps[0].text+"s")
	}
	ps = c.deriveCompany(id, ps)
	two := joinsTwo(ps)
	for i := 1; i < len(ps); i++ {
		if startsDigit(ps[i].text) || ps[i].owned || ps[i-1].owned {
			continue
		}
		if !two || i > 1 {
			c.deriveBefore(id, k, ps, i)
		}
		if !two {
			c.deriveAfter(id, k, ps, i)
		}
	}
}

// deriveBrackets takes apart a name with something in brackets, "Lanvik Music School
// (LMS)", and returns what stands before them.
func (c *compiler) deriveBrackets(id uint32, ps []part) []part {
	i := slices.IndexFunc(ps, func(p part) bool { return p.nickname })
	if i < 0 {
		return ps
	}
	if i > 1 || i == 1 && ps[i].shape == lower { // Kessel (town)
		c.short(id, byPartial, join(ps[:i]))
	}
	if i > 0 && i == len(ps)-1 && ps[i].shape == upper {
		c.short(id, byAcronym, ps[i].text)
	}
	return ps[:i]
}

// deriveCompany adds a company's name without its legal form, and returns it.
func (c *compiler) deriveCompany(id uint32, ps []part) []part {
	for len(ps) > 1 && legalForms.has(ps[len(ps)-1].hash) && !ps[len(ps)-1].amp {
		ps = ps[:len(ps)-1]
		if len(ps) > 1 || c.tells(ps) {
			c.short(id, byPartial, join(ps))
		}
	}
	return ps
}

// connective returns the position of the first "of" or the like inside a name, or 0.
func connective(ps []part) int {
	for i := 1; i < len(ps)-1; i++ {
		if connectives.has(ps[i].hash) {
			return i
		}
	}
	return 0
}

// headNoun returns the position of the noun that says what the thing is: the last,
// or the one before "of" in House of Commons.
func headNoun(ps []part, of int) int {
	if of > 0 {
		return of - 1
	}
	return len(ps) - 1
}

// derivePlace adds a place's name without the noun of its kind: Kessel for Kessel
// County, Malta for Republic of Malta. It reports false when there is none.
func (c *compiler) derivePlace(id uint32, ps []part, of int) bool {
	last := len(ps) - 1
	switch {
	case of == 0 && placeNouns.has(ps[last].hash):
		if last > 1 || !isGeographic(ps[0].hash) {
			c.short(id, byPlaceName, join(ps[:last]))
		}
	case of == 0 && last == 1 && ps[0].is("river"):
		c.short(id, byPlaceName, ps[1].text)
	case of == 0 && last == 1 && placeNouns.has(ps[0].hash):
		// Port Stanley and Lake Victoria have a name from someone
	case of > 0 && placeNouns.has(ps[of-1].hash):
		rest := ps[of+1:]
		for len(rest) > 1 && articles.has(rest[0].hash) {
			rest = rest[1:]
		}
		switch noun := ps[of-1].hash; {
		case states.has(noun):
			c.short(id, byPartial, join(rest))
		case settlements.has(noun):
			c.short(id, byPlaceName, join(rest))
		}
	default:
		return false
	}
	return true
}

// joinsTwo tells names with "and" or "&": each side is more often someone else.
func joinsTwo(ps []part) bool {
	return slices.ContainsFunc(ps, func(p part) bool { return p.amp || p.is("and") || p.is("und") || p.is("et") })
}

// deriveBefore adds the beginning of a name, ps[:i]: Lanvik, of Lanvik Shipping. What
// stands before a common noun of the public kind is mostly another name: Oxford is
// no college, Nobel no prize. Nor is a broadcaster its branch in another country.
func (c *compiler) deriveBefore(id uint32, k class, ps []part, i int) {
	before, next := ps[:i], ps[i]
	if connectives.has(ps[i-1].hash) || !c.tells(before) {
		return
	}
	switch {
	case k == place && !connectives.has(next.hash):
		return
	case i == 1 && campuses.has(next.hash):
		c.short(id, byCampus, before[0].text)
		return
	case i == 1 && (civic.has(next.hash) || before[0].shape == upper || isGeographic(next.hash)):
		return
	}
	c.short(id, byShortForm, join(before))
}

// deriveAfter adds the end of a name, ps[i:]: Supreme Court, of Norland Supreme Court.
// What stands behind "of" is what the name is about, and East Perth is not Perth.
func (c *compiler) deriveAfter(id uint32, k class, ps []part, i int) {
	after := ps[i:]
	if k == place || connectives.has(ps[i-1].hash) || articles.has(ps[i-1].hash) || connectives.has(after[0].hash) ||
		after[0].shape == lower || !c.tells(after) {
		return
	}
	c.short(id, byShortForm, join(after))
}

// tells reports whether the words can stand for a longer name. One word must be
// distinctive; several must begin like a name. Neither may end in a place or its
// demonym: the "North Korean" of a news agency is no agency.
func (c *compiler) tells(ps []part) bool {
	if isGeographic(ps[len(ps)-1].hash) {
		return false
	}
	if len(ps) > 1 && ps[0].shape == capital {
		return true
	}
	for _, p := range ps {
		if p.shape != lower && p.shape != initial && utf8.RuneCountInString(p.text) > 2 &&
			!generic.has(p.hash) && !connectives.has(p.hash) && !functionWords.has(p.hash) {
			return true
		}
	}
	return false
}

// deriveAcronym adds the initials of the capitalised words.
func (c *compiler) deriveAcronym(id uint32, ps []part) {
	var initials strings.Builder
	for i, p := range ps {
		if p.nickname || i > 0 && p.gap == gapComma {
			break
		}
		for _, s := range strings.Split(p.text, "-") {
			r, _ := utf8.DecodeRuneInString(s)
			switch {
			case !startsLower(s) && r < utf8.RuneSelf && asciiLetter[byte(r)] >= 'a':
				initials.WriteRune(r)
			case !connectives.hasText(s) && !functionWords.hasText(s):
				return
			}
		}
	}
	if s := initials.String(); len(s) >= 2 && len(s) <= 7 {
		c.short(id, byAcronym, s)
	}
}
func join(ps []part) string {
	s := ps[0].text
	for _, p := range ps[1:] {
		s += " " + p.text
	}
	return s
}
