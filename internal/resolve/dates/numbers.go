package dates

import "slices"

// numberWords are the tokens from a number word on: "two and a half years".
type numberWords []token

// joinNumber extends t over the number words that follow it in rest, and returns how many
// tokens that takes.
func joinNumber(t *token, rest numberWords) int {
	value, n := t.num, 1
	switch {
	case t.classes&article != 0:
		value, n = rest.article()
	case t.entry != nil && t.entry.text == "couple" && rest.is(1, "of"):
		n = 2
	case t.classes&cardinal != 0 || t.classes&count != 0 && t.shape == number && t.digits <= 3:
		if k, v := rest.ordinal(value); k > 0 && t.classes&cardinal != 0 {
			t.num, t.end, t.entry, t.classes = v, rest[k].end, rest[k].entry, ordinalWord
			return k + 1
		}
		value, n = rest.cardinals(value, t.classes&cardinal != 0)
	}
	if n == 1 {
		return 1
	}
	t.num, t.end, t.classes, t.shape = value, rest[n-1].end, count, number
	return n
}

// is tells that token k is one of the words.
func (w numberWords) is(k int, words ...string) bool {
	return k < len(w) && w[k].entry != nil && w[k].shape != opaque && slices.Contains(words, w[k].entry.text)
}

// value is the number of token k when it is a cardinal.
func (w numberWords) value(k int) (v float64, ok bool) {
	if k < len(w) && w[k].entry != nil && w[k].entry.classes&cardinal != 0 {
		return w[k].entry.num, true
	}
	return 0, false
}

// afterDash is the token behind an optional hyphen at token 1.
func (w numberWords) afterDash() int {
	if len(w) > 1 && w[1].entry != nil && w[1].entry.classes&dash != 0 {
		return 2
	}
	return 1
}

// article reads "a few", "a couple of", "a hundred"; n is 1 for an article alone.
func (w numberWords) article() (value float64, n int) {
	switch {
	case w.is(1, "few", "several"):
		return unknown, 2
	case w.is(1, "couple") && w.is(2, "of"):
		return 2, 3
	case w.is(1, "couple"):
		return 2, 2
	case w.is(1, "hundred", "thousand", "dozen", "million", "billion"):
		return w[1].entry.num, 2
	case w.is(1, "half") && w.is(2, "dozen"):
		return 6, 3
	}
	return 1, 1
}

// ordinal reads "twenty-first"; k is the token of the ordinal, 0 when there is none.
func (w numberWords) ordinal(tens float64) (k int, value float64) {
	k = w.afterDash()
	if !isTens(tens) || k >= len(w) || w[k].entry == nil || w[k].entry.classes&ordinalWord == 0 || w[k].entry.num > 9 {
		return 0, 0
	}
	return k, tens + w[k].entry.num
}

// cardinals reads "twenty-five", "two hundred and fifty", "two and a half". Tens are
// joined to ones when both are words.
func (w numberWords) cardinals(value float64, word bool) (float64, int) {
	n := 1
	if k := w.afterDash(); word && isTens(value) {
		if v, ok := w.value(k); ok && v >= 1 && v <= 9 {
			value, n = value+v, k+1
		}
	}
	if v, ok := w.value(n); ok && (v == 12 || v >= 100) && value != v {
		value, n = value*v, n+1
		if v, ok := w.value(n + 1); ok && w.is(n, "and") && v < 100 {
			value, n = value+v, n+2
		}
	}
	if w.is(n, "and") && w.is(n+1, "a", "one") && w.is(n+2, "half") {
		value, n = value+0.5, n+3
	}
	return value, n
}

func isTens(v float64) bool { return v >= 20 && v < 100 && int(v)%10 == 0 }
