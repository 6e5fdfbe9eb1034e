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
	{"alias bomb", "title: &a [x]\ntags: [*a, *a]\n", "a.md:2:8: YAML anchors, aliases and merge keys are not taken [front-matter]"},
	{"a list", "- a\n- b\n", "a.md:2:1: the front matter must be keys with values, not a list [type]"},
	{"only words", "hello\n", "a.md:2:1: the front matter must be keys with values, not text [type]"},
	{"indent", "title: a\n  date: b\n", "a.md:3:3: a line that is indented deeper than the key before it [front-matter] begin it in column 1"},
	{"what to write", "title: Harbour: it's a history\n", "a.md:2:8: a colon in the value of title [front-matter] write title: 'Harbour: it''s a history'"},
	{"open single quotation", "title: 'open\n", "a.md:2:8: a quotation mark without a partner [front-matter] write title: 'open'"},
	{"sign", "title: @home\n", "a.md:2:8: a value that begins with '@', a sign that YAML keeps for itself [front-matter] write title: '@home'"},
	{"directive", "%YAML 1.1\ntitle: x\n", "a.md:2:1: a line that begins with a sign"},
	{"no colon", "title: a\ndate 2023\n", "a.md:3:1: a line without a colon [front-matter] write date: 2023"},
	{"items out of line", "tags:\n  - a\n - b\n", "a.md:4:2: a line whose indentation fits none above it"},
	{"tab before an item", "tags:\n\t- a\n", "a.md:3:1: a tab in the indentation"},
	{"escape", "title: \"a\\qb\"\n", "a.md:2:11: a backslash in double quotation marks"},
	{"no key", ": value\n", "a.md:2:1: a colon without a key before it"},
	{"list as key", "? [a, b]\n: c\n", "a key must be one word"},
	{"open mapping", "tags: {a\n", "a.md:2:8: a mapping that is not closed"},
	{"merge key", "<<: {title: A}\n", "a.md:2:1: YAML anchors, aliases and merge keys are not taken"},
	{"foreign tag", "title: !!python/object A\n", "a.md:2:8: title must be text, not a tag [type]"},
	{"many signs", "title: " + strings.Repeat("*", 100_000), "a.md:2:1: a line of YAML that is too long"},
	{"deep over lines", strings.Repeat("[\n", 501), "a.md:502:1: a line of YAML that is too long or nested"},
	{"deep brackets", "tags: " + strings.Repeat("[", 100_000), "a.md:2:1: a line of YAML that is too long or nested too deep [too-large]"},
	{"deep mappings", "tags: " + strings.Repeat("{a: ", 100_000), "a.md:2:1: a line of YAML that is too long or nested too deep [too-large]"},
	{"deep lists", "tags:\n" + strings.Repeat("- ", 100_000), "a.md:3:1: a line of YAML that is too long or nested too deep [too-large]"},
	{"escaped control", "title: \"a\\x1bb\"\n", "a.md:2:8: title has a control character [value]"},
	{"control", "title: a\x07b\n", "a.md:2:8: title has a control character [value]"},
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
