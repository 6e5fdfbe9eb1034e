package rawhtml_test

import (
	"strings"
	"testing"

	"dossier/internal/parse/gfm"
	"dossier/internal/render/body"
	"dossier/internal/resolve/rawhtml"
	"dossier/internal/source"
)

var cases = []struct{ name, in, want, problem string }{
	{"kept", "H<sub>2</sub>O\n", "<p>H<sub>2</sub>O</p>", ""},
	{"script block", "<script>alert(1)</script>\n", "", "<script>"},
	{"script in text", "a <script>x</script> b\n", "<p>a x b</p>", "<script>"},
	{"handler", "a <b onclick=\"x()\">b</b>\n", "<p>a <b>b</b></p>", "onclick="},
	{"javascript link", "<a href=\"javascript:x\">b</a>\n", "<p>b</p>", "<a>"},
	{"open in a paragraph", "a <b>b\n\nc\n", "<p>a <b>b</b></p><p>c</p>", ""},
	{"closes nothing", "a</b> c\n", "<p>a c</p>", ""},
	{"open block", "<div>\n\ninside\n\n</div>\n\nafter\n", "<div>\n<p>inside</p></div><p>after</p>", ""},
	{"never closed", "> <details><summary>x</summary>\n\nafter\n", "<blockquote><details><summary>x</summary>\n</details></blockquote><p>after</p>", ""},
	{"style", "<p style=\"color:red\">x</p>\n", "<p>x</p>", "style="},
	{"comment", "a <!-- hidden --> b\n", "<p>a  b</p>", ""},
	{"iframe", "<iframe src=\"https://example.org\"></iframe>\n", "", "<iframe>"},
}

func TestClean(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f, _ := source.NewFile("a.md", []byte(c.in))
			d := gfm.Parse(f, 0)
			rawhtml.Clean(d, "safe")
			got := strings.ReplaceAll(body.HTML(d.Blocks, body.Options{Bare: true}), "\n<", "<")
			if want := strings.ReplaceAll(c.want, "\n<", "<"); strings.TrimSpace(got) != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			problems := ""
			for _, p := range d.Problems {
				problems += p.Message
			}
			if c.problem == "" && problems != "" || !strings.Contains(problems, c.problem) {
				t.Errorf("problems %q, want %q", problems, c.problem)
			}
		})
	}
}

func TestNone(t *testing.T) {
	f, _ := source.NewFile("a.md", []byte("a <b>b</b>\n"))
	d := gfm.Parse(f, 0)
	rawhtml.Clean(d, "none")
	if got := body.HTML(d.Blocks, body.Options{}); got != "<p>a b</p>" {
		t.Errorf("got %q", got)
	}
}
