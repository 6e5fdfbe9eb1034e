package clause

import (
	"slices"
	"strings"
	"unicode"
)

// Words are the words of a title that say something, without the endings that number and
// tense give them, hashed, sorted, each once. Two titles of one event share most of them.
func Words(title string) []uint32 {
	list := make([]uint32, 0, 12)
	for w := range strings.FieldsFuncSeq(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '’' && r != '\'' }) {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if w = strings.Trim(w, "'’"); len(w) < 2 || empty[w] {
			continue
		}
		list = append(list, hash(stem(w)))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// hash is FNV-1a.
func hash(w string) uint32 {
	sum := uint32(2166136261)
	for i := range len(w) {
		sum = (sum ^ uint32(w[i])) * 16777619
	}
	return sum
}

// empty words say nothing of what happened.
var empty = set(`the a an and or but nor of in on at to for from by with into onto over under up down out off as than then so
	is are was were be been being am has have had having do does did will would shall should may might can could must
	its his her their our my your it he she they we i you this that these those who which whose there here
	not no also only first again after before while when during since until between about`)

// stem cuts the endings of number and tense. It need not find the true stem: it only has to
// do the same to "signs", "signed" and "signing".
func stem(w string) string {
	for _, ending := range []string{"ing", "ied", "ies", "ed", "es", "s"} {
		if s, ok := strings.CutSuffix(w, ending); ok && len(s) >= 3 {
			w = s
			break
		}
	}
	for n := len(w); n > 3 && strings.IndexByte("eyt", w[n-1]) >= 0; n = len(w) {
		w = w[:n-1] // declare, ferry, burnt
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] {
		w = w[:n-1] // stopped
	}
	return w
}
