package render

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dossier/internal/index"
	"dossier/internal/slug"
	"dossier/internal/store"
)

// A page of a kind of which there are many says what it shows, in a hash: as long as that
// is the same, so are the bytes of the page, and it need not be made again. Every function
// here stands beside one that fills a page, and names whatever that one reads of other
// articles and entities; naming too much costs time, naming too little a stale page, and
// build.TestSameAsClean looks for one. Things of the index are hashed once (see digests).

// shown gathers what a page shows.
type shown struct {
	*digests
	out *bufio.Writer // into a hash
}

func (d *digests) hashed(what func(shown)) (key store.Key) {
	h := sha256.New()
	one := shown{d, bufio.NewWriterSize(h, 1024)}
	what(one)
	one.out.Flush() // a hash takes everything
	copy(key[:], h.Sum(nil))
	return key
}

func (d shown) key(k store.Key) { d.out.Write(k[:]) }

func (d shown) number(n int) {
	d.out.Write(binary.AppendVarint(d.out.AvailableBuffer(), int64(n)))
}

// text takes texts, each with its length, so that no two lists run into each other.
func (d shown) text(list ...string) {
	for _, s := range list {
		d.number(len(s))
		d.out.WriteString(s)
	}
}

// What a page says of an article, from the least to all of it: title is what a link says,
// card what a list says, named its card but for the first words and every sentence with a
// name in it, article all that it and its sources say.
func (d shown) title(a *index.Article) {
	if a == nil {
		d.number(0)
		return
	}
	d.text(a.Path, a.Entry.Title, a.Entry.Language, a.Entry.Date.String())
}

func (d shown) card(a *index.Article) {
	d.title(a)
	d.text(d.texts.Face(a.Path), d.texts.Lead(a.Path))
}

func (d shown) named(a *index.Article) { d.key(d.mentions[a.Position]) }

func (d shown) article(a *index.Article) { d.key(d.articles[a.Position]) }

// place stands for where a sentence is and what it is called, sentence for its words too.
func (d shown) place(r index.Ref) {
	p := r.Place()
	d.text(p.Anchor)
	d.number(int(p.Locator))
	d.number(p.Paragraph)
	d.number(p.Note)
}

func (d shown) sentence(r index.Ref) {
	d.title(r.Article)
	d.place(r)
	d.number(r.Place().Sum)
}

// namedIn are the articles that mentions stand in, as far as they name somebody.
func (d shown) namedIn(mentions []index.Mention) {
	var last *index.Article
	for _, m := range mentions {
		if m.Article != last {
			last = m.Article
			d.named(last)
		}
	}
	d.number(len(mentions))
}

// entity stands for what other pages say of an entity.
func (d shown) entity(e *index.Entity) {
	if e == nil {
		d.number(0)
		return
	}
	d.key(d.entities[e])
}

// mention stands for a link to the mention of an entity at a position, if there is one.
func (d shown) mention(e *index.Entity, i int) {
	if i < 0 || i >= len(e.Mentions) {
		d.number(0)
		return
	}
	d.title(e.Mentions[i].Article)
	d.text(e.Mentions[i].Place().Anchor)
}

func (d shown) events(list []*index.Event) {
	d.number(len(list))
	for _, e := range list {
		d.key(d.eventKeys[e])
	}
}

func (d shown) pairs(list []index.Pair) {
	d.number(len(list))
	for _, p := range list {
		d.entity(p.Entity)
		d.number(p.Count)
	}
}

// digests are the hashes of what the index knows.
type digests struct {
	texts     Texts
	site      string      // what every page shows
	articles  []store.Key // by position of the article, as are the mentions
	mentions  []store.Key
	sources   map[*index.Source]store.Key
	entities  map[*index.Entity]store.Key
	eventKeys map[*index.Event]store.Key
}

// shows remembers what the page at a path below the output shows.
func (s *Site) shows(path string, what func(shown)) {
	if s.shown == nil {
		s.shown = map[string]func(shown){}
	}
	s.shown[path] = what
}

// Shows is a hash of all that goes into the file at a path, ok false where nobody has said.
// It may be called by many workers at once, after Plan.
func (s *Site) Shows(path string) (key store.Key, ok bool) {
	what, ok := s.shown[path]
	if !ok {
		return key, false
	}
	return s.digests().hashed(func(d shown) {
		d.text(d.site, path)
		address := "/" + strings.TrimSuffix(path, "index.html")
		d.text(s.titles[address])
		if p := s.picture(address); p != nil {
			d.text(p.Address, p.Alt)
		}
		what(d)
	}), true
}

