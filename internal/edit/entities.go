package edit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/slug"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// Entity is what is written of one that is new. Without an ID its name makes one, as it
// does for a reader of the file.
type Entity struct {
	ID, Name, Type string
	Aliases        []string
}

// AddEntity adds an entity at the end of the text of an entities.yaml. If the id is that
// of one that is there, or its name, the new name and aliases become forms of that one.
// Everything else in the file stays as it is, byte for byte. The result is read again
// before it is returned: an error means that nothing should be written.
func AddEntity(entities []byte, e Entity) ([]byte, error) {
	return asUnix(entities, func(text []byte) ([]byte, error) {
		list, err := readList(text)
		if err != nil {
			return nil, err
		}
		for _, form := range e.forms() {
			if err := usable(form); err != nil {
				return nil, err
			}
		}
		if e.ID == "" {
			e.ID = slug.Make(e.Name)
		}
		if item, found := list.entity(e.ID); found {
			return addForms(text, item.index, e.forms())
		}
		return list.appendItem(newEntity(e, list.dash))
	})
}

// AddForms adds names to the aliases of an entity, which is told by its id or name. A name
// that it has already changes nothing.
func AddForms(entities []byte, owner string, forms ...string) ([]byte, error) {
	return asUnix(entities, func(text []byte) ([]byte, error) {
		list, err := readList(text)
		if err != nil {
			return nil, err
		}
		for _, form := range forms {
			if err := usable(form); err != nil {
				return nil, err
			}
		}
		item, found := list.entity(owner)
		if !found {
			return nil, fmt.Errorf("there is no entity %q to be an alias of", owner)
		}
		return addForms(text, item.index, forms)
	})
}

func (e Entity) forms() []string { return append([]string{e.Name}, e.Aliases...) }

func addForms(text []byte, n int, forms []string) ([]byte, error) {
	var err error
	for _, form := range forms {
		if text, err = addAlias(text, n, form); err != nil {
			return nil, err
		}
	}
	return text, nil
}

// addAlias adds a form to the aliases of item n, unless the entity goes by it already.
func addAlias(text []byte, n int, form string) ([]byte, error) {
	l, err := readList(text)
	if err != nil {
		return nil, err
	}
	if value(l.items[n], "name") == form {
		return text, nil
	}
	return addTo(text, n, "aliases", form)
}

// hasAlias tells whether an entity has a form, be it one with options.
func hasAlias(l *yamlList, n int, form string) bool {
	v := find(l.items[n], "aliases")
	return v != nil && slices.Contains(formsIn(v.Value), form)
}

// formsIn lists the forms of a value of aliases: text, a mapping with text, or a list of
// these.
func formsIn(n ast.Node) []string {
	switch n := n.(type) {
	case *ast.SequenceNode:
		var list []string
		for _, v := range n.Values {
			list = append(list, formsIn(v)...)
		}
		return list
	case *ast.MappingNode:
		return []string{value(n, "text")}
	case *ast.MappingValueNode:
		return []string{value(&ast.MappingNode{Values: []*ast.MappingValueNode{n}}, "text")}
	}
	return []string{scalarOf(n)}
}

// Refuse writes names into the text of a refused.yaml, a list of names. Those that
// are there already, in whatever spelling, are not repeated.
func Refuse(refused []byte, names ...string) ([]byte, error) {
	return asUnix(refused, func(text []byte) ([]byte, error) { return refuse(text, names) })
}

func refuse(text []byte, names []string) ([]byte, error) {
	for _, name := range names {
		if err := usable(name); err != nil {
			return nil, fmt.Errorf("refuse: %w", err)
		}
		have, err := refusedNames(text)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(have, func(n string) bool { return slug.Fold(n) == slug.Fold(name) }) {
			continue
		}
		list, err := readList(text)
		if err != nil {
			return nil, err
		}
		if text, err = list.appendItem(list.dash + "- " + scalar(name) + "\n"); err != nil {
			return nil, fmt.Errorf("refuse %q: %w", name, err)
		}
	}
	return text, nil
}

// refusedNames reads the names of a refused.yaml. An entry is a name, or a mapping with
// the key name and whatever else the author notes.
func refusedNames(text []byte) ([]string, error) {
	var items []any
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if err := yaml.Unmarshal(text, &items); err != nil {
		return nil, fmt.Errorf("read the refused names: %w", err)
	}
	var names []string
	for i, item := range items {
		if m, ok := item.(map[string]any); ok {
			item = m["name"]
		}
		if item == nil {
			return nil, fmt.Errorf("entry %d of the refused names has no name", i+1)
		}
		names = append(names, fmt.Sprint(item))
	}
	return names, nil
}

// usable tells what keeps a string from being written as a name.
func usable(name string) error {
	switch {
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl):
		return fmt.Errorf("%q is no line of text", name)
	case slug.Make(name) == "":
		return fmt.Errorf("%q has no letter or digit", name)
	}
	return nil
}

// newEntity writes a list item.
func newEntity(e Entity, indent string) string {
	var b strings.Builder
	line := func(key, value string) { fmt.Fprintf(&b, "%s  %s: %s\n", indent, key, value) }
	fmt.Fprintf(&b, "%s- id: %s\n", indent, scalar(e.ID))
	line("name", scalar(e.Name))
	if e.Type != "" {
		line("type", scalar(e.Type))
	}
	if len(e.Aliases) > 0 {
		quoted := make([]string, len(e.Aliases))
		for i, a := range e.Aliases {
			quoted[i] = scalar(a)
		}
		line("aliases", "["+strings.Join(quoted, ", ")+"]")
	}
	return b.String()
}

type entry struct {
	index int
	node  *ast.MappingNode
}

// entity finds the item with this id or name.
func (l *yamlList) entity(id string) (entry, bool) {
	for pass := range 2 {
		for i, m := range l.items {
			if m == nil {
				continue
			}
			have := value(m, "id")
			if have == "" {
				have = slug.Make(value(m, "name"))
			}
			if pass == 0 && have == id || pass == 1 && slug.Fold(value(m, "name")) == slug.Fold(id) {
				return entry{i, m}, true
			}
		}
	}
	return entry{}, false
}
