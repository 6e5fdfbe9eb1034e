package suggest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/source"
)

func texts(all ...string) []Document {
	var docs []Document
	for i, t := range all {
		f, _ := source.NewFile(fmt.Sprintf("content/articles/%d.md", i+1), []byte(t))
		docs = append(docs, Plain(f))
	}
	return docs
}

// TestSurface has a row for each rule of what is a name and where it ends.
func TestSurface(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		with       string // forms that must be there, parted by " | "
		without    string // forms that must not
	}{
		{"plain names", "The ferry left Tern Quay for Corvale at noon.", "Tern Quay | Corvale", "The | The ferry"},
		{"a word also in lower case is no name at a sentence's start",
			"Harvests failed again. Nobody counted the harvests in Corvale.", "Corvale", "Harvests"},
		{"a word only ever at sentence starts", "Zounds, they sailed. Zounds, they sank. Zounds, they swam. Zounds, they slept.", "", "Zounds"},
		{"a bare letter", "We took E and then F from them.", "", "E | F"},
		{"a name at a sentence's start that stands in mid-sentence too",
			"They met Morwen twice. Morwen told them nothing.", "Morwen", "They"},
		{"opening words are cut off a chain", "Yesterday Ada Moss sailed. However Ben Tarn stayed.", "Ada Moss | Ben Tarn", "Yesterday Ada Moss | However Ben Tarn"},
		{"titles and peoples are cut off", "On the quay Norwegian Prime Minister Ada Moss met Deputy Mayor Ben Tarn.",
			"Ada Moss | Ben Tarn", "Norwegian Prime Minister Ada Moss | Prime Minister | Mayor Ben Tarn | Norwegian"},
		{"a place before the title is a name too", "They asked Corvale Governor Ada Moss about it, and praised Corvale in the end.", "Corvale | Ada Moss", "Corvale Governor Ada Moss"},
		{"an office in a country", "He wrote to President of Norway Ada Moss about it.", "Norway | Ada Moss", "Norway Ada Moss | President of Norway"},
		{"a title that begins the name of a thing", "She works for General Motors near Prince Rupert Island.", "General Motors | Prince Rupert Island", "Motors | Rupert Island"},
		{"a title that is a last name", "They heard Larry King and Stephen Bishop sing.", "Larry King | Stephen Bishop", "Larry | Stephen"},
		{"joining words inside names", "He left the Ministry of Defence for the Bank of Corvale and met Ludwig van Oster.",
			"Ministry of Defence | Bank of Corvale | Ludwig van Oster", "Ministry | Bank"},
		{"joining words between names", "We saw Ada Moss of Corvale and Ben Tarn of Tern Quay.", "Ada Moss | Corvale | Ben Tarn | Tern Quay", "Ada Moss of Corvale"},
		{"and inside the name of a body", "It went to the Ministry of Culture and Sport.", "Ministry of Culture and Sport", "Sport"},
		{"and between names", "They flew to Oslo and Bergen.", "Oslo | Bergen", "Oslo and Bergen"},
		{"a country with and", "She moved to Trinidad and Tobago.", "Trinidad and Tobago", ""},
		{"a possessive ends a name", "We know Corvale's Ada Moss and Ben Tarn's ferry.", "Corvale | Ada Moss | Ben Tarn", "Corvale's Ada Moss"},
		{"a possessive inside a name", "It joined the People's Front and St. Mary's Hospital and Lovell's Ferries Ltd.", "People's Front | St. Mary's Hospital | Lovell's Ferries Ltd", "Front"},
		{"behind a company's end another name begins", "We asked Corvale Ferries Inc. Ada Moss knew.", "Corvale Ferries Inc | Ada Moss", ""},
		{"a field of work is no name", "They met Minister of Harbours Ada Moss.", "", "Harbours | Minister"},
		{"a noble's place is part of the name", "They met the Duke of Kent and Joan of Arc.", "Duke of Kent | Joan of Arc", "Kent | Arc"},
		{"initials and abbreviations keep their dots", "They met A. B. Moss near St. Olav in the U.S. capital.", "A. B. Moss | St. Olav | U.S.", "B. Moss"},
		{"a sentence ends behind an abbreviation", "They left the U.S. The ferry sailed.", "U.S.", "U.S. The"},
		{"acronyms", "The report of the CPF was late, said the CPF.", "CPF", ""},
		{"acronyms of common things", "The CEO saw it on TV and the GDP fell.", "", "CEO | TV | GDP"},
		{"a crown is part of the name", "They saw Queen Maud and then Norwegian King Olav.", "Queen Maud | King Olav", "Maud | Olav"},
		{"an adjective of a name", "They met Oslo-based Ada Moss and CPF-led troops.", "Oslo | Ada Moss | CPF", "Oslo-based | Oslo-based Ada Moss | CPF-led"},
		{"acronyms that are words in lower case", "They asked who paid us. WHO officials and US diplomats met the WHO.", "WHO | US", ""},
		{"sums and quantities", "It cost Rs1,500, or N20bn, or 30GB, for the A380.", "A380", "Rs1,500 | N20bn | 30GB"},
		{"constituencies", "We met Ada Moss (R-Ohio) there.", "Ada Moss", "R-Ohio | Ohio"},
		{"titles in the plural", "They saw Presidents Ada Moss and Ben Tarn.", "Ada Moss | Ben Tarn", "Presidents Ada Moss"},
		{"days and months", "They sailed on Monday and came back in March with Ada Moss.", "Ada Moss", "Monday | March"},
		{"seasons", "They sailed in Spring and spoke of the Corvale Spring and of the Arab Spring.", "Corvale Spring | Arab Spring", "Spring | Corvale"},
		{"a month in a name", "We spoke with Theresa May at length.", "Theresa May", "Theresa | May"},
		{"ordinals", "He served in the 7th Corvale Brigade.", "7th Corvale Brigade", "Corvale Brigade"},
		{"numbered things", "The bus takes Route 66 to Corvale.", "Route 66 | Corvale", ""},
		{"hyphenated names", "They met Moon Tae-in on the Asia-Pacific coast with O'Neal and al-Maliki.", "Moon Tae-in | Asia-Pacific | O'Neal | al-Maliki", "O | Maliki"},
		{"two names tied by a hyphen", "The Norway-Denmark ferry and the Anglo-Irish talks.", "Norway | Denmark", "Norway-Denmark | Anglo-Irish | Anglo"},
		{"addresses are no names", "Write to Ada.Moss@Corvale.org or see https://Corvale.org/Tern and www.Tern.org for more.", "", "Ada | Corvale | Tern | Ada.Moss"},
		{"a headline proves nothing", "Ferry Sinks In Heavy Storm Off Quay\n\nThe ferry sank in a heavy storm.", "", "Ferry | Heavy Storm | Ferry Sinks"},
		{"capitals throughout prove nothing", "FERRY SINKS IN A HEAVY STORM\n\nIt sank.", "", "FERRY SINKS | HEAVY STORM"},
		{"a list of names is no headline", "Ada Moss, Ben Tarn, Cleo Marsh, Dag Fell\n\nThey sailed.", "Ada Moss | Ben Tarn | Cleo Marsh", "Ada Moss, Ben Tarn"},
		{"a wrapped line goes on", "The committee that met on the quay spoke with Ada\nMoss for more than an hour and a half about it.", "Ada Moss", "Ada"},
		{"a line of its own ends", "A short line about Corvale\nBen Tarn wrote the long line of text that follows here.", "Corvale | Ben Tarn", "Corvale Ben Tarn"},
		{"emphasis is no border", "We met *Ada* Moss in **Corvale**.", "Ada Moss | Corvale", "Ada"},
		{"quotation marks are a border", "He called Ada “Corvale” Moss a friend.", "", "Ada Corvale Moss"},
		{"other alphabets with capitals", "Потом мы видели Анна Мосс в городе Корвале.", "Анна Мосс | Корвале", "Потом"},
		{"a language that capitalises its nouns", "Gestern sah man im Hafen ein Boot mit einem Anker und einer Flagge. Dann kam Ada Moss mit dem Wagen an den Strand und fand dort einen Stein.",
			"Ada Moss", "Hafen | Boot | Anker | Flagge | Wagen | Strand | Stein"},
		{"a script without capitals", "我们看见了海港。", "", "我们看见了海港"},
		{"nothing but white space", " \n\n\t\n", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Surface(slices.Values(texts(tt.text)))
			for _, want := range fields(tt.with) {
				if !slices.Contains(got, want) {
					t.Errorf("%q is missing in %q", want, got)
				}
			}
			for _, not := range fields(tt.without) {
				if slices.Contains(got, not) {
					t.Errorf("%q is in %q", not, got)
				}
			}
		})
	}
}

