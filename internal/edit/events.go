package edit

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/source"
)

// EventRow is one event to write into an events.yaml. What is empty says nothing.
type EventRow struct {
	ID, Date, Title string // Date in EDTF
	Entities        []string
	Source, Note    string
	Place           source.Place // in the file it was read from
	Was             EventKey     // how the events.yaml may know it already; zero for no such event
}

// EventKey tells an event that has no id of its own in the file.
type EventKey struct{ Date, Title string }

// EventChanges tells what MergeEvents did, by titles.
type EventChanges struct {
	Added, Changed []string
	There          int      // events that the file had like that
	Apart          []string // known as Was, but not in this file, and so left alone
}

// MergeEvents writes rows into the text of an events.yaml. An event is told by its id, or
// by its date and title. One that is not there is added at the end; of one that is there,
// what a row says otherwise takes the place of what the file says, but its own list of
// entities stays. Everything else stays as it is, byte for byte. An error means that
// nothing should be written.
func MergeEvents(events []byte, rows []EventRow) (text []byte, done EventChanges, err error) {
	text, err = asUnix(events, func(text []byte) ([]byte, error) {
		list, err := readList(text)
		if err != nil {
			return nil, err
		}
		known := list.events()
		var items []string
		for _, r := range rows {
			n, found := known.find(r)
			switch {
			case found && (n >= len(list.items) || list.says(n, r)): // or twice among the rows
				done.There++
			case found:
				next, err := mergeEvent(text, n, r)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", r.Place, err)
				}
				if bytes.Equal(next, text) {
					done.There++
				} else {
					done.Changed = append(done.Changed, r.Title)
				}
				text = next
			case r.Was != EventKey{}:
				done.Apart = append(done.Apart, r.Title)
			default:
				known.add(len(list.items)+len(items), r.ID, EventKey{r.Date, r.Title})
				items = append(items, newEvent(r, list.dash))
				done.Added = append(done.Added, r.Title)
			}
		}
		if len(items) == 0 {
			return text, nil
		}
		if list, err = readList(text); err != nil {
			return nil, err
		}
		return list.appendItems(items)
	})
	return text, done, err
}

// knownEvents finds the items of an events.yaml.
type knownEvents struct {
	byID   map[string]int
	byWhat map[EventKey]int
}

func (l *yamlList) events() knownEvents {
	k := knownEvents{map[string]int{}, map[EventKey]int{}}
	for i, m := range l.items {
		if m != nil {
			k.add(i, value(m, "id"), EventKey{value(m, "date"), value(m, "title")})
		}
	}
	return k
}

// add notes an item; the first of two alike stands.
func (k knownEvents) add(i int, id string, what EventKey) {
	if _, ok := k.byID[id]; id != "" && !ok {
		k.byID[id] = i
	}
	if _, ok := k.byWhat[what]; what.Title != "" && !ok {
		k.byWhat[what] = i
	}
}

func (k knownEvents) find(r EventRow) (int, bool) {
	if i, ok := k.byID[r.ID]; ok && r.ID != "" {
		return i, true
	}
	if i, ok := k.byWhat[r.Was]; ok {
		return i, true
	}
	i, ok := k.byWhat[EventKey{r.Date, r.Title}]
	return i, ok
}

// cells are what a row says, by key.
func (r EventRow) cells() [4]struct{ key, value string } {
	return [4]struct{ key, value string }{{"note", r.Note}, {"source", r.Source}, {"title", r.Title}, {"date", r.Date}}
}

// says tells that item n says all that a row does, line ends aside.
func (l *yamlList) says(n int, r EventRow) bool {
	for _, cell := range r.cells() {
		if have := strings.Join(strings.Fields(value(l.items[n], cell.key)), " "); cell.value != "" && have != cell.value {
			return false
		}
	}
	return true
}

// mergeEvent writes what a row says otherwise into item n.
func mergeEvent(text []byte, n int, r EventRow) ([]byte, error) {
	l, err := readList(text)
	if err != nil {
		return nil, err
	}
	for _, cell := range r.cells() {
		if strings.Join(strings.Fields(value(l.items[n], cell.key)), " ") == cell.value {
			continue
		}
		if text, err = setKey(text, n, cell.key, cell.value); err != nil {
			return nil, err
		}
	}
	return text, nil
}

// plainDate matches the dates that YAML reads as they are written.
var plainDate = regexp.MustCompile(`^[1-9][0-9]{3}(?:-[0-9]{2}){0,2}(?:/[1-9][0-9]{3}(?:-[0-9]{2}){0,2})?$`)

// newEvent writes a list item.
func newEvent(r EventRow, indent string) string {
	var b strings.Builder
	date := r.Date
	if !plainDate.MatchString(date) {
		date = scalar(date)
	}
	fmt.Fprintf(&b, "%s- date: %s\n", indent, date)
	for _, line := range []struct{ key, value string }{{"id", r.ID}, {"title", r.Title}, {"entities", ""}, {"source", r.Source}, {"note", r.Note}} {
		switch {
		case line.key == "entities" && len(r.Entities) > 0:
			ids := slices.Clone(r.Entities)
			for i := range ids {
				ids[i] = scalar(ids[i])
			}
			fmt.Fprintf(&b, "%s  entities: [%s]\n", indent, strings.Join(ids, ", "))
		case line.value != "":
			fmt.Fprintf(&b, "%s  %s: %s\n", indent, line.key, scalar(line.value))
		}
	}
	return b.String()
}
