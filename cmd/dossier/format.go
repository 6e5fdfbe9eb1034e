package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/source"

	"github.com/spf13/cobra"
)

// formats are the ways to print problems: for people, for programs (one JSON object a
// line), and as annotations of GitHub Actions.
var formats = []string{"text", "json", "github"}

func checkFormat(name string) error {
	if slices.Contains(formats, name) {
		return nil
	}
	return errUsage{errors.New("--format: " + name + " is not one of " + strings.Join(formats, ", "))}
}

// problemWriter is where problems go: those for people to standard error, those for
// programs to standard output, which then holds nothing else.
func problemWriter(cmd *cobra.Command, format string) io.Writer {
	if format == "text" {
		return cmd.ErrOrStderr()
	}
	return cmd.OutOrStdout()
}

// printer prints problems in one format. root is the folder that places count from.
type printer struct {
	w       io.Writer
	format  string
	root    string
	excerpt bool // show the lines around a place
	colour  bool
	open    map[string]*source.File // the file that the last excerpt is of
}

// newPrinter looks at where the problems go: excerpts and colours are for terminals.
func newPrinter(w io.Writer, format, root string) printer {
	f, ok := w.(*os.File)
	live := ok && isTerminal(f)
	return printer{w, format, root, live && format == "text", live && os.Getenv("NO_COLOR") == "", map[string]*source.File{}}
}

// What a person reads of the problems: a text that is no article can have a hundred
// thousand of one kind, and quote a megabyte in each. Programs get all of them.
const (
	mostOfAKind    = 500 // of one code in one file
	longestMessage = 500 // characters
)

func (p printer) problems(list []source.Problem) {
	type kind struct {
		file string
		code source.Code
	}
	total, shown := map[kind]int{}, map[kind]int{}
	for _, problem := range list {
		total[kind{problem.File, problem.Code}]++
	}
	for _, problem := range list {
		k := kind{problem.File, problem.Code}
		if shown[k]++; p.format == "text" && shown[k] > mostOfAKind {
			if shown[k] == total[k] {
				fmt.Fprintf(p.w, "%s: %d more of these [%s]\nhint: --format json lists them all\n", plain(k.file), total[k]-mostOfAKind, k.code)
			}
			continue
		}
		problem.Message, problem.Hint = clip(problem.Message), clip(problem.Hint)
		switch p.format {
		case "json":
			p.json(problem)
		case "github":
			p.github(problem)
		default:
			p.text(problem)
		}
	}
}

// clip cuts a message that quotes a text without end.
func clip(s string) string {
	if len(s) <= longestMessage {
		return s
	}
	r := []rune(s)
	if len(r) <= longestMessage {
		return s
	}
	return string(r[:longestMessage/2]) + " … " + string(r[len(r)-longestMessage/2:])
}

// text prints a problem on a line of its own, the lines around it on a terminal, and the
// hint.
func (p printer) text(problem source.Problem) {
	fmt.Fprintf(p.w, "%s: %s [%s]\n", p.paint("1", plain(problem.Place.String())), plain(problem.Message), p.paint(severityColour(problem), string(problem.Code)))
	if p.excerpt {
		fmt.Fprint(p.w, p.lines(problem.Place))
	}
	if problem.Hint != "" {
		fmt.Fprintf(p.w, "%s %s\n", p.paint("36", "hint:"), plain(problem.Hint))
	}
}

func severityColour(problem source.Problem) string {
	if problem.Severity() == source.Error {
		return "31"
	}
	return "33"
}

func (p printer) paint(code, s string) string {
	if !p.colour {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// json prints a problem as one line. Line and column are left out when unknown.
func (p printer) json(problem source.Problem) {
	out := json.NewEncoder(p.w)
	out.SetEscapeHTML(false)
	out.Encode(struct {
		File     string `json:"file"`
		Line     int    `json:"line,omitempty"`
		Column   int    `json:"column,omitempty"`
		Severity string `json:"severity"`
		Code     string `json:"code"`
		Message  string `json:"message"`
		Hint     string `json:"hint,omitempty"`
	}{problem.File, problem.Line, problem.Column, problem.Severity().String(), string(problem.Code), problem.Message, problem.Hint})
}

// github prints a problem as a workflow command. Its values are escaped as GitHub's
// toolkit does, so that no file name or message can give a command of its own.
func (p printer) github(problem source.Problem) {
	value := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	file := filepath.ToSlash(filepath.Join(p.root, filepath.FromSlash(problem.File)))
	fmt.Fprintf(p.w, "::%s file=%s", problem.Severity(), property.Replace(file))
	if problem.Line > 0 {
		fmt.Fprintf(p.w, ",line=%d", problem.Line)
	}
	if problem.Column > 0 {
		fmt.Fprintf(p.w, ",col=%d", problem.Column)
	}
	message := problem.Message
	if problem.Hint != "" {
		message += "\nhint: " + problem.Hint
	}
	fmt.Fprintf(p.w, ",title=%s::%s\n", property.Replace(string(problem.Code)), value.Replace(message))
}

// excerptWidth is how much of a long line is shown around the place.
const excerptWidth = 70

// lines shows the line before, the line with a caret below the column, and the line
// after; nothing when the file cannot be read again.
func (p printer) lines(at source.Place) string {
	if at.Line == 0 {
		return ""
	}
	f := p.file(at.File)
	if f == nil {
		return ""
	}
	var b bytes.Buffer
	for n := max(1, at.Line-1); n <= at.Line+1; n++ {
		line, from := window(f.Line(n), at.Column)
		if n != at.Line && strings.TrimSpace(line) == "" {
			continue
		}
		fmt.Fprintf(&b, "%5d | %s\n", n, line)
		if n == at.Line && at.Column > 0 {
			caret := strings.Repeat(" ", max(0, at.Column-1-from))
			fmt.Fprintf(&b, "      | %s%s\n", caret, p.paint("31", "^"))
		}
	}
	return b.String()
}

// file reads a file for excerpts, nil when it cannot be read. Problems are sorted by file,
// so the last one is kept.
func (p printer) file(name string) *source.File {
	if f, ok := p.open[name]; ok {
		return f
	}
	clear(p.open)
	p.open[name] = nil
	full := filepath.Join(p.root, filepath.FromSlash(name))
	info, err := os.Lstat(full)
	if err != nil || !info.Mode().IsRegular() || info.Size() > 16<<20 {
		return nil
	}
	raw, err := os.ReadFile(full)
	if err != nil {
		return nil
	}
	p.open[name], _ = source.NewFile(name, raw)
	return p.open[name]
}

// window cuts a long line around a column, and makes each character one column wide.
// from is how many are cut off before it.
func window(line string, column int) (text string, from int) {
	r := []rune(strings.Map(func(c rune) rune {
		if c == '\t' || !unicode.IsPrint(c) {
			return ' '
		}
		return c
	}, line))
	from = min(max(0, column-excerptWidth/2), len(r))
	if len(r) <= excerptWidth {
		from = 0
	}
	return string(r[from:min(len(r), from+excerptWidth)]), from
}

// plain writes a text for a terminal: file names and messages can hold line ends, escape
// sequences and signs that turn the direction, which would show another text than there is.
func plain(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, isHidden) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteString(`\n`)
		case r < 0x80 && isHidden(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case isHidden(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
		i += n
	}
	return b.String()
}

func isHidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

// showProblems prints problems for a person; places count from root.
func showProblems(w io.Writer, root string, problems []source.Problem) {
	newPrinter(w, "text", root).problems(problems)
}
