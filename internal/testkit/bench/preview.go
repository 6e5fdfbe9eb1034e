package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"dossier/internal/build"
	"dossier/internal/preview"
	"dossier/internal/source"
	"dossier/internal/testkit/corpus"
)

// edits are those of a preview, each of them saved several times: what is put before the
// text of an article.
var edits = []struct{ name, sentence string }{
	{"words", "Edit number %d has other words."},
	{"a date", "Edit number %d was made on 5 May 1982."},
}

const saves = 12 // of each edit; the first does not count

// Edit is what an edit of one article takes while the site is shown.
type Edit struct {
	Edit     string  `json:"edit"`
	Articles int     `json:"articles"`
	CPU      float64 `json:"cpu_ms"`
	Wall     float64 `json:"wall_ms"` // from saving the file to having the new page
}

// previews measures every size.
func previews(o options) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "edit\tarticles\tCPU ms\tsave to page ms\t")
	var all []Edit
	for _, n := range o.sizes {
		list, err := measurePreview(o, n)
		if err != nil {
			return err
		}
		for _, e := range list {
			fmt.Fprintf(w, "%s\t%d\t%.1f\t%.0f\t\n", e.Edit, e.Articles, e.CPU, e.Wall)
		}
		all = append(all, list...)
	}
	return errors.Join(w.Flush(), writeJSON(o, all))
}

// measurePreview serves a project in this process and edits it as an author would, with
// the page of the article open. What it gives is the CPU of an edit, and the time from
// saving the file to having the new page.
func measurePreview(o options, n int) ([]Edit, error) {
	project := filepath.Join(o.dir, "project")
	defer os.RemoveAll(project)
	options := o.corpus
	options.Articles = n
	if err := corpus.Write(project, options); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	live := build.NewLive(build.Options{Source: project, Output: build.DefaultOutput(project), Cache: build.DefaultCache(project), Program: "bench"})
	defer live.Close()
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- preview.Serve(ctx, preview.Options{
			Addr: "127.0.0.1:0", Watch: []string{project}, Ignore: []string{build.DefaultOutput(project), build.DefaultCache(project)},
			Ready: func(url string) { ready <- url },
			Build: func(ctx context.Context, changed []string) (site fs.FS, problems []source.Problem, err error) {
				for i, name := range changed {
					if changed[i], err = filepath.Rel(project, name); err != nil {
						return nil, nil, err
					}
				}
				return live.Build(ctx, changed)
			},
		})
	}()
	var url string
	select {
	case url = <-ready:
	case err := <-ended:
		return nil, err
	}
	reader, err := newReader(url, "articles/paper-000001/")
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	file := filepath.Join(project, "content", "articles", "paper-000001.md")
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var results []Edit
	for _, e := range edits {
		var wall, cpu []float64
		for i := range saves {
			sentence := fmt.Sprintf(e.sentence, i)
			edited := strings.Replace(string(text), "\n---\n", "\n---\n"+sentence+"\n\n", 1)
			used, start := processCPU(), time.Now()
			if err := os.WriteFile(file, []byte(edited), 0o666); err != nil {
				return nil, err
			}
			if err := reader.until(fmt.Sprintf("number %d", i)); err != nil {
				return nil, err
			}
			wall, cpu = append(wall, time.Since(start).Seconds()), append(cpu, processCPU()-used)
		}
		results = append(results, Edit{e.name, n, 1000 * middle(cpu[1:]), 1000 * middle(wall[1:])})
	}
	stop()
	return results, <-ended
}

func middle(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

// reader is a browser with a page open.
type reader struct {
	page   string
	events io.ReadCloser
	lines  *bufio.Scanner
}

func newReader(url, page string) (*reader, error) {
	r, err := http.Get(url + "_preview/events")
	if err != nil {
		return nil, err
	}
	return &reader{url + page, r.Body, bufio.NewScanner(r.Body)}, nil
}

func (r *reader) Close() error { return r.events.Close() }

// until waits for the builds that the preview tells of, and asks for the page after each,
// until it says what it should.
func (r *reader) until(want string) error {
	for r.lines.Scan() {
		if !strings.HasPrefix(r.lines.Text(), "data: ") {
			continue
		}
		page, err := http.Get(r.page)
		if err != nil {
			return err
		}
		data, err := io.ReadAll(page.Body)
		page.Body.Close()
		if err != nil {
			return err
		}
		if strings.Contains(string(data), want) {
			return nil
		}
	}
	return errors.Join(errors.New("the preview tells of no more builds"), r.lines.Err())
}