func fields(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, " | ")
}

func proposal(all []Proposal, name string) (Proposal, bool) {
	i := slices.IndexFunc(all, func(p Proposal) bool { return p.Name == name })
	if i < 0 {
		return Proposal{}, false
	}
	return all[i], true
}

// TestTypes has a row for each way to guess a type.
func TestTypes(t *testing.T) {
	for _, tt := range []struct{ text, name, kind, reason string }{
		{"The talks began when Minister Ada Moss came.", "Ada Moss", "person", "title"},
		{"The talks began when the minister Adda Moss came.", "Adda Moss", "person", "minister"},
		{"We then met Daniel Ostrava there.", "Daniel Ostrava", "person", "given name"},
		{"It rained, and Qorvin said nothing.", "Qorvin", "person", "said"},
		{"It was Qorvin who left.", "Qorvin", "person", "who"},
		{"We then met Qorvin Ostrava there.", "Qorvin Ostrava", "person", "in a row"},
		{"We then met Daniel Hill there.", "Daniel Hill", "person", "given name"},
		{"We read of the Ostrava War II there.", "Ostrava War II", "event", "War"},
		{"We reached the Ostrava River.", "Ostrava River", "place", "River"},
		{"We spent a year in Qorvin.", "Qorvin", "place", `"in"`},
		{"We saw the town of Qorvin.", "Qorvin", "place", "town of"},
		{"We flew to Portugal.", "Portugal", "place", "most know"},
		{"We left Lisbon, Qorvin, Madrid and Rome.", "Qorvin", "place", "listed beside"},
		{"It joined the Qorvin Trust.", "Qorvin Trust", "organisation", "Trust"},
		{"It joined the CPF.", "CPF", "organisation", "capitals"},
		{"It asked the Qorvin Ministry.", "Qorvin Ministry", "state-body", "Ministry"},
		{"It quoted the Qorvin Herald.", "Qorvin Herald", "media", "Herald"},
		{"It quoted the newspaper Qorvin.", "Qorvin", "media", "newspaper"},
		{"It signed the Qorvin Treaty.", "Qorvin Treaty", "document", "Treaty"},
		{"It lost the Qorvin War.", "Qorvin War", "event", "War"},
		{"It built the Qorvin Canal.", "Qorvin Canal", "infrastructure", "Canal"},
		{"It tested the Qor-18.", "Qor-18", "weapon", "number"},
		{"It was a Qorvin.", "Qorvin", "concept", "nothing"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			all := Find(slices.Values(texts(tt.text)), Known{})
			p, ok := proposal(all, tt.name)
			if !ok {
				t.Fatalf("%q is not proposed: %v", tt.name, all)
			}
			if p.Type != tt.kind || !strings.Contains(p.TypeReason, tt.reason) {
				t.Errorf("%s is %s because of %s; want %s because of %s", p.Name, p.Type, p.TypeReason, tt.kind, tt.reason)
			}
		})
	}
}

