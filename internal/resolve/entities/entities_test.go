package entities

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/record"
)

// world is the dictionary of the tests below: "type id Name; alias; ..." a line.
const world = `
person okafor Ngozi Okafor
person elim-garrick Elim Garrick
person tora-garrick Tora Garrick
person kim-do-yun Kim Do Yun
person moon-seo-jin Moon Seo-jin
person zhou-meiling Zhou Meiling
person oneal Siobhan O'Neal
person al-hariri Nadim al-Hariri
person castellanos Pilar Castellanos Ruiz
person van-der-velde Joost van der Velde
person mcallister Fergus "Red" McAllister
person vasilyev Sergey Vasilyev
person king-osric King Osric III
person prince Prince of Iral
person maud Maud of Tavra
person may-holt Lionel May
person lindqvist Åsa Lindqvist
place norland Norland; Kingdom of Norland
place veskar Veskar
place port-lune Port Lune
place iral Iral
place kessel-county Kessel County
place st-orrin St. Orrin
place us United States; US
place tavra Republic of Tavra
place asia-rim Asia-Rim
organisation hbc Harbour Board Commission
organisation osr Outer Strait Railway
organisation nrc Nordic Radio Club
organisation lanvik Lanvik Shipping AG
organisation accord Veskar Accord
organisation moodys Harrow's
place beiyang 北洋港
person seodaon 서다온
organisation rovers Port Lune Rovers
organisation anselm Anselm College
concept csharp C#
place mossel Mossel (town)
organisation un United Nations
organisation union European Union
person novak Kim Novak
concept jong Deep-sea treaty
concept bulletin "Open Waters"
`

func dictionary(t testing.TB, lines string) *Dictionary {
	t.Helper()
	var list []*record.Entity
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		typ, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		id, names, _ := strings.Cut(rest, " ")
		e := &record.Entity{ID: id, Type: typ}
		for i, name := range strings.Split(names, "; ") {
			if i == 0 {
				e.Name = name
			} else {
				e.Aliases = append(e.Aliases, record.Alias{Text: name})
			}
		}
		list = append(list, e)
	}
	return Compile(list)
}

// show writes mentions into the text: [words|entity|rule].
func show(blocks []Block, mentions []Mention) string {
	var out []string
	for n, b := range blocks {
		var s strings.Builder
		at := 0
		for _, m := range mentions {
			if m.Block == n {
				fmt.Fprintf(&s, "%s[%s|%s|%s]", b.Text[at:m.Start], b.Text[m.Start:m.End], m.Entity, m.Rule)
				at = m.End
			}
		}
		out = append(out, s.String()+b.Text[at:])
	}
	return strings.Join(out, " / ")
}

