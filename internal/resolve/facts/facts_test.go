package facts

import (
	"strings"
	"testing"

	"dossier/internal/doc"
)

// quoteCases are stretches of text with a word between bars, and the quotation with
// the same word between bars.
var quoteCases = []struct{ text, want string }{
	{"The |ship| left.", "The |ship| left."},
	{"The\n|ship|\nleft.", "The |ship| left."},
	{"A note" + doc.Atom + " and the |ship|.", "A note and the |ship|."},
	{"  The  |big\n  ship|  left. ", "The |big ship| left."},
	{doc.Atom + "|Ship|", "|Ship|"},
}

func TestQuote(t *testing.T) {
	for _, c := range quoteCases {
		start := strings.Index(c.text, "|")
		plain := strings.Replace(c.text, "|", "", 1)
		end := strings.Index(plain, "|")
		plain = strings.Replace(plain, "|", "", 1)
		q := newQuote(plain, []int{7, 7, 7})
		from, to := q.offset(start), q.offset(end)
		if got := q.text[:from] + "|" + q.text[from:to] + "|" + q.text[to:]; got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// Whatever the text, offsets stay in order and inside the quotation.
func FuzzQuote(f *testing.F) {
	for _, c := range quoteCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := newQuote(text, nil)
		last := 0
		for i := range len(text) + 1 {
			at := q.offset(i)
			if at < last || at > len(q.text) {
				t.Fatalf("offset %d of %q is %d after %d in %q", i, text, at, last, q.text)
			}
			last = at
		}
		if strings.ContainsAny(q.text, "\n\t") && !strings.ContainsAny(q.text, "\u0085") {
			t.Fatalf("%q has a line end", q.text)
		}
	})
}
