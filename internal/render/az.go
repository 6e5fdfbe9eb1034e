package render

import (
	"slices"
	"strconv"

	"dossier/internal/index"
	"dossier/internal/record"
)

const (
	azPath     = "/index/"
	azLength   = 200 // entries of one page
	azInline   = 6   // places that stand in one line; more are cut into sub-entries
	azArticles = 20  // articles of an entry, the rest is on the name's page
	azWith     = 5   // companions of an entry
	azMain     = 3   // paragraphs in a row that make a place a main one
)

// AZLetter is a letter of the index with its entries.
type AZLetter struct {
	ID, Title string
	Entries   []AZEntry
}

// AZEntry is a heading with its places: in one line, or by article and by companion.
type AZEntry struct {
	LinkView
	ID      string // on a page for printing, where links lead to it
	Type    string
	Places  []AZPlaces
	Subs    []AZPlaces
	With    []AZWith
	More    int // articles that are not shown
	See     []LinkView
	SeeAlso []LinkView
}

// AZPlaces are the places of one article.
type AZPlaces struct {
	LinkView
	Text   TextView
	Places []AZPlace
}

// AZPlace is a paragraph, a row of paragraphs, or a note, heading or caption.
type AZPlace struct {
	LinkView
	Main bool
}

// AZWith are the places where another entity is named too.
type AZWith struct {
	LinkView
	Places []AZPlaces
	More   string // where the rest of the places is, "" when all are here
}

// AZJump leads to a letter.
type AZJump struct {
	LinkView
	ID string // the letter's, where it is not on the page
}

// azPages are the index as books have it: one list from A to Z, with references, fit for
// printing. A long one goes over several pages.
func (s *Site) azPages() []File {
	var paths []string
	parts := slices.Collect(slices.Chunk(s.Index.Entries, azLength))
	for i := range parts {
		path := azPath
		if i > 0 {
			path += strconv.Itoa(i+1) + "/"
		}
		paths = append(paths, path)
	}
	var files []File
	for i, part := range parts {
		s.shows(folder(paths[i]), func(d shown) { s.azShow(d, parts, paths, i) })
		files = append(files, File{folder(paths[i]), func() (Content, error) {
			heading := s.say("index_az")
			if i > 0 {
				heading = s.say("nth_page", heading, strconv.Itoa(i+1))
			}
			b := s.base("az", paths[i], heading, s.say("index_about", s.Config.Title))
			s.crumb(&b, [2]string{"/entities/", s.say("index")})
			s.describeCollection(&b)
			return s.page(b, struct {
				Base
				Jump    []AZJump
				Letters []AZLetter
				Types   []LinkView
				Parts   []LinkView
			}{b, azJump(b, parts, paths), s.azLetters(b, part), s.azTypes(), partLinks(b, paths)})
		}})
	}
	return files
}

// azJump leads to where each letter begins. On the first page the link itself takes the
// letter's id where the letter begins on another page, so that an address that was given
// away before the index grew still leads on.
func azJump(b Base, parts [][]*index.Entry, paths []string) []AZJump {
	var links []AZJump
	for i, part := range parts {
		for _, e := range part {
			if k := len(links); k > 0 && links[k-1].Title == e.Letter {
				continue
			}
			address, id := "#"+letterID(e.Letter), ""
			if paths[i] != b.Path {
				address = b.To(paths[i] + address)
			}
			if i > 0 && b.Path == azPath {
				id = letterID(e.Letter)
			}
			links = append(links, AZJump{LinkView{Address: address, Title: e.Letter}, id})
		}
	}
	return links
}

func letterID(letter string) string {
	if letter == "#" {
		return "letter-0"
	}
	return "letter-" + letter
}

func (s *Site) azLetters(b Base, entries []*index.Entry) []AZLetter {
	var letters []AZLetter
	for _, e := range entries {
		if n := len(letters); n == 0 || letters[n-1].Title != e.Letter {
			letters = append(letters, AZLetter{ID: letterID(e.Letter), Title: e.Letter})
		}
		last := &letters[len(letters)-1]
		last.Entries = append(last.Entries, s.azEntry(b, e))
	}
	return letters
}

// azTypes are the types that entries have, for the filter.
func (s *Site) azTypes() []LinkView {
	used := map[string]bool{}
	for _, e := range s.Index.Entries {
		if e.Entity != nil {
			used[e.Entity.Kind.ID] = true
		}
	}
	var types []LinkView
	for _, t := range s.Config.Types {
		if used[t.ID] {
			types = append(types, LinkView{Address: t.ID, Title: t.Plural})
		}
	}
	return types
}

