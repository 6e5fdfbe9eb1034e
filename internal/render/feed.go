package render

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"html"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/render/body"
)

const (
	feedLength   = 20 // entries of a feed
	feedMentions = 3  // mentions from which a name has a feed
	feedFile     = "feed.xml"
	siteFeed     = "/" + feedFile
)

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

// atomEntry is an entry; there are many, so it is appended and not reflected on.
type atomEntry struct {
	Language, Title string
	ID              string // and address
	Published       string // "" for none
	Updated         string
	Authors, Tags   []string
	Rights, Summary string // "" for none
	Content         string // HTML
}

func (e *atomEntry) append(dst []byte) []byte {
	element := func(name, text string) {
		dst = append(append(append(dst, '<'), name...), '>')
		dst = appendXML(dst, text)
		dst = append(append(append(dst, "</"...), name...), '>')
	}
	dst = append(dst, "<entry"...)
	if e.Language != "" {
		dst = append(appendXML(append(dst, ` xml:lang="`...), e.Language), '"')
	}
	dst = append(dst, '>')
	element("title", e.Title)
	element("id", e.ID)
	dst = append(appendXML(append(dst, `<link rel="alternate" type="text/html" href="`...), e.ID), `"></link>`...)
	if e.Published != "" {
		element("published", e.Published)
	}
	element("updated", e.Updated)
	for _, name := range e.Authors {
		dst = append(dst, "<author>"...)
		element("name", name)
		dst = append(dst, "</author>"...)
	}
	for _, tag := range e.Tags {
		dst = append(appendXML(append(dst, `<category term="`...), tag), `"></category>`...)
	}
	if e.Rights != "" {
		element("rights", e.Rights)
	}
	if e.Summary != "" {
		element("summary", e.Summary)
	}
	dst = append(appendXML(append(dst, `<content type="html">`...), e.Content), "</content></entry>"...)
	return dst
}

