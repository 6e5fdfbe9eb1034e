package stencil

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// escapers are the names that html/template gives the functions which it puts behind a
// value, joined, and how a string is written there. Other names are not compiled.
var escapers = map[string]func(dst []byte, s string) []byte{
	"htmlescaper":                         appendText,
	"rcdataescaper":                       appendText,
	"attrescaper":                         appendAttribute,
	"urlfilter urlnormalizer attrescaper": appendFiltered,
	"urlfilter attrescaper":               appendRedirect,
	"urlnormalizer attrescaper":           appendNormal,
	"urlescaper attrescaper":              appendQuery,
}

const escaperPrefix = "_html_template_"

// splitEscapers takes the functions that html/template put there off a pipe.
func splitEscapers(cmds []*parse.CommandNode) (rest []*parse.CommandNode, context string) {
	var names []string
	for len(cmds) > 1 {
		last := cmds[len(cmds)-1]
		id, ok := last.Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(id.Ident, escaperPrefix) {
			break
		}
		names = append([]string{strings.TrimPrefix(id.Ident, escaperPrefix)}, names...)
		cmds = cmds[:len(cmds)-1]
	}
	return cmds, strings.Join(names, " ")
}

// writer writes values of strings, whole numbers and HTML in a context.
func writer(e expr, context string) (step, bool) {
	escape := escapers[context]
	switch {
	case escape == nil:
		return nil, false
	case e.typ == htmlType && context == "htmlescaper":
		return func(r *run, dot reflect.Value) { r.out = append(r.out, e.text(r, dot)...) }, true
	case e.typ.PkgPath() == htmlType.PkgPath() && e.typ.PkgPath() != "" || e.typ.Implements(errorType) || e.typ.Implements(reflect.TypeFor[fmt.Stringer]()):
		return nil, false
	case e.text != nil:
		return func(r *run, dot reflect.Value) { r.out = escape(r.out, e.text(r, dot)) }, true
	case e.typ.Kind() == reflect.Int:
		return func(r *run, dot reflect.Value) { r.out = strconv.AppendInt(r.out, e.value(r, dot).Int(), 10) }, true
	}
	return nil, false
}

// appendText writes text between tags: only what could begin markup needs escaping
// there, and a NUL, which HTML does not have.
func appendText(dst []byte, s string) []byte {
	if strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '&') < 0 && strings.IndexByte(s, 0) < 0 {
		return append(dst, s...)
	}
	from := 0
	for i := 0; i < len(s); i++ {
		var with string
		switch s[i] {
		case '<':
			with = "&lt;"
		case '&':
			with = "&amp;"
		case 0:
			with = "\uFFFD"
		default:
			continue
		}
		dst = append(append(dst, s[from:i]...), with...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

// appendAttribute writes the value of an attribute in quotation marks of either kind.
func appendAttribute(dst []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		if with := attributeSigns[s[i]]; with != "" {
			dst = append(append(dst, s[from:i]...), with...)
			from = i + 1
		}
	}
	return append(dst, s[from:]...)
}

// attributeSigns are what takes the place of signs in an attribute.
var attributeSigns = [256]string{'"': "&#34;", '\'': "&#39;", '<': "&lt;", '&': "&amp;", 0: "\uFFFD"}

// appendFiltered writes an address from its beginning, so a scheme that could run a
// script is not let through.
func appendFiltered(dst []byte, s string) []byte {
	if !isSafe(s) {
		return append(dst, unsafeAddress...)
	}
	return appendNormal(dst, s)
}

// appendRedirect writes the address of a refresh, which is not escaped as one.
func appendRedirect(dst []byte, s string) []byte {
	if !isSafe(s) {
		return append(dst, unsafeAddress...)
	}
	return appendAttribute(dst, s)
}

// unsafeAddress is what html/template writes instead of an address.
const unsafeAddress = "#ZgotmplZ"

func isSafe(address string) bool {
	scheme, _, ok := strings.Cut(address, ":")
	return !ok || strings.Contains(scheme, "/") || isSafeScheme(scheme)
}

func isSafeScheme(s string) bool {
	return strings.EqualFold(s, "http") || strings.EqualFold(s, "https") || strings.EqualFold(s, "mailto")
}

// The classes of bytes in addresses, after RFC 3986.
const (
	unreserved = 1 << iota
	reserved
)

var urlBytes = func() (t [256]byte) {
	for c := range 256 {
		switch {
		case '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c < 128 && strings.IndexByte("-._~", byte(c)) >= 0:
			t[c] = unreserved
		case c < 128 && strings.IndexByte("!#$&*+,/:;=?@[]", byte(c)) >= 0:
			t[c] = reserved
		}
	}
	return t
}()

// appendNormal writes an address, or what goes on with one, and escapes what no address
// may have. What is escaped already stays so.
func appendNormal(dst []byte, s string) []byte { return appendURL(dst, s, unreserved|reserved) }

// appendQuery writes a part of an address, in which nothing has a meaning.
func appendQuery(dst []byte, s string) []byte { return appendURL(dst, s, unreserved) }

func appendURL(dst []byte, s string, plain byte) []byte {
	first := 0
	for first < len(s) && urlBytes[s[first]]&plain != 0 && s[first] != '&' {
		first++
	}
	dst = append(dst, s[:first]...) // of most addresses all
	for i := first; i < len(s); i++ {
		c := s[i]
		switch {
		case urlBytes[c]&plain == 0 && !(c == '%' && plain&reserved != 0 && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])):
			const digits = "0123456789abcdef"
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		case c == '&':
			dst = append(dst, "&amp;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
