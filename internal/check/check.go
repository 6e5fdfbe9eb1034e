// Package check crawls a built site and reports what a reader would stumble over.
//
// It looks at the files of a folder alone: links that lead to no page, anchors that are
// not there, ids that a page has twice, files that the manifest names and that are gone,
// files that hosts refuse. Nothing is fetched, so addresses of other sites pass. A file
// is read twice, once for the anchors it has and once for the links that leave it, and
// nothing but hashes of anchors is kept, so the size of a site does not matter.
package check

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/leaks"
	"dossier/internal/pool"
	"dossier/internal/source"
	"dossier/internal/write"
)

// Sizes that the usual hosts of static sites take without complaint.
const (
	maxFile = 50 << 20  // bytes of one file
	maxSite = 800 << 20 // bytes of all
)

// Options say what is looked at.
type Options struct {
	Verify  bool         // compare the bytes of every file with the hash in the manifest
	BaseURL string       // address of the site; "" takes it from the canonical links of its pages
	Guard   *leaks.Guard // what must not be in any file, nil when nobody knows
	Workers int          // 0 for one a core
}

// Report counts what was looked at.
type Report struct {
	Files    int
	Bytes    int64
	Pages    int        // HTML files
	Links    int        // addresses that lead into the site
	External int        // addresses that lead elsewhere, which are not tried
	Outgoing []Outgoing // the pages of other sites that pages lead to, each once
	Foreign  int        // files that the manifest does not name; all when there is none
	BaseURL  string     // address of the site, "" when nothing tells it

	Addresses []string // of its pages, as paths of the site: /articles/a/
}

// Site checks the site in a folder. The problems are sorted by place; the error says that
// the folder could not be read.
func Site(dir string, o Options) (Report, []source.Problem, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return Report{}, nil, fmt.Errorf("check %s: it is no folder", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return Report{}, nil, fmt.Errorf("check %s: %w", dir, err)
	}
	defer root.Close()
	c := &crawl{dir: dir, root: root, linked: map[string]bool{}, files: map[string]int{}, folders: map[string]bool{}, folded: map[string]string{}}
	report, problems, err := c.run(o)
	if err != nil {
		return report, nil, fmt.Errorf("check %s: %w", dir, err)
	}
	return report, source.Sort(problems), nil
}

// crawl is the state of one check. After survey nothing in it changes.
type crawl struct {
	dir     string
	root    *os.Root
	names   []string          // all files, sorted
	sizes   []int64           // of names
	linked  map[string]bool   // those of names that are links; they are not read
	files   map[string]int    // path -> position in names
	folders map[string]bool   // all folders, "." included
	folded  map[string]string // folded path -> path, for hints
	facts   []facts           // of names
	base    *url.URL          // address of the site, nil when unknown
}

// facts are what the first reading keeps of a file.
type facts struct {
	anchors   []uint64 // hashes of the ids, sorted; nil for files that cannot have any
	hasIDs    bool     // the file is of a kind that has ids
	canonical string
	head      *head // of pages
	problems  []source.Problem
}

func (c *crawl) run(o Options) (Report, []source.Problem, error) {
	if err := c.list(); err != nil {
		return Report{}, nil, err
	}
	manifest, problems, err := c.readManifest(o.Verify)
	if err != nil {
		return Report{}, nil, err
	}
	problems = append(problems, c.checkSizes()...)
	c.facts, err = pool.Map(o.Workers, c.names, func(i int, name string) (facts, error) { return c.survey(name, manifest, o) })
	if err != nil {
		return Report{}, nil, err
	}
	if err := c.findBase(o.BaseURL); err != nil {
		return Report{}, nil, err
	}
	followed, err := pool.Map(o.Workers, c.names, func(_ int, name string) (followed, error) { return c.follow(name) })
	if err != nil {
		return Report{}, nil, err
	}
	problems = append(problems, c.checkHeads()...)
	problems = append(problems, o.Guard.Search(c.shown("search"), func(name string) ([]byte, error) { return c.read("search/" + name) })...)
	report := Report{Files: len(c.names)}
	if c.base != nil {
		report.BaseURL = c.base.String()
	}
	known := map[string]bool{}
	for i, name := range c.names {
		for _, out := range followed[i].outgoing {
			if !known[out.Address] {
				known[out.Address] = true
				report.Outgoing = append(report.Outgoing, out)
			}
		}
		problems = append(append(problems, c.facts[i].problems...), followed[i].problems...)
		report.Bytes += c.sizes[i]
		report.Links += followed[i].links
		report.External += followed[i].external
		if c.kindOf(name) == page {
			report.Pages++
			report.Addresses = append(report.Addresses, addressOf(name)...)
		}
		if _, ours := manifest[name]; !ours && name != write.ManifestName {
			report.Foreign++
		}
	}
	return report, problems, nil
}

// list finds the files. A link counts as what it leads to, as it does for a web server,
// but what is behind it is not looked at.
func (c *crawl) list() error {
	err := fs.WalkDir(c.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == ".git" {
				return fs.SkipDir
			}
			c.folders[name] = true
			return nil
		}
		info, err := d.Info()
		if d.Type()&fs.ModeSymlink != 0 {
			info, err = os.Stat(filepath.Join(c.dir, filepath.FromSlash(name)))
			if err != nil { // it leads to nothing, or to itself
				return nil
			}
			c.linked[name] = true
		}
		if err != nil {
			return err
		}
		if info.IsDir() {
			c.folders[name] = true
		}
		if info.Mode().IsRegular() {
			c.names = append(c.names, name)
			c.sizes = append(c.sizes, info.Size())
		}
		return nil
	})
	for i, name := range c.names {
		c.files[name] = i
		c.folded[fold(name)] = name
	}
	return err
}

