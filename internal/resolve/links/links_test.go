package links

import "testing"

// TestIsSafe holds the ways in which an address could run a program.
func TestIsSafe(t *testing.T) {
	for address, want := range map[string]bool{
		"https://example.org/":       true,
		"HTTP://EXAMPLE.ORG":         true,
		"mailto:a@example.org":       true,
		"other.md":                   true,
		"#part":                      true,
		"a/b:c":                      true,
		"?q=javascript:x":            true,
		"":                           true,
		"javascript:alert(1)":        false,
		"JavaScript:alert(1)":        false,
		"java\tscript:alert(1)":      false,
		"java\nscript:alert(1)":      false,
		"\x01javascript:alert(1)":    false,
		"  javascript:alert(1)":      false,
		"vbscript:x":                 false,
		"data:text/html,<b>":         false,
		"file:///etc/passwd":         false,
		"blob:https://example.org/1": false,
	} {
		if got := IsSafe(address); got != want {
			t.Errorf("IsSafe(%q) = %v", address, got)
		}
	}
}

// TestNormal says which addresses are one page.
func TestNormal(t *testing.T) {
	const page = "example.org/a/b"
	for _, address := range []string{
		"https://example.org/a/b", "http://example.org/a/b/", "https://www.example.org/a/b", "https://EXAMPLE.org/a/b#part",
		"https://example.org/a/b?utm_source=mail&utm_medium=x", "https://example.org/a/b?fbclid=1",
	} {
		if got := Normal(address); got != page {
			t.Errorf("Normal(%q) = %q, want %q", address, got, page)
		}
	}
	for _, address := range []string{"https://example.org/A/b", "https://example.org/a/b?page=2", "https://other.example.org/a/b", "not an address"} {
		if Normal(address) == page {
			t.Errorf("%q is taken for %q", address, page)
		}
	}
}

func TestMediaAddress(t *testing.T) {
	for name, want := range map[string]string{
		"content/media/map.svg":         "/media/map.svg",
		"content/articles/pic/Café.JPG": "/media/articles/pic/cafe.jpg",
		"near.png":                      "/media/near.png",
	} {
		if got := MediaAddress(name); got != want {
			t.Errorf("MediaAddress(%q) = %q, want %q", name, got, want)
		}
	}
}
