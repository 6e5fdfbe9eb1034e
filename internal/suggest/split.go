package suggest

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// part is one word of a chain as the decisions see it.
type part struct {
	text       string // without its possessive ending
	class      class
	use        *usage
	joiner     bool // a joining word in lower case
	possessive bool
	ending     string // the possessive ending as written
}

// piece is a stretch of a chain that may be a name.
type piece struct {
	parts   []part
	opening bool   // its first word may owe its capital to the position
	role    string // the title that stood before it, "" for none
	first   bool   // it begins where the chain begins: the chain's left context is its own
	last    bool
	whole   bool // the title it begins with is part of the name
}

func (p piece) text() string {
	var b strings.Builder
	for i, w := range p.parts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
		if i+1 < len(p.parts) {
			b.WriteString(w.ending)
		}
	}
	if p.end().class.has(abbreviation) {
		return strings.TrimSuffix(b.String(), ".") // Corvale Ferries Inc., cut off before another name
	}
	return b.String()
}

func (p piece) end() part { return p.parts[len(p.parts)-1] }

func (c *Corpus) parts(text string) []part {
	words := strings.Split(text, " ")
	out := make([]part, len(words))
	for i, w := range words {
		bare := cutPossessive(w)
		u := c.usage(bare)
		out[i] = part{text: bare, class: u.class, use: u, possessive: bare != w, ending: w[len(bare):],
			joiner: bare == "&" || shapeOf(bare) == lower && u.class.has(joiner)}
	}
	return out
}

// cutPossessive takes 's off a word of a chain.
func cutPossessive(w string) string {
	for _, e := range []string{"'s", "’s", "'S", "’S"} {
		if bare, ok := strings.CutSuffix(w, e); ok {
			return bare
		}
	}
	return w
}

// split cuts a chain into the pieces that may be names: at joining words and
// possessives that do not hold a name together, behind titles, and at days.
func (c *Corpus) split(r *raw) []piece {
	all := c.parts(r.text)
	var pieces []piece
	add := func(from, to int) {
		if from < to {
			pieces = append(pieces, piece{parts: all[from:to], opening: r.opening && from == 0, first: from == 0, last: to == len(all)})
		}
	}
	from := 0
	for i := 0; i < len(all); i++ {
		switch {
		case all[i].joiner:
			k := i
			for k < len(all) && all[k].joiner {
				k++
			}
			next := k
			for next < len(all) && !all[next].joiner && (next == k || !all[next-1].possessive) {
				next++
			}
			if !c.joined(all[from:i], all[i:k], all[k:next]) {
				add(from, i)
				from = k
				if c.isOffice(all[i:from], all[max(0, i-1):i], all[k:next]) {
					from = next
					k = next
				}
			}
			i = k - 1
		case i > from && i+1 < len(all) && all[i].class.has(companyEnd) && !all[i+1].class.has(company) && !all[i+1].joiner:
			add(from, i+1)
			from = i + 1
		case all[i].possessive && i+1 < len(all) && !ownsName(all[i], all[i+1:]):
			add(from, i+1)
			from = i + 1
		}
	}
	add(from, len(all))

	var out []piece
	for i, p := range pieces {
		office := p.first && r.left.office > 0 || i > 0 && pieces[i-1].end().class.has(title)
		for _, q := range cutCountry(p, office) {
			out = append(out, c.trim(q)...)
		}
	}
	return out
}

// cutCountry parts a country from the person who holds an office there: "President
// of Norway Ada Moss". Without an office before it the person must begin with a given
// name.
func cutCountry(p piece, office bool) []piece {
	for n := min(3, len(p.parts)-1); n > 0; n-- {
		if !isPlaceName(piece{parts: p.parts[:n]}.text()) {
			continue
		}
		rest := p.parts[n:]
		if rest[0].joiner || !rest[0].class.has(given) && (!office || len(rest) < 2) || rest[len(rest)-1].class.has(heads) {
			return []piece{p}
		}
		return []piece{
			{parts: p.parts[:n], opening: p.opening, first: p.first},
			{parts: rest, last: p.last},
		}
	}
	return []piece{p}
}

// ownsName tells whether "X's Y" is one name: People's Republic, Lovell's Limited.
func ownsName(owner part, owned []part) bool {
	if owner.class.has(plural) {
		return true
	}
	for _, p := range owned {
		if p.class.has(company) {
			return true
		}
		if p.joiner || p.possessive {
			break
		}
	}
	return owned[0].class.has(ownable)
}

