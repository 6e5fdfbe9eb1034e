package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dossier/internal/build"
	"dossier/internal/source"
	"dossier/internal/testkit"

	"github.com/chromedp/chromedp"
)

// attack is what every payload tries to run: a page on which it ran says so.
const attack = "window.ran=(window.ran||0)+1"

// payloads are attempts to run a script from text, each a form of its own, then each in
// the ways that filters have been passed by: letter case, references, white space.
func payloads() []string {
	code := attack
	list := []string{}
	for _, scheme := range []string{"javascript:", "JaVaScRiPt:", "java\tscript:", "&#106;avascript:", "javascript&colon;", "\x01javascript:", "vbscript:", "data:text/html,<script>" + code + "</script>#", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==#", "blob:", "javascript://x%0a", "&Tab;javascript:", "view-source:javascript:", "feed:javascript:", "jar:javascript:", "//javascript:", "javascript\n:", "&#x6A&#x61&#x76&#x61script:"} {
		for _, form := range []string{
			"[words](<%s>)", "![words](<%s>)", "<%s>", "<a href=\"%s\">x</a>", "<img src=\"%s\">", "<form action=\"%s\"><button>x</button></form>",
			"[x][r%d]\n\n[r%d]: <%s>", "<iframe src=\"%s\"></iframe>", "<object data=\"%s\"></object>", "<math><mi xlink:href=\"%s\">x</mi></math>",
		} {
			target := scheme + code
			if strings.Contains(form, "%d") {
				list = append(list, fmt.Sprintf(form, len(list), len(list), target))
				continue
			}
			list = append(list, fmt.Sprintf(form, target))
		}
	}
	for _, event := range []string{"onerror", "onload", "onclick", "onmouseover", "onfocus autofocus tabindex=1", "ontoggle open", "onanimationstart", "onbeforetoggle", "ONERROR", "on\nerror", "/onerror"} {
		event, more, _ := strings.Cut(event, " ")
		for _, element := range []string{"img src=x", "svg", "details", "body", "video src=x", "audio src=x", "input", "select", "b", "style", "marquee", "iframe srcdoc=x"} {
			list = append(list, fmt.Sprintf("<%s %s %s=\"%s\">x", element, more, event, code))
		}
	}
	for _, raw := range []string{
		"<script>%s</script>", "<SCRIPT>%s</SCRIPT>", "<script/x>%s</script>", "<scr<script>ipt>%s</script>", "<script\n>%s</script\n>", "</title><script>%s</script>",
		"</style><script>%s</script>", "--><script>%s</script><!--", "]]><script>%s</script>", "<!--><script>%s</script>", "<![CDATA[<script>%s</script>]]>", "<?x ?><script>%s</script>",
		"<svg><script>%s</script></svg>", "<svg><style><img src=x onerror=%s></style></svg>", "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=%s&gt;\">",
		"<noscript><p title=\"</noscript><img src=x onerror=%s>\">", "<textarea></textarea><script>%s</script>", "<template><script>%s</script></template>", "<xmp><script>%s</script></xmp>",
		"\"><script>%s</script>", "'><script>%s</script>", "\" onmouseover=\"%s\" x=\"", "' onfocus='%s' autofocus '", "` onerror=%s `", "</textarea><script>%s</script>", "</script><script>%s</script>",
		"<base href=\"javascript:%s//\">", "<meta http-equiv=refresh content=\"0;url=javascript:%s\">", "<link rel=stylesheet href=\"javascript:%s\">", "<embed src=\"javascript:%s\">",
		"<button formaction=\"javascript:%s\">x</button>", "<isindex action=\"javascript:%s\">", "<svg><a xlink:href=\"javascript:%s\"><text>x</text></a></svg>", "<svg><animate onbegin=%s attributeName=x dur=1s>",
		"<svg><use href=\"data:image/svg+xml,<svg id=x onload=%s></svg>#x\"></svg>", "<div style=\"background:url(javascript:%s)\">x</div>", "<p style=\"width:expression(%s)\">x</p>",
		"{{%s}}", "{{constructor.constructor('%s')()}}", "${%s}", "<%%=%s%%>", "{%% raw %%}%s", "{{< x %s >}}", "<script type=module>%s</script>", "<script type=\"application/ld+json\">%s</script>",
		"&lt;script&gt;%s&lt;/script&gt;", "\\u003cscript>%s\\u003c/script>", "<script>%s", "<script src=data:,%s></script>", "**<script>**%s</script>", "`<script>`%s</script>",
		"```\n</code></pre><script>%s</script>\n```", "    </code></pre><script>%s</script>", "``` x\"><script>%s</script>\ny\n```", "$</span><script>%s</script>$", "| a |\n|---|\n| <script>%s</script> |",
		"{#x\" onclick=\"%s}", "[^</a><script>%s</script>]", "[x](/a \"\"><script>%s</script>\")", "![\"><script>%s</script>](x.png)", "[[\"><script>%s</script>]]", "(!\"><script>%s</script>)", "[@\"><script>%s</script>]",
		"<a href=\"https://x.example\" onclick=\"%s\">x</a>", "<ruby onclick=%s>x</ruby>", "<q cite=\"javascript:%s\">x</q>", "<td background=\"javascript:%s\">", "<frameset onload=%s>", "<dialog open onclose=%s>x</dialog>",
	} {
		list = append(list, fmt.Sprintf(raw, code))
	}
	return list
}

