package search

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"dossier/internal/pool"
	"dossier/internal/resolve/passages"

	"github.com/google/go-cmp/cmp"
)

func TestBits(t *testing.T) {
	numbers := []int{0, 1, 2, 3, 7, 8, 63, 64, 1000, 1 << 20, 1<<31 - 2}
	var w bitWriter
	for _, n := range numbers {
		w.gamma(n)
		for k := range uint(20) {
			w.rice(n, k)
		}
		w.bits(uint64(n), 32)
	}
	if len(alphabet) != 91 || strings.ContainsAny(alphabet, " \"\\=") {
		t.Fatal("the alphabet does not hold 13 bits in two characters, or holds signs of the format")
	}
	r := bitReader{text: w.text()}
	for _, n := range numbers {
		if got := r.gamma(); got != n {
			t.Fatalf("gamma gives %d, want %d", got, n)
		}
		for k := range uint(20) {
			if got := r.rice(k); got != n {
				t.Fatalf("rice with %d bits gives %d, want %d", k, got, n)
			}
		}
		if got := r.bits(32); got != n {
			t.Fatalf("bits gives %d, want %d", got, n)
		}
	}
	if r.failed {
		t.Error("the reader went past the end")
	}
}

func TestKeysInOrder(t *testing.T) {
	// As a browser sorts them: the mathematical letter before the private one.
	sorted := []string{"", "!ab", "#", "$yz", "+id", "1900", "a", "ab", "ab/", "abc", "z", "é", "я", "\U0001d4d0", "\ue000", "\uffee"}
	for i, a := range sorted {
		for j, b := range sorted {
			if got, want := compareKeys(a, b), i-j; (got < 0) != (want < 0) || (got > 0) != (want > 0) {
				t.Errorf("%q against %q gives %d", a, b, got)
			}
		}
	}
}

func TestParting(t *testing.T) {
	for _, c := range []struct{ last, key, want string }{
		{"port", "portal", "porta"}, {"port", "rail", "r"}, {"", "rail", "r"}, {"маяк", "море", "мо"}, {"ab", "ab/", "ab/"},
	} {
		if got := parting(c.last, c.key); got != c.want {
			t.Errorf("between %q and %q stands %q, want %q", c.last, c.key, got, c.want)
		}
	}
}

func TestPassageRecord(t *testing.T) {
	list := []passages.Passage{
		{Kind: passages.Text, Anchor: "p-the-keeper-rowed-out-aaaa", Text: "one two"},
		{Kind: passages.Heading, Anchor: "the-keeper", Text: "The\nkeeper"},
		{Kind: passages.Text, Anchor: "the-keeper", Text: "three"},
		{Kind: passages.Text, Anchor: "the-keeper", Text: "four"},
		{Kind: passages.Text, Anchor: "p-the-keeper-rowed-back-bbbb", Text: "five"},
		{Kind: passages.Text, Anchor: "p-k3d9", Text: "灯"},
		{Kind: passages.Caption, Anchor: "figure-x", Text: "six"},
		{Kind: passages.Note, Anchor: "fn-1", Note: 1, Text: "seven"},
		{Kind: passages.Note, Anchor: "fn-1", Note: 1, Text: "eight"},
		{Kind: passages.Note, Anchor: "fn-orr", Note: 2, Text: "nine"},
		{Kind: passages.Note, Anchor: "fn-lost", Text: "ten"},
		{Kind: passages.Note, Anchor: "aside", Text: "eleven"},
	}
	w := newPassageWriter(list)
	at := 0
	for _, p := range list {
		at += 10
		w.begin(p, at)
	}
	got, err := decodePassages(w.out.String())
	if err != nil {
		t.Fatal(err)
	}
	want := []Found{
		{'p', "p-the-keeper-rowed-out", "", 0, 10},
		{'h', "the", "The keeper", 0, 20},
		{'t', "the-keeper", "The keeper", 0, 30},
		{'p', "p-the-keeper-rowed-back", "The keeper", 0, 50},
		{'p', "p-k3d9", "The keeper", 0, 60},
		{'c', "figure-x", "The keeper", 0, 70},
		{'n', "fn-1", "1", 0, 80},
		{'n', "fn-orr", "2", 0, 100},
		{'n', "fn-lost", "lost", 0, 110},
		{'t', "aside", "The keeper", 0, 120},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Found{})); diff != "" {
		t.Error(diff)
	}
}

