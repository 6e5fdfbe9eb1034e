package clause

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// titles are sentences with the date in braces and other dates in angle brackets, and
// the title that each gives.
var titles = []struct{ sentence, want string }{
	// The date at the edge goes, for it stands beside the title.
	{"On {4 May 1921} the line to Brodno was opened.", "The line to Brodno was opened"},
	{"On {4 May 1921}, the line to Brodno was opened.", "The line to Brodno was opened"},
	{"The line to Brodno was opened on {4 May 1921}.", "The line to Brodno was opened"},
	{"In {March} Ada Berg bought the mill.", "Ada Berg bought the mill"},
	{"In the {spring of 1921} the mill burnt down.", "The mill burnt down"},
	{"During the {1920s}, three mills were built.", "Three mills were built"},
	{"{Last week} the ferry missed two sailings.", "The ferry missed two sailings"},
	{"{Yesterday}, she signed the lease.", "She signed the lease"},
	{"The ferry missed two sailings {last week}.", "The ferry missed two sailings"},
	{"The council shut the quay {two days ago}.", "The council shut the quay"},
	{"{Two weeks ago today} Ada Berg sold the mill.", "Ada Berg sold the mill"},
	{"The envoys went to Brodno on {4 May}.", "The envoys went to Brodno"},
	{"{4 May 1921}: the line is opened.", "The line is opened"},
	{"The keeper resigned ({4 May 1921}).", "The keeper resigned"},
	{"B. Lind, “The quay at night”, Harbour News, {4 May 1921}.", "B. Lind, “The quay at night”, Harbour News"},

	// One that only the day of the article explains goes from the middle too.
	{"Ada Berg said {last week} that the mill may burn.", "Ada Berg said that the mill may burn"},
	{"Ada Berg looked on {Wednesday} at the mill of a neighbour.", "Ada Berg looked at the mill of a neighbour"},
	{"Otto Holt was in Velin {last month}, in the days of the fair.", "Otto Holt was in Velin, in the days of the fair"},
	{"The mayor was elected in {May of last year}, as the paper dates it.", "The mayor was elected, as the paper dates it"},
	{"The talks with Ada Berg on {Tuesday} made the visit an affair of state.", "The talks with Ada Berg made the visit an affair of state"},
	{"Ada Berg met the mayor on {4 May 1921} at the mill.", "Ada Berg met the mayor on 4 May 1921 at the mill"},
	{"The report of {yesterday} does not name her.", "The report of yesterday does not name her"},
	{"The mayor read {last week}’s report to the council.", "The mayor read last week’s report to the council"},
	{"The mayor was away {last week} and this.", "The mayor was away last week and this"},
	{"The plan is to sail on {Tuesday} with the tide.", "The plan is to sail on Tuesday with the tide"},

	// Where the sentence needs the date, it stays.
	{"{Last week} was the coldest of the year.", "Last week was the coldest of the year"},
	{"The workshop is to begin on {4 May}.", "The workshop is to begin on 4 May"},
	{"{1921} was a hard year for the mill.", "1921 was a hard year for the mill"},
	{"The mill has been shut since {1921}.", "The mill has been shut since 1921"},
	{"The bridge is to be finished by {June 1930}.", "The bridge is to be finished by June 1930"},
	{"The winter was as cold as in {1921}.", "The winter was as cold as in 1921"},
	{"The deadline is {1 June}.", "The deadline is 1 June"},
	{"It opened in {1921}.", "It opened in 1921"},
	{"The treaty of {4 May 1921} held for ten years.", "The treaty of 4 May 1921 held for ten years"},
	{"The strike lasted until {last week}.", "The strike lasted until last week"},
	{"In {1921} alone the port lost nine ships.", "In 1921 alone the port lost nine ships"},
	{"It ran not in {1921} but later.", "It ran not in 1921 but later"},
	{"The envoys stayed from {3} to <5 May>.", "The envoys stayed from 3 to 5 May"},
	{"On {3} and <5 May> the envoys met in the town hall.", "On 3 and 5 May the envoys met in the town hall"},
	{"Between {1921} and <1925> four keepers served.", "Between 1921 and 1925 four keepers served"},

	// A word that leads back goes.
	{"However, on {4 May} the council shut the quay.", "The council shut the quay"},
	{"But the council shut the quay on {4 May}.", "The council shut the quay"},
	{"And in {May}, however, the quay was opened again.", "However, the quay was opened again"},
	{"Meanwhile, the mayor left on {Monday}.", "The mayor left"},
	{"In addition, a second ferry was bought in {1922}.", "A second ferry was bought"},
	{"For example, on {Tuesday} the pilots refused to sail.", "The pilots refused to sail"},

	// Of two dates each has its own clause, where that can be read alone.
	{"In {1919} the port signed a lease, and in <1923> the lease was cancelled.", "The port signed a lease"},
	{"In <1919> the port signed a lease, and in {1923} the lease was cancelled.", "The lease was cancelled"},
	{"The quay was shut on {4 May}; Ada Berg bought it on <6 June>.", "The quay was shut"},
	{"The quay was shut on <4 May>; Ada Berg bought it on {6 June}.", "Ada Berg bought it"},
	{"The quay was shut on <4 May> and opened again on {6 June}.", "The quay was shut on 4 May and opened again"},
	{"The port signed a lease in <1919>, and in {1923} they cancelled it.", "The port signed a lease in 1919, and in 1923 they cancelled it"},
	{"The port signed a lease in <1919> but the council cancelled it in {1923}.", "The council cancelled it"},

	// A long sentence gives the clause with the date.
	{"The keeper of the northern light, who had served there since the war, left on {4 May}; nobody has taken the post since, and the lamp burns without a watch.",
		"The keeper of the northern light, who had served there since the war, left"},
	{"Nobody in the harbour office remembers how the first of the two lamps was paid for: on {4 May} the council voted the money.",
		"The council voted the money"},
	{"The ferry company, its owners said, had never made a loss in any winter – in {1921} the ferry carried nine thousand people.",
		"The ferry carried nine thousand people"},
	{"On {4 May} the council voted the money for a second lamp, while the harbour office went on to ask for a third one and a pilot boat.",
		"The council voted the money for a second lamp"},
	{"The harbour office went on to ask for a third lamp and for a pilot boat, although the council had on {4 May} refused both of them.",
		"The council had on 4 May refused both of them"},
	{"On {4 May} the envoys of both towns met at the old customs house, which had been rebuilt after the flood at the cost of the crown.",
		"The envoys of both towns met at the old customs house"},
	{"Of all the reports that the office has kept from those years, the one that the inspector wrote in {May 1921} is by far the longest.",
		"Of all the reports that the office has kept from those years …"},
	{"The pilots (there were nine of them, two from the island and seven from the town) refused on {4 May} to take the ship through the ice.",
		"The pilots refused on 4 May to take the ship through the ice"},
	{"The inspector of the northern harbours and of the lights along the whole coast refused on {4 May} to sign.",
		"The inspector of the northern harbours and of the lights along the whole coast …"},
	{"After long talks about wages in the harbour of the northern town the pilots agreed on {4 May} to sail again through the whole of the winter.",
		"After long talks about wages in the harbour of the northern town the pilots …"},

	// A subordinate clause is a statement without its first word.
	{"The harbour office began to pay the pilots by the day and not by the ship any more after the talks had broken down on {4 May}.",
		"The harbour office began to pay the pilots by the day and not by the ship any …"},
	{"The harbour office began to pay its pilots by the day and no longer by the ship, after the talks with them had broken down on {4 May}.",
		"The talks with them had broken down"},
	{"After visiting the quay on {4 May}, the mayor left.", "After visiting the quay on 4 May, the mayor left"},
	{"When the bridge fell on {4 May}, the ferry came back.", "When the bridge fell on 4 May, the ferry came back"},

	// A clause that leads to the main one goes, when there is too much.
	{"On {4 May}, after the flood had carried both of the old bridges away, the council bought the ferry and hired a second crew.",
		"The council bought the ferry and hired a second crew"},
	{"In the north, by then, after the long siege of the harbour (<1915–16>), troops from the island came back and took the town in {March 1917}.",
		"Troops from the island came back and took the town"},
	{"After the long siege of the harbour in {1916}, troops from the island came back and took the town and every village around it.",
		"The long siege of the harbour"},
	{"On <1 June 1921> the two towns – allies since {1919} – signed a charter of the northern ports.", "On 1 June 1921 the two towns – allies since 1919 – signed a charter of the northern ports"},
	{"The crews took Velin by <March>, and Karst by {June}.", "The crews took Velin by March, and Karst by June"},

	{"When Ada Berg, the owner of the two mills, left Velin, the council bought both of them in {May 1921} and let them to the pilots' union.",
		"The council bought both of them in May 1921 and let them to the pilots' union"},
	{"Because of the losses of the ferry company at Velin, Karst, in {July 1921}, a second company was founded by the owners of the mills.",
		"Because of the losses of the ferry company at Velin …"},
	{"In <1921> the number of the ships that called at the port had grown and, after the ice had gone in {May 1922}, it doubled within a year.",
		"The ice had gone"},

	{"After two small fires on <3 May>, the first of the great fires broke out on {9 June 1921}; deep in the town, the crews fought it for three days and nights.",
		"The first of the great fires broke out"},

	// Lists, brackets and quotations are not taken apart.
	{"Brodno, Velin, and Karst signed the charter of the northern ports on {4 May}, and it was read out that evening in the three town halls.",
		"Brodno, Velin, and Karst signed the charter of the northern ports"},
	{"The mayor said: “The quay is ours; we bought it on {4 May}.”", "The mayor said: “The quay is ours; we bought it on 4 May.”"},
	{"“The quay was bought on {4 May}.”", "The quay was bought"},
	{"\"The quay was bought on {4 May}.\"", "The quay was bought"},
	{"(On {4 May} the quay was sold.)", "The quay was sold"},

	// Signs at the ends.
	{"The firm of Berg & Co. moved to the U.S. in {1921}.", "The firm of Berg & Co. moved to the U.S."},
	{"Was the quay sold on {4 May}?", "Was the quay sold on 4 May?"},
	{"the quay was sold on {4 May 1921}", "The quay was sold"},
	{"iPhones came to the island in {2008}.", "iPhones came to the island"},
	{"B. Lind, The quay at night, {4 May 1921}, https://quay.example/4-may.", "B. Lind, The quay at night"},
	{"Harbour News, {4 May 1921}.", "Harbour News, 4 May 1921"},
	{"{4 May 1921}", "4 May 1921"},

	// Other languages keep their words.
	{"Am {4. Mai 1921} wurde die Brücke gesperrt.", "Am 4. Mai 1921 wurde die Brücke gesperrt"},
	{"橋は{1921年5月4日}に開通した。", "橋は1921年5月4日に開通した。"},
}

