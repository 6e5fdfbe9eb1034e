package redact

import (
	"strings"
	"testing"
)

var cases = []struct{ name, text, want string }{
	{"Mara Okonjo", "Mara Okonjo spoke.", "█████ spoke."},
	{"Mara Okonjo", "MARA OKONJO and mara okonjo", "█████ and █████"},
	{"Mara Okonjo", "Mara\n    Okonjo", "█████"},
	{"Mara Okonjo", "Mara Okon-\njo left", "█████ left"},
	{"Mara Okonjo", "Mara\u00a0Okon\u00adjo", "█████"},
	{"Mara Okonjo", "Mára Okónjo, Ma\u0301ra Okonjo", "█████, █████"},
	{"Måra Økonjö", "Mara Okonjo", "█████"},
	{"Mara Okonjo", "Okonjo, Mara", "█████"},
	{"Mara Okonjo", "mara-okonjo-speaks mara_okonjo maraokonjo #MaraOkonjo", "█████-speaks █████ █████ #█████"},
	{"Mara Okonjo", "Mara Okonjo's house, Mara Okonjo’s, the Okonjos", "█████'s house, █████’s, the Okonjos"},
	{"Okonjo", "the Okonjos and Okonjo's, Okonjoville", "the █████ and █████'s, Okonjoville"},
	{"Mara Okonjo", "Mara spoke to Okonjo", "Mara spoke to Okonjo"},
	{"Mara Okonjo", "Samara Okonjo", "Samara Okonjo"},
	{"Mara Okonjo", "Mara\uFFFCOkonjo", "█████"},
	{"Han", "Hans and Han", "Hans and █████"},
	{"J. R. Aldous", "J.R. Aldous, J R Aldous", "█████, █████"},
	{"Анна Лунина", "Анны Луниной письмо, Анне Луниной", "█████ письмо, █████"},
	{"Лунин", "Лунина, Луниным, Луниноград", "█████, █████, Луниноград"},
	{"Фёдор", "Федора и Фёдору", "█████ и █████"},
	{"金正恩", "昨日金正恩は", "昨日█████は"},
	{"Straße", "Strasse STRASSE", "█████ █████"},
	{"Lunin", "lunin1843 and 1843lunin", "█████1843 and 1843█████"},
	{"Agent 47", "Agent 47, Agent 470", "█████, Agent 470"},
	{"Al Li", "alli", "alli"},
	{"O'Brien", "O’Brien and O Brien, Obrien", "█████ and █████, Obrien"},
	{"Mara Okonjo", "Mara    .,.,.,.,.,.,.,.,.  Okonjo", "Mara    .,.,.,.,.,.,.,.,.  Okonjo"},
	{"Mara Okonjo", "https://press.example/Mara%20Ok%C3%B3njo and mara%20okonjo%zz", "█████ and █████%zz"},
	{"Mara Okonjo", "100 % Mara Okonjo%20x", "100 % █████%20x"},
	{"Mara", "", ""},
	{"--", "-- none", "-- none"},
}

func TestBar(t *testing.T) {
	for _, c := range cases {
		if got := New([]string{c.name}).Bar(c.text); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestIs(t *testing.T) {
	n := New([]string{"Mara Okonjo"})
	for text, want := range map[string]bool{"Mara Okonjo": true, " mara okonjo. ": true, "Mara Okonjo Prize": false, "Mara": false, "Mara Okonjo, Mara Okonjo": false} {
		if got := n.Is(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Whatever the text, no name is left in it, spans are in order, and a second time changes
// nothing.
func FuzzBar(f *testing.F) {
	for _, c := range cases {
		f.Add(c.name, c.text)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		n := New([]string{name})
		at := 0
		for _, s := range n.Find(text) {
			if s.Start < at || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%q in %q: bad span %v", name, text, s)
			}
			at = s.End
		}
		barred := n.Bar(text)
		if strings.Contains(name, "█") {
			return
		}
		if n.Has(barred) {
			t.Errorf("%q is left in %q, made from %q", name, barred, text)
		}
		if n.Bar(barred) != barred {
			t.Errorf("%q: a second time changes %q", name, barred)
		}
	})
}
