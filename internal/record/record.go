// Package record is what the site knows of its articles: an Entry and a Record for
// each, and the Catalogue of all that the project's files state.
//
// read fills the Catalogue, the resolve stage makes one small Record an article, and
// index sees nothing else: documents are gone by then. A Record holds places, never
// the text of sentences; quotations are read back from the store.
package record

import (
	"dossier/internal/bib"
	"dossier/internal/edtf"
	"dossier/internal/source"
)

// Entry is what an article's or page's front matter says, with the defaults filled in.
type Entry struct {
	Name        string // source file, relative to the project: content/articles/a.md
	Slug        string // address below /articles/ (or / for pages)
	Title       string
	Date        edtf.Date // zero when not given
	DateText    string    // as written
	Authors     []string
	AuthorNote  string
	AuthorPlace string
	Description string
	Source      string // URL the article was taken from
	Publication string
	Rights      string // under which terms the text may be used
	Language    string
	Tags        []string
	Aliases     []string // old paths of the article
	Dialect     string   // gfm or mmark
	Draft       bool
	Extent      Extent    // how much of the text is published
	Unlisted    bool      // the page is in no list
	Embargo     edtf.Date // a day; nothing of the article is published before it
	Corrections []Correction
	Dates       DateOptions
	Entities    EntityOptions
	Events      []Event // events the front matter states
	About       string  // id of the entity whose note this is, "" for articles and pages
	Import      *Import // nil unless the received file is kept
	TitleInBody bool    // Title was taken from the first level-1 heading
	Body        int     // byte offset in the cleaned file where the front matter ends
	Sum         string  // of the file, see source.File
}

// Extent is how much of an article's text a site publishes. What is left out still
// feeds the index, the timeline and the sources, with short quotations.
type Extent uint8

const (
	Full     Extent = iota
	Excerpt         // its beginning
	Withheld        // nothing
)

// Correction is something that the author has set right since an article was published.
type Correction struct {
	Date edtf.Date
	Text string
}

// Import is where an article came from, when its author keeps the received file.
type Import struct {
	Received string // source file, relative to the project
	Text     string // source file of the text whose lines the log counts, "" for none
	Log      []Repair
}

// Repair is one line of an import log: something that was changed or is in doubt.
type Repair struct {
	Line                         string // of the received text, "" for the whole document
	Kind, Before, After, Message string
}

// DateOptions are the author's word on dates in one article.
type DateOptions struct {
	Reference edtf.Date            // the day the text speaks from, where it is not Date
	Mode      string               // news, narrative, or "" to guess
	Set       map[string]edtf.Date // words -> the date they mean
	Ignore    []string             // words that are no date
	Places    Places
}

// EntityOptions are the author's word on names in one article.
type EntityOptions struct {
	As     map[string]string // words -> entity id
	Ignore []string          // words that name no entity here
	Off    []string          // rules of resolve/entities that do not hold here
	Places Places
}

// Places says of words where the author speaks of them, so that a correction without
// effect can be shown.
type Places map[string]source.Place

// Entity is a person, place, organisation... that the project's files state.
type Entity struct {
	ID          string
	Name        string
	Type        string
	Aliases     []Alias
	Demonyms    []Alias  // words for its people, counted apart from its names
	Off         []string // rules of resolve/entities that do not hold for it
	Formerly    []string // ids it had before; another entity may share one
	Broader     []See    // entities that it is a part of
	Related     []See    // entities that a reader may look for as well
	Sort        string   // form to sort by, "" for the rule
	Description string
	Wikidata    string
	Links       []string
	Found       bool   // found in the texts by itself, not stated by the author
	Note        string // source file of the note, "" for none
	NoteBody    int    // byte offset in that file where the note begins
	NoteSum     string // of that file, see source.File
	Place       source.Place
}

// Alias is another form of an entity's name.
type Alias struct {
	Text   string
	Exact  bool // matched by case only
	Hidden bool // a misspelling: matched, never shown
	Place  source.Place
}

// See is a reference to another entity.
type See struct {
	ID    string
	Place source.Place
}

// Event is an event that the author states, or the author's word on one that was found
// in a text: then ID names it, and what is empty stays as it was found.
type Event struct {
	ID       string // anchor on the timeline: "e-...", "" to make one
	Hide     bool   // the found event is left out
	Date     edtf.Date
	DateText string
	Title    string
	Entities []string
	Source   string
	Note     string
	Place    source.Place
}

// Catalogue is what all files of a project state, in a fixed order: articles and
// pages by file name, entities by id.
type Catalogue struct {
	Articles []*Entry
	Unlisted []*Entry // articles that have a page and are in no list
	Pages    []*Entry
	Entities []*Entity
	Events   []Event
	Works    []*bib.Work       // the bibliography, by key
	Archives map[string]string // URL -> archived copy
}

// Locator says in which part of an article something stands.
type Locator uint8

const (
	InBody Locator = iota
	InHeading
	InNote
	InCaption
)

// Sentence is a place in an article that an index leads to. Its words are in the
// store, under the same position of the article's list of quotations.
type Sentence struct {
	Anchor    string // id of the sentence in the article's page
	Paragraph int    // 1-based count of the block in the body, 0 in notes
	Section   int    // 0 before the first heading, then the heading's count
	Locator   Locator
	Note      int // number of the note for InNote
	Sum       int // hash of its words, by which a change of them is noticed
}

// Demonym is the rule of mentions that name the people of an entity, not the entity.
const Demonym = "demonym"

// Mention is one place where a name stands.
type Mention struct {
	Entity   string
	Sentence int // position in Record.Sentences
	Start    int // byte offsets in the text of the sentence
	End      int
	Rule     string // how the name was recognised: name, alias, surname...
}

// DateMention is one date expression in an article.
type DateMention struct {
	Sentence int
	Start    int
	End      int
	Surface  string
	Date     edtf.Date
	Value    string // TIMEX3 value
	Reason   string
	Forward  bool     // the sentence speaks of it as still to come
	About    []uint32 // the words of its clause, see clause.Words
}

// Citation is a URL or a work of the bibliography that an article leads to.
type Citation struct {
	URL      string // "" when Key is set
	Key      string // key of a work
	Title    string // words of the link, "" for a bare URL
	Sentence int    // -1 when no sentence of the body leads to it
	Note     int    // number of the note it stands in, 0 in the body
}

// Record is what the index stage knows of one article.
type Record struct {
	Entry     *Entry
	Words     int
	Notes     int
	Headings  []Heading
	Sentences []Sentence
	Mentions  []Mention
	Dates     []DateMention
	Citations []Citation
	Links     []Link
	Terms     []Term
}

// Heading is a heading of the article, for its contents.
type Heading struct {
	Level int
	ID    string
	Text  string
}

// Term is an index term of the author at a place in the article.
type Term struct {
	Item     string
	Sub      string // "" for none
	Primary  bool   // the main place of the item
	Sentence int
}

// Link leads from a sentence to another page of the dossier.
type Link struct {
	To       string // path of the site: /articles/a/
	Sentence int
}