// picture is as hostile as a picture can be that is not refused.
const picture = `<svg xmlns="http://www.w3.org/2000/svg"><title>&lt;script&gt;` + attack + `&lt;/script&gt;</title><text y="9">x</text></svg>`

// hostileProject puts every payload into every place that text can come from. Where the
// author trusts the raw HTML of articles there is none: what it runs it may run.
func hostileProject(t *testing.T, list []string, html string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	quote := func(s string) string {
		data, _ := json.Marshal(strings.NewReplacer("\t", " ", "\n", " ", "\x01", "").Replace(s))
		return string(data)
	}
	var entities, events strings.Builder
	for i, p := range list {
		fmt.Fprintf(&entities, "- id: e%d\n  name: %s\n  aliases: [%s]\n  description: %s\n  sort: %s\n", i, quote(fmt.Sprintf("N%d ", i)+p), quote(fmt.Sprintf("Alias%d", i)+p), quote(p), quote(p))
		fmt.Fprintf(&events, "- date: 20%02d-01-02\n  title: %s\n  entities: e%d\n  note: %s\n", i%100, quote(p), i, quote(p))
	}
	write("content/entities.yaml", entities.String())
	write("content/events.yaml", events.String())
	write("content/media/p.svg", picture)
	write("content/sources.json", hostileSources(list))
	write("dossier.yaml", "title: "+quote(list[0])+"\ndescription: "+quote(list[1])+"\nbase_url: https://site.example/\nlicense: "+quote(list[2])+"\nauthors: ["+quote(list[3])+"]\nhtml: "+html+"\n")
	script := "<script>" + attack + "</script>"
	if html == "trusted" {
		script = strings.ReplaceAll(script, "<", "&lt;")
	}
	const each = 30
	for from := 0; from < len(list); from += each {
		group := list[from:min(from+each, len(list))]
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: %s\ndescription: %s\nauthor: [%s]\nauthor_note: %s\npublication: %s\nrights: %s\ndate: 2020-01-02\ncorrections:\n- date: 2021-02-03\n  text: %s\ntags: [%s]\n---\n![%s](/media/p.svg '\">"+script+"')\n\nAs told [@k%d, p. "+script+"].\n\n",
			quote(strings.Join(group, " ")), quote(strings.Join(group, " ")), quote(group[0]), quote(group[1%len(group)]), quote(group[2%len(group)]), quote(group[4%len(group)]), quote(strings.Join(group, " ")), quote("t "+group[3%len(group)]), "alt \"><script>"+attack+"</script>", from)
		for i, p := range group {
			if html == "trusted" {
				p = strings.ReplaceAll(p, "<", "&lt;")
			}
			line := strings.ReplaceAll(p, "\n", " ")
			fmt.Fprintf(&b, "%s\n\nWords N%d %s and Alias%d in a line.[^n%d]\n\n## Head %s\n\n- item %s\n\n> quoted %s\n\n| a |\n|---|\n| %s |\n\n<div title=\"%s\">\n\n%s\n\n</div>\n\n[^n%d]: note %s\n\n",
				p, from+i, line, from+i, i, line, line, line, strings.ReplaceAll(line, "|", "\\|"), line, line, i, line)
		}
		dialect := []string{"gfm", "mmark"}[from/each%2]
		write(fmt.Sprintf("content/articles/a%d<img src=x onerror=%s>.md", from/each, attack), strings.Replace(b.String(), "date: ", "dialect: "+dialect+"\ndate: ", 1))
	}
	return dir
}

