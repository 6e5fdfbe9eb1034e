package check

import (
	"encoding/json"
	"strconv"
	"strings"
)

// unescapeStyle decodes one escape of CSS: \26 is &, \) is ).
func unescapeStyle(escape string) string {
	digits := strings.TrimRight(escape[1:], space)
	if code, err := strconv.ParseUint(digits, 16, 32); err == nil {
		return string(rune(code))
	}
	if escape[1:] == "\n" {
		return ""
	}
	return escape[1:]
}

// unquote decodes the escapes of a string of JSON.
func unquote(text string) string {
	var decoded string
	if strings.Contains(text, `\`) && json.Unmarshal([]byte(`"`+text+`"`), &decoded) == nil {
		return decoded
	}
	return text
}