// findCases: the article's paragraphs with " / " between them, marked as show does.
// A paragraph that begins with "# " is a heading.
var findCases = []struct{ name, want string }{
	{"as written", "They met in [Norland|norland|name] and [Port Lune|port-lune|name]."},
	{"longest first", "The [Kingdom of Norland|norland|alias] signed."},
	{"word borders", "Norlander, Norlands and XNorland are other words."},
	{"possessives stay outside", "[Norland|norland|name]'s ships, [Norland|norland|name]’s crews, the [US|us|alias]' ports"},
	{"a name that is a possessive", "The pupils of [Harrow's|moodys|name] won; Harrow did not."},
	{"full name split over a line end", "a speech by [Ngozi\nOkafor|okafor|name] there"},
	{"no-break space", "a speech by [Ngozi\u00a0Okafor|okafor|name] there"},
	{"diacritics folded", "a speech by [Asa Lindqvist|lindqvist|folded] there"},
	{"decomposed diacritics", "a speech by [A\u030asa Lindqvist|lindqvist|folded] there"},
	{"hyphen for space", "[Kim Do-yun|kim-do-yun|folded] left, said [Moon Seo Jin|moon-seo-jin|folded]."},
	{"dots of acronyms", "the [U.S.|us|folded] navy and the [US|us|alias] navy, in the [U. S.|us|folded] too"},
	{"acronyms by case", "tell us more"},
	{"a function word in a line of capitals", "# TELL US MORE ABOUT IT"},
	{"a line of capitals", "# [NORLAND|norland|caps] SENDS SHIPS TO [PORT LUNE|port-lune|caps] / [Norland|norland|name] did."},
	{"abbreviated saint", "the harbour of [St Orrin|st-orrin|folded] and of [St. Orrin|st-orrin|name]"},
	{"surname after the full name", "[Ngozi Okafor|okafor|name] spoke. Then [Okafor|okafor|surname] left."},
	{"surname before the full name, in a headline", "# [Okafor|okafor|surname] to resign / The minister [Ngozi Okafor|okafor|name] said so."},
	{"surname in capitals", "# [OKAFOR|okafor|surname] TO RESIGN / The minister [Ngozi Okafor|okafor|name] said so."},
	{"title before a surname", "[Ngozi Okafor|okafor|name] spoke. President [Okafor|okafor|surname] left."},
	{"another first name blocks", "[Ngozi Okafor|okafor|name] spoke. Later Bola Okafor left."},
	{"another surname blocks", "[Ngozi Okafor|okafor|name] spoke. Later Okafor Mills left."},
	{"initial before the surname", "[Ngozi Okafor|okafor|name] spoke. Later [N. Okafor|okafor|surname] left."},
	{"a wrong initial blocks", "[Ngozi Okafor|okafor|name] spoke. Later B. Okafor left."},
	{"misspelt first name", "[Sergey Vasilyev|vasilyev|name] spoke. Later [Sergei Vasilyev|vasilyev|spelling] left with [Segrey Vasilyev|vasilyev|spelling]."},
	{"family name first", "[Kim Do Yun|kim-do-yun|name] spoke. Later [Kim|kim-do-yun|family-first] left."},
	{"a family name is not enough by itself", "Later Kim left."},
	{"a sibling of the family name", "[Kim Do Yun|kim-do-yun|name] spoke. Kim Ha Neul did not."},
	{"two of one surname: the article's subject", "[Elim Garrick|elim-garrick|name] wed [Tora Garrick|tora-garrick|name] in spring. [Garrick|elim-garrick|surname] spoke."},
	{"two of one surname: the latest", "It was a long winter in the old town by the sea, and no one had seen a ship for weeks. [Elim Garrick|elim-garrick|name] wrote. [Tora Garrick|tora-garrick|name] answered. [Garrick|tora-garrick|surname] spoke."},
	{"one token with an apostrophe", "[Siobhan O'Neal|oneal|name] and [Siobhan O’Neal|oneal|folded]; [O'Neal|oneal|surname] spoke, but Neal is another."},
	{"article of an Arabic surname", "[Nadim al-Hariri|al-hariri|name] spoke. [Al-Hariri|al-hariri|surname] left; [al-Hariri|al-hariri|surname] and [Hariri|al-hariri|surname] wrote."},
	{"first of two surnames", "[Pilar Castellanos Ruiz|castellanos|name] spoke. [Castellanos|castellanos|middle-name] left. [Pilar Castellanos|castellanos|partial] wrote."},
	{"particles", "[Joost van der Velde|van-der-velde|name] spoke. Then [van der Velde|van-der-velde|surname] left and [Velde|van-der-velde|surname] wrote."},
	{"nickname", "[Fergus \"Red\" McAllister|mcallister|name] spoke. [Fergus McAllister|mcallister|partial] and [Red McAllister|mcallister|partial] are one."},
	{"first name after the full name only", "Ngozi came. [Ngozi Okafor|okafor|name] spoke. [Ngozi|okafor|first-name] left."},
	{"a ruler", "[King Osric III|king-osric|name] spoke. [Osric|king-osric|surname] left."},
	{"of is no part of a name", "[Prince of Iral|prince|name] and [Maud of Tavra|maud|name] met. [Maud|maud|surname] spoke of it."},
	{"a surname that is a function word", "[Lionel May|may-holt|name] spoke. May it be so. Yet [May|may-holt|surname] left."},
	{"last name never introduced", "The minister [Lindqvist|lindqvist|last-name] was there."},
	{"secretaries", "[Ngozi Okafor|okafor|name] spoke. Secretary of State [Okafor|okafor|surname] and Presidents [Okafor|okafor|surname] and Mills left."},
	{"a sentence may open with any word", "Lindqvist left."},
	{"a last name wins over a first name", "[Kim Do Yun|kim-do-yun|name] met [Kim Novak|novak|name]. Then [Kim|kim-do-yun|family-first] left."},
	{"last name of a stranger", "The minister Bola Lindqvist was there. Lindqvist left."},
	{"last name with a misspelt first name", "The minister [Vasilyev|vasilyev|last-name] met [Segrey Vasilyev|vasilyev|spelling]."},
	{"a sentence opener before a surname", "[Ngozi Okafor|okafor|name] spoke. Following [Okafor|okafor|surname], others did. Striker [Okafor|okafor|surname] left. On Monday [Okafor|okafor|surname] slept."},
	{"a person before a place of the same name", "[Iral|iral|name] lay far away. Dana Iral came, and [Iral|iral|name] slept."},
	{"joined names are two", "the [Norland|norland|name]-[Veskar|veskar|name] border, but [Asia-Rim|asia-rim|name] is one"},
	{"compound adjectives", "[Norland|norland|name]-based, pro-[Norland|norland|name]"},
	{"longer words are others", "Iralophobia is not [Iral|iral|name], Iralian neither"},
	{"unknown chain blocks a place", "the Veskar Declaration, the New Veskar, the University of Veskar"},
	{"a known chain is one name", "the [Veskar Accord|accord|name] of [Veskar|veskar|name]"},
	{"offices do not block a place", "the [Norland|norland|name] President and the President of [Norland|norland|name]"},
	{"offices of several words", "the [Norland|norland|name] Deputy Defence Minister, not the Norland Defence Academy"},
	{"a headline with capitals", "# [Okafor|okafor|surname] Visits Old [Veskar|veskar|name] / The minister [Ngozi Okafor|okafor|name] did."},
	{"French elisions and titles", "Le ministre [Sergey Vasilyev|vasilyev|name] et les autres sont dans la ville d'[Iral|iral|name]. L'[Iral|iral|name] attend M. [Vasilyev|vasilyev|surname] pour le dîner."},
	{"scripts without spaces", "他去了[北洋港|beiyang|name]，很远。"},
	{"Korean particles", "[서다온|seodaon|name]은 갔다. 서다온나라는 아니다. 김서다온도 아니다."},
	{"German nouns are no chain", "Die Ministerin [Ngozi Okafor|okafor|name] und der Rat kamen nach [Veskar|veskar|name]. Auf der Insel war Ministerin [Okafor|okafor|surname] nicht mit dem Boot."},
	{"place without its noun", "[Kessel County|kessel-county|name] is small. In [Kessel|kessel-county|place-name] all know."},
	{"republic of", "In [Tavra|tavra|partial] all know."},
	{"acronym in brackets", "the [Outer Strait Railway|osr|name] ([OSR|osr|acronym]) opened. The [OSR|osr|acronym] is long, the osr is not."},
	{"acronym in another language", "the [Harbour Board Commission|hbc|name] ([KHB|hbc|acronym]) met. The [KHB|hbc|acronym] rose. The [Nordic Radio Club|nrc|name] (NOR) slept."},
	{"acronym that reads like a word", "the [United Nations|un|name] met, the [U.N.|un|acronym] rose and the [UN|un|acronym] slept. Un homme."},
	{"an initial tells two of one name apart", "[E. Garrick|elim-garrick|surname] met [T. Garrick|tora-garrick|surname]. [Tora Garrick|tora-garrick|name] wrote to [E. Garrick|elim-garrick|surname] again."},
	{"acronym in square brackets", "the [Nordic Radio Club|nrc|name] [[NRC|nrc|acronym]] wrote"},
	{"acronym of an unknown name", "the Harbour Builders Council (HBC) met"},
	{"acronym that all know", "the [EU|union|acronym] met, eu did not"},
	{"a Western name that sounds Korean", "[Kim Novak|novak|name] spoke. [Novak|novak|surname] left."},
	{"a saint is not the first half of his name", "St. Iral is not [Iral|iral|name], nor is Fort Iral."},
	{"a headline in capitals", "# SHIPYARDS - [VESKAR|veskar|caps] GET LUCKY WIN, [NORLAND|norland|caps] IN DEFEAT / A text of [Norland|norland|name]."},
	{"a dateline", "[PORT LUNE|port-lune|caps], May 5 - The ships left."},
	{"head noun with an article", "The [Harbour Board Commission|hbc|name] met. The [Commission|hbc|head] rose. A Commission of others stays."},
	{"company short form", "[Lanvik Shipping AG|lanvik|name] sails. [Lanvik Shipping|lanvik|partial] pays. [Lanvik|lanvik|short-form] owns."},
	{"common nouns in lower case", "the [Veskar accord|accord|folded] and the veskar accord"},
	{"a team without its town, and a score", "[Port Lune Rovers|rovers|name] won. [Rovers|rovers|short-form] 3, Mills 1."},
	{"a college by its name", "He knew [Anselm College|anselm|name] well and was at [Anselm|anselm|short-form], near Anselm."},
	{"a name with a sign", "[C#|csharp|name] and C are not one"},
	{"a name with a qualifier", "in [Mossel|mossel|partial] and in Mossel Town"},
	{"short form needs the full name", "Lanvik owns."},
	{"addresses", "see https://norland.example/Norland and www.norland.example/Norland or Norland@veskar.example for more"},
	{"quotation marks belong to a form that has them", "the paper [\"Open Waters\"|bulletin|name] and the paper [Open Waters|bulletin|name]"},
	{"inner capitals", "a [Deep-Sea treaty|jong|folded]"},
	{"a comma parts names", "Port, Lune"},
	{"an atom parts names", "Port\ufffcLune and Port \ufffc Lune, but [Norland|norland|name]\ufffc is whole"},
	{"a sentence end parts names", "He left the Port. Lune was far."},
}

