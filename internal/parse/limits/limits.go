// Package limits refuses texts that a Markdown engine would need minutes for.
//
// Both engines are quadratic in something: open brackets, emphasis signs, nesting,
// table columns. Neither can be stopped once it runs, so one linear pass over the
// text comes first and names what is too much. No article that a person writes comes
// near a limit.
package limits

import (
	"fmt"
	"strings"

	"dossier/internal/source"
)

// Limits are the most that an engine is given.
type Limits struct {
	Bytes   int // size of the text
	Depth   int // containers (quotations, lists) around a line
	Columns int // of a table
	Cells   int // of all tables
	Defs    int // link definitions
	Expand  int // bytes that references to link definitions may add, over the size of the text
	Effort  int // of each sign an engine compares pairwise: sum over all paragraphs of its count squared
	Blanks  int // in a row inside a line: sum over all lines of the longest run squared; 0: any
	Fences  int // lines of code signs in quotations; 0: any
	Tags    int // lines that begin with a tag or comment and wait for its end; 0: any
}

// GFM are the limits for goldmark.
var GFM = Limits{Bytes: 5 << 20, Depth: 100, Columns: 200, Cells: 100_000, Defs: 20_000, Expand: 100 << 10, Effort: 50_000_000}

// Check returns a problem for each limit that the text of f from offset body on is
// over, at the place where it gets too much.
func Check(f *source.File, body int, l Limits) []source.Problem {
	s := &scan{file: f, limits: l, over: map[string]bool{}, sums: map[string]int{}, defs: map[string]int{}}
	if size := len(f.Text) - body; size > l.Bytes {
		s.refuse(body, "size", fmt.Sprintf("a text of %s; this dialect takes up to %s", kilobytes(size), kilobytes(l.Bytes)))
		return s.problems
	}
	s.lines(body)
	return s.problems
}

func kilobytes(n int) string {
	if n >= 10<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d kB", (n+999)/1000)
}

type scan struct {
	file     *source.File
	limits   Limits
	problems []source.Problem
	over     map[string]bool // what has been refused already
	sums     map[string]int  // sign -> effort of the paragraphs before
	counts   [len(signs)]int // of the paragraph at hand
	fence    string          // the sign run that opened a code block, "" outside
	lists    []int           // columns of the list items that are open
	columns  int             // of the table at hand, 0 outside
	cells    int
	defs     map[string]int // link definition -> length of its address
	defined  int
	expanded int
	blanks   int
	fences   int
	tags     int
	notes    int
}

// signs are what the engines look for a partner of, paragraph by paragraph. Note
// marks are not among the brackets: our own parser takes them in one step.
var signs = [...]struct{ name, chars string }{
	{"brackets", "[]"},
	{"emphasis signs", "*_~"},
	{"code signs", "`"},
	{"tags", "<"},
	{"formula signs", "$"},
}

// signOf gives the kind of sign that a byte is, counted from 1; 0 for none.
var signOf = func() (t [256]uint8) {
	for k, sign := range signs {
		for i := range len(sign.chars) {
			t[sign.chars[i]] = uint8(k + 1)
		}
	}
	return t
}()

func (s *scan) refuse(offset int, what, message string) {
	if s.over[what] {
		return
	}
	s.over[what] = true
	s.problems = append(s.problems, source.Problem{
		Place: s.file.Place(offset), Code: source.TooLarge, Message: message,
		Hint: "split the article, or check whether this text is what it should be",
	})
}

// lines goes through the text once.
func (s *scan) lines(at int) {
	s.findDefs(at)
	for at < len(s.file.Text) {
		line := s.file.Text[at:]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		s.line(at, line)
		at += len(line) + 1
	}
	s.endParagraph(len(s.file.Text))
}

func (s *scan) line(at int, line string) {
	rest, depth := s.containers(line)
	if depth > s.limits.Depth {
		s.refuse(at, "depth", fmt.Sprintf("quotations and lists nested more than %d deep", s.limits.Depth))
	}
	text := strings.TrimSpace(rest)
	s.blankRuns(at, line)
	s.quotedFence(at, line[:len(line)-len(rest)], text)
	s.openTags(at, text)
	if s.inFence(text) {
		return
	}
	if text == "" {
		s.endParagraph(at)
		s.columns = 0
		return
	}
	if len(rest) < len(line) && isItemLine(line) || strings.HasPrefix(text, "#") || strings.Contains(text, "|") && s.columns > 0 {
		s.endParagraph(at)
	}
	s.table(at, text)
	s.count(at, text)
}

