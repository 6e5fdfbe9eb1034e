package render

import (
	"sort"
	"strings"

	"dossier/internal/config"
	"dossier/internal/index"
	"dossier/internal/record"
	"dossier/internal/render/body"
	"dossier/internal/slug"
)

// wordsPerMinute is how fast readers of long texts are taken to read.
const wordsPerMinute = 230

// contentsFrom is how many headings an article needs for a table of contents.
const contentsFrom = 3

// ArticleView is what the template of an article sees.
type ArticleView struct {
	Base
	Text                                TextView
	Standfirst, AuthorPlace, AuthorNote string
	Authors, Tags                       []LinkView
	Date                                DateView
	Minutes                             int
	Received                            string // address of the page with the received document, "" for none
	Source, Archived                    string
	Publication, Rights                 string
	Contents                            []record.Heading
	Body                                string
	Notes                               []NoteItem
	Loose, Works                        []body.NoteView
	Sources                             []SourceView
	Names                               []NamedView
	Backlinks                           []QuoteView
	Related                             []RelatedView
	Previous, Next                      *LinkView
	Cite                                Citation
	Corrections                         []CorrectionView
	Notice                              *NoticeView // nil where the whole text is published
}

// NamedView lists the names of one type in an article.
type NamedView struct {
	Title, Type string
	Count       int // mentions of all of them
	Names       []NamedItem
}

// NamedItem is a name in an article with the ways to its neighbours: the mention
// before this article's first and the one after its last, in the order of the dates.
type NamedItem struct {
	NameView
	First          string // address of the first mention here
	Earlier, Later *LinkView
}

// RelatedView is a related article and why it is.
type RelatedView struct {
	LinkView
	Text   TextView
	Reason string
}

func (s *Site) articles() []File {
	var files []File
	for _, a := range s.everyArticle() {
		files = append(files, File{folder(a.Path), func() (Content, error) { return s.article(a) }})
		if a.Position >= 0 { // those in no list are few
			s.shows(folder(a.Path), func(d shown) { s.articleShows(d, a) })
		}
	}
	return files
}

func (s *Site) article(a *index.Article) (Content, error) {
	e, text := a.Entry, s.whole(a.Path)
	b := s.base("article", a.Path, e.Title, s.description(a))
	b.Class = sideNotes(text.Body, text.Notes)
	s.crumb(&b, [2]string{"/articles/", s.say("articles")})
	b.Meta = s.articleTags(b, a)
	s.describeArticle(&b, a)
	cite := s.citation(b, s.authors(e.Authors), e.Date)
	cite.Language = e.Language
	view := ArticleView{
		Base: b, Text: s.text(e.Language), Standfirst: e.Description, AuthorPlace: e.AuthorPlace, AuthorNote: e.AuthorNote,
		Date: s.dateView(e.Date), Minutes: max(1, (a.Words+wordsPerMinute/2)/wordsPerMinute),
		Source: e.Source, Publication: e.Publication, Rights: e.Rights, Body: text.Body, Notes: noteItems(text.Notes), Loose: text.Loose, Works: text.Works,
		Contents: contents(a.Headings), Sources: s.articleSources(b, a), Names: s.namedIn(b, a), Cite: cite,
	}
	view.Corrections, view.Notice = s.corrections(e), s.notice(e)
	if e.Extent == record.Withheld {
		view.Minutes = 0
	}
	if e.Import != nil {
		view.Received = b.To(receivedPath(a))
	}
	if src := s.sourceOf(e.Source); src != nil {
		view.Archived = src.Archived
	}
	for _, name := range e.Authors {
		author := LinkView{Title: name}
		if entity := s.people[strings.ToLower(name)]; entity != nil {
			author.Address = b.To(entity.Path)
		}
		view.Authors = append(view.Authors, author)
	}
	for _, name := range e.Tags {
		if t := s.tags[slug.Make(name)]; t != nil {
			view.Tags = append(view.Tags, LinkView{Address: b.To("/tags/" + t.Slug + "/"), Title: t.Name})
		}
	}
	for _, l := range a.Backlinks {
		view.Backlinks = append(view.Backlinks, s.quote(b, l.Ref))
	}
	for _, r := range a.Related {
		view.Related = append(view.Related, RelatedView{
			LinkView{Address: b.To(r.Article.Path), Title: r.Article.Entry.Title}, s.text(r.Article.Entry.Language), s.reason(r),
		})
	}
	if p := a.Previous; p != nil {
		view.Previous = &LinkView{Address: b.To(p.Path), Title: p.Entry.Title}
	}
	if n := a.Next; n != nil {
		view.Next = &LinkView{Address: b.To(n.Path), Title: n.Entry.Title}
	}
	return s.page(b, view)
}

