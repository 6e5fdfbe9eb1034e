package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Language is the table that both this package and the script in the browser read:
// how words are folded and which endings fall away. It travels in the start file.
type Language struct {
	Word    string            `json:"word"`  // pattern of a word, as func words finds it
	Letters map[string]string `json:"fold"`  // letters without a decomposition -> plain ones
	Stop    []string          `json:"stop"`  // words of running text that are not indexed
	Steps   []pattern         `json:"steps"` // Endings, as the browser takes them
	Tag     string            `json:"lang"`  // of the language, "en"
	Endings []Endings         `json:"-"`
}

// Endings are the rules for words of one script. Each step takes the first of its rows
// that fits; a row fits a word with this ending if enough letters are left before it.
// Longer endings stand before shorter ones.
type Endings struct {
	First  string // the word begins within this range of letters: "az"
	Vowels string // one of these must be left, "" for any letter
	Double string // letters of which two at the end become one, where a row says so
	Steps  [][]Ending
}

// Ending is a row: [ending, what takes its place, letters that must be left]. A fourth
// field "2" takes away one of two equal letters that the ending leaves.
type Ending [4]string

// letters that Unicode does not take apart into a base letter and a sign.
var letters = map[string]string{
	"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "ng",
	"ς": "σ", "ʻ": "", "ʼ": "", "ʾ": "", "ʿ": "",
}

// endings are the rules we have, by language. They are light on purpose: they join the
// forms of one word and leave names alone as far as endings allow.
var endings = map[string]Endings{
	"en": {First: "az", Vowels: "aeiouy", Double: "bdfgmnprt", Steps: [][]Ending{
		{
			{"sses", "ss", "1"}, {"ies", "y", "2"}, {"ss", "ss", "0"}, {"us", "us", "0"}, {"is", "is", "0"},
			{"s", "", "3"},
		},
		{
			{"ied", "y", "2"}, {"eed", "ee", "1"}, {"ed", "", "3", "2"}, {"ing", "", "3", "2"},
		},
		{
			{"e", "", "3"},
		},
	}},
	"de": {First: "az", Vowels: "aeiouy", Steps: [][]Ending{
		{
			{"innen", "in", "3"}, {"ern", "", "3"}, {"em", "", "3"}, {"en", "", "3"}, {"er", "", "3"}, {"es", "", "3"},
			{"ss", "ss", "0"}, {"e", "", "3"}, {"s", "", "3"}, {"n", "", "4"},
		},
	}},
	"fr": {First: "az", Vowels: "aeiouy", Steps: [][]Ending{
		{
			{"eaux", "eau", "1"}, {"aux", "al", "2"}, {"ss", "ss", "0"}, {"s", "", "3"}, {"x", "", "3"},
		},
		{
			{"e", "", "3"},
		},
	}},
	"es": {First: "az", Vowels: "aeiou", Steps: [][]Ending{
		{
			{"ces", "z", "2"}, {"es", "", "3"}, {"s", "", "3"},
		},
		{
			{"a", "", "3"}, {"e", "", "3"}, {"o", "", "3"},
		},
	}},
	// Russian: the commonest endings of nouns, adjectives and verbs, as they are after
	// folding (й is и, ё is е).
	"ru": {First: "ая", Steps: [][]Ending{
		{
			{"иями", "", "3"}, {"ями", "", "3"}, {"ами", "", "3"}, {"ого", "", "3"}, {"его", "", "3"}, {"ому", "", "3"}, {"ему", "", "3"},
			{"ыми", "", "3"}, {"ими", "", "3"}, {"иях", "", "3"}, {"иям", "", "3"},
			{"ах", "", "3"}, {"ях", "", "3"}, {"ам", "", "3"}, {"ям", "", "3"}, {"ов", "", "3"}, {"ев", "", "3"}, {"еи", "", "3"},
			{"ом", "", "3"}, {"ем", "", "3"}, {"ои", "", "3"}, {"ыи", "", "3"}, {"ии", "", "3"}, {"ая", "", "3"}, {"яя", "", "3"},
			{"ое", "", "3"}, {"ее", "", "3"}, {"ые", "", "3"}, {"ие", "", "3"}, {"ую", "", "3"}, {"юю", "", "3"}, {"ию", "", "3"},
			{"ия", "", "3"}, {"ью", "", "3"}, {"ым", "", "3"}, {"им", "", "3"}, {"ых", "", "3"}, {"их", "", "3"},
			{"а", "", "3"}, {"я", "", "3"}, {"о", "", "3"}, {"е", "", "3"}, {"ы", "", "3"}, {"и", "", "3"}, {"у", "", "3"}, {"ю", "", "3"}, {"ь", "", "3"},
		},
	}},
}

