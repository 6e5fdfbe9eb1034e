package intake

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// letters keeps what words are made of, so that texts can be compared whatever
// became of their signs and spaces.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, s)
}

// account checks that every word of a received text is in the article or quoted in
// the log, once and in order.
func account(t *testing.T, raw []byte, a *Article) {
	t.Helper()
	src, _, err := decode("x", raw)
	if err != nil {
		t.Fatal(err)
	}
	type piece struct {
		stretch
		what string
	}
	var pieces []piece
	check := func(what string, from []stretch, words string) {
		var received strings.Builder
		for _, s := range from {
			pieces = append(pieces, piece{s, what})
			received.WriteString(src[s.from:s.to])
		}
		if got, want := letters(words), letters(received.String()); got != want {
			t.Errorf("%s says %q where the received text says %q", what, quote(words), quote(received.String()))
		}
	}
	spans := func(list []Span) string {
		var b strings.Builder
		for _, s := range list {
			b.WriteString(s.Text)
		}
		return b.String()
	}
	for i, b := range a.Blocks {
		check(fmt.Sprintf("block %d", i), b.from, b.mark+spans(b.Text))
	}
	for _, n := range a.Notes {
		check("note "+n.Label, n.from, n.mark+spans(n.Text))
	}
	for _, e := range a.Log {
		if e.from != nil {
			check("log entry "+e.Kind, e.from, e.Before)
		}
	}
	slices.SortFunc(pieces, func(x, y piece) int { return x.from - y.from })
	at := 0
	for _, p := range pieces {
		if p.from < at {
			t.Errorf("%s: %q was received once and stands twice", p.what, quote(src[p.from:p.to]))
		} else if lost := src[at:p.from]; letters(lost) != "" {
			t.Errorf("lost before %s: %q", p.what, quote(lost))
		}
		at = max(at, p.to)
	}
	if letters(src[at:]) != "" {
		t.Errorf("lost at the end: %q", quote(src[at:]))
	}
}

// leaf is a block as a Markdown parser reads it.
type leaf struct{ kind, text string }

// parsed reads Markdown with an independent parser.
func parsed(markdown []byte) []leaf {
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(markdown))
	var leaves []leaf
	ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		kind := ""
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			kind = "paragraph"
			if n.Parent().Kind() == ast.KindListItem && n.PreviousSibling() == nil {
				kind = "item"
			}
		case *ast.Heading:
			kind = fmt.Sprint("heading ", n.Level)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			leaves = append(leaves, leaf{"code", string(n.Lines().Value(markdown))})
			return ast.WalkSkipChildren, nil
		case *ast.HTMLBlock:
			return ast.WalkSkipChildren, nil
		case *ast.ThematicBreak:
			leaves = append(leaves, leaf{"rule", ""})
		case *extast.TableCell:
			kind = "cell"
		case *ast.Document, *ast.List, *ast.ListItem, *ast.Blockquote:
			if n.Kind() == ast.KindListItem && !n.HasChildren() {
				leaves = append(leaves, leaf{"item", ""})
			}
		}
		if kind != "" {
			leaves = append(leaves, leaf{kind, squeeze(inlineText(n, markdown))})
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return leaves
}

func inlineText(n ast.Node, source []byte) string {
	var b strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			segment := n.Segment.Value(source)
			if _, code := n.Parent().(*ast.CodeSpan); code {
				b.Write(segment)
			} else {
				b.Write(resolve(segment))
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(source))
		case *ast.RawHTML:
			if string(n.Segments.Value(source)) == "<br>" {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// resolve undoes escapes, as goldmark's renderer does.
func resolve(b []byte) []byte {
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", b[i+1]) >= 0 {
			i++
		}
		out = append(out, b[i])
	}
	return out
}

