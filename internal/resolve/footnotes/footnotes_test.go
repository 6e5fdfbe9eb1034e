package footnotes

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// article makes a document from a text of one block a line: "[^x]: ..." is a
// definition, "[^x]" a mark, "^[...]" an inline note, "<...>" a link. It is no
// dialect, only enough of one to write cases down.
func article(text string) *doc.Doc {
	f, _ := source.NewFile("a.md", []byte(text))
	d := &doc.Doc{File: f}
	offset := 0
	for line := range strings.Lines(text) {
		body := strings.TrimSuffix(line, "\n")
		if m := regexp.MustCompile(`^\[\^(\S+?)\]: ?(.*)$`).FindStringSubmatchIndex(body); m != nil {
			n := &doc.Note{Label: body[m[2]:m[3]], Offset: offset}
			if m[4] < m[5] {
				n.Blocks = []*doc.Block{leaf(body[m[4]:], offset+m[4])}
			}
			d.Defs = append(d.Defs, n)
		} else if body != "" {
			d.Blocks = append(d.Blocks, leaf(body, offset))
		}
		offset += len(line)
	}
	return d
}

var token = regexp.MustCompile(`\[\^([^\]\s]+)\]|\^\[([^\]]*)\]|<|>`)

func leaf(text string, offset int) *doc.Block {
	b := &doc.Block{Kind: doc.Paragraph, Offset: offset}
	put := func(s string, at int) {
		if s != "" {
			b.Segs = append(b.Segs, doc.Seg{Text: len(b.Text), Source: at, Len: len(s)})
			b.Text += s
		}
	}
	at, link := 0, 0
	for _, m := range token.FindAllStringSubmatchIndex(text, -1) {
		put(text[at:m[0]], offset+at)
		at = m[1]
		mark := doc.Mark{Start: len(b.Text), End: len(b.Text) + len(doc.Atom), Kind: doc.NoteRef}
		switch {
		case text[m[0]:m[1]] == "<":
			link = len(b.Text)
			continue
		case text[m[0]:m[1]] == ">":
			b.Add(doc.Mark{Start: link, End: len(b.Text), Kind: doc.Link, Target: "u:x"})
			continue
		case m[2] >= 0:
			mark.Target = text[m[2]:m[3]]
		default:
			mark.Note = &doc.Note{Inline: true, Offset: offset + m[0]}
			if m[4] < m[5] {
				mark.Note.Blocks = []*doc.Block{leaf(text[m[4]:m[5]], offset+m[4])}
			}
		}
		b.Segs = append(b.Segs, doc.Seg{Text: len(b.Text), Source: offset + m[0], Len: 1})
		b.Text += doc.Atom
		b.Add(mark)
	}
	put(text[at:], offset+at)
	return b
}

// show writes leaves with {n} for a mark of note n, and <> around links.
func show(blocks []*doc.Block) string {
	var out []string
	doc.Walk(blocks, func(b *doc.Block) bool {
		var s strings.Builder
		for i, r := range b.Text {
			for _, m := range b.Marks {
				if m.Kind == doc.Link && m.End == i {
					s.WriteByte('>')
				}
			}
			for _, m := range b.Marks {
				if m.Kind == doc.Link && m.Start == i {
					s.WriteByte('<')
				}
				if m.Start != i || m.Kind != doc.NoteRef {
					continue
				}
				if m.Note == nil {
					fmt.Fprintf(&s, "{?%s}", m.Target)
				} else {
					fmt.Fprintf(&s, "{%d.%d}", m.Note.Number, m.Num)
				}
			}
			if string(r) != doc.Atom {
				s.WriteRune(r)
			}
		}
		for _, m := range b.Marks {
			if m.Kind == doc.Link && m.End == len(b.Text) {
				s.WriteByte('>')
			}
		}
		out = append(out, s.String())
		return true
	})
	return strings.Join(out, " | ")
}

func summary(d *doc.Doc) string {
	lines := []string{show(d.Blocks)}
	for _, n := range d.Notes {
		lines = append(lines, fmt.Sprintf("%d %s x%d %s", n.Number, n.ID, n.Refs, show(n.Blocks)))
	}
	for _, n := range d.Loose {
		lines = append(lines, fmt.Sprintf("%s %s %s", n.Why, n.ID, show(n.Blocks)))
	}
	for _, p := range source.Sort(d.Problems) {
		lines = append(lines, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code))
	}
	return strings.Join(lines, "\n")
}

