package render

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// FuzzTokens holds our own reading of HTML to that of the tokenizer.
func FuzzTokens(f *testing.F) {
	for _, text := range []string{
		"", "text", `<p id="p-a" data-par="2">One <a class="e" href="../x/?a=1&amp;b=2#c">two</a>.</p>`, `<input type="checkbox" disabled checked> x<br><hr>`,
		"a < b", "x<", "<p", "</p", "<p ", `<p a="`, `<p a="x"`, `<p a=x>y`, "<p a='x'>", "<P>x</P>", "<p  a>", "<br/>", "<p/>x", "</p x>", "</ p>", "<>", "<1>", "</1>", "<-a>",
		"a<!-- <p> -->b<p>c</p>", "<!doctype html>x", "<![CDATA[x]]>", "<script>a<b</script>c", "<textarea><p></textarea>", "<title>a<b></title>", "<svg><path/></svg>",
		`<a title="&copy=1 &amp &amp; &#39;">x</a>`, `<a title="&quot;&lt;&gt;&#34;">x &amp; y</a>`, "<a title=\"x\r\ny\">", "<p a=\"\x00\">\x00", `<p id="a" id="b">`, "<time datetime=\"1901\">é</time>",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		gather := func(through func(string, func(*token))) (list []token) {
			through(text, func(got *token) {
				one := *got
				one.attributes = append([]html.Attribute(nil), one.attributes...)
				list = append(list, one)
			})
			return list
		}
		if diff := cmp.Diff(gather(eachOther), gather(each), cmp.AllowUnexported(token{})); diff != "" {
			t.Errorf("%q (-tokenizer +own):\n%s", text, diff)
		}
	})
}

// TestPlainTokens makes sure that what our renderer writes is not left to the tokenizer.
func TestPlainTokens(t *testing.T) {
	const text = `<h2 id="a-b">A &amp; b</h2><pre tabindex="0"><code class="language-go">x</code></pre><p><span id="s-1">«<a class="e" href="../../entities/x/" data-e="x">X</a>`
	var tag token
	for at, c := range text {
		if c == '<' && tag.plain(text[at:]) == 0 {
			t.Errorf("%s is not read", text[at:])
		}
	}
}

// FuzzResolve holds the quick way to make an address absolute to the parser's.
func FuzzResolve(f *testing.F) {
	for _, address := range []string{"../../entities/x/", "../b/#s-1", "../../", "./", "", "x", "../../../up/", "../../../../../up/", "/root/", "//host/x", "a//b", "../a/../b", "a.html", "?q", "x#", "x#y#z", "x#a/b", "mailto:a", "https://b.example/x/../y", "%41", "é", "a b"} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		for _, page := range []string{"/articles/a/", "/", "https://example.org/d/articles/a/", "https://example.org/", "https://example.org/é/"} {
			u, err := url.Parse(page)
			if err != nil {
				t.Fatal(err)
			}
			want := address
			if address != "" && address[0] == '#' {
				want = page + address
			} else if to, err := u.Parse(address); err == nil {
				want = to.String()
			}
			if got := newBasis(page).resolve(address); got != want {
				t.Errorf("%q on %s: %q, want %q", address, page, got, want)
			}
		}
	})
}
