package clause

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// finish makes a title of a clause: no full stop, no stray quotation mark, a capital
// letter.
func (t text) finish() string {
	s := strings.Trim(t.s, separators)
	s = balanced(withoutStop(s))
	s = strings.Trim(s, separators)
	word, _, _ := strings.Cut(s, " ")
	if strings.ToLower(word) == word {
		r, n := utf8.DecodeRuneInString(s)
		if n > 0 {
			s = string(unicode.ToUpper(r)) + s[n:]
		}
	}
	return s
}

// withoutStop drops a full stop that is not part of an abbreviation.
func withoutStop(s string) string {
	if !strings.HasSuffix(s, ".") || strings.HasSuffix(s, "..") {
		return s
	}
	word := strings.TrimSuffix(s[strings.LastIndexByte(s, ' ')+1:], ".")
	if strings.Contains(word, ".") || utf8.RuneCountInString(word) == 1 && strings.ToUpper(word) == word && !unicode.IsDigit(rune(word[0])) {
		return s
	}
	return strings.TrimSuffix(s, ".")
}

// balanced drops a quotation mark or bracket without its counterpart at either end.
func balanced(s string) string {
	for _, p := range pairs {
		opened, closed := strings.Count(s, p[0]), strings.Count(s, p[1])
		switch {
		case p[0] == p[1] && opened%2 == 0:
		case p[0] == p[1] && strings.HasPrefix(s, p[0]), opened > closed:
			s = strings.TrimPrefix(s, p[0])
		case p[0] == p[1], closed > opened:
			s = strings.TrimSuffix(s, p[1])
		}
	}
	return s
}

// cut ends a text that is too long between two words, at a comma if one is near, and
// never behind a word that asks for another.
func cut(s string) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	end, runes := 0, 0
	for i := range s {
		if runes == Limit-1 {
			end = i
			break
		}
		runes++
	}
	head := s[:end]
	if i := strings.LastIndex(head, ", "); i > end*5/8 {
		head = head[:i]
	} else if i := strings.LastIndexAny(head, " \u00a0"); i > 0 {
		head = head[:i]
		for j := strings.LastIndexByte(head, ' '); j > 0 && trailing[strings.ToLower(head[j+1:])]; j = strings.LastIndexByte(head, ' ') {
			head = head[:j]
		}
	}
	return balanced(strings.TrimRight(head, separators)) + " …"
}
