package build

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/edit"
	"dossier/internal/imports"
	"dossier/internal/index"
	"dossier/internal/source"
	"dossier/internal/store"
)

// eventFile is where events are written.
const eventFile = "content/events.yaml"

// MergedEvents tells what a file of events did to a project's own.
type MergedEvents struct {
	File string // the project's file of events
	edit.EventChanges
	Told     int      // events that the project's texts tell already
	Left     []string // what events cannot hold, with counts
	Unknown  []string // ids of entities that the project does not have, left out
	Problems []source.Problem
}

// MergeEvents writes a file of events (see imports.Events) into a project's events.yaml;
// with dry it only tells what would change. With problems nothing is written.
func MergeEvents(ctx context.Context, dir, name string, raw []byte, dry bool) (MergedEvents, error) {
	m := MergedEvents{File: eventFile}
	table := imports.Events(name, raw)
	m.Left, m.Problems = table.Left, table.Problems
	if len(m.Problems) > 0 {
		return m, nil
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return m, err
	}
	p, err := scan(Options{Source: abs, Output: DefaultOutput(abs)})
	if err != nil {
		return m, err
	}
	kept := store.Open("", "")
	defer func() { _ = kept.Close(false) }()
	site, err := compile(ctx, p, &Result{}, Options{}, kept)
	if err != nil {
		return m, err
	}
	rows := m.rows(table.Events, site.Index)
	r := Review{project: p}
	before, err := r.decided(eventFile)
	if err != nil {
		return m, err
	}
	there := m.There
	after, changes, err := edit.MergeEvents(before, rows)
	m.EventChanges = changes
	m.There += there
	if err != nil || dry || string(before) == string(after) {
		return m, err
	}
	return m, edit.Replace(filepath.Join(p.Dir, filepath.FromSlash(eventFile)), after)
}

// rows are the events that the project's texts do not tell already, each with what the
// project knows it by.
func (m *MergedEvents) rows(events []imports.Event, x *index.Index) []edit.EventRow {
	key := func(date, title string) edit.EventKey {
		return edit.EventKey{Date: date, Title: strings.Join(strings.Fields(title), " ")}
	}
	entities := map[string]bool{}
	for _, e := range x.Entities {
		entities[e.ID] = true
	}
	byID, stated := map[string]*index.Event{}, map[edit.EventKey]*index.Event{}
	for _, e := range x.Events {
		byID[e.ID] = e
		if e.Stated {
			stated[key(e.Date.String(), e.Title)] = e
		}
	}
	var rows []edit.EventRow
	for _, e := range events {
		there := byID[e.ID]
		if there == nil {
			there = stated[key(e.Date, e.Title)]
		}
		switch {
		case there != nil && there.Stated && (e.Told || saysNothingNew(e, there)):
			m.There++
			continue
		case there != nil && e.Told:
			m.Told++
			continue
		case there != nil && there.Stated:
			e.Was = edit.EventKey{Date: there.Date.String(), Title: there.Title}
		}
		e.Entities = slices.DeleteFunc(e.Entities, func(id string) bool {
			if there == nil && !entities[id] && !slices.Contains(m.Unknown, id) {
				m.Unknown = append(m.Unknown, id)
			}
			return !entities[id]
		})
		rows = append(rows, e.EventRow)
	}
	slices.Sort(m.Unknown)
	return rows
}

// saysNothingNew tells that the site has a stated event just as a file has it.
func saysNothingNew(e imports.Event, there *index.Event) bool {
	same := func(file, site string) bool {
		return file == "" || file == strings.Join(strings.Fields(site), " ")
	}
	return same(e.Date, there.Date.String()) && same(e.Title, there.Title) && same(e.Note, there.Note) && same(e.Source, there.Source)
}
