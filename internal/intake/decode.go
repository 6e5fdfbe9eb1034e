package intake

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	uni "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// signatures are the first bytes of files that are no text, and what to do with them.
var signatures = []struct{ head, what string }{
	{"PK\x03\x04", "a zip or office file; save it as text, HTML or PDF first"},
	{"\xd0\xcf\x11\xe0", "an old office file; save it as text, HTML or PDF first"},
	{`{\rtf`, "a rich text file; save it as text, HTML or PDF first"},
	{"\x89PNG", "a picture; its text has to be recognised first"},
	{"\xff\xd8\xff", "a picture; its text has to be recognised first"},
	{"GIF8", "a picture; its text has to be recognised first"},
	{"II*\x00", "a picture; its text has to be recognised first"},
	{"MM\x00*", "a picture; its text has to be recognised first"},
	{"\x1f\x8b", "a compressed file; unpack it first"},
	{"\x7fELF", "a program"},
	{"%!PS", "a PostScript file; save it as PDF first"},
}

// formatOf tells what a document is: what the author says, else what its first
// bytes say, else what its name says.
func formatOf(name string, raw []byte, as string) (string, error) {
	if as != "" {
		if readers[as] == nil {
			return "", fmt.Errorf("%s: it cannot be read as %q; the formats are text, html and pdf", name, as)
		}
		return as, nil
	}
	for _, s := range signatures {
		if bytes.HasPrefix(raw, []byte(s.head)) {
			return "", fmt.Errorf("%s: this is %s", name, s.what)
		}
	}
	format := "text"
	ext := strings.ToLower(path.Ext(base(name)))
	switch {
	case bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")):
		format = "pdf"
	case looksLikeHTML(raw), ext == ".html", ext == ".htm", ext == ".xhtml":
		format = "html"
	}
	if readers[format] == nil {
		return "", fmt.Errorf("%s: %s is not read by this version", name, format)
	}
	return format, nil
}

// looksLikeHTML tells whether the text begins as a page does.
func looksLikeHTML(raw []byte) bool {
	head := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), " \t\r\n")
	head = bytes.ToLower(head[:min(len(head), 512)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<?xml"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return tag != "<?xml" || bytes.Contains(head, []byte("<html"))
		}
	}
	return bytes.HasPrefix(head, []byte("<!--")) && bytes.Contains(head, []byte("<html"))
}

// decode turns received bytes into clean text: UTF-8 in normal form C, "\n" line
// ends, nothing invisible. Lines keep their numbers.
func decode(name string, raw []byte) (string, []Entry, error) {
	text, log, err := toUTF8(name, raw)
	if err != nil {
		return "", nil, err
	}
	if strings.ContainsRune(text, '\r') {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	text, log = dropInvisible(text, log)
	if !norm.NFC.IsNormalString(text) {
		text = norm.NFC.String(text)
		log = append(log, Entry{Kind: "encoding", Message: "accents written as separate characters were put together (Unicode form C)"})
	}
	if len(text) > MaxText {
		return "", nil, tooLarge(name, len(text), MaxText)
	}
	if strings.TrimSpace(strings.ReplaceAll(text, "\f", " ")) == "" {
		return "", nil, fmt.Errorf("%s: there is no text in it", name)
	}
	return text, log, nil
}

// toUTF8 reads UTF-16 by its mark, UTF-8 where it is valid, and Windows-1252
// (of which printable Latin-1 is a part) elsewhere.
func toUTF8(name string, raw []byte) (string, []Entry, error) {
	decodeAs := func(enc encoding.Encoding, what string) (string, []Entry, error) {
		out, err := enc.NewDecoder().Bytes(raw)
		if err != nil {
			return "", nil, fmt.Errorf("%s: it begins as %s, but cannot be read as that: %w", name, what, err)
		}
		return string(out), []Entry{{Kind: "encoding", Before: what, After: "UTF-8", Message: "read as " + what}}, nil
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return decodeAs(uni.UTF16(uni.BigEndian, uni.ExpectBOM), "UTF-16")
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw = raw[3:]
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return "", nil, fmt.Errorf("%s: this is binary data, not text", name)
	}
	if utf8.Valid(raw) {
		return string(raw), nil, nil
	}
	if binaryShare(raw) > 0.02 {
		return "", nil, fmt.Errorf("%s: this is binary data, not text", name)
	}
	for _, b := range raw {
		if b >= 0x80 && b < 0xA0 {
			return decodeAs(charmap.Windows1252, "Windows-1252")
		}
	}
	return decodeAs(charmap.ISO8859_1, "Latin-1")
}

// binaryShare is the share of control bytes that no text holds.
func binaryShare(raw []byte) float64 {
	control := 0
	for _, b := range raw {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b || b == 0x7f {
			control++
		}
	}
	return float64(control) / float64(len(raw))
}

// dropInvisible takes out soft hyphens, zero-width characters and controls, and
// spells out ligatures, one entry per line and kind. Zero-width joiners stay:
// several scripts need them. A soft hyphen at the end of a line stays too: it says
// for certain that a word goes on in the next one.
func dropInvisible(text string, log []Entry) (string, []Entry) {
	if strings.IndexFunc(text, func(r rune) bool { return invisible(r) || ligature(r) }) < 0 {
		return text, log
	}
	var b strings.Builder
	b.Grow(len(text))
	line, hidden, ligatures := 1, 0, 0
	flush := func() {
		if hidden > 0 {
			log = append(log, Entry{Line: line, Kind: "soft-hyphen", Message: fmt.Sprintf("%d invisible characters (soft hyphen, zero-width space, control) taken out", hidden)})
		}
		if ligatures > 0 {
			log = append(log, Entry{Line: line, Kind: "ligature", Message: fmt.Sprintf("%d ligatures spelt out", ligatures)})
		}
		line, hidden, ligatures = line+1, 0, 0
	}
	for i, r := range text {
		switch {
		case r == softHyphen && endsLine(text[i+len("\u00AD"):]):
			b.WriteRune(r)
		case invisible(r):
			hidden++
		case ligature(r):
			ligatures++
			b.WriteString(norm.NFKC.String(string(r)))
		default:
			b.WriteRune(r)
		}
		if r == '\n' {
			flush()
		}
	}
	flush()
	return b.String(), log
}

const softHyphen = '\u00AD'

func invisible(r rune) bool {
	switch r {
	case softHyphen, '\u200B', '\u2060', '\uFEFF', 0x7f:
		return true
	case '\n', '\t', '\f':
		return false
	}
	return r < ' '
}

func ligature(r rune) bool { return r >= '\uFB00' && r <= '\uFB06' }

func endsLine(rest string) bool {
	rest = strings.TrimLeft(rest, " \t")
	return strings.HasPrefix(rest, "\n")
}
