package intake

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reportDoubts reports what looks wrong in the author's words and is left alone.
func (r *reading) reportDoubts() {
	r.article.reportDoubts()
}

// reportDoubts looks through the blocks of a finished article.
func (a *Article) reportDoubts() {
	texts := make([]string, len(a.Blocks))
	for i, b := range a.Blocks {
		texts[i] = flat(b.Text)
	}
	a.reportQuotes(texts)
	a.reportDoubled(texts)
	a.reportSpaces(texts)
	a.reportCuts(texts)
	a.reportVariants(texts)
	a.reportGivenNames(texts)
}

// flat is the text of spans without note marks.
func flat(spans []Span) string {
	if len(spans) == 1 {
		return spans[0].Text
	}
	var b strings.Builder
	for _, s := range spans {
		switch {
		case s.Break:
			b.WriteByte(' ')
		case s.Note == "" && !s.Picture:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// quoteCount counts the quotation marks of one block.
type quoteCount struct{ straight, open, closed int }

func countQuotes(s string) quoteCount {
	var q quoteCount
	for _, r := range s {
		switch r {
		case '"':
			q.straight++
		case '“', '„', '«':
			q.open++
		case '”', '»':
			q.closed++
		}
	}
	return q
}

// reportQuotes reports quotations that are not closed, or not opened, and texts
// that mix straight and curly marks. A quotation of several paragraphs opens in each
// of them and closes in the last only.
func (a *Article) reportQuotes(texts []string) {
	straight, curly := 0, 0
	for i, text := range texts {
		q := countQuotes(text)
		straight += q.straight
		curly += q.open + q.closed
		line := a.Blocks[i].Line
		switch {
		case q.straight%2 == 1 && q.closed != q.open:
			a.doubt(line, "mixed-quotes", text, "a quotation opens with one kind of mark and closes with another")
		case q.straight%2 == 1:
			if !opensAgain(texts, i, "\"") {
				a.doubt(line, "unbalanced-quote", text, "an odd number of quotation marks: a quotation is not closed, or not opened")
			}
		case q.open > q.closed:
			if !opensAgain(texts, i, "“«„") {
				a.doubt(line, "unbalanced-quote", text, "a quotation that is never closed")
			}
		case q.closed > q.open && !germanQuotes(text):
			a.doubt(line, "unbalanced-quote", text, "a quotation that is never opened")
		}
	}
	if straight > 0 && curly > 0 {
		a.Log = append(a.Log, Entry{Kind: "mixed-quotes", Message: fmt.Sprintf("%d straight and %d curly quotation marks; both were kept", straight, curly)})
	}
}

// opensAgain tells whether block i opens a quotation that the next block opens
// again.
func opensAgain(texts []string, i int, marks string) bool {
	return i+1 < len(texts) && strings.ContainsAny(firstOf(texts[i+1], " ")[:runeLen(texts[i+1])], marks)
}

func runeLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return max(n, 1)
}

// germanQuotes tells whether the text closes with the mark that English opens with.
func germanQuotes(s string) bool { return strings.ContainsRune(s, '„') }

func (a *Article) doubt(line int, kind, before, message string) {
	a.Log = append(a.Log, Entry{Line: line, Kind: kind, Before: quote(before), Message: message})
}

// mayDouble are words that good writing repeats.
var mayDouble = words(`had; that; very; no; so; bye; ha; far; long; again; is; die; der; das; sie; nous; vous`)

// reportDoubled reports a word that stands twice in a row with nothing but spaces
// between. Capitalised words are names more often than faults.
func (a *Article) reportDoubled(texts []string) {
	for i, text := range texts {
		last, lastEnd := "", 0
		eachWord(text, func(from, to int) {
			w := text[from:to]
			if w == last && strings.TrimSpace(text[lastEnd:from]) == "" && !mayDouble[w] && !isCapitalised(w) && unicode.IsLetter(firstRune(w)) {
				a.doubt(a.Blocks[i].Line, "doubled-word", text[cutBack(text, max(0, lastEnd-30)):min(len(text), to)], "the word stands twice; it was left so")
			}
			last, lastEnd = w, to
		})
	}
}

// eachWord calls f for every word of s: letters and digits, with hyphens and
// apostrophes inside.
func eachWord(s string, f func(from, to int)) {
	start := -1
	for i, r := range s {
		inside := isWordRune(r) || start >= 0 && (r == '-' || r == '\'' || r == '’')
		if inside && start < 0 {
			start = i
		}
		if !inside && start >= 0 {
			f(start, start+len(strings.TrimRight(s[start:i], "-'’")))
			start = -1
		}
	}
	if start >= 0 {
		f(start, start+len(strings.TrimRight(s[start:], "-'’")))
	}
}

// reportSpaces reports no-break spaces; they stay.
func (a *Article) reportSpaces(texts []string) {
	for i, text := range texts {
		if n := strings.Count(text, "\u00a0") + strings.Count(text, "\u202f"); n > 0 {
			at := strings.IndexAny(text, "\u00a0\u202f")
			a.doubt(a.Blocks[i].Line, "nbsp", text[cutBack(text, max(0, at-20)):], fmt.Sprintf("%d no-break spaces; they were kept", n))
		}
	}
}

// reportCuts reports long paragraphs that end without a stop.
func (a *Article) reportCuts(texts []string) {
	for i, text := range texts {
		if a.Blocks[i].Kind != Paragraph || endsSentence(text) || wordCount(text) < 12 {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(text); last == ']' || last == ')' {
			continue
		}
		a.doubt(a.Blocks[i].Line, "cut", tailOf(text), "the paragraph ends without a stop; something may be missing")
	}
}

// reportVariants reports capitalised words that differ in one letter from another
// that is more frequent: perhaps one name in two spellings.
func (a *Article) reportVariants(texts []string) {
	counts, lines := map[string]int{}, map[string]int{}
	lower := map[string]bool{}
	for i, text := range texts {
		eachWord(text, func(from, to int) {
			w := text[from:to]
			w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
			if !isCapitalised(w) {
				lower[w] = true
				return
			}
			if n := utf8.RuneCountInString(w); n < 5 || n > 30 {
				return
			}
			if counts[w] == 0 {
				lines[w] = a.Blocks[i].Line
			}
			counts[w]++
		})
	}
	seen := map[string]bool{}
	near := map[string][]string{}
	for _, w := range sortedKeys(counts) {
		if lower[strings.ToLower(w)] {
			continue // a common word at the start of a sentence
		}
		for _, key := range deletions(w) {
			for _, v := range near[key] {
				a.reportVariant(v, w, counts, lines, seen)
			}
			if len(near[key]) < 8 {
				near[key] = append(near[key], w)
			}
		}
	}
}

// reportGivenNames reports a word before a name that is a common given name but for
// two letters exchanged.
func (a *Article) reportGivenNames(texts []string) {
	seen := map[string]bool{}
	for i, text := range texts {
		before := ""
		eachWord(text, func(from, to int) {
			w := text[from:to]
			if before != "" && isCapitalised(w) && isCapitalised(before) && !seen[before] {
				if name := exchanged(strings.ToLower(before)); name != "" {
					seen[before] = true
					a.Log = append(a.Log, Entry{Line: a.Blocks[i].Line, Kind: "spelling-variant", Before: before, After: before[:1] + name[1:], Message: "two letters of a common name seem to be exchanged; it was left so"})
				}
			}
			before = w
		})
	}
}

// reportVariant reports the rarer of two like names, unless one is merely derived
// from the other.
func (a *Article) reportVariant(v, w string, counts, lines map[string]int, seen map[string]bool) {
	if counts[v] < counts[w] || counts[v] == counts[w] && lines[v] > lines[w] {
		v, w = w, v
	}
	if seen[v+"\x00"+w] || derived(v, w) || counts[w] > 2 || !oneEdit(v, w) {
		return
	}
	if counts[v] == counts[w] && utf8.RuneCountInString(w) < 7 {
		return
	}
	seen[v+"\x00"+w] = true
	a.Log = append(a.Log, Entry{Line: lines[w], Kind: "spelling-variant", Before: w, After: v, Message: fmt.Sprintf("%q stands here %d times, %q %d times; both were kept", w, counts[w], v, counts[v])})
}

// derivations are endings by which one word is made from another: Asia, Asian.
var derivations = words(`s; n; es; d; r; e; y; an; 's`)

func derived(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if n := len(a) - 1; len(a) == len(b) && a[:n] == b[:n] {
		return strings.IndexByte("sn", a[n]) >= 0 && strings.IndexByte("sn", b[n]) >= 0 // Koreas, Korean
	}
	rest, ok := strings.CutPrefix(b, a)
	last := a[len(a)-1]
	return ok && derivations[rest] && !(rest == "n" && last != 'a' && last != 'e')
}

// deletions returns w and w without each of its letters, in lower case but for the
// first letter; two words one edit apart share one of them.
func deletions(w string) []string {
	keys := []string{w}
	for i, r := range w {
		if i > 0 {
			keys = append(keys, w[:i]+w[i+utf8.RuneLen(r):])
		}
	}
	return keys
}

// oneEdit tells whether two words differ by one letter more, less or other, or by
// two neighbours exchanged; the first letter is the same.
func oneEdit(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if x[0] != y[0] || a == b {
		return false
	}
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	if len(x) == 2 && len(y) == 2 {
		return x[0] == y[1] && x[1] == y[0]
	}
	return len(x) <= 1 && len(y) <= 1
}
