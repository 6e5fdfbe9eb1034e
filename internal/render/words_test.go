package render

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/bib"
	"dossier/internal/edtf"
	"dossier/internal/export"
	"dossier/internal/source"
	"dossier/templates"
)

func words(t *testing.T, own, lang string) *Words {
	t.Helper()
	w, bad, err := ReadWords(templates.Files, own, lang)
	if err != nil || len(bad) > 0 {
		t.Fatal(err, bad)
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
		{"few digits", "", "ar", "count_articles", []any{3}, "3 articles"},
		{"the same digits everywhere", "", "fa", "count_articles", []any{12345}, "12,345 articles"},
		{"texts in order", "", "en", "mentions_in", []any{"3 mentions", "2 articles"}, "3 mentions in 2 articles"},
		{"number and text", "", "en", "shares", []any{2, "Oslo, Bergen"}, "shares 2 names: Oslo, Bergen"},
		{"braces in a text stay", "", "en", "span_of", []any{"{2}", "x"}, "{2}: x"},
		{"own word", russian, "ru", "home", nil, "Начало"},
		{"own form for one", russian, "ru", "count_articles", []any{21}, "21 статья"},
		{"own form for few", russian, "ru", "count_articles", []any{3}, "3 статьи"},
		{"own form for many", russian, "ru", "count_articles", []any{11}, "11 статей"},
		{"word not in the own catalogue", russian, "ru", "articles", nil, "Articles"},
		{"a built-in word keeps to the rules of English", "", "fr", "count_articles", []any{0}, "0 articles"},
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
		{"hoem: Start", `templates/words.yaml:1:1: "hoem" is no word of the interface, did you mean "home"?`},
		{"home: Start\ncount_names: {several: x, other: y}", `templates/words.yaml:2:15: "several" is no plural form`},
		{"count_names: {one: x}", `"count_names" needs the plural form other`},
		{"home: [a, b]", "templates/words.yaml:1:7: home must be text, not a list"},
		{"home: \"x", "templates/words.yaml:1:7: "},
		{"hoem: Start\nhome: [a]\ncount_names: {one: x}\n", "templates/words.yaml:3:14: "},
		{"- a", "templates/words.yaml:1:1: the catalogue of words must be keys with values"},
	} {
		w, bad, err := ReadWords(templates.Files, c.own, "en")
		var got strings.Builder
		for _, p := range bad {
			fmt.Fprintf(&got, "%s: %s, %s\n", p.Place, p.Message, p.Hint)
		}
		if err != nil || !source.HasErrors(bad) || !strings.Contains(got.String(), c.want) {
			t.Errorf("%q: got %s %v; want %q", c.own, got.String(), err, c.want)
		}
		if w.Word("home") != "Home" && w.Word("home") != "Start" {
			t.Errorf("%q: home is %q", c.own, w.Word("home"))
		}
	}
}

// TestWordsAllFaults: one run tells every fault.
func TestWordsAllFaults(t *testing.T) {
	_, bad, err := ReadWords(templates.Files, "hoem: Start\nhome: [a]\ncount_names: {one: x}\ncount_articles: {several: x, other: y}\n", "en")
	if err != nil || len(bad) != 4 {
		t.Errorf("%d problems: %v %v", len(bad), bad, err)
	}
}

// TestWordsInUse looks up every word that a template or this package asks for, and
// every word of the catalogue in them.
func TestWordsInUse(t *testing.T) {
	w := words(t, "", "en")
	used := map[string]bool{}
	ask := regexp.MustCompile(`\b(?:say|Word)[ (]"([a-z_]+)"|"(earlier_mention|later_mention)"`)
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
	for _, key := range []string{"table", "picture", "back_to_text"} { // internal/render/body
		used[key] = true
	}
	for key := range edtf.Phrases() {
		used[key] = true
	}
	for key := range bib.Phrases() {
		used[key] = true
	}
	for key := range w.forms {
		if strings.Contains(key, " ") { // a reason: see TestReasonsInCatalogue
			if got := w.plain(key); got != key {
				t.Errorf("the reason %q is %q", key, got)
			}
			continue
		}
		if !used[key] {
			t.Errorf("nothing asks for %q", key)
		}
	}
}