// makeDigests hashes the things of the index.
func (s *Site) makeDigests() *digests {
	x := s.Index
	d := &digests{
		texts: s.Texts, mentions: make([]store.Key, len(x.Articles)), sources: make(map[*index.Source]store.Key, len(x.Sources)),
		site: store.Digest([]any{s.Config, s.own, s.menu(), fmt.Sprint(s.Pictures), slices.Sorted(maps.Keys(s.repeated))}), articles: make([]store.Key, len(x.Articles)),
		entities: make(map[*index.Entity]store.Key, len(x.Entities)), eventKeys: make(map[*index.Event]store.Key, len(x.Events)),
	}
	for _, e := range x.Entities {
		d.entities[e] = d.hashed(func(k shown) {
			k.text(e.ID, e.Name, e.Path, e.Kind.ID, e.Kind.Name, e.Kind.Plural, e.Type, e.Description, e.SortName, e.Wikidata)
			k.text(e.Links...)
		})
	}
	site := d.hashed(func(k shown) { // with the people who make it, as the index knows them
		k.text(d.site)
		s.authorsShow(k, s.Config.Authors)
	})
	d.site = site.String()

	for _, src := range x.Sources {
		d.sources[src] = d.hashed(func(k shown) {
			k.text(src.URL, src.Title, src.Site, src.Archived)
			if src.Work != nil {
				k.text(store.Digest(src.Work))
			}
		})
	}
	for i, a := range x.Articles {
		d.articles[i] = d.hashed(func(k shown) {
			k.text(s.Texts.Digest(a.Path))
			for _, src := range a.Sources {
				k.key(d.sources[src])
			}
		})
		d.mentions[i] = d.hashed(func(k shown) { s.mentionsShow(k, a) })
	}
	for _, e := range x.Events {
		d.eventKeys[e] = d.hashed(func(k shown) { s.eventShows(k, e) })
	}
	return d
}

func (s *Site) eventShows(d shown, e *index.Event) {
	d.text(e.ID, e.Date.String(), e.Title, e.Source, e.Note, e.Reason, e.Written, s.calendar.address(e), s.sourceTitle(e.Source))
	d.number(int(e.Kind))
	if e.Stated {
		d.number(1)
	}
	if e.Forward {
		d.number(2)
	}
	d.title(e.Article)
	for _, r := range e.Refs {
		d.sentence(r.Ref)
		d.text(r.ID)
		m := r.Mention()
		d.number(m.Start)
		d.number(m.End)
		d.text(m.Date.String())
		for i, other := range r.Article.Dates { // the title is cut with an eye on them
			if other.Sentence == r.Sentence && i != r.Date {
				d.number(other.Start)
				d.number(other.End)
			}
		}
	}
	for _, n := range e.Entities {
		d.entity(n)
	}
	for _, a := range e.Accounts {
		d.text(a.Date.String(), a.Source, a.Note, s.sourceTitle(a.Source))
		d.title(a.Article)
	}
}

// authorsShow are people as the index knows them.
func (s *Site) authorsShow(d shown, names []string) {
	for _, name := range names {
		d.text(name)
		d.entity(s.people[strings.ToLower(name)])
	}
}

func (s *Site) articleShows(d shown, a *index.Article) {
	d.article(a)
	s.authorsShow(d, a.Entry.Authors)
	if a.Entry.Import != nil {
		d.number(1)
	}
	for _, name := range a.Entry.Tags {
		if t := s.tags[slug.Make(name)]; t != nil {
			d.text(t.Slug, t.Name)
		}
	}
	for _, n := range a.Names {
		d.entity(n.Entity)
		d.number(n.Count)
		from, to := mentionsIn(n.Entity, a)
		d.mention(n.Entity, from-1)
		d.mention(n.Entity, to)
	}
	for _, l := range a.Backlinks {
		d.sentence(l.Ref)
	}
	for _, r := range a.Related {
		d.title(r.Article)
		d.number(len(r.Names))
		for _, n := range r.Names {
			d.text(n.Name)
		}
	}
	d.title(a.Previous)
	d.title(a.Next)
	if src := s.sourceOf(a.Entry.Source); src != nil {
		d.text(src.Archived)
	}
}

// mentionsShow is what an article says where it names somebody, with the sources there.
func (s *Site) mentionsShow(d shown, a *index.Article) {
	d.text(a.Path, d.texts.Face(a.Path))
	last := -1
	for _, m := range a.Mentions {
		if m.Sentence != last {
			last = m.Sentence
			d.sentence(index.Ref{Article: a, Sentence: last})
		}
		d.text(m.Entity, m.Rule)
		d.number(m.Start)
		d.number(m.End)
	}
	for i, c := range a.Citations {
		d.number(c.Note)
		if c.Sentence >= 0 {
			d.text(a.Sentences[c.Sentence].Anchor)
		}
		if src := a.Sources[i]; src != nil {
			d.key(d.sources[src])
		}
	}
}

