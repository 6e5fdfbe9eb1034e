package bib

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"dossier/internal/source"
)

type cslItem struct {
	ID        any       `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Container string    `json:"container-title"`
	Publisher string    `json:"publisher"`
	Place     string    `json:"publisher-place"`
	Volume    any       `json:"volume"`
	Issue     any       `json:"issue"`
	Page      any       `json:"page"`
	URL       string    `json:"URL"`
	DOI       string    `json:"DOI"`
	ISBN      string    `json:"ISBN"`
	Archive   string    `json:"archive"`
	Note      string    `json:"note"`
	Author    []cslName `json:"author"`
	Editor    []cslName `json:"editor"`
	Issued    cslDate   `json:"issued"`
}

type cslName struct {
	Family   string `json:"family"`
	Given    string `json:"given"`
	Particle string `json:"non-dropping-particle"`
	Literal  string `json:"literal"`
}

type cslDate struct {
	Parts   [][]any `json:"date-parts"`
	Raw     string  `json:"raw"`
	Literal string  `json:"literal"`
}

// CSL reads CSL-JSON: a list of items.
func CSL(f *source.File) ([]*Work, []source.Problem) {
	var items []json.RawMessage
	if err := json.Unmarshal([]byte(f.Text), &items); err != nil {
		at := 0
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at = int(syntax.Offset) - 1
		}
		return nil, []source.Problem{{Place: f.Place(at), Code: source.BadData, Message: "this is no CSL-JSON: " + err.Error(), Hint: "write a list of items: [{\"id\": \"key\", \"title\": ...}]"}}
	}
	var works []*Work
	var problems []source.Problem
	at := 0
	for _, raw := range items {
		if i := strings.Index(f.Text[at:], string(raw)); i >= 0 {
			at += i
		}
		place := f.Place(at)
		at += len(raw)
		var item cslItem
		if err := json.Unmarshal(raw, &item); err != nil {
			problems = append(problems, source.Problem{Place: place, Code: source.BadData, Message: "this item is no CSL-JSON: " + err.Error(), Hint: "compare it with the other items"})
			continue
		}
		key := text(item.ID)
		if key == "" {
			problems = append(problems, source.Problem{Place: place, Code: source.BadData, Message: "an item without an id", Hint: "add \"id\": \"key\""})
			continue
		}
		works = append(works, item.work(key, place))
	}
	return works, problems
}

func (c cslItem) work(key string, at source.Place) *Work {
	return &Work{
		Key: key, Type: c.Type, Authors: cslNames(c.Author), Editors: cslNames(c.Editor), Title: c.Title, Container: c.Container,
		Publisher: c.Publisher, Place: c.Place, Date: c.Issued.text(), Volume: text(c.Volume), Issue: text(c.Issue), Pages: text(c.Page),
		URL: c.URL, DOI: c.DOI, ISBN: c.ISBN, Archive: c.Archive, Note: c.Note, At: at,
	}
}

func cslNames(list []cslName) []Name {
	var names []Name
	for _, n := range list {
		switch {
		case n.Literal != "":
			names = append(names, Name{Family: n.Literal})
		case n.Family != "":
			names = append(names, Name{strings.TrimSpace(n.Particle + " " + n.Family), n.Given})
		}
	}
	return names
}

// text writes a value that may be text or a number.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return fmt.Sprint(v)
	}
	return ""
}

// text writes a date as 2023-07-28, as fine as it is given.
func (d cslDate) text() string {
	if len(d.Parts) == 0 {
		return strings.TrimSpace(d.Raw + d.Literal)
	}
	var parts []string
	for i, p := range d.Parts[0] {
		s := text(p)
		if i > 0 && len(s) == 1 {
			s = "0" + s
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "-")
}
