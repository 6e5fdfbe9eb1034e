package render

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/index"
	"dossier/internal/record"
)

const (
	togetherQuotes = 5   // sentences shown of each pair of names
	sourcesMost    = 50  // sources shown on a name's page
	eventsMost     = 200 // events shown there
	partLength     = 400 // sentences quoted on one page of a name; more go on to the next
)

// EntityView is what the template of an entity sees.
type EntityView struct {
	Base
	Found                              bool // nobody has reviewed it
	Type, Summary, AlsoKnown, Wikidata string
	Links                              []LinkView
	Counts                             struct{ Mentions, Articles int }
	First, Last                        DateView
	Body                               string
	Notes                              []NoteItem
	Chart                              *ChartView
	Mentions                           []MentionsView
	With, Near                         []TogetherView
	Events                             EventList
	MoreEvents                         int        // events that are not shown
	Parts                              []LinkView // pages over which the mentions go, none when there is one
	Whole                              bool       // the first page, with all the rest
	Sources                            []SourceView
	Hatnotes                           []HatnoteView
	Wholes, SeeAlso                    []LinkView
	Demonyms                           []MentionsView // sentences that name its people
	Previous, Next                     *LinkView
	Cite                               Citation
}

// MentionsView groups the mentions of an entity by article.
type MentionsView struct {
	LinkView
	ID     string
	Text   TextView
	Date   DateView
	Quotes []QuoteView
}

// TogetherView is another name with the sentences that hold both.
type TogetherView struct {
	NameView
	Quotes []QuoteView
	More   int // sentences that are not shown
}

func (s *Site) entityPages() []File {
	var files []File
	for _, e := range s.Index.Entities {
		for i, p := range mentionParts(e) {
			// The parts are cut again for each, since those of all entities are long lists.
			files = append(files, File{folder(p.path), func() (Content, error) { return s.entity(e, mentionParts(e), i) }})
			s.shows(folder(p.path), func(d shown) { s.entityShows(d, e, mentionParts(e), i) })
		}
	}
	return files
}

// mentionPart is what one page quotes of an entity: sentences of whole articles.
type mentionPart struct {
	path      string
	sentences [][]index.Mention
}

// mentionParts cuts the mentions of an entity into pages. There is always one.
func mentionParts(e *index.Entity) []mentionPart {
	parts := []mentionPart{{path: e.Path}}
	for _, group := range bySentence(e.Mentions) {
		last := &parts[len(parts)-1]
		if n := len(last.sentences); n >= partLength && last.sentences[n-1][0].Article != group[0].Article {
			parts = append(parts, mentionPart{path: e.Path + strconv.Itoa(len(parts)+1) + "/"})
			last = &parts[len(parts)-1]
		}
		last.sentences = append(last.sentences, group)
	}
	return parts
}

func pathsOf(parts []mentionPart) []string {
	var paths []string
	for _, p := range parts {
		paths = append(paths, p.path)
	}
	return paths
}

