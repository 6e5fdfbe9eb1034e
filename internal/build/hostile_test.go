package build_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/build"
)

// known are units that have once cost this program minutes, gigabytes or pages without
// end when they were repeated.
var known = []string{
	"a\n-\n", "# a\n", "> a\n\n", "[^a]: ", "[^a]", "\f", "\v", "in 1999 ", "A ", "A-", "January ", "1 May 2023, ", "a[^i] ", ": : ", "^\"+++", "> Anna ", "https://a.b/",
}

// units are what a text of one Markdown sign after the other is made of: each has been
// more than linear in some engine, or looks as if it could be.
var units = []string{
	"[a](b", "[](", "*a_ ", "[*a](", "a**_b ", "[a](<b", "](\n[", "a[^i]\n", "[a]: u\n", "[a]:\n", "[a]: u 'b\n", "a\n=\n", "a\n-\n", "`", "![", "~~~a\n", "# a\n",
	"a <![CDATA[", "^[b ", "![[]()", "[", "]", "[]( \"", "[][", "[a](b '", "[a\n", "[a][b", "[ (](", "<div>\n\n", "~~a ", "- ", "- a\n", "1. ", "1. a\n", "> ", ">",
	"> a\n\n", "a\n: b\n\n", "<a>", "<b><i>", "<!--", "&amp;", "&", "**a** ", "*", "_", "**", "__", "***a ", "*a **b ", "|", "|a|b\n", "|a|b|\n|-|-|\n", "$a$ ", "$", "$$",
	"$$\n", "[[a]] ", "[[", "[@a] ", "[@", "{#a} ", "{", "}", "[^1]: x\n", "[^", "[^a", "[^a]", "[^a]: ", "'", "\"", "“", "<details>\n", "<html a>", "<body a>", "<a b>",
	"</a>", "<a href='", "<a href=\"x", "<!", "<?", "<![CDATA[", "<a b=c ", "\u0301", "\u200d", "漢", "*[A]: b\n", "- [ ] a\n", "x", "x ", "\t", "\t- a\n", "    a\n", "\\",
	"\\`", "\\[", "`` ` ", "```\n", "```a\n```\n", "````", "~~~\n", "~", "~~", "~a~ ", "^a^ ", "H~2~O ", "http://a ", "https://a.b/", "www.a.b ", "a@b.c ", "a.b@",
	"<http://a", "<a@b.c>", "ftp://a", "http://", "www.", "a_b_c ", "---\n", "***\n", "===\n", "- - ", "* * ", "1) ", "+ a\n", "- a\n  - b\n", "a  \n", "a\\\n", "\n\n",
	"\r", "\x0c", "\x0b", "\x07", "\x1b[31m", "\x7f", "\u2028", "\u202e", "\ufeff", "\ufffc", "\ufffd", "\ud7ff", "in 1999 ", "the next day ", "1 May 2023, ", "January ",
	"Monday ", "1-", "1/", "2020-01-01 ", "2020-01-01T00:00:00Z ", "1999-2000 ", "from 1999 to ", "between ", "A ", "A-", "A.", "A. ", "Mr. ", "Anna ", "Anna Brandt ",
	"Anna-", "O'", "Dr. ", "of the ", "A of ", "Анна ", "北京", "ก", "ß", "İ", "ﬁ", ". ", "? ", "! ", "... ", "…", "a. B ", "\u00aba\u00bb ", "\"a\" ", "(a) ", "(", "((a",
	")", "(!a) ", "(!", "[a]{.b}", "{.b}", "[a]{", "::: a\n", ":::\n", "!!! a\n", "A> ", "C. ", "[](/a) ", "[a](#b) ", "![a](b.png)\n\n", "![](x)", "![a][b]", "[a]: <",
	"[a]:", "[toc]\n", "{{a}} ", "{{<a>}}", "{% a %}", "<sup>a", "<s", "</", "<p>", "<table><tr><td>", "<table>", "<ul><li>", "<pre>", "<script>", "<style>", "<textarea>",
	"<svg>", "<math>", "<select>", "<a><b>", "<font>", "<nobr>", "<title>", "<plaintext>", "\"' ", "--", "-- ", "---", "—", "...", "''", "``", "<br>", "<br/>\n", "&#0;",
	"&#x10ffff;", "&#", "&nbsp;", "&ngE;", "%25", "%", "a:b ", "::", "a::b\n", "; ", ", ", "1", "1 000 ", "12:00 ", "p. 1 ", "ibid. ", "\"[1] ", "[1] ", "[1]", "(1) ",
	"\u00b9", "note 1 ", "s. 1 ", "C++ ", "U.S.A. ", "[[A|b]] ", "[[A#b]] ", "[a](b)[^a] ", "*a*b", "a*b*", "_a_b", "a***b", "[a]()", "[]()", "![]()", "[a](<>)",
	"[a](b \"c\")", "[a](b \"c", "[a]: b \"c", "[b]: a\n[a] ", "> - ", "- > ", "> 1. ", "-\t", "-  a\n\n", "1.\n", "-\n", "*\n", ": a\n", ":\n", ": : ", "a\n: ", "^[",
	"^[a] ", "^[^[a] ", "[^a][^b] ", "[^a]:\n", "[^a]:b\n", "[^\u0301]", "<!-- a -->\n", "<!-->", "--><!--", "a|b\n-|-\n", "|\n|-\n", "|||\n", "\\|",
}

