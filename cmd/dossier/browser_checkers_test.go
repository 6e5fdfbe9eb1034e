package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/testkit"

	"github.com/chromedp/chromedp"
)

// axeRun asks axe for violations of WCAG 2.2 AA and of what it calls best practice, or of
// another set of its rules.
func axeRun(tags string) string {
	return fmt.Sprintf(`axe.run(document, {runOnly: {type: 'tag', values: %q.split(' ')}, resultTypes: ['violations']})
		.then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')))`, tags)
}

// testAxe has axe look at every kind of page in light, dark and on a phone. Of what axe
// looks at, dark differs from light in colours alone.
func testAxe(t *testing.T, s *site) {
	script, err := os.ReadFile(filepath.Join(testkit.Checkers(t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	const all = "wcag2a wcag2aa wcag21a wcag21aa wcag22aa best-practice"
	for kind, page := range s.kinds(t) {
		if kind == "moved" {
			continue // it is left before anything could look at it
		}
		for _, mode := range []struct {
			name, colours, tags string
			screen              func()
		}{
			{"light", "light", all, s.Desk},
			{"dark", "dark", "cat.color", s.Desk},
			{"phone", "light", all, s.Phone},
		} {
			mode.screen()
			s.Colours(mode.colours)
			if mode.name != "dark" {
				s.open(page)
				s.Do(chromedp.Evaluate[chromedp.Void](string(script)))
			}
			for _, violation := range testkit.Eval[[]string](s.Page, axeRun(mode.tags)) {
				t.Errorf("%s, %s: %s", page, mode.name, violation)
			}
		}
	}
}

// validator holds pages to the standard. What is off there is taste: it forbids what a
// minifier writes, and titles that authors chose.
const validator = `
const {HtmlValidate} = require('html-validate');
const off = ['no-trailing-whitespace', 'long-title', 'void-style', 'attr-quotes', 'doctype-style', 'no-implicit-close',
	'attribute-boolean-style', 'attribute-empty-style', 'no-raw-characters'];
const checker = new HtmlValidate({root: true, extends: ['html-validate:standard'], rules: Object.fromEntries(off.map(rule => [rule, 'off']))});
(async () => {
	for (const file of process.argv.slice(1)) {
		const report = await checker.validateFile(file);
		for (const r of report.results) for (const m of r.messages) if (m.severity === 2) console.log(file + ':' + m.line + ':' + m.column + ': ' + m.ruleId + ': ' + m.message);
	}
})();
`

// testMarkup has html-validate read every page.
func testMarkup(t *testing.T, s *site) {
	args := []string{"-e", validator, "--"}
	for _, page := range s.pages(t) {
		args = append(args, filepath.Join(s.dir, filepath.FromSlash(page)))
		if page == "" || strings.HasSuffix(page, "/") {
			args[len(args)-1] += string(filepath.Separator) + "index.html"
		}
	}
	cmd := exec.Command(testkit.Tool(t, "node"), args...)
	cmd.Dir = testkit.Checkers(t)
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}
