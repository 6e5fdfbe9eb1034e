package build_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossier/internal/build"
)

// TestSameAsClean is the promise of the store: after any run of edits, a build over what
// earlier ones have kept writes the same bytes, and says the same, as a build from
// nothing; with any number of workers, whatever has become of the store. DOSSIER_LONG
// takes more steps.
func TestSameAsClean(t *testing.T) {
	steps, seeds := 24, 2
	if os.Getenv("DOSSIER_LONG") != "" {
		steps, seeds = 60, 6
	}
	for seed := range seeds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			a := newAuthor(t, uint64(seed))
			for step := range steps {
				var did []string
				if len(a.broken) > 0 {
					did = append(did, a.repair())
				}
				for range 1 + a.IntN(3)*a.IntN(2) {
					did = append(did, a.edit())
				}
				if a.IntN(4) == 0 {
					did = append(did, a.damage())
				}
				a.compare(fmt.Sprintf("step %d (%s)", step, strings.Join(did, ", ")))
			}
			t.Logf("%d builds, %d of them failed", a.builds, a.failedBuilds)
			if a.failedBuilds*2 > a.builds {
				t.Errorf("%d of %d builds failed: the edits are too wild to show anything", a.failedBuilds, a.builds)
			}
		})
	}
}

// author writes a project and changes it at random.
type author struct {
	*rand.Rand
	t                    *testing.T
	dir, out, cache      string
	articles, entities   []string // names of their files
	made                 int
	settings             map[string]string
	builds, failedBuilds int

	live *build.Live
	seen map[string]string // the project when live was built last

	broken map[string]string // articles as they were before
}

func newAuthor(t *testing.T, seed uint64) *author {
	a := &author{Rand: rand.New(rand.NewPCG(seed, 7)), t: t, dir: t.TempDir(), broken: map[string]string{}, settings: map[string]string{"cards": "false", "base_url": "https://example.org/d/"}}
	a.out, a.cache = filepath.Join(a.dir, "site"), filepath.Join(a.dir, ".dossier")
	a.live = build.NewLive(build.Options{Source: a.dir, Output: a.out, Cache: a.cache, Program: "test"})
	t.Cleanup(func() { a.live.Close() })
	if seed%2 == 0 { // with names that are found a preview reads all anew
		a.settings["names"] = "reviewed"
	}
	a.writeSettings()
	for range 5 {
		a.addEntity()
	}
	for range 8 {
		a.addArticle()
	}
	a.events()
	a.bibliography()
	return a
}

func pick[T any](a *author, list []T) T { return list[a.IntN(len(list))] }

func (a *author) write(name, text string) {
	full := filepath.Join(a.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		a.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		a.t.Fatal(err)
	}
}

func (a *author) remove(name string) { os.Remove(filepath.Join(a.dir, filepath.FromSlash(name))) }

var (
	firstNames = []string{"Maren", "Tobias", "Ilse", "Henk", "Rosa", "Piet"}
	lastNames  = []string{"Vosskamp", "Lindqvist", "Aldersey", "Brooke", "Tamm"}
	places     = []string{"Norderkai", "Salt Harbour", "Weststrand", "Lyme Hollow", "Brookport"}
	verbs      = []string{"opened", "sold", "rebuilt", "left", "described", "photographed"}
	things     = []string{"the old lighthouse", "the old school", "the old pilot house", "a grain store", "a grain mill"}
	months     = []string{"January", "March", "May", "August", "November"}
)

func (a *author) person() string { return pick(a, firstNames) + " " + pick(a, lastNames) }
func (a *author) date() string {
	return fmt.Sprintf("%d %s %d", 1+a.IntN(28), pick(a, months), 1950+a.IntN(20))
}

