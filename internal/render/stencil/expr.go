package stencil

import (
	"html/template"
	"reflect"
	"strings"
	"text/template/parse"
)

// expr is a compiled value. Of value, text and truth those are set that make sense for
// its type; text spares strings the way through reflect.Value.
type expr struct {
	typ      reflect.Type
	value    func(r *run, dot reflect.Value) reflect.Value
	text     func(r *run, dot reflect.Value) string // of strings
	truth    func(r *run, dot reflect.Value) bool
	constant bool // the same whatever the view
}

var (
	stringType = reflect.TypeFor[string]()
	intType    = reflect.TypeFor[int]()
	boolType   = reflect.TypeFor[bool]()
	errorType  = reflect.TypeFor[error]()
)

// of makes an expression of a value's getter.
func of(typ reflect.Type, value func(*run, reflect.Value) reflect.Value) expr {
	e := expr{typ: typ, value: value}
	if typ.Kind() == reflect.String {
		e.text = func(r *run, dot reflect.Value) string { return value(r, dot).String() }
	}
	if full := truthOf(typ); full != nil {
		e.truth = func(r *run, dot reflect.Value) bool { return full(value(r, dot)) }
	}
	return e
}

// ofText makes an expression of a getter of strings, ofBool of truth values.
func ofText(text func(*run, reflect.Value) string) expr {
	return expr{
		typ:   stringType,
		value: func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(text(r, dot)) },
		text:  text,
		truth: func(r *run, dot reflect.Value) bool { return text(r, dot) != "" },
	}
}

func ofBool(truth func(*run, reflect.Value) bool) expr {
	return expr{
		typ:   boolType,
		value: func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(truth(r, dot)) },
		truth: truth,
	}
}

func ofConstant(v any) expr {
	value := reflect.ValueOf(v)
	e := of(value.Type(), func(*run, reflect.Value) reflect.Value { return value })
	e.constant = true
	return e
}

// truthOf tells whether values of a type are full, as templates take them; nil for types
// whose values say so themselves.
func truthOf(t reflect.Type) func(reflect.Value) bool {
	switch t.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Bool:
		return func(v reflect.Value) bool { return v.Bool() }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	return nil
}

// pipe compiles commands of which each is the last argument of the next.
func (s *scope) pipe(cmds []*parse.CommandNode, dot reflect.Type) (expr, error) {
	var e expr
	for i, cmd := range cmds {
		var last []expr
		if i > 0 {
			last = []expr{e}
		}
		var err error
		if e, err = s.command(cmd, last, dot); err != nil {
			return expr{}, err
		}
	}
	if e.value == nil {
		return expr{}, errUnusual
	}
	return e, nil
}

// condition is a pipe of which only the truth matters, so that and, or and not may take
// values of different types.
func (s *scope) condition(cmds []*parse.CommandNode, dot reflect.Type) (expr, error) {
	if len(cmds) == 1 {
		if id, ok := cmds[0].Args[0].(*parse.IdentifierNode); ok && (id.Ident == "and" || id.Ident == "or") && len(cmds[0].Args) > 1 {
			return s.junction(id.Ident == "and", cmds[0].Args[1:], dot)
		}
	}
	e, err := s.pipe(cmds, dot)
	if err == nil && e.truth == nil {
		err = unusual(cmds[0])
	}
	return e, err
}

// junction is and, or: a truth, not a value.
func (s *scope) junction(and bool, args []parse.Node, dot reflect.Type) (expr, error) {
	var parts []expr
	for _, a := range args {
		e, err := s.operand(a, dot)
		if err != nil {
			return expr{}, err
		}
		if e.truth == nil {
			return expr{}, unusual(a)
		}
		parts = append(parts, e)
	}
	return expr{typ: boolType, truth: func(r *run, dot reflect.Value) bool {
		for _, p := range parts {
			if p.truth(r, dot) != and {
				return !and
			}
		}
		return and
	}}, nil
}

// operand is an argument of and, or and not: in brackets there may be further ones.
func (s *scope) operand(n parse.Node, dot reflect.Type) (expr, error) {
	if p, ok := n.(*parse.PipeNode); ok && len(p.Decl) == 0 {
		return s.condition(p.Cmds, dot)
	}
	return s.argument(n, dot)
}

