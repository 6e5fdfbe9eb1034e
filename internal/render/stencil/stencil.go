// Package stencil compiles templates of html/template into functions that append bytes.
//
// The author of a template writes for html/template, which parses it and decides how
// each value is escaped; stencil takes the tree that html/template has made safe and
// works out once, for one type of view, where each value lies and how it is written.
// Running the result takes a twentieth of the time, since no name is looked up and no
// value boxed. What a template does beyond the usual (see errUnusual) is not compiled;
// callers then execute the template itself, which is the reference: a compiled template
// makes the same document, though it escapes fewer characters.
package stencil

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"sync"
	"text/template/parse"
)

// errUnusual is why a template is not compiled: a value whose type is only known when it
// runs, a context other than text, attributes and addresses, break and continue, or a
// function whose signature is not in the table of call.
var errUnusual = errors.New("more than stencil compiles")

func unusual(n parse.Node) error { return fmt.Errorf("%w: %s", errUnusual, n) }

// Funcs are the functions that templates may call, as given to html/template. They must
// depend on their arguments alone: calls with constants are made once.
type Funcs = template.FuncMap

// Template is a compiled template for one type of view. It may run on many goroutines.
type Template struct {
	main *block
	runs sync.Pool
}

// block is the body of one template for one type of dot.
type block struct {
	step  step
	slots int // variables, the first is $
}

// step writes one part of a page.
type step func(r *run, dot reflect.Value)

// run is the state of one execution.
type run struct {
	out   []byte
	slots []reflect.Value
	base  int // first slot of the running block
	depth int
	err   error // the first failure; what is written after it is thrown away
}

func (r *run) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// Compile makes the template called name of a set ready for views of the type of view.
// Names that the set does not define, and all that would fail when it runs, are errors.
func Compile(set *template.Template, name string, view any, funcs Funcs) (*Template, error) {
	// The trees become safe when the template is first executed; without a view it ends
	// early, and only a failure to make it safe is of interest.
	var unsafe *template.Error
	if err := set.ExecuteTemplate(io.Discard, name, nil); errors.As(err, &unsafe) {
		return nil, err
	}
	c := &compiler{set: set, funcs: funcs, blocks: map[blockKey]*block{}}
	main, err := c.block(name, reflect.TypeOf(view))
	if err != nil {
		return nil, err
	}
	return &Template{main: main, runs: sync.Pool{New: func() any { return new(run) }}}, nil
}

// Append makes the page of a view, which has the type that the template was compiled for.
func (t *Template) Append(dst []byte, view any) ([]byte, error) {
	r := t.runs.Get().(*run)
	defer t.runs.Put(r)
	*r = run{out: dst, slots: r.slots[:0]}
	r.call(t.main, reflect.ValueOf(view))
	clear(r.slots[:cap(r.slots)])
	dst, r.out = r.out, nil
	return dst, r.err
}

// maxDepth ends templates that call each other without end, as html/template does.
const maxDepth = 1000

func (r *run) call(b *block, dot reflect.Value) {
	if r.depth++; r.depth > maxDepth {
		r.fail("templates call each other without end")
	} else {
		base, top := r.base, len(r.slots)
		r.base = top
		for range b.slots {
			r.slots = append(r.slots, reflect.Value{})
		}
		r.slots[top] = dot
		b.step(r, dot)
		r.base, r.slots = base, r.slots[:top]
	}
	r.depth--
}

// blockKey names a compiled body; a template called with dots of two types has two.
type blockKey struct {
	name string
	dot  reflect.Type
}

type compiler struct {
	set    *template.Template
	funcs  Funcs
	blocks map[blockKey]*block
}

// block compiles a template of the set, once for each type of dot.
func (c *compiler) block(name string, dot reflect.Type) (*block, error) {
	key := blockKey{name, dot}
	if b := c.blocks[key]; b != nil {
		return b, nil
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		return nil, fmt.Errorf("%w: template %q", errUnusual, name)
	}
	b := &block{}
	c.blocks[key] = b // before its body, which may call it
	s := &scope{compiler: c, block: b}
	s.declare("$", dot)
	var err error
	b.step, err = s.list(t.Tree.Root, dot)
	return b, err
}

// scope knows the variables at one place of a template.
type scope struct {
	*compiler
	block *block
	vars  []variable
}

type variable struct {
	name string
	slot int
	typ  reflect.Type
}

func (s *scope) declare(name string, typ reflect.Type) int {
	slot := s.block.slots
	s.block.slots++
	s.vars = append(s.vars, variable{name, slot, typ})
	return slot
}

func (s *scope) variable(name string) (variable, bool) {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			return s.vars[i], true
		}
	}
	return variable{}, false
}

// inner is the scope of a branch: what it declares ends with it.
func (s *scope) inner() *scope {
	return &scope{s.compiler, s.block, s.vars[:len(s.vars):len(s.vars)]}
}

func nothing(*run, reflect.Value) {}

// list compiles nodes one after the other. Texts that follow each other, constants among
// them, become one.
func (s *scope) list(l *parse.ListNode, dot reflect.Type) (step, error) {
	if l == nil {
		return nothing, nil
	}
	var steps []step
	var text []byte
	flush := func() {
		if len(text) > 0 {
			constant := text
			steps = append(steps, func(r *run, _ reflect.Value) { r.out = append(r.out, constant...) })
			text = nil
		}
	}
	for _, n := range l.Nodes {
		if t, ok := n.(*parse.TextNode); ok {
			text = append(text, t.Text...)
			continue
		}
		step, constant, err := s.node(n, dot)
		if err != nil {
			return nil, err
		}
		text = append(text, constant...)
		if step != nil {
			flush()
			steps = append(steps, step)
		}
	}
	flush()
	switch len(steps) {
	case 0:
		return nothing, nil
	case 1:
		return steps[0], nil
	}
	return func(r *run, dot reflect.Value) {
		for _, step := range steps {
			step(r, dot)
		}
	}, nil
}