func TestDateBounds(t *testing.T) {
	for _, c := range []struct {
		text     string
		from, to int
		ok       bool
	}{
		{"2023", 20230000, 20239999, true},
		{"2023-07", 20230700, 20230799, true},
		{"2023-07-26", 20230726, 20230726, true},
		{"199X", 19900000, 19999999, true},
		{"1874~", 18740000, 18749999, true},
		{"-0044-03", -440000 + 300, -440000 + 399, true},
		{"23", 0, 0, false}, {"2023-7", 0, 0, false}, {"2023-07-26-01", 0, 0, false}, {"soon", 0, 0, false}, {"", 0, 0, false}, {"2023-", 0, 0, false},
	} {
		from, to, ok := dateBounds(c.text)
		if ok != c.ok || ok && (from != c.from || to != c.to) {
			t.Errorf("%q gives %d to %d, %v", c.text, from, to, ok)
		}
	}
}

// manyTexts are enough texts for lists whose positions stand apart.
func manyTexts() map[string][]passages.Passage {
	random := rand.New(rand.NewPCG(1, 2))
	common := strings.Fields("buoy harbour lantern tide ferry others")
	texts := map[string][]passages.Passage{}
	for i := range 2500 {
		var list []passages.Passage
		for p := range 3 {
			var b strings.Builder
			for range 25 {
				b.WriteString(common[random.IntN(len(common))] + " ")
				if random.IntN(4) == 0 {
					fmt.Fprintf(&b, "rare%d ", random.IntN(4000))
				}
			}
			list = append(list, passages.Passage{Kind: passages.Text, Anchor: fmt.Sprintf("p-passage-%d-of-%d", p, i), Text: b.String()})
		}
		texts[fmt.Sprintf("/articles/%04d/", i)] = list
	}
	return texts
}

// indexMany adds the texts on so many workers.
func indexMany(t *testing.T, workers int, o Options) map[string]string {
	t.Helper()
	o.Types = []Type{{"thing", "Thing"}}
	texts := manyTexts()
	b := NewBuilder(o)
	var docs []Doc
	for i := range len(texts) {
		d := Doc{Kind: Article, Address: fmt.Sprintf("/articles/%04d/", i), Title: fmt.Sprint("Report ", i)}
		if i%100 == 0 {
			d.Entities = []string{"buoy"}
		}
		docs = append(docs, d)
	}
	if _, err := pool.Map(workers, docs, func(_ int, d Doc) (struct{}, error) {
		return struct{}{}, b.Add(d.Address, d.Title, texts[d.Address])
	}); err != nil {
		t.Fatal(err)
	}
	docs = append(docs, Doc{Kind: Entity, Address: "/entities/buoy/", Title: "Buoy", Type: "thing"})
	docs = append(docs, Doc{Kind: Entity, Address: "/entities/ferry/", Title: "Ferry", Type: "thing", Text: []passages.Passage{{Text: "It passes the buoy."}}})
	return finish(t, b, docs)
}

func TestManyTexts(t *testing.T) {
	one := indexMany(t, 1, Options{})
	if diff := cmp.Diff(one, indexMany(t, 8, Options{})); diff != "" {
		t.Error("eight workers write other files than one")
	}
	dir := t.TempDir()
	disk := NewDisk(dir)
	if diff := cmp.Diff(one, indexMany(t, 8, Options{Spill: disk.Spill, Memory: 1 << 20})); diff != "" {
		t.Error("spilled runs give other files")
	}
	if disk.size() == 0 {
		t.Error("nothing was spilled: this test shows nothing")
	}
	if err := disk.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("after the last run %v is left (%v)", left, err)
	}
	r := open(t, one)
	if r.start.Common["buoy"] < 2 || r.start.Common["other"] < 2 {
		t.Errorf("of the common words %v too few have parts: this test shows nothing", r.start.Common)
	}
	agree(t, one, []string{"buoy", "rare17 ferry", `"tide others ferry"`, `"others tide"`, `"others rare17"`, `"harbour of the tide"`, `"rare8 buoy"`, `"buoy rare8"`, `"tide rare3 ferry"`, `tide-fer`, `ferry-rare1`, `"tide ferry lantern"`, "report 1234", `"report 77" buoy`, "rare3", "buoy -lantern", "tide rare1", "thing:buoy", "thing:buoy rare7", "thing:boy lantern", "nothing of this"})

	if a, err := r.Search("thing:buoy", 5); err != nil || a.Total != [kinds]int{Entity: 1, Article: 25} {
		t.Errorf("a filter by a name that is a common word finds %v (%v), want the entity and 25 articles", a.Total, err)
	}

	// The first result of a phrase does have it, in the passage that it names.
	a, err := r.Search(`"tide ferry lantern buoy"`, 5)
	if err != nil {
		t.Fatal(err)
	}
	if a.Total[Article] == 0 {
		t.Fatal("the phrase is nowhere")
	}
	texts := manyTexts()
	for _, got := range a.Groups[Article] {
		for _, p := range got.Passages {
			i := slices.IndexFunc(texts["/"+got.Address], func(q passages.Passage) bool { return strings.HasPrefix(q.Anchor, p.Anchor) })
			if i < 0 || !strings.Contains(texts["/"+got.Address][i].Text, "tide ferry lantern buoy") {
				t.Errorf("%s#%s does not have the phrase", got.Address, p.Anchor)
			}
		}
	}
}

