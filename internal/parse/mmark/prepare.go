package mmark

import (
	"regexp"
	"sort"
	"strings"

	"dossier/internal/parse/syntax"
	"dossier/internal/source"
)

// prepared is the text that the engine gets, and the way back to the source.
type prepared struct {
	file  *source.File
	text  string
	lines []line // where each stretch of the text comes from, ascending
}

// line says that the text from offset at on stands in the source from offset source
// on, up to the next line that was put in.
type line struct{ at, source int }

// sourceOffset turns an offset in the prepared text into one in the file.
func (p *prepared) sourceOffset(at int) int {
	i := sort.Search(len(p.lines), func(i int) bool { return p.lines[i].at > at }) - 1
	if i < 0 {
		return 0
	}
	return min(p.lines[i].source+at-p.lines[i].at, len(p.file.Text))
}

// preparer walks the lines and keeps track of what is no prose.
type preparer struct {
	out      strings.Builder
	lines    []line
	fence    string // the sign run of the code block that is open
	inside   bool   // that block stands in a list or quotation
	comment  bool   // in an HTML comment
	verbatim string // the closing tag of <pre>, <script>... that is open
	before   string // the line before
	opening  string // the first line of the paragraph at hand
}

// prepare makes the text ready for an engine that reads a definition only at the
// beginning of a block, that takes captions itself, and that takes an unclosed code
// block for a paragraph:
//
//   - an empty line comes before a definition that follows a line of text;
//   - the blank in "Figure: " becomes a tab, so that captions are left to us;
//   - a code block that is open at the end is closed.
func prepare(f *source.File, body int) *prepared {
	p := &preparer{}
	for l := range strings.Lines(f.Text[body:]) {
		p.add(strings.TrimSuffix(l, "\n"), body)
		body += len(l)
	}
	if p.fence != "" && !p.inside {
		p.put(p.fence, body)
	}
	return &prepared{file: f, text: p.out.String(), lines: p.lines}
}

// put writes a line that stands at offset at in the source.
func (p *preparer) put(text string, at int) {
	p.lines = append(p.lines, line{p.out.Len(), at})
	p.out.WriteString(text)
	p.out.WriteByte('\n')
}

func (p *preparer) add(text string, at int) {
	prefix, rest := containerSigns(text)
	if p.isVerbatim(prefix, rest) {
		p.put(text, at)
		p.before = text
		return
	}
	if strings.TrimSpace(rest) == "" {
		p.opening = ""
	} else if p.opening == "" {
		p.opening = text
	}
	if _, _, n := syntax.NoteDefinition(rest); n > 0 && p.continuesText() {
		p.put(strings.TrimRight(quoteSigns(prefix), " "), at)
	}
	p.put(maskCaption(text), at)
	p.before = text
}

// continuesText tells whether the line before is text that a definition could be
// drawn into. Inside an indented code block it is not.
func (p *preparer) continuesText() bool {
	_, rest := containerSigns(p.before)
	return strings.TrimSpace(rest) != "" && !strings.HasPrefix(p.opening, "    ") && !strings.HasPrefix(p.opening, "\t")
}

var signs = regexp.MustCompile(`^(?:[ \t]*(?:A?>|[-+*][ \t]|\d{1,9}[.)][ \t]|:[ \t]))*[ \t]*`)

// containerSigns splits a line into the signs of the containers around it, blanks
// included, and its text.
func containerSigns(text string) (prefix, rest string) {
	n := len(signs.FindString(text))
	return text[:n], text[n:]
}

// quoteSigns keeps the signs that an empty line needs to stay in its quotation.
func quoteSigns(prefix string) string {
	i := strings.LastIndex(prefix, ">")
	if i < 0 || strings.Trim(prefix, "A> \t") != "" {
		return ""
	}
	return prefix[:i+1]
}

var verbatimTag = regexp.MustCompile(`(?i)^<(pre|script|style|textarea)[\s>]`)

// isVerbatim tells whether a line belongs to a code block, a comment or the like.
func (p *preparer) isVerbatim(prefix, rest string) bool {
	run := rest[:len(rest)-len(strings.TrimLeft(rest, "`~"))]
	switch {
	case p.fence != "":
		if strings.TrimRight(rest, " ") == p.fence {
			p.fence = ""
		}
	case p.comment:
		p.comment = !strings.Contains(rest, "-->")
	case p.verbatim != "":
		if strings.Contains(strings.ToLower(rest), p.verbatim) {
			p.verbatim = ""
		}
	case len(prefix) >= 4 && strings.TrimSpace(prefix) == "" && p.opening == "":
		return false // an indented code block has no fences
	case len(run) >= 3 && strings.Trim(run, run[:1]) == "" && (run[0] == '~' || !strings.Contains(rest[len(run):], "`")):
		p.fence, p.inside = run, strings.TrimSpace(prefix) != "" || len(prefix) > 3
		p.opening = ""
	case strings.HasPrefix(rest, "<!--"):
		p.comment = !strings.Contains(rest, "-->")
	case verbatimTag.MatchString(rest):
		p.verbatim = "</" + strings.ToLower(verbatimTag.FindStringSubmatch(rest)[1]) + ">"
		if strings.Contains(strings.ToLower(rest), p.verbatim) {
			p.verbatim = ""
		}
	default:
		return false
	}
	return true
}

var captionWord = regexp.MustCompile(`^([ >]*(?:Figure|Table|Quote):) `)

// maskCaption hides a caption from the engine.
func maskCaption(text string) string {
	return captionWord.ReplaceAllString(text, "$1\t")
}
