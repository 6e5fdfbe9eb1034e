package suggest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dossier/internal/slug"
)

// Find proposes the names that known does not hold, best first.
//
// Spellings that differ only in case, diacritics, hyphens or dots are one proposal,
// and so are a name and the acronym that a text puts in brackets behind it. A bare
// last name is counted with the person whose full name the same articles give. All
// that is less sure (a near spelling, a last name in an article without the full
// name, a name without its middle initial) is a proposal of its own with AliasOf, for
// the author to accept or not.
func (c *Corpus) Find(known Known) []Proposal {
	p := newProposer(known)
	for _, f := range c.ranked() {
		p.add(f)
	}
	p.absorbAcronyms()
	p.tieNearSpellings()
	p.tieShortForms()
	p.tieTails()
	p.absorbLastNames()
	return p.proposals()
}

// group is a proposal in the making: a form and the ones that are merged into it.
type group struct {
	*form
	most      int      // mentions of the spelling that gives the name
	words     []string // folded
	romanised string   // see sound
	id        string   // of a known entity; such a group is not proposed
	main      *group   // for a known alias: the group of the entity's name
	refused   bool
	aliases   []string
	into      *group   // merged; nothing is proposed for this one
	aliasOf   *group   // the owner that this form is proposed for
	tied      []*group // forms proposed as aliases of this one
	reason    string
}

// tie proposes the group as an alias.
func (g *group) tie(owner *group, reason string) {
	g.aliasOf, g.reason = owner, reason
	owner.tied = append(owner.tied, g)
}

// root is the group that this one is merged into or an alias of, or itself.
func (g *group) root() *group {
	for range 4 { // chains are short; the bound makes a circle impossible
		switch {
		case g.main != nil:
			g = g.main
		case g.into != nil:
			g = g.into
		case g.aliasOf != nil:
			g = g.aliasOf
		default:
			return g
		}
	}
	return g
}

type proposer struct {
	groups []*group          // known entities first, then forms, best first
	byFold map[string]*group // by folded text
}

func newProposer(known Known) *proposer {
	p := &proposer{byFold: map[string]*group{}}
	for _, name := range known.Refused {
		p.byFold[slug.Fold(name)] = &group{form: &form{text: name}, refused: true}
	}
	for _, e := range known.Entities {
		var main *group
		for _, name := range append([]string{e.Name}, e.Forms...) {
			g := &group{main: main, form: &form{text: name, kind: e.Type, parts: plainParts(name)}, words: foldedWords(name), id: e.ID}
			if _, ok := p.byFold[slug.Fold(name)]; !ok {
				p.byFold[slug.Fold(name)] = g
			}
			p.groups = append(p.groups, g)
			if main == nil {
				main = g
			} else {
				main.tied = append(main.tied, g)
			}
		}
	}
	return p
}

func plainParts(name string) []part {
	var parts []part
	for _, w := range strings.Fields(name) {
		parts = append(parts, part{text: w, class: classOf(strings.ToLower(w)), use: &usage{}})
	}
	return parts
}

func foldedWords(name string) []string {
	words := strings.Fields(strings.ReplaceAll(name, "-", " "))
	for i, w := range words {
		words[i] = slug.Fold(w)
	}
	return words
}

// add takes a form, merged into the group of the same folded text when there is one.
func (p *proposer) add(f *form) {
	key := slug.Fold(f.text)
	if g, ok := p.byFold[key]; ok && (g.refused || g.id != "") {
		g.merge(f) // not proposed, but it tells in which documents the entity is
		return
	}
	if f.caps() && len(f.text) <= 5 {
		key = "^" + key // an acronym, and something else than the word: WHO, Who
	}
	if g, ok := p.byFold[key]; ok {
		g.spelt(f)
		return
	}
	g := &group{form: f, most: f.count(), words: foldedWords(f.text)}
	p.byFold[key] = g
	p.groups = append(p.groups, g)
}

// spelt merges another spelling; the most frequent one becomes the name. Capitals
// throughout are a way of writing, no alias.
func (g *group) spelt(f *form) {
	name, other := g.form, f
	if f.count() > g.most && f.caps() == g.caps() || g.caps() && !f.caps() {
		name, other = f, g.form
		g.most = f.count()
	}
	g.form = name
	g.merge(other)
	if other.caps() == name.caps() {
		g.aliases = append(g.aliases, other.text)
	}
}

