package entities

import (
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

func (c *compiler) derivePerson(id uint32, all []part) {
	titled := false
	var title *part
	for len(all) > 1 && titles.has(all[0].hash) {
		title, titled = &all[0], true
		all = all[1:]
	}
	var ps, nick []part
	for _, p := range all {
		switch {
		case p.nickname:
			nick = append(nick, p)
			continue
		case p.is("of") || p.gap == gapComma && len(ps) > 0 && !nameSuffixes.has(p.hash):
		case nameSuffixes.has(p.hash) && len(ps) > 0:
			continue
		default:
			ps = append(ps, p)
			continue
		}
		break
	}
	for i, p := range ps {
		if p.is("of") {
			ps = ps[:i]
			break
		}
	}
	n := len(ps)
	if n == 0 {
		return
	}
	if n < len(all) && n > 1 {
		c.short(id, byPartial, join(ps))
	}
	if n == 1 {
		if len(all) > 1 || titled {
			c.short(id, bySurname, ps[0].text)
		}
		if title != nil {
			c.short(id, byPartial, title.text+" "+ps[0].text)
		}
		return
	}
	for _, p := range nick {
		c.short(id, byFirstName, p.text)
		c.short(id, byPartial, p.text+" "+ps[n-1].text)
	}
	if isFamilyFirst(ps) {
		c.short(id, byFamilyName, ps[0].text)
		c.short(id, byFirstName, join(ps[1:]))
		if n == 2 && ps[1].joined == "" { // or a Western name that sounds so: Kim Novak
			c.short(id, bySurname, ps[1].text)
		}
		return
	}
	last := n - 1
	if ps[last].shape == capital || ps[last].shape == lower {
		c.short(id, bySurname, ps[last].text)
	}
	if bare := ps[last].joined; bare != "" && particles.hasText(strings.TrimSuffix(ps[last].text, "-"+bare)) {
		c.short(id, bySurname, bare)
	}
	for last > 1 && particles.has(ps[last-1].hash) {
		last--
		c.short(id, bySurname, join(ps[last:]))
	}
	if utf8.RuneCountInString(ps[0].text) > 1 && ps[0].shape == capital {
		c.short(id, byFirstName, ps[0].text)
	}
	// Names of three parts and more: without the middle, without the end (Spanish
	// and Portuguese second surnames), without the beginning.
	for i := 1; i < last; i++ {
		if particles.has(ps[i].hash) {
			continue
		}
		if ps[i].shape == capital {
			c.short(id, byMiddleName, ps[i].text)
		}
		c.short(id, byPartial, join(ps[:i+1]))
		c.short(id, byPartial, join(ps[i:]))
		if i > 1 {
			c.short(id, byPartial, ps[0].text+" "+ps[i].text)
		}
	}
	if n > 2 {
		c.short(id, byPartial, ps[0].text+" "+ps[n-1].text)
		if last < n-1 && last > 1 {
			c.short(id, byPartial, ps[0].text+" "+join(ps[last:]))
		}
	}
}

// isFamilyFirst tells names that begin with the family name: Kim Jong Un, Xi Jinping.
// The first part is a frequent Chinese, Korean or Vietnamese family name and the rest
// is built from syllables of those languages.
func isFamilyFirst(ps []part) bool {
	if len(ps) > 4 || !familyNames.has(ps[0].hash) {
		return false
	}
	for _, p := range ps[1:] {
		if p.shape == initial || p.shape == upper || !eastAsianGiven.MatchString(strings.ReplaceAll(fold(p.text), "-", "")) {
			return false
		}
	}
	return true
}

func join(ps []part) string {
	s := ps[0].text
	for _, p := range ps[1:] {
		s += " " + p.text
	}
	return s
}

// short adds a derived form. A number or a function word alone names nothing, but
// there are people called May.
func (c *compiler) short(id uint32, r rule, text string) {
	if startsDigit(text) || r != bySurname && functionWords.hasText(text) {
		return
	}
	c.add(id, r, text, false)
}

func (c *compiler) deriveShort(id uint32, k class, ps []part) {
	for len(ps) > 1 && articles.has(ps[0].hash) {
		ps = ps[1:]
	}
	for i, p := range ps {
		if p.nickname { // Toulouse Business School (TBS)
			if i > 1 {
				c.short(id, byPartial, join(ps[:i]))
			}
			if i > 0 && i == len(ps)-1 && p.shape == upper {
				c.short(id, byAcronym, p.text)
			}
			ps = ps[:i]
			break
		}
	}
	n := len(ps)
	if n < 2 {
		return
	}
	of := 0
	for i, p := range ps {
		if i > 0 && i < n-1 && connectives.has(p.hash) {
			of = i
			break
		}
	}
	// The head noun: "the Court", "the Games", "the House" of Representatives.
	head := n - 1
	if of > 0 {
		head = of - 1
	}
	if h := ps[head]; generic.has(h.hash) && h.shape == capital {
		c.short(id, byHead, h.text)
	}
	switch {
	case k == place && of == 0 && placeNouns.has(ps[n-1].hash):
		if n > 2 || !isGeographic(ps[0].hash) {
			c.short(id, byPlaceName, join(ps[:n-1]))
		}
		return
	case k == place && of > 0 && placeNouns.has(ps[of-1].hash):
		rest := ps[of+1:]
		for len(rest) > 1 && articles.has(rest[0].hash) {
			rest = rest[1:]
		}
		if r := byPlaceName; states.has(ps[of-1].hash) {
			c.short(id, byPartial, join(rest))
		} else if settlements.has(ps[of-1].hash) {
			c.short(id, r, join(rest))
		}
		return
	case k == place && placeNouns.has(ps[0].hash) && n == 2:
		c.short(id, byPlaceName, ps[1].text)
		return
	}
	if ps[n-1].is("party") && n == 2 && !isGeographic(ps[0].hash) {
		c.short(id, byShortForm, ps[0].text)
		c.short(id, byShortForm, ps[0].text+"s")
	}
	for _, p := range ps {
		if p.is("and") || p.is("und") || p.is("et") || p.amp {
			return // each side of "and" is more often someone else
		}
	}
	for i := 1; i < n; i++ {
		if startsDigit(ps[i].text) || ps[i].owned || ps[i-1].owned {
			continue
		}
		c.deriveBefore(id, k, ps, i)
		c.deriveAfter(id, k, ps, i)
	}
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
	case i == len(ps)-1 && legalForms.has(next.hash):
		c.short(id, byPartial, join(before))
		return
	case k == place && !connectives.has(next.hash):
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