func (s *Site) azEntry(b Base, e *index.Entry) AZEntry {
	v := AZEntry{LinkView: LinkView{Title: e.Name}, See: azLinks(b, e.See)}
	if e.Entity == nil {
		v.Type = e.See[0].Kind.ID
		return v
	}
	v.Address, v.Type, v.SeeAlso = b.toPage(e.Entity.Path), e.Entity.Kind.ID, azLinks(b, e.Entity.SeeAlso)
	if id, here := b.sheet.to(e.Entity.Path); here {
		v.ID = id
	}
	shown, more := firstArticles(e.Entity.Mentions)
	places := s.azPlaces(b, refsOf(shown))
	count := 0
	for _, p := range places {
		count += len(p.Places)
	}
	if count <= azInline && more == 0 {
		v.Places = places
		return v
	}
	v.Subs, v.More = places, more
	with := e.Entity.With[:min(len(e.Entity.With), azWith)]
	shared := sharedWith(e.Entity, with)
	for i, pair := range with {
		w := AZWith{LinkView: LinkView{Address: b.To(pair.Entity.Path), Title: pair.Entity.SortName}}
		var cut bool
		if w.Places, cut = firstPlaces(s.azPlaces(b, shared[i])); cut {
			w.More = b.To(e.Entity.Path + "#with")
		}
		v.With = append(v.With, w)
	}
	return v
}

// firstArticles are the mentions in the articles that an entry shows, and how many more
// articles there are.
func firstArticles(mentions []index.Mention) (shown []index.Mention, more int) {
	articles := 0
	for i, m := range mentions {
		if i > 0 && mentions[i-1].Article == m.Article {
			continue
		}
		if articles++; articles == azArticles+1 {
			shown = mentions[:i]
		}
	}
	if articles <= azArticles {
		return mentions, 0
	}
	return shown, articles - azArticles
}

// firstPlaces keeps as many places as stand in one line.
func firstPlaces(list []AZPlaces) (kept []AZPlaces, cut bool) {
	left := azInline
	for _, p := range list {
		if left == 0 {
			return kept, true
		}
		if len(p.Places) > left {
			p.Places, cut = p.Places[:left], true
		}
		left -= len(p.Places)
		kept = append(kept, p)
	}
	return kept, cut
}

func azLinks(b Base, list []*index.Entity) []LinkView {
	var links []LinkView
	for _, e := range list {
		links = append(links, LinkView{Address: b.To(e.Path), Title: e.SortName})
	}
	return links
}

// sharedWith lists, for each companion, the sentences that name the entity and it.
func sharedWith(e *index.Entity, companions []index.Pair) [][]index.Ref {
	shared := make([][]index.Ref, len(companions))
	if len(companions) == 0 {
		return shared
	}
	for _, group := range bySentence(e.Mentions) {
		ref := group[0].Ref
		for m := range mentionsOf(ref) {
			i := slices.IndexFunc(companions, func(p index.Pair) bool { return p.Entity.ID == m.Entity && m.Rule != record.Demonym })
			if i >= 0 && (len(shared[i]) == 0 || shared[i][len(shared[i])-1] != ref) {
				shared[i] = append(shared[i], ref)
			}
		}
	}
	return shared
}

func refsOf(mentions []index.Mention) []index.Ref {
	refs := make([]index.Ref, len(mentions))
	for i, m := range mentions {
		refs[i] = m.Ref
	}
	return refs
}

// azPlaces sums sentences up as places, by article in the order given. Every paragraph
// counts once, and those in a row become one place: 3–5. A page for printing has numbers
// for its articles.
func (s *Site) azPlaces(b Base, refs []index.Ref) []AZPlaces {
	var views []AZPlaces
	for i := 0; i < len(refs); {
		a, j := refs[i].Article, i
		for j < len(refs) && refs[j].Article == a {
			j++
		}
		v := AZPlaces{LinkView{Address: b.To(a.Path), Title: a.Entry.Title}, s.text(a.Entry.Language), s.azIn(b, refs[i:j])}
		if b.sheet != nil {
			v.Title, v.Text = strconv.Itoa(b.sheet.at[a.Path].number)+":", TextView{}
		}
		views = append(views, v)
		i = j
	}
	return views
}

func (s *Site) azIn(b Base, refs []index.Ref) []AZPlace {
	type spot struct {
		locator record.Locator
		number  int
	}
	var places []AZPlace
	seen := map[spot]bool{}
	first, last := 0, 0 // the row of paragraphs that the last place stands for
	for _, r := range refs {
		p := r.Place()
		at := spot{p.Locator, p.Paragraph}
		if p.Locator == record.InNote {
			at.number = p.Note
		}
		if seen[at] {
			continue
		}
		seen[at] = true
		if p.Locator == record.InBody && last > 0 && p.Paragraph == last+1 {
			last++
			row := &places[len(places)-1]
			row.Title, row.Main = strconv.Itoa(first)+"–"+strconv.Itoa(last), last-first+1 >= azMain
			continue
		}
		title := s.where(p)
		first, last = 0, 0
		if p.Locator == record.InBody {
			first, last = p.Paragraph, p.Paragraph
			title = strconv.Itoa(p.Paragraph)
		}
		places = append(places, AZPlace{LinkView{Address: b.place(r), Title: title}, false})
	}
	return places
}
