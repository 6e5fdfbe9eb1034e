package build

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"dossier/internal/config"
	"dossier/internal/record"
	"dossier/internal/render"
	"dossier/internal/render/body"
	"dossier/internal/resolve/links"
	"dossier/internal/resolve/passages"
	"dossier/internal/source"
	"dossier/internal/store"
)

// What is kept of an article stands in parts under keys of their own: every build reads
// the facts, which are small; the others are read when a page or the search wants them.
const (
	partAsked  = iota // what the article asked of the other files
	partFacts         // record, pictures, problems
	partText          // HTML of body and notes
	partQuotes        // the sentences that an index quotes
	partSearch        // passages
)

// context is the digest of all that every article is read against, but for the targets
// of links: those an article asks for one by one. What only pages show is left out; a
// key of the configuration that is added later is in until somebody takes it out.
func (c *compiler) context() string {
	settings := *c.project.Config
	settings.Title, settings.Description, settings.Authors, settings.License = "", "", nil, ""
	settings.BaseURL, settings.Navigation = "", nil
	settings.Theme, settings.Cards = config.Theme{}, config.Cards{}
	names := make([]record.Entity, len(c.project.Catalogue.Entities))
	for i, e := range c.project.Catalogue.Entities {
		names[i] = *e
		n := &names[i]
		n.Broader, n.Related, n.Links = nil, nil, nil
		n.Sort, n.Description, n.Wikidata, n.Formerly = "", "", "", nil
		n.Note, n.NoteBody, n.NoteSum, n.Place = "", 0, "", source.Place{}
		n.Aliases, n.Demonyms = unplaced(e.Aliases), unplaced(e.Demonyms)
	}
	return store.Digest([]any{settings, names, c.project.Catalogue.Works})
}

func unplaced(list []record.Alias) []record.Alias {
	list = slices.Clone(list)
	for i := range list {
		list[i].Place = source.Place{}
	}
	return list
}

// key names the result for an article by its file, its entry and the context.
func (c *compiler) key(e *record.Entry, address string) store.Key {
	own := *e
	own.Import = nil // shown on a page of its own
	return store.Sum("article", c.shared, store.Digest(own), own.Name, address)
}

// answered completes the key of an article with the answers to what it asked when it was
// compiled last. Other answers, another key.
func (c *compiler) answered(first store.Key, asked []links.Question) store.Key {
	parts := []string{first.String()}
	for _, q := range asked {
		parts = append(parts, c.targets.Answer(q))
	}
	return store.Sum(parts...)
}

// compiled takes an article from the store, or compiles it and puts it there. Its text
// stays in the store in either case, and its passages are given to the search.
func (c *compiler) compiled(e *record.Entry, address string) (compiled, error) {
	first := c.key(e, address)
	a, ok := c.kept(first, e)
	if !ok {
		var err error
		if a, err = c.article(e, address); err != nil {
			return compiled{}, err
		}
		if !a.lost {
			var facts []byte
			a.key, facts = c.keep(first, a)
			small, ok := c.unpack(facts, e)
			if !ok {
				return compiled{}, fmt.Errorf("%s: its facts cannot be read back", e.Name)
			}
			// What was made of the text holds on to it; what is read back does not.
			small.key, small.asked, small.passages = a.key, nil, a.passages
			a = small
		}
	}
	if isSearched(e, address) {
		if !c.searchLater {
			if err := c.search.Add(address, a.record.Entry.Title, a.passages); err != nil {
				return compiled{}, err
			}
		}
		a.passages = nil
	}
	a.entry, a.text = e, nil
	return a, nil
}

// isSearched tells articles and pages whose text the search finds by their address from
// notes on entities, which are found with the entity, and what is in no list.
func isSearched(e *record.Entry, address string) bool { return !isNote(address) && !e.Unlisted }

// keep puts an article into the store. The facts come last: where they are, the rest is.
func (c *compiler) keep(first store.Key, a compiled) (key store.Key, facts []byte) {
	key = c.answered(first, a.asked)
	put := func(part byte, write func(w *store.Writer)) []byte {
		var w store.Writer
		write(&w)
		c.store.Put(key.Part(part), w.Bytes())
		return w.Bytes()
	}
	text := put(partText, func(w *store.Writer) { writeText(w, a.text) })
	quotes := put(partQuotes, func(w *store.Writer) { writeQuotes(w, a.text) })
	put(partSearch, func(w *store.Writer) { writePassages(w, a.passages) })
	facts = put(partFacts, func(w *store.Writer) {
		texts := store.Sum(string(text), string(quotes))
		w.String(string(texts[:]))
		a.record.Write(w)
		w.String(a.lead)
		w.Strings(a.media)
		writeProblems(w, a.problems)
		if w.Bool(a.secret != nil); a.secret != nil {
			w.Strings(a.secret.texts)
			w.Strings(a.secret.published)
		}
	})
	var w store.Writer
	w.Int(len(a.asked))
	for _, q := range a.asked {
		q.Write(&w)
	}
	c.store.Put(first.Part(partAsked), w.Bytes())
	return key, facts
}

