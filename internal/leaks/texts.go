package leaks

import (
	"encoding/json"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// stretch is a run of text as a reader or program takes it out of a file; at is the
// offset in the file where it begins, or near it.
type stretch func(at int, text string)

// texts hands every stretch of text in a file to each, decoded: of markup without its
// tags, of data without its escapes, of addresses without theirs. Pictures have none.
func texts(name string, data []byte, each stretch) {
	text := string(data)
	if strings.IndexByte(text, 0) >= 0 || !utf8.ValidString(text) {
		return
	}
	plain := func(at int, text string) {
		each(at, text)
		if decoded := unescapeAddress(text); decoded != text {
			each(at, decoded)
		}
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".svg", ".xml", ".atom", ".rss":
		markup(text, 0, deepest, plain)
	case ".json", ".jsonl", ".js", ".mjs", ".webmanifest", ".geojson":
		plain(0, text)
		quoted(text, plain)
	case ".ics":
		plain(0, unfolded.Replace(text))
	case ".bib":
		plain(0, withoutTeX(text))
	default:
		plain(0, text)
	}
}

// deepest is how many times markup may stand in markup: HTML in a feed, and text of a
// data block in that.
const deepest = 3

// inline are the elements that a word or name can go across.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "cite": true, "code": true, "data": true, "del": true, "dfn": true, "em": true,
	"i": true, "ins": true, "kbd": true, "mark": true, "q": true, "s": true, "samp": true, "small": true, "span": true, "strong": true, "sub": true,
	"time": true, "tspan": true, "u": true, "var": true, "wbr": true, "font": true, "img": true,
}

// markup finds the stretches of HTML, SVG or XML: the text of each block as one, note
// marks left out of it, and every attribute and comment by itself.
func markup(text string, offset, depth int, each stretch) {
	var run, mark strings.Builder
	begin, raised := offset, 0
	flush := func() {
		if run.Len() > 0 {
			nested(begin, run.String(), depth, each)
			run.Reset()
		}
	}
	z := html.NewTokenizer(strings.NewReader(text))
	at := offset
	for {
		kind := z.Next()
		start := at
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken:
			flush()
			return
		case html.TextToken:
			out := &run
			if raised > 0 {
				out = &mark
			} else if run.Len() == 0 {
				begin = start
			}
			out.Write(z.Text())
		case html.CommentToken, html.DoctypeToken:
			nested(start, string(z.Text()), depth, each)
		default:
			tag, more := z.TagName()
			name := string(tag)
			for more {
				var value []byte
				if _, value, more = z.TagAttr(); len(value) > 0 {
					each(start, string(value))
				}
			}
			switch {
			case name == "sup" && kind == html.StartTagToken:
				raised++
			case name == "sup" && kind == html.EndTagToken:
				if raised = max(0, raised-1); raised == 0 {
					each(start, mark.String())
					mark.Reset()
				}
			case name == "br":
				run.WriteByte('\n')
			case !inline[name]:
				flush()
			}
		}
	}
}

// nested looks into text that may be markup or data itself.
func nested(at int, text string, depth int, each stretch) {
	switch trimmed := strings.TrimSpace(text); {
	case depth > 0 && strings.ContainsRune(text, '<'):
		markup(text, at, depth-1, each)
	case strings.HasPrefix(trimmed, "{"), strings.HasPrefix(trimmed, "["):
		quoted(text, func(_ int, s string) { each(at, s) })
	}
	each(at, text)
}

var literal = regexp.MustCompile(`"(?:[^"\\\n]|\\.)*"`)

// quoted finds the strings of JSON or of a script with escapes in them.
func quoted(text string, each stretch) {
	for _, m := range literal.FindAllStringIndex(text, -1) {
		var decoded string
		if s := text[m[0]:m[1]]; strings.ContainsRune(s, '\\') && json.Unmarshal([]byte(s), &decoded) == nil {
			each(m[0], decoded)
		}
	}
}

// unfolded joins the lines of a calendar (RFC 5545, 3.1) and drops its escapes.
var unfolded = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "", `\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";", `\\`, `\`)

var (
	accent  = regexp.MustCompile("\\\\[\"'`^~=.]\\\\?([A-Za-z])|\\\\[uvHcdbkr]\\s*([A-Za-z])\\b")
	letters = strings.NewReplacer(`\ss`, "ß", `\ae`, "æ", `\oe`, "œ", `\aa`, "å", `\o`, "ø", `\l`, "ł", `\AE`, "æ", `\O`, "ø", `\L`, "ł", `\AA`, "å")
)

// withoutTeX drops the braces and accents of BibTeX.
func withoutTeX(text string) string {
	text = strings.NewReplacer("{", "", "}", "").Replace(text)
	return letters.Replace(accent.ReplaceAllString(text, "$1$2"))
}

var escapes = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+`)

// unescapeAddress decodes what stands escaped in the addresses of a text.
func unescapeAddress(text string) string {
	if !strings.ContainsRune(text, '%') {
		return text
	}
	return escapes.ReplaceAllStringFunc(text, func(s string) string {
		decoded, err := url.PathUnescape(s)
		if err != nil || !utf8.ValidString(decoded) {
			return s
		}
		return decoded
	})
}
