package check

import (
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// kind is how a file is read.
type kind int

const (
	other   kind = iota
	page         // HTML
	drawing      // SVG
	sheet        // CSS
	feed         // XML: feeds, site maps
	data         // JSON: feeds, web app manifests
	robots       // robots.txt
)

func kindOf(name string) kind {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return page
	case ".svg":
		return drawing
	case ".css":
		return sheet
	case ".xml", ".atom", ".rss":
		return feed
	case ".webmanifest":
		return data
	}
	switch path.Base(name) {
	case "feed.json":
		return data
	case "robots.txt":
		return robots
	}
	return other
}

// ref is something in a file that leads somewhere or can be led to.
type ref struct {
	kind refKind
	text string // decoded
	by   string // name of the attribute
	at   int    // byte offset of the text in the file
}

type refKind int

const (
	link      refKind = iota // an address
	anchor                   // an id
	oldAnchor                // a name of <a>
	idRef                    // an id that another element names
	canonical                // the address of the page itself
	base                     // what relative addresses are relative to
)

// addresses are the attributes that hold one address, whatever their element.
var addresses = set("href", "xlink:href", "src", "poster", "action", "formaction", "cite", "background", "longdesc", "manifest")

// idLists are the attributes that name ids of the same page, separated by spaces.
var idLists = set("for", "list", "form", "headers", "itemref", "popovertarget", "commandfor",
	"aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-flowto", "aria-activedescendant", "aria-errormessage")