// merge adds the mentions of another form.
func (g *group) merge(f *form) {
	own := *g.form
	own.middle += f.middle
	own.opening += f.opening
	own.docs = slices.Concat(own.docs, f.docs)
	slices.Sort(own.docs)
	own.docs = slices.Compact(own.docs)
	if len(own.examples) < maxExamples {
		own.examples = slices.Concat(own.examples, f.examples)
		own.examples = own.examples[:min(len(own.examples), maxExamples)]
	}
	g.form = &own
}

// isOpen tells whether the group is still a proposal of its own.
func (g *group) isOpen() bool { return g.id == "" && g.into == nil && g.aliasOf == nil }

// absorbAcronyms merges an acronym with the name it stands for.
func (p *proposer) absorbAcronyms() {
	for _, g := range p.groups {
		if !g.isOpen() || g.full == "" {
			continue
		}
		owner := p.byFold[slug.Fold(g.full)]
		switch {
		case owner == nil || owner.refused || owner == g:
		case owner.id != "":
			g.tie(owner, "introduced in brackets behind the name")
		default:
			g.into = owner
			owner.merge(g.form)
			owner.aliases = append(owner.aliases, g.text)
		}
	}
}

// absorbLastNames counts a bare last name with the one person who bears it, where
// the articles agree; the linker resolves it there, so it needs no alias. In articles
// that do not give the full name it is proposed as an alias.
func (p *proposer) absorbLastNames() {
	owners := p.persons()
	for _, g := range p.groups {
		if !g.isOpen() || !g.single() || g.caps() || g.left.place*3 > g.count() || isPlaceName(g.text) {
			continue
		}
		all := owners[slug.Fold(g.text)]
		if len(all) == 0 {
			continue
		}
		if len(all) > 1 {
			if g.sharesDocs(all) == len(g.docs) {
				g.into = all[0] // several bearers: each article settles it, nothing to decide
			}
			continue
		}
		owner := all[0]
		switch shared := g.sharesDocs(all); {
		case owner.id != "":
			g.into = owner // the linker knows its last name
		case shared*5 >= len(g.docs)*4:
			g.into = owner
			owner.merge(g.form)
		case shared > 0 && (g.kind == "person" || g.kind == ""):
			g.tie(owner, "the last name of a person whom other articles name in full")
		}
	}
}

// bearers maps a folded last name to the groups that bear it.
type bearers map[string][]*group

func (b bearers) add(name string, g *group) {
	if !slices.Contains(b[name], g) {
		b[name] = append(b[name], g)
	}
}

// persons maps a folded last name to the groups that bear it, best first. Names that
// put the family first are filed under their first word as well.
func (p *proposer) persons() bearers {
	owners := make(bearers)
	for _, g := range p.groups {
		if g.into != nil || len(g.parts) < 2 || len(g.parts) > 4 || !g.isPerson() {
			continue
		}
		last := g.parts[len(g.parts)-1]
		if last.class.has(suffix) {
			last = g.parts[len(g.parts)-2]
		}
		owners.add(slug.Fold(last.text), g.root())
		if first := g.parts[0]; first.class.has(familyFirst) {
			owners.add(slug.Fold(first.text), g.root())
		}
	}
	return owners
}

// isPerson tells whether the group is taken for a person; the author need not give a
// known entity a type.
func (g *group) isPerson() bool { return g.kind == "person" || g.id != "" && g.kind == "" }

// sharesDocs counts the group's documents in which an owner is named too, by
// whatever spelling.
func (g *group) sharesDocs(owners []*group) int {
	n := 0
	for _, d := range g.docs {
		if slices.ContainsFunc(owners, func(o *group) bool { return o.isIn(d) }) {
			n++
		}
	}
	return n
}

func (g *group) isIn(doc int32) bool {
	_, ok := slices.BinarySearch(g.docs, doc)
	return ok || slices.ContainsFunc(g.tied, func(t *group) bool {
		_, ok := slices.BinarySearch(t.docs, doc)
		return ok
	})
}

