package slug

import "testing"

var cases = []struct{ in, want string }{
	{"Rajin Port", "rajin-port"},
	{"  A  --  B  ", "a-b"},
	{"Café Müller & Söhne", "cafe-muller-sohne"},
	{"Straße nach Łódź", "strasse-nach-lodz"},
	{"Заметка № 7", "заметка-7"},
	{"Shoigu’s visit", "shoigus-visit"},
	{"Tu-160", "tu-160"},
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

func FuzzMake(f *testing.F) {
	for _, c := range cases {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Make(s)
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
