package write

import (
	"bytes"
	"strings"
	"sync"
	"testing"
)

func TestMinifyFile(t *testing.T) {
	table := []struct{ name, in, want string }{
		{"a.html", "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title> A  quay </title>\n</head>\n<body class=\"home\">\n<p>One  two.</p>\n\n<p>Three.</p>\n</body>\n</html>\n",
			`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A quay</title></head><body class="home"><p>One two.</p><p>Three.</p></body></html>`},
		{"quotes.html", `<a href="x" class='y'>z</a>`, `<a href="x" class='y'>z</a>`},
		{"alt.html", `<img src="a.png" alt=""><input type="text" name="q"><a href="">top</a>`, `<img src="a.png" alt><input type="text" name="q"><a href>top</a>`},
		{"pre.html", "<pre>a\n  b</pre>", "<pre>a\n  b</pre>"},
		{"inline.html", "<p>a <em>b</em> <code>c  d</code>", "<p>a <em>b</em> <code>c d</code>"},
		{"comment.html", "<p>a<!-- b --></p>", "<p>a</p>"},
		{"scheme.html", `<a href="https://example.org/a">a</a><a href="http://example.org/">b</a>`, `<a href="https://example.org/a">a</a><a href="http://example.org/">b</a>`},
		{"ld.html", "<script type=\"application/ld+json\">{ \"name\": \"Quay\", \"n\": 1.50 }</script>", `<script type="application/ld+json">{"name":"Quay","n":1.50}</script>`},
		{"a.css", "a { color : #ff0000; }\n/* b */\n", "a{color:red}"},
		{"a.js", "// the reason\nfunction greet(name) {\n  return 'hello ' + name;\n}\n", `function greet(e){return"hello "+e}`},
		{"a.JSON", "{ \"a\": [1, 2.0, 1e3] }\n", `{"a":[1,2.0,1e3]}`},
		{"a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">\n  <title>A lane</title>\n  <path d=\"M 0 0 L 10 10\"/>\n</svg>\n",
			`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>A lane</title><path d="M0 0 10 10"/></svg>`},
		{"a.txt", "  as it is \n", "  as it is \n"},
		{"a.png", "\x89PNG\r\n", "\x89PNG\r\n"},
		{"a.html.gz", "< p >", "< p >"},
	}
	m := NewMinifier()
	for _, row := range table {
		got, err := m.File(row.name, []byte(row.in))
		if err != nil || string(got) != row.want {
			t.Errorf("%s: error %v\n got %s\nwant %s", row.name, err, got, row.want)
		}
		again, err := m.File(row.name, got)
		if err != nil || !bytes.Equal(again, got) {
			t.Errorf("%s: minified again it is %s (%v)", row.name, again, err)
		}
	}
}

// Text in XML may be the code of an article, as in a feed: its line ends and spaces stay.
func TestMinifyKeepsTextOfXML(t *testing.T) {
	table := []struct{ name, in, want string }{
		{"code", "<feed>\n  <content>&lt;pre&gt;a\n  b\n\nc&lt;/pre&gt;</content>\n</feed>\n", "<feed>\n<content>&lt;pre&gt;a\n  b\n\nc&lt;/pre&gt;</content>\n</feed>"},
		{"ends", "<a>  two  words\t</a>", "<a>  two  words\t</a>"},
		{"mixed", "<p>a <b>c</b> <i>d</i></p>", "<p>a <b>c</b> <i>d</i></p>"},
		{"comment", "<a><!-- > b < -->c  d</a>", "<a>c  d</a>"},
		{"cdata", "<a><![CDATA[b  <i> > ]] c]]></a>", "<a>b  &lt;i> > ]] c</a>"},
		{"instruction", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<?xml-stylesheet href=\"a>b.xsl\"?><a/>", "<?xml version=\"1.0\" encoding=\"utf-8\"?><?xml-stylesheet href=\"a>b.xsl\"?><a/>"},
		{"attribute", "<a b=\"x > y\">c  d</a>", "<a b=\"x > y\">c  d</a>"},
		{"doctype", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>d  e</a>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>d  e</a>"},
		{"placeholder", "<a>\uf8ff0\uf8ff  x</a>", "<a>\uf8ff0\uf8ff  x</a>"},
	}
	for _, row := range table {
		got, err := NewMinifier().File("feed.xml", []byte(row.in))
		if err != nil || string(got) != row.want {
			t.Errorf("%s: error %v\n got %q\nwant %q", row.name, err, got, row.want)
		}
	}
}

func TestMinifyHandsBackWhatItCannotRead(t *testing.T) {
	in := []byte("let let = ;")
	got, err := NewMinifier().File("broken.js", in)
	if err == nil || !bytes.Equal(got, in) || !strings.Contains(err.Error(), "broken.js") {
		t.Errorf("%s, error %v", got, err)
	}
}

func TestTemplate(t *testing.T) {
	for in, want := range map[string]string{
		"<main>\n  <h1>{{.Title}}</h1>\n  <p>{{ .A }}  and {{.B}}</p>\n</main>\n": `<main><h1>{{.Title}}</h1><p>{{ .A }} and {{.B}}</p></main>`,
		`<p class="a {{.Kind}}"{{with .ID}} id="{{.}}"{{end}}>x</p>`:              `<p class="a {{.Kind}}"{{with .ID}} id="{{.}}"{{end}}>x</p>`,
		"{{define \"a\"}}\n<pre>{{.}}\n\n</pre>{{end}}":                           "{{define \"a\"}}<pre>{{.}}\n\n</pre>{{end}}",
		`<script>let a = {{.A}} ;</script>`:                                       `<script>let a = {{.A}} ;</script>`,
		`<a href="{{.To "/a  b/"}}">{{if eq .A "<b>"}}c{{end}}</a>`:               `<a href="{{.To "/a  b/"}}">{{if eq .A "<b>"}}c{{end}}</a>`,
	} {
		if got := NewMinifier().Template(in); got != want {
			t.Errorf("%q\n got %q\nwant %q", in, got, want)
		}
	}
}

// One Minifier serves all workers; run with -race.
func TestMinifierIsShared(t *testing.T) {
	m := NewMinifier()
	inputs := map[string]string{"a.html": "<p style=\"color: #ff0000\">a", "a.css": "a{width:calc(1.50px + 2%)}", "a.js": "let a = 1 + 2", "a.svg": "<svg><path d=\"M 0.10 0.20\"/></svg>", "a.json": "[ 1 ]"}
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			for range 20 {
				for name, text := range inputs {
					if _, err := m.File(name, []byte(text)); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	workers.Wait()
}

// Whatever a file holds, it comes back minified or as it was.
func FuzzMinify(f *testing.F) {
	names := []string{"a.html", "a.css", "a.js", "a.json", "a.svg", "a.xml"}
	for i, seed := range []string{"<p a=b>c", "a{b:c}", "let a=1", "{\"a\":[1]}", "<svg><path d=\"M0 0\"/></svg>", "<a> b <!-- c --> <![CDATA[d]]></a>"} {
		f.Add(uint8(i), []byte(seed))
	}
	m := NewMinifier()
	f.Fuzz(func(t *testing.T, kind uint8, data []byte) {
		before := bytes.Clone(data)
		got, err := m.File(names[int(kind)%len(names)], data)
		if !bytes.Equal(before, data) {
			t.Error("the data was changed in place")
		}
		if err != nil && !bytes.Equal(got, before) {
			t.Errorf("%v, and the data did not come back", err)
		}
	})
}