// shapes are texts of about n bytes that are no row of one unit.
var shapes = map[string]func(n int) string{
	"table of n columns and n rows": func(n int) string {
		k := int(math.Sqrt(float64(n)))
		return rep("|a", k) + "\n" + rep("|-", k) + "\n" + rep("|\n", n/2)
	},
	"wide table":            func(n int) string { return rep("a|", n/4) + "\n" + rep("-|", n/4) + "\n" },
	"list line by line":     func(n int) string { return grow(n, func(i int) string { return rep("  ", i) + "- a\n" }) },
	"code signs that grow":  func(n int) string { return grow(n, func(i int) string { return rep("`", i+1) + "a" }) },
	"fences that grow":      func(n int) string { return grow(n, func(i int) string { return rep("`", i+3) + "\n" }) },
	"items in a quotation":  func(n int) string { return "> " + rep("- ", n/4) + "x\n" + rep(">\n", n/4) },
	"items and empty lines": func(n int) string { return rep("- ", n/3) + "x" + rep("\n", n/3) },
	"lazy lines":            func(n int) string { return rep(">", n/3) + "a\n" + rep("b\n", n/3) },
	"stress in quotations":  func(n int) string { return rep(">", n/3) + rep("a*", n/3) },
	"brackets in brackets":  func(n int) string { return rep("[", n/2) + "a" + rep("]", n/2) },
	"stars around a word":   func(n int) string { return rep("*", n/2) + "a" + rep("*", n/2) },
	"stress of two kinds":   func(n int) string { return rep("*a ", n/8) + rep("_a*_ ", n/8) },
	"stress without an end": func(n int) string { return "a**b" + rep("c* ", n/3) },
	"one long address":      func(n int) string { return "[a]: /" + rep("x", n/2) + "\n\n" + rep("[a]", n/6) },
	"one long title":        func(n int) string { return "[a]: /x \"" + rep("x", n/2) + "\"\n\n" + rep("[a] ", n/8) },
	"definitions":           func(n int) string { return grow(n, func(i int) string { return fmt.Sprintf("[%d]: u%d\n", i, i) }) },
	"notes": func(n int) string {
		return grow(n, func(i int) string { return fmt.Sprintf("a[^%d]\n\n[^%d]: x\n\n", i, i) })
	},
	"a chain of notes": func(n int) string {
		return "a[^0]\n\n" + grow(n, func(i int) string { return fmt.Sprintf("[^%d]: b[^%d]\n", i, i+1) })
	},
	"one note, many marks": func(n int) string { return rep("a[^1] ", n/12) + "\n\n[^1]: " + rep("x ", n/4) + "\n" },
	"a long label":         func(n int) string { return "[^" + rep("a", n) + "]" },
	"a long word":          func(n int) string { return rep("x", n) },
	"a long heading":       func(n int) string { return "# " + rep("word ", n/5) },
	"headings":             func(n int) string { return grow(n, func(i int) string { return fmt.Sprintf("## h%d\n\n", i) }) },
	"blanks inside":        func(n int) string { return "a" + rep(" ", n) + "b" },
	"blanks at the end":    func(n int) string { return "a" + rep(" ", n) },
	"blanks before":        func(n int) string { return rep(" ", n) + "b" },
	"elements in elements": func(n int) string { return rep("<div>", n/11) + rep("</div>", n/11) },
	"attributes":           func(n int) string { return "<a " + rep("b ", n/2) + ">" },
	"attributes of the page": func(n int) string {
		return grow(n, func(i int) string { return fmt.Sprintf("<html a%d><body b%d>", i, i) })
	},
	"formats over paragraphs":  func(n int) string { return "<p>" + rep("<b>", n/6) + "</p>" + rep("<p>", n/6) },
	"text beside cells":        func(n int) string { return "<table>" + rep("<b>x", n/4) },
	"a comment without an end": func(n int) string { return "<!--" + rep("-", n) },
	"a long reference":         func(n int) string { return "&" + rep("a", n/2) + ";&#" + rep("1", n/2) + ";" },
	"brackets in an address":   func(n int) string { return "[a](" + rep("(", n/2) + rep(")", n/2) + ")" },
	"brackets in a bare one":   func(n int) string { return "http://a/" + rep("(", n/2) + rep(")", n/2) },
	"an address to be trimmed": func(n int) string { return "http://a/" + rep("&a;?!", n/5) },
	"mail":                     func(n int) string { return rep("a.", n/4) + "@" + rep("a@", n/4) + "b.c" },
	"combining signs":          func(n int) string { return "a" + rep("\u0301\u0323", n/4) },
	"both directions":          func(n int) string { return rep("aא", n/3) },
	"formulas":                 func(n int) string { return "$" + rep("{", n/2) + rep("}", n/2) + "$" },
	"index terms":              func(n int) string { return grow(n, func(i int) string { return fmt.Sprintf("(!a%d, b%d) x ", i, i) }) },
	"pictures": func(n int) string {
		return grow(n, func(i int) string { return fmt.Sprintf("![a%d](/media/%d.png)\n\n", i, i) })
	},
	"unknown names": func(n int) string { return grow(n, func(i int) string { return fmt.Sprintf("[[N%d]] [@k%d] ", i, i) }) },
	"abbreviations": func(n int) string {
		return grow(n, func(i int) string { return fmt.Sprintf("*[A%d]: b\n\nA%d\n\n", i, i) })
	},
	"code with marks": func(n int) string { return rep("```\na //<<1>>\n```\n\n<<1>>: b\n\n", n/30) },
	"attribute lists": func(n int) string { return "{" + rep(".a ", n/3) + "}\nx\n" },
	"includes":        func(n int) string { return rep("{{/etc/passwd}}\n\n", n/17) },
}

