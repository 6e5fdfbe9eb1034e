package index

import (
	"math"
	"slices"
	"testing"

	"dossier/internal/config"
	"dossier/internal/record"
)

func TestXlog(t *testing.T) {
	for _, x := range []int{0, 1, 2, 3, 10, 1000, 123_457, 1 << 30} {
		want := 0.0
		if x > 0 {
			want = float64(x) * math.Log2(float64(x))
		}
		if got := float64(xlog(x)) / (1 << 20); math.Abs(got-want) > float64(x)/(1<<19) {
			t.Errorf("xlog(%d) = %f, want %f", x, got, want)
		}
	}
}

func TestLikelihood(t *testing.T) {
	for _, c := range []struct {
		what          string
		both, a, b, n int
		want          float64 // in bits
	}{
		{"as chance has it", 10, 100, 100, 1000, 0},
		{"always together", 10, 10, 10, 1000, 161.59},
		{"less than chance", 1, 100, 100, 1000, -21.98},
		{"everywhere", 50, 50, 50, 50, 0},
	} {
		if got := float64(likelihood(c.both, c.a, c.b, c.n)) / (1 << 20); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s: %.2f, want %.2f", c.what, got, c.want)
		}
	}
}

// TestCompanions checks that a frequent name does not come before the one that belongs
// to an entity, and that whoever shares a paragraph only stands apart.
func TestCompanions(t *testing.T) {
	r := &record.Record{Entry: &record.Entry{Slug: "a", Title: "A"}}
	say := func(paragraph int, ids ...string) {
		for _, id := range ids {
			r.Mentions = append(r.Mentions, record.Mention{Entity: id, Sentence: len(r.Sentences)})
		}
		r.Sentences = append(r.Sentences, record.Sentence{Paragraph: paragraph})
	}
	for i := range 40 {
		say(10+i, "everybody")
	}
	say(1, "dam", "everybody")
	say(2, "dam", "everybody")
	say(3, "dam", "everybody")
	say(4, "dam", "builder")
	say(5, "dam", "builder", "everybody")
	say(6, "dam")
	say(6, "river")
	for i := range 20 {
		say(100 + i)
	}
	var list []*record.Entity
	for _, id := range []string{"builder", "dam", "everybody", "river"} {
		list = append(list, &record.Entity{ID: id, Name: id, Type: config.Concept})
	}
	x := Build(config.Default(""), &record.Catalogue{Entities: list}, []*record.Record{r})
	names := func(pairs []Pair) (ids []string) {
		for _, p := range pairs {
			ids = append(ids, p.Entity.ID)
		}
		return ids
	}
	dam := x.Entity("dam")
	if got := names(dam.With); !slices.Equal(got, []string{"builder", "everybody"}) {
		t.Errorf("with the dam: %v", got)
	}
	if dam.With[1].Count != 4 {
		t.Errorf("everybody is named %d times with the dam, want 4", dam.With[1].Count)
	}
	if got := names(dam.Near); !slices.Equal(got, []string{"river"}) {
		t.Errorf("near the dam: %v", got)
	}
}