// contents are the headings of the two upper levels, none when there are few.
func contents(headings []record.Heading) []record.Heading {
	var list []record.Heading
	for _, h := range headings {
		if h.Level <= 3 {
			list = append(list, h)
		}
	}
	if len(list) < contentsFrom {
		return nil
	}
	return list
}

// reasonNames is how many shared names the reason for a related article gives.
const reasonNames = 5

func (s *Site) reason(r index.Related) string {
	var names []string
	for _, n := range r.Names {
		names = append(names, n.Name)
	}
	return s.say("shares", len(names), strings.Join(names[:min(len(names), reasonNames)], ", "))
}

// articleSources are the addresses that an article leads to, each once, in the order
// of the text, with the sentence that cites it.
func (s *Site) articleSources(b Base, a *index.Article) []SourceView {
	var views []SourceView
	at := map[*index.Source]int{}
	for i, c := range a.Citations {
		src := a.Sources[i]
		if src == nil {
			continue
		}
		k, seen := at[src]
		if !seen {
			k = len(views)
			at[src] = k
			views = append(views, s.sourceName(b, src))
		}
		if c.Sentence >= 0 {
			ref := index.Ref{Article: a, Sentence: c.Sentence}
			here := QuoteView{Address: "#" + ref.Place().Anchor, Article: a.Entry.Title}
			if n := len(views[k].Cited); n == 0 || views[k].Cited[n-1].Address != here.Address { // a sentence counts once
				views[k].Cited = append(views[k].Cited, here)
			}
		}
	}
	return views
}

// namedIn groups the names of an article by type, most mentioned first.
func (s *Site) namedIn(b Base, a *index.Article) []NamedView {
	var views []NamedView
	byType := map[string]int{}
	for _, t := range s.Config.Types {
		byType[t.ID] = len(views)
		views = append(views, NamedView{Title: t.Plural, Type: t.ID})
	}
	for _, n := range a.Names {
		i, ok := byType[n.Entity.Type]
		if !ok {
			i = byType[config.Concept]
		}
		views[i].Count += n.Count
		views[i].Names = append(views[i].Names, s.namedItem(b, a, n))
	}
	kept := views[:0]
	for _, v := range views {
		if len(v.Names) > 0 {
			kept = append(kept, v)
		}
	}
	return kept
}

// namedItem finds an article's mentions among those of the entity, which stand by
// article, the oldest (the last in the index) first.
func (s *Site) namedItem(b Base, a *index.Article, n index.Name) NamedItem {
	mentions := n.Entity.Mentions
	from, to := mentionsIn(n.Entity, a)
	item := NamedItem{NameView: s.name(b, n.Entity, n.Count)}
	if from < to {
		item.First = "#" + mentions[from].Place().Anchor
	}
	if from > 0 {
		item.Earlier = s.neighbour(b, n.Entity, mentions[from-1], "earlier_mention")
	}
	if to < len(mentions) {
		item.Later = s.neighbour(b, n.Entity, mentions[to], "later_mention")
	}
	return item
}

// mentionsIn finds the mentions of an entity in one article: Mentions[from:to].
func mentionsIn(e *index.Entity, a *index.Article) (from, to int) {
	mentions := e.Mentions
	from = sort.Search(len(mentions), func(i int) bool { return mentions[i].Article.Position <= a.Position })
	to = from
	for to < len(mentions) && mentions[to].Article == a {
		to++
	}
	return from, to
}

func (s *Site) neighbour(b Base, e *index.Entity, m index.Mention, words string) *LinkView {
	return &LinkView{Address: b.place(m.Ref), Title: s.say(words, e.Name, m.Article.Entry.Title)}
}
