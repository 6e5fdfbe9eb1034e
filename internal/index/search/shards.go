package search

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"math/bits"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"dossier/internal/edtf"
)

// A word whose list is longer than longList bytes is a common one: see partSign.
const longList = 9 << 10

// shardSize is how large a file of words grows, for an index of so many bytes. A question
// costs a file or two for each word, and the start file with its line for each file; the
// sum is least where files grow with the root of the whole. Below four kilobytes the
// number of files costs more than is won.
func shardSize(total int) int {
	return max(4<<10, int(math.Sqrt(float64(3*total))))
}

// writer turns lists into files.
type writer struct {
	language *Language
	types    []Type
	docs     []Doc
	texts    []*text
	ids      []int // number of a text -> id of its document, -1 for none
	counts   [kinds]int
	edges    [kinds + 1]int // first document of each kind, and the number of all
	roots    [kinds]string
	average  int // length of articles and pages

	neighbours *neighbours
	common     []common
	data       []byte // lists of the word at hand
	postings   []posting
	positions  []int32
	bits       bitWriter
	entries    strings.Builder // of the shard being filled
	last       string          // key of the last entry
	limit      int
	firsts     []string // shortest strings that part the shards
	files      []File
}

func (w *writer) write(open []*stream) ([]File, error) {
	for _, d := range w.docs {
		w.counts[d.Kind]++
	}
	for k, n := range w.counts {
		w.edges[k+1] = w.edges[k] + n
	}
	for k := range w.roots {
		w.roots[k] = w.root(Kind(k))
	}
	lengths := w.lengths()
	w.neighbours = newNeighbours(w.texts, w.language)
	w.limit = shardSize(w.size())
	entries := w.slips()
	entries = append(entries, w.entityLists()...)
	entries = append(entries, entry{"#", w.dates()})
	slices.SortFunc(entries, func(a, b entry) int { return compareKeys(a.key, b.key) })
	for _, e := range entries {
		w.add(e.key, e.value)
	}
	for len(open) > 0 {
		var err error
		if open, err = w.nextWord(open); err != nil {
			return nil, err
		}
	}
	w.parts()
	w.flush()
	keys, err := w.keys()
	if err != nil {
		return nil, err
	}
	if err := w.documents(); err != nil {
		return nil, err
	}
	start, err := w.start(lengths, keys)
	if err != nil {
		return nil, err
	}
	return append(w.files, start, File{Name: "reader.js", Data: readerScript, Source: true}), nil
}

// size guesses the size of all lists from the number of words.
func (w *writer) size() int {
	n := 0
	for _, t := range w.texts {
		n += t.tokens
	}
	return n * 2
}

type entry struct{ key, value string }

// A list begins with this character where it has weights instead of positions.
const withWeights = "="

// add puts an entry behind the last one. An entry is the number of characters that its
// key shares with the key before (one digit of base 36), the rest of the key, a space
// and the value; a space parts entries too.
func (w *writer) add(key, value string) {
	if w.entries.Len() > 0 && w.entries.Len()+len(value) > w.limit {
		w.flush()
	}
	if w.entries.Len() == 0 {
		first := ""
		if len(w.firsts) > 0 {
			first = parting(w.last, key)
		}
		w.firsts = append(w.firsts, first)
		w.last = ""
	} else {
		w.entries.WriteByte(' ')
	}
	units, bytes := shared(w.last, key)
	w.entries.WriteString(strconv.FormatInt(int64(units), 36))
	w.entries.WriteString(key[bytes:])
	w.entries.WriteByte(' ')
	w.entries.WriteString(value)
	w.last = key
}

// shared is how far two keys agree, up to 35 UTF-16 units, as a browser counts.
func shared(a, b string) (units, bytes int) {
	for bytes < len(a) && bytes < len(b) {
		r, n := utf8.DecodeRuneInString(b[bytes:])
		u := utf16.RuneLen(r)
		if !strings.HasPrefix(a[bytes:], b[bytes:bytes+n]) || units+u > 35 {
			break
		}
		units, bytes = units+u, bytes+n
	}
	return units, bytes
}

// parting is the shortest beginning of key that is above last.
func parting(last, key string) string {
	for i := range key {
		if compareKeys(key[:i], last) > 0 {
			return key[:i]
		}
	}
	return key
}