func (c *crawl) readManifest(verify bool) (write.Manifest, []source.Problem, error) {
	if _, there := c.files[write.ManifestName]; !there {
		if verify {
			return nil, []source.Problem{{Place: source.Place{File: c.shown(write.ManifestName)}, Code: source.SiteMissingFile,
				Message: "the site has no manifest to verify it by", Hint: "build the site again"}}, nil
		}
		return nil, nil, nil
	}
	manifest, err := write.ReadManifest(c.root.FS())
	if err != nil {
		return nil, []source.Problem{{Place: source.Place{File: c.shown(write.ManifestName)}, Code: source.SiteMissingFile,
			Message: err.Error(), Hint: "build the site again"}}, nil
	}
	var problems []source.Problem
	for _, name := range manifest.Paths() {
		if _, there := c.files[name]; !there {
			problems = append(problems, source.Problem{Place: source.Place{File: c.shown(name)}, Code: source.SiteMissingFile,
				Message: "the file is gone, and the manifest names it", Hint: "build the site again"})
		}
	}
	return manifest, problems, nil
}

func (c *crawl) checkSizes() (problems []source.Problem) {
	var sum int64
	for i, size := range c.sizes {
		sum += size
		if size > maxFile {
			problems = append(problems, source.Problem{Place: source.Place{File: c.shown(c.names[i])}, Code: source.SiteSize,
				Message: fmt.Sprintf("the file has %d MB, and hosts may refuse more than %d", size>>20, int64(maxFile)>>20),
				Hint:    "make it smaller, or link to another place where it is kept"})
		}
	}
	if sum > maxSite {
		problems = append(problems, source.Problem{Place: source.Place{File: c.shown(".")}, Code: source.SiteSize,
			Message: fmt.Sprintf("the site has %d MB, and hosts may refuse more than %d", sum>>20, int64(maxSite)>>20),
			Hint:    "make pictures and documents smaller, or keep them elsewhere"})
	}
	return problems
}

// survey reads a file for the first time.
func (c *crawl) survey(name string, manifest write.Manifest, o Options) (f facts, err error) {
	want, listed := manifest[name]
	verify := o.Verify && listed
	kind := c.kindOf(name)
	f.hasIDs = kind == page || kind == drawing
	if !f.hasIDs && !verify && o.Guard.IsIdle() {
		return f, nil
	}
	data, err := c.read(name)
	if err != nil {
		return f, err
	}
	f.problems = o.Guard.File(name, c.shown(name), data)
	if verify && (c.linked[name] || write.SumOf(data) != want) {
		f.problems = append(f.problems, source.Problem{Place: source.Place{File: c.shown(name)}, Code: source.SiteChangedFile,
			Message: "the file is not what the build wrote", Hint: "build the site again, and change templates or content instead of the site"})
	}
	if !f.hasIDs {
		return f, nil
	}
	file, _ := source.NewFile(c.shown(name), data)
	if kind == page {
		f.head = readHead(file)
	}
	first := map[string]int{}
	scanMarkup(file.Text, func(r ref) {
		switch r.kind {
		case anchor:
			if at, twice := first[r.text]; twice {
				f.problems = append(f.problems, source.Problem{Place: file.Place(r.at), Code: source.SiteDuplicateID,
					Message: fmt.Sprintf("the id %q stands in line %d, too", r.text, file.Place(at).Line), Hint: "an id may stand once in a page"})
				return
			}
			first[r.text] = r.at
			f.anchors = append(f.anchors, hash(r.text))
		case oldAnchor:
			f.anchors = append(f.anchors, hash(r.text))
		case canonical:
			f.canonical = cmp.Or(f.canonical, r.text)
		}
	})
	slices.Sort(f.anchors)
	return f, nil
}

// findBase learns the address of the site: a page's canonical address ends in the page's
// own path, what stands before it is the site's.
func (c *crawl) findBase(given string) error {
	if given != "" {
		base, err := url.Parse(given)
		if err != nil {
			return fmt.Errorf("the address of the site: %w", err)
		}
		c.base = withSlash(base)
		return nil
	}
	for i, name := range c.names {
		address, err := url.Parse(c.facts[i].canonical)
		if err != nil || address.Host == "" {
			continue
		}
		own := strings.TrimSuffix(name, "index.html")
		if at, ok := strings.CutSuffix(address.Path, own); ok && (own == name || name == "index.html" || strings.HasSuffix(own, "/")) && strings.HasSuffix(at, "/") {
			c.base = withSlash(&url.URL{Scheme: address.Scheme, Host: address.Host, Path: at})
			return nil
		}
	}
	return nil
}

func withSlash(u *url.URL) *url.URL {
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: strings.TrimSuffix(u.Path, "/") + "/"}
}

// kindOf is how a file is read: a link is not.
func (c *crawl) kindOf(name string) kind {
	if c.linked[name] {
		return other
	}
	return kindOf(name)
}

// read returns the bytes of a file, none for a link.
func (c *crawl) read(name string) ([]byte, error) {
	if c.linked[name] {
		return nil, nil
	}
	return c.root.ReadFile(filepath.FromSlash(name))
}

// shown is a path as messages have it: from where the reader stands, with slashes.
func (c *crawl) shown(name string) string {
	return path.Join(filepath.ToSlash(c.dir), name)
}

func hash(text string) uint64 {
	h := fnv.New64a()
	io.WriteString(h, text)
	return h.Sum64()
}