// metas are the names of meta elements whose content is an address.
var metas = set("og:url", "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "og:audio", "og:video")

// feedTexts are the elements of feeds and site maps whose text is an address, feedAttrs
// their attributes that hold one.
var (
	feedTexts = set("loc", "link", "guid", "comments", "url", "image:loc", "icon", "logo")
	feedAttrs = set("href", "url", "src")
)

func set(names ...string) map[string]bool {
	s := map[string]bool{}
	for _, name := range names {
		s[name] = true
	}
	return s
}

// scan finds the refs in a file of any kind, in the order in which they stand.
func scan(text string, k kind, found func(ref)) {
	switch k {
	case page, drawing:
		scanMarkup(text, found)
	case sheet:
		scanStyle(text, 0, false, found)
	case feed:
		scanFeed(text, found)
	case data:
		scanPattern(text, dataAddress, found)
	case robots:
		scanPattern(text, robotsAddress, found)
	}
}

// scanMarkup finds the refs in HTML or SVG.
func scanMarkup(text string, found func(ref)) { scanPart(text, false, found) }

// scanPart is scanMarkup for a page or for the inside of <noscript>, which is text to the
// tokenizer. There is none in another one.
func scanPart(text string, inNoscript bool, found func(ref)) {
	templates := 0 // ids in <template> are none of the page
	seenBase := false
	tokens(text, func(t tag) {
		if t.name == "template" {
			if t.closing {
				templates = max(0, templates-1)
			} else {
				templates++
			}
		}
		switch {
		case t.text && t.name == "style":
			scanStyle(text[t.start:t.end], t.start, true, found)
			return
		case t.text && t.name == "noscript" && !inNoscript:
			scanPart(text[t.start:t.end], true, func(r ref) { r.at += t.start; found(r) })
			return
		case t.text || t.closing:
			return
		}
		for _, a := range t.attrs {
			r := ref{link, a.value, a.name, t.start + a.at}
			switch {
			case a.name == "id":
				if r.kind = anchor; a.value != "" && templates == 0 {
					found(r)
				}
			case a.name == "name" && t.name == "a":
				r.kind = oldAnchor
				found(r)
			case t.name == "base":
				if r.kind = base; a.name == "href" && !seenBase {
					seenBase = true
					found(r)
				}
			case t.name == "meta":
				if a.name == "content" {
					scanMeta(r, t.attrs, found)
				}
			case a.name == "href" && t.name == "link":
				if rel := strings.ToLower(t.attrs.get("rel")); rel == "canonical" {
					r.kind = canonical
				} else if rel == "preconnect" || rel == "dns-prefetch" {
					continue
				}
				found(r)
			case addresses[a.name], a.name == "data" && t.name == "object":
				found(r)
			case a.name == "srcset" || a.name == "imagesrcset":
				scanSrcset(r, found)
			case a.name == "style":
				scanStyle(a.value, r.at, true, found)
			case idLists[a.name]:
				for _, id := range strings.Fields(a.value) {
					found(ref{idRef, id, a.name, r.at})
				}
			}
		}
	})
}

// scanMeta finds the address in the content of a meta element, if its name or
// instruction says that there is one.
func scanMeta(r ref, attrs attributeList, found func(ref)) {
	name := strings.ToLower(attrs.get("property") + attrs.get("name"))
	if metas[name] {
		found(r)
	}
	if strings.EqualFold(attrs.get("http-equiv"), "refresh") {
		_, rest, ok := strings.Cut(r.text, ";")
		rest = strings.TrimSpace(rest)
		if ok && len(rest) > 4 && strings.EqualFold(rest[:4], "url=") {
			r.text = strings.Trim(rest[4:], "'\" ")
			found(r)
		}
	}
}

// scanSrcset finds the addresses in "a.png 1x, b.png 2x". A comma may be part of an
// address; only one at its end or after the size separates.
func scanSrcset(r ref, found func(ref)) {
	rest := r.text
	for {
		rest = strings.TrimLeft(rest, " \t\n\f\r,")
		if rest == "" {
			return
		}
		address := rest
		if i := strings.IndexAny(rest, " \t\n\f\r"); i >= 0 {
			address = rest[:i]
		}
		rest = rest[len(address):]
		if trimmed := strings.TrimRight(address, ","); trimmed != address {
			address = trimmed
		} else if _, after, ok := strings.Cut(rest, ","); ok {
			rest = after
		} else {
			rest = ""
		}
		r.text = address
		found(r)
	}
}

// scanFeed finds the addresses in a feed or site map.
func scanFeed(text string, found func(ref)) {
	inside := ""
	tokens(text, func(t tag) {
		switch {
		case t.text:
			raw := text[t.start:t.end]
			value := strings.TrimSpace(raw)
			if feedTexts[inside] && value != "" {
				found(ref{link, html.UnescapeString(value), inside, t.start + strings.Index(raw, value)})
			}
		case t.closing:
			inside = ""
		default:
			inside = t.name
			if t.name == "guid" && strings.EqualFold(t.attrs.get("ispermalink"), "false") {
				inside = ""
			}
			for _, a := range t.attrs {
				if feedAttrs[a.name] {
					found(ref{link, a.value, a.name, t.start + a.at})
				}
			}
		}
	})
}

// tag is a token of markup: a tag, or a stretch of text with the name of the element it
// is the raw contents of, such as style.
type tag struct {
	name       string
	text       bool
	closing    bool
	start, end int // of the whole token in the file
	attrs      attributeList
}

// tokens cuts markup into tags and text.
func tokens(text string, each func(tag)) {
	z := html.NewTokenizer(strings.NewReader(text))
	at, last := 0, ""
	for {
		kind := z.Next()
		raw := len(z.Raw())
		t := tag{start: at, end: at + raw}
		at = t.end
		switch kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			t.text, t.name = true, last
			each(t)
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, more := z.TagName()
			t.name, t.closing = string(name), kind == html.EndTagToken
			if more && !t.closing {
				t.attrs = attributes(text[t.start:t.end], z)
			}
			last = ""
			if kind == html.StartTagToken {
				last = t.name
			}
			each(t)
		}
	}
}

// attribute is an attribute of a tag; at is the offset of its value in the tag.
type attribute struct {
	name, value string
	at          int
}

type attributeList []attribute

