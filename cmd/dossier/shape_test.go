package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// floors are the storeys of the program, lowest first: a package may import its own
// floor and those below. A folder stands for all folders in it.
var floors = [][]string{
	{"source", "flock", "store", "edtf", "pool", "slug", "edit", "redact"},
	{"bib", "config", "doc", "record", "fields"},
	{"read", "parse", "resolve", "write", "intake", "suggest", "inspect", "starter"},
	{"imports", "index", "moves"},
	{"render", "export"},
	{"leaks"},
	{"build", "check"},
	{"preview"},
}

// onlyIn says which packages alone may import a library. edit changes the author's YAML
// in place, so it needs the places of its tokens, which fields does not hand out. The
// floor is a program of its own, to measure against.
var onlyIn = map[string]string{
	"github.com/yuin/goldmark":           "dossier/internal/parse/gfm dossier/internal/testkit/floor",
	"github.com/gomarkdown/markdown":     "dossier/internal/parse/mmark",
	"github.com/tdewolff/minify/v2":      "dossier/internal/write dossier/internal/testkit/floor",
	"github.com/goccy/go-yaml":           "dossier/internal/fields dossier/internal/edit dossier/internal/testkit/floor",
	"github.com/microcosm-cc/bluemonday": "dossier/internal/resolve/rawhtml",
	"github.com/fsnotify/fsnotify":       "dossier/internal/preview",
	"github.com/arran4/golang-ical":      "dossier/internal/export",
	"github.com/go-fonts/liberation":     "dossier/internal/render/cards",
	"golang.org/x/image":                 "dossier/internal/render/cards dossier/internal/render/pictures",
	"github.com/spf13/cobra":             "dossier/cmd/dossier",
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "dossier/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p goPackage
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

// floor returns the floor of one of our packages; -1 for packages that belong to none
// (the assets, which import nothing of ours, and the test kit).
func floor(path string) int {
	if strings.HasPrefix(path, "dossier/cmd/") {
		return len(floors)
	}
	name, inside := strings.CutPrefix(path, "dossier/internal/")
	if !inside {
		return -1
	}
	first, _, _ := strings.Cut(name, "/")
	for i, names := range floors {
		for _, n := range names {
			if n == first {
				return i
			}
		}
	}
	return -1
}

// TestFloors keeps data going one way.
func TestFloors(t *testing.T) {
	for _, p := range packages(t) {
		mine := floor(p.ImportPath)
		if mine < 0 && strings.HasPrefix(p.ImportPath, "dossier/internal/") && !strings.HasPrefix(p.ImportPath, "dossier/internal/testkit") {
			t.Errorf("%s has no floor: add it to the table", p.ImportPath)
		}
		for _, i := range p.Imports {
			if strings.HasPrefix(i, "dossier/internal/testkit") && mine >= 0 {
				t.Errorf("%s imports %s, which is for tests", p.ImportPath, i)
			}
			if strings.HasPrefix(i, "dossier/") && floor(i) > mine && mine >= 0 {
				t.Errorf("%s (floor %d) imports %s (floor %d)", p.ImportPath, mine, i, floor(i))
			}
			if mine < 0 && strings.HasPrefix(i, "dossier/") && !strings.HasPrefix(p.ImportPath, "dossier/internal/testkit") {
				t.Errorf("%s imports %s: assets import nothing of ours", p.ImportPath, i)
			}
			for library, only := range onlyIn {
				if (i == library || strings.HasPrefix(i, library+"/")) && !slices.Contains(strings.Fields(only), p.ImportPath) {
					t.Errorf("%s imports %s, which is for %s alone", p.ImportPath, i, only)
				}
			}
		}
	}
}

// TestEngines fails unless the program itself uses both Markdown engines and the
// minifier.
func TestEngines(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "dossier/cmd/dossier").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, p := range []string{"github.com/yuin/goldmark/parser", "github.com/gomarkdown/markdown/parser", "github.com/tdewolff/minify/v2"} {
		if !strings.Contains("\n"+string(out), "\n"+p+"\n") {
			t.Errorf("the program does not use %s", p)
		}
	}
}