// command compiles one command of a pipe; last is the value of the one before.
func (s *scope) command(cmd *parse.CommandNode, last []expr, dot reflect.Type) (expr, error) {
	first := cmd.Args[0]
	if id, ok := first.(*parse.IdentifierNode); ok {
		return s.function(id.Ident, cmd, last, dot)
	}
	names, base := []string(nil), expr{}
	switch n := first.(type) {
	case *parse.FieldNode:
		names, base = n.Ident, of(dot, func(_ *run, dot reflect.Value) reflect.Value { return dot })
	case *parse.VariableNode:
		v, ok := s.variable(n.Ident[0])
		if !ok {
			return expr{}, unusual(n)
		}
		names, base = n.Ident[1:], of(v.typ, func(r *run, _ reflect.Value) reflect.Value { return r.slots[r.base+v.slot] })
	default:
		if len(cmd.Args) > 1 || len(last) > 0 {
			return expr{}, unusual(cmd)
		}
		return s.argument(first, dot)
	}
	args, err := s.arguments(cmd.Args[1:], last, dot)
	if err != nil {
		return expr{}, err
	}
	return s.chain(first, base, names, args)
}

// argument compiles a value without arguments of its own.
func (s *scope) argument(n parse.Node, dot reflect.Type) (expr, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return of(dot, func(_ *run, dot reflect.Value) reflect.Value { return dot }), nil
	case *parse.StringNode:
		return ofConstant(n.Text), nil
	case *parse.BoolNode:
		return ofConstant(n.True), nil
	case *parse.NumberNode:
		if n.IsInt {
			return ofConstant(int(n.Int64)), nil
		}
	case *parse.FieldNode, *parse.VariableNode, *parse.IdentifierNode:
		return s.command(&parse.CommandNode{Args: []parse.Node{n}}, nil, dot)
	case *parse.PipeNode:
		if len(n.Decl) == 0 {
			return s.pipe(n.Cmds, dot)
		}
	}
	return expr{}, unusual(n)
}

func (s *scope) arguments(nodes []parse.Node, last []expr, dot reflect.Type) ([]expr, error) {
	var args []expr
	for _, n := range nodes {
		e, err := s.argument(n, dot)
		if err != nil {
			return nil, err
		}
		if e.value == nil {
			return nil, unusual(n)
		}
		args = append(args, e)
	}
	return append(args, last...), nil
}

// chain follows names from a value: fields and methods without arguments, the last of
// which may be a method that takes args.
func (s *scope) chain(n parse.Node, e expr, names []string, args []expr) (expr, error) {
	for i, name := range names {
		var given []expr
		if i == len(names)-1 {
			given = args
		}
		next, ok := method(e, name, given)
		if !ok && len(given) == 0 {
			next, ok = field(e, name)
		}
		if !ok {
			return expr{}, unusual(n)
		}
		e = next
	}
	if len(names) == 0 && len(args) > 0 {
		return expr{}, unusual(n)
	}
	return e, nil
}

