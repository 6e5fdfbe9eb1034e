package build

import (
	"context"
	"path/filepath"
	"slices"

	"dossier/internal/export"
	"dossier/internal/read"
	"dossier/internal/source"
	"dossier/internal/store"
)

// Data takes a project as far as its data, which it hands to take, and publishes nothing.
// With Result.Failed the problems stand in the way and there is none. Of the options,
// those on the output say only which folder is no content.
func Data(ctx context.Context, o Options, take func(*Result, *export.Data) error) (*Result, error) {
	project, err := scan(o)
	if err != nil {
		return nil, err
	}
	r := &Result{Problems: project.Problems}
	kept := store.Open(o.Cache, o.Program)
	defer func() { _ = kept.Close(false) }()
	site, err := compile(ctx, project, r, o, kept)
	if problem, ok := read.AsProblem(err); ok {
		return r.fail(problem), nil
	}
	if err != nil {
		return nil, err
	}
	r.Problems = source.Sort(r.Problems)
	if r.Failed = source.HasErrors(r.Problems); r.Failed {
		return r, nil
	}
	if err := take(r, site.Data()); err != nil {
		return r, err
	}
	return r, site.Texts.(*texts).failed()
}

// wordsName is the file with the project's own words of the interface.
const wordsName = "templates/words.yaml"

// scan reads the project with what the options say over it.
func scan(o Options) (*read.Project, error) {
	output, err := filepath.Abs(o.Output)
	if err != nil {
		return nil, err
	}
	project, err := read.Scan(o.Source, read.Options{Output: output, Workers: o.Workers, AsOf: o.AsOf})
	if err != nil {
		return nil, err
	}
	if o.BaseURL != "" {
		project.Config.BaseURL = o.BaseURL
	}
	if slices.Contains(project.Templates, wordsName) {
		if own, err := project.Bytes(wordsName); err == nil { // an error is told where the templates are read
			project.Config.Words = string(own)
		}
	}
	return project, nil
}
