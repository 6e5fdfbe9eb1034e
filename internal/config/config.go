// Package config reads dossier.yaml and holds the table of every key that an author
// can write.
package config

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dossier/internal/fields"
	"dossier/internal/slug"
	"dossier/internal/source"
)

// Config is dossier.yaml with the defaults filled in.
type Config struct {
	Title       string
	Description string
	Language    string // BCP 47 tag of the site
	Authors     []string
	License     string
	BaseURL     string // absolute, ends in "/", "" when not known
	Navigation  []Item // the site's menu, nil for the built-in one
	Types       []Type
	Dialect     string         // gfm or mmark
	HTML        string         // none, safe or trusted
	Link        string         // section, first, all or none
	Names       string         // auto, reviewed, or "" for what the project's files suggest
	RulesOff    []string       // rules of resolve/entities that do not hold anywhere
	RulesAt     []source.Place // where each of them stands, since only read can tell whether it is one
	Citations   string         // note or author-date
	Theme       Theme
	Cards       Cards
	Words       string   // the project's own words of the interface, in YAML: pages and texts have words of them
	Text        string   // full, excerpt or withheld: how much of an article is published that does not say
	Redact      []string // names that must not be published
}

// Cards says which pages get a picture for sharing of their own.
type Cards struct {
	Off         bool
	MinMentions int // a name without a description needs so many
}

// Item is one entry of the menu.
type Item struct {
	Title   string
	Address string // path of the site or absolute URL
}

// Type is a kind of entity.
type Type struct {
	ID     string
	Name   string // one of them: "person"
	Plural string // many of them: "People"
}

// Concept is the type of entities whose type is not known.
const Concept = "concept"

// types are the built-in ones, in the order in which an index shows them.
var types = []Type{
	{"person", "person", "People"},
	{"place", "place", "Places"},
	{"organisation", "organisation", "Organisations"},
	{"state-body", "state body", "State bodies"},
	{"media", "media outlet", "Media"},
	{"weapon", "weapon", "Weapons"},
	{"document", "document", "Documents"},
	{"event", "event", "Events"},
	{"infrastructure", "infrastructure", "Infrastructure"},
	{Concept, "concept", "Concepts"},
}

// Default is the configuration of a project without a dossier.yaml. name is the
// project's folder, which is what the site is called then.
func Default(name string) *Config {
	return &Config{
		Title:     name,
		Language:  "en",
		Types:     append([]Type(nil), types...),
		Dialect:   "gfm",
		HTML:      "safe",
		Link:      "section",
		Citations: "note",
		Cards:     Cards{MinMentions: 3},
		Text:      Extents[0],
	}
}

// Read reads dossier.yaml over the defaults. The configuration is usable whatever the
// problems are.
func Read(f *source.File, name string) (*Config, []source.Problem) {
	c := Default(name)
	n := fields.Parse(f, f.Text, 1, source.BadConfig)
	m := n.Map("dossier.yaml")
	m.Known(SiteKeys)

	if s := m.String("title"); s != "" {
		c.Title = s
	}
	c.Description = m.String("description")
	if s := m.String("language"); s != "" {
		if IsLanguage(s) {
			c.Language = s
		} else {
			m.Report("language", source.BadValue, fmt.Sprintf("language: %q is no language", s), LanguageHint)
		}
	}
	c.Authors = m.Strings("authors")
	c.License = m.String("license")
	c.BaseURL = readBaseURL(m)
	c.Navigation = readNavigation(m)
	c.Types = append(c.Types, readTypes(m)...)
	c.Dialect = m.OneOf("dialect", Dialects...)
	c.HTML = m.OneOf("html", "safe", "none", "trusted")
	c.Link = m.OneOf("link", "section", "first", "all", "none")
	if m.Has("names") {
		c.Names = m.OneOf("names", "auto", "reviewed")
	}
	c.RulesOff, c.RulesAt = readRules(m)
	c.Citations = m.OneOf("citations", "note", "author-date")
	c.Theme = readTheme(m)
	c.Cards = readCards(m, c.Cards)
	c.Text = m.OneOf("text", Extents...)
	c.Redact = m.Strings("redact")
	m.Guard(SiteKeys, "redact")
	return c, n.Problems()
}

var language = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// IsLanguage tells whether s has the form of a language tag (BCP 47).
func IsLanguage(s string) bool { return language.MatchString(s) }

// LanguageHint says how a language is written.
const LanguageHint = "write a language tag: en, ru, pt-BR, zh-Hant"

// Dialects are the Markdown dialects, the default first.
var Dialects = []string{"gfm", "mmark"}

