package sentences

import (
	"reflect"
	"strings"
	"testing"
	"unicode"
)

// cases have a "|" where the text is to be cut.
var cases = []string{
	"One.| Two!| Three?| Four",
	"He met Dr. Ames and Gen. Roe at 3.5 p.m. on Monday.| She left.",
	"M. K. Ahmed wrote it.| He stayed.",
	"The U.S. Navy came.| They went to the U.S.| The others stayed.",
	"She said \"Stop.\"| Then she left.",
	"A note.\uFFFC| Another (see No. 7).| And p. 9.",
	"It opened on Jan. 5 and closed in Feb.| Nobody came.",
	"It was c. 1905 and not 1906.| Ada (b. 4 May 1921, d. 1999) saw it.",
	"See example.org for more.| Or not.",
	"Well... it rained.| Well...| It rained.",
	"“Is it?” he asked.| “No.”",
	"雨が降る。|雪が降る。",
	"The rate was 4.5 per cent.| 12 ships sailed.",
	"Vitamin C. It helps, e.g. Monday.",
	"Ships carry coal. \uFFFC| There is more of it. \uFFFC",
	"",
	"   ",
	"No stop at all",
	"Plan B. The rest",
	"Jun. 5 was dry.| Mr. Jun. said so",
}

func TestSplit(t *testing.T) {
	for _, c := range cases {
		text := strings.ReplaceAll(c, "|", "")
		var got []string
		for _, s := range Split(text) {
			got = append(got, text[s.Start:s.End])
		}
		var want []string
		for _, s := range strings.Split(c, "|") {
			if s = strings.TrimSpace(s); s != "" {
				want = append(want, s)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}

// Whatever the text, sentences are in order, do not overlap and leave out nothing but
// white space.
func FuzzSplit(f *testing.F) {
	for _, c := range cases {
		f.Add(strings.ReplaceAll(c, "|", ""))
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, s := range Split(text) {
			if s.Start < at || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("span %v after %d in %q", s, at, text)
			}
			if strings.TrimFunc(text[at:s.Start], unicode.IsSpace) != "" {
				t.Fatalf("%q is in no sentence of %q", text[at:s.Start], text)
			}
			at = s.End
		}
		if strings.TrimFunc(text[at:], unicode.IsSpace) != "" {
			t.Fatalf("%q is in no sentence of %q", text[at:], text)
		}
	})
}