func (l attributeList) get(name string) string {
	for _, a := range l {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

const space = " \t\n\f\r"

// mostAttributes is how many attributes of one tag are looked at, which keeps the time
// linear for tags that somebody made to be slow.
const mostAttributes = 200

// attributes reads the attributes of a tag. The tokenizer knows their values, but not
// where these stand. Of two with one name the first counts.
func attributes(tag string, z *html.Tokenizer) (list attributeList) {
	places := valuePlaces(tag)
	for more := true; more && len(list) < mostAttributes; {
		var name, value []byte
		name, value, more = z.TagAttr()
		a := attribute{name: string(name), value: string(value)}
		if a.name == "" || has(list, a.name) {
			continue
		}
		for _, p := range places {
			if p.name == a.name {
				a.at = p.at
				break
			}
		}
		list = append(list, a)
	}
	return list
}

// valuePlaces finds where the values of a tag's attributes begin, by the rules of the HTML
// standard. An attribute without a value has the place behind its name.
func valuePlaces(tag string) (places attributeList) {
	at := 1
	skip := func(chars string, want bool) {
		for at < len(tag) && strings.IndexByte(chars, tag[at]) >= 0 == want {
			at++
		}
	}
	skip(space+"/>", false) // the name of the element
	for {
		skip(space+"/", true)
		if at >= len(tag) || tag[at] == '>' || len(places) == 2*mostAttributes { // twice, for repeated ones
			return places
		}
		start := at
		at++ // a = here is part of the name
		skip(space+"/>=", false)
		a := attribute{name: lowerASCII(tag[start:at]), at: at}
		skip(space, true)
		if at < len(tag) && tag[at] == '=' {
			at++
			skip(space, true)
			if at < len(tag) && (tag[at] == '"' || tag[at] == '\'') {
				quote := tag[at : at+1]
				at++
				a.at = at
				skip(quote, false)
				at++
			} else {
				a.at = at
				skip(space+">", false)
			}
		}
		places = append(places, a)
	}
}

// lowerASCII is the lower case that HTML means: only that of A to Z.
func lowerASCII(name string) string {
	lower := []byte(name)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	return string(lower)
}

func has(list attributeList, name string) bool {
	for _, a := range list {
		if a.name == name {
			return true
		}
	}
	return false
}

// scanStyle finds the addresses in CSS. In a page url(#x) means an element of the page;
// in a file of its own it means one of whatever page uses it, which cannot be known.
func scanStyle(text string, offset int, inPage bool, found func(ref)) {
	for _, m := range styleAddress.FindAllStringSubmatchIndex(text, -1) {
		for group := 2; group+1 < len(m); group += 2 {
			if m[group] < 0 {
				continue
			}
			address := styleEscape.ReplaceAllStringFunc(text[m[group]:m[group+1]], unescapeStyle)
			if address != "" && (inPage || address[0] != '#') {
				found(ref{link, address, "url", offset + m[group]})
			}
		}
	}
}

// styleAddress matches a comment or string, to pass over it, or an address in url() or
// after @import, which stands in one of the groups.
var styleAddress = regexp.MustCompile(`(?is)/\*.*?\*/` +
	`|\burl\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:[^\s"'()\\]|\\.)*))\s*\)` +
	`|@import\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')` +
	`|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`)

var styleEscape = regexp.MustCompile(`(?is)\\(?:[0-9a-f]{1,6}\s?|.)`)

func scanPattern(text string, pattern *regexp.Regexp, found func(ref)) {
	for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
		found(ref{link, unquote(text[m[2]:m[3]]), "", m[2]})
	}
}

var (
	dataAddress   = regexp.MustCompile(`"(?:url|home_page_url|feed_url|next_url|icon|favicon|image|banner_image|avatar|start_url|scope|src)"\s*:\s*"((?:[^"\\]|\\.)*)"`)
	robotsAddress = regexp.MustCompile(`(?im)^sitemap:[ \t]*(\S+)`)
)