func blocksIn(marked string) []Block {
	var blocks []Block
	for _, p := range strings.Split(marked, " / ") {
		text, heading := strings.CutPrefix(p, "# ")
		blocks = append(blocks, Block{Text: text, Heading: heading})
	}
	return blocks
}

// unmark removes the marks of a case.
func unmark(s string) string {
	var out strings.Builder
	for s != "" {
		open := strings.IndexByte(s, '[')
		end := -1
		if open >= 0 {
			end = strings.IndexByte(s[open:], ']')
		}
		if open < 0 || end < 0 {
			break
		}
		out.WriteString(s[:open])
		body := s[open+1 : open+end]
		if inner := strings.IndexByte(body, '['); inner >= 0 { // "[[NRC|nrc|acronym]]"
			out.WriteByte('[')
			body = body[inner+1:]
		}
		words, _, _ := strings.Cut(body, "|")
		out.WriteString(words)
		s = s[open+end+1:]
	}
	return out.String() + s
}

func TestFind(t *testing.T) {
	d := dictionary(t, world)
	for _, c := range findCases {
		t.Run(c.name, func(t *testing.T) {
			blocks := blocksIn(unmark(c.want))
			mentions, _ := d.Find(blocks, Options{})
			want := strings.ReplaceAll(c.want, "# ", "")
			if got := show(blocks, mentions); got != want {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
		})
	}
}

// Every name and alias is found where it stands in a plain sentence.
func TestEveryNameIsFound(t *testing.T) {
	d := dictionary(t, world)
	for line := range strings.Lines(strings.TrimSpace(world)) {
		_, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		id, names, _ := strings.Cut(rest, " ")
		for _, name := range strings.Split(names, "; ") {
			blocks := []Block{{Text: "and we saw " + name + " there"}}
			mentions, _ := d.Find(blocks, Options{})
			if len(mentions) != 1 || mentions[0].Entity != id || blocks[0].Text[mentions[0].Start:mentions[0].End] != name {
				t.Errorf("%s: got %s", name, show(blocks, mentions))
			}
		}
	}
}

// What an article says stays the same whatever stands in an article read before it.
func TestArticlesAreApart(t *testing.T) {
	d := dictionary(t, world)
	var alone []string
	for _, c := range findCases {
		blocks := blocksIn(unmark(c.want))
		mentions, _ := dictionary(t, world).Find(blocks, Options{})
		alone = append(alone, show(blocks, mentions))
	}
	for i := len(findCases) - 1; i >= 0; i-- {
		blocks := blocksIn(unmark(findCases[i].want))
		mentions, _ := d.Find(blocks, Options{})
		if got := show(blocks, mentions); got != alone[i] {
			t.Errorf("%s: got %s, alone %s", findCases[i].name, got, alone[i])
		}
	}
}

func ExampleDictionary_Find() {
	d := Compile([]*record.Entity{
		{ID: "maria-berg", Name: "Maria Berg", Type: "person"},
		{ID: "veskar", Name: "Veskar", Type: "place"},
	})
	text := "Berg stays in Veskar. Maria Berg's ship left without her."
	mentions, _ := d.Find([]Block{{Text: text}}, Options{})
	for _, m := range mentions {
		fmt.Println(text[m.Start:m.End], m.Entity, m.Rule)
	}
	// Output:
	// Berg maria-berg surname
	// Veskar veskar name
	// Maria Berg maria-berg name
}

func TestOptions(t *testing.T) {
	d := dictionary(t, world)
	cases := []struct {
		name   string
		o      Options
		want   string
		doubts string
	}{
		{"as", Options{As: map[string]string{"Garrick": "tora-garrick"}}, "[Elim Garrick|elim-garrick|name] and [Garrick|tora-garrick|as]'s son", ""},
		{"as wins over blocks", Options{As: map[string]string{"the old harbour": "port-lune"}}, "in [the old harbour|port-lune|as] of [Norland|norland|name]", ""},
		{"as gives way to a longer name", Options{As: map[string]string{"Port": "veskar"}}, "[Port Lune|port-lune|name] is no [Port|veskar|as]", ""},
		{"as without effect", Options{As: map[string]string{"Garrick": "tora-garrick"}}, "[Norland|norland|name]", "as Garrick tora-garrick"},
		{"as to nobody", Options{As: map[string]string{"Norland": "nowhere"}}, "[Norland|norland|name]", "as Norland nowhere"},
		{"ignore", Options{Ignore: []string{"Norland"}}, "Norland and the [Kingdom of Norland|norland|alias]", ""},
		{"ignore without effect", Options{Ignore: []string{"Moon"}}, "[Norland|norland|name]", "ignore Moon "},
		{"a rule switched off", Options{Off: []string{"surname"}}, "[Ngozi Okafor|okafor|name], Okafor", ""},
		{"folding switched off", Options{Off: []string{"folded"}}, "there Moon Seo Jin met [Kim Do Yun|kim-do-yun|name]", ""},
		{"chains switched off", Options{Off: []string{"chain"}}, "in the [Veskar|veskar|name] Declaration they", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			blocks := blocksIn(unmark(c.want))
			mentions, doubts := d.Find(blocks, c.o)
			if got := show(blocks, mentions); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
			if got := showDoubts(doubts); got != c.doubts {
				t.Errorf("doubts: got %q, want %q", got, c.doubts)
			}
		})
	}
}