// stopWords carry no meaning of their own. They are left out of running text only: a
// title or a name keeps them ("The Who").
var stopWords = map[string]string{
	"en": "a about above after again against all also am among an and any are around as at be because been before being below between both but by can could did do does doing down during each either few for from further had has have having he her here hers herself him himself his how i if in into is it its itself just may me might more most much must my neither no nor not now of off on once one only onto or other our ours out over own same shall she should since so some such than that the their theirs them themselves then there these they this those though through to too toward towards under until up upon us very was we were what when where whether which while who whom whose why will with within without would yet you your",
	"de": "aber als also am an auch auf aus bei beim bis da dann das dass dem den der des die dies diese dieser doch du durch ein eine einem einen einer eines er es fur hat hatte ich ihm ihr im in ins ist ja kein mit nach nicht noch nur ob oder ohne sein sich sie sind so uber um und uns unter vom von vor war was wenn wer wie wir wird zu zum zur",
	"fr": "a au aux avec ce ces cette comme d dans de des du elle en est et ete etre il ils je l la le les leur lui mais n ne nous on ou par pas plus pour qu que qui s sa se ses si son sont sur un une vous y",
	"es": "a al como con de del e el ella ellos en entre era es esta este fue ha hay la las le les lo los mas me mi muy no nos o para pero por que se sin sobre son su sus tambien un una y ya yo",
	"ru": "а без бы был была были было в во все вы да для до его ее если же за и из или их к как ко ли мы на не него нее ни но о об он она они от по при с со та так то только ты у уже что это я",
}

// otherCyrillic are languages that Russian endings would be wrong for.
var otherCyrillic = []string{"be", "bg", "kk", "ky", "mk", "mn", "sr", "tg", "uk"}

// tableFor makes the table of a site's language. Russian endings are in it beside the
// language's own, since a word's script says which are meant: an English dossier may
// quote Russian names.
func tableFor(language string) *Language {
	primary, _, _ := strings.Cut(strings.ToLower(language), "-")
	if primary == "" {
		primary = "en"
	}
	l := &Language{Word: wordPattern, Letters: letters, Stop: strings.Fields(stopWords[primary]), Steps: []pattern{}, Tag: primary}
	if e, ok := endings[primary]; ok {
		l.Endings = append(l.Endings, e)
	}
	if primary != "ru" && !slices.Contains(otherCyrillic, primary) {
		l.Endings = append(l.Endings, endings["ru"])
	}
	for _, e := range l.Endings {
		for _, step := range e.Steps {
			l.Steps = append(l.Steps, e.pattern(step))
		}
	}
	return l
}

// pattern is a step as a browser takes it: [a regular expression for what falls away, what
// takes its place by ending]. What has to be left is asserted behind the ending, and the
// first group is the letter that stays of a double one.
type pattern [2]any

func (e *Endings) pattern(step []Ending) pattern {
	puts, group := map[string]string{}, "()"
	var alternatives []string
	for i := 0; i < len(step); {
		row := step[i]
		var same []string // endings that need the same before them
		for ; i < len(step) && step[i][2] == row[2] && step[i][3] == row[3]; i++ {
			same = append(same, step[i][0])
			if step[i][1] != "" {
				puts[step[i][0]] = step[i][1]
			}
		}
		before := fmt.Sprintf("(?<=^[%s].{%d,})", e.letters(), max(0, int(row[2][0])-'1'))
		if e.Vowels != "" {
			before += "(?<=[" + e.Vowels + "].*)"
		}
		if row[3] != "" {
			before, group = "(?:(["+e.Double+`])\1)?`+before, ""
		}
		alternatives = append(alternatives, before+"(?:"+strings.Join(same, "|")+")")
	}
	return pattern{"(?:" + strings.Join(alternatives, "|") + ")$" + group, puts}
}