// hostileSources is a bibliography of payloads in every field.
func hostileSources(list []string) string {
	var works []map[string]any
	for i, p := range list {
		works = append(works, map[string]any{"id": fmt.Sprintf("k%d", i), "type": "book", "title": p, "container-title": p, "publisher": p, "publisher-place": p,
			"author": []map[string]string{{"family": p, "given": p}, {"literal": p}}, "issued": map[string]any{"date-parts": [][]int{{1999}}}, "note": p, "page": p, "volume": p, "DOI": p, "ISBN": p})
	}
	data, _ := json.Marshal(works)
	return string(data)
}

var policy = regexp.MustCompile(`<meta http-equiv="?Content-Security-Policy"?[^>]*>`)

// withoutPolicy copies a site and takes the Content-Security-Policy out of its pages.
func withoutPolicy(t *testing.T, site string) (dir string, pages []string) {
	t.Helper()
	dir = t.TempDir()
	err := filepath.WalkDir(site, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(site, name)
		if e.IsDir() {
			return os.MkdirAll(filepath.Join(dir, rel), 0o755)
		}
		data, err := os.ReadFile(name)
		if filepath.Ext(name) == ".html" {
			if !policy.Match(data) {
				t.Errorf("%s has no Content-Security-Policy", rel)
			}
			data = policy.ReplaceAll(data, nil)
			pages = append(pages, filepath.ToSlash(rel))
		}
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, rel), data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir, pages
}

// clickAll presses everything that can be pressed, without leaving the page.
const clickAll = `(() => {
	document.addEventListener('submit', e => e.preventDefault(), true)
	document.addEventListener('click', e => { const a = e.target.closest('a'); if (a && !/^\s*(javascript|vbscript|data)/i.test(a.href.baseVal || a.href)) e.preventDefault() }, true)
	for (const e of document.querySelectorAll('a,button,summary,input,[tabindex],img,svg,b,td,q')) {
		for (const kind of ['mouseover', 'focus', 'click']) e.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}))
	}
	return window.ran || 0
})()`

// seesScripts proves that a test in this folder would see a script that runs.
func seesScripts(t *testing.T, p *testkit.Page, dir string) {
	t.Helper()
	for name, text := range map[string]string{
		"control.html": "<b onclick='" + attack + "'>x</b>",
		"control.svg":  `<svg xmlns="http://www.w3.org/2000/svg"><script>` + attack + `</script></svg>`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		p.Do(chromedp.Navigate(testkit.Serve(t, dir, "/") + name))
		if testkit.Eval[int](p, clickAll) == 0 {
			t.Fatalf("the test would not see the script of %s", name)
		}
	}
}

