package edit

import (
	"reflect"
	"strings"
	"testing"
)

func TestMergeEvents(t *testing.T) {
	const before = `# Fairs
- date: 2019 # as the book has it
  title: The first fair
- id: e-2020-a-flood
  date: 2020-02
  title: A flood
  entities: [hesk]
`
	rows := []EventRow{
		{Date: "2019", Title: "The first fair"},
		{ID: "e-2020-a-flood", Date: "2020-02-29", Title: "A flood", Entities: []string{"ada"}},
		{Date: "2021", Title: "The last fair", Was: EventKey{"2019", "The first fair"}, Note: "Moved."},
		{Date: "2022", Title: "Stated elsewhere", Was: EventKey{"2022", "Elsewhere"}},
		{Date: "-0043", Title: "A: fort", Entities: []string{"hesk", "ada"}, Source: "https://example.org/"},
		{Date: "-0043", Title: "A: fort"},
	}
	const want = `# Fairs
- date: "2021" # as the book has it
  note: Moved.
  title: The last fair
- id: e-2020-a-flood
  date: "2020-02-29"
  title: A flood
  entities: [hesk]
- date: "-0043"
  title: "A: fort"
  entities: [hesk, ada]
  source: "https://example.org/"
`
	for _, end := range []string{"\n", "\r\n"} {
		text, done, err := MergeEvents([]byte(strings.ReplaceAll(before, "\n", end)), rows)
		if err != nil || string(text) != strings.ReplaceAll(want, "\n", end) {
			t.Errorf("%v\n%s", err, text)
		}
		changes := EventChanges{Added: []string{"A: fort"}, Changed: []string{"A flood", "The last fair"}, There: 2, Apart: []string{"Stated elsewhere"}}
		if !reflect.DeepEqual(done, changes) {
			t.Errorf("%+v", done)
		}
	}
	if text, _, err := MergeEvents(nil, rows[:1]); err != nil || string(text) != "- date: 2019\n  title: The first fair\n" {
		t.Errorf("into nothing: %v\n%s", err, text)
	}
	for _, bad := range []string{"title: x", "- [", "[{date: 2019}]"} {
		if text, _, err := MergeEvents([]byte(bad), rows[:1]); err == nil {
			t.Errorf("%s: no error\n%s", bad, text)
		}
	}
}
