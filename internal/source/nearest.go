package source

import "strings"

// Nearest returns the candidate that is most like word, "" when none is near enough
// to be a slip of the keys: at most two edits, and one edit for every three letters.
func Nearest(word string, candidates []string) string {
	best, limit := "", 2
	fold := strings.ToLower(word)
	for _, c := range candidates {
		if d := Distance([]rune(fold), []rune(strings.ToLower(c)), limit); d <= limit && d*3 <= max(len(fold), 3) {
			best, limit = c, d-1
		}
	}
	return best
}

// Distance counts the insertions, deletions, replacements and swaps of neighbours
// that turn a into b; anything over limit is returned as limit+1.
func Distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
			least = min(least, next[j])
		}
		if least > limit {
			return limit + 1
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}

// DidYouMean is a hint that names the nearest candidate, or otherwise when there is
// none.
func DidYouMean(word string, candidates []string, otherwise string) string {
	if near := Nearest(word, candidates); near != "" {
		return "did you mean \"" + near + "\"?"
	}
	return otherwise
}
