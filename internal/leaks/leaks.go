// Package leaks reads the files of a site for what must not be in them: redacted names,
// and the text of articles that are withheld or under an embargo.
//
// It knows nothing of how a site is made and takes every file as a stranger would, so
// that a fault in any stage, template or file of the author shows before the world sees
// it. A text is known by its runs of words; a run that something published says as well
// is no leak.
package leaks

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dossier/internal/index/search"
	"dossier/internal/redact"
	"dossier/internal/source"
)

// How many words in a row tell a text. A script without spaces has a word for each
// character, and takes more of them.
const (
	runWords      = 8
	runCharacters = 20
	phraseWords   = 4 // a heading or title of so many is told as a whole
)

// Guard knows what must not be published. It is read-only once filled; a nil one finds
// nothing.
type Guard struct {
	names     *redact.Names
	stated    []string       // the names, to ask the search for
	runs      map[uint64]int // hash of a run of words -> position in owners
	phrases   map[int]bool   // lengths of shorter texts that are told as a whole
	owners    []string       // source files of the texts
	paths     map[string]int // parts of addresses -> position in owners
	published func() []string
	allowed   func() map[uint64]bool
}

// New makes a guard. names are redacted, in the order of stated. published returns the
// texts that are published by themselves: it is asked once, and only when a suspicion
// has to be settled.
func New(names *redact.Names, stated []string, published func() []string) *Guard {
	g := &Guard{names: names, stated: stated, runs: map[uint64]int{}, phrases: map[int]bool{}, paths: map[string]int{}, published: published}
	g.allowed = sync.OnceValue(g.publishedRuns)
	return g
}

// Protect adds texts of one source file that must not be published, but for what the
// allowed texts say.
func (g *Guard) Protect(file string, secret, allowed []string) {
	known := map[uint64]bool{}
	lengths := map[int]bool{}
	for _, text := range secret {
		if n := len(words(text)); n >= phraseWords && n < runWords {
			lengths[n] = true
		}
	}
	for _, text := range allowed {
		runs(words(text), lengths, func(h uint64, _ int) { known[h] = true })
	}
	owner := len(g.owners)
	g.owners = append(g.owners, file)
	for _, text := range secret {
		list := words(text)
		if len(list) < phraseWords {
			continue
		}
		own := map[int]bool{}
		if len(list) < runWords {
			own[len(list)] = true
			g.phrases[len(list)] = true
		}
		runs(list, own, func(h uint64, _ int) {
			if !known[h] {
				g.runs[h] = owner
			}
		})
	}
}

// ProtectPath adds a part of addresses that must not be published: "articles/slug/".
func (g *Guard) ProtectPath(file, part string) {
	g.paths[part] = len(g.owners)
	g.owners = append(g.owners, file)
}

// IsIdle tells whether there is nothing to look for.
func (g *Guard) IsIdle() bool {
	return g == nil || g.names == nil && len(g.runs) == 0 && len(g.paths) == 0
}

// File reads one file of a site and tells of at most one leak of each kind in it. shown
// is the file's name in messages; the name itself is never said, since messages are
// published too, by services that build.
func (g *Guard) File(name, shown string, data []byte) (problems []source.Problem) {
	if g.IsIdle() {
		return nil
	}
	var file *source.File
	told := map[string]bool{}
	tell := func(at int, message string) {
		if told[message] {
			return
		}
		told[message] = true
		place := source.Place{File: shown}
		if at >= 0 {
			if file == nil {
				file, _ = source.NewFile(shown, data)
			}
			place = file.Place(min(at, len(file.Text)))
		}
		problems = append(problems, source.Problem{Place: place, Code: source.Leak, Message: message,
			Hint: "look at the template, static file or text that it comes from"})
	}
	look := func(at int, text string) {
		for _, s := range g.names.Find(text) {
			exact := at
			if at >= 0 && bytes.HasPrefix(data[min(at+s.Start, len(data)):], []byte(text[s.Start:s.End])) {
				exact += s.Start // the text stands in the file as it is
			}
			tell(exact, fmt.Sprintf("this file has the redacted name no. %d", s.Name+1))
		}
		for part, owner := range g.paths {
			if strings.Contains(text, part) {
				tell(at, "this file has the address of "+g.owners[owner]+", which is under an embargo")
			}
		}
		if len(g.runs) == 0 {
			return
		}
		runs(words(text), g.phrases, func(h uint64, _ int) {
			if owner, secret := g.runs[h]; secret && !g.allowed()[h] {
				tell(at, "this file has text of "+g.owners[owner]+" that is not to be published")
			}
		})
	}
	look(-1, name)
	texts(name, data, look)
	return problems
}