// squeeze collapses white space, and backslashes, which goldmark may leave in two
// text nodes where the second half of an escape begins one.
func squeeze(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for strings.Contains(s, `\\`) {
		s = strings.ReplaceAll(s, `\\`, `\`)
	}
	return s
}

// spoken writes spans as a parser reads them.
func spoken(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		switch {
		case s.Note != "":
			b.WriteString("[^" + s.Note + "]")
		case s.Break:
			b.WriteByte(' ')
		default:
			b.WriteString(s.Text)
		}
	}
	return squeeze(b.String())
}

// expected lists the blocks as they should be parsed.
func expected(blocks []Block) []leaf {
	var leaves []leaf
	for _, b := range blocks {
		l := leaf{"paragraph", spoken(b.Text)}
		switch b.Kind {
		case Heading:
			l.kind = fmt.Sprint("heading ", max(b.Level, 2))
		case Caption:
			l.text = squeeze("Figure: " + l.text)
			if b.Lang == "table" {
				l.text = "Table" + strings.TrimPrefix(l.text, "Figure")
			}
		case Item:
			l.kind = "item"
		case Rule:
			l = leaf{"rule", ""}
		case Code:
			l = leaf{"code", b.Code + "\n"}
		case Table:
			for _, row := range b.Rows {
				for _, c := range row {
					leaves = append(leaves, leaf{"cell", spoken(c.Text)})
				}
			}
			continue
		}
		leaves = append(leaves, l)
	}
	return leaves
}

// meansWhatItSays checks that the Markdown written is read as the article, by a
// parser that knows nothing of it.
func meansWhatItSays(t *testing.T, a *Article) {
	t.Helper()
	_, body := split((&Article{Meta: a.Meta, Blocks: a.Blocks}).Markdown())
	compare(t, parsed(body), expected(a.Blocks), body)
	for _, n := range a.Notes {
		note := []Block{{Kind: Paragraph, Text: n.Text}}
		_, body := split((&Article{Blocks: note}).Markdown())
		compare(t, parsed(body), expected(note), body)
	}
	front, _ := split(a.Markdown())
	var got map[string]string
	if err := yaml.Unmarshal(front, &got); err != nil {
		t.Errorf("the front matter is no YAML: %v\n%s", err, front)
	}
	for key, want := range map[string]string{"title": a.Meta.Title, "author": a.Meta.Author, "author_note": a.Meta.AuthorNote, "source": a.Meta.Source, "description": a.Meta.Description} {
		if squeeze(got[key]) != squeeze(want) {
			t.Errorf("%s is read as %q, want %q", key, got[key], want)
		}
	}
}

// split parts front matter and body.
func split(markdown []byte) (front, body []byte) {
	front, body, _ = bytes.Cut(markdown[3:], []byte("\n---\n"))
	return front, body
}

// logIsYAML checks that a reader of YAML finds the log as it is.
func logIsYAML(t *testing.T, a *Article) {
	t.Helper()
	var got struct {
		Received string
		SHA256   string
		Log      []Entry
	}
	data := a.LogYAML("in.txt", "0012")
	if err := yaml.Unmarshal(data, &got); err != nil {
		t.Fatalf("the log is no YAML: %v\n%s", err, data)
	}
	if got.Received != "in.txt" || got.SHA256 != "0012" || len(got.Log) != len(a.Log) {
		t.Fatalf("the log is read as %+v", got)
	}
	for i, e := range a.Log {
		if _, ok := kindRank[e.Kind]; !ok {
			t.Errorf("kind %q is not in the table", e.Kind)
		}
		e.from = nil
		if g := got.Log[i]; fmt.Sprint(g) != fmt.Sprint(e) {
			t.Fatalf("entry %d is read as %q, want %q", i, fmt.Sprint(g), fmt.Sprint(e))
		}
	}
}

func compare(t *testing.T, got, want []leaf, body []byte) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Errorf("block %d is read as %q, want %q, in\n%s", i, at(got, i), at(want, i), body)
			return
		}
	}
}

func at(list []leaf, i int) leaf {
	if i < len(list) {
		return list[i]
	}
	return leaf{"none", ""}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{
		"Title\n\nby Ann Lee,* Malta\n\nThe first words of it are long enough to make a para-\n\nTwo boats (Photo Lee)\n\ngraph of their own, or so it seems to me. The end came.¹\n\n* Ann Lee is a writer.\n\n¹ <https://example.org/a>\n",
		"a *b _c* d_ **e**\n\n1. x\n2. y\n\n- z\n+ w\n\n# h #\n\n[a](b) [^1] <i> &amp; ~~x~~ `c`\n",
		"x\n---\n> q\n\n* a\n* b\n\n***\n\n\tcode\n",
		"one[1] two[2-3].\n\nNotes\n\n[1] a\n[2] b\n[3] c\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Read("fuzz.txt", raw, Options{As: "text"})
		if err != nil {
			if !strings.HasPrefix(err.Error(), "fuzz.txt: ") {
				t.Errorf("message %q does not name the file", err)
			}
			return
		}
		account(t, raw, a)
		meansWhatItSays(t, a)
		if a.Slug() == "" || len(a.Slug()) > slugMost || strings.Trim(a.Slug(), "-") != a.Slug() {
			t.Errorf("slug %q", a.Slug())
		}
	})
}

// fragments are what received texts are made of, the awkward parts above all.
var fragments = []string{
	"the harbour", "Ann Lee", "was built", "in 1904", ".", ",", ". ", "?", "; ", ": ", " ", " ", " ", " ", "\n", "\n", "\n\n", "\n\n", "\n\n\n", "\f", "\t", "    ",
	"-", "na-\n\n", "tional", "- ", "* ", "*", "**", "_", "***", "* * *", "¹", "²", "km²", "[1]", "[2]", "(1)", "^1", "1. ", "2. ", "2) ", "1 ", "† ", "†", "•  ", "– ",
	"\n¹ <https://example.org/a.>\n", "\n[1] See the log.\n", "\n\nNotes\n\n", "\n1. One\n2. Two\n", "(Photo Lee)", "\n(Photo Lee)\n", "Source: <https://example.org/b>, 3 May 2021", "by Ann Lee,* Malta",
	"https://example.org/x_(y).", "<b>", "<https://example.org>", "&amp;", "&", "\\", "`", "~~", "#", "## ", "> ", ">", "---\n", "===\n", "|", "[a](b)", "![a](b)", "[[x]]", "[^1]", "[^1]: x", "[x]: y", "<!--", "-->", "(!x)",
	"facebook", "\nshare\n", "“", "”", "\"", "'", "the the", "[Footnote 1: so it is]", "é", "e\u0301", "\u00ad", "\u00ad\n", "\u00a0", "\u200b", "ﬁ", "日本", "ΑΒ", "12", "\n12\n", "\n13\n", "+ ", "=", "!", "$x$", "{#id}", ":::", "http://", "www.example.org", "x@example.org",
	"The pilots of the outer harbour met on the quay before the first boat came in, and nobody spoke of the night that was behind them. It was cold.",
}

func TestNothingIsLostInAnyText(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 1500 {
		var b strings.Builder
		for range 1 + rng.IntN(40) {
			b.WriteString(fragments[rng.IntN(len(fragments))])
		}
		raw := []byte(b.String())
		a, err := Read("x.txt", raw, Options{As: "text"})
		if err != nil {
			continue // nothing but white space
		}
		account(t, raw, a)
		meansWhatItSays(t, a)
		logIsYAML(t, a)
		if t.Failed() {
			t.Fatalf("received: %q", raw)
		}
	}
}