func showDoubts(doubts []Doubt) string {
	var out []string
	for _, d := range doubts {
		out = append(out, d.Rule+" "+d.Text+" "+strings.Join(d.Entities, " "))
	}
	return strings.Join(out, "; ")
}

func TestDoubts(t *testing.T) {
	d := dictionary(t, `
person ann-holt Ann Holt
person bea-holt Bea Holt; Sergine Holt
place lune-north Lune
place lune-south Lune; Lune-on-Sea
`)
	cases := []struct{ want, doubts string }{
		{"Lune is quiet.", "ambiguous Lune lune-north lune-south"},
		{"[Lune-on-Sea|lune-south|alias] is quiet; [Lune|lune-south|name] sleeps.", ""},
		{"[Sergime Holt|bea-holt|spelling] and [Bea Holt|bea-holt|name]", "spelling Sergime Holt bea-holt"},
		{"[Ann Holt|ann-holt|name] and [Bea Holt|bea-holt|name]. [Holt|ann-holt|surname] left. [Holt|ann-holt|surname] slept.", "ambiguous Holt ann-holt bea-holt"},
		{"Cleo Holt left.", ""},
		{"Holt left.", "ambiguous Holt ann-holt bea-holt"},
	}
	for _, c := range cases {
		blocks := blocksIn(unmark(c.want))
		mentions, doubts := d.Find(blocks, Options{})
		if got := show(blocks, mentions); got != c.want {
			t.Errorf("\n got %s\nwant %s", got, c.want)
		}
		if got := showDoubts(doubts); got != c.doubts {
			t.Errorf("%s: got %q, want %q", c.want, got, c.doubts)
		}
	}
}