// entity makes a page of an entity. The first has everything; the others go on with the
// mentions.
func (s *Site) entity(e *index.Entity, parts []mentionPart, part int) (Content, error) {
	b := s.base("entity", parts[part].path, e.Name, s.aboutEntity(e))
	s.crumb(&b, [2]string{"/entities/", s.say("index")}, [2]string{"/entities/#type-" + e.Kind.ID, e.Kind.Plural})
	s.describeEntity(&b, e)
	if hasFeed(e) {
		s.feed(&b, e.Path+feedFile, s.say("feed_mentions", e.Name))
	}
	if part > 0 {
		b.Heading = s.say("nth_page", e.Name, strconv.Itoa(part+1))
		b.Title, b.Description = s.say("nth_page", b.Title, strconv.Itoa(part+1)), s.say("nth_page", b.Description, strconv.Itoa(part+1))
		b.Crumbs = append(b.Crumbs, LinkView{Address: b.To(e.Path), Title: e.Name})
		return s.page(b, EntityView{
			Base: b, Mentions: s.entityMentions(b, parts[part].sentences), Parts: partLinks(b, pathsOf(parts)),
			Cite: s.citation(b, s.authors(s.Config.Authors), e.Last),
		})
	}
	events := loudest(e.Events, eventsMost)
	view := EntityView{
		Base: b, Found: e.Found, Type: e.Kind.Name, Summary: e.Description, AlsoKnown: alsoKnown(e), Wikidata: e.Wikidata,
		Counts: struct{ Mentions, Articles int }{len(e.Mentions), e.Articles},
		First:  s.dateView(e.First), Last: s.dateView(e.Last),
		Whole: true, Chart: s.lifeLine(b, e, parts, events), Mentions: s.entityMentions(b, parts[0].sentences), Parts: partLinks(b, pathsOf(parts)), With: s.together(b, e), Near: s.near(b, e),
		Events: s.eventList(b, events), MoreEvents: len(e.Events) - len(events), Sources: s.entitySources(b, e),
		Cite: s.citation(b, s.authors(s.Config.Authors), e.Last),
	}
	view.Hatnotes = s.hatnotes(b, e)
	view.Demonyms = s.entityMentions(b, bySentence(e.Demonyms))
	view.Wholes, view.SeeAlso = entityLinks(b, e.Wholes), entityLinks(b, e.SeeAlso)
	for _, l := range e.Links {
		view.Links = append(view.Links, LinkView{Address: l, Title: host(l)})
	}
	if text := s.whole(e.Path); text != nil {
		view.Body, view.Notes = text.Body, noteItems(text.Notes)
	}
	if p := e.Previous; p != nil {
		view.Previous = &LinkView{Address: b.To(p.Path), Title: p.Name}
	}
	if n := e.Next; n != nil {
		view.Next = &LinkView{Address: b.To(n.Path), Title: n.Name}
	}
	return s.page(b, view)
}

// aboutEntity is what the author says of an entity, else who it is and how often it is
// named.
func (s *Site) aboutEntity(e *index.Entity) string {
	if e.Description != "" {
		return e.Description
	}
	return e.Name + ", " + e.Kind.Name + ": " + s.say("mentions_in", s.say("count_mentions", len(e.Mentions)), s.say("count_articles", e.Articles))
}

func entityLinks(b Base, list []*index.Entity) []LinkView {
	var links []LinkView
	for _, e := range list {
		links = append(links, LinkView{Address: b.To(e.Path), Title: e.Name})
	}
	return links
}

func alsoKnown(e *index.Entity) string {
	var shown []string
	for _, a := range e.Aliases {
		if !a.Hidden {
			shown = append(shown, a.Text)
		}
	}
	return strings.Join(shown, ", ")
}

// groupID is the id of an article's group of mentions. No id made from an author's
// words has a full stop in it.
func groupID(a *index.Article) string { return "in." + a.Entry.Slug }

// loudest takes at most so many of the events, in time: those stated before those
// reported, and so on.
func loudest(events []*index.Event, most int) []*index.Event {
	if len(events) <= most {
		return events
	}
	byKind := slices.Clone(events)
	slices.SortStableFunc(byKind, func(a, b *index.Event) int { return cmp.Compare(a.Kind, b.Kind) })
	taken := map[*index.Event]bool{}
	for _, e := range byKind[:most] {
		taken[e] = true
	}
	return slices.DeleteFunc(slices.Clone(events), func(e *index.Event) bool { return !taken[e] })
}

