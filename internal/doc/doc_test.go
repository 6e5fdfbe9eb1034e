package doc

import "testing"

// TestRemove checks that places stay right behind a cut.
func TestRemove(t *testing.T) {
	b := &Block{
		Text:  "see [[Ada]] there",
		Marks: []Mark{{Start: 0, End: 17, Kind: Emphasis}, {Start: 6, End: 9, Kind: Strong}, {Start: 12, End: 17, Kind: Code}},
		Segs:  []Seg{{Text: 0, Source: 100, Len: 17}},
	}
	b.Remove(9, 11)
	b.Remove(4, 6)
	if b.Text != "see Ada there" {
		t.Fatalf("text %q", b.Text)
	}
	for i, want := range []string{"see Ada there", "Ada", "there"} {
		if got := b.Text[b.Marks[i].Start:b.Marks[i].End]; got != want {
			t.Errorf("mark %d is on %q, want %q", i, got, want)
		}
	}
	for at, want := range map[int]int{0: 100, 4: 106, 6: 108, 7: 111, 8: 112} {
		if got := b.SourceOffset(at); got != want {
			t.Errorf("text offset %d is source offset %d, want %d", at, got, want)
		}
	}
}

func TestRemoveDropsWhatIsInside(t *testing.T) {
	b := &Block{Text: "a" + Atom + "b", Marks: []Mark{{Start: 1, End: 4, Kind: Break}}}
	b.Remove(1, 4)
	if b.Text != "ab" || len(b.Marks) != 0 {
		t.Errorf("text %q, marks %v", b.Text, b.Marks)
	}
}

func TestReplace(t *testing.T) {
	b := &Block{
		Text:  "so says" + Atom + " everyone",
		Marks: []Mark{{Start: 0, End: 19, Kind: Emphasis}, {Start: 7, End: 10, Kind: Cite}, {Start: 11, End: 19, Kind: Strong}},
		Segs:  []Seg{{Text: 0, Source: 50, Len: 7}, {Text: 7, Source: 57}, {Text: 10, Source: 63, Len: 9}},
	}
	b.Replace(7, 10, " (Ada 1911)", Mark{Start: 2, End: 5, Kind: Link})
	if b.Text != "so says (Ada 1911) everyone" {
		t.Fatalf("text %q", b.Text)
	}
	for i, want := range []string{b.Text, "Ada", "everyone"} {
		if got := b.Text[b.Marks[i].Start:b.Marks[i].End]; got != want {
			t.Errorf("mark %d is on %q, want %q", i, got, want)
		}
	}
	if got := b.SourceOffset(19); got != 64 {
		t.Errorf("the word behind is at %d, want 64", got)
	}
}
