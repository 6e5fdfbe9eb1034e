package render

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/render/cards"
	"dossier/internal/source"
)

const (
	cardFolder = "cards/"
	homeCard   = cardFolder + "home.png"
	touchIcon  = "static/touch-icon.png"
)

// sharedCard is a card with its file and the page it stands for. Pages without a card of
// their own show that of the home page, names that of their type.
type sharedCard struct {
	cards.Card
	file, page string
	place      source.Place // what to look at when it cannot be drawn whole
}

// alt is the card in words: "Kap Morgen, place. A cape. 3 mentions in 2 articles".
func (c sharedCard) alt() string {
	name := c.Title
	if c.Kind != "" {
		name += ", " + c.Kind
	}
	var parts []string
	for _, text := range []string{name, c.Line, c.Facts} {
		if text = strings.TrimRight(text, ". "); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, ". ")
}

// hasCards tells whether pages have pictures for sharing: services want full addresses.
func (s *Site) hasCards() bool { return !s.Config.Cards.Off && s.Config.BaseURL != "" }

// ownCard tells whether a name has a card of its own.
func (s *Site) ownCard(e *index.Entity) bool {
	return e.Description != "" || len(e.Mentions) >= s.Config.Cards.MinMentions
}

// sharing lists the cards of the site.
func (s *Site) sharing() []sharedCard {
	if !s.hasCards() {
		return nil
	}
	x := s.Index
	count := dots(s.say("count_articles", len(x.Articles)), s.say("count_names", len(x.Entities)), s.say("count_events", len(x.Events)))
	site := source.Place{File: "dossier.yaml"}
	list := []sharedCard{
		{cards.Card{Title: s.smart(s.Config.Title, ""), Line: s.smart(s.Config.Description, ""), Facts: count, Site: host(s.Config.BaseURL)}, homeCard, "/", site},
		{cards.Card{Kind: s.Config.Title, Title: s.say("timeline"), Line: s.yearsWords(x.Events), Facts: s.say("count_events", len(x.Events))},
			cardFolder + "timeline.png", "/timeline/", site},
	}
	for _, a := range x.Articles {
		list = append(list, s.articleCard(a))
	}
	shared := map[string]bool{}
	for _, e := range x.Entities {
		if s.ownCard(e) {
			list = append(list, s.entityCard(e))
		} else if !shared[e.Kind.ID] {
			shared[e.Kind.ID] = true
			list = append(list, sharedCard{cards.Card{Title: e.Kind.Plural, Line: s.say("index_about", s.Config.Title), Site: s.Config.Title}, typeCard(e), "", site})
		}
	}
	for i := range list {
		list[i].Accent = s.Config.Theme.Accent
	}
	return list
}

func typeCard(e *index.Entity) string { return cardFolder + "types/" + e.Kind.ID + ".png" }

func (s *Site) articleCard(a *index.Article) sharedCard {
	e := a.Entry
	kind := e.Publication
	if kind == "" {
		kind = s.say("article")
	}
	return sharedCard{
		cards.Card{Kind: kind, Title: s.smart(e.Title, e.Language), Line: s.smart(s.description(a), e.Language), Site: s.Config.Title,
			Facts: dots(strings.Join(e.Authors, ", "), s.date(e.Date), s.say("count_names", len(a.Names)))},
		cardFolder + "articles/" + e.Slug + ".png", a.Path, source.Place{File: e.Name},
	}
}

func (s *Site) entityCard(e *index.Entity) sharedCard {
	c := cards.Card{Kind: e.Kind.Name, Title: s.smart(e.Name, ""), Line: s.smart(e.Description, ""), Site: s.Config.Title}
	if len(e.Mentions) > 0 {
		dates := s.date(e.First)
		if last := s.date(e.Last); last != dates {
			dates += " – " + last
		}
		c.Facts = dots(s.say("mentions_in", s.say("count_mentions", len(e.Mentions)), s.say("count_articles", e.Articles)), dates)
	}
	return sharedCard{c, cardFolder + "entities/" + e.ID + ".png", e.Path, e.Place}
}