// joined tells whether joining words hold left and right together as one name.
func (c *Corpus) joined(left, joiners, right []part) bool {
	if len(left) == 0 || len(right) == 0 {
		return false
	}
	l, r := left[len(left)-1], right[len(right)-1]
	switch strings.ToLower(joiners[0].text) {
	case "of":
		return c.joinedByOf(left, joiners, right)
	case "for", "on", "upon":
		return l.class.has(takesFor) || c.together(left, joiners, right)
	case "and":
		return c.joinedByAnd(left, right)
	case "&":
		return len(left) == 1 && len(right) == 1 || len(left) == 1 && r.class.has(heads) || r.class.has(company)
	case "the": // Ivan the Terrible
		return len(right) == 1 && len(left) <= 2 && l.class.has(given|suffix)
	case "y", "e", "und", "et":
		return c.alone(left) == 0
	}
	return true // de, von, bin...
}

func (c *Corpus) joinedByOf(left, joiners, right []part) bool {
	l := left[len(left)-1]
	switch {
	case len(left) <= 2 && l.class.has(given|suffix|noble) && left[0].class.has(given|title):
		return true // Joan of Arc, Philip V of Spain, Duke of Kent
	case l.class.has(title):
		return len(left) > 1 && l.class.has(takesOf)
	case l.class.has(takesOf):
		return true
	}
	return continuesField(left) || c.together(left, joiners, right)
}

func (c *Corpus) joinedByAnd(left, right []part) bool {
	l, first, last := left[len(left)-1], right[0], right[len(right)-1]
	switch {
	case countries[strings.ToLower(l.text)] == strings.ToLower(first.text), holdsAnd(left, right):
		return true
	case len(right) == 1:
		return false
	case last.class.has(headOrganisation|headState) && l.use.lower > 0 && first.use.lower > 0:
		return true // the fields of a body: Food and Drug Administration
	}
	return len(left) == 1 && last.class.has(headOrganisation|headState|headDocument|headEvent) && c.alone(left) == 0 && !l.class.has(demonym)
}

// continuesField tells whether left is a body with a field of work, whose name may go
// on: Institute for the Study | of the High North.
func continuesField(left []part) bool {
	for i, p := range left {
		if i > 0 && p.joiner && (p.text == "of" || p.text == "for") {
			return left[i-1].class.has(headState | takesFor)
		}
	}
	return false
}

// isOffice tells whether right is the field of a minister and no name: Minister of
// Harbours.
func (c *Corpus) isOffice(joiner, left, right []part) bool {
	if len(left) == 0 || len(right) == 0 || joiner[0].text != "of" && joiner[0].text != "for" {
		return false
	}
	return left[0].class.has(office) && c.alone(right) == 0 && !isPlaceName(piece{parts: right}.text()) && !right[len(right)-1].class.has(heads)
}

// countries with "and" in their names, by the words on either side.
var countries = map[string]string{
	"bosnia": "herzegovina", "trinidad": "tobago", "antigua": "barbuda", "tomé": "príncipe", "tome": "principe",
	"vincent": "grenadines", "kitts": "nevis", "turks": "caicos", "wallis": "futuna",
	"jammu": "kashmir", "tyne": "wear", "pierre": "miquelon", "heard": "mcdonald",
}

// holdsAnd tells whether left is a body whose field of work goes on after "and":
// Ministry of Culture and Sport.
func holdsAnd(left, right []part) bool {
	for i, p := range left {
		if p.joiner && i > 0 && i == len(left)-2 && (p.text == "of" || p.text == "for") && left[i-1].class.has(headState|headOrganisation) {
			return len(right) == 1 && !right[0].class.has(title)
		}
	}
	return false
}

// together tells whether the corpus uses left only in one name with right.
func (c *Corpus) together(left, joiners, right []part) bool {
	if len(left) > 1 && left[len(left)-1].use.lower == 0 {
		return false // two names: Ada Moss of Corvale
	}
	whole := slices.Concat(left, joiners, right)
	return c.seen(whole) >= 2 && c.alone(left) == 0
}

// alone counts how often a chain of exactly these words stands in mid-sentence.
func (c *Corpus) alone(parts []part) int {
	if r := c.raws["-"+piece{parts: parts}.text()]; r != nil {
		return r.count
	}
	return 0
}

// seen counts the chain in any position.
func (c *Corpus) seen(parts []part) int {
	n := c.alone(parts)
	if r := c.raws["^"+piece{parts: parts}.text()]; r != nil {
		n += r.count
	}
	return n
}