// TestScripts opens pages full of payloads, with the policy and without: none runs, on
// load or on click. DOSSIER_LONG=1 opens every page.
func TestScripts(t *testing.T) {
	list := payloads()
	if len(list) < 200 {
		t.Fatalf("%d payloads are too few", len(list))
	}
	site := filepath.Join(t.TempDir(), "site")
	r, err := build.Run(t.Context(), build.Options{Source: hostileProject(t, list, "safe"), Output: site})
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed {
		for _, p := range r.Problems {
			if p.Severity() > 0 {
				t.Errorf("%s: %s", p.Place, p.Message)
			}
		}
		t.Fatal("the project does not build")
	}
	bare, pages := withoutPolicy(t, site)
	p := testkit.Browser(t)
	seesScripts(t, p, bare)
	for _, dir := range []string{site, bare} {
		base := testkit.Serve(t, dir, "/")
		for _, page := range pages {
			if strings.Count(page, "/") > 1 && !strings.HasPrefix(page, "articles/") && !strings.HasPrefix(page, "entities/e1") && os.Getenv("DOSSIER_LONG") == "" ||
				strings.HasPrefix(page, "entities/e1") && len(page) >= len("entities/e10/index.html") && os.Getenv("DOSSIER_LONG") == "" {
				continue
			}
			p.Do(chromedp.Navigate(base + page))
			if ran := testkit.Eval[int](p, clickAll); ran > 0 {
				t.Errorf("%s (policy: %v): %d scripts ran", page, dir == site, ran)
			}
			if later := testkit.Eval[int](p, `window.ran || 0`); later > 0 {
				t.Errorf("%s (policy: %v): a script ran later", page, dir == site)
			}
		}
		for _, query := range []string{"script", "onerror", "javascript"} {
			p.Do(chromedp.Navigate(base + "search/?q=" + query))
			p.Do(chromedp.Sleep(400 * time.Millisecond))
			if ran := testkit.Eval[int](p, clickAll); ran > 0 {
				t.Errorf("search for %s: %d scripts ran", query, ran)
			}
		}
	}
}

// TestScriptsOtherwise opens, without the policy, what TestScripts does not: articles with
// raw HTML left out, articles with raw HTML trusted and the payloads everywhere else, and
// articles that were imported from a web page and from text, with names from a table.
func TestScriptsOtherwise(t *testing.T) {
	list := payloads()
	bin := program(t)
	p := testkit.Browser(t)
	for name, dir := range map[string]string{
		"html: none":    hostileProject(t, list, "none"),
		"html: trusted": hostileProject(t, list, "trusted"),
		"imported":      importedProject(t, bin, list),
	} {
		site := filepath.Join(t.TempDir(), "site")
		if out, err := exec.Command(bin, "build", "--source", dir, "--output", site).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%.2000s", name, err, out)
		}
		bare, pages := withoutPolicy(t, site)
		seesScripts(t, p, bare)
		base, opened := testkit.Serve(t, bare, "/"), 0
		for _, page := range pages {
			if deep := strings.Count(page, "/") > 1; deep && !strings.HasPrefix(page, "articles/") || opened > 3 && os.Getenv("DOSSIER_LONG") == "" {
				continue
			}
			opened++
			p.Do(chromedp.Navigate(base + page))
			if ran := testkit.Eval[int](p, clickAll); ran > 0 {
				t.Errorf("%s: %s: %d scripts ran", name, page, ran)
			}
		}
		t.Logf("%s: %d pages opened", name, opened)
	}
}