// digestsOf are the hash of all that an article came to, which is its facts, with the hash
// of its texts, and its entry as it is published; and that of what the entry says.
func digestsOf(facts []byte, e *record.Entry) (whole, face string) {
	own := *e
	own.Import = nil // shown on a page of its own
	own.Body, own.Sum = 0, ""
	face = store.Digest(own)
	return store.Sum("digest", string(facts), face, e.Sum).String(), face
}

// kept finds what the store has of an article.
func (c *compiler) kept(first store.Key, e *record.Entry) (a compiled, ok bool) {
	in, ok := c.get(first.Part(partAsked))
	if !ok {
		return a, false
	}
	asked := store.List(in, func() links.Question { return links.ReadQuestion(in) })
	if !in.OK() {
		return a, false
	}
	a.key = c.answered(first, asked)
	facts, ok := c.store.Get(a.key.Part(partFacts))
	if !ok {
		return a, false
	}
	key := a.key
	if a, ok = c.unpack(facts, e); !ok {
		return a, false
	}
	a.key = key
	if c.searchLater && a.record.Entry.About == "" {
		ok = c.store.Has(a.key.Part(partSearch))
	} else if in, ok = c.get(a.key.Part(partSearch)); ok {
		a.passages = readPassages(in)
		ok = in.OK()
	}
	return a, ok && c.store.Has(a.key.Part(partText)) && c.store.Has(a.key.Part(partQuotes))
}

// unpack reads the facts of an article.
func (c *compiler) unpack(facts []byte, e *record.Entry) (a compiled, ok bool) {
	in := store.NewReader(facts)
	_ = in.String() // the hash of the texts
	a.record, ok = record.Read(in, c.red.entry(e))
	a.lead = in.String()
	a.media = in.Strings()
	a.problems = readProblems(in)
	if in.Bool() {
		a.secret = &secret{file: e.Name, texts: in.Strings(), published: in.Strings()}
	}
	if !ok || !in.OK() {
		return a, false
	}
	a.digest, a.face = digestsOf(facts, a.record.Entry)
	return a, true
}

// keepResult is a render.Keeper.
func (c *compiler) keepResult(name string, make func() ([]byte, error)) ([]byte, error) {
	key := store.Sum("result", name)
	if data, ok := c.store.Get(key); ok {
		return data, nil
	}
	data, err := make()
	if err == nil {
		c.store.Put(key, data)
	}
	return data, err
}

func (c *compiler) get(k store.Key) (*store.Reader, bool) {
	data, ok := c.store.Get(k)
	return store.NewReader(data), ok
}

func writeProblems(w *store.Writer, list []source.Problem) {
	w.Int(len(list))
	for _, p := range list {
		w.Word(p.File)
		w.Int(p.Line)
		w.Int(p.Column)
		w.Word(string(p.Code))
		w.String(p.Message)
		w.String(p.Hint)
	}
}

func readProblems(in *store.Reader) []source.Problem {
	return store.List(in, func() source.Problem {
		return source.Problem{Place: source.Place{File: in.Word(), Line: in.Int(), Column: in.Int()}, Code: source.Code(in.Word()), Message: in.String(), Hint: in.String()}
	})
}

func writePassages(w *store.Writer, list []passages.Passage) {
	w.Int(len(list))
	for _, p := range list {
		w.Int(int(p.Kind))
		w.String(p.Anchor)
		w.Int(p.Note)
		w.String(p.Text)
	}
}

func readPassages(in *store.Reader) []passages.Passage {
	return store.List(in, func() passages.Passage {
		return passages.Passage{Kind: passages.Kind(in.Int()), Anchor: in.String(), Note: in.Int(), Text: in.String()}
	})
}