// sentence speaks of people, places and days, some of which the project knows.
func (a *author) sentence() string {
	who := pick(a, []string{a.person(), pick(a, lastNames), pick(a, firstNames), "The harbour board"})
	switch a.IntN(8) {
	case 0:
		return fmt.Sprintf("On %s %s %s %s in %s.", a.date(), who, pick(a, verbs), pick(a, things), pick(a, places))
	case 1:
		return fmt.Sprintf("%s and %s %s %s in %d.", who, a.person(), pick(a, verbs), pick(a, things), 1950+a.IntN(20))
	case 2:
		return fmt.Sprintf("See [[%s]] and [another](%s).", pick(a, append(slices.Clone(places), "Piece 3", "Nobody")), pick(a, []string{"piece-1.md", "piece-2.md", "/articles/piece-4/", "https://example.net/" + pick(a, lastNames)}))
	case 3:
		return fmt.Sprintf("%s wrote of *%s* at length.[^n]", who, pick(a, places))
	case 4:
		return "A survey says so [@survey, p. 4]."
	case 5:
		return fmt.Sprintf("![The quay](/media/%s)", pick(a, []string{"quay.png", "crane.png"}))
	}
	return fmt.Sprintf("%s %s %s near %s.", who, pick(a, verbs), pick(a, things), pick(a, places))
}

func (a *author) text() string {
	var b strings.Builder
	for i := range 2 + a.IntN(4) {
		if i > 0 && a.IntN(3) == 0 {
			fmt.Fprintf(&b, "## %s\n\n", pick(a, places))
		}
		for range 1 + a.IntN(4) {
			b.WriteString(a.sentence() + " ")
		}
		b.WriteString("\n\n")
	}
	text := b.String()
	if strings.Contains(text, "[^n]") {
		text += "[^n]: " + a.person() + ", letter of " + a.date() + ", https://example.net/letters.\n"
	}
	return text
}

func (a *author) writeArticle(name string) {
	head := fmt.Sprintf("title: %s %s\n", pick(a, places), pick(a, []string{"remembered", "revisited", "at work"}))
	if a.IntN(4) > 0 {
		head += fmt.Sprintf("date: %d-0%d-1%d\n", 1970+a.IntN(3), 1+a.IntN(9), a.IntN(10))
	}
	if a.IntN(2) == 0 {
		head += fmt.Sprintf("tags: [%s]\n", pick(a, []string{"harbour", "people", "harbour, people"}))
	}
	if a.IntN(3) == 0 {
		head += "author: " + a.person() + "\n"
	}
	if a.IntN(4) == 0 {
		head += "description: What " + a.person() + " saw\n"
	}
	if a.IntN(5) == 0 {
		head += "source: https://example.net/" + pick(a, lastNames) + "\n"
	}
	if a.IntN(6) == 0 {
		head += "events:\n- {date: 1961-05, title: The flood}\n"
	}
	a.write(name, "---\n"+head+"---\n"+a.text())
}

func (a *author) addArticle() string {
	a.made++
	name := fmt.Sprintf("content/articles/piece-%d.md", a.made)
	a.articles = append(a.articles, name)
	a.writeArticle(name)
	return "add " + name
}

func (a *author) addEntity() string {
	a.made++
	name := fmt.Sprintf("content/entities/e%d.md", a.made)
	a.entities = append(a.entities, name)
	a.writeEntity(name)
	return "add " + name
}

func (a *author) writeEntity(name string) {
	kind, who := "person", a.person()
	if a.IntN(2) == 0 {
		kind, who = "place", pick(a, places)
	}
	text := fmt.Sprintf("---\nname: %s\ntype: %s\nid: %s\n", who, kind, strings.TrimSuffix(filepath.Base(name), ".md"))
	if a.IntN(2) == 0 {
		text += "aliases: [" + pick(a, lastNames) + "]\n"
	}
	if a.IntN(2) == 0 {
		text += "description: Known for " + pick(a, things) + "\n"
	}
	text += "---\n"
	if a.IntN(2) == 0 {
		text += a.sentence() + "\n"
	}
	a.write(name, text)
}

func (a *author) events() string {
	var b strings.Builder
	for range a.IntN(4) {
		fmt.Fprintf(&b, "- date: 19%d-0%d\n  title: %s %s\n", 50+a.IntN(20), 1+a.IntN(9), pick(a, lastNames), pick(a, verbs))
	}
	a.write("content/events.yaml", b.String())
	return "events"
}

