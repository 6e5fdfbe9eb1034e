package entities

import (
	"strings"
	"testing"

	"dossier/internal/record"
)

func TestAnnotate(t *testing.T) {
	list := []*record.Entity{
		{ID: "Q 1", Name: "Zoë Ålund", Type: "person"},
		{ID: "q2", Name: "Øster Bay", Type: "place"},
	}
	in := strings.Join([]string{
		`{"id": "a1", "text": "Zoë Ålund sailed to Øster Bay.\nÅlund's ship, the \"Øster Bay\"."}`,
		``,
		`{"text": "Nobody.", "id": 7, "mentions": []}`,
		`{"id": "<b>", "text": ""}`,
	}, "\n")
	want := strings.Join([]string{
		`{"id":"a1","links":[{"start":0,"end":9,"entity":"Q 1","rule":"name"},{"start":20,"end":29,"entity":"q2","rule":"name"},{"start":31,"end":36,"entity":"Q 1","rule":"surname"},{"start":50,"end":59,"entity":"q2","rule":"name"}]}`,
		`{"id":7,"links":[]}`,
		`{"id":"<b>","links":[]}`,
	}, "\n") + "\n"
	var out strings.Builder
	if err := Annotate(list, strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("\n got %s\nwant %s", out.String(), want)
	}
}

func TestAnnotateNamesTheBadLine(t *testing.T) {
	err := Annotate(nil, strings.NewReader("{\"id\":1,\"text\":\"\"}\nno json\n"), &strings.Builder{})
	if err == nil || !strings.HasPrefix(err.Error(), "line 2: ") {
		t.Errorf("got %v", err)
	}
}

// Every block begins where it says, and together they hold every letter of the text.
func TestBlocksOf(t *testing.T) {
	const wrapped = "A line that is long enough to have been wrapped by an editor goes\non in the next line, and ends."
	cases := []struct {
		text string
		want []string
	}{
		{"", nil},
		{"\n \n", nil},
		{"one\ntwo\n", []string{"one", "two"}},
		{"one\n\ntwo", []string{"one", "two"}},
		{wrapped, []string{wrapped}},
		{"HEADLINE\nA text.", []string{"HEADLINE", "A text."}},
	}
	for _, c := range cases {
		blocks, offsets := blocksOf(c.text)
		var got []string
		for i, b := range blocks {
			got = append(got, strings.TrimSpace(b.Text))
			if !strings.HasPrefix(c.text[offsets[i]:], b.Text) {
				t.Errorf("%q: block %d is not at %d", c.text, i, offsets[i])
			}
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q: got %q", c.text, got)
		}
	}
}
