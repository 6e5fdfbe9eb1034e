package search

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"dossier/internal/testkit"

	"github.com/google/go-cmp/cmp"
)

// harness runs the reader's script without a page: it loads what the script asks for
// from the folder of the index and prints what it finds as JSON.
const harness = `
const fs = require('fs'), vm = require('vm');
const [script, folder, input] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(script, 'utf8').replace('const dossierSearch', 'globalThis.dossierSearch'));
const files = {};
globalThis.dossierShard = (name, data) => { files[name] = data; };
const reader = dossierSearch((name, path) => {
  if (!(name in files)) vm.runInThisContext(fs.readFileSync(folder + '/' + path.replace(/\?.*/, ''), 'utf8'));
  return files[name];
});
const tasks = JSON.parse(fs.readFileSync(input, 'utf8'));
const answer = async ask => {
  const {total, some, near, ignored, groups} = await reader.answer(ask, 5);
  return {total, some, near, ignored, groups: groups.map(g => g.map(({doc, score, fields, address, places}) => {
    const [title, , date = '', , about = '', type = '', lang = ''] = fields;
    return [doc, score, title, address, date, about, type, lang].concat(places.map(p => p.kind + ' ' + p.anchor + ' ' + p.where));
  }))};
};
(async () => {
  const answers = [];
  for (const ask of tasks.questions) answers.push(await answer(ask));
  const words = tasks.texts.map(text => reader.words(text).map(w => [w.folded, w.stem]));
  fs.writeFileSync(1, JSON.stringify({answers, words}));
})();
`

type browserAnswer struct {
	Total         [kinds]int
	Some          bool
	Near, Ignored []string
	Groups        [kinds][][]any
}

type browserResult struct {
	Answers []browserAnswer
	Words   [][][2]string
}

// inBrowser has the script answer questions and take texts apart, in node.
func inBrowser(t *testing.T, index map[string]string, questions, texts []string) browserResult {
	t.Helper()
	node := testkit.Tool(t, "node")
	dir := t.TempDir()
	put := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range index {
		put(name, []byte(data))
	}
	tasks, err := json.Marshal(map[string][]string{"questions": append([]string{"light"}, questions...), "texts": append([]string{}, texts...)})
	if err != nil {
		t.Fatal(err)
	}
	put("tasks.json", tasks)
	put("harness.cjs", []byte(harness))
	cmd := exec.Command(node, filepath.Join(dir, "harness.cjs"), "reader.js", dir, filepath.Join(dir, "tasks.json"))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var result browserResult
	if err := json.Unmarshal(out, &result); err != nil {
		t.Fatal(err)
	}
	result.Answers = result.Answers[1:] // the first one only had it read the start file
	return result
}

// plain is an answer as the harness prints it.
func plain(a *Answer) browserAnswer {
	b := browserAnswer{Total: a.Total, Some: a.Some, Near: a.Near, Ignored: a.Ignored}
	for k, g := range a.Groups {
		b.Groups[k] = [][]any{}
		for _, r := range g {
			row := []any{float64(r.Doc), float64(r.Score), r.Title, r.Address, r.Date, r.About, r.Type, r.Language}
			for _, p := range r.Passages {
				row = append(row, string(p.Kind)+" "+p.Anchor+" "+p.Where)
			}
			b.Groups[k] = append(b.Groups[k], row)
		}
	}
	b.Near, b.Ignored = append([]string{}, b.Near...), append([]string{}, b.Ignored...)
	return b
}

// agree holds the script's answers against the reader's.
func agree(t *testing.T, index map[string]string, questions []string) {
	t.Helper()
	result := inBrowser(t, index, questions, nil)
	r := open(t, index)
	for i, ask := range questions {
		a, err := r.Search(ask, 5)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(plain(a), result.Answers[i]); diff != "" {
			t.Errorf("%q: reader (-) and script (+) differ:\n%s", ask, diff)
		}
	}
}

func TestScriptAgrees(t *testing.T) {
	var asked []string
	for _, q := range questions {
		asked = append(asked, q.ask)
	}
	asked = append(asked, `WICK`, `-wick`, `person:`, `after:18XX`, `after:1860-1X lamp`, `"wick`, `lamp"room`, `-person:agnes lamp`,
		`person:"agnes`, `after:-0044 wick`, `before:2000 before:1861`, `PLACE:Holm`, ` `, `ship: x`, `the keeper of`, `keeper of`,
		`Orr's`, `Orr’s lamp`, `Ljósa­foss`, `Α ω Ά`, "Й й ё", `🜁 lamp`, strings.Repeat("x", 195)+" lamp dusk", strings.Repeat("𝓐", 98)+" lamp", strings.Repeat("𝓐", 120), `skerr`, `sker`, `sk`, `s`, `holm sker`)
	agree(t, build(t, Options{}, 0, 1, 2), asked)
}

