package intake

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the articles and logs found into the case files, to be read before they are committed")

// Each file of testdata/text is one trap: a received text that must be repaired and
// one that looks alike and must not be, with the article and the log of both.
func TestCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/text/*.txtar")
	if len(files) < 40 {
		t.Fatalf("%d case files, want 40 or more", len(files))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string]string{}
			for _, f := range archive.Files {
				parts[f.Name] = string(f.Data)
			}
			found := &txtar.Archive{Comment: archive.Comment}
			add := func(name, data string) {
				if *update {
					found.Files = append(found.Files, txtar.File{Name: name, Data: []byte(data)})
				} else if parts[name] != data {
					t.Errorf("%s:\n%s\nwant:\n%s", name, data, parts[name])
				}
			}
			for _, name := range []string{"repaired", "alike"} {
				received := []byte(parts[name])
				if len(received) == 0 {
					continue // whole documents have no counterpart
				}
				a, err := Read(name+".txt", received, Options{})
				if err != nil {
					t.Fatal(err)
				}
				account(t, received, a)
				meansWhatItSays(t, a)
				add(name, parts[name])
				add(name+" article", string(a.Markdown()))
				add(name+" log", shortLog(a, strings.Contains(file, "missing")))
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(found), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// shortLog lists line and kind of each entry, with what it says of before and
// after. What most short texts lack is left out unless it is the point.
func shortLog(a *Article, missing bool) string {
	var b strings.Builder
	for _, e := range a.Log {
		if e.Kind == "missing" && !missing {
			continue
		}
		fmt.Fprintf(&b, "%d %s", e.Line, e.Kind)
		switch {
		case e.After != "":
			fmt.Fprintf(&b, ": %s -> %s", quote(e.Before), quote(e.After))
		case e.Before != "":
			fmt.Fprintf(&b, ": %s", quote(e.Before))
		default:
			fmt.Fprintf(&b, ": %s", e.Message)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