func (a *author) bibliography() string {
	a.write("content/sources.bib", fmt.Sprintf("@book{survey, title={A Survey of %s}, author={%s}, year={19%d}}\n", pick(a, places), a.person(), 50+a.IntN(20)))
	return "bibliography"
}

func (a *author) writeSettings() {
	var b strings.Builder
	for _, key := range slices.Sorted(func(yield func(string) bool) {
		for k := range a.settings {
			if !yield(k) {
				return
			}
		}
	}) {
		fmt.Fprintf(&b, "%s: %s\n", key, a.settings[key])
	}
	a.write("dossier.yaml", b.String())
}

var settings = map[string][]string{
	"title": {"Harbour papers", "The quay", ""}, "description": {"", "Of one coast"}, "language": {"en", "de", ""}, "link": {"section", "first", "all", "none"},
	"names": {"auto", "reviewed", ""}, "citations": {"note", "author-date"}, "base_url": {"https://example.org/d/", "https://example.com/", ""}, "html": {"safe", "none"},
	"navigation": {"", "[{title: Home, address: /}]"}, "theme": {"", "{accent: '#883311'}"}, "rules_off": {"", "[surname]"}, "dialect": {"gfm", "mmark", ""},
	"redact": {"", "", "", "[Ilse Tamm]", "[Piet Brooke, Henk Aldersey]"},
}

