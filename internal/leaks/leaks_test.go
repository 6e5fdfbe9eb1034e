package leaks

import (
	"strings"
	"testing"

	"dossier/internal/redact"
)

const secretText = "Nobody had touched the wick since the autumn before, and the keeper said so to everyone who came up the stairs."

func guard() *Guard {
	g := New(redact.New([]string{"Mara Okonjo"}), []string{"Mara Okonjo"}, func() []string {
		return []string{"The bell was rung by hand through the whole of the night, as always."}
	})
	g.Protect("content/articles/fog.md", []string{secretText, "What the ice did", "The bell was rung by hand through the whole of the night."}, []string{"and the keeper said so to everyone"})
	g.ProtectPath("content/articles/treaty.md", "articles/treaty/")
	return g
}

var files = []struct {
	name, data string
	leaks      int
}{
	{"index.html", "<p>Nobody is here.</p>", 0},
	{"index.html", "<p>" + secretText + "</p>", 1},
	{"index.html", "<p>Nobody <b>had</b> touched the <a href=x>wick since</a> the\nautumn&nbsp;before</p>", 1},
	{"index.html", "<p>Nobody had touched the wick</p><p>since the autumn before</p>", 0}, // two texts of seven words at most
	{"index.html", `<img alt="nobody had touched the wick since the autumn">`, 1},
	{"index.html", "<!-- nobody had touched the wick since the autumn -->", 1},
	{"index.html", "<h2>What the ice did</h2>", 1},
	{"index.html", "<p>the bell was rung by hand through the whole</p>", 0}, // published elsewhere
	{"index.html", "<p>and the keeper said so to everyone</p>", 0},
	{"index.html", `<a href="../articles/treaty/">x</a>`, 1},
	{"index.html", "<p>Mara<sup><a>1</a></sup> Okonjo</p>", 1},
	{"index.html", "<p>M&#97;ra<br>Ok&oacute;njo’s</p>", 1},
	{"index.html", "<p><em>Ma</em>ra&shy; <wbr>Okonjo</p>", 1},
	{"index.html", "<td>Mara</td><td>Okonjo</td>", 0},
	{"index.html", `<a href="https://x.example/Mara_Ok%C3%B3njo">x</a>`, 1},
	{"index.html", `<script type="application/ld+json">{"name":"Mara Okonj\u006f"}</script>`, 1},
	{"index.html", "<noscript><p>Mara <b>Okonjo</b></p></noscript>", 1},
	{"index.html", "<title>MARA OKONJO</title>", 1},
	{"a.svg", "<svg><text>Mara <tspan>Okonjo</tspan></text></svg>", 1},
	{"feed.xml", "<entry><content type=\"html\">&lt;p&gt;Mara &lt;b&gt;Okonjo&lt;/b&gt;</content></entry>", 1},
	{"feed.xml", "<entry><title><![CDATA[Mara Okonjo]]></title></entry>", 1},
	{"search/shard-d0.js", `dossierShard("d0",[["Mara\u0020Okonjo"]])`, 1},
	{"data/events.json", `[{"title":"Mara\nOkonjo"}]`, 1},
	{"data/entities.csv", "id,name\na,\"Okonjo, Mara\"\n", 1},
	{"data/timeline.ics", "SUMMARY:Mara\r\n  Oko\r\n njo\\, and others\r\n", 1},
	{"data/sources.bib", `@book{a, author = {Ok{\'o}njo, M{\"a}ra}}`, 1},
	{"robots.txt", "# for mara-okonjo", 1},
	{"mara-okonjo.png", "\x89PNG\x00", 1},
	{"a.png", "\x89PNG\x00Mara Okonjo", 0},
	{"index.html", "<p>█████ wrote</p>", 0},
	{"x.html", strings.Repeat("<b>", 5000) + "Mara Okonjo", 1},
	{"x.html", "<div title=\"<i>Mara</i> &lt;b&gt; Okonjo\"", 0}, // never closed: no browser shows it
}

func TestFile(t *testing.T) {
	g := guard()
	for _, f := range files {
		if got := g.File(f.name, f.name, []byte(f.data)); len(got) != f.leaks {
			t.Errorf("%s %q: %v, want %d", f.name, f.data, got, f.leaks)
		}
	}
}

func TestIdle(t *testing.T) {
	var none *Guard
	if !none.IsIdle() || none.File("a", "a", []byte("x")) != nil || none.Search("a", nil) != nil {
		t.Error("a nil guard does something")
	}
	if !New(nil, nil, nil).IsIdle() {
		t.Error("an empty guard is busy")
	}
}

// A text without spaces is told by more of its characters: common terms are no leak.
func TestUnspaced(t *testing.T) {
	g := New(nil, nil, nil)
	g.Protect("a.md", []string{"灯台守は長い霧の夜の間ずっと古い鐘を手で鳴らし続けたと言われている。"}, nil)
	for text, want := range map[string]int{"灯台守は長い霧の夜の間": 0, "長い霧の夜の間ずっと古い鐘を手で鳴らし続けたと": 1} {
		if got := g.File("a.txt", "a.txt", []byte(text)); len(got) != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// Whatever a file holds, reading it ends well; and a name that stands in it as plain text
// is found.
func FuzzFile(f *testing.F) {
	for _, c := range files {
		f.Add(c.name, c.data)
	}
	g := guard()
	f.Fuzz(func(t *testing.T, name, data string) {
		g.File(name, name, []byte(data))
		if strings.ContainsAny(data, "\x00<&") || strings.ToValidUTF8(data, "") != data {
			return
		}
		if got := g.File("a.html", "a.html", []byte(data+" \n<p>Mara Okonjo</p>")); len(got) == 0 {
			t.Errorf("the name is not found behind %q", data)
		}
	})
}
