package suggest

import (
	"encoding/json"
	"fmt"
	"strings"

	"dossier/internal/edit"
)

// The words of Proposal.Decision.
const (
	Accepted = "accept"
	Rejected = "refuse"
)

// ReadDecisions reads a list of proposals as `dossier suggest --json` prints it, in
// which the author has set "decision" to accept or refuse and may have changed
// names, ids, types, aliases and "alias_of". Proposals without a decision are left
// out.
func ReadDecisions(list []byte) (accepted []Proposal, refused []string, err error) {
	var all []Proposal
	if err := json.Unmarshal(list, &all); err != nil {
		return nil, nil, fmt.Errorf("read the list of decisions: %w", err)
	}
	for i, p := range all {
		switch {
		case p.Decision != "" && strings.TrimSpace(p.Name) == "":
			return nil, nil, fmt.Errorf("entry %d of the list has a decision and no name", i+1)
		case p.Decision == Accepted:
			accepted = append(accepted, p)
		case p.Decision == Rejected:
			refused = append(refused, p.Name)
		case p.Decision != "":
			return nil, nil, fmt.Errorf("entry %d of the list, %q: decision is %q, not accept or refuse", i+1, p.Name, p.Decision)
		}
	}
	return accepted, refused, nil
}

// Accept writes proposals into the text of an entities.yaml, as edit.AddEntity does. One
// with AliasOf becomes an alias of that entity. An error means that nothing should be
// written.
func Accept(entities []byte, proposals ...Proposal) ([]byte, error) {
	text, err := entities, error(nil)
	for _, alias := range []bool{false, true} { // owners first, so that their aliases find them
		for _, p := range proposals {
			if alias != (p.AliasOf != "") {
				continue
			}
			if text, err = accept(text, p); err != nil {
				return nil, fmt.Errorf("accept %q: %w", p.Name, err)
			}
		}
	}
	return text, nil
}

func accept(entities []byte, p Proposal) ([]byte, error) {
	if p.AliasOf != "" {
		return edit.AddForms(entities, p.AliasOf, append([]string{p.Name}, p.Aliases...)...)
	}
	return edit.AddEntity(entities, edit.Entity{ID: p.ID, Name: p.Name, Type: p.Type, Aliases: p.Aliases})
}
