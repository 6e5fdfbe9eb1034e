package fields

import "strings"

// Limits that no file of an author comes near. The parser is quadratic in depth, and in
// the length of a line.
const (
	maxLine   = 20_000 // bytes of one line
	maxOpen   = 500    // brackets that wait for their partner
	maxSigns  = 50     // signs of lists and keys at the beginning of one line
	maxIndent = 200    // columns of indentation in front of a list or key
)

// tooDeep returns the line (1-based) at which a YAML text is nested deeper than the
// parser can take, 0 when it never is. It goes through the text once and knows nothing
// of quotation marks: prose that opens hundreds of brackets and closes none is refused.
func tooDeep(text string) int {
	open, n := 0, 0
	for line := range strings.Lines(text) {
		n++
		if len(line) > maxLine {
			return n
		}
		rest := strings.TrimLeft(line, " \t")
		if len(line)-len(rest) > maxIndent && (strings.HasPrefix(rest, "- ") || strings.Contains(rest, ":")) {
			return n
		}
		signs := 0
		for len(rest) > 1 && strings.IndexByte("-?:", rest[0]) >= 0 && rest[1] == ' ' {
			rest = rest[2:]
			signs++
		}
		for i := 0; i < len(rest); i++ {
			switch rest[i] {
			case '[', '{':
				open++
			case ']', '}':
				open = max(0, open-1)
			}
			if open > maxOpen {
				return n
			}
		}
		if signs > maxSigns {
			return n
		}
	}
	return 0
}
