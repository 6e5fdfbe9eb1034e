// Package fields reads YAML mappings key by key and reports what is wrong with each
// value at its place.
//
// Front matter, dossier.yaml and the data files all go through it, so a slip is told
// in the same words everywhere. A value of the wrong type is a problem and reads as
// if it were absent; aliases and anchors are refused, since a few lines of them can
// stand for gigabytes.
package fields

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/source"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limit is the size in bytes above which front matter is refused.
const Limit = 64 << 10

// Key describes one key of a mapping: for messages and for the table in the README.
type Key struct {
	Name    string
	Takes   string // what kind of value
	Default string // "" when there is none
	What    string
}

// Names lists the names of keys.
func Names(keys []Key) []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.Name
	}
	return names
}

// reader is what the nodes of one text share.
type reader struct {
	file     *source.File
	line     int // lines of the file before the YAML text
	problems []source.Problem
}

// Node is one YAML value with its place.
type Node struct {
	r    *reader
	node ast.Node // nil for nothing
}

// Map is one YAML mapping.
type Map struct {
	r      *reader
	at     *token.Token
	keys   []string
	places map[string]*token.Token
	values map[string]ast.Node
}

// Parse reads text, which begins at line firstLine (1-based) of f, as one YAML value.
// syntax is the code of the problem for text that is no YAML. The value is always
// usable; Problems tells what was wrong.
func Parse(f *source.File, text string, firstLine int, syntax source.Code) Node {
	r := &reader{file: f, line: firstLine - 1}
	if line := tooDeep(text); line > 0 {
		r.problems = append(r.problems, source.Problem{Place: source.Place{File: f.Name, Line: r.line + line, Column: 1}, Code: source.TooLarge,
			Message: "a line of YAML that is too long or nested too deep", Hint: "check whether this file is what it should be"})
		return Node{r: r}
	}
	file, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		r.syntax(text, err, syntax)
		return Node{r: r}
	}
	n := Node{r: r}
	for _, d := range file.Docs {
		if d.Body == nil {
			continue
		}
		if n.node != nil {
			r.report(d.Body.GetToken(), syntax, "a second YAML document", "keep one, without a line of three hyphens between")
			break
		}
		n.node = d.Body
	}
	if n.node != nil && !r.noAliases(n.node, syntax) {
		n.node = nil
	}
	return n
}

// noAliases refuses anchors and aliases anywhere below n.
func (r *reader) noAliases(n ast.Node, code source.Code) bool {
	v := &aliasFinder{}
	ast.Walk(v, n)
	if v.found == nil {
		return true
	}
	r.report(v.found, code, "YAML anchors, aliases and merge keys are not taken", "write the value out")
	return false
}

type aliasFinder struct{ found *token.Token }

func (v *aliasFinder) Visit(n ast.Node) ast.Visitor {
	switch n.Type() {
	case ast.AliasType, ast.AnchorType, ast.MergeKeyType:
		if v.found == nil {
			v.found = n.GetToken()
		}
		return nil
	}
	return v
}

// syntax turns goccy's error into a problem at its place, in the author's words.
func (r *reader) syntax(text string, err error, code source.Code) {
	message, line, column := err.Error(), 0, 0
	var syntaxError *yaml.SyntaxError
	if errors.As(err, &syntaxError) {
		message = syntaxError.Message
		if t := syntaxError.Token; t != nil && t.Position != nil {
			line, column = t.Position.Line, t.Position.Column
		}
	}
	message, _, _ = strings.Cut(message, "\n")
	s := explain(text, message, line, column)
	place := source.Place{File: r.file.Name, Line: r.line + max(s.line, 1), Column: max(s.column, 1)}
	r.problems = append(r.problems, source.Problem{Place: place, Code: code, Message: s.message, Hint: s.hint})
}

func (r *reader) place(t *token.Token) source.Place {
	p := source.Place{File: r.file.Name, Line: r.line + 1, Column: 1}
	if t != nil && t.Position != nil {
		p.Line, p.Column = r.line+t.Position.Line, t.Position.Column
	}
	return p
}

func (r *reader) report(t *token.Token, code source.Code, message, hint string) {
	r.problems = append(r.problems, source.Problem{Place: r.place(t), Code: code, Message: message, Hint: hint})
}

// Problems lists what was wrong with everything read so far from the same text.
func (n Node) Problems() []source.Problem { return n.r.problems }

// Place is where the value stands.
func (n Node) Place() source.Place { return n.r.place(tokenOf(n.node)) }

// IsNone tells whether there is no value.
func (n Node) IsNone() bool { return n.node == nil || n.node.Type() == ast.NullType }

// Report adds a problem at the value's place.
func (n Node) Report(code source.Code, message, hint string) {
	n.r.report(tokenOf(n.node), code, message, hint)
}