// publishedRuns are the runs that texts say which are published by themselves.
func (g *Guard) publishedRuns() map[uint64]bool {
	allowed := map[uint64]bool{}
	if g.published == nil {
		return allowed
	}
	for _, text := range g.published() {
		runs(words(text), g.phrases, func(h uint64, _ int) {
			if _, secret := g.runs[h]; secret {
				allowed[h] = true
			}
		})
	}
	return allowed
}

// Search asks the index of a site's search for the redacted names of several words: its
// files keep words apart, so that no name stands in them as such. open gives the contents
// of a file of the index.
func (g *Guard) Search(shown string, open func(name string) ([]byte, error)) []source.Problem {
	if g == nil || g.names == nil {
		return nil
	}
	r, err := search.Open(open)
	if err != nil {
		return nil // no index, or one that no browser could read either
	}
	for i, name := range g.stated {
		if len(strings.Fields(name)) < 2 {
			continue
		}
		answer, err := r.Search(`"`+strings.ReplaceAll(name, `"`, "")+`"`, 1)
		if err == nil && !answer.Some && slices.ContainsFunc(answer.Groups[:], func(g []search.Result) bool { return len(g) > 0 }) {
			return []source.Problem{{Place: source.Place{File: shown}, Code: source.Leak,
				Message: fmt.Sprintf("the search finds the redacted name no. %d", i+1), Hint: "build the site again"}}
		}
	}
	return nil
}

// word is a word of a text in a form that does not depend on case, as a hash.
type word struct {
	hash     uint64
	unspaced bool // one character of a script without spaces
}

// words cuts a text into words: letters and digits, with all else between them.
func words(text string) []word {
	var list []word
	h, n := fnv.New64a(), 0
	end := func() {
		if n > 0 {
			list = append(list, word{hash: h.Sum64()})
			h.Reset()
			n = 0
		}
	}
	var buf [utf8.UTFMax]byte
	for _, r := range text {
		switch {
		case r == '\u00ad' || '\u200b' <= r && r <= '\u200f' || unicode.Is(unicode.Mn, r):
		case unicode.In(r, unspacedScripts...):
			end()
			h.Write(buf[:utf8.EncodeRune(buf[:], r)])
			list = append(list, word{h.Sum64(), true})
			h.Reset()
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			h.Write(buf[:utf8.EncodeRune(buf[:], unicode.ToLower(r))])
			n++
		case r == '\'' || r == '’' || r == '\u02bc': // smart or not, it is the same word
		default:
			end()
		}
	}
	end()
	return list
}

var unspacedScripts = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// runs hashes every run of words that tells a text, and those of the other lengths.
func runs(list []word, lengths map[int]bool, each func(h uint64, at int)) {
	unspaced := 0
	for i, w := range list {
		if w.unspaced {
			unspaced++
		}
		if i >= runWords && list[i-runWords].unspaced {
			unspaced--
		}
		n := runWords
		if unspaced > 2 {
			n = runCharacters
		}
		if i+1 >= n {
			each(hashRun(list[i+1-n:i+1]), i)
		}
		for n := range lengths {
			if i+1 >= n {
				each(hashRun(list[i+1-n:i+1]), i)
			}
		}
	}
}

func hashRun(run []word) uint64 {
	const prime = 1099511628211
	h := uint64(len(run))
	for _, w := range run {
		h = (h ^ w.hash) * prime
	}
	return h
}