// Extents are how much of an article's text can be published, the default first, in the
// order of record.Extent.
var Extents = []string{"full", "excerpt", "withheld"}

// BaseURL checks and completes the address that a site will have.
func BaseURL(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		return "", fmt.Errorf("%q is no address of a site", s)
	}
	if u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("%q has a query or fragment", s)
	}
	return strings.TrimSuffix(u.String(), "/") + "/", nil
}

func readRules(m *fields.Map) (names []string, places []source.Place) {
	for _, n := range m.Get("rules_off").List("rules_off", true) {
		text, _ := n.Text("an item of rules_off")
		if text = strings.TrimSpace(text); text != "" {
			names, places = append(names, text), append(places, n.Place())
		}
	}
	return names, places
}

func readBaseURL(m *fields.Map) string {
	s := m.String("base_url")
	if s == "" {
		return ""
	}
	address, err := BaseURL(s)
	if err != nil {
		m.Get("base_url").Report(source.BadValue, "base_url: "+err.Error(), "write the whole address, https://example.org/dossier/")
	}
	return address
}

func readTheme(m *fields.Map) Theme {
	var t Theme
	if !m.Has("theme") {
		return t
	}
	theme := m.Get("theme").Map("theme")
	theme.Known(ThemeKeys)
	if s := theme.String("accent"); s != "" {
		var err error
		if t.Accent, t.AccentDark, err = accent(s); err != nil {
			theme.Report("accent", source.BadValue, "accent: "+err.Error(), "write six digits and choose a darker colour: '#1a4b6e'")
		}
	}
	if s := theme.String("logo"); s != "" {
		if path.Clean(s) != s || !strings.HasPrefix(s, "static/") {
			theme.Report("logo", source.BadValue, "logo: "+s+" is no file below static/", "put the picture there: static/logo.svg")
			return t
		}
		t.Logo, t.LogoAt = s, theme.Get("logo").Place()
	}
	return t
}

func readNavigation(m *fields.Map) []Item {
	var items []Item
	for _, n := range m.Get("navigation").List("navigation", false) {
		item := n.Map("an item of navigation")
		item.Known(NavigationKeys)
		it := Item{item.String("title"), item.String("address")}
		if it.Title == "" || it.Address == "" {
			n.Report(source.BadValue, "an item of navigation needs a title and an address", "- {title: About, address: /about/}")
			continue
		}
		items = append(items, it)
	}
	return items
}

// readCards reads the switch or the mapping.
func readCards(m *fields.Map, c Cards) Cards {
	n := m.Get("cards")
	switch {
	case n.IsNone():
		return c
	case !n.IsMap():
		c.Off = !m.Bool("cards")
		return c
	}
	item := n.Map("cards")
	item.Known(CardKeys)
	if text := item.String("min_mentions"); text != "" {
		least, err := strconv.Atoi(text)
		if err != nil || least < 0 {
			item.Get("min_mentions").Report(source.BadValue, fmt.Sprintf("min_mentions: %q is no number of mentions", text), "cards: {min_mentions: 3}")
			return c
		}
		c.MinMentions = least
	}
	return c
}

func readTypes(m *fields.Map) []Type {
	var added []Type
	for _, n := range m.Get("entity_types").List("entity_types", false) {
		item := n.Map("an item of entity_types")
		item.Known(TypeKeys)
		t := Type{ID: slug.Make(item.String("id")), Name: item.String("name"), Plural: item.String("plural")}
		if t.ID == "" {
			n.Report(source.BadValue, "an item of entity_types needs an id", "- {id: vessel, name: vessel, plural: Vessels}")
			continue
		}
		if t.Name == "" {
			t.Name = strings.ReplaceAll(t.ID, "-", " ")
		}
		if t.Plural == "" {
			_, first := utf8.DecodeRuneInString(t.Name)
			t.Plural = strings.ToUpper(t.Name[:first]) + t.Name[first:] + "s"
		}
		if _, taken := (&Config{Types: append(slices.Clone(types), added...)}).Type(t.ID); taken {
			item.Report("id", source.SameID, fmt.Sprintf("there is an entity type %q already", t.ID), "give it another id")
			continue
		}
		added = append(added, t)
	}
	return added
}

// Type looks an entity type up; ok is false when there is none of this id.
func (c *Config) Type(id string) (t Type, ok bool) {
	for _, t := range c.Types {
		if t.ID == id {
			return t, true
		}
	}
	return Type{}, false
}

// TypeIDs lists the ids of all entity types.
func (c *Config) TypeIDs() []string {
	ids := make([]string, len(c.Types))
	for i, t := range c.Types {
		ids[i] = t.ID
	}
	return ids
}
