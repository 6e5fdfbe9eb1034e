package body_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/parse/gfm"
	"dossier/internal/render/body"
	"dossier/internal/source"

	"golang.org/x/net/html"
)

// knownDifferences are the examples of the CommonMark specification that we answer in
// another way, and why.
var knownDifferences = map[int]string{
	608: "a bare URL is a link in GFM",
	611: "a bare URL is a link in GFM",
	612: "a bare e-mail address is a link in GFM",
}

// TestCommonMark runs every example of the specification, as goldmark's own module
// carries them, through our model and our renderer.
func TestCommonMark(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("find goldmark's module folder: %v", err)
	}
	raw, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct {
		Markdown, HTML, Section string
		Example                 int
	}
	if err := json.Unmarshal(raw, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) != 652 {
		t.Errorf("%d examples, want the 652 of CommonMark 0.31", len(examples))
	}
	passed := 0
	for _, e := range examples {
		f, _ := source.NewFile("example.md", []byte(e.Markdown))
		d := gfm.Parse(f, 0)
		got := body.HTML(d.Blocks, body.Options{Bare: true})
		same := normal(t, got) == normal(t, e.HTML)
		reason, known := knownDifferences[e.Example]
		switch {
		case same && known:
			t.Errorf("example %d passes now: take it off the list (%s)", e.Example, reason)
		case !same && !known:
			t.Errorf("example %d (%s)\nmarkdown %q\n     got %s\n    want %s", e.Example, e.Section, e.Markdown, normal(t, got), normal(t, e.HTML))
		case same:
			passed++
		}
	}
	t.Logf("CommonMark: %d of %d", passed, len(examples))
}

// blockTags are the elements around which white space does not count.
var blockTags = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "dd": true, "div": true, "dl": true, "dt": true,
	"figure": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "hr": true, "li": true, "ol": true,
	"p": true, "pre": true, "section": true, "table": true, "tbody": true, "td": true, "th": true, "thead": true, "tr": true, "ul": true,
}

// normal writes HTML so that two texts are equal when a browser shows the same: white
// space folded outside of <pre> and dropped beside block elements, attributes sorted.
func normal(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	pre, afterBlock := 0, true
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return strings.TrimSpace(b.String())
		}
		token := z.Token()
		switch kind {
		case html.TextToken:
			text := token.Data
			if pre == 0 {
				fold := strings.Join(strings.Fields(text), " ")
				if fold == "" {
					if !afterBlock {
						b.WriteByte(' ')
					}
					continue
				}
				if !afterBlock && strings.ContainsAny(text[:1], " \n\t") {
					b.WriteByte(' ')
				}
				b.WriteString(html.EscapeString(fold))
				if strings.ContainsAny(text[len(text)-1:], " \n\t") {
					b.WriteByte(' ')
				}
			} else {
				b.WriteString(html.EscapeString(text))
			}
			afterBlock = false
			continue
		case html.StartTagToken, html.SelfClosingTagToken:
			if token.Data == "pre" {
				pre++
			}
		case html.EndTagToken:
			if token.Data == "pre" {
				pre--
			}
		}
		block := blockTags[token.Data]
		if block || token.Data == "br" {
			trimmed := strings.TrimRight(b.String(), " \n")
			b.Reset()
			b.WriteString(trimmed)
		}
		token.Type = map[bool]html.TokenType{true: html.StartTagToken, false: token.Type}[kind == html.SelfClosingTagToken]
		b.WriteString(token.String())
		afterBlock = block || token.Data == "br"
	}
}
