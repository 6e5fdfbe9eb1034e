package fields

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/source"
)

var keys = []Key{{Name: "title"}, {Name: "tags"}, {Name: "draft"}, {Name: "date"}, {Name: "kind"}}

// problemCases are slips an author makes and the place and sentence that tells them.
var problemCases = []struct{ name, yaml, want string }{
	{"colon in a value", "title: Harbour: a history\n", "a.md:2:8:"},
	{"tab", "title: x\n\ttags: y\n", "a.md:3:"},
	{"open quotation", "title: \"open\ntags: x\n", "a.md:2:8:"},
	{"open bracket", "tags: [a, b\n", "a.md:2:7:"},
	{"twice", "title: a\ntitle: b\n", "a.md:3:1:"},
	{"list for text", "title: [a, b]\n", "a.md:2:8: title must be text, not a list [type]"},
	{"map for list", "tags: {a: b}\n", "a.md:2:7: an item of tags must be text, not a mapping [type]"},
	{"word for bool", "draft: perhaps\n", "a.md:2:8: draft must be true or false, not text [type]"},
	{"slip of a key", "tilte: a\n", "a.md:2:1: unknown key \"tilte\" [unknown-key] did you mean \"title\"?"},
	{"value", "kind: newz\n", "a.md:2:7: kind cannot be \"newz\" [value] did you mean \"news\"?"},
	{"alias bomb", "title: &a [x]\ntags: [*a, *a]\n", "a.md:2:8: YAML anchors and aliases are not taken [front-matter]"},
	{"a list", "- a\n- b\n", "a.md:2:1: the front matter must be keys with values, not a list [type]"},
	{"only words", "hello\n", "a.md:2:1: the front matter must be keys with values, not text [type]"},
	{"indent", "title: a\n  date: b\n", "a.md:"},
}

func read(yaml string) []source.Problem {
	f, _ := source.NewFile("a.md", []byte("---\n"+yaml+"---\n"))
	n := Parse(f, yaml, 2, source.BadFrontMatter)
	m := n.Map("the front matter")
	m.Known(keys)
	m.String("title")
	m.Strings("tags")
	m.Bool("draft")
	m.OneOf("kind", "news", "narrative")
	return n.Problems()
}

func TestProblems(t *testing.T) {
	for _, c := range problemCases {
		t.Run(c.name, func(t *testing.T) {
			var lines []string
			for _, p := range read(c.yaml) {
				lines = append(lines, fmt.Sprintf("%s: %s [%s] %s", p.Place, p.Message, p.Code, p.Hint))
			}
			got := strings.Join(lines, "\n")
			if !strings.Contains(got, c.want) {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestValues(t *testing.T) {
	yaml := "title: 2023\ntags: one\ndraft: true\n"
	f, _ := source.NewFile("a.md", []byte(yaml))
	n := Parse(f, yaml, 1, source.BadFrontMatter)
	m := n.Map("it")
	if m.String("title") != "2023" || fmt.Sprint(m.Strings("tags")) != "[one]" || !m.Bool("draft") || len(n.Problems()) > 0 {
		t.Errorf("title %q, tags %v, draft %v, problems %v", m.String("title"), m.Strings("tags"), m.Bool("draft"), n.Problems())
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range problemCases {
		f.Add(c.yaml)
	}
	f.Fuzz(func(t *testing.T, yaml string) { read(yaml) })
}