// containers strips the signs of quotations and list items from a line and returns
// how many containers are around what follows.
func (s *scan) containers(line string) (rest string, depth int) {
	column, quotes, marked := 0, 0, false
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == ' ':
			column++
			i++
		case c == '\t':
			column += 4 - column%4
			i++
		case c == '>':
			quotes++
			column++
			i++
		case isItem(line[i:]) > 0:
			s.closeLists(column)
			s.lists = append(s.lists, column)
			n := isItem(line[i:])
			column += n
			i += n
			marked = true
		case definition(line[i:]) > 0:
			s.closeLists(column)
			s.lists = append(s.lists, column)
			n := definition(line[i:])
			column += n
			i += n
			marked = true
		case isMeaning(line[i:]):
			s.closeLists(column)
			s.lists = append(s.lists, column)
			column += 2
			i += 2
			marked = true
		default:
			if !marked {
				s.closeLists(column)
			}
			return line[i:], quotes + len(s.lists)
		}
	}
	return "", quotes + len(s.lists)
}

// closeLists ends the items that stand at column or right of it.
func (s *scan) closeLists(column int) {
	for len(s.lists) > 0 && s.lists[len(s.lists)-1] >= column {
		s.lists = s.lists[:len(s.lists)-1]
	}
}

// isItem returns the length of a list item's sign with the space behind it.
func isItem(s string) int {
	i := 0
	for i < len(s) && i < 9 && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	if i >= len(s) || i > 0 && s[i] != '.' && s[i] != ')' || i == 0 && !strings.ContainsRune("-+*", rune(s[i])) {
		return 0
	}
	if i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == '\t') {
		return i + 2
	}
	return 0
}

// isMeaning tells whether the meaning of a term begins here, ": ", which holds blocks as
// an item does.
func isMeaning(s string) bool {
	return len(s) > 1 && s[0] == ':' && (s[1] == ' ' || s[1] == '\t')
}

// definition returns the length of the head of a note, "[^a]: ", which holds blocks as
// an item does.
func definition(s string) int {
	if !strings.HasPrefix(s, "[^") {
		return 0
	}
	end := strings.Index(s[:min(len(s), 1000)], "]:")
	if end < 0 || strings.ContainsAny(s[2:end], "[]") {
		return 0
	}
	return end + 2
}

func isItemLine(line string) bool { return isItem(strings.TrimLeft(line, " \t>")) > 0 }

// inFence tells whether a line belongs to a fenced code block, its fences included.
// A line may open one only at the beginning of what is left of it, so an unclosed
// fence hides the rest of the text, as it does for the engines.
func (s *scan) inFence(text string) bool {
	run := text[:len(text)-len(strings.TrimLeft(text, "`~"))]
	switch {
	case s.fence != "":
		if strings.HasPrefix(run, s.fence) && text == run {
			s.fence = ""
		}
		return true
	case len(run) >= 3 && strings.Count(run, run[:1]) == len(run) && !strings.Contains(text[len(run):], "`"):
		s.fence = run
		return true
	}
	return false
}

// blankRuns counts blanks in a row.
func (s *scan) blankRuns(at int, text string) {
	longest := 0
	for i := 0; s.limits.Blanks > 0 && i < len(text); i++ {
		n := len(text[i:]) - len(strings.TrimLeft(text[i:], " "))
		longest = max(longest, n)
		i += n
	}
	if s.blanks += longest * longest; s.limits.Blanks > 0 && s.blanks > s.limits.Blanks {
		s.refuse(at, "blanks", fmt.Sprintf("too many blanks in a row (%d in this line)", longest))
	}
}

// quotedFence counts code signs in quotations, where an engine looks for the other
// end of a code block line by line.
func (s *scan) quotedFence(at int, signs, text string) {
	if s.limits.Fences == 0 || !strings.HasPrefix(text, "```") && !strings.HasPrefix(text, "~~~") || !strings.Contains(signs, ">") {
		return
	}
	if s.fences++; s.fences > s.limits.Fences {
		s.refuse(at, "fences", fmt.Sprintf("more than %d lines of code signs in quotations", s.limits.Fences))
	}
}

