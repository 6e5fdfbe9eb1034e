package intake

import (
	"regexp"
	"strings"
)

// contentsHeadings stand above a table of contents.
var contentsHeadings = words(`contents; table of contents; contents [hide]; in this article; on this page; inhalt; inhaltsverzeichnis; sommaire; table des matières; índice; contenido; indice`)

// leader is what leads from an entry to its page.
var leader = regexp.MustCompile(`(?:\s*(?:\.\s?){3,}|\s*…+|\t|\s{2,})\s*\d{1,4}$`)

// sectionNumber is the number of an entry: 2, 2.1, 2.1.3 or IV.
var sectionNumber = regexp.MustCompile(`^(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.)]?\s+`)

// dropContents takes out a table of contents, since a page makes its own: lines behind a
// heading that says so, most of which stand once more below as lines of their own.
func (r *reading) dropContents() {
	for i, u := range r.units {
		if u.role != heading && !u.body() || !contentsHeadings[strings.ToLower(strings.TrimRight(u.text, ":"))] {
			continue
		}
		entries := r.contentsBehind(i)
		if len(entries) == 0 {
			continue
		}
		for _, entry := range append([]*unit{u}, entries...) {
			entry.role = chrome
			r.take(entry, "boilerplate", "", "the table of contents; the site makes its own")
		}
	}
}

// contentsBehind returns the entries below the heading at i, nil if they are none.
func (r *reading) contentsBehind(i int) []*unit {
	below := map[string]int{} // short lines and how often they come
	for _, u := range r.units[i+1:] {
		if wordCount(u.text) <= headingMost {
			below[contentsKey(u.text)]++
		}
	}
	var entries []*unit
	found, last := 0, 0
	for _, u := range r.units[i+1:] {
		if wordCount(u.text) > headingMost || endsSentence(u.text) && !leader.MatchString(u.text) {
			break
		}
		key := contentsKey(u.text)
		if below[key]--; below[key] < 0 || key == "" {
			break
		}
		entries = append(entries, u)
		if below[key] > 0 {
			found++
			last = len(entries)
		} else if found == 0 && len(entries) > 1 {
			return nil
		}
	}
	if entries = entries[:last]; found < 2 || found*3 < len(entries)*2 {
		return nil
	}
	return entries
}

// contentsKey is what an entry and its heading have in common.
func contentsKey(s string) string {
	s = leader.ReplaceAllString(s, "")
	if m := leadMark(s); m.style == bulletMark || m.style == hashMark {
		s = s[m.size:]
	}
	s = strings.TrimSuffix(sectionNumber.ReplaceAllString(s, ""), "[edit]")
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}
