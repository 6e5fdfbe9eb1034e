package edit

import (
	"errors"
	"fmt"
	"strings"
)

// Rename gives an entity in the text of an entities.yaml another id, and keeps the old
// one under formerly. Everything else stays as it is, byte for byte.
func Rename(entities []byte, id, now string) ([]byte, error) {
	return asUnix(entities, func(text []byte) ([]byte, error) {
		list, err := readList(text)
		if err != nil {
			return nil, err
		}
		item, found := list.entity(id)
		if !found {
			return nil, fmt.Errorf("there is no entity %q in the file", id)
		}
		return renameItem(text, item.index, id, now)
	})
}

func renameItem(text []byte, n int, id, now string) ([]byte, error) {
	text, err := addTo(text, n, "formerly", id)
	if err != nil {
		return nil, err
	}
	return setKey(text, n, "id", now)
}

// RenameFront does the same in the front matter of an entity's own file, given without
// its lines of hyphens.
func RenameFront(front []byte, id, now string) ([]byte, error) {
	return asOnlyItem(front, func(text []byte) ([]byte, error) { return renameItem(text, 0, id, now) })
}

// Moved adds an old address to the aliases of an article's front matter, given without
// its lines of hyphens. slug takes the place of the one that is stated there, if any.
func Moved(front []byte, address, slug string) ([]byte, error) {
	if len(strings.TrimSpace(string(front))) == 0 {
		return []byte("aliases: [" + scalar(address) + "]\n"), nil
	}
	return asOnlyItem(front, func(text []byte) ([]byte, error) {
		list, err := readList(text)
		if err != nil {
			return nil, err
		}
		if find(list.items[0], "slug") != nil {
			if text, err = setKey(text, 0, "slug", slug); err != nil {
				return nil, err
			}
		}
		return addTo(text, 0, "aliases", address)
	})
}

// asOnlyItem edits a mapping as the only item of a list: every line moves two columns to
// the right for the time of the edit.
func asOnlyItem(front []byte, edit func([]byte) ([]byte, error)) ([]byte, error) {
	return asUnix(front, func(text []byte) ([]byte, error) {
		var list strings.Builder
		begun := false
		for line := range strings.Lines(string(text)) {
			bare := strings.TrimSpace(line)
			switch {
			case bare == "":
			case !begun && bare[0] != '#':
				list.WriteString("- ")
				begun = true
			default:
				list.WriteString("  ")
			}
			list.WriteString(line)
		}
		if l, err := readList([]byte(list.String())); err != nil || len(l.items) != 1 || l.items[0] == nil {
			return nil, errors.New("the front matter is no plain mapping; edit it by hand")
		}
		out, err := edit([]byte(list.String()))
		if err != nil {
			return nil, err
		}
		var front strings.Builder
		for line := range strings.Lines(string(out)) {
			if strings.TrimSpace(line) != "" {
				line = line[2:]
			}
			front.WriteString(line)
		}
		return []byte(front.String()), nil
	})
}