// TestFind has a row for each way in which forms belong together.
func TestFind(t *testing.T) {
	const moss = "We met Ada Moss in Corvale. Later Moss told us more."
	for _, tt := range []struct {
		name  string
		texts []string
		known Known
		want  string // "name count/articles aliases" or "name = owner", parted by " | "
		not   string // names that are not proposed
	}{
		{"a last name counts with its bearer", []string{moss}, Known{}, "Ada Moss 2/1", "Moss"},
		{"where the bearer is not named it is an alias", []string{moss, "It was Moss who left.", "And it was Moss who came."}, Known{}, "Moss = Ada Moss", ""},
		{"two bearers settle it in their articles", []string{"We met Ada Moss and Ben Moss. Then Moss left."}, Known{}, "Ada Moss 1/1 | Ben Moss 1/1", "Moss"},
		{"a family name that stands first", []string{"We met Kim Tae Un there. It was Kim who left."}, Known{}, "Kim Tae Un 2/1", "Kim"},
		{"a place is no last name", []string{"We met Denzel Corvale there. They live in Corvale, near the quay in Corvale."}, Known{}, "Corvale 2/1", ""},
		{"spellings that fold to one", []string{"We met Kim Tae-un. We saw Kim Tae-un. We heard Kim Tae Un."}, Known{}, "Kim Tae-un 3/1 Kim Tae Un", "Kim Tae Un"},
		{"an acronym in brackets", []string{"It joined the Corvale Port Fund (CPF). The CPF paid."}, Known{}, "Corvale Port Fund 3/1 CPF", "CPF"},
		{"the name in brackets behind an acronym", []string{"It joined the CPF (Corvale Port Fund). The CPF paid."}, Known{}, "Corvale Port Fund 3/1 CPF", "CPF"},
		{"the name behind a title and before brackets", []string{"It joined Minister Ada Moss of the Corvale Port Fund (CPF). The CPF paid."}, Known{}, "Corvale Port Fund 3/1 CPF", "CPF"},
		{"capitals throughout are no alias", []string{"We saw Corvale. We left Corvale.\n\nOnly CORVALE was left."}, Known{}, "Corvale 3/1", "CORVALE"},
		{"letters in brackets that do not spell the name", []string{"It joined the Corvale Port Fund (XYZ). The XYZ paid."}, Known{}, "XYZ 2/1", ""},
		{"a near spelling", []string{"We met Daniel Ostrava. We saw Daniel Ostrava. We heard Danniel Ostrava."}, Known{}, "Danniel Ostrava = Daniel Ostrava", ""},
		{"a place is no last name in other articles", []string{"We met Paul Corvale there.", "They live in Corvale.", "They left Corvale and reached Corvale."}, Known{}, "Corvale 3/2", ""},
		{"a misspelt word beside the right one", []string{"We reached Ostrava. We left Ostrava. We saw Ostrrava."}, Known{}, "Ostrrava = Ostrava", ""},
		{"another ending is another word", []string{"We reached Ostravia. We left Ostravia. We saw Ostravian and Ostravie."}, Known{}, "Ostravian 1/1 | Ostravie 1/1", ""},
		{"in other articles a like word is another word", []string{"We reached Ostrava. We left Ostrava.", "We saw Ostrrava."}, Known{}, "Ostrrava 1/1", ""},
		{"a letter missing in the first word", []string{"The Northen Tern Line is long. The Northern Tern Line and the Northern Quay are not."}, Known{}, "Northen Tern Line = Northern Tern Line", ""},
		{"two given names are two persons", []string{"We met Paul Ostrava. We saw Paul Ostrava. We heard Paula Ostrava and Maria Ostrava and Mario Ostrava."}, Known{}, "Maria Ostrava 1/1 | Mario Ostrava 1/1", ""},
		{"two given names, one of them known", []string{"We met Maria Ostrava."}, Known{Entities: []Entity{{ID: "mo", Name: "Mario Ostrava"}}}, "Maria Ostrava 1/1", ""},
		{"a transliteration", []string{"We met Sergey Ostrava. We saw Sergey Ostrava. We heard Sergei Ostrava."}, Known{}, "Sergei Ostrava = Sergey Ostrava", ""},
		{"a middle initial", []string{"We met Ada B. Moss. We saw Ada B. Moss. We heard Ada Moss."}, Known{}, "Ada Moss = Ada B. Moss", ""},
		{"the end of a body's name", []string{"It asked the Corvale Security Council. Later the Security Council met."}, Known{}, "Security Council = Corvale Security Council", ""},
		{"the end of two bodies' names", []string{"It asked the Corvale Security Council and the Tern Security Council. Later the Security Council met."}, Known{}, "Security Council 1/1", ""},
		{"a middle initial of a known name", []string{"We met Ada B. Moss."}, Known{Entities: []Entity{{ID: "am", Name: "Ada Moss"}}}, "Ada B. Moss = am", ""},
		{"the end of a known body's name", []string{"It asked the Corvale Security Council. Later the Security Council met."}, Known{Entities: []Entity{{ID: "csc", Name: "Corvale Security Council", Type: "organisation"}}}, "Security Council = csc", "Corvale Security Council"},
		{"a known person with an alias has one last name", []string{"It was Moss who left."}, Known{Entities: []Entity{{ID: "am", Name: "Ada Moss", Forms: []string{"Adah Moss"}}}}, "", "Moss"},
		{"an acronym and a word", []string{"It joined the CORV. We met Corv. We saw Corv."}, Known{}, "CORV 1/1 | Corv 2/1", ""},
		{"countries are no misspellings of each other", []string{"They saw Iran and Iraq, and Niger, and Slovakia, and Slovenia, and Austria."}, Known{}, "Iran 1/1 | Iraq 1/1 | Slovakia 1/1 | Slovenia 1/1", ""},
		{"known names are not proposed", []string{moss}, Known{Entities: []Entity{{ID: "am", Name: "Ada Moss"}, {ID: "c", Name: "The Port", Forms: []string{"corvale"}}}}, "", "Ada Moss | Corvale | Moss"},
		{"refused names are not proposed, in any spelling", []string{"We met Kim Tae-un in Corvale."}, Known{Refused: []string{"Kim Tae Un", "corvale"}}, "", "Kim Tae-un | Corvale"},
		{"a near spelling of a known name", []string{"We met Addah Moss."}, Known{Entities: []Entity{{ID: "am", Name: "Adah Moss"}}}, "Addah Moss = am", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := Find(slices.Values(texts(tt.texts...)), tt.known)
			var lines []string
			for _, p := range all {
				if p.AliasOf != "" {
					lines = append(lines, p.Name+" = "+p.AliasOf)
				} else {
					lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %d/%d %s", p.Name, p.Count, p.Articles, strings.Join(p.Aliases, ", "))))
				}
			}
			for _, want := range fields(tt.want) {
				if !slices.Contains(lines, want) {
					t.Errorf("%q is missing in %q", want, lines)
				}
			}
			for _, not := range fields(tt.not) {
				if _, ok := proposal(all, not); ok {
					t.Errorf("%q is in %q", not, lines)
				}
			}
		})
	}
}

