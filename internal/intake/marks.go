package intake

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markStyle is the shape of a mark that begins a unit, or of one in running text.
type markStyle uint8

const (
	noMark       markStyle = iota
	superMark              // ¹
	squareMark             // [1]
	caretMark              // ^1
	roundMark              // (1)
	parenMark              // 1)
	dotMark                // 1.
	bareMark               // 1
	signMark               // * † ‡
	bulletMark             // •
	hashMark               // ## of Markdown
	footnoteMark           // [Footnote 1:
	backMark               // ^ of a wiki, copied without its number
)

// mark is a note or list mark at the start of a unit.
type mark struct {
	style  markStyle
	label  string // "1", "a", "*"
	number int    // its value where it is a number, else 0
	size   int    // bytes that the mark and the white space behind it take
}

// noteSigns are the signs that mark notes, in their traditional order.
const noteSigns = "*†‡§¶#"

const bullets = "•‣◦▪●■·○–—-+"

// leadMark reads the mark that s begins with. Behind the number of a wiki's note stand
// the links back to its marks, which leave no doubt that it is one: "1. ^ a b The text".
func leadMark(s string) mark {
	m := firstMark(s)
	if back := backlinks.FindString(s[m.size:]); back != "" && len(s) > m.size+len(back) && (m == unmarked || m.style == dotMark || m.style == bareMark) {
		m.size += len(back)
		if m.style = caretMark; m.label == "" {
			m.style = backMark
		}
	}
	return m
}

// backlinks are one sign, or one and a letter for each mark.
var backlinks = regexp.MustCompile(`^(?:\^|↑)(?:\s+Jump up to:)?(?:\s+a(?:\s+[b-z])+)?\s+`)

func firstMark(s string) mark {
	first, size := utf8.DecodeRuneInString(s)
	switch {
	case isSuperscript(first) || first == '⁽':
		return superLead(s)
	case first == '[':
		return bracketLead(s)
	case first == '(':
		return closedLead(s, roundMark, "(", ")")
	case first == '^':
		if n := digitRun(s[1:]); n > 0 {
			return spaced(s, mark{style: caretMark, label: s[1 : 1+n], size: 1 + n}, false)
		}
	case first >= '0' && first <= '9':
		return numberLead(s)
	case strings.ContainsRune(noteSigns, first):
		return signLead(s)
	case strings.ContainsRune(bullets, first):
		return spaced(s, mark{style: bulletMark, label: string(first), size: size}, true)
	case unicode.IsLetter(first) && size < len(s) && (s[size] == ')' || s[size] == '.') && unicode.IsLower(first):
		style := dotMark
		if s[size] == ')' {
			style = parenMark
		}
		return spaced(s, mark{style: style, label: string(first), size: size + 1}, true)
	}
	return mark{}
}

// spaced completes a mark: it counts the white space behind it, and where must is
// set a mark without any is none. Nothing but a mark is none either.
func spaced(s string, m mark, must bool) mark {
	rest := s[m.size:]
	body := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if body == "" || must && len(body) == len(rest) {
		return mark{}
	}
	m.size = len(s) - len(body)
	m.number, _ = strconv.Atoi(m.label)
	return m
}