func rep(s string, n int) string { return strings.Repeat(s, n) }

// grow joins the texts of 0, 1, 2... up to n bytes.
func grow(n int, text func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(text(i))
	}
	return b.String()
}

// dense are texts as someone could write them, but for their length. They make large
// sites, since every statement has its place in several registers; the size must grow with
// the text and no faster.
var dense = map[string]func(n int) string{
	"names": func(n int) string { return rep("Anna Brandt went to Norland. ", n/29) },
	"sites": func(n int) string {
		return grow(n, func(i int) string { return fmt.Sprintf("- <https://h%d.example/>\n", i) })
	},
	"pages": func(n int) string {
		return grow(n, func(i int) string { return fmt.Sprintf("- <https://h.example/%d>\n", i) })
	},
	"chronicle": func(n int) string {
		return grow(n, func(i int) string { return fmt.Sprintf("On %d March %d it rained. ", 1+i%28, 1000+i%1000) })
	},
	"days": func(n int) string { return "In 1999 it began. " + rep("The next day it went on. ", n/25) },
}

// builder builds one article again and again, and tells how large the site is.
func builder(t *testing.T) func(dialect, text string) (size int, refused string) {
	dir := project(t, map[string]string{
		"content/entities.yaml": "- {name: Anna Brandt, type: person}\n- {name: A, type: concept}\n- {name: Norland, type: place}\n",
		articles + "a.md":       plain, "content/entities/n.md": plain,
	})
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return func(dialect, text string) (int, string) {
		write(articles+"a.md", "---\ntitle: T\ndate: 2020\ndialect: "+dialect+"\n---\n"+text)
		write("content/entities/n.md", "---\nname: Note\n---\n"+strings.ToValidUTF8(text[:min(len(text), 1000)], ""))
		r, err := build.Run(t.Context(), build.Options{Source: dir, Output: filepath.Join(dir, "site"), Volatile: true})
		if err != nil {
			t.Fatalf("%s, %.60q: %v", dialect, text, err)
		}
		if r.Failed {
			return 0, lines(r.Problems)
		}
		total := 0
		for _, data := range files(t, filepath.Join(dir, "site")) {
			total += len(data)
		}
		return total, ""
	}
}

