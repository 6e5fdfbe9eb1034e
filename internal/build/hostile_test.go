package build_test

import (
	"os"
	"strings"
	"testing"
)

// hostile are texts that cost some Markdown engine, or some stage of ours, more than
// linear time: a unit that is repeated up to 100 kB. The first few have once cost minutes
// or gigabytes here.
var hostile = []string{
	"a\n-\n", "# a\n", "> a\n\n", "[^a]: ", "[^a]", "\f", "\v", "in 1999 ", "A ", "A-", "January ", "1 May 2023, ", "a[^i] ",
	"[a](b", "[](", "*a_ ", "[*a](", "a**_b ", "[a](<b", "](\n[", "a[^i]\n", "[a]: u\n", "[a]:\n", "[a]: u 'b\n", "a\n=\n", "`", "![", "~~~a\n",
	"a <![CDATA[", "^[b ", "![[]()", "[", "[]( \"", "[][", "[a](b '", "[a\n", "[a][b", "[ (](", "<div>\n\n", "~~a ", "- ", "- a\n", "1. ", "> ", ">",
	"a\n: b\n\n", "<a>", "<b><i>", "<!--", "&amp;", "**a** ", "|", "|a|b|\n|-|-|\n", "$a$ ", "[[a]] ", "[[", "[@a] ", "{#a} ", "[^1]: x\n",
	"'", "\u201c", "<details>\n", "<html a>", "<body a>", "\u0301", "\u200d", "\u6f22", "*[A]: b\n", "- [ ] a\n", "the next day ", "Anna ", "x", "1-", "[[Anna Brandt]] ",
}

// TestHostile builds each text in both dialects: it ends with a site of at most 20 times
// the text, or with a refusal that names the file and the line.
func TestHostile(t *testing.T) {
	size, some := 100_000, hostile
	if os.Getenv("DOSSIER_LONG") == "" {
		size, some = 30_000, hostile[:13]
	}
	empty := 0
	for _, dialect := range []string{"gfm", "mmark"} {
		for i, unit := range append([]string{"x "}, some...) {
			n := size / len(unit)
			if i == 0 {
				n = 1
			}
			dir := project(t, map[string]string{
				articles + "a.md":       "---\ntitle: T\ndate: 2020\n---\n" + strings.Repeat(unit, n),
				"dossier.yaml":          "dialect: " + dialect + "\n",
				"content/entities.yaml": "- {name: Anna Brandt, type: person}\n- {name: A, type: concept}\n",
				"content/entities/n.md": "---\nname: Note\n---\n" + strings.Repeat(unit, min(n, 1000)),
			})
			r := run(t, dir)
			if r.Failed {
				if got := lines(r.Problems); !strings.Contains(got, articles+"a.md:") && !strings.Contains(got, "content/entities/n.md:") || !strings.Contains(got, "[too-large]") {
					t.Errorf("%s, %q: refused without a place: %.300s", dialect, unit, got)
				}
				continue
			}
			total := 0
			for _, data := range files(t, dir+"/site") {
				total += len(data)
			}
			if i == 0 {
				empty = total
			}
			if total-empty > 20*size {
				t.Errorf("%s, %q: a site of %d bytes from %d", dialect, unit, total-empty, size)
			}
		}
	}
}