// TestDateWords says dates in the words of the catalogue, which are those of the package
// until a project has its own.
func TestDateWords(t *testing.T) {
	builtin := words(t, "", "de")
	for key, english := range bib.Phrases() {
		if builtin.plain(key) != english {
			t.Errorf("%s is %q in the catalogue, %q in the package", key, builtin.plain(key), english)
		}
	}
	for key, english := range edtf.Phrases() {
		if english != "" && builtin.plain(key) != english {
			t.Errorf("%s is %q in the catalogue, %q in the package", key, builtin.plain(key), english)
		}
	}
	german := words(t, `
date_months: Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember
date_months_of_days: Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember
date_seasons: Frühling|Sommer|Herbst|Winter
date_day_only: "{1}."
date_day: "{1}. {2}"
date_century: {other: "{n}. Jahrhundert"}
date_decade: "{1}er Jahre"
date_bc: "{1} v. Chr."
date_circa: um {1}
date_between: zwischen {1} und {2}
`, "de")
	hungarian := words(t, `
date_months: január|február|március|április|május|június|július|augusztus|szeptember|október|november|december
date_months_of_days: január|február|március|április|május|június|július|augusztus|szeptember|október|november|december
date_day: "{2} {1}."
date_of_year: "{2}. {1}"
`, "hu")
	russian := words(t, `
date_months: январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь
date_months_of_days: января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря
`, "ru")
	for _, c := range []struct {
		w          *Words
		date, want string
	}{
		{builtin, "20XX", "21st century"},
		{builtin, "-01XX", "2nd century BC"},
		{builtin, "11XX", "12th century"},
		{german, "2023-07-26", "26. Juli 2023"},
		{german, "2023-07-25/2023-07-27", "25.–27. Juli 2023"},
		{german, "2023-07-31/2023-08-02", "31. Juli – 2. August 2023"},
		{german, "2023-05/2023-07", "Mai–Juli 2023"},
		{german, "-0489-24", "Winter 490 v. Chr.–489 v. Chr."},
		{german, "1905~", "um 1905"},
		{german, "1984~/2004~", "um 1984–2004"},
		{german, "20XX", "21. Jahrhundert"},
		{german, "197X", "1970er Jahre"},
		{german, "[-0498..-0492]", "zwischen 499 und 493 v. Chr."},
		{hungarian, "2023-07-26", "2023. július 26."},
		{hungarian, "2023-07-25/2023-07-27", "2023. július 25. – 2023. július 27."},
		{hungarian, "2023-05/2023-07", "2023. május – 2023. július"},
		{russian, "2023-07", "июль 2023"},
		{russian, "2023-07-26", "26 июля 2023"},
	} {
		if got := c.w.Date(date(t, c.date)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.date, got, c.want)
		}
	}
	if short := words(t, "date_months: a|b", "en").Date(date(t, "2023-07")); short != "July 2023" {
		t.Errorf("a list that is too short gives %q", short)
	}
}

func TestReasons(t *testing.T) {
	german := words(t, `
as written: wie geschrieben
"counted from the article's date, {1}": "gezählt vom Datum des Artikels, {1}"
date_day: "{1}. {2}"
date_months_of_days: Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember
`, "de")
	for reason, want := range map[string]string{
		"":           "",
		"as written": "wie geschrieben",
		"counted from the article's date, <2023-07-28>": "gezählt vom Datum des Artikels, 28. Juli 2023",
		"month from the article's date, <2023-07-28>":   "month from the article's date, 28. Juli 2023",
		"guessed from <1905> and <1907>":                "guessed from 1905 and 1907",
	} {
		if got := german.Reason(reason); got != want {
			t.Errorf("%q: got %q, want %q", reason, got, want)
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
		w, bad, err := ReadWords(templates.Files, own, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range bad {
			if p.File != "templates/words.yaml" || p.Line == 0 {
				t.Errorf("%v: no place", p)
			}
		}
		for key := range w.forms {
			if _, err := w.Say(key, n, "a", "{1}"); err != nil {
				t.Error(err)
			}
		}
	})
}
