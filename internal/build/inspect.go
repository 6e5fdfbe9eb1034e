package build

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/inspect"
	"dossier/internal/parse"
	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/source"
)

// Inspect tells what dossier sees in one article. If the file belongs to a project, its
// names and links are those of the project; else it stands alone. What is no regular file
// is fs.ErrInvalid.
func Inspect(file string) (inspect.View, error) {
	p, e, err := findEntry(file)
	if err != nil {
		return inspect.View{}, err
	}
	if _, err := addFound(context.Background(), p, 0); err != nil {
		return inspect.View{}, err
	}
	f, problems, err := p.File(e.Name, read.ArticleLimit)
	if err != nil {
		return inspect.View{}, err
	}
	d := parse.Parse(e.Dialect, f, e.Body)
	found := newCompiler(p, nil, nil).resolve(d, e)
	d.Problems = append(d.Problems, problems...)
	for _, problem := range p.Problems {
		if problem.File == e.Name {
			d.Problems = append(d.Problems, problem)
		}
	}
	v := inspect.Of(d)
	v.Mentions = mentionsOf(d, f)
	for _, r := range found.dates {
		start, end := filePlace(f, r.block, r.Start, r.End)
		at := f.Place(r.block.SourceOffset(r.Start))
		v.Dates = append(v.Dates, inspect.Date{
			Line: at.Line, Column: at.Column, Start: start, End: end, Surface: r.Surface, EDTF: r.Date.String(), Type: r.Type, Value: r.Value, Reason: r.Reason.English(),
			Sentence: inspect.SentenceAt(r.block, r.Start), Open: r.Open,
		})
	}
	return v, nil
}

// findEntry finds the project that a file belongs to, and its entry there.
func findEntry(file string) (*read.Project, *record.Entry, error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return nil, nil, err
	}
	switch info, err := os.Stat(abs); {
	case err != nil:
		return nil, nil, err
	case !info.Mode().IsRegular():
		return nil, nil, &fs.PathError{Op: "inspect", Path: file, Err: fs.ErrInvalid}
	}
	for dir := filepath.Dir(abs); filepath.Dir(dir) != dir; dir = filepath.Dir(dir) {
		if !read.IsProject(dir) {
			continue
		}
		p, err := read.Scan(dir, read.Options{})
		if err != nil {
			return nil, nil, err
		}
		for _, e := range slices.Concat(p.Catalogue.Articles, p.Catalogue.Unlisted, p.Catalogue.Pages, p.Held) {
			if filepath.Join(dir, filepath.FromSlash(e.Name)) == abs {
				return p, e, nil
			}
		}
		break
	}
	return read.Alone(abs)
}

func mentionsOf(d *doc.Doc, f *source.File) []inspect.Mention {
	list := []inspect.Mention{}
	d.Leaves(func(b *doc.Block, _ *doc.Note) {
		for _, m := range b.Marks {
			if m.Kind == doc.Mention {
				start, end := filePlace(f, b, m.Start, m.End)
				list = append(list, inspect.Mention{Start: start, End: end, Surface: doc.Plain(b.Text[m.Start:m.End]), Entity: m.Target, Rule: m.Title})
			}
		}
	})
	slices.SortStableFunc(list, func(a, b inspect.Mention) int { return cmp.Compare(a.Start, b.Start) })
	return list
}

// filePlace turns a stretch of a block's text into code points of the file. The end is
// that of the last character, so that closing signs of emphasis stay outside.
func filePlace(f *source.File, b *doc.Block, start, end int) (from, to int) {
	_, last := utf8.DecodeLastRuneInString(b.Text[start:end])
	return f.Rune(b.SourceOffset(start)), f.Rune(b.SourceOffset(end-last)) + 1
}