var resolveCases = []struct{ name, text, want string }{
	{"order of first marks", "one[^b] two[^a] three[^b]\n[^a]: A\n[^b]: B",
		"one{1.1} two{2.1} three{1.2}\n1 fn-b x2 B\n2 fn-a x1 A"},
	{"notes of notes come after the body's", "one[^a] two[^b]\n[^a]: see[^c]\n[^b]: B\n[^c]: C",
		"one{1.1} two{2.1}\n1 fn-a x1 see{3.1}\n2 fn-b x1 B\n3 fn-c x1 C"},
	{"mutual marks end", "one[^a]\n[^a]: see[^b]\n[^b]: see[^a]",
		"one{1.1}\n1 fn-a x2 see{2.1}\n2 fn-b x1 see{1.2}"},
	{"a note that only an unused note cites is unused", "one\n[^a]: see[^b]\n[^b]: B",
		"one\nunused fn-a see{0.0}\nunused fn-b B\n2:1 unused\n3:1 unused"},
	{"a mark in an unused note is no mark of a shown note", "one[^b]\n[^a]: see[^b]\n[^b]: B",
		"one{1.1}\n1 fn-b x1 B\nunused fn-a see{1.0}\n2:1 unused"},
	{"first definition wins", "one[^a]\n[^A]: First\n[^a]: Second",
		"one{1.1}\n1 fn-A x1 First\nduplicate fn-a-2 Second\n3:1 duplicate"},
	{"folding is Unicode's", "one[^STRASSE] two[^ÉTÉ]\n[^straße]: S\n[^e\u0301te\u0301]: E",
		"one{1.1} two{2.1}\n1 fn-straße x1 S\n2 fn-été x1 E"},
	{"an undefined mark keeps its label", "one[^x] two[^x]",
		"one{?x} two{?x}\n1:4 undefined\n1:12 undefined"},
	{"undefined in an unused note counts too", "one\n[^a]: see[^x]",
		"one\nunused fn-a see{?x}\n2:1 unused\n2:10 undefined"},
	{"empty", "one[^a]\n[^a]:\n[^b]:",
		"one{1.1}\n1 fn-a x1 \nunused fn-b \n2:1 empty\n3:1 empty\n3:1 unused"},
	{"inline", "one^[in here] two^[] three^[in here]",
		"one{1.1} two{2.1} three{3.1}\n1 fn-in-here x1 in here\n2 fn-note x1 \n3 fn-in-here-2 x1 in here\n1:18 empty"},
	{"an inline note cites another", "one^[see] two[^b]\n[^b]: B^[deep]",
		"one{1.1} two{2.1}\n1 fn-see x1 see\n2 fn-b x1 B{3.1}\n3 fn-deep x1 deep"},
	{"an inline note in an unused note is kept", "one\n[^a]: A^[deep]",
		"one\nunused fn-a A{0.0}\nunused fn-deep deep\n2:1 unused"},
	{"ids are safe and their own", "a[^a.b] b[^a:b] c[^a-b] d[^.] e[^a--b]\n[^a.b]: 1\n[^a:b]: 2\n[^a-b]: 3\n[^.]: 4\n[^a--b]: 5",
		"a{1.1} b{2.1} c{3.1} d{4.1} e{5.1}\n1 fn-a-b-2e x1 1\n2 fn-a-b-3a x1 2\n3 fn-a-b x1 3\n4 fn-note-2e x1 4\n5 fn-a-b-2 x1 5"},
	{"a mark in a link moves behind it", "see <the[^a] old[^b] map> here[^a]\n[^a]: A\n[^b]: B",
		"see <the old map>{1.1}{2.1} here{1.2}\n1 fn-a x2 A\n2 fn-b x1 B"},
	{"a link of nothing but a mark shows its address", "see <[^a]>, <b[^a]>\n[^a]: A",
		"see <u:x>{1.1}, <b>{1.2}\n1 fn-a x2 A"},
	{"white space is no label", "see[^my note] and[^my note]\n[^my note]: text",
		"see[^my note] and[^my note] | [^my note]: text\n2:1 bad-label"},
	{"white space without a definition", "see[^a b] and [^ ]",
		"see[^a b] and [^ ]\n1:4 bad-label"},
}

func TestResolve(t *testing.T) {
	for _, c := range resolveCases {
		t.Run(c.name, func(t *testing.T) {
			d := article(c.text)
			Resolve(d)
			if got := summary(d); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			invariants(t, d)
		})
	}
}

