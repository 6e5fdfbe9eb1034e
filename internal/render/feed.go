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

// atomEntry is an entry. There are many of them, and many feeds, so both are appended and
// not reflected on.
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
	element := func(name, text string) { dst = appendElement(dst, name, text) }
	dst = append(dst, "<entry"...)
	if e.Language != "" {
		dst = append(appendXML(append(dst, ` xml:lang="`...), e.Language), '"')
	}
	dst = append(dst, '>')
	element("title", e.Title)
	element("id", e.ID)
	dst = appendLink(dst, "alternate", "text/html", e.ID)
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
		dst = append(appendXML(append(dst, `<category term="`...), tag), `"/>`...)
	}
	if e.Rights != "" {
		element("rights", e.Rights)
	}
	if e.Summary != "" {
		element("summary", e.Summary)
	}
	dst = append(appendHTML(append(dst, `<content type="html">`...), e.Content), "</content></entry>"...)
	return dst
}

func appendElement(dst []byte, name, text string) []byte {
	dst = append(append(append(dst, '<'), name...), '>')
	dst = appendXML(dst, text)
	return append(append(append(dst, "</"...), name...), '>')
}

func appendLink(dst []byte, rel, media, address string) []byte {
	dst = append(append(append(append(append(dst, `<link rel="`...), rel...), `" type="`...), media...), `" href="`...)
	return append(appendXML(dst, address), `"/>`...)
}

// appendHTML writes markup as the text of an element: in a CDATA section where one can
// hold it, since half of its signs would have to be escaped.
func appendHTML(dst []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' && c != '\n' && c != '\t', c == 0xEF, c == ']' && strings.HasPrefix(s[i:], "]]>"): // what appendXML escapes or replaces
			return appendXML(dst, s)
		}
	}
	if !utf8.ValidString(s) {
		return appendXML(dst, s)
	}
	return append(append(append(dst, "<![CDATA["...), s...), "]]>"...)
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
	Language, Title string
	Subtitle        string // "" for none
	ID, Self        string // address of the page and of the feed itself
	Updated         string
	Authors         []string
	Rights          string   // "" for none
	Entries         [][]byte // encoded one by one
}

func (f *atomFeed) append(dst []byte) []byte {
	dst = append(dst, xml.Header+`<feed xmlns="http://www.w3.org/2005/Atom"`...)
	if f.Language != "" {
		dst = append(appendXML(append(dst, ` xml:lang="`...), f.Language), '"')
	}
	dst = appendElement(append(dst, '>'), "title", f.Title)
	if f.Subtitle != "" {
		dst = appendElement(dst, "subtitle", f.Subtitle)
	}
	dst = appendElement(dst, "id", f.ID)
	dst = appendLink(dst, "alternate", "text/html", f.ID)
	dst = appendLink(dst, "self", "application/atom+xml", f.Self)
	dst = appendElement(dst, "updated", f.Updated)
	for _, name := range f.Authors {
		dst = append(appendElement(append(dst, "<author>"...), "name", name), "</author>"...)
	}
	if f.Rights != "" {
		dst = appendElement(dst, "rights", f.Rights)
	}
	for _, e := range f.Entries {
		dst = append(dst, e...)
	}
	return append(dst, "</feed>"...)
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
			feed := make()
			return filled(func(dst []byte) ([]byte, error) { return feed.append(dst), nil })
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
		Language: s.Config.Language, Title: title, Subtitle: subtitle, ID: base + page[1:], Self: base + address[1:],
		Updated: stamp(edtf.Date{}), Authors: s.Config.Authors, Rights: s.Config.License,
	}
	if len(f.Authors) == 0 {
		f.Authors = []string{s.Config.Title}
	}
	return f
}

// add takes an entry that has been encoded.
func (f *atomFeed) add(e feedEntry) {
	f.Updated = max(f.Updated, e.updated)
	f.Entries = append(f.Entries, e.xml)
}

// feedEntry is an entry as it stands in a feed.
type feedEntry struct {
	xml     []byte
	updated string
}

// entry is what all entries on an article have.
func (s *Site) entry(a *index.Article, address, title string) atomEntry {
	e := atomEntry{Language: s.text(a.Entry.Language).Lang, Title: s.smart(title, a.Entry.Language), ID: address, Updated: stamp(a.Entry.Date), Authors: a.Entry.Authors}
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
	return feedEntry{e.append(make([]byte, 0, len(e.Content)+1024)), e.Updated}
}

// wholeText is an article with everything that stands below it: notes, works.
func (s *Site) wholeText(t *Text) string {
	length := len(t.Body) + 256
	for _, notes := range [...][]body.NoteView{t.Notes, t.Loose, t.Works} {
		for _, n := range notes {
			length += len(n.HTML) + len(n.ID) + len(`<li id=""></li>`)
		}
	}
	var b strings.Builder
	b.Grow(length)
	b.WriteString(t.Body)
	list := func(tag, heading string, notes []body.NoteView) {
		if len(notes) == 0 {
			return
		}
		b.WriteString(`<section class="notes"><h2>` + html.EscapeString(heading) + "</h2><" + tag + ">")
		for _, n := range notes {
			for _, s := range [...]string{`<li id="`, html.EscapeString(n.ID), `">`, n.HTML, "</li>"} {
				b.WriteString(s)
			}
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
	f := s.newFeed(e.Path+feedFile, e.Path, s.say("feed_mentions", s.smart(e.Name, "")), s.Config.Title)
	entries := make([]byte, 0, 1024*min(len(e.Mentions), feedLength))
	for _, group := range slices.Backward(bySentence(e.Mentions)) { // the oldest come first there
		if len(f.Entries) == feedLength {
			break
		}
		a, ref := group[0].Article, group[0].Ref
		entry := s.entry(a, s.Config.BaseURL+ref.Address()[1:], s.say("feed_mention", e.Name, a.Entry.Title))
		text := html.EscapeString(s.sentence(ref))
		entry.Content = "<blockquote><p>" + text + `</p></blockquote><p><a href="` + html.EscapeString(entry.ID) + `">` + html.EscapeString(s.smart(a.Entry.Title, a.Entry.Language)) + "</a></p>"
		before := len(entries)
		entries = entry.append(entries)
		f.add(feedEntry{entries[before:], entry.Updated})
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
