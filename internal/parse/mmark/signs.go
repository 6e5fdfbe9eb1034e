package mmark

import (
	"regexp"
	"strings"

	"dossier/internal/parse/syntax"
)

// indentation returns the column of the first sign of a line, and its offset.
func indentation(text string) (column, size int) {
	for ; size < len(text); size++ {
		switch text[size] {
		case ' ':
			column++
		case '\t':
			column += 4 - column%4
		default:
			return column, size
		}
	}
	return column, size
}

var sign = regexp.MustCompile(`^([-+*]|\d{1,9}[.)]|:)[ \t]`)

// itemSign returns the length of the sign of an item of any list, 0 when there is
// none. Rules of stars or hyphens are no items.
func itemSign(rest string) int {
	m := sign.FindStringSubmatch(rest)
	if m == nil || isRule(rest) {
		return 0
	}
	return len(m[1])
}

// interrupts tells whether an item begins a list in the middle of a paragraph: as in
// CommonMark, if it has text and its number is 1. A definition may always: the
// paragraph is its term.
func interrupts(rest string) bool {
	n := itemSign(rest)
	number := strings.TrimRight(rest[:n], ".)")
	return n > 0 && strings.TrimSpace(rest[n:]) != "" && (number == "1" || strings.Trim(number, "0123456789") != "")
}

var quotes = regexp.MustCompile(`^(?:[ \t]*A?>)+[ \t]?`)

// quoteSigns splits a line into the signs of quotations and asides and its text.
func quoteSigns(text string) (signs, rest string) {
	n := len(quotes.FindString(text))
	return text[:n], strings.TrimLeft(text[n:], " ")
}

// behindSigns returns what is left of a line without the signs of quotations, items
// and notes.
func behindSigns(text string) string {
	for {
		_, rest := quoteSigns(text)
		if n := itemSign(rest); n > 0 {
			rest = strings.TrimLeft(rest[n:], " \t")
		}
		if _, _, n := syntax.NoteDefinition(rest); n > 0 {
			rest = rest[n:]
		}
		if rest == text {
			return rest
		}
		text = rest
	}
}

// beginsBlock tells whether a line begins a block of its own, so that it cannot
// continue a paragraph. Items do so in what comes after, not in what came before:
// the text of an item may be continued.
func beginsBlock(text string, items bool) bool {
	t := strings.TrimLeft(text, " ")
	if _, _, n := syntax.NoteDefinition(t); n > 0 {
		return true
	}
	switch {
	case headingSign.MatchString(t), strings.HasPrefix(t, "```"), strings.HasPrefix(t, "~~~"),
		strings.HasPrefix(t, "!---"), strings.HasPrefix(t, "{") && strings.HasSuffix(strings.TrimRight(t, " "), "}"), isRule(t):
		return true
	case strings.HasPrefix(t, "<"):
		return blockTag.MatchString(t)
	case !items:
		return false
	}
	if signs, _ := quoteSigns(t); signs != "" {
		return true
	}
	return itemSign(t) > 0
}

var headingSign = regexp.MustCompile(`^(#{1,6}|\.#) `)

var blockTag = regexp.MustCompile(`(?i)^<(!--|/?(address|article|aside|blockquote|details|div|dl|figure|footer|form|h[1-6]|header|hr|iframe|main|math|nav|ol|p|pre|script|section|style|svg|table|ul|video)[\s/>])`)

// isRule tells whether a line is a thematic break.
func isRule(t string) bool {
	for _, c := range []string{"-", "*", "_"} {
		if strings.HasPrefix(t, c) && strings.Trim(t, c+" \t") == "" && strings.Count(t, c) >= 3 {
			return true
		}
	}
	return false
}
