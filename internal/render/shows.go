package render

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
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
	hash hash.Hash
}

func (d shown) key(k store.Key) { d.hash.Write(k[:]) }

func (d shown) number(n int) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], uint64(n))
	d.hash.Write(b[:])
}

func (d shown) text(list ...string) {
	for _, s := range list {
		store.Mix(d.hash, s)
	}
}

// article stands for all that an article and its sources say; title for what a link to it
// says.
func (d shown) article(a *index.Article) { d.key(d.articles[a.Position]) }

func (d shown) title(a *index.Article) {
	if a == nil {
		d.number(0)
		return
	}
	d.text(a.Path, a.Entry.Title, a.Entry.Language)
}

// articlesOf are the articles that mentions stand in.
func (d shown) articlesOf(mentions []index.Mention) {
	var last *index.Article
	for _, m := range mentions {
		if m.Article != last {
			last = m.Article
			d.article(last)
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
	site      string // what every page shows
	articles  []store.Key
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
	d := shown{s.digests(), sha256.New()}
	d.text(d.site, path)
	address := "/" + strings.TrimSuffix(path, "index.html")
	d.text(s.titles[address])
	if p := s.picture(address); p != nil {
		d.text(p.Address, p.Alt)
	}
	what(d)
	return store.Key(d.hash.Sum(nil)[:16]), true
}

// makeDigests hashes the things of the index.
func (s *Site) makeDigests() *digests {
	x := s.Index
	d := &digests{
		site: store.Digest([]any{s.Config, s.own, s.menu(), fmt.Sprint(s.Pictures), slices.Sorted(maps.Keys(s.repeated))}), articles: make([]store.Key, len(x.Articles)),
		entities: make(map[*index.Entity]store.Key, len(x.Entities)), eventKeys: make(map[*index.Event]store.Key, len(x.Events)),
	}
	hashed := func(what func(shown)) store.Key {
		one := shown{d, sha256.New()}
		what(one)
		return store.Key(one.hash.Sum(nil)[:16])
	}
	for _, e := range x.Entities {
		d.entities[e] = hashed(func(k shown) {
			k.text(e.ID, e.Name, e.Path, e.Kind.ID, e.Kind.Name, e.Kind.Plural, e.Type, e.Description, e.SortName, e.Wikidata)
			k.text(e.Links...)
		})
	}
	site := shown{d, sha256.New()} // with the people who make it, as the index knows them
	site.text(d.site)
	s.authorsShow(site, s.Config.Authors)
	d.site = string(site.hash.Sum(nil))

	sources := make(map[*index.Source]store.Key, len(x.Sources))
	for _, src := range x.Sources {
		sources[src] = hashed(func(k shown) {
			k.text(src.URL, src.Title, src.Site, src.Archived)
			if src.Work != nil {
				k.text(store.Digest(src.Work))
			}
		})
	}
	for i, a := range x.Articles {
		d.articles[i] = hashed(func(k shown) {
			k.text(s.Texts.Digest(a.Path))
			for _, src := range a.Sources {
				k.key(sources[src])
			}
		})
	}
	for _, e := range x.Events {
		d.eventKeys[e] = hashed(func(k shown) { s.eventShows(k, e) })
	}
	return d
}

func (s *Site) eventShows(d shown, e *index.Event) {
	d.text(e.ID, e.Date.String(), e.Title, e.Source, e.Note, e.Reason, e.Written, s.calendar.address(e), s.sourceTitle(e.Source))
	d.number(int(e.Kind))
	if e.Stated {
		d.number(1)
	}
	d.title(e.Article)
	for _, r := range e.Refs {
		d.article(r.Article)
		d.number(r.Sentence)
		d.number(r.Date)
		d.text(r.ID)
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
		d.article(l.Article)
		d.number(l.Sentence)
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

func (s *Site) entityShows(d shown, e *index.Entity, part int) {
	d.entity(e)
	d.text(s.Texts.Digest(e.Path))
	for _, a := range e.Aliases {
		if !a.Hidden {
			d.text(a.Text)
		}
	}
	if e.Found {
		d.number(1)
	}
	d.number(part)
	d.articlesOf(e.Mentions)
	d.articlesOf(e.Demonyms)
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
		d.article(group[0].Article)
		d.number(group[0].Ref.Sentence)
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
		d.article(a)
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

// mentionsShow are the annotations of some articles, with the addresses of the entities.
func (s *Site) mentionsShow(d shown, articles []*index.Article) {
	for _, e := range s.Index.Entities {
		d.text(e.Path)
	}
	for _, a := range articles {
		d.article(a)
	}
}