func digitRun(s string) int {
	n := 0
	for n < len(s) && n < 4 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// superLead reads ¹, ¹², ⁽¹⁾.
func superLead(s string) mark {
	label, size := superRun(s)
	if label == "" {
		return mark{}
	}
	return spaced(s, mark{style: superMark, label: label, size: size}, false)
}

// superRun reads superscript digits, in raised brackets or not, as a label.
func superRun(s string) (label string, size int) {
	var b strings.Builder
	body := strings.TrimPrefix(s, "⁽")
	size = len(s) - len(body)
	for _, r := range body {
		if !isSuperscript(r) || b.Len() > 3 {
			break
		}
		b.WriteByte(superDigit(r))
		size += utf8.RuneLen(r)
	}
	if b.Len() == 0 {
		return "", 0
	}
	if len(body) < len(s) {
		if !strings.HasPrefix(s[size:], "⁾") {
			return "", 0
		}
		size += len("⁾")
	}
	return b.String(), size
}

func superDigit(r rune) byte {
	switch r {
	case '¹':
		return '1'
	case '²':
		return '2'
	case '³':
		return '3'
	case '⁰':
		return '0'
	}
	return byte('4' + r - '⁴')
}

// bracketLead reads [1], [1]:, [^1]: and [Footnote 1: ...].
func bracketLead(s string) mark {
	const word = "[Footnote "
	if len(s) > len(word) && strings.EqualFold(s[:len(word)], word) {
		rest := s[len(word):]
		if i := strings.IndexByte(rest, ':'); i > 0 && isLabel(rest[:i]) {
			return spaced(s, mark{style: footnoteMark, label: strings.ToLower(rest[:i]), size: len(word) + i + 1}, false)
		}
	}
	return closedLead(s, squareMark, "[", "]")
}

// closedLead reads a label between two signs.
func closedLead(s string, style markStyle, open, end string) mark {
	body := strings.TrimPrefix(s[len(open):], "^")
	i := strings.Index(body[:min(len(body), 8)], end)
	if i < 1 || !isLabel(body[:i]) {
		return mark{}
	}
	m := mark{style: style, label: strings.ToLower(body[:i]), size: len(s) - len(body) + i + len(end)}
	if strings.HasPrefix(s[m.size:], ":") {
		m.size++
	}
	return spaced(s, m, false)
}

// isLabel accepts what stands in note marks: a number, one letter, a small roman
// number.
func isLabel(s string) bool {
	if digits(s) {
		return s[0] != '0'
	}
	if len(s) == 1 {
		return s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z'
	}
	return len(s) <= 5 && strings.Trim(s, "ivx") == ""
}

// roman is the value of a small roman number below 40, 0 for other labels.
func roman(label string) int {
	n, behind := 0, 0
	for i := len(label) - 1; i >= 0; i-- {
		v := map[byte]int{'i': 1, 'v': 5, 'x': 10}[label[i]]
		switch {
		case v == 0:
			return 0
		case v < behind:
			n -= v
		default:
			n, behind = n+v, v
		}
	}
	return n
}

// numberLead reads 1., 1) and 1 with text behind it.
func numberLead(s string) mark {
	n := digitRun(s)
	if n > 3 || s[0] == '0' {
		return mark{}
	}
	m := mark{style: bareMark, label: s[:n], size: n}
	switch {
	case n < len(s) && s[n] == '.':
		m.style, m.size = dotMark, n+1
	case n < len(s) && s[n] == ')':
		m.style, m.size = parenMark, n+1
	}
	return spaced(s, m, true)
}

// signLead reads * and its like; it may stand right before the text, as in
// "*The author", unless the same sign closes emphasis further on.
func signLead(s string) mark {
	sign, size := utf8.DecodeRuneInString(s)
	n := size
	for n < 3*size && strings.HasPrefix(s[n:], string(sign)) {
		n += size
	}
	m := spaced(s, mark{style: signMark, label: s[:n], size: n}, false)
	glued := m.size == n
	if sign == '#' && !glued {
		return mark{style: hashMark, label: s[:n], size: m.size}
	}
	if glued && (sign == '#' || strings.ContainsRune(s[n:], sign)) {
		return mark{}
	}
	return m
}

// takeLeadMarks notes the mark of every unit that begins with one, for the passes
// behind it to judge.
func (r *reading) takeLeadMarks() {
	row := 0 // how many notes of a wiki stand in a row
	for _, u := range r.units {
		if !u.body() {
			continue
		}
		m := leadMark(u.text)
		if m.style != backMark {
			row = 0
		} else {
			row++
			m.style, m.label, m.number = caretMark, strconv.Itoa(row), row
		}
		if m != unmarked {
			u.mark = &m
		}
	}
}
