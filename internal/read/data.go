package read

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/internal/bib"
	"dossier/internal/config"
	"dossier/internal/fields"
	"dossier/internal/record"
	"dossier/internal/redact"
	"dossier/internal/slug"
	"dossier/internal/source"
)

// readEntities reads entities.yaml and the files of content/entities.
func (p *Project) readEntities(w *walker) error {
	r := entityReader{types: p.Config, redact: p.redact}
	if name := p.EntityFile(); isRegular(p.path(name)) {
		p.Decided = true
		f, err := p.data(name)
		if err != nil {
			return err
		}
		n := fields.Parse(f, f.Text, 1, source.BadData)
		for _, item := range n.List(name, false) {
			r.entity(item)
		}
		r.problems = append(r.problems, n.Problems()...)
	}
	p.Decided = p.Decided || len(w.entities) > 0
	for _, name := range w.entities {
		f, err := p.data(name)
		if err != nil {
			return err
		}
		yaml, body, ok := frontMatter(f.Text)
		if !ok {
			r.problems = append(r.problems, source.Problem{Place: f.Place(0), Code: source.BadFrontMatter,
				Message: "the front matter is never closed", Hint: "put a line of three hyphens behind it"})
			continue
		}
		n := fields.Parse(f, yaml, 2, source.BadFrontMatter)
		if e := r.entity(n); e != nil && strings.TrimSpace(f.Text[body:]) != "" {
			e.Note, e.NoteBody, e.NoteSum = name, body, f.Sum
		}
		r.problems = append(r.problems, n.Problems()...)
	}
	p.Catalogue.Entities = r.unique()
	r.checkFormer(p.Catalogue.Entities)
	p.ids = newIDs(p.Catalogue.Entities, p.EntityFile())
	r.checkReferences(p.Catalogue.Entities, p.ids)
	p.Problems = append(p.Problems, r.problems...)
	return nil
}

// entityReader collects entities from several files.
type entityReader struct {
	types    *config.Config
	redact   *redact.Names
	list     []*record.Entity
	former   []formerID
	problems []source.Problem
}

// Entities reads a list in the form of content/entities.yaml by itself, ids as they
// are given.
func Entities(f *source.File) ([]*record.Entity, []source.Problem) {
	r := entityReader{types: config.Default("")}
	n := fields.Parse(f, f.Text, 1, source.BadData)
	for _, item := range n.List(f.Name, false) {
		r.entity(item)
	}
	return r.list, append(r.problems, n.Problems()...)
}

// longestName is the size in characters that a name or alias may have: the title of a
// treaty has 300.
const longestName = 1000

var wikidataID = regexp.MustCompile(`^Q[1-9][0-9]*$`)

