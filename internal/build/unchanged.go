package build

import (
	"fmt"
	"path/filepath"

	"dossier/internal/read"
	"dossier/internal/store"
	"dossier/internal/write"
)

// finished is a build that has been done before: the same project with the same options,
// whose output nobody has touched since. It is looked for before any file is read for
// what it says, so a build with nothing to do costs little more than reading the files.
type finished struct {
	store   *store.Store
	options Options
	output  string // absolute
	before  *read.Listing
}

// newFinished looks at the project before the build does. Without a folder for finished
// work there is nothing to look for.
func newFinished(kept *store.Store, o Options) *finished {
	f := &finished{store: kept, options: o}
	if o.Cache == "" {
		return f
	}
	output, err := filepath.Abs(o.Output)
	if err != nil {
		return f
	}
	f.output = output
	f.before, _ = read.List(o.Source, output) // what cannot be listed, the build will tell of
	return f
}

// key names the result of a build of a project with a digest.
func (f *finished) key(digest string) store.Key {
	o := f.options
	return store.Sum("build", digest, f.output, o.BaseURL, o.AsOf.String(), fmt.Sprint(o.Strict, o.Volatile))
}

// lookKey names how the output looked after the last build of it.
func (f *finished) lookKey() store.Key { return store.Sum("look", f.output) }

// look is the fingerprint of the output after the last build, "" where it is not known.
func (f *finished) look() string {
	look, _ := f.store.Get(f.lookKey())
	return string(look)
}

// find returns the result of the earlier build, nil where there is none.
func (f *finished) find() *Result {
	if f.before == nil {
		return nil
	}
	digest, err := f.before.Digest(f.options.Workers, func(string) (string, bool) { return "", false })
	if err != nil {
		return nil
	}
	data, ok := f.store.Get(f.key(digest))
	if !ok {
		return nil
	}
	in := store.NewReader(data)
	look := in.String()
	r := readResult(in)
	if !in.OK() {
		return nil
	}
	if now, err := write.Fingerprint(f.output); err != nil || now != look {
		return nil
	}
	return r
}

// keep remembers a build that has succeeded.
func (f *finished) keep(p *read.Project, r *Result) {
	if f.before == nil {
		return
	}
	digest, ok := p.Digest(f.before, f.output, f.options.Workers)
	if !ok {
		return
	}
	look, err := write.Fingerprint(f.output)
	if err != nil {
		return
	}
	f.store.Put(f.lookKey(), []byte(look))
	var w store.Writer
	w.String(look)
	writeResult(&w, r)
	f.store.Put(f.key(digest), w.Bytes())
}

func writeResult(w *store.Writer, r *Result) {
	writeProblems(w, r.Problems)
	w.Strings(r.Notes)
	for _, n := range r.counts() {
		w.Int(*n)
	}
	w.String(r.Report.Output)
	w.Int(r.Report.Added + r.Report.Changed + r.Report.Kept)
	w.Int(r.Report.Foreign)
}

func readResult(in *store.Reader) *Result {
	r := &Result{Problems: readProblems(in), Notes: in.Strings()}
	for _, n := range r.counts() {
		*n = in.Int()
	}
	r.Report = write.Report{Output: in.String(), Kept: in.Int(), Foreign: in.Int()}
	return r
}

// counts are the numbers of a result.
func (r *Result) counts() []*int {
	return []*int{&r.Articles, &r.Entities, &r.Mentions, &r.Footnote, &r.Events, &r.Pages, &r.Files}
}
