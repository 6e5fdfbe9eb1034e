package read

import (
	"fmt"
	"strings"

	"dossier/internal/config"
	"dossier/internal/edtf"
	"dossier/internal/fields"
	"dossier/internal/record"
	"dossier/internal/source"
)

// authorsDates reads the author's word on the dates of an article.
func authorsDates(front *fields.Map) (o record.DateOptions) {
	if !front.Has("dates") {
		return o
	}
	m := front.Get("dates").Map("dates")
	m.Known(config.DateKeys)
	o.Places = record.Places{}
	o.Reference, _ = m.Date("reference")
	if m.Has("mode") {
		o.Mode = m.OneOf("mode", "news", "narrative")
	}
	o.Ignore = wordList(m, "ignore", o.Places)
	o.Set = map[string]edtf.Date{}
	eachWords(m, "set", "a date", o.Places, func(set *fields.Map, words string) {
		if date, _ := set.Date(words); !date.IsZero() {
			o.Set[words] = date
		}
	})
	return o
}

// authorsNames reads the author's word on the names of an article. An id that no entity
// has is an error, so it is not handed on.
func (p *Project) authorsNames(front *fields.Map) (o record.EntityOptions) {
	if !front.Has("entities") {
		return o
	}
	m := front.Get("entities").Map("entities")
	m.Known(config.NameKeys)
	o.Places = record.Places{}
	o.Ignore = wordList(m, "ignore", o.Places)
	o.Off = readRules(m, "off")
	o.As = map[string]string{}
	eachWords(m, "as", "an entity id", o.Places, func(as *fields.Map, words string) {
		if id := p.currentID(as.Get(words), as.String(words)); id != "" {
			o.As[words] = id
		}
	})
	return o
}

// eachWords goes through a mapping from words of the text to what the author says of them.
func eachWords(m *fields.Map, key, what string, places record.Places, take func(inner *fields.Map, words string)) {
	inner := m.Get(key).Map(key)
	for _, words := range inner.Keys() {
		places[words] = inner.PlaceOf(words)
		if !inner.Has(words) {
			inner.Report(words, source.BadValue, fmt.Sprintf("%s: %q has no value", key, words), "write "+what+" behind the colon")
			continue
		}
		take(inner, words)
	}
}

// wordList reads words of the text, each with its place.
func wordList(m *fields.Map, key string, places record.Places) []string {
	var list []string
	for _, n := range m.Get(key).List(key, true) {
		words, _ := n.Text("an item of " + key)
		if words = strings.TrimSpace(words); words != "" {
			list = append(list, words)
			places[words] = n.Place()
		}
	}
	return list
}