// trim cuts off what is no part of a name: days, opening words, titles, peoples.
// What stands before a title may be a name of its own.
func (c *Corpus) trim(p piece) []piece {
	p = c.trimEdges(p)
	if len(p.parts) == 0 {
		return nil
	}
	if name, rest, ok := c.cutCompound(p); ok {
		return append(c.trim(name), c.trim(rest)...)
	}
	if before, name, ok := cutTitle(p); ok && !p.whole {
		var out []piece
		if len(before.parts) > 0 {
			out = append(out, c.trim(before)...)
		}
		if len(name.parts) > 0 {
			if rest := c.trim(name); len(rest) > 0 {
				if rest[0].role == "" {
					rest[0].role = name.role
				}
				out = append(out, rest...)
			}
		}
		return out
	}
	p = cutRole(c.cutDemonym(p))
	if halves := c.halves(p); halves != nil {
		return halves
	}
	if isNoName(p) {
		return nil
	}
	return []piece{p}
}

func (c *Corpus) trimEdges(p piece) piece {
	for len(p.parts) > 0 {
		w := p.parts[0]
		switch {
		case w.joiner, w.class.has(common) && len(p.parts) > 1 && isDesignation(p.parts[1].text),
			w.class.has(calendar) && !(len(p.parts) > 1 && p.parts[1].class.has(heads)),
			p.opening && w.class.has(function) && !w.class.has(given),
			p.opening && len(p.parts) > 1 && w.use.lower > w.use.middle && !w.class.has(title|given|heads|direction|modifier):
			p.parts = p.parts[1:]
			p.opening, p.first = false, false
			continue
		}
		break
	}
	for len(p.parts) > 0 {
		w := p.end()
		if w.joiner || len(p.parts) > 1 && w.class.has(calendar) && !p.parts[0].class.has(given) {
			p.parts = p.parts[:len(p.parts)-1]
			p.last = false
			continue
		}
		break
	}
	return p
}

// cutCompound takes an adjective such as Oslo-based off the beginning; its first half
// may be a name.
func (c *Corpus) cutCompound(p piece) (name, rest piece, ok bool) {
	left, right, found := strings.Cut(p.parts[0].text, "-")
	if !found || left == "" || right == "" || shapeOf(right) != lower || hasNamePrefix(p.parts[0].text) {
		return piece{}, piece{}, false
	}
	if u := c.fold[foldWord(right)]; !classOf(right).has(compound) && !isParticiple(right) && (u == nil || u.lower == 0) {
		return piece{}, piece{}, false
	}
	return piece{parts: c.parts(left), opening: p.opening, first: p.first}, piece{parts: p.parts[1:], last: p.last}, true
}

// isParticiple tells -flagged and -leaning from the second halves of given names, which
// are short.
func isParticiple(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "ed") || len(w) > 6 && strings.HasSuffix(w, "ing")
}

// cutTitle parts "Norwegian Defence Minister Ada Moss" before and behind its
// title; ok is false when there is none or the chain names a body, place or thing.
func cutTitle(p piece) (before, name piece, ok bool) {
	n := len(p.parts)
	at := -1
	for i, w := range p.parts {
		if w.class.has(title) && !(w.class.has(given) && i > 0) {
			at = i
		}
	}
	if at < 0 || at == n-1 && at > 0 && p.parts[at-1].class.has(given) { // Ada King
		return p, p, false
	}
	if at < n-2 && p.parts[at+1].joiner && p.parts[at].class.has(noble) { // Duke of Kent
		return p, p, false
	}
	if at < n-1 && leadsBody(p.parts[at], p.parts[at+1:]) {
		return p, p, false
	}
	if at < n-1 && p.parts[at+1].joiner && strings.ToLower(p.parts[at+1].text) != "of" {
		return p, p, false
	}
	from := at
	for from > 0 && p.parts[from-1].class.has(modifier|title|demonym) {
		from--
	}
	if p.parts[at].class.has(crowned) && at < n-1 {
		before = piece{parts: p.parts[:at], opening: p.opening, first: p.first}
		name = piece{parts: p.parts[at:], role: strings.ToLower(p.parts[at].text), last: p.last, whole: true}
		return before, name, true
	}
	before = piece{parts: p.parts[:from], opening: p.opening, first: p.first}
	name = piece{parts: p.parts[at+1:], role: strings.ToLower(p.parts[at].text), last: p.last}
	return before, name, true
}

