package edit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// asUnix edits a text without byte order mark and with plain line ends, and gives it
// back the ones it had. Mixed line ends are an error, since they could not be kept.
func asUnix(text []byte, edit func([]byte) ([]byte, error)) ([]byte, error) {
	bom, crlf := []byte("\xef\xbb\xbf"), []byte("\r\n")
	text, marked := bytes.CutPrefix(text, bom)
	windows := bytes.Count(text, crlf)
	if windows > 0 {
		if windows != bytes.Count(text, []byte("\n")) {
			return nil, errors.New("the file mixes Windows and plain line ends; save it with one kind")
		}
		text = bytes.ReplaceAll(text, crlf, []byte("\n"))
	}
	if bytes.IndexByte(text, '\r') >= 0 {
		return nil, errors.New("the file has a carriage return inside a line")
	}
	out, err := edit(text)
	if err != nil {
		return nil, err
	}
	if windows > 0 {
		out = bytes.ReplaceAll(out, []byte("\n"), crlf)
	}
	if marked {
		out = append(bom, out...)
	}
	return out, nil
}

// yamlList is a YAML file that holds one list, with what is needed to write into it.
type yamlList struct {
	text  []byte
	items []*ast.MappingNode // nil where an item is no mapping
	dash  string             // what stands before the dash of an item
	empty bool               // there is no list yet, or []
}

var emptyList = regexp.MustCompile(`(?m)^\s*\[\s*\]\s*(#.*)?$`)

// readList reads a file that is empty, holds only comments or one list.
func readList(text []byte) (*yamlList, error) {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, err
	}
	l := &yamlList{text: text, empty: true}
	if len(file.Docs) > 1 {
		return nil, errors.New("the file holds more than one YAML document")
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return l, nil
	}
	seq, ok := file.Docs[0].Body.(*ast.SequenceNode)
	switch {
	case !ok && isNothing(file.Docs[0].Body):
		return l, nil
	case !ok:
		return nil, errors.New("the file holds no list")
	case len(seq.Values) == 0:
		return l, nil
	case seq.IsFlowStyle:
		return nil, errors.New("the list is written in brackets; put each item on lines of its own")
	}
	l.empty = false
	l.dash = strings.Repeat(" ", seq.Start.Position.Column-1)
	for _, v := range seq.Values {
		m, _ := v.(*ast.MappingNode)
		if one, ok := v.(*ast.MappingValueNode); ok {
			m = &ast.MappingNode{Values: []*ast.MappingValueNode{one}}
		}
		l.items = append(l.items, m)
	}
	return l, nil
}

func isNothing(n ast.Node) bool {
	switch n.Type() {
	case ast.NullType, ast.CommentType, ast.CommentGroupType:
		return true
	}
	return false
}

func value(m *ast.MappingNode, key string) string {
	if v := find(m, key); v != nil {
		return scalarOf(v.Value)
	}
	return ""
}

// scalarOf returns the string that a node stands for, "" for lists and mappings.
func scalarOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.LiteralNode:
		return strings.TrimSuffix(n.Value.Value, "\n")
	case *ast.StringNode:
		return n.Value
	case ast.ScalarNode:
		return n.GetToken().Value
	}
	return ""
}

// appendItem puts an item behind the last line of the file.
func (l *yamlList) appendItem(item string) ([]byte, error) {
	return l.appendItems([]string{item})
}

