package dates

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/edtf"
)

// The scorer measures readings against a corpus in TIMEX3 as TempEval-3 did (UzZaman et
// al. 2013): extents pair one to one when they overlap, exact ones first; value F1 is the
// F1 of the pairs times the share of them with the same value. Three blocks are kept:
// every type; DATE alone; and CAL, what a timeline can place, by the days covered.

// timex is an expression of a corpus or of the program.
type timex struct {
	start, end int // bytes of the text
	typ, value string
}

// goldDoc is one document of a corpus.
type goldDoc struct {
	name, dct, text string
	timexes         []timex
}

var (
	dctPattern   = regexp.MustCompile(`(?s)<DCT>.*?value="([^"]*)".*?</DCT>`)
	textPattern  = regexp.MustCompile(`(?s)<TEXT>(.*)</TEXT>`)
	tagPattern   = regexp.MustCompile(`(?s)<(/?)([A-Za-z0-9_]+)([^>]*?)(/?)>`)
	attrsPattern = regexp.MustCompile(`([\w:]+)\s*=\s*"([^"]*)"`)
)

// readGold reads a folder of .tml files; nested expressions count as their outermost.
func readGold(t testing.TB, dir string) []goldDoc {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.tml"))
	if err != nil || len(files) == 0 {
		t.Skipf("no corpus in %s", dir)
	}
	var docs []goldDoc
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, parseGold(strings.TrimSuffix(filepath.Base(f), ".tml"), string(raw)))
	}
	return docs
}

func parseGold(name, raw string) goldDoc {
	d := goldDoc{name: name}
	if m := dctPattern.FindStringSubmatch(raw); m != nil {
		d.dct = m[1]
	}
	m := textPattern.FindStringSubmatch(raw)
	if m == nil {
		return d
	}
	var text strings.Builder
	var open []timex
	pos := 0
	for _, at := range tagPattern.FindAllStringSubmatchIndex(m[1], -1) {
		text.WriteString(html.UnescapeString(m[1][pos:at[0]]))
		pos = at[1]
		if m[1][at[4]:at[5]] != "TIMEX3" || at[8] < at[9] {
			continue
		}
		if at[2] < at[3] {
			x := open[len(open)-1]
			open = open[:len(open)-1]
			if x.end = text.Len(); len(open) == 0 {
				d.timexes = append(d.timexes, x)
			}
			continue
		}
		x := timex{start: text.Len()}
		for _, a := range attrsPattern.FindAllStringSubmatch(m[1][at[6]:at[7]], -1) {
			switch a[1] {
			case "type":
				x.typ = a[2]
			case "value":
				x.value = html.UnescapeString(a[2])
			}
		}
		open = append(open, x)
	}
	text.WriteString(html.UnescapeString(m[1][pos:]))
	d.text = text.String()
	return d
}

// systemOf runs the program as `dossier annotate dates` does.
func systemOf(t testing.TB, d goldDoc) []timex {
	t.Helper()
	line, _ := json.Marshal(document{Doc: d.name, DCT: d.dct, Text: d.text})
	var out bytes.Buffer
	if err := Annotate(bytes.NewReader(line), &out); err != nil {
		t.Fatal(err)
	}
	offsets := make([]int, 0, len(d.text)+1) // byte of each code point
	for i := range d.text {
		offsets = append(offsets, i)
	}
	offsets = append(offsets, len(d.text))
	var list []timex
	for l := range strings.Lines(out.String()) {
		var a annotation
		if err := json.Unmarshal([]byte(l), &a); err != nil {
			t.Fatal(err)
		}
		list = append(list, timex{offsets[a.Start], offsets[a.End], a.Type, a.Value})
	}
	return list
}

