package read

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/fields"
	"dossier/internal/record"
	"dossier/internal/slug"
	"dossier/internal/source"
)

// ids says which entity an id means: the one that has it, or the only one that had it
// before.
type ids struct {
	now    []string            // of all entities, sorted
	former map[string][]string // former id -> the entities that had it, by id
	file   string              // where an entity can be added
}

func newIDs(list []*record.Entity, file string) *ids {
	t := &ids{file: file, former: map[string][]string{}}
	for _, e := range list {
		t.now = append(t.now, e.ID)
		for _, old := range e.Formerly {
			t.former[old] = append(t.former[old], e.ID)
		}
	}
	return t
}

// current is the id that an entity has today. ok is false when no entity, or more than
// one, is meant; hint says what to write instead.
func (t *ids) current(id string) (now, hint string, ok bool) {
	if _, found := slices.BinarySearch(t.now, id); found {
		return id, "", true
	}
	switch owners := t.former[id]; len(owners) {
	case 0:
		return "", source.DidYouMean(id, t.now, "add it to "+t.file), false
	case 1:
		return owners[0], "", true
	default:
		return "", "write one of " + strings.Join(owners, ", ") + ", which all had it before", false
	}
}

// readFormer reads the ids that an entity had before.
func (r *entityReader) readFormer(m *fields.Map, e *record.Entity) {
	for _, n := range m.Get("formerly").List("formerly", true) {
		text, _ := n.Text("an item of formerly")
		id := strings.TrimSpace(text)
		switch safe := slug.Make(id); {
		case id == "" || id == e.ID || slices.Contains(e.Formerly, id):
		case safe != id:
			n.Report(source.BadValue, fmt.Sprintf("formerly: %q cannot have been in an address", id), "write \""+safe+"\"")
		default:
			e.Formerly = append(e.Formerly, id)
			r.former = append(r.former, formerID{e, id, n.Place()})
		}
	}
}

// formerID is an id that an entity had before, and where the file says so.
type formerID struct {
	entity *record.Entity
	id     string
	place  source.Place
}

// checkFormer refuses former ids that an entity has today: one address cannot lead to
// two pages.
func (r *entityReader) checkFormer(list []*record.Entity) {
	for _, f := range r.former {
		i, taken := slices.BinarySearchFunc(list, f.id, func(e *record.Entity, id string) int { return strings.Compare(e.ID, id) })
		if !taken {
			continue
		}
		f.entity.Formerly = slices.DeleteFunc(f.entity.Formerly, func(id string) bool { return id == f.id })
		r.problems = append(r.problems, source.Problem{Place: f.place, Code: source.SameID,
			Message: fmt.Sprintf("the id %q is that of %q today, at %s", f.id, list[i].Name, list[i].Place),
			Hint:    "take it out here, or give that entity another id:"})
	}
}