// marked takes the signs out of a sentence.
func marked(s string) (sentence string, date Span, others []Span) {
	var b strings.Builder
	open := 0
	for _, r := range s {
		switch r {
		case '{', '<':
			open = b.Len()
		case '}':
			date = Span{open, b.Len()}
		case '>':
			others = append(others, Span{open, b.Len()})
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), date, others
}

func TestTitle(t *testing.T) {
	for _, row := range titles {
		sentence, date, others := marked(row.sentence)
		if got := Title(sentence, date, others...); got != row.want {
			t.Errorf("%s\n got %s\nwant %s", row.sentence, got, row.want)
		}
	}
}

func TestTells(t *testing.T) {
	for sentence, want := range map[string]bool{
		"in {April}": false, "{last week}": false, "{25} to <27 July> for Ada": false, "Report, {28 July 2023}": false, "{1921}–<1925>": false,
		"It opened in {1921}.": true, "Lind arrives {4 May}": true, "one cargo, expected {12 August}": true, "“In {1921}.”": true, "Harbour News, {4 May 1921}": true,
		"橋は{1921年5月4日}に開通した。": true, "": false,
	} {
		s, date, others := marked(sentence)
		if got := Tells(s, append([]Span{date}, others...)); got != want {
			t.Errorf("%s: got %v", sentence, got)
		}
	}
}

// FuzzTitle: a title is not longer than the limit and an ellipsis, is valid text, and is
// the sentence with some signs left out.
// TestWords: titles of one event share their words, whatever their number and tense.
func TestWords(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"Ada Berg signs the accord", "the accord was signed by Ada Berg"},
		{"The mills burn", "A mill’s burnt"},
		{"The town declares a holiday", "Towns declared the holidays"},
		{"The ferry stops", "Ferries stopping"},
		{"She carries letters", "He carried a letter"},
	} {
		if a, b := Words(c.a), Words(c.b); !slices.Equal(a, b) || len(a) == 0 {
			t.Errorf("%q and %q differ: %v, %v", c.a, c.b, a, b)
		}
	}
	if w := Words("It was not there, and he had been in it."); len(w) > 0 {
		t.Errorf("words that say nothing: %v", w)
	}
}

