package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"reflect"
	"strings"
	"sync"

	"dossier/internal/read"
	"dossier/internal/render/stencil"
	"dossier/internal/source"
	"dossier/internal/write"
)

// pageTemplate is the template of a kind of page. Its text has been minified, so what it
// writes is minimal and goes to the disk as it is.
type pageTemplate struct {
	set      *template.Template
	funcs    template.FuncMap
	source   func() (*template.Template, error) // the set as it was written, for messages
	compiled sync.Map                           // reflect.Type of a view -> *stencil.Template, nil where it cannot be compiled
}

// execute appends the filled template called name. One that does what stencil does not compile is
// executed by html/template; so is one that fails, for its message.
func (t *pageTemplate) execute(dst []byte, name string, view any) ([]byte, error) {
	if quick := t.compile(name, view); quick != nil {
		if data, err := quick.Append(dst, view); err == nil {
			return data, nil
		}
	}
	out := bytes.NewBuffer(dst)
	err := t.set.ExecuteTemplate(out, name, view)
	if err == nil {
		return out.Bytes(), nil
	}
	if source, e := t.source(); e == nil {
		if e := source.ExecuteTemplate(&bytes.Buffer{}, name, view); e != nil {
			err = e
		}
	}
	return dst, err
}

// compile finds the compiled template for a view. Each kind of page has one type of view
// and one name, so the type is enough of a key.
func (t *pageTemplate) compile(name string, view any) *stencil.Template {
	key := reflect.TypeOf(view)
	if quick, ok := t.compiled.Load(key); ok {
		return quick.(*stencil.Template)
	}
	quick, err := stencil.Compile(t.set, name, view, t.funcs)
	if err != nil {
		quick = nil
	}
	t.compiled.Store(key, quick)
	return quick
}

// Templates parses the built-in templates, and the project's own over them. own maps
// a template's name ("article.html") to its text; the problems are those of the project's.
func (s *Site) Templates(builtin fs.FS, own map[string]string) (problems []source.Problem, err error) {
	s.words, problems, err = ReadWords(builtin, own[wordsFile], s.Config.Language)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(builtin, "*.html")
	if err != nil {
		return nil, err
	}
	funcs := template.FuncMap{"say": s.words.Say, "num": s.words.Number, "smart": s.smart}
	minifier := write.NewMinifier()
	sources, minimal := map[string]string{}, map[string]string{}
	for _, name := range names {
		text, changed := own[name]
		if !changed {
			data, err := fs.ReadFile(builtin, name)
			if err != nil {
				return nil, err
			}
			text = string(data)
		} else if _, err := template.New(name).Funcs(funcs).Parse(text); err != nil {
			problems = append(problems, TemplateProblem(name, err))
		}
		sources[name], minimal[name] = text, minifier.Template(text)
		if !changed {
			minimal[name] = layout.Replace(minimal[name])
		}
	}
	if source.HasErrors(problems) {
		return problems, nil
	}
	base, err := template.New(frame).Funcs(funcs).Parse(minimal[frame])
	if err != nil {
		return append(problems, TemplateProblem(frame, err)), nil
	}
	s.templates, s.own = map[string]*pageTemplate{}, own
	for _, name := range names {
		set, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if name != frame {
			if _, err := set.New(name).Parse(minimal[name]); err != nil {
				problems = append(problems, TemplateProblem(name, err))
			}
		}
		s.templates[strings.TrimSuffix(name, ".html")] = &pageTemplate{set: set, funcs: funcs, source: func() (*template.Template, error) {
			set, err := template.New(frame).Funcs(funcs).Parse(sources[frame])
			if err == nil && name != frame {
				_, err = set.New(name).Parse(sources[name])
			}
			return set, err
		}}
	}
	return problems, nil
}

// TemplateProblem tells what is wrong with a template of the project.
func TemplateProblem(name string, err error) source.Problem {
	return source.Problem{Place: source.Place{File: "templates/" + name}, Code: source.TemplateProblem, Message: err.Error(),
		Hint: "compare it with the built-in template of the same name"}
}

// layout drops the line ends beside actions, which the minifier must keep: for all it
// knows the action is a word. In the built-in templates they only make lines.
var layout = strings.NewReplacer("}}\n", "}}", "\n{{", "{{")

// frame is the template around all others.
const frame = "base.html"

// page makes a file of a template and its view, which embeds Base.
func (s *Site) page(b Base, view any) (Content, error) { return s.fill(b, "base", view) }

func (s *Site) fill(b Base, name string, view any) (Content, error) {
	return filled(func(dst []byte) ([]byte, error) {
		dst, err := s.templates[b.Kind].execute(dst, name, view)
		return dst, s.templateError(b.Kind+".html", err)
	})
}

// templateError tells what went wrong in a template: where the project has its own, it is
// a problem of the project.
func (s *Site) templateError(file string, err error) error {
	switch {
	case err == nil:
		return nil
	case s.own[file] != "" || s.own[frame] != "":
		return read.Refuse(TemplateProblem(file, err))
	}
	return fmt.Errorf("template %s: %w", file, err)
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// filled makes minimal content in a buffer that is used again, see Content.Free.
func filled(fill func(dst []byte) ([]byte, error)) (Content, error) {
	buffer := buffers.Get().(*[]byte)
	data, err := fill((*buffer)[:0])
	*buffer = data
	if err != nil {
		buffers.Put(buffer)
		return Content{}, err
	}
	return Content{Data: data, Raw: true, buffer: buffer}, nil
}
