package source

import (
	"cmp"
	"slices"
)

// Problem is something wrong in the author's content. It has a place, a code, a
// sentence in the author's words and a hint that says what to write instead; the
// build goes on after it, so that one run shows them all. A failure of the machine
// is an error, not a Problem.
type Problem struct {
	Place
	Code    Code
	Message string // lower case, no full stop
	Hint    string // "" when the message says it all
}

// Severity tells whether a problem stops the build.
type Severity int

const (
	Warning Severity = iota // shown, and the site is built
	Error                   // the published site stays as it was
)

func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Severity looks the problem's code up in the table of codes.
func (p Problem) Severity() Severity { return codes[p.Code].Severity }

// Sort orders problems by file, place, code and message, and drops repeats.
func Sort(problems []Problem) []Problem {
	slices.SortFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(problems)
}

// HasErrors tells whether one of the problems stops the build.
func HasErrors(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity() == Error })
}
