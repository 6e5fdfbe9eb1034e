package render

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/bib"
	"dossier/internal/edtf"
	"dossier/internal/fields"
	"dossier/internal/resolve/dates"
	"dossier/internal/source"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// wordsFile is the catalogue of the interface, among the templates.
const wordsFile = "words.yaml"

// Words are the words of the interface in the site's language.
type Words struct {
	tag     language.Tag
	numbers *message.Printer
	forms   map[string]map[plural.Form]string // by key; words without a number stand under Other
	own     map[string]bool                   // keys with the project's words: built-in ones keep to the rules of English
	dates   *edtf.Language
	works   *bib.Language
}

// pluralForms are CLDR's names of the plural forms.
var pluralForms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// ReadWords reads the built-in catalogue and lays the project's own words over it, key
// by key. The problems are those of the project's.
func ReadWords(builtin fs.FS, own, lang string) (*Words, []source.Problem, error) {
	tag, err := language.Parse(lang)
	if err != nil {
		tag = language.English
	}
	// Numbers are grouped as the language has it, in the digits of dates, notes and addresses.
	numbers := tag
	if latin, err := tag.SetTypeForKey("nu", "latn"); err == nil {
		numbers = latin
	}
	w := &Words{tag: tag, numbers: message.NewPrinter(numbers), forms: map[string]map[plural.Form]string{}, own: map[string]bool{}}
	text, err := fs.ReadFile(builtin, wordsFile)
	if err != nil {
		return nil, nil, err
	}
	if bad := w.add(string(text), false); len(bad) > 0 {
		return nil, nil, fmt.Errorf("%s: %s", bad[0].Place, bad[0].Message)
	}
	bad := w.add(own, true)
	w.dates = edtf.NewLanguage(w.plain, w.ordinal)
	w.works = bib.NewLanguage(w.plain, w.Date)
	return w, bad, nil
}

// plain is the word of a key with its gaps.
func (w *Words) plain(key string) string { return w.forms[key][plural.Other] }

// ordinal is the word of a key for the nth of something.
func (w *Words) ordinal(key string, n int) string {
	return strings.ReplaceAll(w.form(key, plural.Ordinal, n), "{n}", strconv.Itoa(n))
}

// form is the word of a key in the plural form of a number.
func (w *Words) form(key string, rules *plural.Rules, n int) string {
	tag := language.English
	if w.own[key] {
		tag = w.tag
	}
	if exact, ok := w.forms[key][rules.MatchPlural(tag, n, 0, 0, 0, 0)]; ok {
		return exact
	}
	return w.plain(key)
}

// Date is a date in words.
func (w *Words) Date(d edtf.Date) string { return w.dates.Words(d) }

// Works is the language of references.
func (w *Words) Works() *bib.Language { return w.works }

// Reason says how a date was read. What the catalogue does not know is said in English.
func (w *Words) Reason(reason string) string {
	if reason == "" {
		return ""
	}
	r := dates.Reason(reason)
	phrase, of := r.Parts()
	args := make([]any, len(of))
	for i, d := range of {
		args[i] = w.Date(d)
	}
	text, err := w.Say(phrase, args...)
	if err != nil {
		return r.English()
	}
	return text
}

// Number is a whole number with the digits in groups.
func (w *Words) Number(n int) string {
	if 0 <= n && n < 1000 { // too few digits for groups
		return strconv.Itoa(n)
	}
	return w.numbers.Sprint(n)
}

// add reads one catalogue; known refuses keys that are not there yet, since nothing
// would ever show them.
func (w *Words) add(text string, known bool) []source.Problem {
	f, bad := source.NewFile("templates/"+wordsFile, []byte(text))
	n := fields.Parse(f, f.Text, 1, source.TemplateProblem)
	m := n.Map("the catalogue of words")
	for _, key := range m.Keys() {
		if known && w.forms[key] == nil {
			m.Report(key, source.TemplateProblem, fmt.Sprintf("%q is no word of the interface", key), source.DidYouMean(key, w.keys(), wordsHint))
			continue
		}
		if forms := readForms(m.Get(key), key); forms != nil {
			w.forms[key], w.own[key] = forms, known
		}
	}
	return append(bad, n.Problems()...)
}

