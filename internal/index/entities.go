package index

import (
	"cmp"
	"slices"

	"dossier/internal/config"
	"dossier/internal/edtf"
	"dossier/internal/record"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Entity is one entity with everything said about it.
type Entity struct {
	*record.Entity
	Kind     config.Type
	SortName string // the form it is sorted by
	Letter   string // heading in the index: "S", "#" for digits
	Path     string
	Mentions []Mention // by article (from the end of Index.Articles: undated, then oldest first), then in reading order
	Demonyms []Mention // places that name its people, in the same order; not counted
	Articles int
	First    edtf.Date // dates of the earliest and latest article that mentions it
	Last     edtf.Date
	With     []Pair     // named in the same sentences, the closest first
	Near     []Pair     // named in the same paragraphs only
	Homonyms []*Homonym // forms that it shares with others
	Wholes   []*Entity  // what it is a part of
	SeeAlso  []*Entity  // its parts and what is related to it, where articles name both
	Events   []*Event   // in time
	Previous *Entity
	Next     *Entity
	position int // in Index.Entities
	keys     [2]string
}

// Mention is one place where the entity is named. It shares what the article's record says
// of it: a site has far more mentions than anything else.
type Mention struct {
	Ref
	*record.Mention
}

func (x *Index) entities(c *config.Config, list []*record.Entity) {
	for _, r := range list {
		kind, _ := c.Type(r.Type)
		e := &Entity{Entity: r, Kind: kind, SortName: sortName(r, c.Language), Path: EntityPath(r.ID)}
		e.keys = sortKeys(e.SortName, r.Type == "person")
		e.Letter = letter(e.keys[0], c.Language)
		x.Entities = append(x.Entities, e)
		x.byID[r.ID] = e
	}
	x.collate(c.Language)
	for i, e := range x.Entities {
		e.position = i
		if i > 0 {
			e.Previous = x.Entities[i-1]
			x.Entities[i-1].Next = e
		}
	}
	x.makeRoom()
	for _, a := range slices.Backward(x.Articles) { // whoever wants the newest reads it backwards
		x.mentions(a)
	}
	x.companions()
	x.references()
}

// collate sorts the entities as the site's language sorts words, digits as numbers.
func (x *Index) collate(lang string) {
	key := collateKeys(lang)
	slices.SortFunc(x.Entities, func(a, b *Entity) int {
		return cmp.Or(slices.Compare(key(a.keys[0]), key(b.keys[0])), slices.Compare(key(a.keys[1]), key(b.keys[1])), cmp.Compare(a.ID, b.ID))
	})
}

// collateKeys returns the function that makes sort keys for a language. Keys are
// remembered, since a sort asks for each many times.
func collateKeys(lang string) func(string) []byte {
	tag, err := language.Parse(lang)
	if err != nil {
		tag = language.English
	}
	collator := collate.New(tag, collate.Numeric, collate.IgnoreCase)
	var buffer collate.Buffer
	keys := map[string][]byte{}
	return func(s string) []byte {
		k, ok := keys[s]
		if !ok {
			k = slices.Clone(collator.KeyFromString(&buffer, s))
			keys[s] = k
			buffer.Reset()
		}
		return k
	}
}

// makeRoom gives each list of mentions its size, since they stay as long as the build.
func (x *Index) makeRoom() {
	type counts struct{ names, demonyms int }
	total := map[string]counts{}
	for _, a := range x.Articles {
		for i := range a.Mentions {
			n := total[a.Mentions[i].Entity]
			if a.Mentions[i].Rule == record.Demonym {
				n.demonyms++
			} else {
				n.names++
			}
			total[a.Mentions[i].Entity] = n
		}
	}
	for _, e := range x.Entities {
		e.Mentions = slices.Grow(e.Mentions, total[e.ID].names)
		e.Demonyms = slices.Grow(e.Demonyms, total[e.ID].demonyms)
	}
}

// mentions hands an article's mentions to their entities.
func (x *Index) mentions(a *Article) {
	count := map[*Entity]int{}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		e := x.byID[m.Entity]
		if e == nil {
			continue
		}
		if m.Rule == record.Demonym {
			e.Demonyms = append(e.Demonyms, Mention{Ref{a, m.Sentence}, m})
			continue
		}
		e.Mentions = append(e.Mentions, Mention{Ref{a, m.Sentence}, m})
		if count[e]++; count[e] == 1 {
			a.Names = append(a.Names, Name{Entity: e})
			e.seen(a)
		}
	}
	for i, n := range a.Names {
		a.Names[i].Count = count[n.Entity]
	}
	slices.SortStableFunc(a.Names, func(p, q Name) int { return cmp.Compare(q.Count, p.Count) })
}

// seen counts an article in which the entity is named and widens its span of dates.
func (e *Entity) seen(a *Article) {
	e.Articles++
	d := a.Entry.Date
	if d.IsZero() {
		return
	}
	if e.First.IsZero() || edtf.Compare(d, e.First) < 0 {
		e.First = d
	}
	if e.Last.IsZero() || edtf.Compare(d, e.Last) > 0 {
		e.Last = d
	}
}

// distinct lists the entities that some mentions name, each once.
func (x *Index) distinct(mentions []record.Mention) []*Entity {
	var list []*Entity
	for _, m := range mentions {
		if e := x.byID[m.Entity]; e != nil && m.Rule != record.Demonym && !slices.Contains(list, e) {
			list = append(list, e)
		}
	}
	return list
}
