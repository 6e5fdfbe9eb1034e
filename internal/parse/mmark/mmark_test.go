package mmark

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/source"
)

func read(text string) *doc.Doc {
	f, _ := source.NewFile("a.md", []byte(text))
	return Parse(f, 0)
}

// show writes blocks down: kind.class#id, texts with marks as {kind:...|target|title|alt}.
func show(blocks []*doc.Block) string {
	var parts []string
	for _, b := range blocks {
		s := b.Kind.String()
		if b.Info != "" {
			s += "." + b.Info
		}
		if b.ID != "" {
			s += "#" + b.ID
		}
		if b.Kind == doc.Heading {
			s += fmt.Sprint(b.Level)
		}
		if b.IsLeaf() {
			s += " " + showText(b)
		} else {
			s += "(" + show(b.Blocks) + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

func showText(b *doc.Block) string {
	var out strings.Builder
	for i := 0; i <= len(b.Text); i++ {
		for j := len(b.Marks) - 1; j >= 0; j-- {
			if m := b.Marks[j]; m.End == i && !m.Kind.IsAtom() {
				out.WriteString("}")
			}
		}
		for _, m := range b.Marks {
			if m.Start != i {
				continue
			}
			fields := strings.TrimRight(strings.Join([]string{m.Target, m.Title, m.Alt}, "|"), "|")
			if !m.Kind.IsAtom() {
				out.WriteString("{" + strings.TrimSuffix(m.Kind.String()+" "+fields, " ") + ":")
			} else if m.Note != nil {
				out.WriteString("^{" + show(m.Note.Blocks) + "}")
			} else {
				out.WriteString("{" + strings.TrimSuffix(m.Kind.String()+" "+fields, " ") + "}")
			}
		}
		if i < len(b.Text) {
			out.WriteByte(b.Text[i])
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(out.String(), doc.Atom, ""), "\n", "/")
}

// cases are one behaviour each; they are the fuzz seeds, too.
var cases = []struct{ name, text, want string }{
	{"superscript and subscript", "H~2~O and 2^10^ and x^a*n*^", "paragraph H{sub:2}O and 2{sup:10} and x{sup:a{emphasis:n}}"},
	{"an open sign is text", "x^2 and y~a b~ and ~~", "paragraph x^2 and y~a b~ and ~~"},
	{"struck out", "~~gone~~", "paragraph {strike:gone}"},
	{"citations", "[@lund, p. 3; @!moe] and [@-berg]", "paragraph {citation lund||p. 3}{citation moe|!} and {citation berg|-}"},
	{"index terms", "the (!fleet, North Sea) of (!!herring)", "paragraph the {index fleet|North Sea} of {index herring}"},
	{"cross references", "see (#map) and (#map, the map)", "paragraph see {reference map} and {reference map|the map}"},
	{"parentheses are parentheses", "see (#1) and (! ) and (a)", "paragraph see (#1) and (! ) and (a)"},
	{"formulas", "$a_1$ and $$b$$ cost $5 or $10", "paragraph {math ||a_1} and {math ||b} cost $5 or $10"},
	{"formula block", "$$\na = b\n$$", "math a = b"},
	{"aside", "A> One *word*\nA> more\n\nEnd", "aside(paragraph One {emphasis:word}/more); paragraph End"},
	{"abstract", ".# Abstract\n\nShort.\n\n# One\n\nText", "group.abstract(heading2 Abstract; paragraph Short.); heading1 One; paragraph Text"},
	{"matter marks", "{frontmatter}\n\nA\n\n{mainmatter}\n\n# B\n\n{backmatter}\n\nC",
		"group.frontmatter(paragraph A); group.mainmatter(heading1 B); group.backmatter(paragraph C)"},
	{"attributes", "{#one .old}\n# Heading\n\n{.wide}\nText\n\n{#q}\n> Said", "group.old(heading#one1 Heading); group.wide(paragraph Text); quote#q(paragraph Said)"},
	{"heading id", "# Heading {#h}\n\n## Other ##", "heading#h1 Heading; heading2 Other"},
	{"figure", "![A map](m.png \"T\")\nFigure: The *map* {#m}", "figure.figure#m(paragraph {image m.png|T|A map}; caption The {emphasis:map})"},
	{"figure of several pictures", "!---\n![a](a.png)\n![b](b.png)\n!---\nFigure: Both", "figure.figure(paragraph {image a.png||a}/{image b.png||b}; caption Both)"},
	{"table", "| A | B |\n|:-:|--:|\n| a\\|b | `c|d` |\nTable: Few {#t}",
		"figure.table#t(table(row(cell A; cell B); row(cell a|b; cell {code:c|d})); caption Few)"},
	{"quotation", "> Said\n\nQuote: She", "figure.quote(quote(paragraph Said); caption She)"},
	{"code with a caption", "~~~go\nx\n~~~\nFigure: Code", "figure.figure(code.go x/; caption Code)"},
	{"definition list", "Term\n: One\n: Two\n\n  more", "definitions(term Term; definition(paragraph One); definition(paragraph Two; paragraph more))"},
	{"a note leaves a list tight", "- a\n\n  [^1]: note\n- b\n  ```\n  c\n  ```", "list(item(text a); item(text b; code c/))"},
	{"a gap beside a note makes it loose", "- a\n\n  [^1]: note\n\n- b", "list(item(paragraph a); item(paragraph b))"},
	{"blocks that begin an item", "- > a\n  > b\n- # C\n- [^1]: note\n- d", "list(item(quote(paragraph a/b)); item(heading1 C); item(); item(text d))"},
	{"several terms", "One\nTwo *x*\nThree\n: Def", "definitions(term One; term Two {emphasis:x}; term Three; definition(text Def))"},
	{"a paragraph before a term", "One\n\nTwo\n: Def", "paragraph One; definitions(term Two; definition(text Def))"},
	{"what ends a quotation", "> a\nb\n# C\n> d\n---\n> e\n```\nf\n```",
		"quote(paragraph a/b); heading1 C; quote(paragraph d); rule(); quote(paragraph e); code f/"},
	{"a quotation right after a line", "- a\n  > b\n- c\n\nd\n> e", "list(item(text a; quote(paragraph b)); item(text c)); paragraph d; quote(paragraph e)"},
	{"links", "[a](u 't') [b][r] [r][] [r] [c](<x y>)\n\n[r]: /ref \"R\"",
		"paragraph {link u|t:a} {link /ref|R:b} {link /ref|R:r} {link /ref|R:r} {link x%20y:c}"},
	{"no links", "[sic] (he wrote) [a]( [b](", "paragraph [sic] (he wrote) [a]( [b]("},
	{"no link in a link", "[see https://a.org and [b](c)](d)", "paragraph {link d:see https://a.org and [b](c)}"},
	{"addresses", "<https://a.org/_x_> https://a.org/b_(c). <me@a.org> www.a.org",
		"paragraph {link https://a.org/_x_:https://a.org/_x_} {link https://a.org/b_(c):https://a.org/b_(c)}. {link mailto:me@a.org:me@a.org} {link http://www.a.org:www.a.org}"},
	{"exclamation before a mark", "Stop![^a] and ![^b]", "paragraph Stop!{note a} and !{note b}"},
	{"mark in an alternative", "![a[^x] b](c.png)", "paragraph {image c.png||a b}{note x}"},
	{"inline notes", "a^[one *two* [^b] `]`] c", "paragraph a^{paragraph one {emphasis:two} {note b} {code:]}} c"},
	{"inline note in a note", "a^[b^[c]]", "paragraph a^{paragraph b^{paragraph c}}"},
	{"an open inline note is text", "a^[b", "paragraph a^[b"},
	{"escapes and entities", "\\*a\\* &copy; &amp; &nope; \\[^1] &#65;", "paragraph *a* © & &nope; [^1] A"},
	{"hard breaks", "a  \nb\\\nc", "paragraph a{break}/b{break}/c"},
	{"raw HTML", "a <b class=\"x\">b</b> a < b <!-- c -->", "paragraph a {html ||<b class=\"x\">}b{html ||</b>} a < b {html ||<!-- c -->}"},
	{"HTML block", "<div>\n*a*\n</div>\n\nb", "html <div>/*a*/</div>/; paragraph b"},
	{"includes stay text", "{{a}}", "paragraph {{a}}"},
	{"code in a tight item", "- a\n  ```sh\n  b\n  ```\n  c", "list(item(text a; code.sh b/; text c))"},
	{"an item of two blocks", "- a\n\n  b\n- c", "list(item(paragraph a; paragraph b); item(paragraph c))"},
	{"nested by two columns", "- a\n  - b\n    - c\n- d", "list(item(text a; list(item(text b; list(item(text c))))); item(text d))"},
	{"a list right after a line", "a\n- b\n- c", "paragraph a; list(item(text b); item(text c))"},
	{"a number in a line", "born in\n1911. It", "paragraph born in/1911. It"},
	{"an open code block", "```\na\n\n[^1]: b", "code a//[^1]: b/"},
	{"an open code block in a quotation", "> ```\n> a\n\nb", "quote(code a/); paragraph b"},
	{"bad label that looks like a link definition", "[^a b]: word", "paragraph [^a b]: word"},
	{"a definition after a line", "a[^1]\n[^1]: b\nc", "paragraph a{note 1}"},
	{"emphasis across a mark", "*a[^1] **b*** c", "paragraph {emphasis:a{note 1} {strong:b}} c"},
	{"check boxes", "- [ ] a\n- [x] b", "list(item(text a); item(text b))"},
}

func TestParse(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := show(read(c.text).Blocks); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// A note stands where its definition does, a mark where it is written, in containers
// too.
func TestPlaces(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"one [^a]", "1:5"},
		{"x\n\n- b\n- one\n  two [^a]", "5:7"},
		{"> > - q\n> >\n> >   é [^a]", "3:9"},
		{"| a | b [^a] |\n|---|---|\n| x | y |", "1:9"},
		{"- | a | b |\n  |---|---|\n  | x | y [^a] |", "3:11"},
		{"[^z]: note\n\n    - in\n    - it [^a]", "4:10"},
		{"Term\n: def\n: def [^a]", "3:7"},
		{"A> one\nA> two [^a]", "2:8"},
		{"a &amp; b\\* [^a]", "1:13"},
		{"# one [^a] #", "1:7"},
		{"text\n[^z]: note [^a]", "2:12"},
		{"![x](y)\nFigure: cap [^a]", "2:13"},
		{"a^[b [^a]]", "1:6"},
	} {
		d := read(c.text)
		got := "none"
		look := func(blocks []*doc.Block) {}
		look = func(blocks []*doc.Block) {
			doc.Walk(blocks, func(b *doc.Block) bool {
				for _, m := range b.Marks {
					if m.Kind == doc.NoteRef && m.Target == "a" {
						p := d.File.Place(b.SourceOffset(m.Start))
						got = fmt.Sprintf("%d:%d", p.Line, p.Column)
					}
					if m.Note != nil {
						look(m.Note.Blocks)
					}
				}
				return true
			})
		}
		look(d.Blocks)
		for _, n := range d.Defs {
			look(n.Blocks)
		}
		if got != c.want {
			t.Errorf("%q: mark at %s, want %s", c.text, got, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"a\n[^n]: b", "2:1"},
		{"> a\n> [^n]: b", "2:3"},
		{"- a\n\n  [^n]: b", "3:3"},
		{"[^m]: a\n    [^n]: b", "2:5"},
		{"x [^n]\n\n[^n]: b", "3:1"},
	} {
		d := read(c.text)
		n := d.Defs[len(d.Defs)-1]
		if p := d.File.Place(n.Offset); fmt.Sprintf("%d:%d", p.Line, p.Column) != c.want || n.Label != "n" {
			t.Errorf("%q: note %s at %d:%d, want n at %s", c.text, n.Label, p.Line, p.Column, c.want)
		}
	}
}

func TestRefused(t *testing.T) {
	rep := strings.Repeat
	for _, c := range []struct{ name, text, want string }{
		{"size", rep("word ", 250_000), "up to 1000 kB"},
		{"depth", rep("> ", 51) + "a", "nested more than 50 deep"},
		{"brackets", rep("[a](b ", 4000), "too many brackets"},
	} {
		d := read(c.text)
		if len(d.Problems) != 1 || d.Problems[0].Code != source.TooLarge || !strings.Contains(d.Problems[0].Message, c.want) || d.Blocks != nil {
			t.Errorf("%s: %v", c.name, d.Problems)
		}
	}
}

// Nothing an author writes is dropped because it is nested deep.
func TestDeep(t *testing.T) {
	rep := strings.Repeat
	for _, text := range []string{
		rep("> ", 45) + "word",
		rep("- ", 45) + "word",
		rep("*a _b ", 60) + "word" + rep("_*", 60),
		rep("^[", 60) + "word" + rep("]", 60),
		rep("[", 80) + "word" + rep("](u)", 80),
	} {
		d := read(text)
		found := false
		var look func(blocks []*doc.Block)
		look = func(blocks []*doc.Block) {
			doc.Walk(blocks, func(b *doc.Block) bool {
				found = found || strings.Contains(b.Text, "word")
				for _, m := range b.Marks {
					if m.Note != nil {
						look(m.Note.Blocks)
					}
				}
				return true
			})
		}
		look(d.Blocks)
		if !found {
			t.Errorf("%.20q...: the text is lost: %s %v", text, show(d.Blocks), d.Problems)
		}
	}
}

// hostile are signs that make an engine slow or make it fail when repeated.
var hostile = []string{
	"a\n-\n", "a\n=\n", "`", "`a``", "![", "# a\n", "~~~a\n", "> ~~~a\n", "a    b", "[a", "a <![CDATA[", "^[b ", "![[]()", "[*a](",
	"[", "[]( \"", "[a](b '", "a\n: b\n", "a\n\n: b\n\n", "[a](<b", "](\n[", "[ (](", "<div>\n\n", "~~a ", "- a\n", "* a\nb\n\n", "1. a\n",
	"> a\n\n", "*a_ ", "a**b", "{#a}\n", "{a=\"b\" c\n", "{.a}\nb\n\n", "$a ", "$$\n", "!---\n", "!----\n![a](b)\n", "A> ", "- > a\n",
	"| a | b |\n|---|---|\n", "a|b\n", "[^a]: x\n", "[^a]: ", "a[^i]\n\n[^i]: x\n\n", "^a ", "~a~", "(!a", "(#a)", "[@a", "https://a.b/(",
	"<a b=\"", "<!--", "&a;", "\\", "[a]: b\n", "[a]:\n", "{mainmatter}\n", ".# a\n", "Figure: a\n\n", "  - a\n    - b\n", "\t", "a  \n",
	"***a", "\n", "- [ ] a\n", ": a\n", "![a](b)\nFigure: c\n\n", "|`\n", "{{a}}", "- - a\n", "> - [^a]: b\n", "\u00a0", doc.Atom,
}

func TestHostile(t *testing.T) {
	for _, sign := range hostile {
		read(strings.Repeat(sign, 5000/len(sign)))
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range cases {
		f.Add(c.text)
	}
	for _, sign := range hostile {
		f.Add(strings.Repeat(sign, 3))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 10_000 {
			t.Skip()
		}
		d := read(text)
		check := func(blocks []*doc.Block) {
			doc.Walk(blocks, func(b *doc.Block) bool { checkLeaf(t, d, b); return true })
		}
		check(d.Blocks)
		for _, n := range d.Defs {
			check(n.Blocks)
		}
	})
}

// checkLeaf tests that marks and segments fit the text.
func checkLeaf(t *testing.T, d *doc.Doc, b *doc.Block) {
	for _, m := range b.Marks {
		if m.Start < 0 || m.Start >= m.End || m.End > len(b.Text) || m.Kind.IsAtom() && b.Text[m.Start:m.End] != doc.Atom {
			t.Fatalf("%s mark %d-%d on %q", m.Kind, m.Start, m.End, b.Text)
		}
	}
	at := 0
	for _, s := range b.Segs {
		if s.Text < at || s.Text+s.Len > len(b.Text) || s.Source < 0 || s.Source+s.Len > len(d.File.Text) {
			t.Fatalf("segment %+v of %q", s, b.Text)
		}
		at = s.Text + s.Len
	}
}

// TestNothingIsLost puts all cases behind each other, and into containers, and looks
// for their words in the model.
func TestNothingIsLost(t *testing.T) {
	word := regexp.MustCompile(`[a-zA-Z]{2,}`)
	syntax := "Figure Table Quote copy amp frontmatter mainmatter backmatter"
	indent := func(first, rest string) func(string) string {
		return func(s string) string { return first + strings.ReplaceAll(s, "\n", "\n"+rest) }
	}
	containers := map[string]func(string) string{
		"alone":       func(s string) string { return s },
		"quotation":   indent("> ", "> "),
		"item":        indent("- ", "  "),
		"second item": indent("1. a\n2. ", "   "),
		"note":        indent("[^n]: ", "    "),
		"definition":  indent("Term\n: ", "  "),
		"aside":       indent("A> ", "A> "),
		"item, quote": indent("- > ", "  > "),
		"quote, item": indent("> - ", ">   "),
	}
	for name, put := range containers {
		for i, a := range cases {
			for j, b := range cases {
				if name != "alone" && (i+j)%5 > 0 {
					continue // a fifth of the pairs, each construct first and second
				}
				if name == "quote, item" && strings.HasPrefix(a.name, "an open code block") {
					continue // where its end should be nobody can tell
				}
				for _, sep := range []string{"\n\n", "\n", " "} {
					text := put(a.text + sep + b.text)
					d := read(text)
					have := everything(d)
					for _, w := range word.FindAllString(text, -1) {
						if !strings.Contains(have, w) && !strings.Contains(syntax, w) {
							t.Errorf("%s: %q of %q is lost in %s", name, w, text, show(d.Blocks))
							break
						}
					}
				}
			}
		}
	}
}

// everything returns all strings that a document holds.
func everything(d *doc.Doc) string {
	var out strings.Builder
	var write func(blocks []*doc.Block)
	write = func(blocks []*doc.Block) {
		doc.Walk(blocks, func(b *doc.Block) bool {
			fmt.Fprintln(&out, b.Text, b.ID, b.Info)
			for _, m := range b.Marks {
				fmt.Fprintln(&out, m.Target, m.Title, m.Alt)
				if m.Note != nil {
					write(m.Note.Blocks)
				}
			}
			return true
		})
	}
	write(d.Blocks)
	for _, n := range d.Defs {
		fmt.Fprintln(&out, n.Label)
		write(n.Blocks)
	}
	return out.String()
}

// TestFormFeeds: a text of form feeds or vertical tabs comes to an end.
func TestFormFeeds(t *testing.T) {
	for _, sign := range []string{"\f", "\v", "a\f", "\v\n", "- \f\n"} {
		f, _ := source.NewFile("a.md", []byte(strings.Repeat(sign, 20_000)))
		if d := Parse(f, 0); len(d.Problems) > 0 {
			t.Errorf("%q: %v", sign, d.Problems)
		}
	}
}