// TestHostile builds each text in both dialects: it ends with a site of at most 20 times
// the text, or with a refusal that names the file and the line. DOSSIER_LONG=1 builds
// all of them, at 100 kB.
func TestHostile(t *testing.T) {
	size, texts := 30_000, map[string]string{}
	long := os.Getenv("DOSSIER_LONG") != ""
	if long {
		size = 100_000
	}
	for _, unit := range known {
		texts[unit] = rep(unit, size/len(unit))
	}
	for _, name := range []string{"notes", "a chain of notes"} {
		texts[name] = shapes[name](size)
	}
	if long {
		for _, unit := range units {
			texts[unit] = rep(unit, size/len(unit))
		}
		for name, shape := range shapes {
			texts[name] = shape(size)
		}
	}
	run := builder(t)
	for _, dialect := range []string{"gfm", "mmark"} {
		empty, _ := run(dialect, "x ")
		for name, text := range texts {
			total, refused := run(dialect, text)
			if refused != "" && (!strings.Contains(refused, "/a.md:") && !strings.Contains(refused, "/n.md:") || !strings.Contains(refused, "[too-large]")) {
				t.Errorf("%s, %q: refused without a place: %.300s", dialect, name, refused)
			}
			if total-empty > 20*len(text) {
				t.Errorf("%s, %q: a site of %d bytes from %d", dialect, name, total-empty, len(text))
			}
		}
	}
}

// TestDense doubles texts that say much: the site doubles.
func TestDense(t *testing.T) {
	run := builder(t)
	for name, text := range dense {
		empty, _ := run("gfm", "x ")
		once, refused := run("gfm", text(20_000))
		twice, _ := run("gfm", text(40_000))
		if refused != "" || once <= empty {
			t.Errorf("%s: no site: %.300s", name, refused)
		}
		if limit := 240 * (once - empty) / 100; twice-empty > limit {
			t.Errorf("%s: twice the text makes %d bytes from %d", name, twice-empty, once-empty)
		}
	}
}

// TestNamesakes doubles the entities of one name: the site doubles, though each of their
// pages leads to others of them.
func TestNamesakes(t *testing.T) {
	size := func(n int) (total int) {
		dir := project(t, map[string]string{
			articles + "a.md":       "---\ntitle: T\n---\nAda came.\n",
			"content/entities.yaml": grow(n*16, func(i int) string { return fmt.Sprintf("- {id: i%03d, name: Ada, type: person}\n", i) }),
		})
		if r := run(t, dir); r.Failed {
			t.Fatal(lines(r.Problems))
		}
		for _, data := range files(t, filepath.Join(dir, "site")) {
			total += len(data)
		}
		return total
	}
	if once, twice := size(200), size(400); twice > 24*once/10 {
		t.Errorf("twice the namesakes make %d bytes from %d", twice, once)
	}
}
