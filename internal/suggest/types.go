package suggest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// guessAll sets what kind of thing each form names: first by its own evidence, then
// by the company it keeps in lists, then by its shape.
func guessAll(forms map[string]*form) {
	for _, f := range forms {
		f.kind, f.why = guess(f)
		f.sure = f.kind != ""
	}
	guessByPersons(forms)
	for range 2 { // what a list tells goes one list further
		listed := make(map[*form]bool)
		for _, f := range forms {
			if f.kind == "" {
				if f.kind, f.why = guessByList(f, forms); f.kind != "" {
					listed[f] = true
				}
			}
		}
		for f := range listed {
			f.sure = true
		}
	}
	for _, f := range forms {
		if f.kind == "" {
			f.kind, f.why = guessByShape(f)
		}
	}
}

// guessByList takes the kind that most of a form's neighbours in lists surely are.
func guessByList(f *form, forms map[string]*form) (kind, why string) {
	votes := make(map[string]int)
	example := make(map[string]string)
	for _, r := range f.listed {
		if o := forms[r.text]; o != nil && o.sure && o != f {
			votes[o.kind]++
			example[o.kind] = o.text
		}
	}
	best := ""
	for _, k := range slices.Sorted(maps.Keys(votes)) {
		if best == "" || votes[k] > votes[best] {
			best = k
		}
	}
	if best == "" || !f.single() && best != "person" && votes[best] < 2 {
		return "", ""
	}
	return best, fmt.Sprintf("listed beside %q", example[best])
}

// guessByPersons takes a bare word for a person when it is the last or first word of
// persons' full names.
func guessByPersons(forms map[string]*form) {
	for _, text := range slices.Sorted(maps.Keys(forms)) {
		full := forms[text]
		if len(full.parts) < 2 || len(full.parts) > 4 || full.kind != "person" && full.kind != "" {
			continue
		}
		kind, _ := guessByShape(full)
		if full.kind == "" && kind == "" {
			continue
		}
		for i, p := range []part{full.parts[len(full.parts)-1], full.parts[0]} {
			f := forms[p.text]
			if f == nil || f.kind != "" || f.caps() || full.kind == "" && (i > 0 || f.left.place+f.left.toward > 0) {
				continue
			}
			f.kind, f.why = "person", fmt.Sprintf("part of %q", full.text)
		}
	}
}

// guessByShape takes two or three words, none of them an ordinary one, for a person.
func guessByShape(f *form) (kind, why string) {
	if f.single() && f.parts[0].class.has(direction) && f.left.article > 0 {
		return "place", "a point of the compass"
	}
	if f.single() && f.left.toward > 0 && f.left.toward*6 >= f.count() && f.left.article == 0 {
		return "place", fmt.Sprintf("the word %q stands before it", f.left.word)
	}
	if len(f.parts) == 2 && f.parts[0].class.has(direction) && shapeOf(f.parts[1].text) == capital && !f.parts[1].class.has(heads|demonym) {
		return "place", fmt.Sprintf("the word %q before it", f.parts[0].text)
	}
	if len(f.parts) < 2 || len(f.parts) > 4 || f.plainWords() > 0 || f.left.article+f.left.quoted > 0 || f.parts[0].class.has(demonym|direction) {
		return "", ""
	}
	for _, p := range f.parts {
		if shapeOf(p.text) != capital || p.class.has(demonym|heads) || isPlaceName(p.text) {
			return "", ""
		}
	}
	return "person", "two to four names in a row"
}

