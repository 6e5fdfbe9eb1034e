package render

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// token is a piece of HTML: a text, a tag or a comment.
type token struct {
	kind       html.TokenType
	raw        string
	name       string           // of a tag
	attributes []html.Attribute // of a start tag, its own until the next token
}

func (t *token) isStart() bool {
	return t.kind == html.StartTagToken || t.kind == html.SelfClosingTagToken
}

// each goes through the tokens of a text. What our own renderer writes is read here, at a
// fraction of what the tokenizer takes; from the first tag on that it would not write so,
// which an author's own HTML may hold, the tokenizer goes on.
func each(text string, take func(*token)) {
	var t, before token
	for text != "" {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			at = len(text)
		}
		tag := text[at:]
		length := t.plain(tag)
		if tag != "" && length == 0 {
			eachOther(text, take)
			return
		}
		if at > 0 {
			before = token{kind: html.TextToken, raw: text[:at]}
			take(&before)
		}
		if length > 0 {
			take(&t)
		}
		text = tag[length:]
	}
}

// eachOther leaves the reading to the tokenizer.
func eachOther(text string, take func(*token)) {
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		t := token{kind: kind, raw: string(z.Raw())} // before anything else: reading attributes changes it
		if tag := z.Token(); t.isStart() || kind == html.EndTagToken {
			t.name, t.attributes = tag.Data, tag.Attr
		}
		take(&t)
	}
}

// plain reads the tag that a text begins with and returns its length: 0 unless it is
// written as our renderer writes tags, in small letters with values in double quotation
// marks, of an element whose content is HTML again.
func (t *token) plain(text string) int {
	*t = token{kind: html.StartTagToken, attributes: t.attributes[:0]}
	at := 1
	if strings.HasPrefix(text, "</") {
		t.kind, at = html.EndTagToken, 2
	}
	from := at
	at = word(text, at)
	if at == from || text[from] < 'a' {
		return 0
	}
	t.name = text[from:at]
	switch t.name {
	case "iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp":
		return 0
	}
	for t.kind == html.StartTagToken && at < len(text) && text[at] == ' ' {
		from = at + 1
		at = word(text, from)
		a := html.Attribute{Key: text[from:at]}
		if at == from {
			return 0
		}
		if strings.HasPrefix(text[at:], `="`) {
			end := strings.IndexByte(text[at+2:], '"')
			value, ok := "", end >= 0
			if ok {
				value, ok = unescape(text[at+2 : at+2+end])
			}
			if !ok {
				return 0
			}
			a.Val, at = value, at+2+end+1
		}
		if !slices.ContainsFunc(t.attributes, func(b html.Attribute) bool { return b.Key == a.Key }) {
			t.attributes = append(t.attributes, a)
		}
	}
	if at == len(text) || text[at] != '>' {
		return 0
	}
	t.raw = text[:at+1]
	return len(t.raw)
}

// word goes on behind the small letters, digits and hyphens of a name.
func word(text string, at int) int {
	for at < len(text) && ('a' <= text[at] && text[at] <= 'z' || '0' <= text[at] && text[at] <= '9' || text[at] == '-') {
		at++
	}
	return at
}

// unescape reads the value of an attribute, ok false where it holds more than what our
// renderers escape.
func unescape(value string) (plain string, ok bool) {
	if strings.IndexByte(value, '\r') >= 0 || strings.IndexByte(value, 0) >= 0 {
		return "", false
	}
	for rest := value; ; {
		at := strings.IndexByte(rest, '&')
		if at < 0 {
			break
		}
		rest = rest[at:]
		switch end := strings.IndexByte(rest, ';'); rest[:end+1] {
		case "&amp;", "&lt;", "&gt;", "&quot;", "&#34;", "&#39;":
			rest = rest[end+1:]
		default:
			return "", false
		}
	}
	return html.UnescapeString(value), true
}