func TestExamples(t *testing.T) {
	all := Find(slices.Values(texts("A first line.\n\nThen  we met in the end\nAda Moss (at noon).")), Known{})
	p, ok := proposal(all, "Ada Moss")
	if !ok || len(p.Examples) != 1 {
		t.Fatalf("%+v", all)
	}
	e := p.Examples[0]
	if e.Sentence != "Then we met in the end Ada Moss (at noon)." || e.Sentence[e.Start:e.End] != "Ada Moss" || e.At != "content/articles/1.md:4:1" {
		t.Errorf("%+v", e)
	}
	if b, err := json.Marshal(p); err != nil || !strings.Contains(string(b), `"at":"content/articles/1.md:4:1"`) {
		t.Errorf("%s %v", b, err)
	}
}

// TestPlaceOfName checks that a place is that of the name, where the chain that it was
// cut out of begins with a title or another name, and that a quotation is whole.
func TestPlaceOfName(t *testing.T) {
	docs := texts("“We met Corvale’s President\nAda Moss,” he said at Tern Quay’s. It was Minister Ben Tarn.”")
	docs[0].Blocks[0].Flows = true
	all := Find(slices.Values(docs), Known{})
	for name, want := range map[string]Example{
		"Corvale":  {At: "content/articles/1.md:1:9", Sentence: "We met Corvale’s President Ada Moss,” he said at Tern Quay’s."},
		"Ada Moss": {At: "content/articles/1.md:2:1", Sentence: "We met Corvale’s President Ada Moss,” he said at Tern Quay’s."},
		"Ben Tarn": {At: "content/articles/1.md:2:52", Sentence: "It was Minister Ben Tarn.”"},
	} {
		p, ok := proposal(all, name)
		if !ok {
			t.Errorf("%q is missing in %+v", name, all)
			continue
		}
		if e := p.Examples[0]; e.At != want.At || e.Sentence != want.Sentence {
			t.Errorf("%q: %+v, want %+v", name, e, want)
		}
	}
}

