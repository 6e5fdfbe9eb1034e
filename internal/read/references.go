package read

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/fields"
	"dossier/internal/record"
	"dossier/internal/resolve/entities"
	"dossier/internal/source"
)

// readSees reads a key that takes ids of entities. Whom they mean is known when all
// entities are.
func readSees(m *fields.Map, key string) []record.See {
	var list []record.See
	for _, n := range m.Get(key).List(key, true) {
		text, _ := n.Text("an item of " + key)
		if id := strings.TrimSpace(text); id != "" {
			list = append(list, record.See{ID: id, Place: n.Place()})
		}
	}
	return list
}

// checkReferences brings former ids up to date, and reports ids that no entity has and
// references that lead back to where they begin. list is sorted by id.
func (r *entityReader) checkReferences(list []*record.Entity, known *ids) {
	for _, e := range r.list {
		for _, sees := range [][]record.See{e.Broader, e.Related} {
			for i, s := range sees {
				now, hint, ok := known.current(s.ID)
				if !ok {
					r.problems = append(r.problems, source.Problem{Place: s.Place, Code: source.UnknownEntity,
						Message: fmt.Sprintf("no entity has the id %q", s.ID), Hint: hint})
					continue
				}
				sees[i].ID = now
			}
		}
	}
	find := func(id string) *record.Entity {
		if i, ok := slices.BinarySearchFunc(list, id, func(e *record.Entity, id string) int { return strings.Compare(e.ID, id) }); ok {
			return list[i]
		}
		return nil
	}
	check := func(from *record.Entity, s record.See, whole bool) {
		if to := find(s.ID); to != nil && (to == from || whole && isPartOf(to, from, find)) {
			r.problems = append(r.problems, source.Problem{Place: s.Place, Code: source.CircularSee,
				Message: fmt.Sprintf("%q leads from %q back to itself", s.ID, from.ID), Hint: "take one of the references out"})
		}
	}
	for _, e := range r.list {
		for _, s := range e.Broader {
			check(e, s, true)
		}
		for _, s := range e.Related {
			check(e, s, false)
		}
	}
}

// isPartOf tells whether the way up from an entity comes to whole.
func isPartOf(e, whole *record.Entity, find func(string) *record.Entity) bool {
	seen := map[*record.Entity]bool{}
	for way := []*record.Entity{e}; len(way) > 0; {
		e, way = way[0], way[1:]
		if e == nil || seen[e] {
			continue
		}
		if seen[e] = true; e == whole {
			return true
		}
		for _, s := range e.Broader {
			way = append(way, find(s.ID))
		}
	}
	return false
}

// readRules reads a key that takes rules of name finding.
func readRules(m *fields.Map, key string) []string {
	var names []string
	for _, n := range m.Get(key).List(key, true) {
		name, _ := n.Text("an item of " + key)
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if message, hint := checkRule(key, name); message != "" {
			n.Report(source.BadValue, message, hint)
		}
		names = append(names, name)
	}
	return names
}

// checkRule says what is wrong with the name of a rule, "" when it is one.
func checkRule(key, name string) (message, hint string) {
	var names []string
	for _, r := range entities.Rules() {
		names = append(names, r[0])
	}
	if slices.Contains(names, name) {
		return "", ""
	}
	return fmt.Sprintf("%s: %q is no rule", key, name), source.DidYouMean(name, names, "the rules are "+strings.Join(names, ", "))
}

// checkRules tells of rules in dossier.yaml that do not exist.
func (p *Project) checkRules() {
	for i, name := range p.Config.RulesOff {
		if message, hint := checkRule("rules_off", name); message != "" {
			p.Problems = append(p.Problems, source.Problem{Place: p.Config.RulesAt[i], Code: source.BadValue, Message: message, Hint: hint})
		}
	}
}
