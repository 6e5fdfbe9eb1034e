package render

import (
	"encoding/xml"
	"fmt"
	"testing"
)

// TestSitemaps cuts the list of pages where the protocol asks for it: no page is lost,
// and the index names every part.
func TestSitemaps(t *testing.T) {
	s := harbours(t, "en")
	s.Config.BaseURL = "https://example.org/d/"
	for _, c := range []struct{ pages, files int }{{1, 1}, {sitemapLength, 1}, {sitemapLength + 1, 3}, {2*sitemapLength + 5, 4}} {
		pages := make([]File, c.pages)
		for i := range pages {
			pages[i].Path = fmt.Sprintf("p%d/index.html", i)
		}
		files := s.sitemaps(pages)
		if len(files) != c.files {
			t.Fatalf("%d pages: %d files, not %d", c.pages, len(files), c.files)
		}
		seen, parts := map[string]bool{}, map[string]bool{}
		for _, f := range files {
			content, err := f.Make()
			if err != nil {
				t.Fatal(err)
			}
			var list struct {
				XMLName xml.Name
				URLs    []string `xml:"url>loc"`
				Maps    []string `xml:"sitemap>loc"`
			}
			if err := xml.Unmarshal(content.Data, &list); err != nil {
				t.Fatal(err)
			}
			if list.XMLName.Space != sitemapSpace || len(list.URLs) > sitemapLength {
				t.Errorf("%s: <%s> with %d addresses", f.Path, list.XMLName.Local, len(list.URLs))
			}
			for _, address := range list.URLs {
				seen[address] = true
			}
			for _, address := range list.Maps {
				parts[address] = true
			}
		}
		if len(seen) != c.pages {
			t.Errorf("%d pages: %d are listed", c.pages, len(seen))
		}
		for _, f := range files[1:] {
			if !parts[s.Config.BaseURL+f.Path] {
				t.Errorf("%d pages: the index does not name %s", c.pages, f.Path)
			}
		}
	}
}