// node compiles one node: to a step, or to a text that is always the same.
func (s *scope) node(n parse.Node, dot reflect.Type) (step, []byte, error) {
	switch n := n.(type) {
	case *parse.ActionNode:
		return s.action(n, dot)
	case *parse.IfNode:
		step, err := s.branch(&n.BranchNode, dot, false)
		return step, nil, err
	case *parse.WithNode:
		step, err := s.branch(&n.BranchNode, dot, true)
		return step, nil, err
	case *parse.RangeNode:
		step, err := s.loop(n, dot)
		return step, nil, err
	case *parse.TemplateNode:
		step, err := s.template(n, dot)
		return step, nil, err
	case *parse.CommentNode:
		return nil, nil, nil
	}
	return nil, nil, unusual(n)
}

// action compiles {{value}} and {{$name := value}}.
func (s *scope) action(n *parse.ActionNode, dot reflect.Type) (step, []byte, error) {
	if len(n.Pipe.Decl) > 0 {
		if len(n.Pipe.Decl) != 1 || n.Pipe.IsAssign {
			return nil, nil, unusual(n)
		}
		e, err := s.pipe(n.Pipe.Cmds, dot)
		if err != nil {
			return nil, nil, err
		}
		slot := s.declare(n.Pipe.Decl[0].Ident[0], e.typ)
		return func(r *run, dot reflect.Value) { r.slots[r.base+slot] = e.value(r, dot) }, nil, nil
	}
	cmds, context := splitEscapers(n.Pipe.Cmds)
	e, err := s.pipe(cmds, dot)
	if err != nil {
		return nil, nil, err
	}
	write, ok := writer(e, context)
	if !ok {
		return nil, nil, unusual(n)
	}
	if e.constant {
		r := &run{}
		write(r, reflect.Value{})
		return nil, r.out, r.err
	}
	return write, nil, nil
}

// branch compiles if and with; the dot of with is its value.
func (s *scope) branch(n *parse.BranchNode, dot reflect.Type, with bool) (step, error) {
	in := s.inner()
	e, err := in.condition(n.Pipe.Cmds, dot)
	if err != nil {
		return nil, err
	}
	slot := -1
	switch len(n.Pipe.Decl) {
	case 0:
	case 1:
		slot = in.declare(n.Pipe.Decl[0].Ident[0], e.typ)
	default:
		return nil, unusual(n.Pipe)
	}
	if (with || slot >= 0) && e.value == nil {
		return nil, unusual(n.Pipe)
	}
	inside := dot
	if with {
		inside = e.typ
	}
	then, err := in.list(n.List, inside)
	if err != nil {
		return nil, err
	}
	otherwise, err := s.inner().list(n.ElseList, dot)
	if err != nil {
		return nil, err
	}
	if !with && slot < 0 {
		return func(r *run, dot reflect.Value) {
			if e.truth(r, dot) {
				then(r, dot)
			} else {
				otherwise(r, dot)
			}
		}, nil
	}
	full := truthOf(e.typ)
	if full == nil {
		return nil, unusual(n.Pipe)
	}
	return func(r *run, dot reflect.Value) {
		v := e.value(r, dot)
		if r.err != nil {
			return
		}
		if slot >= 0 {
			r.slots[r.base+slot] = v
		}
		switch {
		case !full(v):
			otherwise(r, dot)
		case with:
			then(r, v)
		default:
			then(r, dot)
		}
	}, nil
}

// loop compiles range over slices and arrays.
func (s *scope) loop(n *parse.RangeNode, dot reflect.Type) (step, error) {
	in := s.inner()
	e, err := in.pipe(n.Pipe.Cmds, dot)
	if err != nil {
		return nil, err
	}
	if e.typ.Kind() != reflect.Slice && e.typ.Kind() != reflect.Array || n.Pipe.IsAssign {
		return nil, unusual(n.Pipe)
	}
	index, element := -1, -1
	switch d := n.Pipe.Decl; len(d) {
	case 1:
		element = in.declare(d[0].Ident[0], e.typ.Elem())
	case 2:
		index = in.declare(d[0].Ident[0], reflect.TypeFor[int]())
		element = in.declare(d[1].Ident[0], e.typ.Elem())
	}
	body, err := in.list(n.List, e.typ.Elem())
	if err != nil {
		return nil, err
	}
	otherwise, err := s.inner().list(n.ElseList, dot)
	if err != nil {
		return nil, err
	}
	return func(r *run, dot reflect.Value) {
		list := e.value(r, dot)
		if r.err != nil {
			return
		}
		count := list.Len()
		for i := range count {
			item := list.Index(i)
			if index >= 0 {
				r.slots[r.base+index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				r.slots[r.base+element] = item
			}
			if body(r, item); r.err != nil {
				return
			}
		}
		if count == 0 {
			otherwise(r, dot)
		}
	}, nil
}

// template compiles a call of another template.
func (s *scope) template(n *parse.TemplateNode, dot reflect.Type) (step, error) {
	if n.Pipe == nil || len(n.Pipe.Decl) > 0 {
		return nil, unusual(n)
	}
	e, err := s.pipe(n.Pipe.Cmds, dot)
	if err != nil {
		return nil, err
	}
	b, err := s.compiler.block(n.Name, e.typ)
	if err != nil {
		return nil, err
	}
	return func(r *run, dot reflect.Value) {
		if v := e.value(r, dot); r.err == nil {
			r.call(b, v)
		}
	}, nil
}
