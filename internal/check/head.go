package check

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	_ "image/png" // the form that cards have
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"dossier/internal/source"
)

// What sharing services take as a picture without complaint.
const (
	cardWidth, cardHeight = 1200, 630
	maxCard               = 300_000 // bytes
)

// said is a text of a page's head: its hash, since a site has many, and where it stands.
type said struct {
	hash  uint64 // 0 when the page does not say it
	place source.Place
}

// head is what a page says about itself to those who only look at its head.
type head struct {
	title, description said
	canonical, image   string
	canonicals         int
	noindex            bool
	place              source.Place // of the first of its elements
	imagePlace         source.Place
}

// readHead collects the head of a page.
func readHead(file *source.File) *head {
	h := &head{place: file.Place(0)}
	inTitle, drawing := false, 0
	tokens(file.Text, func(t tag) {
		switch {
		case t.name == "svg" && !t.text:
			if t.closing {
				drawing--
			} else {
				drawing++
			}
		case t.text && inTitle:
			h.title = said{textHash(html.UnescapeString(file.Text[t.start:t.end])), file.Place(t.start)}
			inTitle = false
		case t.name == "title" && !t.closing && drawing == 0:
			inTitle = h.title.hash == 0
		case t.name == "link" && strings.EqualFold(t.attrs.get("rel"), "canonical"):
			h.canonicals++
			h.canonical = cmp.Or(h.canonical, t.attrs.get("href"))
			h.place = file.Place(t.start)
		case t.name == "meta":
			content := t.attrs.get("content")
			switch strings.ToLower(t.attrs.get("name") + t.attrs.get("property")) {
			case "description":
				h.description = said{textHash(content), file.Place(t.start)}
			case "robots":
				h.noindex = h.noindex || strings.Contains(strings.ToLower(content), "noindex")
			case "og:image":
				h.image, h.imagePlace = cmp.Or(h.image, content), file.Place(t.start)
			}
		default:
			inTitle = false
		}
	})
	return h
}

// describes tells whether a page says of itself what search engines ask for.
func (h *head) describes() bool { return h != nil && h.title.hash != 0 && h.description.hash != 0 }

func textHash(text string) uint64 {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return 0
	}
	return hash(text)
}

// checkHeads holds the pages of a site that describes itself, as its home page does with
// title and description, to what search engines and sharing services ask for. Pages that ask to
// be left out are left alone, and so is the page for addresses that lead nowhere.
func (c *crawl) checkHeads() (problems []source.Problem) {
	home, ok := c.files["index.html"]
	if !ok || !c.facts[home].head.describes() {
		return nil
	}
	titles, descriptions := map[uint64]string{}, map[uint64]string{}
	cards := map[string]bool{}
	for i, name := range c.names {
		h := c.facts[i].head
		if h == nil || h.noindex || name == "404.html" {
			continue
		}
		tell := func(at source.Place, message, hint string) {
			problems = append(problems, source.Problem{Place: at, Code: source.SiteMetadata, Message: message, Hint: hint})
		}
		unique := func(what string, s said, seen map[uint64]string) {
			other, twice := seen[s.hash]
			switch {
			case s.hash == 0:
				tell(source.Place{File: c.shown(name)}, "the page has no "+what, "every page of a site needs one of its own")
			case twice:
				tell(s.place, fmt.Sprintf("%s has the same %s", other, what), "a "+what+" tells a page from all others")
			default:
				seen[s.hash] = name
			}
		}
		unique("title", h.title, titles)
		unique("description", h.description, descriptions)
		if message := c.wrongCanonical(name, h); message != "" {
			tell(h.place, message, "build the site with the address that it has: dossier build --base-url https://...")
		}
		if h.image != "" && !cards[h.image] {
			cards[h.image] = true
			problems = append(problems, c.checkCard(name, h)...)
		}
	}
	return problems
}

// wrongCanonical says what is wrong with the canonical address of a page, "" for nothing.
// A site without an address has none.
func (c *crawl) wrongCanonical(name string, h *head) string {
	if c.base == nil || h.canonicals == 0 && c.facts[c.files["index.html"]].head.canonicals == 0 {
		return ""
	}
	u, err := url.Parse(h.canonical)
	switch own := strings.TrimSuffix(name, "index.html"); {
	case h.canonicals == 0:
		return "the page has no canonical address"
	case h.canonicals > 1:
		return fmt.Sprintf("the page has %d canonical addresses", h.canonicals)
	case err != nil || u.Scheme != c.base.Scheme || u.Host != c.base.Host || u.Path != c.base.Path+own:
		return fmt.Sprintf("the canonical address %s is not that of this page, %s", h.canonical, c.base.JoinPath(own))
	}
	return ""
}

// checkCard looks at the picture that stands for a page where links to it are shared.
func (c *crawl) checkCard(page string, h *head) []source.Problem {
	tell := func(message, hint string) []source.Problem {
		return []source.Problem{{Place: h.imagePlace, Code: source.SiteCard, Message: message, Hint: hint}}
	}
	u, err := parseAddress(h.image)
	if err != nil || u.Host == "" {
		return tell(fmt.Sprintf("the picture for sharing %q has no full address", h.image), "sharing services take https://... alone")
	}
	target, where := c.locate(&url.URL{Path: "/" + page}, u)
	if where != inside {
		return nil // a picture elsewhere is not ours to look at
	}
	file, ok := c.find(target)
	if !ok {
		return nil // told as a link that leads to nothing
	}
	if size := c.sizes[c.files[file]]; size > maxCard {
		return tell(fmt.Sprintf("the picture for sharing %s has %d kB, and services may refuse more than %d", file, size/1000, maxCard/1000), "make it smaller")
	}
	data, err := c.read(file)
	if err != nil {
		return tell(fmt.Sprintf("the picture for sharing %s cannot be read: %v", file, err), "build the site again")
	}
	switch config, form, err := image.DecodeConfig(bytes.NewReader(data)); {
	case err != nil || form != "png":
		return tell(fmt.Sprintf("the picture for sharing %s is no PNG", file), "build the site again")
	case config.Width != cardWidth || config.Height != cardHeight:
		return tell(fmt.Sprintf("the picture for sharing %s has %d x %d pixels, not %d x %d", file, config.Width, config.Height, cardWidth, cardHeight), "services cut or drop pictures of other sizes")
	}
	return nil
}