// importedProject imports every payload: from a web page, from text and from a table.
func importedProject(t *testing.T, bin string, list []string) string {
	dir := t.TempDir()
	var page, text, table strings.Builder
	page.WriteString("<!doctype html><title>" + list[0] + "</title><meta name=author content='" + strings.ReplaceAll(list[1], "'", "&#39;") + "'><body><article><h1>A page</h1>\n")
	table.WriteString("id,name,type,aliases,description\n")
	cell := func(s string) string {
		return `"` + strings.NewReplacer(`"`, `""`, "\n", " ", "\x01", "", "\t", " ").Replace(s) + `"`
	}
	for i, payload := range list {
		fmt.Fprintf(&page, "<p>Some words of a paragraph that is long enough to be kept, number %d: %s and its end.</p>\n", i, payload)
		fmt.Fprintf(&text, "Paragraph %d says: %s and so it ends.\n\n", i, payload)
		fmt.Fprintf(&table, "t%d,%s,person,%s,%s\n", i, cell(fmt.Sprintf("N%d ", i)+payload), cell(strings.ReplaceAll(fmt.Sprintf("A%d ", i)+payload, "|", "")), cell(payload))
	}
	page.WriteString("</article>")
	received := t.TempDir()
	for name, data := range map[string]string{"page.html": page.String(), "plain.txt": "A TEXT\n\n" + text.String(), "names.csv": table.String()} {
		if err := os.WriteFile(filepath.Join(received, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"page.html"}, {"plain.txt"}, {"--as", "entities", "names.csv"}} {
		last := len(args) - 1
		args[last] = filepath.Join(received, args[last])
		if out, err := exec.Command(bin, append([]string{"import", "--source", dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("import %s: %v\n%.2000s", args[last], err, out)
		}
	}
	return dir
}

// TestPicturesAlone opens by themselves all SVG pictures with a payload in them that a build
// publishes: most are refused, and none of the others runs anything.
func TestPicturesAlone(t *testing.T) {
	dir, site := t.TempDir(), filepath.Join(t.TempDir(), "site")
	media := filepath.Join(dir, "content", "media")
	if err := os.MkdirAll(media, 0o755); err != nil {
		t.Fatal(err)
	}
	const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" width="9" height="9">`
	var article strings.Builder
	for i, payload := range append(payloads(), pictures...) {
		name := fmt.Sprintf("p%d.svg", i)
		if err := os.WriteFile(filepath.Join(media, name), []byte(open+payload+"<text y='9'>x</text></svg>"), 0o644); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&article, "![x](/media/%s)\n\n", name)
	}
	if err := os.MkdirAll(filepath.Join(dir, "content", "articles"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content", "articles", "a.md"), []byte(article.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	build := func() *build.Result {
		r, err := build.Run(t.Context(), build.Options{Source: dir, Output: site, Volatile: true})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	refused := 0
	for _, problem := range build().Problems {
		if problem.Code == source.UnsafePicture {
			refused++
			os.Remove(filepath.Join(dir, filepath.FromSlash(problem.File)))
		}
	}
	if r := build(); r.Failed {
		t.Fatal(r.Problems)
	}
	published, err := filepath.Glob(filepath.Join(site, "media", "*.svg"))
	if err != nil || len(published) < 3 || refused < 200 {
		t.Fatalf("%d pictures are published and %d refused: %v", len(published), refused, err)
	}
	p := testkit.Browser(t)
	seesScripts(t, p, site)
	base := testkit.Serve(t, site, "/")
	for _, name := range published {
		p.Do(chromedp.Navigate(base + "media/" + filepath.Base(name)))
		if ran := testkit.Eval[int](p, clickAll); ran > 0 {
			data, _ := os.ReadFile(name)
			t.Errorf("%s: %d scripts ran: %s", filepath.Base(name), ran, data)
		}
	}
	t.Logf("%d pictures opened, %d refused", len(published), refused)
}

// pictures are ways to run a script that only SVG has.
var pictures = []string{
	`<a href="javascript:` + attack + `"><text y="9">x</text></a>`, `<a xlink:href="java&#x9;script:` + attack + `"><text y="9">x</text></a>`,
	`<set attributeName="onmouseover" to="` + attack + `"/>`, `<animate attributeName="href" values="javascript:` + attack + `"/>`, `<g onload="` + attack + `"/>`,
	`<foreignObject><h:script>` + attack + `</h:script></foreignObject>`, `<h:img src="x" onerror="` + attack + `"/>`, `<handler type="text/javascript">` + attack + `</handler>`,
	`<style>@import "javascript:` + attack + `";</style>`, `<style>* { background: url("javascript:` + attack + `") }</style>`, `<text style="behavior:url(#x)">x</text>`,
	`<image href="data:image/svg+xml,%3Csvg onload='` + attack + `'/%3E"/>`, `<use href="data:application/xml,%3Cscript/%3E#x"/>`, `<title><h:b onclick="x">x</h:b></title>`,
	`<desc>&lt;script&gt;` + attack + `&lt;/script&gt;</desc>`, `<metadata><x:script xmlns:x="https://x.example/">` + attack + `</x:script></metadata>`, `<text><![CDATA[<script>` + attack + `</script>]]></text>`,
	`<!-- <script>` + attack + `</script> -->`, `<script xmlns="">` + attack + `</script>`, `<s:script xmlns:s="http://www.w3.org/2000/svg">` + attack + `</s:script>`, `<text y="9">` + attack + `</text>`,
}
