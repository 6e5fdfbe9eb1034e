package build

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/internal/bib"
	"dossier/internal/config"
	"dossier/internal/doc"
	"dossier/internal/index/search"
	"dossier/internal/parse"
	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/render"
	"dossier/internal/render/body"
	"dossier/internal/resolve/anchors"
	"dossier/internal/resolve/backrefs"
	"dossier/internal/resolve/bars"
	"dossier/internal/resolve/citations"
	"dossier/internal/resolve/entities"
	"dossier/internal/resolve/facts"
	"dossier/internal/resolve/footnotes"
	"dossier/internal/resolve/links"
	"dossier/internal/resolve/passages"
	"dossier/internal/resolve/prose"
	"dossier/internal/resolve/rawhtml"
	"dossier/internal/resolve/withhold"
	"dossier/internal/source"
	"dossier/internal/store"
	"dossier/templates"
)

// compiler holds what every article is read against; workers share it.
type compiler struct {
	project *read.Project
	targets *links.Targets
	names   *entities.Dictionary
	library *citations.Library
	search  *search.Builder
	words   *render.Words
	red     *redaction
	store   *store.Store
	shared  string // digest of what every article is read against

	searchLater bool // texts are given to the search when somebody asks for it
}

// newCompiler makes ready for the articles of a project. The search index spills to disk
// when it grows; with a nil disk it stays in memory. Without a store articles can be
// resolved, not compiled.
func newCompiler(p *read.Project, disk *search.Disk, kept *store.Store) *compiler {
	o := search.Options{Language: p.Config.Language, Types: searchTypes(p.Config)}
	if disk != nil {
		o.Spill = disk.Spill
	}
	words := wordsOf(p.Config)
	c := &compiler{
		words:   words,
		project: p,
		targets: links.NewTargets(p.Catalogue, p.Media),
		names:   entities.Compile(p.Catalogue.Entities),
		library: citations.NewLibrary(p.Catalogue.Works, words.Works()),
		search:  search.NewBuilder(o),
		red:     &redaction{},
		store:   kept,
	}
	c.shared = c.context()
	return c
}

// wordsOf are the words of the interface. What is wrong with the project's own is told
// where its templates are read.
func wordsOf(c *config.Config) *render.Words {
	words, _, err := render.ReadWords(templates.Files, c.Words, c.Language)
	if err != nil {
		panic(err) // the built-in catalogue is part of the program
	}
	return words
}

// compiled is all that is left of an article when its document is gone.
type compiled struct {
	entry    *record.Entry // as its author wrote it; that of the record is as it is published
	record   *record.Record
	text     *render.Text       // nil once it is in the store
	passages []passages.Passage // in the end of entity notes only; the search has the others
	media    []string           // source files of the pictures it shows
	problems []source.Problem
	secret   *secret          // nil where all of the text is published
	asked    []links.Question // what it wanted to know of the other files
	key      store.Key        // of its parts in the store
	digest   string           // of all that it came to
	face     string           // of its entry
	lead     string           // its first words
	lost     bool             // its file is not as it was when its front matter was read
}

// budgeted is compiled within the budget of one article.
func (c *compiler) budgeted(ctx context.Context, budget *watchdog, e *record.Entry, address string) (compiled, error) {
	return do(ctx, budget, source.Place{File: e.Name}, func() (compiled, error) { return c.compiled(e, address) })
}

// article takes one article to its HTML and its record. address is the path of its
// page.
func (c *compiler) article(e *record.Entry, address string) (compiled, error) {
	f, bad, err := c.project.Text(e)
	if err != nil {
		return compiled{}, err
	}
	if bad != nil {
		return compiled{record: &record.Record{Entry: e}, text: &render.Text{}, problems: bad, lost: true}, nil
	}
	d := parse.Parse(e.Dialect, f, e.Body)
	settleHeadings(d, e)
	found := c.resolve(d, e)
	r, quotes, titles := facts.Make(e, d)
	r.Entry = c.red.entry(e)
	quotes, kept := withheld(f, d, r, quotes)
	if kept != nil {
		titles = facts.Titles(r, quotes)
		found.media = shownMedia(d, found.media)
	}
	if p, ok := overBudget(f, r, quotes); ok {
		return compiled{record: &record.Record{Entry: e}, text: &render.Text{}, problems: append(d.Problems, p), asked: found.asked}, nil
	}
	for i := range r.Sentences {
		r.Sentences[i].Sum = store.Short(quotes[i])
	}
	o := body.Options{Root: strings.Repeat("../", strings.Count(address, "/")-1), Language: e.Language, Say: c.words.Word}
	return compiled{
		record: r,
		text: &render.Text{
			Body:   body.HTML(d.Blocks, o),
			Notes:  body.Notes(d, o),
			Loose:  body.Loose(d, o),
			Works:  bibliography(found.works, c.words.Works(), o),
			Quotes: quotes,
			Titles: titles,
		},
		lead:     lead(d),
		media:    found.media,
		passages: passages.Of(d),
		problems: d.Problems,
		secret:   kept,
		asked:    found.asked,
	}, nil
}

