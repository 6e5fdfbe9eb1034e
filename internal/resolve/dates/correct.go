package dates

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/internal/edtf"
)

// correct applies the author's word: Ignore drops the readings within its words, Set gives
// its words a date whether or not a pattern found them.
func (s *scanner) correct(blocks []Block, list []Reading) ([]Reading, []string) {
	var unmatched []string
	for _, words := range slices.Sorted(slices.Values(s.o.Ignore)) {
		n := len(list)
		list = slices.DeleteFunc(list, func(r Reading) bool {
			return slices.ContainsFunc(occurrences(blocks[r.Block].Text, words), func(o Span) bool {
				return o.Start <= r.Start && r.End <= o.End
			})
		})
		if len(list) == n {
			unmatched = append(unmatched, words)
		}
	}
	for _, words := range slices.Sorted(maps.Keys(s.o.Set)) {
		found := false
		for i, b := range blocks {
			for _, o := range occurrences(b.Text, words) {
				var ok bool
				list, ok = stated(list, i, b.Text, o, s.o.Set[words])
				found = found || ok
			}
		}
		if !found {
			unmatched = append(unmatched, words)
		}
	}
	slices.SortStableFunc(list, func(a, b Reading) int {
		if a.Block != b.Block {
			return a.Block - b.Block
		}
		return a.Start - b.Start
	})
	slices.Sort(unmatched)
	return list, unmatched
}

// stated puts the author's date in the place of the readings that its words touch. A
// reading that holds the words and little else keeps its own words; one that says much
// more is left alone, and ok is false.
func stated(list []Reading, block int, text string, o Span, d edtf.Date) ([]Reading, bool) {
	r := Reading{Block: block, Start: o.Start, End: o.End, Type: "DATE", Value: timexOf(d), Date: d,
		Reason: "set by the author", Certain: true, Pattern: "author"}
	for _, old := range list {
		if old.Block != block || old.End <= o.Start || o.End <= old.Start {
			continue
		}
		if old.Start <= o.Start && o.End <= old.End && old.End-old.Start > 2*(o.End-o.Start) {
			return list, false // a longer date that only mentions the words
		}
		r.Start, r.End = min(r.Start, old.Start), max(r.End, old.End)
		r.Forward = r.Forward || old.Forward
	}
	list = slices.DeleteFunc(list, func(old Reading) bool {
		return old.Block == block && old.Start < r.End && r.Start < old.End
	})
	r.Surface = text[r.Start:r.End]
	return append(list, r), true
}

// occurrences finds whole words in a text, whatever their case and white space.
func occurrences(text, words string) []Span {
	fields := strings.Fields(words)
	if len(fields) == 0 {
		return nil
	}
	var list []Span
	for at := 0; at < len(text); {
		end := at
		ok := at == 0 || !isWordByte(text[at-1]) || !isWordByte(text[at])
		for i, f := range fields {
			if i > 0 {
				n := len(text[end:]) - len(strings.TrimLeft(text[end:], " \t\n\u00a0"))
				ok = ok && n > 0
				end += n
			}
			if !ok || end+len(f) > len(text) || !strings.EqualFold(text[end:end+len(f)], f) {
				ok = false
				break
			}
			end += len(f)
		}
		if ok && (end == len(text) || !isWordByte(text[end]) || !isWordByte(text[end-1])) {
			list = append(list, Span{Start: at, End: end})
			at = end
			continue
		}
		_, n := utf8.DecodeRuneInString(text[at:])
		at += n
	}
	return list
}

// timexOf is the TIMEX3 value of a date the author states.
func timexOf(d edtf.Date) string {
	lo, hi := d.Bounds()
	if d.IsRange() || lo.IsOpen() || hi.IsOpen() {
		return d.String()
	}
	w := when{y: lo.Year, m: lo.Month, d: lo.Day}
	switch d.Precision() {
	case edtf.ToDay, edtf.ToTime:
		w.prec = daily
	case edtf.ToMonth:
		w.prec = monthly
	case edtf.Quarter:
		w = of(lo, quarterly)
	case edtf.Half:
		w = of(lo, half)
	case edtf.Season:
		w = of(lo, seasonal)
	case edtf.ToYear:
		w.prec = yearly
	case edtf.Decade:
		w.prec = tens
	case edtf.Century:
		w.prec = century
	default:
		return d.String()
	}
	return w.timex()
}