func tokenOf(n ast.Node) *token.Token {
	switch n := n.(type) {
	case nil:
		return nil
	case *ast.MappingNode:
		if len(n.Values) > 0 && !n.IsFlowStyle {
			return n.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken()
	}
	return n.GetToken()
}

// Map reads the value as a mapping; what names it in the message when it is none.
func (n Node) Map(what string) *Map {
	m := &Map{r: n.r, at: tokenOf(n.node), places: map[string]*token.Token{}, values: map[string]ast.Node{}}
	var pairs []*ast.MappingValueNode
	switch v := n.node.(type) {
	case nil, *ast.NullNode:
	case *ast.MappingNode:
		pairs = v.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{v}
	default:
		n.Report(source.BadType, what+" must be keys with values, not "+describe(n.node), "write one \"key: value\" a line")
	}
	for _, p := range pairs {
		key := p.Key.GetToken().Value
		m.keys = append(m.keys, key)
		m.places[key] = p.Key.GetToken()
		m.values[key] = p.Value
	}
	return m
}

// List reads the value as a list; a single value that is no list stands for a list of
// one when single is true.
func (n Node) List(what string, single bool) []Node {
	switch v := n.node.(type) {
	case nil, *ast.NullNode:
		return nil
	case *ast.SequenceNode:
		nodes := make([]Node, 0, len(v.Values))
		for _, item := range v.Values {
			nodes = append(nodes, Node{n.r, item})
		}
		return nodes
	}
	if single {
		return []Node{n}
	}
	n.Report(source.BadType, what+" must be a list, not "+describe(n.node), "begin each item with \"- \"")
	return nil
}

// Text reads the value as one string, as the author wrote it; ok is false when it is
// something else, which is reported.
func (n Node) Text(what string) (text string, ok bool) {
	switch v := n.node.(type) {
	case nil, *ast.NullNode:
		return "", true
	case *ast.StringNode:
		return n.clean(what, v.Value), true
	case *ast.LiteralNode:
		return n.clean(what, strings.TrimSpace(v.Value.Value)), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.node.GetToken().Value, true
	}
	n.Report(source.BadType, what+" must be text, not "+describe(n.node), "put it in quotation marks if it is text")
	return "", false
}

// IsMap tells whether the value is a mapping.
func (n Node) IsMap() bool {
	switch n.node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return true
	}
	return false
}

func describe(n ast.Node) string {
	switch n.Type() {
	case ast.SequenceType:
		return "a list"
	case ast.MappingType, ast.MappingValueType:
		return "a mapping"
	case ast.StringType, ast.LiteralType:
		return "text"
	case ast.BoolType:
		return "true or false"
	case ast.IntegerType, ast.FloatType:
		return "a number"
	}
	return "a " + strings.ToLower(n.Type().YAMLName())
}

// Get returns the value of a key.
func (m *Map) Get(key string) Node { return Node{m.r, m.values[key]} }

// Has tells whether the key is there with a value.
func (m *Map) Has(key string) bool { return !m.Get(key).IsNone() }

// Keys lists the keys in the order of the text.
func (m *Map) Keys() []string { return m.keys }

// Place is where the mapping begins.
func (m *Map) Place() source.Place { return m.r.place(m.at) }

// PlaceOf is where a key stands, or the mapping when the key is not there.
func (m *Map) PlaceOf(key string) source.Place {
	if t := m.places[key]; t != nil {
		return m.r.place(t)
	}
	return m.Place()
}

// Report adds a problem at a key, or at the mapping when the key is not there.
func (m *Map) Report(key string, code source.Code, message, hint string) {
	t := m.places[key]
	if t == nil {
		t = m.at
	}
	m.r.report(t, code, message, hint)
}

// Known reports every key that is not in the table.
func (m *Map) Known(keys []Key) {
	names := Names(keys)
	known := map[string]bool{}
	for _, n := range names {
		known[n] = true
	}
	for _, k := range m.keys {
		if !known[k] {
			m.Report(k, source.UnknownKey, fmt.Sprintf("unknown key %q", k),
				source.DidYouMean(k, names, "the keys here are "+strings.Join(names, ", ")))
		}
	}
}

// Guard refuses a slip in one of the keys that keep something from being published: as an
// unknown key it would be a warning, and the thing would be out.
func (m *Map) Guard(keys []Key, guarded ...string) {
	names := Names(keys)
	for _, k := range m.keys {
		if near := source.Nearest(k, guarded); near != "" && !slices.Contains(names, k) {
			m.Report(k, source.BadValue, fmt.Sprintf("%q would keep nothing from being published", k), "did you mean \""+near+"\"?")
		}
	}
}

// String reads a key's text with the space around it cut, "" when absent.
func (m *Map) String(key string) string {
	text, _ := m.Get(key).Text(key)
	return strings.TrimSpace(text)
}

// Strings reads a key that takes one text or a list of them. Empty items are left out.
func (m *Map) Strings(key string) []string {
	var list []string
	for _, n := range m.Get(key).List(key, true) {
		if text, _ := n.Text("an item of " + key); strings.TrimSpace(text) != "" {
			list = append(list, strings.TrimSpace(text))
		}
	}
	return list
}

// Bool reads a key that is true or false, false when absent.
func (m *Map) Bool(key string) bool {
	switch v := m.values[key].(type) {
	case nil, *ast.NullNode:
	case *ast.BoolNode:
		return v.Value
	default:
		m.Get(key).Report(source.BadType, key+" must be true or false, not "+describe(v), "write \""+key+": true\" or leave the key out")
	}
	return false
}

// OneOf reads a key that takes one of a few words; the first is the default.
func (m *Map) OneOf(key string, words ...string) string {
	s := m.String(key)
	if s == "" {
		return words[0]
	}
	for _, w := range words {
		if s == w {
			return s
		}
	}
	m.Get(key).Report(source.BadValue, fmt.Sprintf("%s cannot be %q", key, s),
		source.DidYouMean(s, words, "write one of "+strings.Join(words, ", ")))
	return words[0]
}

// Date reads a key as an EDTF date; written is the author's text.
func (m *Map) Date(key string) (date edtf.Date, written string) {
	written = m.String(key)
	if written == "" {
		return edtf.Date{}, ""
	}
	date, err := edtf.Parse(written)
	if err != nil {
		m.Get(key).Report(source.BadDate, fmt.Sprintf("%s: %q is no date: %v", key, written, err),
			"write YYYY-MM-DD, YYYY-MM or YYYY; 1905~ for about, 2023-07-25/2023-07-27 for a range")
		return edtf.Date{}, written
	}
	return date, written
}