// withheld leaves of an article what its author publishes of the text, and returns what
// the rest says, for the check that nothing of it gets out; nil when there is no rest.
func withheld(f *source.File, d *doc.Doc, r *record.Record, quotes []string) ([]string, *secret) {
	e := r.Entry
	if e.Extent == record.Full {
		return quotes, nil
	}
	s := &secret{file: e.Name, texts: leafTexts(d)}
	quotes = withhold.Article(e.Extent, d, r, quotes)
	s.published = slices.Concat(leafTexts(d), quotes, []string{f.Text[:e.Body]})
	for _, c := range r.Citations {
		s.published = append(s.published, c.Title)
	}
	if e.Source == "" && e.About == "" {
		d.Problems = append(d.Problems, source.Problem{Place: f.Place(0), Code: source.NoOriginal,
			Message: "the text is not published in full, and no source: leads to the original", Hint: "add a line \"source: https://...\" to the front matter"})
	}
	return quotes, s
}

// shownMedia are those of the media that a document still shows.
func shownMedia(d *doc.Doc, media []string) []string {
	shown := map[string]bool{}
	d.Leaves(func(b *doc.Block, _ *doc.Note) {
		for _, m := range b.Marks {
			if m.Kind == doc.Image || m.Kind == doc.Link {
				shown[m.Target] = true
			}
		}
	})
	return slices.DeleteFunc(media, func(name string) bool { return !shown[links.MediaAddress(name)] })
}

// found is what the resolve stage learns beside the marks in the document.
type found struct {
	media  []string // source files of the pictures
	asked  []links.Question
	works  []*bib.Work
	dates  []dateFound
	doubts []doubtFound
}

// resolve finds out everything about one article. This is the one place that names the
// order: a later step keeps out of what an earlier one has marked.
func (c *compiler) resolve(d *doc.Doc, e *record.Entry) (f found) {
	rawhtml.Clean(d, c.project.Config.HTML)
	f.works = citations.Resolve(d, c.library, c.project.Config.Citations)
	footnotes.Resolve(d)
	backrefs.Resolve(d)
	f.media, f.asked = links.Resolve(d, e, c.targets)
	leaves := prose.Leaves(d)
	blocks := prose.Blocks(leaves)
	f.dates = c.markDates(d, e, leaves, blocks)
	f.doubts = c.markNames(d, e, leaves, blocks)
	bars.Draw(d, c.red.names, c.red.hidden)
	anchors.Assign(d, pageIDs...)
	return f
}

// bibliography words the works that an article cites.
func bibliography(works []*bib.Work, language *bib.Language, o body.Options) []body.NoteView {
	views := make([]body.NoteView, len(works))
	for i, w := range works {
		b := citations.Entry(w, language)
		views[i] = body.NoteView{ID: b.ID, HTML: body.Inline(b, o)}
	}
	return views
}

// pageIDs are the ids that the templates of articles and pages use themselves.
var pageIDs = []string{
	"main", "theme", "notes", withhold.Anchor, "corrections", "loose", "about-the-author", "named-here", "referred-to", "related", "works", "sources", "with", "near",
	"mentions", "events", "people", "search", "previews", "parts", "card", "tools", "chicago",
}

// settleHeadings takes the title out of the body when it was found there. A page has
// one level-1 heading, its title: if others are left, all headings go down a level.
func settleHeadings(d *doc.Doc, e *record.Entry) {
	if e.TitleInBody {
		for i, b := range d.Blocks {
			if b.Kind == doc.Heading && b.Level == 1 && doc.Plain(b.Text) == e.Title {
				d.Blocks = append(d.Blocks[:i:i], d.Blocks[i+1:]...)
				break
			}
		}
	}
	lower := false
	doc.Walk(d.Blocks, func(b *doc.Block) bool {
		lower = lower || b.Kind == doc.Heading && b.Level == 1
		return !lower
	})
	if lower {
		doc.Walk(d.Blocks, func(b *doc.Block) bool {
			if b.Kind == doc.Heading {
				b.Level = min(b.Level+1, 6)
			}
			return true
		})
	}
}

// leadLength is how many characters of the text stand in for a description.
const leadLength = 200

// lead is the beginning of the first paragraph, cut between words.
func lead(d *doc.Doc) string {
	for _, b := range d.Blocks {
		if b.Kind != doc.Paragraph {
			continue
		}
		text := b.Plain()
		if len(text) <= leadLength {
			return text
		}
		end := strings.LastIndexByte(text[:leadLength], ' ')
		if end <= 0 { // a script without blanks, or a text that is none
			for end = leadLength; !utf8.RuneStart(text[end]); end-- {
			}
			return text[:end] + "…"
		}
		return strings.TrimRight(text[:end], ",;:") + " …"
	}
	return ""
}
