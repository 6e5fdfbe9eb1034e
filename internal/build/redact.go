package build

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/redact"
	"dossier/internal/source"
)

// redaction is what the names of redact: mean for a project: the names with all other
// forms of their entities, and the entities that are not published.
type redaction struct {
	names  *redact.Names
	hidden map[string]bool // ids
}

// newRedaction learns the names and tells of those that stand where no bar can: in an
// address, which the author chooses.
func newRedaction(p *read.Project) (*redaction, []source.Problem) {
	stated := redact.New(p.Config.Redact)
	r := &redaction{hidden: map[string]bool{}}
	if stated == nil {
		return r, nil
	}
	list := slices.Clone(p.Config.Redact)
	for _, e := range p.Catalogue.Entities {
		if stated.Is(e.Name) || e.Found && stated.Has(e.ID) {
			r.hidden[e.ID] = true
			list = append(list, e.Name)
			for _, a := range e.Aliases {
				list = append(list, a.Text)
			}
		}
	}
	r.names = redact.New(list)
	return r, r.addresses(p)
}

// addresses tells of every address that an author chose with a redacted name in it.
func (r *redaction) addresses(p *read.Project) (problems []source.Problem) {
	tell := func(at source.Place, what, address string) {
		if r.names.Has(address) {
			problems = append(problems, source.Problem{Place: at, Code: source.Redacted,
				Message: what + " has a redacted name, and it would be an address", Hint: "write one without the name"})
		}
	}
	event := func(e record.Event) { tell(e.Place, "the id of this event", e.ID) }
	c := p.Catalogue
	for _, e := range slices.Concat(c.Articles, c.Unlisted, c.Pages) {
		at := source.Place{File: e.Name}
		tell(at, "the slug", e.Slug)
		for _, old := range e.Aliases {
			tell(at, "an address under aliases:", old)
		}
		for _, s := range e.Events {
			event(s)
		}
	}
	for _, e := range c.Entities {
		if !r.hidden[e.ID] {
			tell(e.Place, "the id of this entity", e.ID)
			for _, old := range e.Formerly {
				tell(e.Place, "an id under formerly:", old)
			}
		}
	}
	for _, e := range c.Events {
		event(e)
	}
	for _, w := range c.Works {
		tell(w.At, "the key of this work", w.Key)
	}
	return problems
}

// apply bars what the project states beside its texts. What finds names and links in the
// texts must be made before: it needs the names.
func (r *redaction) apply(p *read.Project) {
	if r.names == nil {
		return
	}
	c := p.Catalogue
	for _, w := range c.Works {
		r.bar(reflect.ValueOf(w))
	}
	maps.DeleteFunc(c.Archives, func(from, to string) bool { return r.names.Has(from) || r.names.Has(to) })
	r.bar(reflect.ValueOf(p.Config))
}

// catalogue is what may be published of a catalogue, for the index.
func (r *redaction) catalogue(c *record.Catalogue) *record.Catalogue {
	if r.names == nil {
		return c
	}
	barred := *c
	barred.Entities, barred.Events = nil, nil
	for _, e := range c.Entities {
		if !r.hidden[e.ID] {
			barred.Entities = append(barred.Entities, r.entity(e))
		}
	}
	for _, e := range c.Events {
		r.bar(reflect.ValueOf(&e))
		barred.Events = append(barred.Events, e)
	}
	return &barred
}

// entity bars an entity's own name and leaves out other forms of it, which would only
// repeat the bar.
func (r *redaction) entity(e *record.Entity) *record.Entity {
	barred := *e
	other := func(list []record.Alias) []record.Alias {
		return slices.DeleteFunc(slices.Clone(list), func(a record.Alias) bool { return r.names.Has(a.Text) })
	}
	barred.Aliases, barred.Demonyms = other(e.Aliases), other(e.Demonyms)
	barred.Links = slices.DeleteFunc(slices.Clone(e.Links), r.names.Has)
	barred.Name, barred.Description = r.names.Bar(e.Name), r.names.Bar(e.Description)
	if barred.Name != e.Name || r.names.Has(e.Sort) {
		barred.Sort = "" // it has the same words in another order
	}
	return &barred
}

// entry is what may be published of front matter.
func (r *redaction) entry(e *record.Entry) *record.Entry {
	if r.names == nil {
		return e
	}
	barred := *e
	barred.Import = nil // what came has the names, and a PDF cannot be barred
	for _, list := range []*[]string{&barred.Authors, &barred.Tags} {
		*list = slices.Clone(*list)
	}
	barred.Events, barred.Corrections = slices.Clone(e.Events), slices.Clone(e.Corrections)
	r.bar(reflect.ValueOf(&barred))
	return &barred
}

// kept are the strings that name something and are shown to nobody, or only as part of an
// address, which the author has been told of.
var kept = map[string]bool{
	"Entry.Name": true, "Entry.Slug": true, "Entry.Aliases": true, "Entry.Dates": true, "Entry.Entities": true, "Entry.About": true,
	"Event.ID": true, "Event.Entities": true, "Event.Place": true, "Work.Key": true, "Work.At": true, "Config.Redact": true, "Config.Types": true, "Config.BaseURL": true,
}

// bar goes through every string of a value. One that is an address of the web goes when
// it has a name.
func (r *redaction) bar(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			r.bar(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Name() + "." + v.Type().Field(i).Name; !kept[name] {
				r.bar(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			r.bar(v.Index(i))
		}
	case reflect.String:
		if !v.CanSet() {
			return
		}
		text := v.String()
		if strings.Contains(text, "://") && r.names.Has(text) {
			v.SetString("")
			return
		}
		v.SetString(r.names.Bar(text))
	}
}

// note says how many entities are left out.
func (r *redaction) note() []string {
	if len(r.hidden) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%d of the entities are redacted and have no page", len(r.hidden))}
}