func TestLongSentence(t *testing.T) {
	long := strings.Repeat("and so on ", 100)
	p, _ := proposal(Find(slices.Values(texts("We met "+long+"Ada Moss "+long)), Known{}), "Ada Moss")
	e := p.Examples[0]
	if len(e.Sentence) > maxQuote+50 || e.Sentence[e.Start:e.End] != "Ada Moss" || !strings.HasPrefix(e.Sentence, "… ") || !strings.HasSuffix(e.Sentence, " …") {
		t.Errorf("%+v", e)
	}
}

// TestEveryFormIsQuoted checks that cutting a chain up never loses its sentence.
func TestEveryFormIsQuoted(t *testing.T) {
	text := "We left St. Mary’s Hospital with Oslo-based Ada Moss, St. Olav, U.S. troops and Norwegian Minister of Harbours Ben Tarn.\n\n" +
		"Adamoss met Ada of the Bank of Corvale’s Tern Quay  office on *Route* 66 and King Olav V’s Dr. Fell."
	for _, p := range Find(slices.Values(texts(text)), Known{}) {
		if len(p.Examples) == 0 {
			t.Errorf("%q has no example", p.Name)
			continue
		}
		if e := p.Examples[0]; e.Sentence[e.Start:e.End] != p.Name {
			t.Errorf("%q is quoted as %q", p.Name, e.Sentence[e.Start:e.End])
		}
	}
}