// guess tells what kind of thing a form names, and why; both are empty when nothing
// speaks for a kind.
func guess(f *form) (kind, why string) {
	if f.roles > 0 && !isPlaceName(f.text) {
		return "person", fmt.Sprintf("the title %q stands before it", f.role)
	}
	if isPlaceName(f.text) {
		return "place", "a place that most know"
	}
	last := f.parts[len(f.parts)-1]
	if len(f.parts) > 1 {
		head := last
		for i, p := range f.parts {
			if p.joiner && i > 0 && (p.text == "of" || p.text == "for" || p.text == "on") {
				head = f.parts[i-1]
				break
			}
		}
		if f.isPersonWithHead() {
			return "person", fmt.Sprintf("the given name %q", f.parts[0].text)
		}
		if n := len(f.parts); last.class.has(suffix) && n > 2 && f.parts[n-2].class.has(heads) {
			head = f.parts[n-2] // World War II
		}
		for _, row := range headTypes {
			if head.class.has(row.class) {
				return row.kind, fmt.Sprintf("the word %q", head.text)
			}
		}
		if f.parts[0].class.has(given) {
			return "person", fmt.Sprintf("the given name %q", f.parts[0].text)
		}
		if last.class.has(suffix) {
			return "person", fmt.Sprintf("the ending %q", last.text)
		}
		if f.parts[0].class.has(headPlace) {
			return "place", fmt.Sprintf("the word %q", f.parts[0].text)
		}
	}
	for _, h := range []hint{f.right.hint, f.left.hint} {
		if h.n > 0 && h.n*8 >= f.count() {
			return h.kind, fmt.Sprintf("the word %q stands beside it", h.word)
		}
	}
	if f.right.who > 0 && f.right.who*8 >= f.count() {
		return "person", fmt.Sprintf("the word %q follows it", f.right.word)
	}
	if f.left.title > 0 && f.left.title*3 >= f.count() {
		return "person", fmt.Sprintf("the word %q stands before it", f.left.word)
	}
	if f.right.speech > 0 && f.right.speech*4 >= f.count() && f.left.article == 0 {
		return "person", fmt.Sprintf("the word %q follows it", f.right.word)
	}
	if len(f.parts) == 1 && isDesignation(f.text) {
		return "weapon", "letters and a number with a hyphen"
	}
	if f.left.place > 0 && f.left.place*4 >= f.count() {
		return "place", fmt.Sprintf("the word %q stands before it", f.left.word)
	}
	if len(f.parts) == 1 && shapeOf(f.text) == caps {
		return "organisation", "written in capitals"
	}
	return "", ""
}

// isPersonWithHead tells whether a full name ends in a head word that is a frequent
// last name: Daniel Hill.
func (f *form) isPersonWithHead() bool {
	if len(f.parts) > 3 || !f.parts[0].class.has(given) || !f.parts[len(f.parts)-1].class.has(surname) || f.left.article+f.left.place > 0 {
		return false
	}
	for _, p := range f.parts {
		if p.joiner || p.possessive || shapeOf(p.text) != capital {
			return false
		}
	}
	return true
}

// headTypes says what kind of thing a head word makes of a name, the first row that
// fits.
var headTypes = []struct {
	class class
	kind  string
}{
	{headMedia, "media"},
	{headState, "state-body"},
	{headDocument, "document"},
	{headEvent, "event"},
	{headInfra, "infrastructure"},
	{headPlace, "place"},
	{headWeapon, "weapon"},
	{headOrganisation, "organisation"},
}

// nouns are common nouns that say what the name beside them is.
var nouns = map[string]string{
	"province": "place", "city": "place", "region": "place", "river": "place", "district": "place", "village": "place",
	"county": "place", "town": "place", "island": "place", "islands": "place", "peninsula": "place", "lake": "place",
	"valley": "place", "mountain": "place", "mountains": "place", "desert": "place", "suburb": "place",
	"municipality": "place", "township": "place", "governorate": "place", "prefecture": "place", "border": "place",
	"neighbourhood": "place", "neighborhood": "place", "coast": "place", "area": "place", "capital": "place",
	"party": "organisation", "company": "organisation", "group": "organisation", "bank": "organisation",
	"university": "organisation", "club": "organisation", "airline": "organisation", "band": "organisation",
	"charity": "organisation", "firm": "organisation", "militants": "organisation", "militia": "organisation",
	"rebels": "organisation", "movement": "organisation", "fighters": "organisation", "giant": "organisation",
	"newspaper": "media", "magazine": "media", "daily": "media", "weekly": "media", "broadcaster": "media",
	"channel": "media", "website": "media", "tabloid": "media",
	"ministry": "state-body", "agency": "state-body", "parliament": "state-body",
	"missile": "weapon", "missiles": "weapon", "rifle": "weapon", "tanks": "weapon", "bomber": "weapon",
	"bombers": "weapon", "jets": "weapon", "fighter": "weapon", "drone": "weapon", "drones": "weapon",
	"treaty": "document", "agreement": "document", "accord": "document", "pact": "document",
	"summit": "event", "festival": "event", "war": "event", "tournament": "event",
	"airport": "infrastructure", "port": "infrastructure", "bridge": "infrastructure", "pipeline": "infrastructure",
	"railway": "infrastructure", "highway": "infrastructure", "dam": "infrastructure", "canal": "infrastructure",
}

// isDesignation tells whether a word is letters, a hyphen and a number: Tu-160.
func isDesignation(w string) bool {
	letters, digits, ok := strings.Cut(w, "-")
	return ok && letters != "" && digits != "" && strings.IndexFunc(digits, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}
