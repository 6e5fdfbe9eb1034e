package build

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/index/search"

	"github.com/google/go-cmp/cmp"
)

// example builds this repository's own dossier.
func example(t *testing.T, workers int) string {
	t.Helper()
	output := filepath.Join(t.TempDir(), "site")
	r, err := Run(t.Context(), Options{Source: "../..", Output: output, Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed {
		t.Fatalf("the example has problems: %v", r.Problems)
	}
	return output
}

func searchFiles(t *testing.T, site string) map[string]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(site, "search", "*.js"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no search files: %v", err)
	}
	files := map[string]string{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = string(data)
	}
	return files
}

func TestSearchSameOnAnyNumberOfWorkers(t *testing.T) {
	if diff := cmp.Diff(searchFiles(t, example(t, 1)), searchFiles(t, example(t, 8))); diff != "" {
		t.Error(diff)
	}
}

var ids = regexp.MustCompile(` id="([^"]+)"`)

// Whatever the search leads to is there: the page, and the place in it. Every word of
// the titles and of a few texts is asked for.
func TestSearchLeadsSomewhere(t *testing.T) {
	site := example(t, 2)
	r, err := search.Open(func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(site, "search", name)) })
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]string{}
	page := func(address string) []string {
		if found, ok := pages[address]; ok {
			return found
		}
		data, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(address), "index.html"))
		if err != nil {
			t.Errorf("a result leads to a page that is not there: %v", err)
		}
		_, main, _ := strings.Cut(string(data), "<main")
		var found []string
		for _, m := range ids.FindAllStringSubmatch(main, -1) {
			found = append(found, m[1])
		}
		pages[address] = found
		return found
	}
	first := func(address, begins string) string {
		for _, id := range page(address) {
			if strings.HasPrefix(id, begins) {
				return id
			}
		}
		return ""
	}
	asked := map[string]bool{}
	passages := 0
	var follow func(question string, deeper bool)
	follow = func(question string, deeper bool) {
		a, err := r.Search(question, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range a.Groups {
			for _, result := range group {
				address, fragment, _ := strings.Cut(result.Address, "#")
				if fragment != "" && first(address, fragment) != fragment {
					t.Errorf("%q leads to %s, which has no such place", question, result.Address)
				}
				page(address)
				for _, p := range result.Passages {
					passages++
					id := first(address, p.Anchor)
					switch {
					case p.Anchor == "": // before the first place of the page
					case id == "":
						t.Errorf("%q leads to %s#%s, which has no such place", question, address, p.Anchor)
					case p.Kind != 'p' && p.Kind != 'h' && id != p.Anchor:
						t.Errorf("%q leads to %s#%s, and %s comes first", question, address, p.Anchor, id)
					case strings.Trim(strings.TrimPrefix(id, p.Anchor), "-") == strings.TrimPrefix(id, p.Anchor) && id != p.Anchor:
						t.Errorf("%q leads to %s#%s, and %s has another first word", question, address, p.Anchor, id)
					}
				}
				if !deeper {
					continue
				}
				for _, word := range strings.Fields(result.Title) {
					if !asked[word] {
						asked[word] = true
						follow(word, false)
					}
				}
			}
		}
	}
	follow("before:2100", true)
	follow("after:1000", true)
	if len(asked) < 20 || passages < 100 {
		t.Errorf("only %d words led to %d passages: this test shows little", len(asked), passages)
	}
}