// tieShortForms proposes full names that differ in middle words or initials only as
// aliases of one another: of the known one, else of the more frequent.
func (p *proposer) tieShortForms() {
	short, long := make(bearers), make(bearers)
	for _, g := range p.groups {
		if g.refused || g.into != nil || g.aliasOf != nil || len(g.words) < 2 || !g.isPerson() {
			continue
		}
		key := g.words[0] + " " + g.words[len(g.words)-1]
		if len(g.words) == 2 {
			short.add(key, g)
		} else {
			long.add(key, g)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(short)) {
		if len(short[key]) != 1 || len(long[key]) != 1 {
			continue
		}
		s, l := short[key][0], long[key][0]
		if s.id != "" || l.id == "" && s.count() > l.count() {
			s, l = l, s
		}
		if s.id == "" {
			s.tie(l, "the same first and last name")
		}
	}
}

// tieTails proposes a body's name as an alias of the one longer name that ends in it,
// where every article with the short name has the long one: Security Council.
func (p *proposer) tieTails() {
	tails := make(bearers)
	for _, g := range p.groups {
		if g.refused || g.into != nil || g.aliasOf != nil || !isBody(g.kind) {
			continue
		}
		for i := 1; i+2 <= len(g.words); i++ {
			tails.add(strings.Join(g.words[i:], " "), g)
		}
	}
	for _, g := range p.groups {
		if !g.isOpen() || len(g.words) < 2 || !isBody(g.kind) {
			continue
		}
		if longer := tails[strings.Join(g.words, " ")]; len(longer) == 1 && longer[0].aliasOf == nil && g.sharesDocs(longer) == len(g.docs) {
			g.tie(longer[0], "the end of a longer name in the same articles")
		}
	}
}

func isBody(kind string) bool {
	return kind == "organisation" || kind == "state-body" || kind == "media"
}

// tieNearSpellings proposes a name that differs from a more frequent one by a letter
// in one word as its alias.
func (p *proposer) tieNearSpellings() {
	buckets := make(map[string][]*group)
	for _, g := range p.groups {
		if g.refused || g.into != nil || g.aliasOf != nil {
			continue
		}
		for _, key := range nearKeys(g.words) {
			buckets[key] = append(buckets[key], g)
		}
	}
	for _, g := range p.groups {
		if !g.isOpen() || isPlaceName(g.text) {
			continue
		}
		if best := p.nearest(g, buckets); best != nil {
			g.tie(best, fmt.Sprintf("nearly the spelling of %s", best.text))
		}
	}
}

// yieldsTo tells whether g rather than o is the misspelling: o is known, or begins
// with a given name as g does not, or has the word that the corpus uses more, or is
// twice as frequent. Two different given names before one last name are two persons.
func (g *group) yieldsTo(o *group) bool {
	chain := len(g.parts) > 1 && len(o.parts) > 1
	sameSound := g.sound() == o.sound()
	mine, other := len(g.parts) > 0 && g.parts[0].class.has(given), len(o.parts) > 0 && o.parts[0].class.has(given)
	switch {
	case chain && mine && other && g.words[0] != o.words[0] && !sameSound:
		return false
	case o.id != "":
		return true
	case !chain:
		return o.count() >= 2*g.count()
	case other && !mine:
		return o.count() >= g.count()
	case sameSound:
		return o.count() > g.count() || o.count() == g.count() && o.text < g.text
	}
	return g.kind == o.kind && o.count() >= 2*g.count() || o.count() >= g.count() && g.hasRarerWord(o)
}

// hasRarerWord tells whether the word in which the two differ is rarer on g's side.
func (g *group) hasRarerWord(o *group) bool {
	if len(g.words) != len(g.parts) || len(o.words) != len(o.parts) {
		return false
	}
	i := differing(g.words, o.words)
	return i < len(g.words) && g.parts[i].use.total() < o.parts[i].use.total()
}

// differing returns the index of the first word that differs.
func differing(a, b []string) int {
	for i := range a {
		if a[i] != b[i] {
			return i
		}
	}
	return len(a)
}

// mistypes tells whether a single word may be a misspelling of another: the last
// letters agree, for endings make other words (Lombardy, Lombardi), and it stands only
// in articles that have the other word as well, or the other word is known.
func (g *group) mistypes(o *group) bool {
	mine, other := []rune(g.words[0]), []rune(o.words[0])
	if mine[len(mine)-1] != other[len(other)-1] {
		return false
	}
	return o.id != "" || g.sharesDocs([]*group{o}) == len(g.docs)
}

// sound folds what romanisations of one name differ in most: Sergey and Sergei,
// Alexander and Aleksander.
func (g *group) sound() string {
	if g.romanised == "" {
		g.romanised = transliterations.Replace(slug.Fold(g.text))
	}
	return g.romanised
}

var transliterations = strings.NewReplacer("ey", "i", "ei", "i", "iy", "i", "ij", "i", "yi", "i", "y", "i", "x", "ks", "ph", "f", "kh", "h", "tch", "ch", "w", "v", "zh", "j")

// nearest returns the group that g is a misspelling of, nil for none.
func (p *proposer) nearest(g *group, buckets map[string][]*group) *group {
	var best *group
	for _, key := range nearKeys(g.words) {
		for _, o := range buckets[key] {
			if o == g || o.into != nil || o.aliasOf != nil || !isNear(g.words, o.words) {
				continue
			}
			if !g.yieldsTo(o) || g.single() && !g.mistypes(o) {
				continue
			}
			if best == nil || o.betterThan(best) {
				best = o
			}
		}
	}
	return best
}

// betterThan orders the owners of a near spelling: known ones first, then by count.
func (g *group) betterThan(o *group) bool {
	if known := g.id != ""; known != (o.id != "") {
		return known
	}
	return cmp.Or(cmp.Compare(g.count(), o.count()), cmp.Compare(o.text, g.text)) > 0
}

// nearKeys returns keys of which two near spellings share at least one: the words
// with one of them robbed of one letter, or as it is.
func nearKeys(words []string) []string {
	var keys []string
	for i, w := range words {
		letters := []rune(w)
		if len(letters) < shortest(len(words)) {
			continue
		}
		before, after := strings.Join(words[:i], " ")+"|", "|"+strings.Join(words[i+1:], " ")
		keys = append(keys, before+w+after)
		for k := range letters {
			keys = append(keys, before+string(letters[:k])+string(letters[k+1:])+after)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// shortest is the length from which a word of a name may be misspelt: a name of one
// word needs more letters, or Iran would be a spelling of Iraq.
func shortest(words int) int {
	if words == 1 {
		return 5
	}
	return 4
}

// isNear tells whether two names differ in one word only, by one letter left out,
// put in, replaced or swapped with its neighbour.
func isNear(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	differ := -1
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if differ >= 0 {
			return false
		}
		differ = i
	}
	if differ < 0 {
		return false
	}
	x, y := a[differ], b[differ]
	if differ == len(a)-1 && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x)) {
		return false // a plural or adjective is no misspelling
	}
	return x[0] == y[0] && oneEdit([]rune(x), []rune(y))
}

func oneEdit(x, y []rune) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	switch len(y) - len(x) {
	case 1:
		return slices.Equal(x[i:], y[i+1:])
	case 0:
		if i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:]) {
			return true
		}
		return i < len(x) && slices.Equal(x[i+1:], y[i+1:])
	}
	return false
}