func writeText(w *store.Writer, t *render.Text) {
	w.String(t.Body)
	for _, list := range [][]body.NoteView{t.Notes, t.Loose, t.Works} {
		w.Int(len(list))
		for _, n := range list {
			w.String(n.ID)
			w.Int(n.Number)
			w.String(n.HTML)
		}
	}
}

func readText(in *store.Reader) *render.Text {
	notes := func() []body.NoteView {
		return store.List(in, func() body.NoteView { return body.NoteView{ID: in.String(), Number: in.Int(), HTML: in.String()} })
	}
	return &render.Text{Body: in.String(), Notes: notes(), Loose: notes(), Works: notes()}
}

func writeQuotes(w *store.Writer, t *render.Text) {
	w.Strings(t.Quotes)
	w.Strings(t.Titles)
}

func readQuotes(in *store.Reader) *render.Text {
	return &render.Text{Quotes: in.Strings(), Titles: in.Strings()}
}

// texts hands out the texts of a site from the store. What the store has lost since the
// article was compiled is compiled again.
type texts struct {
	compiler *compiler
	at       map[string]textAt // by path of the site; not changed once pages are made

	mu     sync.Mutex
	quotes map[string]*render.Text
	order  []string // of quotes, the oldest first
	size   int      // bytes of quotes, about
	err    error    // the first text that was not to be had
}

type textAt struct {
	entry     *record.Entry
	key       store.Key
	digest    string
	face      string
	lead      string
	sentences int
	dates     int
}

// quotesMost is how many bytes of quotations stay in memory. An article's are asked for
// by the page of every name in it.
const quotesMost = 24 << 20

func newTexts(c *compiler) *texts {
	return &texts{compiler: c, at: map[string]textAt{}, quotes: map[string]*render.Text{}}
}

// add takes in an article that has been compiled.
func (t *texts) add(address string, a compiled) {
	t.at[address] = textAt{a.entry, a.key, a.digest, a.face, a.lead, len(a.record.Sentences), len(a.record.Dates)}
}

// revise takes in what an article that is there has come to since. Nobody may ask meanwhile.
func (t *texts) revise(address string, a compiled) {
	t.add(address, a)
	if old := t.quotes[address]; old != nil {
		t.size -= bytesOf(old)
		delete(t.quotes, address)
		t.order = slices.DeleteFunc(t.order, func(other string) bool { return other == address })
	}
}

func (t *texts) Digest(address string) string { return t.at[address].digest }
func (t *texts) Face(address string) string   { return t.at[address].face }
func (t *texts) Lead(address string) string   { return t.at[address].lead }

func (t *texts) Whole(address string) *render.Text {
	at, there := t.at[address]
	if !there {
		return nil
	}
	if in, ok := t.compiler.get(at.key.Part(partText)); ok {
		if text := readText(in); in.OK() {
			return text
		}
	}
	return t.again(address)
}

func (t *texts) Quoted(address string) *render.Text {
	t.mu.Lock()
	text := t.quotes[address]
	t.mu.Unlock()
	if text != nil {
		return text
	}
	text = t.quoted(address)
	if text == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.quotes[address] == nil {
		t.quotes[address] = text
		t.order = append(t.order, address)
		t.size += bytesOf(text)
	}
	for t.size > quotesMost {
		t.size -= bytesOf(t.quotes[t.order[0]])
		delete(t.quotes, t.order[0])
		t.order = t.order[1:]
	}
	return text
}

func (t *texts) quoted(address string) *render.Text {
	at, there := t.at[address]
	if !there {
		return nil
	}
	if in, ok := t.compiler.get(at.key.Part(partQuotes)); ok {
		if text := readQuotes(in); in.OK() {
			return text
		}
	}
	return t.again(address)
}

func bytesOf(t *render.Text) int {
	n := 200
	for _, list := range [][]string{t.Quotes, t.Titles} {
		for _, s := range list {
			n += 16 + len(s)
		}
	}
	return n
}

// again compiles an article whose text is gone from the store.
func (t *texts) again(address string) *render.Text {
	at := t.at[address]
	e := at.entry
	a, err := t.compiler.article(e, address)
	if err == nil && a.lost {
		err = errors.New(a.problems[0].Message)
	}
	if err != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.err == nil {
			t.err = fmt.Errorf("read %s again: %w", e.Name, err)
		}
		return &render.Text{Quotes: make([]string, at.sentences), Titles: make([]string, at.dates)} // no page of this build is published
	}
	t.compiler.keep(t.compiler.key(e, address), a)
	return a.text
}

// failed tells of the first text that was not to be had.
func (t *texts) failed() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.err
}
