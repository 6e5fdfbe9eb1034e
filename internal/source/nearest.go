package source

import "strings"

// Nearest returns the candidate that is most like word, "" when none is near enough
// to be a slip of the keys: at most two edits, and one edit for every three letters.
func Nearest(word string, candidates []string) string {
	best, least := "", 3
	fold := strings.ToLower(word)
	for _, c := range candidates {
		if d := distance(fold, strings.ToLower(c), least); d < least && d*3 <= max(len(fold), 3) {
			best, least = c, d
		}
	}
	return best
}

// distance counts the edits between two words: a letter too many, too few, another
// one, or two swapped. It stops counting at limit.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

// DidYouMean is a hint that names the nearest candidate, or otherwise when there is
// none.
func DidYouMean(word string, candidates []string, otherwise string) string {
	if near := Nearest(word, candidates); near != "" {
		return "did you mean \"" + near + "\"?"
	}
	return otherwise
}