func (w *writer) flush() {
	if w.entries.Len() == 0 {
		return
	}
	w.file(strconv.Itoa(len(w.firsts)-1), []byte(`"`+w.entries.String()+`"`)) // nothing in it has to be escaped
	w.entries.Reset()
}

// file writes one shard.
func (w *writer) file(name string, data []byte) {
	w.files = append(w.files, File{Name: "shard-" + name + ".js", Data: fmt.Appendf(nil, "dossierShard(%q,%s)\n", name, data)})
}

// list writes the list of a word. That of a common one has weights only, which is enough
// to rank: its positions are for phrases.
func (w *writer) list(word string, postings []posting) {
	value := w.encode(postings, true)
	if n := len(value); n > longList {
		value = withWeights + w.encode(postings, false)
		w.common = append(w.common, common{word, n / partSize, slices.Clone(w.data)})
	}
	w.add(word, value)
	w.neighbours.put(word, postings)
}

// encode writes postings: how many, then for each the gap to its document, how many
// positions, and these as gaps; or instead of positions how much they weigh. Documents
// are counted from the first article on, the entities after the last, since most words
// are in articles only. The Rice parameters follow from what the browser knows: how many
// texts there are to one of the list, and how long a text is.
func (w *writer) encode(postings []posting, positions bool) string {
	b := &w.bits
	b.reset()
	b.gamma(len(postings) - 1)
	kd := parameter(w.edges[Event]-w.edges[Article], len(postings))
	texts, _ := slices.BinarySearchFunc(postings, w.edges[Article], func(p posting, doc int) int { return p.doc - doc })
	last := w.edges[Article]
	for i := range postings {
		p := postings[(texts+i)%len(postings)]
		place := p.doc
		if place < w.edges[Article] {
			place += len(w.docs)
		}
		b.rice(place-last, kd)
		last = place + 1
		n := len(p.positions)
		if !positions {
			b.gamma(max(weigh(p.doc < w.edges[Article], p.positions), 1) - 1)
			continue
		}
		b.gamma(n - 1)
		k := parameter(w.average, 2*n)
		at := int32(0)
		for _, pos := range p.positions {
			b.rice(int(pos-at), k)
			at = pos + 1
		}
	}
	return b.text()
}

// weigh counts the places of a word in a document; one in a title or name counts six. In
// an entity that is not named so there are five at most, so that lists without places tell
// whose name has a word.
func weigh[P int | int32](entity bool, places []P) int {
	end, most := P(bodyStart), math.MaxInt
	if entity {
		end, most = aboutStart, nameWeight-1
	}
	n, named := len(places), 0
	for _, at := range places {
		if at < end {
			named++
		}
	}
	if named == 0 {
		return min(n, most)
	}
	return n + named*(nameWeight-1)
}

const nameWeight = 6

// parameter is the number of plain bits that suits count gaps that add up to span.
func parameter(span, count int) uint { return uint(max(1, bits.Len(uint(span/count)))) - 1 }

// slips lists the words of titles and names by their first two and by their last two
// letters. A slip of one letter leaves one of the two pairs as it was, in words of five
// letters or more and in most of four.
func (w *writer) slips() []entry {
	lists := map[string]map[string]bool{}
	put := func(key, word string) {
		if lists[key] == nil {
			lists[key] = map[string]bool{}
		}
		lists[key][word] = true
	}
	name := func(s string) {
		words(s, func(start, end int) {
			word := w.language.Fold(s[start:end])
			letters := []rune(word)
			if n := len(letters); n >= slipLength {
				put("!"+string(letters[:2]), word)
				put("$"+string(letters[n-2:]), word)
			}
		})
	}
	for _, d := range w.docs {
		if d.Kind > Page {
			break
		}
		name(d.Title)
		for _, n := range d.Names {
			name(n)
		}
	}
	var entries []entry
	for key, words := range lists {
		entries = append(entries, entry{key, strings.Join(slices.SortedFunc(maps.Keys(words), compareKeys), ".")})
	}
	return entries
}

// slipLength is the length from which on a word is looked for with one slip.
const slipLength = 4

