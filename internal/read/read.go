// Package read walks a project and fills the Catalogue: what every file states, and
// nothing of what the articles' text says.
//
// Only regular files are read; a link, pipe or device is named in a problem and left
// alone, so nothing outside the project can come into the site. The text of articles
// is dropped again: a later stage reads each when its turn comes.
package read

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/config"
	"dossier/internal/edtf"
	"dossier/internal/pool"
	"dossier/internal/record"
	"dossier/internal/redact"
	"dossier/internal/source"
)

// ArticleLimit is the size in bytes above which an article is refused.
const ArticleLimit = 5 << 20

// Project is what a folder of articles states.
type Project struct {
	Dir       string // absolute path of the folder
	Config    *config.Config
	Catalogue *record.Catalogue
	Media     map[string]bool // names of the files that articles can show, relative to Dir
	Static    []string        // names of the project's own static files, relative to Dir
	Templates []string        // names of the project's own templates, relative to Dir
	Content   string          // "content", or "" for a bare folder of Markdown files
	Refused   []string        // names that the author does not want as entities
	Decided   bool            // there is a file of entities or of refused names
	Published []Published     // addresses that the site had once, as urls.lock has them
	Held      []*record.Entry // articles and pages under an embargo: nothing of them is published
	Problems  []source.Problem

	asOf   edtf.Date
	redact *redact.Names // no address is made of these
	ids    *ids          // nil where no project says which entities there are
	sums   sums
}

// Options say what Scan leaves out.
type Options struct {
	Output  string    // absolute path of the output folder, not to be read
	AsOf    edtf.Date // a day; articles whose embargo ends on it or before are published
	Workers int
}

// Scan reads everything but the text of the articles. The error is one of the machine;
// what is wrong with the content is in Problems.
func Scan(dir string, o Options) (*Project, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(abs); err != nil {
		return nil, fmt.Errorf("read the project: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("read the project: %s is no folder", dir)
	}
	p := &Project{Dir: abs, Catalogue: &record.Catalogue{}, Media: map[string]bool{}, asOf: o.AsOf}
	if err := p.readConfig(); err != nil {
		return nil, err
	}
	p.redact = redact.New(p.Config.Redact)
	w := &walker{project: p, output: o.Output}
	for _, name := range []string{"dossier.yml", "Dossier.yaml", "dossier.json"} {
		if isRegular(filepath.Join(abs, name)) && !isRegular(filepath.Join(abs, "dossier.yaml")) {
			w.strayData(name)
		}
	}
	if _, err := os.Lstat(filepath.Join(abs, "content")); err == nil {
		for _, name := range []string{"dossier.yaml", "content", "static", "templates"} {
			p.checkKind(name)
		}
		p.Content = "content"
		w.walk("content")
		p.Static, p.Templates = w.list("static"), w.list("templates")
	} else {
		w.bare = true
		w.walk(".")
	}
	p.checkLogo()
	p.checkRules()
	if err := p.readEntities(w); err != nil { // first, since all the others name them
		return nil, err
	}
	if err := p.readEntries(w, o.Workers); err != nil {
		return nil, err
	}
	if err := p.readRefused(); err != nil {
		return nil, err
	}
	if err := p.readEvents(); err != nil {
		return nil, err
	}
	if err := p.readSources(); err != nil {
		return nil, err
	}
	p.checkAddresses()
	if err := p.readLock(); err != nil {
		return nil, err
	}
	if err := p.readImports(); err != nil {
		return nil, err
	}
	if len(p.Catalogue.Articles)+len(p.Catalogue.Unlisted) == 0 && !source.HasErrors(p.Problems) {
		p.noContent(w)
	}
	p.Problems = source.Sort(p.Problems)
	return p, nil
}

// checkKind tells of a part of the project that is a link or another thing than it
// should be: it is left alone like any other, but never without a word.
func (p *Project) checkKind(name string) {
	info, err := os.Lstat(filepath.Join(p.Dir, name))
	if err != nil || name == "dossier.yaml" && info.Mode().IsRegular() || name != "dossier.yaml" && info.IsDir() {
		return
	}
	what, hint := "a folder belongs here", "put the folder itself here"
	if name == "dossier.yaml" {
		what, hint = "a regular file belongs here", "put the file itself here"
	}
	p.Problems = append(p.Problems, source.Problem{Place: source.Place{File: name}, Code: source.NotRegular,
		Message: what + ", and this is none, so it is not read", Hint: hint})
}

func (p *Project) readConfig() error {
	name := filepath.Base(p.Dir)
	if !isRegular(filepath.Join(p.Dir, "dossier.yaml")) {
		p.Config = config.Default(name)
		return nil
	}
	f, err := p.data("dossier.yaml")
	if err != nil {
		return err
	}
	c, problems := config.Read(f, name)
	p.Config = c
	p.Problems = append(p.Problems, problems...)
	return nil
}

// checkLogo tells of a logo that is not there.
func (p *Project) checkLogo() {
	if logo := p.Config.Theme.Logo; logo != "" && !slices.Contains(p.Static, logo) {
		p.Problems = append(p.Problems, source.Problem{Place: p.Config.Theme.LogoAt, Code: source.MissingPicture,
			Message: "the logo " + logo + " is not there", Hint: "put the picture there, or take the line out of dossier.yaml"})
		p.Config.Theme.Logo = ""
	}
}

func (p *Project) noContent(w *walker) {
	place, hint := "content/articles", "put a Markdown file there, or run: dossier new my-dossier"
	if w.bare {
		place = "."
	}
	switch {
	case len(p.Held) > 0:
		hint = "an embargo holds on " + p.Held[0].Name + "; after it, build with --as-of and the day"
	case len(w.received) > 0:
		hint = "run: dossier import " + w.received[0]
	}
	p.Problems = append(p.Problems, source.Problem{Place: source.Place{File: place}, Code: source.NoContent,
		Message: "there is no article here", Hint: hint})
}

// data reads a data file; bytes that are no UTF-8 make its keys untrustworthy, so
// they are errors here.
func (p *Project) data(name string) (*source.File, error) {
	f, problems, err := p.File(name, DataLimit)
	if err != nil {
		return nil, err
	}
	for _, problem := range problems {
		if problem.Code == source.BadEncoding {
			problem.Code = source.EncodingFatal
		}
		p.Problems = append(p.Problems, problem)
	}
	return f, nil
}

// walker lists the files of a project by what they are.
type walker struct {
	project  *Project
	output   string
	bare     bool
	beside   bool // in static/ or templates/, where every file is taken as it is
	articles []string
	pages    []string
	entities []string
	received []string
}

// walk goes through a folder in the order of names. Files and folders that begin with
// a dot are not part of a project.
func (w *walker) walk(dir string) {
	p := w.project
	full := filepath.Join(p.Dir, filepath.FromSlash(dir))
	if full == w.output {
		return
	}
	if info, err := os.Lstat(full); err == nil && !info.IsDir() {
		return // told by checkKind, or swapped since it was listed
	}
	list, err := os.ReadDir(full)
	if err != nil {
		p.Problems = append(p.Problems, source.Problem{Place: source.Place{File: dir}, Code: source.Unreadable,
			Message: "this folder cannot be read", Hint: "check its permissions"})
		return
	}
	for _, e := range list {
		name := path.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."), e.Name() == "node_modules":
		case e.IsDir() && slices.Contains(p.dataFiles(), name):
			w.stray(name, "make it a file, or give the folder another name")
		case e.IsDir():
			w.walk(name)
		case !e.Type().IsRegular():
			p.Problems = append(p.Problems, source.Problem{Place: source.Place{File: name}, Code: source.NotRegular,
				Message: "this is a link, pipe or device, so it is not read", Hint: "put the file itself here"})
		default:
			w.file(name)
		}
	}
}

