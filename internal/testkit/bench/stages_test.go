package main

import (
	"context"
	"path/filepath"
	"testing"

	"dossier/internal/build"
	"dossier/internal/doc"
	"dossier/internal/index/search"
	"dossier/internal/parse"
	"dossier/internal/read"
	"dossier/internal/render/body"
	"dossier/internal/resolve/anchors"
	"dossier/internal/resolve/dates"
	"dossier/internal/resolve/entities"
	"dossier/internal/resolve/facts"
	"dossier/internal/resolve/footnotes"
	"dossier/internal/resolve/passages"
	"dossier/internal/resolve/prose"
	"dossier/internal/source"
	"dossier/internal/testkit/corpus"
)

// articles of the project that the benchmarks of the stages read. One operation of a
// benchmark is one article, except where its name says otherwise.
const articles = 100

// project writes and scans a corpus.
func project(b *testing.B) (dir string, p *read.Project) {
	b.Helper()
	dir = b.TempDir()
	if err := corpus.Write(dir, corpus.Options{Articles: articles, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	p, err := read.Scan(dir, read.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return dir, p
}

// source of the ith article.
func text(b *testing.B, p *read.Project, i int) *source.File {
	b.Helper()
	f, bad, err := p.Text(p.Catalogue.Articles[i%articles])
	if err != nil || bad != nil {
		b.Fatal(err, bad)
	}
	return f
}

func BenchmarkScanProject(b *testing.B) {
	dir, _ := project(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read.Scan(dir, read.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	_, p := project(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		parse.Parse("gfm", text(b, p, i), p.Catalogue.Articles[i%articles].Body)
	}
}

// parsed are all articles as documents, and their prose.
func parsed(b *testing.B) (p *read.Project, docs []*doc.Doc, blocks [][]prose.Block) {
	_, p = project(b)
	for i := range articles {
		d := parse.Parse("gfm", text(b, p, i), p.Catalogue.Articles[i].Body)
		footnotes.Resolve(d)
		docs = append(docs, d)
		blocks = append(blocks, prose.Blocks(prose.Leaves(d)))
	}
	return p, docs, blocks
}

func BenchmarkDates(b *testing.B) {
	p, _, blocks := parsed(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		dates.Find(blocks[i%articles], dates.Options{Reference: p.Catalogue.Articles[i%articles].Date, Language: "en"})
	}
}

func BenchmarkNames(b *testing.B) {
	p, _, blocks := parsed(b)
	names := entities.Compile(p.Catalogue.Entities)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		names.Find(blocks[i%articles], entities.Options{})
	}
}

func BenchmarkCompileNames(b *testing.B) {
	_, p := project(b)
	b.ReportAllocs()
	for b.Loop() {
		entities.Compile(p.Catalogue.Entities)
	}
}

// BenchmarkAnchors works on a document that has its ids already, which takes as long.
func BenchmarkAnchors(b *testing.B) {
	_, docs, _ := parsed(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		anchors.Assign(docs[i%articles])
	}
}

func BenchmarkFacts(b *testing.B) {
	p, docs, _ := parsed(b)
	for _, d := range docs {
		anchors.Assign(d)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		facts.Make(p.Catalogue.Articles[i%articles], docs[i%articles])
	}
}

func BenchmarkBody(b *testing.B) {
	_, docs, _ := parsed(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		body.HTML(docs[i%articles].Blocks, body.Options{Root: "../../", Language: "en"})
	}
}

// BenchmarkSearch adds all articles to an index and finishes it.
func BenchmarkSearch(b *testing.B) {
	p, docs, _ := parsed(b)
	var texts [][]passages.Passage
	var list []search.Doc
	for i, d := range docs {
		e := p.Catalogue.Articles[i]
		texts = append(texts, passages.Of(d))
		list = append(list, search.Doc{Kind: search.Article, Address: "/articles/" + e.Slug + "/", Title: e.Title})
	}
	b.ReportAllocs()
	for b.Loop() {
		s := search.NewBuilder(search.Options{Language: "en"})
		for i, text := range texts {
			if err := s.Add(list[i].Address, list[i].Title, text); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := s.Finish(list); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBuild builds the whole project into a fresh folder.
func BenchmarkBuild(b *testing.B) {
	dir, _ := project(b)
	out := b.TempDir()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		o := build.Options{Source: dir, Output: filepath.Join(out, string(rune('a'+i%26)), "site"), Volatile: true}
		if _, err := build.Run(context.Background(), o); err != nil {
			b.Fatal(err)
		}
	}
}
