package slug

import (
	"strings"
	"testing"
)

var cases = []struct{ in, want string }{
	{"Rajin Port", "rajin-port"},
	{"  A  --  B  ", "a-b"},
	{"Café Müller & Söhne", "cafe-muller-sohne"},
	{"Straße nach Łódź", "strasse-nach-lodz"},
	{"Заметка № 7", "заметка-7"},
	{"Shoigu’s visit", "shoigus-visit"},
	{"Tu-160", "tu-160"},
	{"O'Neal & Co.", "oneal-co"},
	{"Øystein Łuk", "oystein-luk"},
	{"İzmir", "izmir"},
	{"CON", "x-con"},
	{"com1", "x-com1"},
	{"../../etc/passwd", "etc-passwd"},
	{"北京", "北京"},
	{"ё", "ё"},
	{"!!!", ""},
	{"", ""},
}

func TestMake(t *testing.T) {
	for _, c := range cases {
		if got := Make(c.in); got != c.want {
			t.Errorf("Make(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestLong keeps names short enough for every file system, and apart.
func TestLong(t *testing.T) {
	seen := map[string]string{}
	for _, s := range []string{
		strings.Repeat("a", 10_000), strings.Repeat("a", 10_001), strings.Repeat("ab ", 4000),
		strings.Repeat("漢", 200), strings.Repeat("е\u0308", 300), strings.Repeat("e\u0301\u0323", 5000), strings.Repeat("ß", 150),
		"ж" + strings.Repeat("\u0301", 5000),
	} {
		made := Make(s)
		if len(made) > longest || made == "" || Make(made) != made || seen[made] != "" {
			t.Errorf("Make(%.20q... of %d bytes) = %q of %d bytes", s, len(s), made, len(made))
		}
		seen[made] = s
	}
}

func FuzzMake(f *testing.F) {
	for _, c := range cases {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Make(s)
		if len(once) > longest+len("x-") {
			t.Errorf("Make(%q) has %d bytes", s, len(once))
		}
		if fast, ok := ascii(s); ok && fast != unicodeName(s) {
			t.Errorf("%q: %q in ASCII, else %q", s, fast, unicodeName(s))
		}
		for n := 1; n < 4; n++ {
			if i := hyphen(once, n); len(once) < longest/2 && i > 0 && Words(s, n) != once[:i] {
				t.Errorf("Words(%q, %d) = %q of %q", s, n, Words(s, n), once)
			}
		}
		if twice := Make(once); twice != once {
			t.Errorf("Make(%q) = %q, and again %q", s, once, twice)
		}
	})
}

func TestWords(t *testing.T) {
	if got := Words("The visit came a day before", 3); got != "the-visit-came" {
		t.Errorf("got %q", got)
	}
	if got := Words("Two words", 5); got != "two-words" {
		t.Errorf("got %q", got)
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"Kim Tae-un", "Kim Tae Un", "KIM TAEUN"},
		{"J. R. Øster", "JR Oster"},
		{"O'Neal", "O’Neal", "Oneal"},
		{"Straße", "STRASSE"},
		{"Москва", "МОСКВА"},
	} {
		for _, s := range same[1:] {
			if Fold(s) != Fold(same[0]) {
				t.Errorf("%q folds to %q, %q to %q", same[0], Fold(same[0]), s, Fold(s))
			}
		}
	}
	if Fold("Ada") == Fold("Adah") || Fold("–") != "" {
		t.Error("too much is folded")
	}
}