// entity reads one; nil when it has no name.
func (r *entityReader) entity(n fields.Node) *record.Entity {
	m := n.Map("an entity")
	m.Known(config.EntityKeys)
	e := &record.Entity{
		ID:          m.String("id"),
		Name:        m.String("name"),
		Type:        m.String("type"),
		Sort:        m.String("sort"),
		Description: m.String("description"),
		Wikidata:    m.String("wikidata"),
		Links:       m.Strings("links"),
		Place:       m.Place(),
	}
	if e.Name == "" {
		m.Report("name", source.BadValue, "an entity needs a name", "add a line \"name: ...\"")
		return nil
	}
	if n := utf8.RuneCountInString(e.Name); n > longestName {
		m.Report("name", source.BadValue, fmt.Sprintf("a name of %d characters; up to %d are taken", n, longestName), "give its short form as name:, and the rest as description:")
		return nil
	}
	if e.ID == "" && !r.redact.Is(e.Name) { // one of that name has no page
		e.ID = slug.Make(r.redact.Bar(e.Name))
	}
	if e.ID == "" {
		e.ID = slug.Make(e.Name)
	}
	if e.ID == "" {
		m.Report("name", source.BadValue, fmt.Sprintf("no id can be made from the name %q", e.Name), "add a line \"id: ...\"")
		return nil
	}
	if _, ok := r.types.Type(e.Type); !ok {
		if e.Type != "" {
			m.Get("type").Report(source.UnknownType, fmt.Sprintf("unknown entity type %q, taken as a concept", e.Type),
				source.DidYouMean(e.Type, r.types.TypeIDs(), "add it under entity_types: in dossier.yaml"))
		}
		e.Type = config.Concept
	}
	if e.Wikidata != "" && !wikidataID.MatchString(e.Wikidata) {
		m.Get("wikidata").Report(source.BadValue, fmt.Sprintf("wikidata: %q is no Wikidata id", e.Wikidata), "write the letter Q and digits, Q42")
		e.Wikidata = ""
	}
	for _, link := range e.Links {
		if !isWebAddress(link) {
			m.Get("links").Report(source.BadValue, fmt.Sprintf("links: %q is no web address", link), "write https://...")
		}
	}
	e.Aliases, e.Demonyms = readAliases(m, "aliases"), readAliases(m, "demonyms")
	e.Off = readRules(m, "off")
	r.readFormer(m, e)
	e.Broader, e.Related = readSees(m, "broader"), readSees(m, "related")
	r.list = append(r.list, e)
	return e
}

func readAliases(m *fields.Map, key string) []record.Alias {
	var list []record.Alias
	for _, n := range m.Get(key).List(key, true) {
		alias, ok := readAlias(n)
		switch size := utf8.RuneCountInString(alias.Text); {
		case size > longestName:
			n.Report(source.BadValue, fmt.Sprintf("an alias of %d characters; up to %d are taken", size, longestName), "take it out")
		case ok:
			list = append(list, alias)
		}
	}
	return list
}

func readAlias(n fields.Node) (record.Alias, bool) {
	a := record.Alias{Place: n.Place()}
	if n.IsMap() {
		m := n.Map("an alias")
		m.Known(config.AliasKeys)
		a.Text = m.String("text")
		a.Exact = m.Has("case") && m.OneOf("case", "exact") == "exact"
		a.Hidden = m.Bool("hidden")
	} else {
		text, _ := n.Text("an alias")
		a.Text = strings.TrimSpace(text)
	}
	return a, a.Text != ""
}

