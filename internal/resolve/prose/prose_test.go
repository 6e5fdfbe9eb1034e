package prose

import (
	"regexp"
	"testing"
)

var addressPattern = regexp.MustCompile(`^(?:[a-zA-Z][a-zA-Z0-9+.-]*://|www\.|mailto:)\S*$|^\S+@\S+$`)

// FuzzAddress holds the quick way to what the pattern says.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"", "@", "a@", "@b", "a@b", "a@@", "@@b", "http://x", "http://x y", "1://x", "://", "a+b.c-1://", "mailto:", "www.x", "wwwx", "the log", "é@ü", "a://b@c\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := isAddress(s), addressPattern.MatchString(s); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	})
}
