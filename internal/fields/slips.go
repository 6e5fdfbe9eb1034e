package fields

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"dossier/internal/source"
)

// A slip is a syntax error in the author's words: what is wrong, and the line as it
// should be. The parser's own place is where it gave up, which may be a line early.
type slip struct {
	line, column  int // 1-based, in the YAML text
	message, hint string
}

// slips has a row per kind of syntax error: a part of the parser's message, and a look
// at the lines around its place. The first that knows what to say wins.
var slips = []struct {
	message string
	look    func(lines []string, at slip) (slip, bool)
}{
	{"found character '\t'", tabbed},
	{"mapping value is not allowed", secondColon},
	{"mapping value is not allowed", deeper},
	{"value is not allowed", misfit},
	{"find end character", unquoted},
	{"reserved character", needsQuotes},
	{"unexpected directive", needsQuotes},
	{"escape character", backslash},
	{"sequence end token", says("a list that is not closed", "put a ] behind its last item")},
	{"expected sequence element", says("a comma without an item before it", "take it out")},
	{"flow map", says("a mapping that is not closed", "put a } behind its last value")},
	{"find map value", says("a mapping that is not closed", "put a } behind its last value")},
	{"non-map value", noColon},
	{"unexpected key name", says("a colon without a key before it", "write the key: title: A visit")},
	{"invalid key for this map", says("a key must be one word", "write one \"key: value\" a line")},
	{"already defined", says("a key that is already given above", "keep one of the two")},
}

// explain finds the slip behind a message of the parser.
func explain(text, message string, line, column int) slip {
	lines := strings.Split(text, "\n")
	at := slip{line, column, message, "check the indentation and put text with a colon, a bracket or a quotation mark in quotation marks"}
	if line < 1 || line > len(lines) {
		return at
	}
	for _, s := range slips {
		if strings.Contains(message, s.message) {
			if found, ok := s.look(lines, at); ok {
				return found
			}
		}
	}
	return at
}

func says(message, hint string) func([]string, slip) (slip, bool) {
	return func(_ []string, at slip) (slip, bool) {
		return slip{at.line, at.column, message, hint}, true
	}
}

func tabbed(_ []string, at slip) (slip, bool) {
	return slip{at.line, at.column, "a tab in the indentation", "indent with blanks"}, true
}

// pair cuts a line into key and value, "" when it is none. column is where the value
// begins.
func pair(line string) (key, value string, column int) {
	key, value, ok := strings.Cut(line, ":")
	if !ok || value != "" && value[0] != ' ' {
		return "", "", 0
	}
	blanks := len(value) - len(strings.TrimLeft(value, " "))
	return strings.TrimLeft(key, " -"), strings.TrimSpace(value), utf8.RuneCountInString(key) + 1 + blanks + 1
}

// secondColon: a value with a colon in it, which YAML takes for another key.
func secondColon(lines []string, at slip) (slip, bool) {
	key, value, column := pair(lines[at.line-1])
	if !strings.Contains(value+" ", ": ") {
		return at, false
	}
	return slip{at.line, column, "a colon in the value of " + key, quoted(key, value)}, true
}

// deeper: the next line is indented although nothing is open.
func deeper(lines []string, at slip) (slip, bool) {
	for i := at.line; i < len(lines); i++ {
		if strings.TrimSpace(lines[i]) == "" {
			continue
		}
		before, here := indent(lines[at.line-1]), indent(lines[i])
		if here <= before {
			return at, false
		}
		return slip{i + 1, here + 1, "a line that is indented deeper than the key before it",
			fmt.Sprintf("begin it in column %d", before+1)}, true
	}
	return at, false
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

func misfit(lines []string, at slip) (slip, bool) {
	return slip{at.line, max(at.column, 1), "a line whose indentation fits none above it", "begin it in the column of the line that it belongs to"}, true
}

func unquoted(lines []string, at slip) (slip, bool) {
	key, value, _ := pair(lines[at.line-1])
	if key == "" || value == "" {
		return slip{at.line, at.column, "a quotation mark without a partner", "close it"}, true
	}
	return slip{at.line, at.column, "a quotation mark without a partner", quoted(key, value[1:])}, true
}

func needsQuotes(lines []string, at slip) (slip, bool) {
	key, value, _ := pair(lines[at.line-1])
	if value == "" {
		return slip{at.line, at.column, "a line that begins with a sign that YAML keeps for itself", "write one \"key: value\" a line"}, true
	}
	sign, _ := utf8.DecodeRuneInString(value)
	return slip{at.line, at.column, fmt.Sprintf("a value that begins with %q, a sign that YAML keeps for itself", sign), quoted(key, value)}, true
}

func backslash(_ []string, at slip) (slip, bool) {
	return slip{at.line, at.column, "a backslash in double quotation marks", "write it twice, or use single quotation marks"}, true
}

func noColon(lines []string, at slip) (slip, bool) {
	line := strings.TrimSpace(lines[at.line-1])
	key, rest, ok := strings.Cut(line, " ")
	if !ok {
		return slip{at.line, at.column, "a line without a value", "write one \"key: value\" a line"}, true
	}
	return slip{at.line, at.column, "a line without a colon", "write " + key + ": " + cut(strings.TrimSpace(rest))}, true
}

// quoted writes a pair as YAML takes it.
func quoted(key, value string) string {
	return "write " + key + ": '" + strings.ReplaceAll(cut(strings.Trim(value, `"'`)), "'", "''") + "'"
}

// cut shortens a text for a message.
func cut(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// clean reports control characters, which an escape such as "\x1b" can bring into a
// value: no reader wants them and XML cannot hold them.
func (n Node) clean(what, text string) string {
	isControl := func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff
	}
	if strings.IndexFunc(text, isControl) < 0 {
		return text
	}
	n.Report(source.BadValue, what+" has a control character", "take it out")
	return strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, text)
}
