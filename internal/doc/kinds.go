package doc

// Kind is what a block is.
type Kind uint8

const (
	Paragraph  Kind = iota
	TightText       // a paragraph of a tight list: no space around it, no <p>
	Heading         // Level
	CodeBlock       // Info is the language; Text is the code
	HTMLBlock       // Text is raw HTML of the author
	Rule            // a thematic break
	Quote           // blocks
	List            // items; Ordered, Tight, Level
	Item            // blocks; Task, Checked
	Table           // rows, the head's rows first
	Row             // cells
	Cell            // Align, HeadCell
	DefList         // terms and definitions
	Term            // text
	Definition      // blocks
	Figure          // its picture, table or quotation, then a Caption; Info: figure, table, quote
	Caption         // text
	Aside           // blocks
	MathBlock       // Text is the formula, left for later typesetting
	Div             // blocks in one group; Info is its class (abstract, frontmatter...)
)

// kinds is the one table of block kinds. Prose says that names and dates are
// looked for in its text.
var kinds = [...]struct {
	Name        string
	Leaf, Prose bool
}{
	Paragraph:  {"paragraph", true, true},
	TightText:  {"text", true, true},
	Heading:    {"heading", true, true},
	CodeBlock:  {"code", true, false},
	HTMLBlock:  {"html", true, false},
	Rule:       {"rule", false, false},
	Quote:      {"quote", false, false},
	List:       {"list", false, false},
	Item:       {"item", false, false},
	Table:      {"table", false, false},
	Row:        {"row", false, false},
	Cell:       {"cell", true, true},
	DefList:    {"definitions", false, false},
	Term:       {"term", true, true},
	Definition: {"definition", false, false},
	Figure:     {"figure", false, false},
	Caption:    {"caption", true, true},
	Aside:      {"aside", false, false},
	MathBlock:  {"math", true, false},
	Div:        {"group", false, false},
}

func (k Kind) String() string { return kinds[k].Name }

// IsProse tells whether names and dates are looked for in blocks of this kind.
func (k Kind) IsProse() bool { return kinds[k].Prose }

// MarkKind is what a mark says about its stretch of text.
type MarkKind uint8

const (
	Sentence MarkKind = iota // Target: anchor
	Link                     // Target, Title
	Mention                  // Target: entity id; Title: rule; Num 1: show as a link
	Date                     // Target: EDTF; Title: TIMEX3 value
	Work                     // Target: key of the cited work that these words refer to; shows nothing
	Strong                   //
	Emphasis                 //
	Strike                   //
	Sub                      //
	Sup                      //
	Code                     // no names or dates inside
	Image                    // atom; Target: address; Title; Alt
	Break                    // atom; a hard line break
	NoteRef                  // atom; Target: label; Note
	Cite                     // atom; Target: key; Alt: locator; Title: author's prefix or mode
	Index                    // atom; Target: item; Title: sub-entry
	CrossRef                 // atom; Target: id; Title: words, "" for the target's title
	Math                     // atom; Alt: the formula
	RawHTML                  // atom; Alt: one tag or comment
)

// marks is the one table of mark kinds. Rank orders marks over the same stretch,
// outermost first (those of equal rank keep the order in which they were added);
// Quiet stretches are no prose.
var marks = [...]struct {
	Name        string
	Rank        int
	Atom, Quiet bool
}{
	Sentence: {"sentence", 0, false, false},
	Link:     {"link", 1, false, false},
	Mention:  {"mention", 2, false, false},
	Date:     {"date", 3, false, false},
	Work:     {"work", 3, false, false},
	Strong:   {"strong", 4, false, false},
	Emphasis: {"emphasis", 4, false, false},
	Strike:   {"strike", 4, false, false},
	Sub:      {"sub", 4, false, false},
	Sup:      {"sup", 4, false, false},
	Code:     {"code", 4, false, true},
	Image:    {"image", 10, true, false},
	Break:    {"break", 10, true, false},
	NoteRef:  {"note", 10, true, false},
	Cite:     {"citation", 10, true, false},
	Index:    {"index", 10, true, false},
	CrossRef: {"reference", 10, true, false},
	Math:     {"math", 10, true, false},
	RawHTML:  {"html", 10, true, false},
}

func (k MarkKind) String() string { return marks[k].Name }

// IsAtom tells whether marks of this kind stand on a single Atom.
func (k MarkKind) IsAtom() bool { return marks[k].Atom }

// IsQuiet tells whether the text under marks of this kind is no prose.
func (k MarkKind) IsQuiet() bool { return marks[k].Quiet }