// Auto returns the proposals that are good enough to be published without review.
func Auto(all []Proposal) []Proposal {
	var good []Proposal
	for _, p := range all {
		if p.Score >= Published && p.AliasOf == "" {
			good = append(good, p)
		}
	}
	return good
}

// proposals writes the groups that are left, best first.
func (p *proposer) proposals() []Proposal {
	var out []Proposal
	slices.SortStableFunc(p.groups, func(a, b *group) int {
		return cmp.Or(-cmp.Compare(a.points, b.points), -cmp.Compare(a.count(), b.count()), cmp.Compare(a.text, b.text))
	})
	for _, g := range p.groups {
		if g.id != "" || g.refused || g.into != nil {
			continue
		}
		out = append(out, g.proposal())
	}
	return out
}

func (g *group) proposal() Proposal {
	kind, why := g.kind, g.why
	if kind == "" {
		kind, why = "concept", "nothing speaks for another type"
	}
	slices.Sort(g.aliases)
	examples := slices.Clone(g.examples)
	for i := range examples {
		examples[i].At = examples[i].Place.String()
	}
	p := Proposal{
		Name: g.text, ID: slug.Make(g.text), Type: kind, TypeReason: why,
		Count: g.count(), Articles: len(g.docs), Score: g.score,
		Aliases: slices.Compact(g.aliases), Examples: examples, Reason: g.reasons(),
	}
	if o := g.aliasOf; o != nil {
		p.AliasOf, p.Reason = cmp.Or(o.id, o.text), g.reason
		p.Type = cmp.Or(o.kind, p.Type)
	}
	return p
}

// reasons words where the name was seen and the two strongest signals.
func (g *group) reasons() string {
	reason := fmt.Sprintf("%d in mid-sentence", g.middle)
	if g.opening > 0 {
		reason += fmt.Sprintf(", %d where any word has a capital", g.opening)
	}
	var on []signal
	for _, s := range signals {
		if s.points > 0 && s.holds(g.form) {
			on = append(on, s)
		}
	}
	slices.SortStableFunc(on, func(a, b signal) int { return -cmp.Compare(a.points, b.points) })
	for _, s := range on[:min(2, len(on))] {
		reason += "; " + s.name
	}
	return reason
}