// appendXML escapes text for an element, or for an attribute in double quotation marks.
func appendXML(dst []byte, s string) []byte {
	from, ascii := 0, true
	for i := range len(s) {
		var with string
		switch c := s[i]; {
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '&':
			with = "&amp;"
		case c == '"':
			with = "&#34;"
		case c == '\n':
			with = "&#xA;"
		case c == '\t':
			with = "&#x9;"
		case c < ' ', c == 0xEF, ascii && c >= utf8.RuneSelf && !utf8.ValidString(s): // what XML does not take
			var b bytes.Buffer
			xml.EscapeText(&b, []byte(s[from:]))
			return append(dst, b.Bytes()...)
		case c >= utf8.RuneSelf:
			ascii = false
			continue
		default:
			continue
		}
		dst = append(append(dst, s[from:i]...), with...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

type atomFeed struct {
	XMLName  xml.Name     `xml:"http://www.w3.org/2005/Atom feed"`
	Language string       `xml:"xml:lang,attr,omitempty"`
	Title    string       `xml:"title"`
	Subtitle string       `xml:"subtitle,omitempty"`
	ID       string       `xml:"id"`
	Links    []atomLink   `xml:"link"`
	Updated  string       `xml:"updated"`
	Authors  []atomPerson `xml:"author"`
	Rights   string       `xml:"rights,omitempty"`
	Entries  []byte       `xml:",innerxml"` // encoded one by one
	length   int
}

// hasFeed tells whether a name is mentioned often enough for a feed of its own.
func hasFeed(e *index.Entity) bool { return len(e.Mentions) >= feedMentions }

// feed names a feed on a page, where feeds can be.
func (s *Site) feed(b *Base, address, title string) {
	if s.Config.BaseURL != "" {
		b.Feeds = append(b.Feeds, LinkView{Address: b.To(address), Title: title})
	}
}

// atomFeeds are the feed of the site, one for each tag and one for each name that is
// mentioned often enough.
func (s *Site) atomFeeds() []File {
	plan := func(address string, make func() atomFeed) File {
		return File{strings.TrimPrefix(address, "/"), func() (Content, error) {
			c, err := encode(make())
			c.Raw = true // white space in the texts counts
			return c, err
		}}
	}
	files := []File{plan(siteFeed, func() atomFeed {
		return s.articleFeed(siteFeed, "/", s.Config.Title, s.Config.Description, s.Index.Articles)
	})}
	s.shows(siteFeed[1:], func(d shown) { s.articleFeedShows(d, "", s.Index.Articles) })
	for _, t := range s.Index.Tags {
		page := "/tags/" + t.Slug + "/"
		s.shows(page[1:]+feedFile, func(d shown) { s.articleFeedShows(d, t.Name, t.Articles) })
		files = append(files, plan(page+feedFile, func() atomFeed {
			return s.articleFeed(page+feedFile, page, s.Config.Title+": "+s.say("tagged", t.Name), "", t.Articles)
		}))
	}
	for _, e := range s.Index.Entities {
		if hasFeed(e) {
			files = append(files, plan(e.Path+feedFile, func() atomFeed { return s.mentionFeed(e) }))
			s.shows(e.Path[1:]+feedFile, func(d shown) { s.mentionFeedShows(d, e) })
		}
	}
	return files
}

// newFeed is a feed (Atom, RFC 4287) of a page of the site, still without entries. Its
// stamps come from the dates of articles, never from the clock.
func (s *Site) newFeed(address, page, title, subtitle string) atomFeed {
	base := s.Config.BaseURL
	f := atomFeed{
		Language: s.Config.Language, Title: title, Subtitle: subtitle, ID: base + page[1:], Updated: stamp(edtf.Date{}), Rights: s.Config.License,
		Links: []atomLink{{Rel: "alternate", Type: "text/html", Href: base + page[1:]}, {Rel: "self", Type: "application/atom+xml", Href: base + address[1:]}},
	}
	for _, name := range s.Config.Authors {
		f.Authors = append(f.Authors, atomPerson{name})
	}
	if len(f.Authors) == 0 {
		f.Authors = []atomPerson{{s.Config.Title}}
	}
	return f
}

// add takes an entry that has been encoded.
func (f *atomFeed) add(e feedEntry) {
	f.Updated = max(f.Updated, e.updated)
	f.Entries = append(f.Entries, e.xml...)
	f.length++
}

// feedEntry is an entry as it stands in a feed.
type feedEntry struct {
	xml     []byte
	updated string
}

// entry is what all entries on an article have.
func (s *Site) entry(a *index.Article, address, title string) atomEntry {
	e := atomEntry{Language: a.Entry.Language, Title: title, ID: address, Updated: stamp(a.Entry.Date), Authors: a.Entry.Authors}
	if a.Entry.Date.Precision() >= edtf.ToDay { // a year says no day of publication
		e.Published = e.Updated
	}
	return e
}

// articleFeed holds the newest of the articles, or those corrected last, with what is
// published of their text.
func (s *Site) articleFeed(address, page, title, subtitle string, list []*index.Article) atomFeed {
	f := s.newFeed(address, page, title, subtitle)
	for _, a := range lately(list) {
		f.add(s.entries[a]())
	}
	return f
}

// lately are the articles of a feed: the newest, or those corrected last.
func lately(list []*index.Article) []*index.Article {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *index.Article) int { return cmp.Compare(updated(b.Entry), updated(a.Entry)) })
	return list[:min(len(list), feedLength)]
}

// articleEntries make the entries of the articles that any feed has, each once: an
// article stands in the feeds of all its tags.
func (s *Site) articleEntries() map[*index.Article]func() feedEntry {
	entries := map[*index.Article]func() feedEntry{}
	take := func(list []*index.Article) {
		for _, a := range lately(list) {
			if entries[a] == nil {
				entries[a] = sync.OnceValue(func() feedEntry { return s.articleEntry(a) })
			}
		}
	}
	take(s.Index.Articles)
	for _, t := range s.Index.Tags {
		take(t.Articles)
	}
	return entries
}

func (s *Site) articleEntry(a *index.Article) feedEntry {
	e := s.entry(a, s.Config.BaseURL+a.Path[1:], a.Entry.Title)
	e.Updated, e.Rights = updated(a.Entry), a.Entry.Rights
	e.Summary = s.description(a)
	e.Tags = a.Entry.Tags
	e.Content = alone(s.correctionsHTML(a.Entry)+s.wholeText(s.whole(a.Path))+s.noticeHTML(a.Entry), e.ID, a.Entry.Slug)
	return feedEntry{e.append(nil), e.Updated}
}

// wholeText is an article with everything that stands below it: notes, works.
func (s *Site) wholeText(t *Text) string {
	var b strings.Builder
	b.WriteString(t.Body)
	list := func(tag, heading string, notes []body.NoteView) {
		if len(notes) == 0 {
			return
		}
		b.WriteString(`<section class="notes"><h2>` + html.EscapeString(heading) + "</h2><" + tag + ">")
		for _, n := range notes {
			b.WriteString(`<li id="` + html.EscapeString(n.ID) + `">` + n.HTML + "</li>")
		}
		b.WriteString("</" + tag + "></section>")
	}
	list("ol", s.say("notes"), t.Notes)
	list("ul", s.say("loose_notes"), t.Loose)
	list("ul", s.say("works_cited"), t.Works)
	return b.String()
}

// mentionFeed quotes the newest sentences that mention a name.
func (s *Site) mentionFeed(e *index.Entity) atomFeed {
	f := s.newFeed(e.Path+feedFile, e.Path, s.say("feed_mentions", e.Name), s.Config.Title)
	for _, group := range slices.Backward(bySentence(e.Mentions)) { // the oldest come first there
		if f.length == feedLength {
			break
		}
		a, ref := group[0].Article, group[0].Ref
		entry := s.entry(a, s.Config.BaseURL+ref.Address()[1:], s.say("feed_mention", e.Name, a.Entry.Title))
		text := html.EscapeString(s.sentence(ref))
		entry.Content = "<blockquote><p>" + text + `</p></blockquote><p><a href="` + html.EscapeString(entry.ID) + `">` + html.EscapeString(a.Entry.Title) + "</a></p>"
		f.Entries = entry.append(f.Entries)
		f.Updated = max(f.Updated, entry.Updated)
		f.length++
	}
	return f
}

// stamp is the earliest moment of a date as Atom writes it; what has no date gets the
// year 1970, since the clock is never read.
func stamp(d edtf.Date) string {
	first, _ := d.Bounds()
	if d.IsZero() || first.IsOpen() || first.Year < 1 || first.Year > 9999 {
		return "1970-01-01T00:00:00Z"
	}
	return fmt.Sprintf("%04d-%02d-%02dT00:00:00Z", first.Year, first.Month, first.Day)
}