func (a *author) set() string {
	var keys []string
	for k := range settings {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	key := pick(a, keys)
	value := pick(a, settings[key])
	if a.settings[key] = value; value == "" {
		delete(a.settings, key)
	}
	a.writeSettings()
	return "set " + key + ": " + value
}

// head puts a line into the front matter of an article, in place of those with its key.
func (a *author) head(name, line string) {
	text, _ := os.ReadFile(filepath.Join(a.dir, name))
	key, _, _ := strings.Cut(line, ":")
	lines := slices.DeleteFunc(strings.Split(string(text), "\n"), func(old string) bool { return strings.HasPrefix(old, key+": ") })
	a.write(name, strings.Join(slices.Insert(lines, min(1, len(lines)), line), "\n"))
}

// repair undoes what was broken, but for what is gone or has been written anew.
func (a *author) repair() string {
	names := slices.Sorted(maps.Keys(a.broken))
	for _, name := range names {
		if text, err := os.ReadFile(filepath.Join(a.dir, name)); err == nil && (strings.Contains(string(text), "title: [") || strings.Contains(string(text), "\ntext: ")) {
			a.write(name, a.broken[name])
		}
	}
	clear(a.broken)
	return "repair " + strings.Join(names, " ")
}

// edit changes one thing.
func (a *author) edit() string {
	switch a.IntN(22) {
	case 0, 1, 2, 3: // one more sentence, or another
		name := pick(a, a.articles)
		full := filepath.Join(a.dir, name)
		text, _ := os.ReadFile(full)
		a.write(name, string(text)+"\n"+a.sentence()+"\n")
		return "edit " + name
	case 16, 17: // a word that names nobody, at the beginning
		name := pick(a, a.articles)
		full := filepath.Join(a.dir, name)
		text, _ := os.ReadFile(full)
		head, body, found := strings.Cut(string(text), "\n---\n")
		if found {
			a.write(name, head+"\n---\n"+pick(a, []string{"Well, ", "Then, ", "So it was here.\n\n"})+body)
		}
		return "a word in " + name
	case 20, 21: // another case, which moves no anchor
		name := pick(a, a.articles)
		text, _ := os.ReadFile(filepath.Join(a.dir, name))
		swap := pick(a, []*strings.Replacer{strings.NewReplacer("the old", "the Old"), strings.NewReplacer("the Old", "the old")})
		a.write(name, swap.Replace(string(text)))
		return "another case in " + name
	case 18: // what keeps a text back, until the next step: others may have the same sentence
		name := pick(a, a.articles)
		text, _ := os.ReadFile(filepath.Join(a.dir, name))
		a.broken[name] = string(text)
		a.head(name, "source: https://example.net/original") // what is kept back has one
		a.head(name, pick(a, []string{"text: excerpt", "text: withheld", "text: full", "embargo: 2030-01-01", "unlisted: true", "unlisted: false", "draft: true"}))
		return "rights of " + name
	case 19: // front matter that breaks, until the next step
		name := pick(a, a.articles)
		full := filepath.Join(a.dir, name)
		text, _ := os.ReadFile(full)
		a.broken[name] = string(text)
		a.write(name, strings.Replace(string(text), "title: ", "title: [", 1))
		return "break " + name
	case 4:
		name := pick(a, a.articles)
		a.writeArticle(name)
		return "rewrite " + name
	case 5:
		return a.addArticle()
	case 6:
		if len(a.articles) < 4 {
			return a.addArticle()
		}
		i := a.IntN(len(a.articles))
		name := a.articles[i]
		a.remove(name)
		a.articles = slices.Delete(a.articles, i, i+1)
		return "delete " + name
	case 7:
		i := a.IntN(len(a.articles))
		a.made++
		old, now := a.articles[i], fmt.Sprintf("content/articles/piece-%d.md", a.made)
		os.Rename(filepath.Join(a.dir, old), filepath.Join(a.dir, now))
		a.articles[i] = now
		return "rename " + old + " to " + now
	case 8:
		return a.addEntity()
	case 9:
		if len(a.entities) == 0 {
			return a.addEntity()
		}
		i := a.IntN(len(a.entities))
		name := a.entities[i]
		a.remove(name)
		a.entities = slices.Delete(a.entities, i, i+1)
		return "delete " + name
	case 10:
		if len(a.entities) == 0 {
			return a.addEntity()
		}
		name := pick(a, a.entities)
		a.writeEntity(name)
		return "rewrite " + name
	case 11:
		return a.events()
	case 12:
		return a.bibliography()
	case 13:
		return pick(a, []func(*author) string{(*author).template, (*author).picture, (*author).page, (*author).static})(a)
	}
	return a.set()
}

func (a *author) template() string {
	if a.IntN(2) == 0 {
		a.remove("templates/words.yaml")
		return "no words of its own"
	}
	a.write("templates/words.yaml", "timeline: "+pick(a, []string{"Chronicle", "Days"})+"\n")
	return "words"
}

func (a *author) picture() string {
	name := "content/media/" + pick(a, []string{"quay.png", "crane.png"})
	if a.IntN(3) == 0 {
		a.remove(name)
		return "no " + name
	}
	a.write(name, "\x89PNG\r\n\x1a\n"+a.person())
	return name
}

func (a *author) page() string {
	if a.IntN(3) == 0 {
		a.remove("content/pages/about.md")
		return "no page"
	}
	a.write("content/pages/about.md", "---\ntitle: About "+pick(a, places)+"\n---\n"+a.text())
	return "page"
}

func (a *author) static() string {
	if a.IntN(3) == 0 {
		a.remove("static/site.css")
		return "no style of its own"
	}
	a.write("static/site.css", "body { color: #"+pick(a, []string{"111", "222"})+" }\n")
	return "style"
}

// damage does something to the store that a store should bear.
func (a *author) damage() string {
	pack := filepath.Join(a.cache, "store.pack")
	index := filepath.Join(a.cache, "store.index")
	data, err := os.ReadFile(pack)
	if err != nil || len(data) == 0 {
		return "no store to damage"
	}
	switch a.IntN(6) {
	case 0:
		os.RemoveAll(a.cache)
		return "store deleted"
	case 1:
		os.Remove(index)
		return "index deleted"
	case 2:
		os.Truncate(pack, int64(a.IntN(len(data))))
		return "store cut off"
	case 3:
		os.Remove(index)
		os.Truncate(pack, int64(a.IntN(len(data))))
		return "store cut off, index deleted"
	case 4:
		for range 20 {
			data[a.IntN(len(data))] ^= 1 << a.IntN(8)
		}
		os.WriteFile(pack, data, 0o644)
		return "bits flipped"
	}
	os.WriteFile(index, bytes.Repeat([]byte("x"), 1000), 0o644)
	return "index damaged"
}

// changed names the files that are not as they were when it was called last, nil at first.
func (a *author) changed() []string {
	now := map[string]string{}
	err := filepath.WalkDir(a.dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && (name == a.out || name == a.cache) {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		short, _ := filepath.Rel(a.dir, name)
		now[filepath.ToSlash(short)] = string(data)
		return err
	})
	if err != nil {
		a.t.Fatal(err)
	}
	before := a.seen
	if a.seen = now; before == nil {
		return nil
	}
	list := []string{}
	for name, text := range now {
		if old, ok := before[name]; !ok || old != text {
			list = append(list, name)
		}
	}
	for name := range before {
		if _, ok := now[name]; !ok {
			list = append(list, name)
		}
	}
	return list
}

// compareLive holds the preview to what a build from nothing has said and written.
func (a *author) compareLive(when string, fresh *build.Result, want map[string]string) {
	a.t.Helper()
	a.holdLive(when, a.changed(), fresh, want)
}

func (a *author) holdLive(when string, changed []string, fresh *build.Result, want map[string]string) fs.FS {
	a.t.Helper()
	site, problems, err := a.live.Build(a.t.Context(), changed)
	if err != nil {
		a.t.Fatalf("%s, preview: %v", when, err)
	}
	if got, want := lines(problems), lines(fresh.Problems); got != want || (site == nil) != fresh.Failed {
		a.t.Fatalf("%s, preview: it says (failed: %v)\n%snot (failed: %v)\n%s", when, site == nil, got, fresh.Failed, want)
	}
	if site == nil {
		return nil
	}
	for name, text := range want {
		if name == ".dossier.json" {
			continue
		}
		if got, err := fs.ReadFile(site, name); err != nil || string(got) != text {
			a.t.Errorf("%s: the preview's %s differs (%v)%s", when, name, err, firstDifference(string(got), text))
		}
	}
	return site
}

// compare builds over the store and from nothing.
func (a *author) compare(when string) {
	a.t.Helper()
	workers := pick(a, []int{1, 2, 16})
	again, err := build.Run(a.t.Context(), build.Options{Source: a.dir, Output: a.out, Cache: a.cache, Program: "test", Workers: workers})
	if err != nil {
		a.t.Fatalf("%s: %v", when, err)
	}
	clean := filepath.Join(a.t.TempDir(), "site")
	fresh, err := build.Run(a.t.Context(), build.Options{Source: a.dir, Output: clean, Volatile: true, Workers: pick(a, []int{1, 2, 16})})
	if err != nil {
		a.t.Fatalf("%s, from nothing: %v", when, err)
	}
	if got, want := lines(again.Problems), lines(fresh.Problems); got != want || again.Failed != fresh.Failed {
		a.t.Fatalf("%s: it says (failed: %v)\n%snot (failed: %v)\n%s", when, again.Failed, got, fresh.Failed, want)
	}
	if a.builds++; again.Failed {
		a.failedBuilds++
		a.compareLive(when, fresh, nil)
		return
	}
	counts := func(r *build.Result) []any {
		return []any{r.Notes, r.Articles, r.Entities, r.Mentions, r.Footnote, r.Events, r.Pages, r.Files}
	}
	if got, want := fmt.Sprint(counts(again)), fmt.Sprint(counts(fresh)); got != want {
		a.t.Fatalf("%s: it counts %s, not %s", when, got, want)
	}
	got, want := files(a.t, a.out), files(a.t, clean)
	a.compareLive(when, fresh, want)
	for name, text := range want {
		if got[name] != text {
			a.t.Errorf("%s, %d workers: %s differs%s", when, workers, name, firstDifference(got[name], text))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			a.t.Errorf("%s: %s should not be there", when, name)
		}
	}
	if a.t.Failed() {
		a.t.FailNow()
	}
	os.RemoveAll(clean)
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, min(i, len(s))-60):min(len(s), i+60)] }
	return fmt.Sprintf(":\n got ...%q...\nwant ...%q...", cut(a), cut(b))
}