const wordsHint = "the keys are those of the built-in " + wordsFile

// keys lists the words of the interface.
func (w *Words) keys() []string { return slices.Sorted(maps.Keys(w.forms)) }

// readForms reads the plural forms of a word; nil when it has none that can be used.
func readForms(n fields.Node, key string) map[plural.Form]string {
	if !n.IsMap() {
		text, ok := n.Text(key)
		if !ok {
			return nil
		}
		return map[plural.Form]string{plural.Other: text}
	}
	forms := map[plural.Form]string{}
	m := n.Map(key)
	for _, name := range m.Keys() {
		form, ok := pluralForms[name]
		if !ok {
			m.Report(name, source.TemplateProblem, fmt.Sprintf("%q is no plural form", name), "the forms are zero, one, two, few, many and other")
			continue
		}
		forms[form] = m.String(name)
	}
	if forms[plural.Other] == "" {
		n.Report(source.TemplateProblem, fmt.Sprintf("%q needs the plural form other", key), "add other: with the words for all numbers that have no form of their own")
		return nil
	}
	return forms
}

// Say is the word of a key. The first whole number among args chooses the plural form
// and takes the place of {n}; texts take the places of {1}, {2}... in order.
func (w *Words) Say(key string, args ...any) (string, error) {
	forms, ok := w.forms[key]
	if !ok {
		return "", fmt.Errorf("%q is no word of the interface", key)
	}
	text, number := forms[plural.Other], -1
	texts := make([]string, 0, 4)
	for _, a := range args {
		switch a := a.(type) {
		case int:
			if number < 0 {
				number = a
			}
		case string:
			texts = append(texts, a)
		}
	}
	if number >= 0 && len(forms) > 1 {
		text = w.form(key, plural.Cardinal, number)
	}
	return w.fill(text, number, texts), nil
}

// fill puts a number, -1 for none, and texts in their places. A place for which nothing
// was given stays as it is.
func (w *Words) fill(text string, number int, texts []string) string {
	at := strings.IndexByte(text, '{')
	if at < 0 {
		return text
	}
	length := len(text) + len("1,000,000")
	for _, t := range texts {
		length += len(t)
	}
	var out strings.Builder
	out.Grow(length)
	for ; at >= 0; at = strings.IndexByte(text, '{') {
		out.WriteString(text[:at])
		if by, ok := w.gap(text[at:], number, texts); ok {
			out.WriteString(by)
			text = text[at+len("{n}"):]
		} else {
			out.WriteByte('{')
			text = text[at+1:]
		}
	}
	out.WriteString(text)
	return out.String()
}

// gap is what takes the place of {n}, {1}, {2}..., ok false where text begins with none.
func (w *Words) gap(text string, number int, texts []string) (by string, ok bool) {
	if len(text) < len("{n}") || text[2] != '}' {
		return "", false
	}
	if text[1] == 'n' && number >= 0 {
		return w.Number(number), true
	}
	if i := int(text[1]) - '1'; 0 <= i && i < len(texts) {
		return texts[i], true
	}
	return "", false
}

// Word is Say for keys that the program itself names; a test looks all of them up.
func (w *Words) Word(key string, args ...any) string {
	text, err := w.Say(key, args...)
	if err != nil {
		return key
	}
	return text
}

func (s *Site) say(key string, args ...any) string { return s.words.Word(key, args...) }

// date is a date in the words of the site.
func (s *Site) date(d edtf.Date) string { return s.words.Date(d) }

// Direction is "rtl" for languages written from right to left, else "ltr".
func direction(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return "ltr"
	}
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Mend":
		return "rtl"
	}
	return "ltr"
}
