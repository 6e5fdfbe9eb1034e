// Package backrefs links the words with which one note speaks of another: "ibid.",
// "op. cit." and "see note 3" lead to the note that is meant. The words stay as they
// are.
package backrefs

import (
	"regexp"
	"strconv"
	"strings"

	"dossier/internal/doc"
)

var (
	ibid    = regexp.MustCompile(`(?i)\bibid(?:em)?\b\.?`)
	opCit   = regexp.MustCompile(`(?i)\b(?:op|loc)\.\s?cit\b\.?`)
	noteNo  = regexp.MustCompile(`(?i)\b(?:notes?|footnotes?|endnotes?|fn\.|nn?\.)[ \x{00a0}](\d{1,4})\b`)
	capital = regexp.MustCompile(`\p{Lu}[\p{L}'’-]+`)
)

// Resolve marks such words in the notes of d, whose numbers are known.
func Resolve(d *doc.Doc) {
	byLabel := map[string]*doc.Note{}
	for _, n := range d.Notes {
		if n.Label != "" {
			byLabel[n.Label] = n
		}
	}
	for i, n := range d.Notes {
		doc.Walk(n.Blocks, func(b *doc.Block) bool {
			if !b.IsLeaf() || !b.Kind.IsProse() {
				return true
			}
			if i > 0 && mayCite(b.Text) {
				link(b, ibid.FindAllStringIndex(b.Text, -1), func([]int) *doc.Note { return d.Notes[i-1] })
				link(b, opCit.FindAllStringIndex(b.Text, -1), func(at []int) *doc.Note { return earlier(d.Notes[:i], b.Text[:at[0]]) })
			}
			if !mayNumber(b.Text) {
				return true
			}
			link(b, noteNo.FindAllStringSubmatchIndex(b.Text, -1), func(at []int) *doc.Note {
				number := b.Text[at[2]:at[3]]
				if to := byLabel[number]; to != nil && to != n {
					return to
				}
				if k, _ := strconv.Atoi(number); k >= 1 && k <= len(d.Notes) && d.Notes[k-1] != n {
					return d.Notes[k-1]
				}
				return nil
			})
			return true
		})
	}
}

// mayCite tells whether "ibid" or "cit" can stand in a text, before the patterns look.
func mayCite(text string) bool {
	for i := range len(text) - 2 {
		if text[i+1]|0x20 == 'i' && (text[i]|0x20 == 'c' && text[i+2]|0x20 == 't' || text[i]|0x20 == 'b' && text[i+2]|0x20 == 'd') {
			return true
		}
	}
	return false
}

// mayNumber tells whether a number stands in a text behind what may end "note", "notes",
// "n." and the like, before the pattern looks.
func mayNumber(text string) bool {
	for i := 2; i < len(text); i++ {
		if c := text[i]; c < '0' || c > '9' || text[i-1] != ' ' && text[i-1] != '\xa0' {
			continue
		}
		before := strings.TrimSuffix(text[:i-1], "\xc2")
		for _, end := range [...]string{"note", "notes", "n."} {
			if k := len(before) - len(end); k >= 0 && strings.EqualFold(before[k:], end) {
				return true
			}
		}
	}
	return false
}

// link marks each stretch for which to knows a note, unless it lies in a link or code.
func link(b *doc.Block, found [][]int, to func(at []int) *doc.Note) {
	for _, at := range found {
		if isTaken(b, at[0], at[1]) {
			continue
		}
		if n := to(at); n != nil {
			b.Add(doc.Mark{Kind: doc.Link, Start: at[0], End: at[1], Target: "#" + n.ID})
		}
	}
}

func isTaken(b *doc.Block, start, end int) bool {
	for _, m := range b.Marks {
		if m.Start < end && m.End > start && (m.Kind == doc.Link || m.Kind.IsQuiet()) {
			return true
		}
	}
	return false
}

// earlier finds the last note that names the author whom the words before "op. cit."
// name: "Brandt, op. cit." means the last note with "Brandt" in it.
func earlier(notes []*doc.Note, before string) *doc.Note {
	names := capital.FindAllString(before, -1)
	if len(names) == 0 {
		return nil
	}
	name := names[len(names)-1]
	for i := len(notes) - 1; i >= 0; i-- {
		found := false
		doc.Walk(notes[i].Blocks, func(b *doc.Block) bool {
			found = found || strings.Contains(b.Text, name) && !opCit.MatchString(b.Text)
			return !found
		})
		if found {
			return notes[i]
		}
	}
	return nil
}