// openTags counts HTML blocks that are not closed yet. An engine goes through the
// rest of the text for each.
func (s *scan) openTags(at int, text string) {
	if s.limits.Tags == 0 || !strings.ContainsAny(text, "<>") {
		return
	}
	if strings.HasPrefix(text, "<") && len(text) > 1 && (text[1] == '!' || 'a' <= text[1]|0x20 && text[1]|0x20 <= 'z') {
		s.tags++
	}
	s.tags = max(0, s.tags-strings.Count(text, "</")-strings.Count(text, "-->")-strings.Count(text, "/>"))
	if s.tags > s.limits.Tags {
		s.refuse(at, "open tags", fmt.Sprintf("more than %d HTML blocks that are not closed", s.limits.Tags))
	}
}

func (s *scan) count(at int, text string) {
	for i := 0; i < len(text); i++ {
		k := signOf[text[i]]
		if k == 0 {
			continue
		}
		s.counts[k-1]++
		if text[i] == '[' {
			i += s.reference(at+i, text[i:])
		}
	}
}

// reference skips a note mark, and adds up what a link reference brings in. It
// returns how many bytes behind the bracket are dealt with.
func (s *scan) reference(at int, text string) int {
	end := strings.IndexAny(text[1:min(len(text), 1000)], "[]")
	if end < 0 || text[1+end] != ']' {
		return 0
	}
	label := text[1 : 1+end]
	if strings.HasPrefix(label, "^") {
		s.counts[0]--
		if s.notes++; s.notes > marksFree && s.notes*marksEvery > len(s.file.Text) {
			s.refuse(at, "notes", fmt.Sprintf("more than %d note marks, one every %d bytes", s.notes-1, len(s.file.Text)/s.notes))
		}
		return 1 + end
	}
	s.expanded += s.defs[strings.ToLower(label)]
	if s.expanded > s.limits.Expand+len(s.file.Text) {
		s.refuse(at, "expansion", "link references that would make the page many times as long as the text")
	}
	return 0
}

// Each mark of a note becomes two links. Marks may stand as close as they like until
// there are many.
const (
	marksFree  = 8000
	marksEvery = 20 // bytes of text for each mark
)

func (s *scan) endParagraph(at int) {
	for k, sign := range signs {
		n := s.counts[k]
		s.counts[k] = 0
		s.sums[sign.name] += n * n
		if s.sums[sign.name] > s.limits.Effort {
			s.refuse(at, sign.name, fmt.Sprintf("too many %s without an empty line between (%d in the paragraph that ends here)", sign.name, n))
		}
	}
}

// table counts columns at the line below a table's head, and cells from there on.
func (s *scan) table(at int, text string) {
	switch {
	case s.columns == 0 && strings.Contains(text, "-") && strings.Trim(text, "|-: \t") == "":
		s.columns = strings.Count(strings.Trim(text, "| \t"), "|") + 1
		if s.columns > s.limits.Columns {
			s.refuse(at, "columns", fmt.Sprintf("a table of %d columns; up to %d are read", s.columns, s.limits.Columns))
		}
	case s.columns > 1:
		s.cells += s.columns
		if s.cells > s.limits.Cells {
			s.refuse(at, "cells", fmt.Sprintf("tables of more than %d cells", s.limits.Cells))
		}
	}
}

// findDefs collects the link definitions: a reference may come before its own.
func (s *scan) findDefs(at int) {
	for line := range strings.Lines(s.file.Text[at:]) {
		label, rest, ok := strings.Cut(strings.TrimLeft(line, " >"), "]:")
		if ok && strings.HasPrefix(label, "[") && !strings.HasPrefix(label, "[^") && len(label) < 1000 {
			s.defs[strings.ToLower(label[1:])] = len(strings.TrimSpace(rest))
			if s.defined++; s.defined > s.limits.Defs {
				s.refuse(at, "definitions", fmt.Sprintf("more than %d link definitions", s.limits.Defs))
			}
		}
		at += len(line)
	}
}
