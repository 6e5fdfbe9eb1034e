package main

import (
	"embed"
	"flag"
	"io/fs"
	"os"
	"path/filepath"

	"dossier/internal/testkit/corpus"
)

// peers holds what other programs need to build the same articles: the settings and
// templates that a site of theirs would have.
//
//go:embed all:peers
var peers embed.FS

// programs are the other programs, "" for those not to be measured.
type programs struct{ hugo, pagefind, eleventy string }

func (p *programs) flags() {
	flag.StringVar(&p.hugo, "hugo", "", "the program hugo, to measure it too")
	flag.StringVar(&p.pagefind, "pagefind", "", "the program pagefind, which indexes what hugo built")
	flag.StringVar(&p.eleventy, "eleventy", "", "the program eleventy, with markdown-it and markdown-it-footnote beside it")
}

// projects writes the articles for each of the programs into a folder and tells how it
// builds them.
func (p *programs) projects(dir string, options corpus.Options) (builds []work, err error) {
	if p.hugo != "" {
		source, out := filepath.Join(dir, "hugo"), filepath.Join(dir, "hugo-site")
		if err := writeProject(source, "hugo", filepath.Join("content", "articles"), options); err != nil {
			return nil, err
		}
		builds = append(builds, work{name: "hugo", out: out, before: func() error { return removeAll(out, filepath.Join(dir, "hugo-cache")) },
			args: []string{p.hugo, "--quiet", "--minify", "--source", source, "--destination", out, "--cacheDir", filepath.Join(dir, "hugo-cache")}})
		if p.pagefind != "" { // out of the site just built
			builds = append(builds, work{name: "pagefind", out: filepath.Join(out, "pagefind"), args: []string{p.pagefind, "--site", out, "--quiet"}})
		}
	}
	if p.eleventy != "" {
		source, out := filepath.Join(dir, "eleventy"), filepath.Join(dir, "eleventy-site")
		if err := writeProject(source, "eleventy", "articles", options); err != nil {
			return nil, err
		}
		builds = append(builds, work{name: "eleventy", out: out, before: func() error { return removeAll(out) }, dir: source,
			env:  []string{"NODE_PATH=" + filepath.Dir(filepath.Dir(p.eleventy))},
			args: []string{p.eleventy, "--quiet", "--output", "../eleventy-site"}})
	}
	return builds, nil
}

// writeProject writes a peer's files and the articles, with the names they mention in their
// front matter.
func writeProject(dir, name, articles string, options corpus.Options) error {
	files, err := fs.Sub(peers, "peers/"+name)
	if err != nil {
		return err
	}
	if err := os.CopyFS(dir, files); err != nil {
		return err
	}
	return corpus.WriteTagged(filepath.Join(dir, articles), "entities", options)
}