// file sorts one regular file by its folder and ending.
func (w *walker) file(name string) {
	if w.beside {
		w.project.Media[name] = true
		return
	}
	markdown := false
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		markdown = true
	case ".txt", ".html", ".htm", ".pdf":
		if w.bare || strings.HasPrefix(name, "content/articles/") {
			w.received = append(w.received, name)
			w.project.Problems = append(w.project.Problems, source.Problem{Place: source.Place{File: name}, Code: source.Received,
				Message: "a received file is no article yet", Hint: "run: dossier import " + name})
			return
		}
	}
	switch {
	case !markdown && !isData(name):
		w.project.Media[name] = true
	case !markdown:
		w.strayData(name)
	case w.bare, strings.HasPrefix(name, "content/articles/"):
		w.articles = append(w.articles, name)
	case strings.HasPrefix(name, "content/pages/"):
		w.pages = append(w.pages, name)
	case strings.HasPrefix(name, "content/entities/"):
		w.entities = append(w.entities, name)
	case w.isContent(name) && !strings.EqualFold(path.Base(name), "README.md"):
		w.stray(name, "move it to content/articles/"+path.Base(name))
	}
}

// isContent tells files of the content from those of static/ and templates/.
func (w *walker) isContent(name string) bool { return w.bare || strings.HasPrefix(name, "content/") }

// stray tells of a file that the author takes for part of the site.
func (w *walker) stray(name, hint string) {
	w.project.Problems = append(w.project.Problems, source.Problem{Place: source.Place{File: name}, Code: source.NotRead,
		Message: "nothing reads a file of this name in this place", Hint: hint})
}

// dataFiles are the data that a build reads.
func (p *Project) dataFiles() []string {
	names := []string{"dossier.yaml"}
	for _, name := range []string{"entities.yaml", "refused.yaml", "events.yaml", "archives.yaml", "sources.bib", "sources.json"} {
		names = append(names, p.beside(name))
	}
	return names
}

// strayData tells of a data file whose name is nearly one that a build reads: another
// ending, another case, a slip.
func (w *walker) strayData(name string) {
	stem := strings.TrimSuffix(name, path.Ext(name))
	files := w.project.dataFiles()
	if slices.Contains(files, name) {
		return
	}
	for _, known := range files {
		if strings.EqualFold(stem, strings.TrimSuffix(known, path.Ext(known))) || source.Nearest(name, []string{known}) != "" {
			w.stray(name, "did you mean "+known+"?")
			return
		}
	}
}