// vectors are words with what folding and stemming makes of them.
var vectors = []struct{ text, want string }{
	{"Ships", "ship"}, {"shipping", "ship"}, {"shipped", "ship"}, {"ship's", "ship"}, {"cities", "city"}, {"carried", "carry"},
	{"arrive arrived arriving", "arriv arriv arriv"}, {"agreed agree", "agre agre"}, {"passes pass", "pass pass"},
	{"gas", "gas"}, {"bus", "bus"}, {"thing", "thing"}, {"spring", "spring"}, {"red", "red"}, {"Paris", "paris"},
	{"Čapek", "capek"}, {"Łódź", "lodz"}, {"ŒUVRE", "oeuvr"}, {"straße", "strass"}, {"İstanbul", "istanbul"}, {"ﬁsh", "fish"},
	{"Ελλάδας", "ελλαδασ"}, {"ΟΔΟΣ", "οδοσ"}, {"Москва Москвы Москвой", "москв москв москв"}, {"Ёлка", "елк"}, {"Путин", "путин"},
	{"27-point", "27 point"}, {"o'clock", "o clock"}, {"’s", "s"}, {"U.S.", "u s"}, {"⑴ ½", "1 12"}, {"日本の海", "日 本 の 海"},
	{"kin\u00adship", "kinship"}, {"e\u0301t\u00e9", "ete"}, {"\u0301", ""}, {"x\u200dy", "xy"}, {"123s", "123s"}, {"é's", "e"},
}

// inLanguage are the same for the endings of other languages, and what they leave alone.
var inLanguage = map[string][]struct{ text, want string }{
	"de":    {{"Schiff Schiffe Schiffes Schiffen", "schiff schiff schiff schiff"}, {"Häfen Hafen", "haf haf"}, {"Städte Stadt", "stadt stadt"}, {"Fluss", "fluss"}, {"der", "der"}, {"Моря моря", "мор мор"}},
	"fr":    {{"bateaux bateau", "bateau bateau"}, {"journaux journal", "journal journal"}, {"marées marée", "mare mare"}, {"l’île", "l ile"}, {"pas", "pas"}},
	"es":    {{"luces luz", "luz luz"}, {"puertos puerto", "puert puert"}, {"mares mar", "mar mar"}, {"año", "ano"}, {"dos", "dos"}},
	"ru":    {{"порта порту портом портами", "порт порт порт порт"}, {"северный северного", "северн северн"}, {"мир", "мир"}, {"ports", "ports"}},
	"uk":    {{"порту", "порту"}},
	"sv":    {{"hamnar hamnen", "hamnar hamnen"}},
	"pt-BR": {{"navios", "navios"}},
}

func TestOtherLanguages(t *testing.T) {
	for language, list := range inLanguage {
		l := tableFor(language)
		var texts []string
		for _, v := range list {
			texts = append(texts, v.text)
			var got []string
			for _, term := range l.clause(v.text).Terms {
				got = append(got, term.Stem)
			}
			if strings.Join(got, " ") != v.want {
				t.Errorf("%s: %q becomes %q, want %q", language, v.text, got, v.want)
			}
		}
		t.Run(language, func(t *testing.T) {
			result := inBrowser(t, build(t, Options{Language: language}, 0, 1, 2), nil, texts)
			for i, v := range list {
				var got []string
				for _, w := range result.Words[i] {
					got = append(got, w[1])
				}
				if strings.Join(got, " ") != v.want {
					t.Errorf("in a browser %q becomes %q, want %q", v.text, got, v.want)
				}
			}
		})
	}
}

// Stop words are compared with folded words, so they have to be folded themselves.
func TestStopWordsAreFolded(t *testing.T) {
	for language, list := range stopWords {
		for _, w := range strings.Fields(list) {
			if folded := tableFor(language).Fold(w); folded != w {
				t.Errorf("%s: %q is folded to %q", language, w, folded)
			}
		}
	}
}

func TestVectors(t *testing.T) {
	l := tableFor("en")
	var texts []string
	for _, v := range vectors {
		texts = append(texts, v.text)
		got := ""
		for _, term := range l.clause(v.text).Terms {
			got += term.Stem + " "
		}
		if got != v.want+" " && (v.want != "" || got != "") {
			t.Errorf("%q becomes %q, want %q", v.text, got, v.want)
		}
	}
	// Every letter of the scripts we promise, and what stands between them. Letters that
	// are younger than one side's tables of Unicode may be words on the other only.
	for r := rune(' '); r < 0x2200; r++ {
		if r < 0x530 || r >= 0x1e00 {
			if unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.P, unicode.S, unicode.Z, unicode.C) {
				texts = append(texts, "a"+string(r)+"b")
			}
		}
	}
	result := inBrowser(t, build(t, Options{}, 0, 1, 2), nil, texts)
	for i, text := range texts {
		want := [][2]string{}
		for _, term := range l.clause(text).Terms {
			want = append(want, [2]string{term.Folded, term.Stem})
		}
		if !slices.Equal(want, result.Words[i]) {
			t.Errorf("%q: %s", text, cmp.Diff(want, result.Words[i]))
		}
	}
}