// align pairs gold with system expressions, one to one; -1 is unpaired.
func align(gold, system []timex) []int {
	pair := make([]int, len(gold))
	used := make([]bool, len(system))
	for i, g := range gold {
		pair[i] = -1
		for j, s := range system {
			if !used[j] && s.start == g.start && s.end == g.end {
				pair[i], used[j] = j, true
				break
			}
		}
	}
	for {
		best, bi, bj := 0, 0, 0
		for i, g := range gold {
			if pair[i] >= 0 {
				continue
			}
			for j, s := range system {
				if o := min(g.end, s.end) - max(g.start, s.start); !used[j] && o > best {
					best, bi, bj = o, i, j
				}
			}
		}
		if best == 0 {
			return pair
		}
		pair[bi], used[bj] = bj, true
	}
}

// tally counts one block over the documents.
type tally struct{ gold, system, pairs, valued, right int }

func (c *tally) add(gold, system []timex, same func(g, s timex) bool) {
	c.gold += len(gold)
	c.system += len(system)
	for i, j := range align(gold, system) {
		if j < 0 {
			continue
		}
		c.pairs++
		if gold[i].value != "" {
			c.valued++
			if same(gold[i], system[j]) {
				c.right++
			}
		}
	}
}

func f1(right, system, gold int) float64 {
	if right == 0 {
		return 0
	}
	return 200 * float64(right) / float64(system+gold)
}

// valueF1 is relaxed F1 times value accuracy.
func (c tally) valueF1() float64 {
	if c.valued == 0 {
		return 0
	}
	return f1(c.pairs, c.system, c.gold) * float64(c.right) / float64(c.valued)
}

// score measures a corpus: value F1 of all types, value F1 of DATE, F1 of the calendar.
func score(t testing.TB, docs []goldDoc) (all, date, cal float64) {
	t.Helper()
	var a, d, c tally
	value := func(g, s timex) bool { return g.value == s.value }
	days := func(g, s timex) bool { return daysOf(g.value) == daysOf(s.value) }
	for _, doc := range docs {
		sys := systemOf(t, doc)
		a.add(doc.timexes, sys, value)
		d.add(only(doc.timexes, isDate), only(sys, isDate), value)
		c.add(only(doc.timexes, onCalendar), only(sys, onCalendar), days)
	}
	return a.valueF1(), d.valueF1(), f1(c.right, c.system, c.gold)
}

