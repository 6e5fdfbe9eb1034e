package search

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"dossier/internal/resolve/passages"
)

// Reader answers questions from the files of an index, as the script in the browser
// does: what one finds, the other does, in the same order. Tests hold them together.
type Reader struct {
	open   func(name string) ([]byte, error)
	start  startFile
	edges  [kinds + 1]int // first document of each kind, and the number of all
	failed error
}

// Answer is what a question finds.
type Answer struct {
	Total   [kinds]int
	Groups  [kinds][]Result
	Some    bool     // nothing has all words: these have some
	Near    []string // words that were searched in place of slips
	Ignored []string // parts of the question that say nothing
}

// Result is one document that was found.
type Result struct {
	Doc      int
	Score    int
	Title    string
	Address  string // below the site's root
	Date     string
	About    string
	Type     string
	Language string
	Passages []Found
}

// Found is a passage that a question is about.
type Found struct {
	Kind   byte   // see passageWriter
	Anchor string // how its id begins: the first in the page that does is meant
	Where  string // heading of its section, or the number of the note
	score  int
	at     int
}

// Open reads the start file. open gives the contents of a file of the index by name.
func Open(open func(name string) ([]byte, error)) (*Reader, error) {
	r := &Reader{open: open}
	if err := r.file("start.js", "start", &r.start); err != nil {
		return nil, err
	}
	r.edges = r.start.Edges
	for k, per := range r.start.Per {
		if r.edges[k+1] < r.edges[k] || per < 1 {
			return nil, fmt.Errorf("start.js: %w", errDamaged)
		}
	}
	if r.edges[0] != 0 || r.start.Language == nil || len(r.start.Lengths) < r.edges[Event]-r.edges[Article] {
		return nil, fmt.Errorf("start.js: %w", errDamaged)
	}
	r.start.Endings = tableFor(r.start.Tag).Endings
	return r, nil
}

