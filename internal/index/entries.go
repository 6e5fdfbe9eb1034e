package index

import (
	"cmp"
	"slices"
	"strings"

	"dossier/internal/record"
)

// Entry is a heading of the index from A to Z: an entity, or another form of its name
// that sends the reader to it.
type Entry struct {
	Letter string
	Name   string    // as it is sorted: "Shoigu, Sergei"
	Entity *Entity   // nil for a form that only refers
	See    []*Entity // whom the form stands for

	keys [2]string
}

// entries makes the index from A to Z of the entities that articles name. Another form
// of a name refers to it, unless it would stand beside it: who looks up Putin finds
// Putin, Vladimir without help.
func (x *Index) entries(lang string) {
	byName := map[string]*Entry{}
	add := func(name string, person bool) *Entry {
		keys := sortKeys(name, person)
		e := &Entry{Letter: letter(keys[0], lang), Name: name, keys: keys}
		x.Entries = append(x.Entries, e)
		return e
	}
	for _, e := range x.Entities {
		if len(e.Mentions) > 0 {
			add(e.SortName, e.Type == "person").Entity = e
		}
	}
	for _, e := range x.Entities {
		for _, a := range e.Aliases {
			name := sortName(&record.Entity{Name: a.Text, Type: e.Type}, lang)
			if a.Hidden || len(e.Mentions) == 0 || firstWord(name) == firstWord(e.SortName) {
				continue
			}
			if byName[name] == nil {
				byName[name] = add(name, e.Type == "person")
			}
			if see := byName[name]; !slices.Contains(see.See, e) {
				see.See = append(see.See, e)
			}
		}
	}
	key := collateKeys(lang)
	slices.SortStableFunc(x.Entries, func(a, b *Entry) int {
		return cmp.Or(slices.Compare(key(a.keys[0]), key(b.keys[0])), slices.Compare(key(a.keys[1]), key(b.keys[1])))
	})
}

func firstWord(name string) string {
	if i := strings.IndexAny(name, " ,"); i > 0 {
		name = name[:i]
	}
	return strings.ToLower(name)
}