// lifeLine draws when the entity is mentioned above the axis, by the dates of the
// articles, and what happened to it below.
func (s *Site) lifeLine(b Base, e *index.Entity, parts []mentionPart, shown []*index.Event) *ChartView {
	moments := make([]moment, 0, len(e.Mentions)+len(e.Events))
	for i, p := range parts {
		page, address := "", ""
		if i > 0 {
			page = b.To(p.path)
		}
		for k, group := range p.sentences {
			if k == 0 || p.sentences[k-1][0].Article != group[0].Article {
				address = page + "#" + groupID(group[0].Article)
			}
			for range group {
				moments = append(moments, moment{group[0].Article.Entry.Date, false, address})
			}
		}
	}
	onPage := map[*index.Event]bool{}
	for _, event := range shown {
		onPage[event] = true
	}
	for _, event := range e.Events {
		address := "#" + event.ID
		if !onPage[event] {
			address = b.To(s.calendar.address(event))
		}
		moments = append(moments, moment{event.Date, true, address})
	}
	return chart(s.say("life_line"), moments, s.date, func(span string, mentions, events int) string {
		var counts []string
		if mentions > 0 {
			counts = append(counts, s.say("count_mentions", mentions))
		}
		if events > 0 {
			counts = append(counts, s.say("count_events", events))
		}
		return s.say("span_of", span, strings.Join(counts, ", "))
	})
}

// entityMentions quotes every sentence, once, with each mention in it marked.
func (s *Site) entityMentions(b Base, sentences [][]index.Mention) []MentionsView {
	var views []MentionsView
	for len(sentences) > 0 {
		a, n := sentences[0][0].Article, 1
		for n < len(sentences) && sentences[n][0].Article == a {
			n++
		}
		v := MentionsView{LinkView{Address: b.To(a.Path), Title: a.Entry.Title}, groupID(a), s.text(a.Entry.Language), s.dateView(a.Entry.Date), make([]QuoteView, n)}
		for i, group := range sentences[:n] {
			v.Quotes[i] = s.quote(b, group[0].Ref, spansOf(group)...)
		}
		views, sentences = append(views, v), sentences[n:]
	}
	return views
}

// bySentence cuts mentions into those of one sentence each.
func bySentence(mentions []index.Mention) [][]index.Mention {
	groups := make([][]index.Mention, 0, len(mentions))
	for i := 0; i < len(mentions); {
		j := i
		for j < len(mentions) && mentions[j].Ref == mentions[i].Ref {
			j++
		}
		groups = append(groups, mentions[i:j])
		i = j
	}
	return groups
}

