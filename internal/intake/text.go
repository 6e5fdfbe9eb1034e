package intake

// readText reads plain text: an extraction from a PDF, a scraped page, a text typed
// by somebody.
func readText(name string, raw []byte, o Options) (*Article, error) {
	text, log, err := decode(name, raw)
	if err != nil {
		return nil, err
	}
	return newReading(text, log, o).run(), nil
}

// passes is the chain by which text becomes an article. The order matters: what a
// pass has named, the later ones leave alone.
var passes = []struct {
	name string
	run  func(*reading)
}{
	{"running heads and page numbers", (*reading).dropRunningHeads},
	{"lines to units", (*reading).unwrap},
	{"typed mark-up", (*reading).takeMarkup},
	{"larger type", (*reading).nameLarge},
	{"captions", (*reading).takeCaptions},
	{"source line", (*reading).takeSource},
	{"share links and menus", (*reading).dropChrome},
	{"table of contents", (*reading).dropContents},
	{"title, byline, date, standfirst", (*reading).takeHead},
	{"marks that begin a unit", (*reading).takeLeadMarks},
	{"author notes", (*reading).takeAuthorNotes},
	{"cut words and sentences", (*reading).joinCuts},
	{"notes", (*reading).pairNotes},
	{"lists", (*reading).takeLists},
	{"headings", (*reading).takeHeadings},
	{"blocks", (*reading).makeBlocks},
	{"doubts", (*reading).reportDoubts},
}

// reading is the state that the passes hand on.
type reading struct {
	src     string // the received text, decoded
	opts    Options
	article *Article
	lines   []line
	units   []*unit

	authorMark string // the sign behind the byline, such as "*"
	words      vocabulary
	index      markIndex
	starts     []int         // where the units begin in src, for the index
	shapes     map[int]shape // of the lines of a PDF, by line number; else nil
}

// role is what a unit has been found to be.
type role uint8

const (
	unread     role = iota // running text, as long as nothing else is said
	heading                // a heading
	caption                // a caption
	item                   // a list item
	definition             // the text of a note
	gone                   // taken out of the running text; the log quotes it
	chrome                 // page furniture: gone, but still telling where the head of the page is
)

// unit is a stretch of received lines that is read as one block.
type unit struct {
	role   role
	text   string    // the words on one line
	from   []stretch // where they stand in the received text
	line   int       // 1-based line of the received text
	last   int       // its last line
	gap    int       // blank lines before it
	page   bool      // a page break before it
	full   bool      // its last line reaches the margin of a hard-wrapped text
	typed  bool      // the received text itself marks the role (## or a bullet)
	level  int       // heading: its level as typed, 0 for a bare line; item: depth
	number int       // item: its number, 0 for a bullet
	quote  int       // depth of quotation, as typed with ">"
	mark   *mark     // the note or list mark that it begins with; most share unmarked
	refs   []ref     // note marks in its text
	label  string    // definition: the label of the note
	taken  string    // the note or list mark that was taken off the text
}

// unmarked is the mark of units that begin with none. A text of short lines has hundreds
// of thousands of these.
var unmarked mark

// stretch is a range of bytes of the received text.
type stretch struct{ from, to int }

func newReading(text string, log []Entry, o Options) *reading {
	r := &reading{src: text, opts: o, article: &Article{Log: log}}
	r.article.Meta = Meta{Title: o.Title, Author: o.Author, Date: o.Date, Source: o.URL, Publication: o.Publication}
	r.lines = splitLines(text)
	return r
}

func (r *reading) run() *Article {
	for _, p := range passes {
		p.run(r)
	}
	return r.article
}

// note adds an entry to the log.
func (r *reading) note(e Entry) { r.article.Log = append(r.article.Log, e) }

// take takes a unit out of the running text; the log quotes it whole.
func (r *reading) take(u *unit, kind, after, message string) {
	if u.role != chrome {
		u.role = gone
	}
	r.note(Entry{Line: u.line, Kind: kind, Before: u.text, After: after, Message: message, from: u.from})
}

// cutEnd leaves of a unit the text it begins with, and tells where the rest stands.
func (u *unit) cutEnd(text string) []stretch {
	cut := len(u.text) - len(text)
	u.text = text
	last := len(u.from) - 1
	end := u.from[last].to
	u.from[last].to = max(u.from[last].from, end-cut)
	return []stretch{{u.from[last].to, end}}
}

// body tells whether a unit is still running text.
func (u *unit) body() bool { return u.role == unread }

// where returns the indexes of the units for which keep holds.
func (r *reading) where(keep func(*unit) bool) []int {
	var found []int
	for i, u := range r.units {
		if keep(u) {
			found = append(found, i)
		}
	}
	return found
}