// invariants are what must hold for any article whatever.
func invariants(t *testing.T, d *doc.Doc) {
	t.Helper()
	ids, nth := map[string]bool{}, map[*doc.Note]int{}
	id := func(s string) {
		if key := strings.ToLower(s); ids[key] {
			t.Errorf("id %s twice", s)
		} else {
			ids[key] = true
		}
		if !regexp.MustCompile(`^fn(ref)?-[\pL\pN\pM]+(--?[\pL\pN\pM]+)*$`).MatchString(s) {
			t.Errorf("unsafe id %q", s)
		}
	}
	marks := func(blocks []*doc.Block) {
		doc.Walk(blocks, func(b *doc.Block) bool {
			link := 0
			for _, m := range b.Marks {
				switch {
				case m.Kind == doc.Link:
					link = m.End
				case m.Kind != doc.NoteRef || m.Note == nil:
				case b.Text[m.Start:m.End] != doc.Atom:
					t.Errorf("mark on %q", b.Text[m.Start:m.End])
				case m.Start < link:
					t.Error("mark in a link")
				case m.Note.Number > 0:
					nth[m.Note]++
					if m.Num != nth[m.Note] {
						t.Errorf("mark %d of %s has Num %d", nth[m.Note], m.Note.ID, m.Num)
					}
					id(MarkID(m.Note, m.Num))
				}
			}
			return true
		})
	}
	marks(d.Blocks)
	for i, n := range d.Notes {
		if n.Number != i+1 {
			t.Errorf("note %d has Number %d", i+1, n.Number)
		}
		id(n.ID)
		marks(n.Blocks)
	}
	for _, n := range d.Notes {
		if n.Refs < 1 || n.Refs != nth[n] {
			t.Errorf("%s: %d refs, %d marks", n.ID, n.Refs, nth[n])
		}
	}
	for _, n := range d.Loose {
		if n.Number != 0 || n.Refs != 0 || n.Why == "" {
			t.Errorf("loose note %s: %+v", n.ID, n)
		}
		id(n.ID)
	}
	shown := len(d.Loose)
	for _, n := range d.Notes {
		if !n.Inline {
			shown++
		}
	}
	if shown < len(d.Defs) {
		t.Errorf("%d of %d definitions are lost", len(d.Defs)-shown, len(d.Defs))
	}
}

// A link without words, before or behind one that a mark moves out of, stays.
func TestEmptyLinks(t *testing.T) {
	for _, at := range []int{0, 2, 11} {
		d := article("a <b[^n]> cd")
		b := d.Blocks[0]
		at = min(at, len(b.Text))
		b.Add(doc.Mark{Start: at, End: at, Kind: doc.Link, Target: "empty"})
		Resolve(d)
		found := false
		for _, m := range b.Marks {
			found = found || m.Target == "empty" && m.Start == m.End && m.Start <= len(b.Text)
		}
		if !found || b.Text != "a b"+doc.Atom+" cd" {
			t.Errorf("at %d: %q %v", at, b.Text, b.Marks)
		}
	}
}

func TestHints(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a[^smth] b[^smyth]\n[^smith]: S\n[^smyth]: Y", "did you mean [^smith]; or add a line \"[^smth]: ...\""},
		{"a[^3]\n[^4]: unused", "did you mean [^4]; or add a line \"[^3]: ...\""},
		{"a[^3] b[^4]\n[^4]: used", "add a line \"[^3]: ...\""},
		{"a[^harbour]\n[^quay]: Q", "add a line \"[^harbour]: ...\""},
		{"a[^abm] b[^bam]\n[^bam]: swapped", "did you mean [^bam]; or add a line \"[^abm]: ...\""},
	} {
		d := article(c.text)
		Resolve(d)
		var got string
		for _, p := range d.Problems {
			if p.Code == source.UndefinedNote {
				got = p.Hint
			}
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// A shared link to a note must survive whatever notes are written around it.
func TestIDsAreStable(t *testing.T) {
	labels := []string{"a.b", "a:b", "a b", "ab", "é", "1"}
	id := func(d *doc.Doc, label string) string {
		for _, n := range d.Defs {
			if n.Label == label {
				return n.ID
			}
		}
		return ""
	}
	for _, old := range labels {
		for _, added := range labels {
			if old == added {
				continue
			}
			alone, both := article(""), article("")
			alone.Defs = []*doc.Note{{Label: old}}
			both.Defs = []*doc.Note{{Label: added}, {Label: old}}
			Resolve(alone)
			Resolve(both)
			if id(alone, old) != id(both, old) {
				t.Errorf("%q: %s alone, %s behind %q", old, id(alone, old), id(both, old), added)
			}
		}
	}
}

func FuzzResolve(f *testing.F) {
	for _, c := range resolveCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, doc.Atom) {
			t.Skip()
		}
		d := article(text)
		Resolve(d)
		invariants(t, d)
		was := summary(d)
		d.Problems = nil
		Resolve(d)
		if got := summary(d); got != was {
			t.Errorf("resolved twice: got\n%s\nwas\n%s", got, was)
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	for _, n := range []int{1000, 2000, 4000, 8000} {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, "word[^n%d] and <link[^n%d]> lost[^m%d]\n[^n%d]: note %d\n", i, i, i, i, i)
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for range b.N {
				b.StopTimer()
				d := article(text.String())
				b.StartTimer()
				Resolve(d)
			}
		})
	}
}
