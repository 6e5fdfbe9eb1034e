package read

import (
	"strings"
	"testing"

	"dossier/internal/config"
	"dossier/internal/fields"
	"dossier/internal/record"
	"dossier/internal/slug"
	"dossier/internal/source"
)

// checkPlaces holds what every problem must say: a place inside of the file, what is wrong
// there and what to write.
func checkPlaces(t *testing.T, f *source.File, problems []source.Problem) {
	t.Helper()
	last := f.Place(len(f.Text)).Line
	for _, p := range problems {
		if p.File != f.Name || p.Line < 1 || p.Line > last+1 || p.Column < 1 || p.Message == "" || p.Hint == "" {
			t.Errorf("%+v of %d lines does not say where or what to write", p, last)
		}
		if strings.ContainsAny(p.Message+p.Hint, "\n") {
			t.Errorf("%q, %q: more than one line", p.Message, p.Hint)
		}
	}
}

// FuzzEntry reads any text as an article: there is an entry that can be published, or
// a problem that stops the build.
func FuzzEntry(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: A\nauthor: B\nauthors: [C, D]\ndate: 2023-05~\nlanguage: uk\ntags: [x, y]\n---\nText\n",
		"---\nsource: https://example.org/\npublication: P\nrights: public\naliases: [/old/, /older/page.html]\nslug: a-b\n---\n",
		"---\ndates:\n- {text: Monday, date: 2023-01-02}\n- {text: never, date: false}\nentities: {as: {A: b}, ignore: [C]}\nevents:\n- {date: 2023, title: E, entities: [b]}\n---\n",
		"# Title in the text\n\nText\n", "Title\n=====\n", "```\n# no title\n```\n", "---\ntitle: A\n", "+++\ntitle = 'A'\n+++\n", "{\n\"title\": \"A\"}\n",
		"title: A\ndate: 2020\n---\n", "\n---\ntitle: A\n---\n", "---\n\ttitle: A\n---\n", "---\ntitle: A: b\n---\n", "---\r\n...\r\n", "\xef\xbb\xbf---\n---\n", "---\n? [a]\n: b\n---\n",
	} {
		f.Add(s)
	}
	p := &Project{Config: config.Default("x"), Catalogue: &record.Catalogue{}, ids: newIDs([]*record.Entity{{ID: "b"}}, "entities.yaml")}
	f.Fuzz(func(t *testing.T, text string) {
		file, problems := source.NewFile("content/articles/a.md", []byte(text))
		if source.HasErrors(problems) {
			return
		}
		e, problems := p.entry(file, problems)
		checkPlaces(t, file, problems)
		if e == nil {
			if !source.HasErrors(problems) {
				t.Error("the article is gone without a word")
			}
			return
		}
		if e.Body < 0 || e.Body > len(file.Text) || Body(file.Text) != e.Body {
			t.Errorf("the body begins at %d of %d", e.Body, len(file.Text))
		}
		if source.HasErrors(problems) {
			return
		}
		if e.Title == "" || e.Slug == "" || slug.Make(e.Slug) != e.Slug || !config.IsLanguage(e.Language) {
			t.Errorf("title %q, slug %q, language %q", e.Title, e.Slug, e.Language)
		}
	})
}

// FuzzData reads any text as each of the lists that a project can have.
func FuzzData(f *testing.F) {
	for _, s := range []string{
		"- name: A\n  type: person\n  aliases: [B, {text: C, case: exact, hidden: true}]\n  wikidata: Q1\n  links: https://example.org/\n  broader: b\n  related: [a]\n",
		"- {name: A, id: b, sort: A, description: D, off: [initials], demonyms: [Ean]}\n- {name: '?'}\n- {}\n- 1\n",
		"- {date: 2023-01-02, title: T, entities: [b], source: 'https://example.org', note: N}\n- {id: e-2023-a, hide: true}\n- {id: x}\n- {hide: true}\n",
		"- Monday\n- {name: May, why: a month}\n- ''\n- [a]\n", "a: b\n", "- - - a\n", "[{name: A}, {name: a}]", "- &a {name: A}\n- *a\n", "- name: \"\\x01\"\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, problems := source.NewFile("content/x.yaml", []byte(text))
		if source.HasErrors(problems) {
			return
		}
		list, problems := Entities(file)
		checkPlaces(t, file, problems)
		r := entityReader{types: config.Default("x"), list: list}
		for _, e := range r.unique() {
			if e.Name == "" || e.ID == "" || slug.Make(e.ID) != e.ID {
				t.Errorf("%+v", e)
			}
		}
		checkPlaces(t, file, r.problems)

		p := &Project{Config: config.Default("x"), Catalogue: &record.Catalogue{}, ids: newIDs([]*record.Entity{{ID: "b"}}, "entities.yaml")}
		n := fields.Parse(file, file.Text, 1, source.BadData)
		for _, e := range p.events(n.List("events.yaml", false)) {
			if e.ID == "" && (e.Title == "" || e.Date.IsZero()) {
				t.Errorf("an event without a title or date: %+v", e)
			}
		}
		checkPlaces(t, file, n.Problems())
	})
}