// file reads the data of one file.
func (r *Reader) file(file, name string, v any) error {
	data, err := r.open(file)
	if err != nil {
		return err
	}
	data, ok := bytes.CutPrefix(data, fmt.Appendf(nil, "dossierShard(%q,", name))
	data, end := bytes.CutSuffix(data, []byte(")\n"))
	if !ok || !end {
		return fmt.Errorf("%s: %w", file, errDamaged)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

func (r *Reader) fail(err error) {
	if r.failed == nil {
		r.failed = err
	}
}

// entries gives the entries of the shard in which key stands or would stand, in order.
func (r *Reader) entries(key string) []entry {
	last := func(firsts []string) int {
		i, found := slices.BinarySearchFunc(firsts, key, compareKeys)
		if !found {
			i = max(0, i-1)
		}
		return i
	}
	group := last(r.start.Keys)
	var firsts []string
	name := "k" + strconv.Itoa(group)
	if err := r.file("shard-"+name+".js", name, &firsts); err != nil {
		r.fail(err)
		return nil
	}
	name = strconv.Itoa(group*keysPerFile + last(firsts))
	var text string
	if err := r.file("shard-"+name+".js", name, &text); err != nil {
		r.fail(err)
		return nil
	}
	list, err := decodeEntries(text)
	if err != nil {
		r.fail(err)
	}
	return list
}

// decodeEntries reads what writer.add wrote.
func decodeEntries(text string) ([]entry, error) {
	if text == "" {
		return nil, nil
	}
	parts := strings.Split(text, " ")
	if len(parts)%2 != 0 {
		return nil, errDamaged
	}
	var list []entry
	last := ""
	for i := 0; i < len(parts); i += 2 {
		rest := parts[i]
		if rest == "" {
			return nil, errDamaged
		}
		n, err := strconv.ParseUint(rest[:1], 36, 8)
		if err != nil {
			return nil, errDamaged
		}
		last = cutUnits(last, int(n)) + rest[1:]
		list = append(list, entry{last, parts[i+1]})
	}
	return list, nil
}

// cutUnits is the beginning of s, with n UTF-16 units at most.
func cutUnits(s string, n int) string {
	for i, r := range s {
		if n -= max(1, utf16.RuneLen(r)); n < 0 {
			return s[:i]
		}
	}
	return s
}

func (r *Reader) entry(key string) (string, bool) {
	for _, e := range r.entries(key) {
		if e.key == key {
			return e.value, true
		}
	}
	return "", false
}

// wordList is the list of a word, or of a part of its places: scores of documents, and
// positions where they are there.
type wordList struct {
	scores  map[int]int
	weights map[int]int
	docs    []int
	at      map[int][]int
	factor  int
}

func (r *Reader) decode(value string) (*wordList, error) {
	l := &wordList{scores: map[int]int{}, weights: map[int]int{}, at: map[int][]int{}}
	value, apart := strings.CutPrefix(value, withWeights)
	b := bitReader{text: value}
	count := b.gamma() + 1
	if b.failed || count > r.edges[kinds] {
		return nil, errDamaged
	}
	kd := parameter(r.edges[Event]-r.edges[Article], count)
	for i, place := 0, r.edges[Article]; i < count && !b.failed; i, place = i+1, place+1 {
		place += b.rice(kd)
		doc := place % r.edges[kinds]
		weight := b.gamma() + 1
		if !apart {
			k := parameter(r.start.Average, 2*weight)
			for n, at := weight, 0; n > 0 && !b.failed; n, at = n-1, at+1 {
				at += b.rice(k)
				l.at[doc] = append(l.at[doc], at)
			}
			weight = weigh(r.isEntity(doc), l.at[doc])
		}
		l.docs = append(l.docs, doc)
		l.weights[doc] = weight
		l.scores[doc] = r.rarity(count) * r.impact(doc, weight)
	}
	if b.failed {
		return nil, errDamaged
	}
	return l, nil
}

func (r *Reader) isEntity(doc int) bool { return doc < r.edges[Article] }

func (r *Reader) kindOf(doc int) Kind {
	k := Kind(0)
	for k < kinds-1 && r.edges[k+1] <= doc {
		k++
	}
	return k
}

// rarity is how much a word tells that stands in n documents: four times the logarithm,
// to base 2, of how many documents there are to each of them, as a whole number, so that
// every machine ranks alike.
func (r *Reader) rarity(n int) int {
	return int(math.Log2(float64(r.edges[kinds]*16/n))*4) - 12
}

// impact is BM25's part of a word in one document, times 16, with k1 = 1.2 and b = 0.75
// and the length of the document in four classes.
func (r *Reader) impact(doc, weight int) int {
	class := 1
	if i := doc - r.edges[Article]; i >= 0 && i < len(r.start.Lengths) {
		class = int(r.start.Lengths[i]-'0') & 3
	}
	return weight * 352 / (10*weight + []int{6, 10, 16, 30}[class])
}

// How much a word counts that is asked for, one that may be meant, a phrase.
const wordFactor, guessFactor, phraseFactor = 4, 2, 8

// form is a word that a question may mean, and how much it counts.
type form struct {
	word   string
	factor int
}

// lists reads the lists of a word in all its forms.
func (r *Reader) lists(keys []form) []*wordList {
	var found []*wordList
	for i, key := range keys {
		if slices.ContainsFunc(keys[:i], func(k form) bool { return k.word == key.word }) {
			continue
		}
		value, ok := r.entry(key.word)
		if !ok {
			continue
		}
		l, err := r.decode(value)
		if err != nil {
			r.fail(fmt.Errorf("entry %q: %w", key.word, err))
			continue
		}
		l.factor = key.factor
		found = append(found, l)
	}
	return found
}

// nextTo gives the keys of lists with all places that words can have next to others: of
// common words the parts in which these are, see partSign.
func (r *Reader) nextTo(forms, others []form) []form {
	var keys []form
	for _, f := range forms {
		parts := r.start.Common[f.word]
		if parts < 1 {
			keys = append(keys, f)
			continue
		}
		for _, o := range others {
			keys = append(keys, form{partKey(f.word, hashOf(o.word)%parts), f.factor})
		}
	}
	return keys
}

// continued lists the words that may be meant by one that is still being typed.
func (r *Reader) continued(word string) []string {
	var more []string
	for _, e := range r.entries(word) {
		if len(e.key) > len(word) && strings.HasPrefix(e.key, word) {
			more = append(more, e.key)
		}
	}
	if len(more) > 0 {
		return more[:min(len(more), mostForms)]
	}
	letters := []rune(word)
	for n := 1; n <= 3 && len(letters)-n > 3; n++ {
		more = append(more, string(letters[:len(letters)-n]))
	}
	return more
}

// mostForms is how many words may go on from an unfinished one, mostSlips how many may
// be meant by a slip: each of them can cost a file.
const mostForms, mostSlips = 8, 3

// slips lists the words of names that are one slip away from word.
func (r *Reader) slips(word string) []string {
	letters := []rune(word)
	if len(letters) < slipLength {
		return nil
	}
	var near []string
	for _, key := range []string{"!" + string(letters[:2]), "$" + string(letters[len(letters)-2:])} {
		if value, ok := r.entry(key); ok {
			for w := range strings.SplitSeq(value, ".") {
				if w != word && oneSlip(letters, []rune(w)) {
					near = append(near, w)
				}
			}
		}
	}
	slices.SortFunc(near, compareKeys)
	near = slices.Compact(near)
	return near[:min(len(near), mostSlips)]
}

// oneSlip tells whether two words have something in common when a letter is taken from
// one of them or from both: a letter is more, less, other or elsewhere.
func oneSlip(a, b []rune) bool {
	for _, x := range cut(a) {
		if slices.Contains(cut(b), x) {
			return true
		}
	}
	return false
}

// cut lists a word and what is left of it without one of its letters.
func cut(word []rune) []string {
	all := []string{string(word)}
	for i := range word {
		all = append(all, string(word[:i])+string(word[i+1:]))
	}
	return all
}

// found is a clause with what it finds.
type found struct {
	Clause
	lists  [][]*wordList
	near   []string
	scores map[int]int
	docs   []int // keys of scores
}

func (r *Reader) find(c Clause) *found {
	f := &found{Clause: c, scores: map[int]int{}}
	var forms [][]form
	for i, t := range c.Terms {
		list := []form{{t.Stem, wordFactor}}
		if c.Open && i == len(c.Terms)-1 {
			for _, w := range r.continued(t.Folded) {
				list = append(list, form{w, guessFactor})
			}
		}
		forms = append(forms, list)
	}
	if len(forms) == 1 {
		f.word(r, forms[0])
		return f
	}
	for i, list := range forms {
		next := i + 1
		if next == len(forms) {
			next = i - 1
		}
		f.lists = append(f.lists, r.lists(r.nextTo(list, forms[next])))
	}
	for _, doc := range f.together() {
		if len(f.at(doc)) > 0 {
			f.docs = append(f.docs, doc)
		}
	}
	for _, doc := range f.docs {
		f.scores[doc] = phraseFactor * r.rarity(len(f.docs)) * r.impact(doc, weigh(r.isEntity(doc), f.at(doc)))
	}
	return f
}

// word finds a single word in all its forms and, where it is rare and no name, what may
// be meant by a slip.
func (f *found) word(r *Reader, forms []form) {
	f.lists = [][]*wordList{r.lists(forms)}
	f.docs = f.together()
	if !f.Not && len(f.docs) < 3 && !slices.ContainsFunc(f.docs, r.isEntity) {
		f.near = r.slips(f.Terms[0].Folded)
		for _, w := range f.near {
			forms = append(forms, form{r.start.Language.Stem(w), guessFactor})
		}
		f.lists[0] = r.lists(forms)
		f.docs = f.together()
	}
	for _, doc := range f.docs {
		f.scores[doc] = best(f.lists[0], doc)
	}
}

// named tells whether the word is in the name of an entity.
func (f *found) named(entity int) bool {
	return slices.ContainsFunc(f.lists[0], func(l *wordList) bool { return l.weights[entity] >= nameWeight })
}

func best(lists []*wordList, doc int) int {
	score := 0
	for _, l := range lists {
		score = max(score, l.scores[doc]*l.factor)
	}
	return score
}

// together lists the documents that have each term in one of its forms.
func (f *found) together() []int {
	count := map[int]int{}
	var docs []int
	for i, lists := range f.lists {
		for _, l := range lists {
			for _, doc := range l.docs {
				if count[doc] == i {
					if count[doc]++; count[doc] == len(f.lists) {
						docs = append(docs, doc)
					}
				}
			}
		}
	}
	return docs
}

// at gives the positions in a document at which the clause begins.
func (f *found) at(doc int) []int {
	all := func(lists []*wordList) []int {
		var at []int
		for _, l := range lists {
			at = append(at, l.at[doc]...)
		}
		return at
	}
	var found []int
	for _, p := range all(f.lists[0]) {
		fits := true
		for i, lists := range f.lists[1:] {
			fits = fits && slices.Contains(all(lists), p+f.Terms[i+1].Offset-f.Terms[0].Offset)
		}
		if fits {
			found = append(found, p)
		}
	}
	return found
}

// record reads a document.
func (r *Reader) record(doc int) (fields [7]string) {
	kind := r.kindOf(doc)
	i, per := doc-r.edges[kind], r.start.Per[kind]
	name := fmt.Sprintf("d%d-%d", kind, i/per)
	var shard [][]string
	if err := r.file("shard-"+name+".js", name, &shard); err != nil {
		r.fail(err)
		return fields
	}
	if i%per >= len(shard) {
		r.fail(errDamaged)
		return fields
	}
	copy(fields[:], shard[i%per])
	return fields
}

// dates reads the first and last day of every dated document.
func (r *Reader) dates() map[int][2]int {
	days := map[int][2]int{}
	value, ok := r.entry("#")
	if !ok {
		return days
	}
	b := bitReader{text: value}
	doc, day := 0, 0
	for n := b.gamma(); n > 0 && !b.failed; n-- {
		doc += b.gamma()
		z := b.gamma()
		if z&1 == 1 {
			day += (z + 1) / 2
		} else {
			day -= z / 2
		}
		days[doc] = [2]int{day, day + b.gamma()}
		doc++
	}
	return days
}

// pass gives a test of documents for a filter.
func (r *Reader) pass(f Filter) map[int]bool {
	passed := map[int]bool{}
	if f.Key == "after" || f.Key == "before" {
		for doc, d := range r.dates() {
			passed[doc] = f.Key == "after" && d[1] > f.To || f.Key == "before" && d[0] < f.From
		}
		return passed
	}
	var terms []*found
	for _, t := range f.Value.Terms {
		terms = append(terms, r.find(Clause{Terms: []Term{t}, Open: true}))
	}
	var entities []int
	for _, doc := range terms[0].docs {
		if r.isEntity(doc) && !slices.ContainsFunc(terms, func(t *found) bool { return !t.named(doc) }) {
			entities = append(entities, doc)
		}
	}
	for _, doc := range entities[:min(len(entities), 50)] {
		fields := r.record(doc)
		if fields[5] != f.Key {
			continue
		}
		passed[doc] = true
		for _, l := range r.lists([]form{{"+" + strconv.Itoa(doc), 1}}) {
			for _, d := range l.docs {
				passed[d] = true
			}
		}
	}
	return passed
}

// passages picks the passages of a document that a question is about, best first.
func (r *Reader) passages(text string, doc int, clauses []*found) []Found {
	list, err := decodePassages(text)
	if err != nil {
		r.fail(err)
	}
	for _, c := range clauses {
		hit := make([]bool, len(list))
		for _, at := range c.at(doc) {
			i, exact := slices.BinarySearchFunc(list, at, func(p Found, at int) int { return p.at - at })
			for exact && i+1 < len(list) && list[i+1].at == at {
				i++
			}
			if !exact {
				i--
			}
			if i >= 0 {
				hit[i] = true
			}
		}
		for i, hit := range hit {
			switch {
			case hit && list[i].Kind == 'h':
				list[i].score += c.scores[doc] * 6
			case hit:
				list[i].score += c.scores[doc] * 4
			}
		}
	}
	list = slices.DeleteFunc(list, func(p Found) bool { return p.score == 0 })
	slices.SortStableFunc(list, func(a, b Found) int { return b.score - a.score })
	for i, p := range list {
		if i == 3 || p.score*2 < list[0].score {
			return list[:i]
		}
	}
	return list
}

// decodePassages reads what passageWriter wrote.
func decodePassages(text string) ([]Found, error) {
	var list []Found
	at, section := 0, ""
	if text == "" {
		return nil, nil
	}
	for line := range strings.SplitSeq(text, string(rune(parted))) {
		gap, rest, ok := strings.Cut(line, " ")
		anchor, words, _ := strings.Cut(rest, " ")
		if !ok || gap == "" || gap[0] >= utf8.RuneSelf {
			return nil, errDamaged
		}
		n, err := strconv.ParseUint(gap[1:], 36, 31)
		if err != nil {
			return nil, errDamaged
		}
		at += int(n)
		p := Found{Kind: gap[0], Anchor: anchor, at: at}
		if p.Kind == 'h' {
			section = words
		}
		p.Where = section
		switch p.Kind {
		case paragraphLetter:
			p.Anchor = paragraphPrefix + anchor
		case kindLetters[passages.Note]:
			p.Anchor, p.Where = notePrefix+anchor, cmp.Or(words, anchor)
		}
		list = append(list, p)
	}
	return list, nil
}

// Search answers a question with at most limit results of each kind.
func (r *Reader) Search(question string, limit int) (*Answer, error) {
	r.failed = nil
	q := r.start.Language.parse(question, r.start.Types)
	a := &Answer{Ignored: q.Ignored}
	var wanted, unwanted []*found
	for _, c := range q.Clauses {
		if f := r.find(c); c.Not {
			unwanted = append(unwanted, f)
		} else {
			wanted = append(wanted, f)
			a.Near = append(a.Near, f.near...)
		}
	}
	docs := r.filtered(q, candidates(wanted, len(q.Filters) > 0, r.edges[kinds]), unwanted)
	score := map[int]int{}
	var whole []int
	for _, doc := range docs {
		missed := false
		for _, c := range wanted {
			score[doc] += c.scores[doc]
			_, has := c.scores[doc]
			missed = missed || !has
		}
		if !missed {
			whole = append(whole, doc)
		}
	}
	if a.Some = len(whole) == 0 && len(docs) > 0; !a.Some {
		docs = whole
	}
	slices.SortFunc(docs, func(x, y int) int {
		if score[x] != score[y] {
			return score[y] - score[x]
		}
		return x - y
	})
	shown := map[Kind][]int{}
	for _, doc := range docs {
		k := r.kindOf(doc)
		if a.Total[k]++; a.Total[k] <= limit {
			shown[k] = append(shown[k], doc)
		}
	}
	for k := Kind(0); k < kinds; k++ {
		for _, doc := range shown[k] {
			f := r.record(doc)
			a.Groups[k] = append(a.Groups[k], Result{Doc: doc, Score: score[doc], Title: f[0], Address: r.start.Roots[k] + f[1], Date: f[2],
				Passages: r.passages(f[3], doc, wanted), About: f[4], Type: f[5], Language: f[6]})
		}
	}
	return a, r.failed
}

// candidates lists the documents that come into question.
func candidates(wanted []*found, filtered bool, all int) []int {
	var docs []int
	if len(wanted) == 0 && filtered {
		for doc := range all {
			docs = append(docs, doc)
		}
		return docs
	}
	for _, c := range wanted {
		docs = append(docs, c.docs...)
	}
	slices.Sort(docs)
	return slices.Compact(docs)
}

// filtered leaves out what a filter or a word with a minus leaves out.
func (r *Reader) filtered(q Query, docs []int, unwanted []*found) []int {
	for i := range q.Filters {
		f := q.Filters[i]
		passed := r.pass(f)
		docs = slices.DeleteFunc(docs, func(doc int) bool { return passed[doc] == f.Not })
	}
	return slices.DeleteFunc(docs, func(doc int) bool {
		return slices.ContainsFunc(unwanted, func(c *found) bool { _, has := c.scores[doc]; return has })
	})
}
