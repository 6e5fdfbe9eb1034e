package export

import (
	"strconv"
	"strings"

	"dossier/internal/bib"
	"dossier/internal/edtf"
)

type cslName struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts,omitempty"`
	Raw   string  `json:"raw,omitempty"`
}

type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Editor    []cslName `json:"editor,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Place     string    `json:"publisher-place,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Volume    string    `json:"volume,omitempty"`
	Issue     string    `json:"issue,omitempty"`
	Page      string    `json:"page,omitempty"`
	URL       string    `json:"URL,omitempty"`
	DOI       string    `json:"DOI,omitempty"`
	ISBN      string    `json:"ISBN,omitempty"`
	Archive   string    `json:"archive,omitempty"`
	Note      string    `json:"note,omitempty"`
}

func cslOf(w *bib.Work) cslItem {
	return cslItem{
		ID: w.Key, Type: w.Type, Title: w.Title, Author: cslNames(w.Authors), Editor: cslNames(w.Editors), Container: w.Container,
		Publisher: w.Publisher, Place: w.Place, Issued: cslIssued(w.Date), Volume: w.Volume, Issue: w.Issue, Page: w.Pages,
		URL: w.URL, DOI: w.DOI, ISBN: w.ISBN, Archive: w.Archive, Note: w.Note,
	}
}

func cslNames(list []bib.Name) []cslName {
	var names []cslName
	for _, n := range list {
		if n.Given == "" {
			names = append(names, cslName{Literal: n.Family})
		} else {
			names = append(names, cslName{Family: n.Family, Given: n.Given})
		}
	}
	return names
}

// cslIssued gives a plain date in parts; anything else is left as it was given, which
// CSL calls raw.
func cslIssued(date string) *cslDate {
	if date == "" {
		return nil
	}
	raw := &cslDate{Raw: date}
	d, err := edtf.Parse(date)
	if err != nil || d.ISO() != date {
		return raw
	}
	var parts []int
	for _, p := range strings.Split(date, "-") {
		n, err := strconv.Atoi(p)
		if err != nil || len(p) != 2 && len(p) != 4 {
			return raw
		}
		parts = append(parts, n)
	}
	if len(parts) > 3 || parts[0] < 1 || len(date) < 4 || strings.IndexByte(date+"-", '-') != 4 {
		return raw
	}
	return &cslDate{Parts: [][]int{parts}}
}