// unique sorts the entities by id, refuses ids that cannot stand in an address and
// keeps the first of two with one id.
func (r *entityReader) unique() []*record.Entity {
	first := map[string]*record.Entity{}
	var list []*record.Entity
	for _, e := range r.list {
		if safe := slug.Make(e.ID); safe != e.ID {
			r.problems = append(r.problems, source.Problem{Place: e.Place, Code: source.BadValue,
				Message: fmt.Sprintf("id %q cannot stand in an address", e.ID), Hint: "write \"" + safe + "\""})
			continue
		}
		if other := first[e.ID]; other != nil {
			r.problems = append(r.problems, source.Problem{Place: e.Place, Code: source.SameID,
				Message: fmt.Sprintf("the id %q is taken by %q at %s", e.ID, other.Name, other.Place), Hint: "give one of them another id:"})
			continue
		}
		first[e.ID] = e
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b *record.Entity) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// readEvents reads events.yaml.
func (p *Project) readEvents() error {
	name := p.beside("events.yaml")
	if !isRegular(p.path(name)) {
		return nil
	}
	f, err := p.data(name)
	if err != nil {
		return err
	}
	n := fields.Parse(f, f.Text, 1, source.BadData)
	p.Catalogue.Events = p.events(n.List("events.yaml", false))
	p.Problems = append(p.Problems, n.Problems()...)
	return nil
}

// readSources reads the bibliography and the archived copies.
func (p *Project) readSources() error {
	var lists [2][]*bib.Work
	for i, source := range []struct {
		name string
		read func(*source.File) ([]*bib.Work, []source.Problem)
	}{{p.beside("sources.bib"), bib.BibTeX}, {p.beside("sources.json"), bib.CSL}} {
		if !isRegular(p.path(source.name)) {
			continue
		}
		f, err := p.data(source.name)
		if err != nil {
			return err
		}
		works, problems := source.read(f)
		lists[i] = works
		p.Problems = append(p.Problems, problems...)
	}
	works, problems := bib.Merge(lists[0], lists[1])
	p.Catalogue.Works = works
	p.Problems = append(p.Problems, problems...)

	name := p.beside("archives.yaml")
	if !isRegular(p.path(name)) {
		return nil
	}
	f, err := p.data(name)
	if err != nil {
		return err
	}
	n := fields.Parse(f, f.Text, 1, source.BadData)
	m := n.Map("archives.yaml")
	p.Catalogue.Archives = map[string]string{}
	for _, address := range m.Keys() {
		copied := m.String(address)
		if !isWebAddress(address) || !isWebAddress(copied) {
			m.Report(address, source.BadValue, "an archived copy needs two web addresses", "https://example.org/page: https://archive.example/copy")
			continue
		}
		p.Catalogue.Archives[address] = copied
	}
	p.Problems = append(p.Problems, n.Problems()...)
	return nil
}

// events reads a list of events.
func (p *Project) events(items []fields.Node) []record.Event {
	var list []record.Event
	for _, item := range items {
		if e, ok := p.event(item); ok {
			list = append(list, e)
		}
	}
	return list
}

// event reads one. An id may stand for the rest: whether it names a found event is known
// when all texts are read.
func (p *Project) event(n fields.Node) (e record.Event, ok bool) {
	m := n.Map("an event")
	m.Known(config.EventKeys)
	e = record.Event{
		ID:     m.String("id"),
		Hide:   m.Bool("hide"),
		Title:  m.String("title"),
		Source: m.String("source"),
		Note:   m.String("note"),
		Place:  m.Place(),
	}
	e.Date, e.DateText = m.Date("date")
	switch {
	case e.ID != "" && !eventID.MatchString(e.ID):
		m.Get("id").Report(source.BadValue, fmt.Sprintf("id %q is not that of an event", e.ID), "copy it from the address of the event: e-2023-07-26-...")
		return e, false
	case e.ID == "" && e.Hide:
		m.Report("hide", source.BadValue, "an event to hide needs an id", "add a line \"id: ...\" with the last part of its address")
		return e, false
	case e.ID == "" && e.DateText == "":
		m.Report("date", source.BadValue, "an event needs a date", "add a line \"date: 2023-07-26\"")
	}
	if e.ID == "" && e.Title == "" {
		m.Report("title", source.BadValue, "an event needs a title", "add a line \"title: ...\"")
	}
	for _, item := range m.Get("entities").List("entities", true) {
		id, _ := item.Text("an id")
		if now := p.currentID(item, strings.TrimSpace(id)); now != "" {
			e.Entities = append(e.Entities, now)
		}
	}
	if e.Source != "" && !isWebAddress(e.Source) {
		m.Report("source", source.BadValue, fmt.Sprintf("source: %q is no web address", e.Source), "write https://...")
	}
	if e.ID != "" {
		return e, e.DateText == "" || !e.Date.IsZero()
	}
	return e, !e.Date.IsZero() && e.Title != ""
}

// eventID has letters of all scripts, as the words of a sentence do.
var eventID = regexp.MustCompile(`^e-[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$`)

// currentID is the id that an entity has today, "" with a problem when it means none. A
// file that stands alone may name any.
func (p *Project) currentID(n fields.Node, id string) string {
	if p.ids == nil || id == "" {
		return id
	}
	now, hint, ok := p.ids.current(id)
	if !ok {
		n.Report(source.UnknownEntity, fmt.Sprintf("no entity has the id %q", id), hint)
	}
	return now
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
