package links

import (
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"dossier/internal/record"
	"dossier/internal/slug"
	"dossier/internal/store"
)

// Targets is everything that a link in an article can lead to. It is read-only once
// made and shared by all workers.
type Targets struct {
	names    map[string]string // folded name, alias, id, title or slug -> address; "" when two share it
	entities map[string]string // folded name -> entity id
	files    map[string]string // source file -> address
	sources  map[string]string // normal form of an article's source URL -> address
	pages    map[string]bool   // addresses of the site that exist
	moved    map[string]string // old address -> today's
	media    map[string]bool   // source files that can be shown
	known    []string          // for "did you mean"
	all      func() string     // digest of all that can be meant
}

// NewTargets lists what the Catalogue offers. media are the names of files that
// articles can show.
func NewTargets(c *record.Catalogue, media map[string]bool) *Targets {
	t := &Targets{
		names: map[string]string{}, entities: map[string]string{}, files: map[string]string{},
		sources: map[string]string{}, pages: map[string]bool{}, moved: map[string]string{}, media: media,
	}
	for _, p := range []string{"/", "/articles/", "/entities/", "/timeline/", "/sources/", "/changes/", "/data/"} {
		t.pages[p] = true
	}
	for _, e := range c.Entities {
		address := "/entities/" + e.ID + "/"
		t.pages[address] = true
		for _, name := range append([]string{e.ID, e.Name}, aliases(e)...) {
			t.entities[fold(name)] = e.ID
			t.name(name, address)
		}
	}
	for _, e := range slices.Concat(c.Articles, c.Unlisted) {
		t.entry(e, "/articles/"+e.Slug+"/")
		if e.Source != "" && !e.Unlisted {
			t.sources[Normal(e.Source)] = "/articles/" + e.Slug + "/"
		}
	}
	for _, e := range c.Pages {
		t.entry(e, "/"+e.Slug+"/")
	}
	t.old(c)
	t.all = sync.OnceValue(func() string { return digest(t.known, t.files) })
	return t
}

// old takes in what articles, pages and entities were called before, behind all that is
// called so today: a link that was right once stays right.
func (t *Targets) old(c *record.Catalogue) {
	for _, e := range c.Articles {
		t.oldEntry(e, "/articles/"+e.Slug+"/")
	}
	for _, e := range c.Pages {
		t.oldEntry(e, "/"+e.Slug+"/")
	}
	owners := map[string][]string{}
	for _, e := range c.Entities {
		for _, old := range e.Formerly {
			owners[old] = append(owners[old], e.ID)
		}
	}
	for old, ids := range owners {
		address := "/entities/" + old + "/"
		if len(ids) > 1 { // its address has a page that lists them
			t.pages[address] = true
			continue
		}
		t.moved[address] = "/entities/" + ids[0] + "/"
		if _, taken := t.entities[fold(old)]; !taken {
			t.entities[fold(old)] = ids[0]
		}
		if _, taken := t.names[fold(old)]; !taken {
			t.names[fold(old)] = t.moved[address]
		}
	}
}

// oldEntry takes in the old addresses of an article or page, and the names of files that
// they were made from.
func (t *Targets) oldEntry(e *record.Entry, address string) {
	for _, old := range e.Aliases {
		t.moved[old] = address
		stem := strings.TrimSuffix(path.Base(old), ".html")
		file := path.Join(path.Dir(e.Name), stem+path.Ext(e.Name))
		if _, taken := t.files[file]; !taken && path.Dir(path.Clean(old)) == path.Dir(path.Clean(address)) {
			t.files[file] = address
			if _, taken := t.names[fold(stem)]; !taken {
				t.names[fold(stem)] = address
			}
		}
	}
}

func aliases(e *record.Entity) []string {
	var list []string
	for _, a := range e.Aliases {
		list = append(list, a.Text)
	}
	return list
}

func (t *Targets) entry(e *record.Entry, address string) {
	t.files[e.Name] = address
	t.pages[address] = true
	base := path.Base(e.Name)
	for _, name := range []string{e.Title, e.Slug, strings.TrimSuffix(base, path.Ext(base))} {
		t.name(name, address)
	}
}

// name registers a word for [[...]]. Articles and pages win over entities that share
// it only by being registered under another form; the first one keeps it.
func (t *Targets) name(name, address string) {
	if _, taken := t.names[fold(name)]; !taken {
		t.names[fold(name)] = address
		t.known = append(t.known, name)
	}
}

func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// Subject is what a question to the targets is about.
type Subject uint8

const (
	All    Subject = iota // anything: what is offered in place of a name that is not there
	Source                // the article that was taken from an address in its normal form
	Page                  // an address of the site
	Moved                 // an address that a page had before
	File                  // a source file
	Media                 // a file that can be shown
	Name                  // the folded name of anything
	Entity                // the folded name of an entity
)

// Question is one thing that an article wants to know of the targets.
type Question struct {
	about Subject
	what  string
}

// Write puts a question into the store.
func (q Question) Write(w *store.Writer) {
	w.Int(int(q.about))
	w.String(q.what)
}

// ReadQuestion takes a question out of the store.
func ReadQuestion(r *store.Reader) Question {
	return Question{Subject(r.Int()), r.String()}
}

// Answer is "" for what is not there.
func (t *Targets) Answer(q Question) string {
	switch q.about {
	case Source:
		return t.sources[q.what]
	case Page:
		return yes(t.pages[q.what])
	case Moved:
		return t.moved[q.what]
	case File:
		return t.files[q.what]
	case Media:
		return yes(t.media[q.what])
	case Name:
		return t.names[q.what]
	case Entity:
		return t.entities[q.what]
	}
	return t.all()
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// digest is that of all names and files, from which those are chosen that an author may
// have meant.
func digest(known []string, files map[string]string) string {
	return store.Digest([]any{known, slices.Sorted(maps.Keys(files))})
}

// trackers are query parameters that say who sent a reader, not what is to be read.
var trackers = map[string]bool{
	"fbclid": true, "gclid": true, "dclid": true, "msclkid": true, "yclid": true, "igshid": true, "mc_cid": true, "mc_eid": true, "ref_src": true,
}

// Normal is the form of a URL in which two addresses of one page are equal: scheme,
// "www.", fragment, tracking parameters and a final slash do not count.
func Normal(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return address
	}
	query := u.Query()
	for key := range query {
		if trackers[key] || strings.HasPrefix(key, "utm_") {
			query.Del(key)
		}
	}
	normal := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimSuffix(u.EscapedPath(), "/")
	if q := query.Encode(); q != "" {
		normal += "?" + q
	}
	return normal
}

// MediaAddress is where a file that articles show stands in the site.
func MediaAddress(name string) string {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "content/"), "media/")
	parts := strings.Split(name, "/")
	for i, p := range parts {
		stem, ext := slug.Make(strings.TrimSuffix(p, path.Ext(p))), slug.Make(path.Ext(p))
		if stem == "" {
			stem = "file"
		}
		if ext != "" {
			stem += "." + ext
		}
		parts[i] = stem
	}
	return "/media/" + strings.Join(parts, "/")
}