func (l *yamlList) appendItems(items []string) ([]byte, error) {
	text := string(l.text)
	if l.empty {
		text = emptyList.ReplaceAllString(text, "$1")
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	text += strings.Join(items, "")
	return l.checked([]byte(text), len(l.items)+len(items))
}

// checked reads what was written and compares it with the list before: items must be
// n, and all but the added or changed ones equal.
func (l *yamlList) checked(text []byte, n int) ([]byte, error) {
	var before, after []any
	if err := yaml.Unmarshal(l.text, &before); err != nil {
		return nil, err
	}
	if err := yaml.Unmarshal(text, &after); err != nil {
		return nil, fmt.Errorf("the changed file would not be valid YAML: %w", err)
	}
	if len(after) != n {
		return nil, fmt.Errorf("the changed file would hold %d items in place of %d; edit it by hand", len(after), n)
	}
	if again, err := readList(text); err != nil || len(again.items) != n {
		return nil, errors.New("the file is written in a way that cannot be added to; edit it by hand")
	}
	changed := 0
	for i := range before {
		if !reflect.DeepEqual(before[i], after[i]) {
			changed++
		}
	}
	if changed > 1 {
		return nil, errors.New("the change would touch other items; edit the file by hand")
	}
	return text, nil
}

// addTo adds an item to the list under a key of item n, in the style it is written in.
func addTo(text []byte, n int, key, item string) ([]byte, error) {
	l, err := readList(text)
	if err != nil {
		return nil, err
	}
	have := listed(l.items[n], key)
	if slices.Contains(have, item) {
		return text, nil
	}
	at, end, insert, err := l.insertion(l.items[n], key, item)
	if err != nil {
		return nil, err
	}
	out, err := l.checked(slices.Concat(text[:at], []byte(insert), text[end:]), len(l.items))
	if err != nil {
		return nil, err
	}
	after, err := readList(out)
	if err != nil {
		return nil, err
	}
	if got := listed(after.items[n], key); len(got) != len(have)+1 || got[len(got)-1] != item {
		return nil, fmt.Errorf("%s is written in a way that cannot be added to; edit the file by hand", key)
	}
	return out, nil
}

// listed returns the items under a key, "" for one with options.
func listed(m *ast.MappingNode, key string) []string {
	v := find(m, key)
	if v == nil {
		return nil
	}
	seq, ok := v.Value.(*ast.SequenceNode)
	if !ok {
		if isNothing(v.Value) {
			return nil
		}
		return []string{scalarOf(v.Value)}
	}
	var out []string
	for _, a := range seq.Values {
		out = append(out, scalarOf(a))
	}
	return out
}

func find(m *ast.MappingNode, key string) *ast.MappingValueNode {
	for _, v := range m.Values {
		if v.Key.GetToken().Value == key {
			return v
		}
	}
	return nil
}

// insertion tells which stretch of the text a further item takes the place of, mostly
// an empty one, and what is to stand there.
func (l *yamlList) insertion(m *ast.MappingNode, key, item string) (at, end int, insert string, err error) {
	v := find(m, key)
	if v == nil {
		at, before := l.newKey(m)
		return at, at, before + key + ": [" + scalar(item) + "]", nil
	}
	seq, ok := v.Value.(*ast.SequenceNode)
	switch {
	case !ok:
		at, end, err := l.stretch(key, v.Value)
		return at, end, "[" + scalar(scalarOf(v.Value)) + ", " + scalar(item) + "]", err
	case seq.IsFlowStyle && len(seq.Values) == 0:
		at := l.offset(seq.End.Position.Line, seq.End.Position.Column)
		return at, at, scalar(item), nil
	case seq.IsFlowStyle:
		at := l.offset(seq.End.Position.Line, seq.End.Position.Column)
		kept := strings.TrimRight(string(l.text[:at]), " \n\t")
		if strings.HasSuffix(kept, ",") {
			return len(kept), len(kept), " " + scalar(item), nil
		}
		return len(kept), len(kept), ", " + scalar(item), nil
	}
	at = l.lineEnd(lastLine(seq.Values[len(seq.Values)-1]))
	return at, at, "\n" + strings.Repeat(" ", seq.Start.Position.Column-1) + "- " + scalar(item), nil
}

// stretch is where the text of a value on one line stands.
func (l *yamlList) stretch(key string, n ast.Node) (at, end int, err error) {
	token := n.GetToken()
	at = l.offset(token.Position.Line, token.Position.Column)
	written := strings.TrimSpace(token.Origin)
	if scalarOf(n) == "" || strings.Contains(written, "\n") || !bytes.HasPrefix(l.text[at:], []byte(written)) {
		return 0, 0, fmt.Errorf("%s is no list and no word on one line; edit it by hand", key)
	}
	return at, at + len(written), nil
}

// newKey tells where the text of a further key of an item goes, behind its name (or its
// first key), and what stands before it.
func (l *yamlList) newKey(m *ast.MappingNode) (at int, before string) {
	if m.IsFlowStyle {
		return l.offset(m.End.Position.Line, m.End.Position.Column), ", "
	}
	first := m.Values[0]
	if name := find(m, "name"); name != nil {
		first = name
	}
	return l.lineEnd(lastLine(first.Value)), "\n" + strings.Repeat(" ", first.Key.GetToken().Position.Column-1)
}

// setKey gives a key of item n a value; an empty one changes nothing.
func setKey(text []byte, n int, key, want string) ([]byte, error) {
	l, err := readList(text)
	if err != nil {
		return nil, err
	}
	m := l.items[n]
	old := find(m, key)
	switch {
	case want == "" || old != nil && scalarOf(old.Value) == want:
		return text, nil
	case key == "name" && find(m, "id") == nil:
		return nil, errors.New("a new name would give the entity another id; add a line \"id: ...\" first")
	}
	var out []byte
	if old == nil {
		at, indent := l.newKey(m)
		out = slices.Concat(text[:at], []byte(indent+key+": "+scalar(want)), text[at:])
	} else {
		at, end, err := l.stretch(key, old.Value)
		if err != nil {
			return nil, err
		}
		out = slices.Concat(text[:at], []byte(scalar(want)), text[end:])
	}
	if out, err = l.checked(out, len(l.items)); err != nil {
		return nil, err
	}
	after, err := readList(out)
	if err != nil {
		return nil, err
	}
	if value(after.items[n], key) != want {
		return nil, fmt.Errorf("%s is written in a way that cannot be changed; edit it by hand", key)
	}
	return out, nil
}

// lastLine returns the number of the last line that a node stands on.
func lastLine(n ast.Node) int {
	v := &lines{}
	ast.Walk(v, n)
	return v.last
}

type lines struct{ last int }

func (l *lines) Visit(n ast.Node) ast.Visitor {
	if block, ok := n.(*ast.LiteralNode); ok { // its text begins on the line below the sign
		text := strings.TrimRight(block.Value.GetToken().Origin, " \n")
		l.last = max(l.last, block.Start.Position.Line+1+strings.Count(text, "\n"))
		return nil
	}
	if t := n.GetToken(); t != nil {
		l.last = max(l.last, t.Position.Line+strings.Count(strings.TrimSpace(t.Origin), "\n"))
	}
	return l
}

// offset turns a line and a column in code points, both from 1, into a byte offset.
func (l *yamlList) offset(line, column int) int {
	at := 0
	for range line - 1 {
		at += bytes.IndexByte(l.text[at:], '\n') + 1
	}
	for range column - 1 {
		_, n := utf8.DecodeRune(l.text[at:])
		at += n
	}
	return at
}

// lineEnd returns the offset of the line's end, before its "\n".
func (l *yamlList) lineEnd(line int) int {
	at := l.offset(line, 1)
	if i := bytes.IndexByte(l.text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(l.text)
}

// plainScalar matches what YAML reads as a string without quotation marks, also
// inside brackets.
var plainScalar = regexp.MustCompile(`^\pL[\pL\pM\pN .'’&/()-]*$`)

var yamlWords = map[string]bool{"true": true, "false": true, "null": true, "yes": true, "no": true, "on": true, "off": true, "y": true, "n": true}

// scalar writes a string for YAML.
func scalar(s string) string {
	if plainScalar.MatchString(s) && !strings.HasSuffix(s, " ") && !yamlWords[strings.ToLower(s)] {
		return s
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // strings always encode
	}
	return strings.TrimSuffix(b.String(), "\n")
}