// field goes to a field of a structure, through a pointer if there is one.
func field(e expr, name string) (expr, bool) {
	typ, pointer := e.typ, e.typ.Kind() == reflect.Pointer
	if pointer {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct {
		return expr{}, false
	}
	f, ok := typ.FieldByName(name)
	if !ok || !f.IsExported() || f.Type.Kind() == reflect.Interface || throughPointer(typ, f.Index) {
		return expr{}, false
	}
	get, path := e.value, f.Index
	if pointer {
		get = func(r *run, dot reflect.Value) reflect.Value {
			v := e.value(r, dot)
			if v.IsNil() {
				r.fail("%s of nothing", name)
				return reflect.Zero(typ)
			}
			return v.Elem()
		}
	}
	if len(path) == 1 {
		at := path[0]
		return of(f.Type, func(r *run, dot reflect.Value) reflect.Value { return get(r, dot).Field(at) }), true
	}
	return of(f.Type, func(r *run, dot reflect.Value) reflect.Value {
		v := get(r, dot)
		for _, at := range path {
			v = v.Field(at)
		}
		return v
	}), true
}

// throughPointer tells whether a promoted field lies behind an embedded pointer.
func throughPointer(t reflect.Type, path []int) bool {
	for _, at := range path[:len(path)-1] {
		if t = t.Field(at).Type; t.Kind() == reflect.Pointer {
			return true
		}
	}
	return false
}

// method calls a method that gives one value, or a value and an error.
func method(e expr, name string, args []expr) (expr, bool) {
	m, ok := e.typ.MethodByName(name)
	if !ok || m.Type.IsVariadic() || m.Type.NumIn() != len(args)+1 {
		return expr{}, false
	}
	result, ok := resultOf(m.Type)
	if !ok {
		return expr{}, false
	}
	for i, a := range args {
		if !a.typ.AssignableTo(m.Type.In(i + 1)) {
			return expr{}, false
		}
	}
	pointer := e.typ.Kind() == reflect.Pointer
	return of(result, func(r *run, dot reflect.Value) reflect.Value {
		v := e.value(r, dot)
		if pointer && v.IsNil() || r.err != nil {
			r.fail("%s of nothing", name)
			return reflect.Zero(result)
		}
		in := make([]reflect.Value, len(args))
		for i, a := range args {
			in[i] = a.value(r, dot)
		}
		out := v.Method(m.Index).Call(in)
		if len(out) == 2 && !out[1].IsNil() {
			r.fail("%s: %w", name, out[1].Interface().(error))
		}
		return out[0]
	}), true
}

func resultOf(t reflect.Type) (reflect.Type, bool) {
	if n := t.NumOut(); n != 1 && !(n == 2 && t.Out(1) == errorType) {
		return nil, false
	}
	return t.Out(0), t.Out(0).Kind() != reflect.Interface
}

// function calls one of the set's functions or one that every template has.
func (s *scope) function(name string, cmd *parse.CommandNode, last []expr, dot reflect.Type) (expr, error) {
	if name == "not" && len(cmd.Args)+len(last) == 2 && len(last) == 0 {
		e, err := s.operand(cmd.Args[1], dot)
		if err != nil {
			return expr{}, err
		}
		if e.truth == nil {
			return expr{}, unusual(cmd)
		}
		return ofBool(func(r *run, dot reflect.Value) bool { return !e.truth(r, dot) }), nil
	}
	args, err := s.arguments(cmd.Args[1:], last, dot)
	if err != nil {
		return expr{}, err
	}
	e, ok := expr{}, false
	if f := s.funcs[name]; f != nil {
		e, ok = call(f, args)
	} else {
		e, ok = builtin(name, args)
	}
	if !ok {
		return expr{}, unusual(cmd)
	}
	e.constant = len(args) > 0
	for _, a := range args {
		e.constant = e.constant && a.constant
	}
	if e.constant {
		return fold(e)
	}
	return e, nil
}

// fold calls a function of constants, once.
func fold(e expr) (expr, error) {
	r := &run{}
	v := e.value(r, reflect.Value{})
	if r.err != nil {
		return expr{}, r.err
	}
	return ofConstant(v.Interface()), nil
}

// call compiles a call of a function with one of the signatures that pages use.
func call(f any, args []expr) (expr, bool) {
	switch f := f.(type) {
	case func(string, string) string:
		if len(args) == 2 && args[0].text != nil && args[1].text != nil {
			return ofText(func(r *run, dot reflect.Value) string { return f(args[0].text(r, dot), args[1].text(r, dot)) }), true
		}
	case func(int) string:
		if len(args) == 1 && args[0].typ == intType {
			return ofText(func(r *run, dot reflect.Value) string { return f(int(args[0].value(r, dot).Int())) }), true
		}
	case func(string, ...any) (string, error):
		if len(args) > 0 && args[0].text != nil {
			return ofText(func(r *run, dot reflect.Value) string {
				var rest []any
				for _, a := range args[1:] {
					rest = append(rest, a.value(r, dot).Interface())
				}
				text, err := f(args[0].text(r, dot), rest...)
				if err != nil {
					r.fail("%w", err)
				}
				return text
			}), true
		}
	}
	return expr{}, false
}

// builtin compiles the functions of text/template that compare and count.
func builtin(name string, args []expr) (expr, bool) {
	switch name {
	case "len":
		if len(args) != 1 || args[0].typ.Kind() != reflect.Slice && args[0].typ.Kind() != reflect.String {
			return expr{}, false
		}
		list := args[0].value
		return of(intType, func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(list(r, dot).Len()) }), true
	case "eq", "ne", "lt", "le", "gt", "ge":
		if len(args) != 2 {
			return expr{}, false
		}
		compare := comparison(args[0], args[1])
		if compare == nil {
			return expr{}, false
		}
		wanted := comparisons[name]
		return ofBool(func(r *run, dot reflect.Value) bool { return strings.IndexByte(wanted, compare(r, dot)) >= 0 }), true
	}
	return expr{}, false
}

// comparisons says which results of comparison make each function true.
var comparisons = map[string]string{"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}

// comparison tells whether one value is less than (<), equal to or greater than another.
func comparison(a, b expr) func(*run, reflect.Value) byte {
	sign := func(n int) byte { return "<=>"[n+1] }
	switch {
	case a.text != nil && b.text != nil:
		return func(r *run, dot reflect.Value) byte { return sign(strings.Compare(a.text(r, dot), b.text(r, dot))) }
	case a.typ == intType && b.typ == intType:
		return func(r *run, dot reflect.Value) byte {
			x, y := a.value(r, dot).Int(), b.value(r, dot).Int()
			switch {
			case x < y:
				return '<'
			case x > y:
				return '>'
			}
			return '='
		}
	}
	return nil
}

// htmlType is the one type whose values are written as they are, in text.
var htmlType = reflect.TypeFor[template.HTML]()