func spansOf(mentions []index.Mention) []span {
	spans := make([]span, len(mentions))
	for i, m := range mentions {
		spans[i] = span{m.Start, m.End}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	return spans
}

// together quotes the sentences that name the entity with each of its companions: those
// of the text before those of notes, the newest first, the same words once. It goes
// through the entity's own sentences, which are few for most, not the companions'.
func (s *Site) together(b Base, e *index.Entity) []TogetherView {
	with := map[string]*companion{}
	for _, p := range e.With {
		with[p.Entity.ID] = &companion{said: map[string]bool{}}
	}
	for _, own := range slices.Backward(bySentence(e.Mentions)) {
		ref := own[0].Ref
		for id, others := range othersIn(ref, with) {
			with[id].add(ref, s.sentence(ref), append(spansOf(own), others...))
		}
	}
	var views []TogetherView
	for _, p := range e.With {
		v := TogetherView{NameView: s.name(b, p.Entity, p.Count)}
		found := slices.Concat(with[p.Entity.ID].inText, with[p.Entity.ID].inNotes)
		for _, f := range found[:min(len(found), togetherQuotes)] {
			v.Quotes = append(v.Quotes, s.quote(b, f.Ref, f.matches...))
		}
		v.More = p.Count - len(v.Quotes)
		views = append(views, v)
	}
	return views
}

// near quotes, for those who are named in the same paragraphs only, their sentences
// there. It goes through the articles that name the entity, for a companion may be named
// in most of them all.
func (s *Site) near(b Base, e *index.Entity) []TogetherView {
	if len(e.Near) == 0 {
		return nil
	}
	type spot [3]int // locator, paragraph, note
	at := func(m index.Mention) spot {
		p := m.Place()
		return spot{int(p.Locator), p.Paragraph, p.Note}
	}
	type visit struct {
		article *index.Article
		spots   []spot
	}
	var here []visit
	for _, m := range e.Mentions {
		if k := len(here); k == 0 || here[k-1].article != m.Article {
			here = append(here, visit{article: m.Article})
		}
		last := &here[len(here)-1]
		if k := len(last.spots); k == 0 || last.spots[k-1] != at(m) {
			last.spots = append(last.spots, at(m))
		}
	}
	var views []TogetherView
	for _, p := range e.Near {
		v := TogetherView{NameView: s.name(b, p.Entity, p.Count)}
		for _, h := range here {
			from, to := mentionsIn(p.Entity, h.article)
			for _, group := range bySentence(p.Entity.Mentions[from:to]) {
				switch {
				case !slices.Contains(h.spots, at(group[0])):
				case len(v.Quotes) == togetherQuotes:
					v.More++
				default:
					v.Quotes = append(v.Quotes, s.quote(b, group[0].Ref, spansOf(group)...))
				}
			}
		}
		views = append(views, v)
	}
	return views
}

// companion gathers the first sentences to quote of a pair of names.
type companion struct {
	said            map[string]bool
	inText, inNotes []matched
}

// matched is a sentence with the names in it.
type matched struct {
	index.Ref
	matches []span
}

func (c *companion) add(ref index.Ref, text string, matches []span) {
	list := &c.inText
	if ref.Place().Locator == record.InNote {
		list = &c.inNotes
	}
	if len(*list) == togetherQuotes || c.said[text] {
		return
	}
	c.said[text] = true
	slices.SortFunc(matches, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	*list = append(*list, matched{ref, matches})
}

// mentionsOf are the mentions in a sentence. Those of an article stand in the order of its
// sentences.
func mentionsOf(ref index.Ref) iter.Seq[record.Mention] {
	return func(yield func(record.Mention) bool) {
		all := ref.Article.Mentions
		at, _ := slices.BinarySearchFunc(all, ref.Sentence, func(m record.Mention, sentence int) int { return cmp.Compare(m.Sentence, sentence) })
		for ; at < len(all) && all[at].Sentence == ref.Sentence && yield(all[at]); at++ {
		}
	}
}

// othersIn finds where a sentence names any of some entities.
func othersIn(ref index.Ref, wanted map[string]*companion) map[string][]span {
	var found map[string][]span
	for m := range mentionsOf(ref) {
		if wanted[m.Entity] == nil {
			continue
		}
		if found == nil {
			found = map[string][]span{}
		}
		found[m.Entity] = append(found[m.Entity], span{m.Start, m.End})
	}
	return found
}

// entitySources are the addresses cited by the sentences and notes that name the
// entity, those with most such places first.
func (s *Site) entitySources(b Base, e *index.Entity) []SourceView {
	count := map[*index.Source]int{}
	var order []*index.Source
	take := func(src *index.Source) {
		if src != nil {
			if count[src]++; count[src] == 1 {
				order = append(order, src)
			}
		}
	}
	for i := 0; i < len(e.Mentions); {
		a, j := e.Mentions[i].Article, i
		sentences, notes := map[int]bool{}, map[int]bool{}
		for ; j < len(e.Mentions) && e.Mentions[j].Article == a; j++ {
			sentences[e.Mentions[j].Ref.Sentence] = true
			if place := e.Mentions[j].Place(); place.Locator == record.InNote {
				notes[place.Note] = true
			}
		}
		i = j
		for i, c := range a.Citations {
			if sentences[c.Sentence] || c.Note > 0 && notes[c.Note] {
				take(a.Sources[i])
			}
		}
	}
	slices.SortStableFunc(order, func(p, q *index.Source) int { return cmp.Compare(count[q], count[p]) })
	var views []SourceView
	for _, src := range order[:min(len(order), sourcesMost)] {
		views = append(views, s.sourceName(b, src))
	}
	return views
}
