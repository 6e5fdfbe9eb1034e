// Package prose lists the text of an article in which names and dates are looked for.
package prose

import (
	"strings"

	"dossier/internal/doc"
)

// Span is a range of bytes, end exclusive.
type Span struct{ Start, End int }

// Leaf is one block of running text with the stretches that are none.
type Leaf struct {
	Block   *doc.Block
	Note    *doc.Note // the note it stands in, nil in the body
	Caption bool      // stands in the caption of a figure
	Skip    []Span    // code, addresses and what the author has linked by hand, sorted
	Over    []int     // of a cell: the leaves that head it, see heads
}

// Leaves lists the prose of d in reading order: the body, then note after note. Notes
// without a mark are left out, since nothing on the page leads to them.
func Leaves(d *doc.Doc) []Leaf {
	var leaves []Leaf
	d.Leaves(func(b *doc.Block, n *doc.Note) {
		if !b.Kind.IsProse() || b.Text == "" || (n != nil && n.Number == 0) {
			return
		}
		leaves = append(leaves, Leaf{Block: b, Note: n, Caption: b.Kind == doc.Caption, Skip: skip(b)})
	})
	heads(d, leaves)
	return leaves
}

// Block is a leaf as those see it who look for names and dates: words alone.
type Block struct {
	Text    string // plain text; U+FFFC stands for a picture or note mark, "\n" is a space
	Heading bool
	Skip    []Span // sorted ranges that are no prose: code, addresses, links by hand
	Over    []int  // of a cell: blocks that may tell more of it, nearest first: cells before it, the column's head, the caption
}

// Blocks lists the words of leaves, in their order.
func Blocks(leaves []Leaf) []Block {
	blocks := make([]Block, len(leaves))
	for i, l := range leaves {
		blocks[i] = Block{Text: l.Block.Text, Heading: l.Block.Kind == doc.Heading, Skip: l.Skip, Over: l.Over}
	}
	return blocks
}

// isAddress tells whether words are nothing but the address of a page or a mailbox.
func isAddress(words string) bool {
	if strings.ContainsAny(words, " \t\n\f\r") {
		return false
	}
	if strings.HasPrefix(words, "www.") || strings.HasPrefix(words, "mailto:") {
		return true
	}
	if scheme, _, ok := strings.Cut(words, "://"); ok && isScheme(scheme) {
		return true
	}
	at := strings.IndexByte(words[min(1, len(words)):], '@') + 1
	return at > 0 && at < len(words)-1
}

// isScheme tells whether words are a letter, then letters, digits, "+", "." and "-".
func isScheme(words string) bool {
	for i := range len(words) {
		switch c := words[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '.' || c == '-'):
		default:
			return false
		}
	}
	return words != ""
}

// skip lists the stretches of a leaf that are no prose. Marks are sorted by start, so
// the spans are too.
func skip(b *doc.Block) []Span {
	var spans []Span
	for _, m := range b.Marks {
		switch {
		case m.Start == m.End:
		case m.Kind.IsQuiet(), m.Kind == doc.Mention, m.Kind == doc.Link && isAddress(b.Text[m.Start:m.End]):
			if k := len(spans); k > 0 && m.Start < spans[k-1].End {
				spans[k-1].End = max(spans[k-1].End, m.End)
				continue
			}
			spans = append(spans, Span{m.Start, m.End})
		}
	}
	return spans
}