func (s *Site) entityShows(d shown, e *index.Entity, parts []mentionPart, part int) {
	d.entity(e)
	d.number(len(e.Mentions))
	d.number(e.Articles)
	d.text(e.First.String(), e.Last.String())
	d.text(pathsOf(parts)...)
	d.number(part)
	for _, group := range parts[part].sentences {
		d.namedIn(group)
	}
	if part > 0 {
		return
	}
	d.text(s.Texts.Digest(e.Path))
	for _, a := range e.Aliases {
		if !a.Hidden {
			d.text(a.Text)
		}
	}
	if e.Found {
		d.number(1)
	}
	d.namedIn(e.Mentions)
	d.namedIn(e.Demonyms)
	d.pairs(e.With)
	d.pairs(e.Near)
	d.events(e.Events)
	for _, h := range e.Homonyms {
		d.text(h.Text, h.Path)
		for _, other := range h.Entities {
			d.entity(other)
		}
	}
	for _, list := range [][]*index.Entity{e.Wholes, e.SeeAlso, {e.Previous, e.Next}} {
		d.number(len(list))
		for _, other := range list {
			d.entity(other)
		}
	}
}

func (s *Site) mentionFeedShows(d shown, e *index.Entity) {
	d.entity(e)
	sentences := bySentence(e.Mentions)
	for _, group := range sentences[max(0, len(sentences)-feedLength):] {
		d.text(d.texts.Face(group[0].Article.Path))
		d.sentence(group[0].Ref)
	}
}

func (s *Site) yearsShow(d shown, address string, events []*index.Event, parts []part) {
	for _, y := range s.calendar.near(address) {
		d.text(y.id, s.yearTitle(y))
		d.number(len(y.events))
	}
	for _, p := range parts {
		d.text(p.path, p.month.String())
		d.number(p.nth)
		d.number(len(p.events))
	}
	d.events(events)
}

func (s *Site) listShows(d shown, p ListPage, all int) {
	d.number(all)
	d.number(p.number)
	d.text(p.paths...)
	for _, a := range p.articles {
		d.card(a)
	}
}

func (s *Site) tagsShow(d shown) {
	for _, t := range s.Index.Tags {
		d.text(t.Slug, t.Name)
		d.number(len(t.Articles))
	}
}

func (s *Site) articleFeedShows(d shown, title string, list []*index.Article) {
	d.text(title)
	for _, a := range lately(list) {
		d.article(a)
	}
}

// annotationsShow are the mentions in some articles, with the addresses of the entities.
func (s *Site) annotationsShow(d shown, articles []*index.Article) {
	for _, e := range s.Index.Entities {
		d.text(e.Path)
	}
	for _, a := range articles {
		d.named(a)
	}
}

// azShow is a page of the index from A to Z, with where the letters begin on the others.
func (s *Site) azShow(d shown, parts [][]*index.Entry, paths []string, part int) {
	d.text(paths...)
	for _, t := range s.azTypes() {
		d.text(t.Address)
	}
	for i, entries := range parts {
		d.number(i)
		letter := ""
		for _, e := range entries {
			if e.Letter != letter {
				letter = e.Letter
				d.text(letter)
			}
		}
	}
	for _, e := range parts[part] {
		d.text(e.Letter, e.Name)
		for _, other := range e.See {
			d.entity(other)
		}
		if e.Entity != nil {
			s.azEntryShows(d, e.Entity)
		}
	}
}

// azEntryShows are the places of an entry, each with who else is named there.
func (s *Site) azEntryShows(d shown, e *index.Entity) {
	d.entity(e)
	for _, other := range e.SeeAlso {
		d.entity(other)
	}
	d.pairs(e.With)
	var article *index.Article
	for _, m := range e.Mentions {
		if m.Article != article {
			article = m.Article
			d.title(article)
		}
		d.place(m.Ref)
		for other := range mentionsOf(m.Ref) {
			d.text(other.Entity)
		}
	}
}

// sourcesShow are the registers of some sites.
func (s *Site) sourcesShow(d shown, sites []sourceSite) {
	d.number(len(s.Index.Sources))
	for _, site := range sites {
		d.text(site.name, site.slug)
		for _, src := range site.sources {
			d.key(d.sources[src])
			d.number(len(src.Of))
			for _, a := range src.Of {
				d.title(a)
			}
			for _, c := range src.Cited {
				d.title(c.Article)
				d.number(c.Note)
				if c.Sentence >= 0 {
					d.sentence(index.Ref{Article: c.Article, Sentence: c.Sentence})
				}
			}
		}
	}
}

func (s *Site) printShows(d shown, texts []printed) {
	for _, t := range texts {
		d.text(t.path, t.prefix)
		if t.article == nil {
			d.text(s.Texts.Digest(t.path))
			continue
		}
		d.article(t.article)
		if src := s.sourceOf(t.entry.Source); src != nil {
			d.text(src.Archived)
		}
	}
}

func (d shown) changes(list []change) {
	for _, c := range list {
		d.title(c.article)
		d.text(c.date.String(), c.correction)
		for _, e := range c.names {
			d.entity(e)
		}
	}
}