func FuzzTitle(f *testing.F) {
	for _, row := range titles {
		sentence, date, _ := marked(row.sentence)
		f.Add(sentence, date.Start, date.End)
	}
	f.Fuzz(func(t *testing.T, sentence string, start, end int) {
		if !utf8.ValidString(sentence) || start < 0 || end > len(sentence) || start > end ||
			!utf8.ValidString(sentence[:start]) || !utf8.ValidString(sentence[start:end]) {
			t.Skip()
		}
		got := Title(sentence, Span{start, end})
		if !utf8.ValidString(got) {
			t.Fatalf("%q is no valid text", got)
		}
		if n := utf8.RuneCountInString(got); n > most {
			t.Fatalf("%q has %d characters", got, n)
		}
		rest := []rune(strings.ToLower(sentence))
		for _, r := range strings.ToLower(strings.TrimSuffix(got, " …")) {
			i := slices.Index(rest, r)
			if i < 0 {
				t.Fatalf("%q has signs that %q has not", got, sentence)
			}
			rest = rest[i+1:]
		}
	})
}

func BenchmarkTitle(b *testing.B) {
	type input struct {
		s      string
		date   Span
		others []Span
	}
	var list []input
	for _, row := range titles {
		s, date, others := marked(row.sentence)
		list = append(list, input{s, date, others})
	}
	for b.Loop() {
		for _, in := range list {
			Title(in.s, in.date, in.others...)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(list)), "ns/title")
}