// isData tells whether a file is read as data, so it is never shown.
func isData(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".yaml", ".yml", ".json", ".bib", ".lock":
		return true
	}
	return false
}

// list names the regular files below a folder beside content/, of whatever kind, Go files
// aside.
func (w *walker) list(dir string) []string {
	if !isDir(filepath.Join(w.project.Dir, dir)) {
		return nil
	}
	before := w.project.Media
	w.project.Media, w.beside = map[string]bool{}, true
	w.walk(dir)
	names := make([]string, 0, len(w.project.Media))
	for name := range w.project.Media {
		if path.Ext(name) != ".go" {
			names = append(names, name)
		}
	}
	w.project.Media, w.beside = before, false
	slices.Sort(names)
	return names
}

// readEntries reads the front matter of every article and page, on all cores.
func (p *Project) readEntries(w *walker, workers int) error {
	type result struct {
		entry    *record.Entry
		problems []source.Problem
	}
	names := append(slices.Clone(w.articles), w.pages...)
	results, err := pool.Map(workers, names, func(_ int, name string) (result, error) {
		f, problems, err := p.File(name, ArticleLimit)
		if err != nil || source.HasErrors(problems) {
			return result{nil, problems}, err
		}
		entry, more := p.entry(f, problems)
		return result{entry, more}, nil
	})
	if err != nil {
		return err
	}
	for i, r := range results {
		p.Problems = append(p.Problems, r.problems...)
		switch {
		case r.entry == nil || r.entry.Draft:
		case p.isHeld(r.entry):
			p.Held = append(p.Held, r.entry)
		case i < len(w.articles) && r.entry.Unlisted:
			p.Catalogue.Unlisted = append(p.Catalogue.Unlisted, r.entry)
		case i < len(w.articles):
			p.Catalogue.Articles = append(p.Catalogue.Articles, r.entry)
		default:
			p.Catalogue.Pages = append(p.Catalogue.Pages, r.entry)
		}
	}
	return nil
}

// Knows tells whether a name is of a file of the project, or of a folder with some: when
// it was scanned, or now.
func (p *Project) Knows(name string) bool {
	if _, err := os.Lstat(p.path(name)); err == nil {
		return true
	}
	known := func(other string) bool { return other == name || strings.HasPrefix(other, name+"/") }
	p.sums.mu.Lock()
	defer p.sums.mu.Unlock()
	for other := range p.sums.byName {
		if known(other) {
			return true
		}
	}
	return p.Media[name] || slices.ContainsFunc(slices.Collect(maps.Keys(p.Media)), known) || slices.ContainsFunc(slices.Concat(p.Static, p.Templates), known)
}

// Reread reads the front matter of an article or page again, nil for a file that cannot be
// used. Its import log is not read.
func (p *Project) Reread(name string) (*record.Entry, []source.Problem, error) {
	if !isRegular(p.path(name)) {
		return nil, nil, nil
	}
	f, problems, err := p.File(name, ArticleLimit)
	if err != nil || source.HasErrors(problems) {
		return nil, problems, err
	}
	e, problems := p.entry(f, problems)
	return e, problems, nil
}

// isHeld tells whether an embargo holds on the day that the build speaks of. The clock is
// never asked: without such a day every embargo holds.
func (p *Project) isHeld(e *record.Entry) bool {
	if e.Embargo.IsZero() {
		return false
	}
	now, _ := p.asOf.Bounds()
	until, _ := e.Embargo.Bounds()
	return p.asOf.IsZero() || now.Before(until)
}

// path is where a file of the project lies.
func (p *Project) path(name string) string {
	return filepath.Join(p.Dir, filepath.FromSlash(name))
}

func isDir(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.IsDir()
}

func isRegular(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode().IsRegular()
}

// IsProject tells whether a folder is one: it has a dossier.yaml or a content folder.
func IsProject(dir string) bool {
	return isRegular(filepath.Join(dir, "dossier.yaml")) || isDir(filepath.Join(dir, "content"))
}

// Alone takes one file as an article without a project around it.
func Alone(file string) (*Project, *record.Entry, error) {
	dir, name := filepath.Split(file)
	p := &Project{Dir: dir, Config: config.Default(filepath.Base(dir)), Catalogue: &record.Catalogue{}, Media: map[string]bool{}, Decided: true}
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range list {
		p.Media[e.Name()] = e.Type().IsRegular()
	}
	f, problems, err := p.File(name, ArticleLimit)
	if err != nil {
		return nil, nil, err
	}
	entry, problems := p.entry(f, problems)
	p.Problems = problems
	if entry == nil {
		entry = &record.Entry{Name: name, Dialect: p.Config.Dialect, Body: len(f.Text), Sum: f.Sum}
	}
	p.Catalogue.Articles = []*record.Entry{entry}
	return p, entry, nil
}