// damaged runs the script over an index whose values are not what they were: signs of
// lists changed, cut off and repeated, records and numbers replaced. It prints how many
// questions were answered, how many refused, and whatever came out in another way.
const damaged = `
const fs = require('fs'), vm = require('vm');
const [script, folder, input] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(script, 'utf8').replace('const dossierSearch', 'globalThis.dossierSearch'));
const files = {};
globalThis.dossierShard = (name, data) => { files[name] = data; };
let seed = 1;
const random = n => (seed = seed * 48271 % 2147483647) % n;
const pick = list => list[random(list.length)];
const text = s => {
  const at = random(s.length + 1), to = Math.min(s.length, at + random(9));
  return pick([() => s.slice(0, at), () => s.slice(at), () => s.slice(0, at) + pick('/0~!aZ=|. ￿<\\u0000'.split('')) + s.slice(at + 1),
    () => s.slice(0, to) + s.slice(at), () => s.slice(0, at) + '~'.repeat(random(300)) + s.slice(to), () => s.slice(0, at) + s.slice(to)])();
};
const strange = () => pick([null, undefined, NaN, -1, 0, 7, '', 'javascript:alert(1)', '<img src=x onerror=alert(1)>', [], {}, [null]]);
const damage = (v, depth = 0) => {
  if (depth > 1 && random(12) === 0) return strange();
  if (typeof v === 'string') return text(v);
  if (typeof v === 'number') return random(3) ? v : pick([NaN, -v, v + 1, v * 2, 0]);
  if (!v || typeof v !== 'object') return v;
  const copy = Array.isArray(v) ? [...v] : {...v}, keys = Object.keys(copy), key = pick(keys);
  if (key !== undefined) copy[key] = damage(copy[key], depth + 1);
  return copy;
};
const counts = {answered: 0, refused: 0, other: []};
let round = 0, hurt = () => false;
const reader = () => dossierSearch((name, path) => {
  if (!(name in files)) vm.runInThisContext(fs.readFileSync(folder + '/' + path.replace(/\?.*/, ''), 'utf8'));
  return hurt(name) ? damage(structuredClone(files[name])) : files[name];
});
process.on('unhandledRejection', e => counts.other.push('a promise nobody looks at: ' + e));
globalThis.alert = () => counts.other.push('it ran');
(async () => {
  const {questions, rounds} = JSON.parse(fs.readFileSync(input, 'utf8'));
  for (const kind of [/^start$/, /^k/, /^\d/, /^d\d/, /./]) {
    hurt = name => kind.test(name) && random(3) > 0;
    for (round = 0; round < rounds; round++) {
      for (const ask of questions) {
        try {
          const {groups} = await reader().answer(ask, 5);
          counts.answered++;
          for (const {address} of groups.flat()) if (kind.source !== '^start$' && kind.source !== '.' && /^[a-z]+:/i.test(address)) counts.other.push('an address ' + address);
        } catch (e) {
          counts.refused++;
        }
      }
    }
  }
  await new Promise(setImmediate);
  fs.writeFileSync(1, JSON.stringify(counts));
})();
`

// TestScriptDamaged: whatever an index holds, the script answers or refuses, in time; the
// page that asks says so. DOSSIER_LONG=1 asks ten times as often.
func TestScriptDamaged(t *testing.T) {
	node := testkit.Tool(t, "node")
	dir := t.TempDir()
	files := map[string]string{"harness.cjs": damaged}
	for name, data := range build(t, Options{}, 0, 1, 2) {
		files[name] = data
	}
	rounds := 60
	if os.Getenv("DOSSIER_LONG") != "" {
		rounds *= 10
	}
	tasks, err := json.Marshal(map[string]any{"rounds": rounds, "questions": []string{"lamp", "the light", `"lamp room"`, "lamp -wick", "person:agnes", "after:1860 lamp", "place:holm", "sker", "lapm", "after:1860"}})
	if err != nil {
		t.Fatal(err)
	}
	files["tasks.json"] = string(tasks)
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithTimeout(t.Context(), 5*time.Minute) // it takes seconds: this tells a script without end
	defer stop()
	cmd := exec.CommandContext(ctx, node, "--max-old-space-size=300", filepath.Join(dir, "harness.cjs"), "reader.js", dir, filepath.Join(dir, "tasks.json"))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var counts struct {
		Answered, Refused int
		Other             []string
	}
	if err := json.Unmarshal(out, &counts); err != nil {
		t.Fatal(err)
	}
	if len(counts.Other) > 0 {
		t.Errorf("%d times something else came out: %.500q", len(counts.Other), counts.Other)
	}
	if counts.Answered == 0 || counts.Refused == 0 {
		t.Errorf("%d answered, %d refused: the damage shows nothing", counts.Answered, counts.Refused)
	}
	t.Logf("%d answered, %d refused", counts.Answered, counts.Refused)
}
