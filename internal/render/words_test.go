package render

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/export"
	"dossier/templates"
)

func words(t *testing.T, own, lang string) *Words {
	t.Helper()
	w, err := readWords(templates.Files, own, lang)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestSay(t *testing.T) {
	russian := "count_articles: {one: \"{n} статья\", few: \"{n} статьи\", many: \"{n} статей\", other: \"{n} статьи\"}\nhome: Начало\n"
	for _, c := range []struct {
		name, own, lang, key string
		args                 []any
		want                 string
	}{
		{"word", "", "en", "home", nil, "Home"},
		{"one", "", "en", "count_articles", []any{1}, "1 article"},
		{"none", "", "en", "count_articles", []any{0}, "0 articles"},
		{"grouped digits", "", "en", "count_articles", []any{12345}, "12,345 articles"},
		{"digits of the language", "", "de", "count_articles", []any{12345}, "12.345 articles"},
		{"texts in order", "", "en", "mentions_in", []any{"3 mentions", "2 articles"}, "3 mentions in 2 articles"},
		{"number and text", "", "en", "shares", []any{2, "Oslo, Bergen"}, "shares 2 names: Oslo, Bergen"},
		{"braces in a text stay", "", "en", "span_of", []any{"{2}", "x"}, "{2}: x"},
		{"own word", russian, "ru", "home", nil, "Начало"},
		{"own form for one", russian, "ru", "count_articles", []any{21}, "21 статья"},
		{"own form for few", russian, "ru", "count_articles", []any{3}, "3 статьи"},
		{"own form for many", russian, "ru", "count_articles", []any{11}, "11 статей"},
		{"word not in the own catalogue", russian, "ru", "articles", nil, "Articles"},
		{"unknown language", "", "not a tag", "count_names", []any{2}, "2 names"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := words(t, c.own, c.lang).Say(c.key, c.args...)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestWordsRefused(t *testing.T) {
	for _, c := range []struct{ own, want string }{
		{"hoem: Start", `templates/words.yaml:1:7: "hoem" is no word`},
		{"home: Start\ncount_names: {several: x, other: y}", `templates/words.yaml:2:24: "several" is no plural form`},
		{"count_names: {one: x}", `"count_names" needs the plural form other`},
		{"home: [a, b]", "templates/words.yaml:1:7"},
		{"home: \"x", "templates/words.yaml:1"},
	} {
		_, err := readWords(templates.Files, c.own, "en")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v; want %q", c.own, err, c.want)
		}
	}
}

// TestWordsInUse looks up every word that a template or this package asks for, and
// every word of the catalogue in them.
func TestWordsInUse(t *testing.T) {
	w := words(t, "", "en")
	used := map[string]bool{}
	ask := regexp.MustCompile(`\bsay[ (]"([a-z_]+)"|"(earlier_mention|later_mention)"`)
	read := func(files fs.FS, pattern string) {
		names, err := fs.Glob(files, pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range ask.FindAllStringSubmatch(string(text), -1) {
				key := m[1] + m[2]
				used[key] = true
				if _, err := w.Say(key); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
	read(templates.Files, "*.html")
	read(sourceFiles, "*.go")
	for _, key := range menuWords {
		used[key] = true
	}
	for _, f := range export.Table {
		topic := dataTopics[f.Topic]
		for _, key := range []string{topic, topic + "_" + f.Format} {
			used[key] = true
			if _, err := w.Say(key); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
	for _, key := range kindWords {
		used[key] = true
	}
	for key := range w.forms {
		if !used[key] {
			t.Errorf("nothing asks for %q", key)
		}
	}
}

func TestDirection(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "ltr", "ar": "rtl", "he-IL": "rtl", "fa": "rtl", "ur": "rtl", "az": "ltr", "az-Arab": "rtl", "yi": "rtl", "ru": "ltr", "": "ltr", "xx-broken-": "ltr",
	} {
		if got := direction(lang); got != want {
			t.Errorf("%q: got %s, want %s", lang, got, want)
		}
	}
}

// Whatever a project's words.yaml says, it is refused with its place or every word of the
// interface can still be said.
func FuzzWords(f *testing.F) {
	for _, s := range []string{
		"home: Start\n", "count_articles: {one: '{n} x', few: '{n} y', other: '{n} {1} {2}'}\n", "home: {other: x}\n", "home: [a]\n", "- a\n", "hoem: x\n", "home: '{{.}}<b>'\n",
	} {
		f.Add(s, "ru", 3)
	}
	f.Fuzz(func(t *testing.T, own, lang string, n int) {
		w, err := readWords(templates.Files, own, lang)
		if err != nil {
			if !strings.Contains(err.Error(), "templates/words.yaml:") {
				t.Errorf("%v: no place", err)
			}
			return
		}
		for key := range w.forms {
			if _, err := w.Say(key, n, "a", "{1}"); err != nil {
				t.Error(err)
			}
		}
	})
}