// dots sets facts side by side.
func dots(facts ...string) string {
	facts = slices.DeleteFunc(facts, func(f string) bool { return f == "" })
	return strings.Join(facts, " · ")
}

// yearsWords is the time from the first event to the last in years.
func (s *Site) yearsWords(events []*index.Event) string {
	from, to := extent(events)
	if from.IsOpen() || to.IsOpen() {
		return ""
	}
	if from.Year == to.Year {
		return s.date(edtf.OfYear(from.Year))
	}
	return s.date(edtf.Between(edtf.OfYear(from.Year), edtf.OfYear(to.Year)))
}

// images are the pictures of the pages, by address; "" is that of pages without one of
// their own.
func (s *Site) images() map[string]*CardImage {
	images := map[string]*CardImage{}
	byFile := map[string]*CardImage{}
	for _, c := range s.sharing() {
		image := &CardImage{s.Config.BaseURL + (&url.URL{Path: c.file}).EscapedPath(), c.alt()}
		byFile[c.file] = image
		if c.page != "" {
			images[c.page] = image
		}
	}
	images[""] = byFile[homeCard]
	for _, e := range s.Index.Entities {
		if images[e.Path] == nil {
			images[e.Path] = byFile[typeCard(e)]
		}
	}
	return images
}

// picture finds the card of a page, nil for none.
func (s *Site) picture(address string) *CardImage {
	if image := s.pictures[address]; image != nil {
		return image
	}
	if strings.HasPrefix(address, "/timeline/") {
		return s.pictures["/timeline/"]
	}
	return s.pictures[""]
}

// cardFiles are the pictures, and the icon for the home screens of phones. A project's
// own icon wins.
func (s *Site) cardFiles() []File {
	var files []File
	for _, c := range s.sharing() {
		files = append(files, File{c.file, func() (Content, error) {
			data, err := s.keep(c.Card.Key(), c.Card.PNG)
			return Content{Data: data, Raw: true}, err
		}})
	}
	if _, own := s.Static[touchIcon]; !own {
		files = append(files, File{touchIcon, func() (Content, error) {
			data, err := cards.Icon()
			return Content{Data: data, Raw: true}, err
		}})
	}
	return files
}

// keep asks whoever keeps costly results for the one of a key, and makes it where nobody
// does.
func (s *Site) keep(key string, make func() ([]byte, error)) ([]byte, error) {
	if s.Keep == nil {
		return make()
	}
	return s.Keep(key, make)
}

// missingShown is how many characters and how many cards one message names.
const missingShown = 12

// CardProblems tells which characters the cards cannot show: one problem for the site,
// at the first card, since a text in another script would bring thousands.
func (s *Site) CardProblems() []source.Problem {
	var first *sharedCard
	var missing []rune
	seen, titles := map[rune]bool{}, 0
	for _, c := range s.sharing() {
		lost := c.Missing()
		if len(lost) == 0 {
			continue
		}
		if titles++; first == nil {
			first = &c
		}
		for _, r := range lost {
			if !seen[r] {
				missing = append(missing, r)
			}
			seen[r] = true
		}
	}
	if first == nil {
		return nil
	}
	var shown []string
	for _, r := range missing[:min(len(missing), missingShown)] {
		shown = append(shown, string(r))
	}
	if more := len(missing) - missingShown; more > 0 {
		shown = append(shown, fmt.Sprintf("%d more", more))
	}
	message := fmt.Sprintf("the card of %q cannot show %s", first.Title, strings.Join(shown, " "))
	if titles > 1 {
		message = fmt.Sprintf("the card of %q and %d more cannot show %s", first.Title, titles-1, strings.Join(shown, " "))
	}
	return []source.Problem{{Place: first.place, Code: source.CardGlyph, Message: message,
		Hint: "cards have Latin, Greek, Cyrillic and Hebrew letters; without cards: \"cards: false\" in dossier.yaml"}}
}
