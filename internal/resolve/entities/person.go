package entities

import (
	"strings"
	"unicode/utf8"
)

// personName is a person's name taken apart.
type personName struct {
	title     *part  // the last of the titles before it
	core      []part // without titles, nicknames and what follows a comma or "of"
	nicknames []part
}

// takeApart reads the parts of a person's name: Dr. Fergus "Red" McAllister Jr. of
// Veskar has the core Fergus McAllister.
func takeApart(all []part) (n personName) {
	for len(all) > 1 && titles.has(all[0].hash) && !all[1].is("of") {
		n.title = &all[0]
		all = all[1:]
	}
	for _, p := range all {
		switch {
		case p.nickname:
			n.nicknames = append(n.nicknames, p)
		case len(n.core) > 0 && nameSuffixes.has(p.hash):
		case len(n.core) > 0 && (p.is("of") || p.gap == gapComma):
			return n
		default:
			n.core = append(n.core, p)
		}
	}
	return n
}

// derivePerson adds the forms by which an article may call a person.
func (c *compiler) derivePerson(id uint32, all []part) {
	n := takeApart(all)
	ps := n.core
	switch {
	case len(ps) == 0:
		return
	case len(ps) == 1:
		c.deriveOneName(id, n, len(all) > 1)
		return
	case len(ps) < len(all):
		c.short(id, byPartial, join(ps))
	}
	for _, p := range n.nicknames {
		c.short(id, byFirstName, p.text)
		c.short(id, byPartial, p.text+" "+ps[len(ps)-1].text)
	}
	if isFamilyFirst(ps) {
		c.short(id, byFamilyName, ps[0].text)
		c.short(id, byFirstName, join(ps[1:]))
		if len(ps) == 2 && ps[1].joined == "" { // or a Western name that sounds so: Kim Novak
			c.short(id, bySurname, ps[1].text)
		}
		return
	}
	if utf8.RuneCountInString(ps[0].text) > 1 && ps[0].shape == capital {
		c.short(id, byFirstName, ps[0].text)
	}
	c.deriveParts(id, ps, c.deriveSurname(id, ps))
}

// deriveOneName adds the forms of rulers and saints: Osric and King Osric, of King
// Osric III.
func (c *compiler) deriveOneName(id uint32, n personName, longer bool) {
	name := n.core[0].text
	if longer {
		c.short(id, bySurname, name)
	}
	if n.title != nil {
		c.short(id, byPartial, n.title.text+" "+name)
	}
}

// deriveSurname adds the last name, with and without particles, and returns the
// position of the first of these.
func (c *compiler) deriveSurname(id uint32, ps []part) (first int) {
	last := len(ps) - 1
	if s := ps[last].shape; s == capital || s == lower {
		c.short(id, bySurname, ps[last].text)
	}
	if bare := ps[last].joined; bare != "" && particles.hasText(strings.TrimSuffix(ps[last].text, "-"+bare)) {
		c.short(id, bySurname, bare) // Hariri, of al-Hariri
	}
	for first = last; first > 1 && particles.has(ps[first-1].hash); {
		first--
		c.short(id, bySurname, join(ps[first:]))
	}
	return first
}

// deriveParts adds what writers make of names of three parts and more: without the
// middle, without the end (Spanish and Portuguese second surnames), without the
// beginning. The last name begins at ps[last].
func (c *compiler) deriveParts(id uint32, ps []part, last int) {
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
	if n := len(ps); n > 2 {
		c.short(id, byPartial, ps[0].text+" "+ps[n-1].text)
		if 1 < last && last < n-1 {
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