func only(list []timex, keep func(timex) bool) (out []timex) {
	for _, x := range list {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func isDate(x timex) bool { return x.typ == "DATE" }

func onCalendar(x timex) bool {
	return (x.typ == "DATE" || x.typ == "TIME") && daysOf(x.value) != [2]int{}
}

var (
	timeTail    = regexp.MustCompile(`T.*$`)
	weekValue   = regexp.MustCompile(`^(\d{4})-W(\d\d)(?:-(\d|WE))?$`)
	partValue   = regexp.MustCompile(`^(\d{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|WI))$`)
	cutValue    = regexp.MustCompile(`^\d{2,3}$`)
	plainValue  = regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$`)
	lengthValue = regexp.MustCompile(`^P[\dT]`)
)

// daysOf gives the first and last day number of a TIMEX3 value, zeros when it pins none.
func daysOf(v string) [2]int {
	v = strings.TrimSpace(v)
	if v == "" || strings.HasSuffix(v, "_REF") || strings.Contains(v, "X") || lengthValue.MatchString(v) {
		return [2]int{}
	}
	if a, b, ok := strings.Cut(v, "/"); ok {
		lo, hi := daysOf(a), daysOf(b)
		if lo == [2]int{} || hi == [2]int{} {
			return [2]int{}
		}
		return [2]int{lo[0], hi[1]}
	}
	v, bc := strings.CutPrefix(v, "BC")
	v = timeTail.ReplaceAllString(v, "")
	n := func(s string) int { i, _ := strconv.Atoi(s); return i }
	bounds := func(d edtf.Date) [2]int {
		if d.IsZero() {
			return [2]int{}
		}
		lo, hi := d.Bounds()
		return [2]int{lo.Number(), hi.Number()}
	}
	year := func(y int) int {
		if bc {
			return 1 - y
		}
		return y
	}
	switch {
	case cutValue.MatchString(v):
		span := map[int]int{2: 100, 3: 10}[len(v)]
		y := n(v) * span
		if bc {
			return bounds(edtf.Between(edtf.OfYear(1-(y+span-1)), edtf.OfYear(1-y)))
		}
		return bounds(edtf.Between(edtf.OfYear(max(y, 1)), edtf.OfYear(y+span-1)))
	case weekValue.MatchString(v):
		m := weekValue.FindStringSubmatch(v)
		monday := mondayOf(n(m[1]), n(m[2])).Number()
		switch m[3] {
		case "":
			return [2]int{monday, monday + 6}
		case "WE":
			return [2]int{monday + 5, monday + 6}
		}
		return [2]int{monday + n(m[3]) - 1, monday + n(m[3]) - 1}
	case partValue.MatchString(v):
		m := partValue.FindStringSubmatch(v)
		code := n(m[2]) + 32
		if m[3] != "" {
			code = n(m[3]) + 39
		} else if m[4] != "" {
			code = map[string]int{"SP": 21, "SU": 22, "FA": 23, "WI": 24}[m[4]]
		}
		return bounds(edtf.OfPart(year(n(m[1])), code))
	case plainValue.MatchString(v):
		m := plainValue.FindStringSubmatch(v)
		w := when{prec: yearly, y: year(n(m[1])), m: n(m[2]), d: n(m[3])}
		if w.d > 0 {
			w.prec = daily
		} else if w.m > 0 {
			w.prec = monthly
		}
		return bounds(w.edtf())
	}
	return [2]int{}
}

func TestDaysOf(t *testing.T) {
	day := func(y, m, d int) int { return edtf.Day{Year: y, Month: m, Day: d}.Number() }
	for v, want := range map[string][2]int{
		"2013":                  {day(2013, 1, 1), day(2013, 12, 31)},
		"2012-02":               {day(2012, 2, 1), day(2012, 2, 29)},
		"197":                   {day(1970, 1, 1), day(1979, 12, 31)},
		"19":                    {day(1900, 1, 1), day(1999, 12, 31)},
		"2013-W12":              {day(2013, 3, 18), day(2013, 3, 24)},
		"2013-Q1":               {day(2013, 1, 1), day(2013, 3, 31)},
		"2013-03-22TEV":         {day(2013, 3, 22), day(2013, 3, 22)},
		"1930-01-01/1939-12-31": {day(1930, 1, 1), day(1939, 12, 31)},
		"BC0001":                {day(0, 1, 1), day(0, 12, 31)},
		"XXXX-03":               {},
		"PRESENT_REF":           {},
		"P3D":                   {},
	} {
		if got := daysOf(v); got != want {
			t.Errorf("%s: days %v, want %v", v, got, want)
		}
	}
}

// TestScore holds the figures that this version reaches on public corpora, so that a
// change which costs some is seen. It needs DOSSIER_CORPORA.
func TestScore(t *testing.T) {
	root := os.Getenv("DOSSIER_CORPORA")
	if root == "" {
		t.Skip("DOSSIER_CORPORA is not set")
	}
	for _, c := range []struct {
		corpus   string
		all, cal float64 // at least
	}{
		{"meantime", 82, 90},
		{"wikiwars", 89, 94},
		{"gum", 0, 89.5},
	} {
		t.Run(c.corpus, func(t *testing.T) {
			all, date, cal := score(t, readGold(t, filepath.Join(root, "data", "dates", c.corpus)))
			line := fmt.Sprintf("value F1 %.1f, DATE %.1f, CAL F1 %.1f", all, date, cal)
			t.Log(line)
			if all < c.all || cal < c.cal {
				t.Errorf("%s; want %.1f and %.1f at least", line, c.all, c.cal)
			}
		})
	}
}