// entityLists lists for each entity the documents that mention it.
func (w *writer) entityLists() []entry {
	lists := map[string][]posting{}
	for i, d := range w.docs {
		for _, id := range d.Entities {
			if p := lists[id]; len(p) == 0 || p[len(p)-1].doc != i {
				lists[id] = append(p, posting{doc: i})
			}
		}
	}
	var entries []entry
	for i, d := range w.docs[:w.edges[Article]] {
		if p := lists[path.Base(d.Address)]; len(p) > 0 {
			entries = append(entries, entry{"+" + strconv.Itoa(i), withWeights + w.encode(p, false)})
		}
	}
	return entries
}

// dates lists the first and last days of documents: the gap to the document, the first
// day's distance from the one before (see dayCode), and how much later the last day is.
func (w *writer) dates() string {
	b := &w.bits
	b.reset()
	n := 0
	for _, d := range w.docs {
		if !d.Date.IsZero() {
			n++
		}
	}
	b.gamma(n)
	last, before := 0, 0
	for i, d := range w.docs {
		if d.Date.IsZero() {
			continue
		}
		earliest, latest := d.Date.Bounds()
		from, to := dayCode(earliest), dayCode(latest)
		b.gamma(i - last)
		b.gamma(zigzag(from - before))
		b.gamma(to - from)
		last, before = i+1, from
	}
	return b.text()
}

// dayCode is a number that grows with the days and reads as year, month and day. Years
// are kept within what our codes hold.
func dayCode(d edtf.Day) int {
	const limit = 19999
	return min(max(d.Year, -limit), limit)*10000 + d.Month*100 + d.Day
}

// zigzag makes a number of one that may be negative: 1 of 1, 2 of -1, 3 of 2.
func zigzag(v int) int {
	if v > 0 {
		return 2*v - 1
	}
	return -2 * v
}

// keysPerFile is how many files of words one file of keys tells apart.
const keysPerFile = 64

// keys writes files that say with which key each file of words begins, and gives the keys
// with which they begin themselves.
func (w *writer) keys() (firsts []string, err error) {
	for keys := range slices.Chunk(w.firsts, keysPerFile) {
		data, err := jsonText(keys)
		if err != nil {
			return nil, err
		}
		w.file("k"+strconv.Itoa(len(firsts)), data)
		firsts = append(firsts, keys[0])
	}
	return firsts, nil
}

// startFile is what every search needs.
type startFile struct {
	Version  string            `json:"v"`
	Edges    [kinds + 1]int    `json:"edges"`  // first document of each kind, and the number of all
	Roots    [kinds]string     `json:"roots"`  // how the addresses of each kind begin
	Per      [kinds]int        `json:"per"`    // documents of each kind in one file
	Average  int               `json:"avg"`    // length of articles and pages, in words
	Lengths  string            `json:"len"`    // see lengths
	Keys     []string          `json:"keys"`   // of the files of keys, see keys
	Types    map[string]string `json:"types"`  // ids of entity types, which are filters, and their names
	Common   map[string]int    `json:"common"` // words whose places are kept apart, and how many parts these have
	Alphabet string            `json:"signs"`
	*Language
}

func (w *writer) start(lengths string, keys []string) (File, error) {
	h := fnv.New64a()
	for _, f := range w.files {
		h.Write(f.Data)
	}
	s := startFile{
		Version: strconv.FormatUint(h.Sum64(), 36), Edges: w.edges, Roots: w.roots, Per: docsPerShard, Average: w.average, Lengths: lengths,
		Keys: keys, Types: map[string]string{}, Common: map[string]int{}, Alphabet: alphabet, Language: w.language,
	}
	for _, c := range w.common {
		s.Common[c.word] = c.parts
	}
	for _, t := range w.types {
		s.Types[t.ID] = t.Name
	}
	data, err := jsonText(s)
	if err != nil {
		return File{}, err
	}
	return File{Name: "start.js", Data: fmt.Appendf(nil, "dossierShard(\"start\",%s)\n", data)}, nil
}

// lengths sets the average length of articles and pages and gives a digit for each: 0 below
// half of the average, 1 below it, 2 below twice, 3 above.
func (w *writer) lengths() string {
	first := w.counts[Entity]
	texts := w.texts[first : first+w.counts[Article]+w.counts[Page]]
	total := 0
	for _, t := range texts {
		total += t.length
	}
	w.average = total / max(1, len(texts))
	var classes strings.Builder
	for _, t := range texts {
		class := '0'
		for _, above := range []int{w.average / 2, w.average, 2 * w.average} {
			if t.length >= above {
				class++
			}
		}
		classes.WriteRune(class)
	}
	return classes.String()
}