// letters is the range of first letters as a regular expression has it.
func (e *Endings) letters() string {
	_, n := utf8.DecodeRuneInString(e.First)
	return e.First[:n] + "-" + e.First[n:]
}

// alone are the scripts whose words have no spaces between them: each of their
// characters is a word, and what is typed as one word is searched as a phrase.
var alone = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// wordPattern says the same to a browser: no possessive s, then one character of those
// scripts or a run of others.
const (
	letterPattern = `[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]`
	alonePattern  = `[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]`
	wordPattern   = `(?!(?<=` + letterPattern + `['’])[sS](?!` + letterPattern + `))(?:` +
		alonePattern + `|(?:(?!` + alonePattern + `)` + letterPattern + `)+)`
)

// words calls f for each word of a text, in order. Words are runs of letters, digits
// and signs; the s of a possessive is none.
func words(text string, f func(start, end int)) {
	for i := 0; i < len(text); {
		start := i
		for i < len(text) && plainWord[text[i]] {
			i++
		}
		if i == len(text) || text[i] < utf8.RuneSelf {
			if i > start && !possessive(text, start, i) {
				f(start, i)
			}
			i++ // what ended the word is no letter
			continue
		}
		i = wordWithSigns(text, start, i, f)
	}
}

var plainWord = func() (t [256]bool) {
	for c := range t {
		t[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return t
}()

// wordWithSigns goes on with a word that has come to a character outside ASCII at i,
// and returns where to look for the next word.
func wordWithSigns(text string, start, i int, f func(start, end int)) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.In(r, alone...) {
			if i > start {
				f(start, i)
			}
			f(i, i+n)
			return i + n
		}
		if !isLetter(r) {
			if i > start && !possessive(text, start, i) {
				f(start, i)
			}
			return i + n
		}
		i += n
	}
	f(start, i)
	return i
}

func isLetter(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N, unicode.M) || r == '\u00ad' || r == '\u200c' || r == '\u200d'
}

// possessive tells whether the word at start is the s of "Shoigu's".
func possessive(text string, start, end int) bool {
	if end-start != 1 || text[start]|0x20 != 's' {
		return false
	}
	before, ok := strings.CutSuffix(text[:start], "'")
	if !ok {
		before, ok = strings.CutSuffix(text[:start], "’")
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return ok && isLetter(last)
}

// Fold gives a word in small letters without signs; "" when nothing is left.
func (l *Language) Fold(word string) string {
	plain := true
	for i := range len(word) {
		if c := word[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		if unicode.Is(unicode.Mn, r) || !unicode.In(r, unicode.L, unicode.N, unicode.M) {
			continue // signs, soft hyphens, the brackets of ⑴
		}
		r = unicode.ToLower(r)
		if plain, ok := l.Letters[string(r)]; ok {
			b.WriteString(plain)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Stem takes the endings off a folded word.
func (l *Language) Stem(word string) string {
	first, _ := utf8.DecodeRuneInString(word)
	for _, e := range l.Endings {
		low, n := utf8.DecodeRuneInString(e.First)
		high, _ := utf8.DecodeRuneInString(e.First[n:])
		if low <= first && first <= high {
			for _, step := range e.Steps {
				word = e.take(word, step)
			}
			break
		}
	}
	return word
}

// take applies the first row of a step that fits.
func (e *Endings) take(word string, step []Ending) string {
	for _, row := range step {
		rest, ok := strings.CutSuffix(word, row[0])
		if !ok || utf8.RuneCountInString(rest) < int(row[2][0]-'0') || e.Vowels != "" && !strings.ContainsAny(rest, e.Vowels) {
			continue
		}
		if n := len(rest); row[3] != "" && n > 1 && rest[n-1] == rest[n-2] && strings.IndexByte(e.Double, rest[n-1]) >= 0 {
			rest = rest[:n-1]
		}
		return rest + row[1]
	}
	return word
}