// leadsBody tells whether a title is the first word of something's name: Prince
// Edward Island, General Motors. Behind Mr or Senator a single word is a person.
func leadsBody(t part, rest []part) bool {
	if len(rest) == 1 && !t.class.has(beginsNames) {
		return false
	}
	for _, w := range rest {
		if w.class.has(heads) && !w.class.has(title|given|demonym) {
			return true
		}
	}
	return false
}

// cutRole cuts words that the corpus also writes small off a full name that begins
// with a given name: Engineer Ada Moss.
func cutRole(p piece) piece {
	for i := 1; i+1 < len(p.parts); i++ {
		if !p.parts[i].class.has(given) {
			continue
		}
		for _, w := range p.parts[:i] {
			if w.use.lower == 0 && !isPeople(w.text) && !w.class.has(demonym|headEvent) || w.class.has(given|direction) || w.joiner {
				return p
			}
		}
		if p.end().class.has(heads &^ headInfra) {
			return p
		}
		p.role = strings.ToLower(p.parts[i-1].text)
		p.parts, p.opening, p.first = p.parts[i:], false, false
		return p
	}
	return p
}

// isPeople tells whether a word ends like the people of a place or a creed: Minnesotan.
func isPeople(w string) bool {
	for _, e := range []string{"an", "ese", "ish", "ist", "lander"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+4 {
			return true
		}
	}
	return false
}

// cutDemonym cuts a people's adjective off a person's name: "Norwegian Daniel Moss".
func (c *Corpus) cutDemonym(p piece) piece {
	if len(p.parts) < 3 || !p.parts[0].class.has(demonym) || p.end().class.has(heads) {
		return p
	}
	rest := p.parts[1:]
	if rest[0].class.has(given) || c.alone(rest) > 0 {
		p.parts, p.opening, p.first = rest, false, false
	}
	return p
}

// halves parts two names that a hyphen ties together: "Lisbon-Madrid talks". Names
// that always have their hyphen stay whole; the result is empty, not nil, when none
// of the halves is a name (Anglo-Irish).
func (c *Corpus) halves(p piece) []piece {
	if len(p.parts) != 1 || isPlaceName(p.parts[0].text) {
		return nil
	}
	left, right, ok := strings.Cut(strings.ReplaceAll(p.parts[0].text, "‑", "-"), "-")
	if !ok || strings.Contains(right, "-") || shapeOf(right) == lower || shapeOf(right) == number {
		return nil
	}
	words := []string{left, right}
	known, people := 0, 0
	for _, w := range words {
		switch {
		case classOf(foldWord(w)).has(demonym):
			people++
		case isPlaceName(w) || c.raws["-"+w] != nil:
			known += 2
		case shapeOf(w) == caps:
			known++
		}
	}
	if people == 0 && known < 3 {
		return nil
	}
	out := []piece{}
	for _, w := range words {
		if people == 0 || isPlaceName(w) {
			out = append(out, piece{parts: c.parts(w)})
		}
	}
	return out
}

// isNoName tells whether the words alone rule a name out: nothing but peoples,
// titles, days, acronyms of common things and bare heads such as "the Ministry".
func isNoName(p piece) bool {
	if isConstituency(p.parts[0].text) || utf8.RuneCountInString(strings.TrimSuffix(p.text(), ".")) == 1 {
		return true
	}
	if len(p.parts) == 2 && p.parts[0].class.has(direction) && p.end().class.has(demonym) {
		return true // North Korean
	}
	if isPlaceName(p.text()) || len(p.parts) > 1 && p.end().class.has(heads) && !p.end().class.has(title|demonym) {
		return false
	}
	for _, w := range p.parts {
		if !w.class.has(demonym|title|calendar|common|function|modifier) && !(w.class.has(season) && len(p.parts) == 1) && !w.joiner && shapeOf(w.text) != number &&
			!(len(p.parts) == 1 && w.class.has(heads) && !w.class.has(standsAlone)) {
			return false
		}
	}
	if len(p.parts) == 1 && (p.parts[0].class.has(given) || isPlaceName(p.parts[0].text)) && !p.parts[0].class.has(demonym) {
		return false
	}
	return true
}

// isConstituency tells whether a word is what stands in brackets behind the names of
// American politicians: R-Ohio.
func isConstituency(w string) bool {
	return len(w) > 3 && w[1] == '-' && strings.IndexByte("RDI", w[0]) >= 0 && shapeOf(w[2:]) == capital
}