func TestSpillFails(t *testing.T) {
	b := NewBuilder(Options{Memory: 1, Spill: func([]byte) (io.Reader, error) { return nil, io.ErrShortWrite }})
	if err := b.Add("/articles/a/", "A", []passages.Passage{{Text: "some words"}}); err == nil {
		t.Error("a run that could not be kept was taken for kept")
	}
	if _, err := b.Finish(nil); err == nil {
		t.Error("an index without a run was finished")
	}
	b = NewBuilder(Options{Memory: 1, Spill: func(run []byte) (io.Reader, error) { return bytes.NewReader(run[:len(run)-1]), nil }})
	if err := b.Add("/articles/a/", "A", []passages.Passage{{Text: "some words"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Finish([]Doc{{Kind: Article, Address: "/articles/a/", Title: "A"}}); err == nil {
		t.Error("a run that was cut off was taken for whole")
	}
}

func TestEmpty(t *testing.T) {
	index := finish(t, NewBuilder(Options{}), nil)
	r := open(t, index)
	for _, ask := range []string{"", "anything", "after:2000", `"a phrase"`} {
		if a, err := r.Search(ask, 5); err != nil || a.Total != [kinds]int{} {
			t.Errorf("%q in an empty index: %v, %v", ask, a, err)
		}
	}
	agree(t, index, []string{"", "anything", "after:2000"})
}

func FuzzSearch(f *testing.F) {
	for _, q := range questions {
		f.Add(q.ask)
	}
	for _, s := range []string{`person:"`, `-"`, `after:-`, "a:b:c", "\xff", `""""`, "-person:x", "ſ", "İ", "X-after:1"} {
		f.Add(s)
	}
	b := NewBuilder(Options{Language: "en", Types: []Type{{"person", "Person"}}})
	for _, s := range shelf {
		if err := b.Add(s.address, s.title, s.passages); err != nil {
			f.Fatal(err)
		}
	}
	docs := slices.Clone(names)
	for _, s := range shelf {
		docs = append(docs, Doc{Kind: Article, Address: s.address, Title: s.title, Entities: s.entities})
	}
	files, err := b.Finish(docs)
	if err != nil {
		f.Fatal(err)
	}
	index := map[string]string{}
	for _, file := range files {
		index[file.Name] = string(file.Data)
	}
	r := open(f, index)
	f.Fuzz(func(t *testing.T, ask string) {
		a, err := r.Search(ask, 3)
		if err != nil {
			t.Fatal(err)
		}
		for k, g := range a.Groups {
			if len(g) > 3 || len(g) > a.Total[k] {
				t.Errorf("%d results of %d, and 3 were wanted", len(g), a.Total[k])
			}
			for i, r := range g {
				if i > 0 && g[i-1].Score < r.Score {
					t.Error("a better result stands below a worse one")
				}
			}
		}
	})
}

// A damaged index is an error, never a panic or an endless search.
func FuzzDecode(f *testing.F) {
	f.Add("0port AbC 3al dEf", "px a-b|h3 c Words")
	f.Add("0a =A 1b/ zz ", "n0 1|n|")
	f.Add("zz 1", "p- x")
	f.Fuzz(func(t *testing.T, entries, record string) {
		index := map[string]string{}
		text, err := jsonText(entries)
		if err != nil {
			t.Skip()
		}
		fields, err := jsonText([][]string{{"Title", "a/", "", record}})
		if err != nil {
			t.Skip()
		}
		start, err := jsonText(startFile{Edges: [kinds + 1]int{0, 0, 2, 2, 2, 2}, Per: docsPerShard, Average: 10, Lengths: "12", Keys: []string{""}, Language: tableFor("en"), Alphabet: alphabet})
		if err != nil {
			t.Skip()
		}
		index["start.js"] = fmt.Sprintf("dossierShard(\"start\",%s)\n", start)
		index["shard-k0.js"] = "dossierShard(\"k0\",[\"\"])\n"
		index["shard-0.js"] = fmt.Sprintf("dossierShard(\"0\",%s)\n", text)
		index["shard-d1-0.js"] = fmt.Sprintf("dossierShard(\"d1-0\",%s)\n", fields)
		r := open(t, index)
		for _, ask := range []string{"port", "a", `"port a"`, "after:2000 port", "p"} {
			_, _ = r.Search(ask, 5)
		}
	})
}
