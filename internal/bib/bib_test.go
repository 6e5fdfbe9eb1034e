package bib

import (
	"strings"
	"testing"

	"dossier/internal/source"
)

const sample = `
Everything before an entry is a comment, name@example.org too.
@string{hp = "Harbour Press"}
@comment{ @book{no, title={No}} }
@book{brandt1911,
  author = {Brandt, Johanna and {Harbour Office} and Jan van der Meer},
  title  = {The {Lamp}: a History of K{\"u}sten},
  publisher = hp # " and Sons",
  address = {Kap Morgen}, year = 1911, month = may,
}
@online{notice, title="A notice", url={https://example.org/a_b}, date={2024-03-12}, archive = {https://archive.example/1}}
@article(ice2023, author={M. K. Ahmed and others}, title={Ice \& fog}, journal={Polar Letters}, volume=4, number=2, pages={11--19}, year={2023}, doi={10.1000/x})
`

func file(text string) *source.File {
	f, _ := source.NewFile("content/sources.bib", []byte(text))
	return f
}

func words(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Italic {
			b.WriteString("*" + p.Text + "*")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestBibTeX(t *testing.T) {
	works, problems := BibTeX(file(sample))
	if len(problems) > 0 || len(works) != 3 {
		t.Fatalf("%d works, problems %v", len(works), problems)
	}
	for i, want := range []string{
		"Johanna Brandt, Harbour Office and Jan van der Meer, *The Lamp: a History of Küsten* (Kap Morgen: Harbour Press and Sons), May 1911.",
		"*A notice*, 12 March 2024, https://example.org/a_b.",
		"M. K. Ahmed, “Ice & fog”, *Polar Letters* 4, no. 2, 2023, pp. 11–19, https://doi.org/10.1000/x.",
	} {
		if got := words(English.Full(works[i], "")); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if got := English.AuthorDate(works[0], "p. 3", false); got != "Brandt, Harbour Office and van der Meer 1911, p. 3" {
		t.Errorf("author-date: %s", got)
	}
	if got := words(English.Short(works[0], "p. 9")); got != "Brandt, Harbour Office and van der Meer, *The Lamp*, p. 9." {
		t.Errorf("short: %s", got)
	}
	if works[1].Archive != "https://archive.example/1" {
		t.Errorf("archive %q", works[1].Archive)
	}
}

func TestBibTeXProblems(t *testing.T) {
	works, problems := BibTeX(file("@book{a, title = {never closed\n@book{b, title={Good}}\n"))
	if len(works) != 1 || works[0].Key != "b" || len(problems) != 1 || problems[0].Line != 1 {
		t.Errorf("%d works, problems %v", len(works), problems)
	}
}

func TestCSL(t *testing.T) {
	f, _ := source.NewFile("content/sources.json", []byte(`[
 {"id": "a", "type": "webpage", "title": "A page", "URL": "https://example.org/", "issued": {"date-parts": [[2023, 7, 28]]}, "author": [{"literal": "The Office"}]},
 {"id": 7, "type": "book", "title": "Seven", "author": [{"family": "Meer", "given": "Jan", "non-dropping-particle": "van der"}]},
 {"title": "No id"}
]`))
	works, problems := CSL(f)
	if len(works) != 2 || len(problems) != 1 || problems[0].Line != 4 {
		t.Fatalf("%d works, problems %v", len(works), problems)
	}
	if got := words(English.Full(works[0], "")); got != "The Office, *A page*, 28 July 2023, https://example.org/." {
		t.Errorf("got %s", got)
	}
	if works[1].Key != "7" || English.Who(works[1]) != "van der Meer" || English.AuthorDate(works[1], "", true) != "n.d." {
		t.Errorf("got %+v", works[1])
	}
}

func FuzzBibTeX(f *testing.F) {
	f.Add(sample)
	f.Add("@book{a, title = {never closed\n@book{b, title={Good}}\n")
	f.Add("@a{b,c=\\\"{")
	f.Add("@string(x={y}")
	f.Fuzz(func(t *testing.T, s string) {
		works, _ := BibTeX(file(s))
		for _, w := range works {
			if w.Key == "" {
				t.Error("a work without a key")
			}
			English.Full(w, "p. 1")
			English.AuthorDate(w, "", true)
		}
	})
}

func FuzzCSL(f *testing.F) {
	f.Add(`[{"id": "a", "issued": {"date-parts": [[2023]]}}]`)
	f.Fuzz(func(t *testing.T, s string) { CSL(file(s)) })
}

// TestManyBroken: a large file of values without an end is given up soon.
func TestManyBroken(t *testing.T) {
	_, problems := BibTeX(file(strings.Repeat("@a{b,c={\n", 100_000)))
	if len(problems) != mostBroken+1 || problems[mostBroken].Code != source.TooLarge {
		t.Errorf("%d problems, the last is %v", len(problems), problems[len(problems)-1])
	}
	if works, problems := BibTeX(file("@a{b, c={" + strings.Repeat("x", longestValue) + "}}\n@a{d, title={T}}\n")); len(works) != 1 || len(problems) != 1 {
		t.Errorf("%d works, %v", len(works), problems)
	}
}
