package index

import (
	"slices"
	"testing"

	"dossier/internal/config"
	"dossier/internal/edtf"
	"dossier/internal/record"
)

// TestOrderOfMentions checks that mentions stand in the order of the articles, turned
// round: previews, feeds and quotations read them backwards, so that what has no date
// comes last there, as in the list of articles.
func TestOrderOfMentions(t *testing.T) {
	var records []*record.Record
	for _, a := range [][2]string{{"undated b", ""}, {"new", "2023-07"}, {"same day b", "1999"}, {"undated a", ""}, {"old", "1950"}, {"same day a", "1999"}} {
		e := &record.Entry{Slug: a[0], Title: a[0]}
		if a[1] != "" {
			e.Date, _ = edtf.Parse(a[1])
		}
		records = append(records, &record.Record{Entry: e, Sentences: make([]record.Sentence, 1), Mentions: []record.Mention{{Entity: "dam"}}})
	}
	x := Build(config.Default(""), &record.Catalogue{Entities: []*record.Entity{{ID: "dam", Name: "dam", Type: config.Concept}}}, records)
	var mentions, articles []string
	for _, m := range x.Entity("dam").Mentions {
		mentions = append(mentions, m.Article.Entry.Slug)
	}
	for _, a := range x.Articles {
		articles = append(articles, a.Entry.Slug)
	}
	if want := []string{"new", "same day a", "same day b", "old", "undated a", "undated b"}; !slices.Equal(articles, want) {
		t.Errorf("articles %q, want %q", articles, want)
	}
	if slices.Reverse(articles); !slices.Equal(mentions, articles) {
		t.Errorf("mentions in %q, want %q", mentions, articles)
	}
}

// TestEntriesOfSigns checks that a form of nothing but signs finds a place in the index.
func TestEntriesOfSigns(t *testing.T) {
	r := &record.Record{Entry: &record.Entry{Slug: "a"}, Sentences: make([]record.Sentence, 1), Mentions: []record.Mention{{Entity: "dam"}}}
	dam := &record.Entity{ID: "dam", Name: "dam", Type: config.Concept, Aliases: []record.Alias{{Text: ","}, {Text: "?!"}}}
	x := Build(config.Default(""), &record.Catalogue{Entities: []*record.Entity{dam}}, []*record.Record{r})
	if len(x.Entries) != 3 {
		t.Errorf("%d entries, want 3", len(x.Entries))
	}
}