// checkProposals tests what every list of proposals must keep to.
func checkProposals(t *testing.T, all []Proposal) {
	t.Helper()
	seen := map[string]bool{}
	for _, p := range all {
		if p.Name == "" || seen[p.Name] || p.Score < 0 || p.Score > 100 || p.Type == "" || p.Count < 1 || p.Articles < 1 {
			t.Errorf("bad proposal %+v", p)
		}
		seen[p.Name] = true
		for _, e := range p.Examples {
			if e.Start < 0 || e.End > len(e.Sentence) || e.Start >= e.End || !utf8.ValidString(e.Sentence[e.Start:e.End]) {
				t.Errorf("bad example of %q: %+v", p.Name, e)
			}
		}
	}
}

// FuzzFind checks that no text makes it fail, that proposals are well formed and the
// same every time, and that a refusal of all of them leaves none.
func FuzzFind(f *testing.F) {
	f.Add("We met Ada Moss in Corvale. Later Moss told us more.", "The Corvale Port Fund (CPF) paid.")
	f.Add("A.B. Moss's U.S. quay – “Tern” & Co. (CPF)...\nİstanbul’s ǅ x", "*Ada* [Moss](x)\xff")
	f.Add(strings.Repeat("F", 4000), strings.Repeat("A b ", 1000))
	f.Add(strings.Repeat("President Ada ", 500), strings.Repeat("Ada-", 1000)+"x")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := texts(a, b)
		all := Find(slices.Values(docs), Known{})
		checkProposals(t, all)
		again := Find(slices.Values(docs), Known{})
		if fmt.Sprint(all) != fmt.Sprint(again) {
			t.Errorf("two runs differ:\n%v\n%v", all, again)
		}
		var refused []string
		for _, p := range all {
			refused = append(refused, p.Name)
			refused = append(refused, p.Aliases...)
		}
		for _, p := range Find(slices.Values(docs), Known{Refused: refused}) {
			if slices.Contains(refused, p.Name) {
				t.Errorf("%q is proposed though refused", p.Name)
			}
		}
	})
}

// TestOrder checks that only quotations depend on the order of documents.
func TestOrder(t *testing.T) {
	docs := texts("We met Ada Moss in Corvale.", "The CPF paid Ada Moss and Ben Tarn.", "Moss left Corvale for Tern Quay.")
	line := func(docs []Document) string {
		var b strings.Builder
		for _, p := range Find(slices.Values(docs), Known{}) {
			fmt.Fprintln(&b, p.Name, p.Type, p.Count, p.Articles, p.Score, p.AliasOf, p.Aliases)
		}
		return b.String()
	}
	forward := line(docs)
	slices.SortFunc(docs, func(a, b Document) int { return -cmp.Compare(a.Name, b.Name) })
	if backward := line(docs); forward != backward {
		t.Errorf("%s\n%s", forward, backward)
	}
}