func TestShared(t *testing.T) {
	d := dictionary(t, "place a Lune; Port Lune\nperson b Lune\nplace c LUNE\nplace d Veskar")
	want := []Shared{{"Lune", []string{"a", "b"}}}
	if got := d.Shared(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestEntityFields(t *testing.T) {
	list := []*record.Entity{
		{ID: "norland", Name: "Norland", Type: "place", Demonyms: []record.Alias{{Text: "Norlander"}, {Text: "Norlandian"}}},
		{ID: "okafor", Name: "Ngozi Okafor", Type: "person", Off: []string{"surname"}},
		{ID: "salt", Name: "Sea and Land Treaty", Type: "concept", Aliases: []record.Alias{{Text: "Salt", Exact: true}, {Text: "Sea an Land Treaty", Hidden: true}}},
	}
	blocks := blocksIn("A Norlandian ship of Norland, two Norlandians. Ngozi Okafor spoke, Okafor left. The Salt, the SLT, the SALT, the salt and the Sea an Land Treaty.")
	mentions, _ := Compile(list).Find(blocks, Options{})
	want := "A [Norlandian|norland|demonym] ship of [Norland|norland|name], two [Norlandians|norland|demonym]. [Ngozi Okafor|okafor|name] spoke, Okafor left. The [Salt|salt|alias], the [SLT|salt|acronym], the SALT, the salt and the [Sea an Land Treaty|salt|alias]."
	if got := show(blocks, mentions); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestSkippedRanges(t *testing.T) {
	d := dictionary(t, world)
	text := "Norland, `Norland`, the U.S., Norland"
	blocks := []Block{{Text: text, Skip: []Span{{Start: 9, End: 18}, {Start: 27, End: 28}, {Start: 30, End: 31}}}}
	mentions, _ := d.Find(blocks, Options{})
	want := "[Norland|norland|name], `Norland`, the [U.S|us|folded]., Norland"
	if got := show(blocks, mentions); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// checkMentions reports what must never be: mentions out of order, across a word or
// in a skipped range.
func checkMentions(t *testing.T, blocks []Block, mentions []Mention) {
	t.Helper()
	block, end := -1, 0
	for _, m := range mentions {
		if m.Block != block {
			if m.Block < block {
				t.Fatalf("blocks out of order: %v", mentions)
			}
			block, end = m.Block, 0
		}
		b := blocks[m.Block]
		if m.Start < end || m.End <= m.Start || m.End > len(b.Text) {
			t.Fatalf("overlap or empty: %v in %q", mentions, b.Text)
		}
		end = m.End
		if m.Entity == "" || m.Rule == "" {
			t.Fatalf("nameless: %+v", m)
		}
		for _, s := range b.Skip {
			if m.Start < s.End && s.Start < m.End {
				t.Fatalf("%+v enters %v of %q", m, s, b.Text)
			}
		}
		for _, at := range []int{m.Start, m.End} {
			before, _ := utf8.DecodeLastRuneInString(b.Text[:at])
			after, _ := utf8.DecodeRuneInString(b.Text[at:])
			if isWordRune(before) && isWordRune(after) && !isSpaceless(before) && !isSpaceless(after) {
				t.Fatalf("%+v crosses a word of %q", m, b.Text)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range findCases {
		f.Add(unmark(c.want), 3, 9)
	}
	f.Add("Åsa\u00adLindqvist O'Neal's U.S.A. 北京 (OSR) Jr.", 0, 4)
	f.Add("\xff\xfeNorland\x00Veskar", 2, 5)
	d := dictionary(f, world)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		text = strings.ToValidUTF8(text, "?")
		blocks := blocksIn(text)
		if from >= 0 && from < to && to <= len(blocks[0].Text) && utf8.RuneStart(blocks[0].Text[from]) {
			blocks[0].Skip = []Span{{Start: from, End: to}}
		}
		o := Options{As: map[string]string{"Lune": "veskar"}, Ignore: []string{"Commission"}}
		mentions, doubts := d.Find(blocks, o)
		checkMentions(t, blocks, mentions)
		again, doubtsAgain := d.Find(blocks, o)
		if !reflect.DeepEqual(mentions, again) || !reflect.DeepEqual(doubts, doubtsAgain) {
			t.Fatalf("two runs differ on %q", text)
		}
	})
}

// FuzzCompile makes names of the input and looks for them in text made of it.
func FuzzCompile(f *testing.F) {
	for line := range strings.Lines(strings.TrimSpace(world)) {
		f.Add(strings.TrimSpace(line), "the "+strings.TrimSpace(line)+" there")
	}
	f.Fuzz(func(t *testing.T, names, text string) {
		if len(names) > 2000 || len(text) > 5000 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		d := dictionary(t, "person p "+names+"\nplace q "+names+"\norganisation r "+names)
		blocks := blocksIn(text)
		mentions, _ := d.Find(blocks, Options{})
		checkMentions(t, blocks, mentions)
		d.Shared()
	})
}
