package build

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/record"
	"dossier/internal/resolve/entities"
	"dossier/internal/resolve/prose"
	"dossier/internal/source"
)

// markNames finds the names of entities and decides which of them become links.
// The doubts that come back are what it could not settle.
func (c *compiler) markNames(d *doc.Doc, e *record.Entry, leaves []prose.Leaf, blocks []prose.Block) []doubtFound {
	mentions, doubts := c.names.Find(blocks, entities.Options{
		As: e.Entities.As, Ignore: e.Entities.Ignore, Off: slices.Concat(c.project.Config.RulesOff, e.Entities.Off),
	})
	choice := newLinkChoice(c.project.Config.Link, e.About)
	for i, l := range leaves {
		if l.Block.Kind == doc.Heading && l.Note == nil {
			choice.section()
		}
		choice.byHand(l.Block)
		n := countWhile(mentions, func(m entities.Mention) bool { return m.Block == i })
		links := marked(l.Block, doc.Link)
		l.Block.Marks = slices.Grow(l.Block.Marks, n)
		for _, m := range mentions[:n] {
			mark := doc.Mark{Kind: doc.Mention, Start: m.Start, End: m.End, Target: m.Entity, Title: m.Rule}
			if m.Rule != record.Demonym && canLink(l) && !covers(links, m.Start, m.End) && choice.take(m.Entity) {
				mark.Num = 1
			}
			l.Block.Marks = append(l.Block.Marks, mark)
		}
		l.Block.SortMarks()
		mentions = mentions[n:]
	}
	found := make([]doubtFound, len(doubts))
	for i, doubt := range doubts {
		found[i].Doubt = doubt
		if doubt.Block < 0 {
			noEffect(d, e.Entities.Places[doubt.Text], "entities", doubt.Text, "write the name as it stands in the text, outside links and code")
			continue
		}
		c.doubt(d, leaves, doubt)
		found[i].block = leaves[doubt.Block].Block
	}
	return found
}

// canLink tells whether names in a leaf become links: those in headings, captions and
// notes are counted only.
func canLink(l prose.Leaf) bool {
	return l.Note == nil && !l.Caption && l.Block.Kind != doc.Heading
}

// marked lists the marks of one kind in a block, in the order of the text. Links and
// citations do not overlap, so covers can search.
func marked(b *doc.Block, kind doc.MarkKind) []doc.Mark {
	var list []doc.Mark
	for _, m := range b.Marks {
		if m.Kind == kind {
			list = append(list, m)
		}
	}
	return list
}

// covers tells whether one of the marks touches a stretch of the text.
func covers(list []doc.Mark, start, end int) bool {
	i := sort.Search(len(list), func(i int) bool { return list[i].End > start })
	return i < len(list) && list[i].Start < end
}

// linkChoice picks the mentions that become links, by the setting link: in
// dossier.yaml.
type linkChoice struct {
	mode   string
	self   string // the entity whose page this is, "" for none: a page never links to itself
	linked map[string]bool
}

func newLinkChoice(mode, self string) *linkChoice { return &linkChoice{mode, self, map[string]bool{}} }

// section begins a new section of the article.
func (l *linkChoice) section() {
	if l.mode == "section" {
		clear(l.linked)
	}
}

// byHand takes note of the entities that the author has linked in a block.
func (l *linkChoice) byHand(b *doc.Block) {
	for _, m := range b.Marks {
		if m.Kind == doc.Mention && m.Num == 1 {
			l.linked[m.Target] = true
		}
	}
}

func (l *linkChoice) take(entity string) bool {
	switch {
	case l.mode == "none", entity == l.self:
		return false
	case l.mode == "all":
		return true
	case l.linked[entity]:
		return false
	}
	l.linked[entity] = true
	return true
}

// isStated tells whether the author states an entity; a doubt between names that were
// only found is for the review of these names.
func (c *compiler) isStated(id string) bool {
	list := c.project.Catalogue.Entities
	i, ok := slices.BinarySearchFunc(list, id, func(e *record.Entity, id string) int { return strings.Compare(e.ID, id) })
	return ok && !list[i].Found
}

// doubt tells the author of a form that the matcher could not settle.
func (c *compiler) doubt(d *doc.Doc, leaves []prose.Leaf, doubt entities.Doubt) {
	if doubt.Rule != "ambiguous" || !slices.ContainsFunc(doubt.Entities, c.isStated) {
		return
	}
	b := leaves[doubt.Block].Block
	d.Report(b.SourceOffset(doubt.Start), source.AmbiguousName,
		fmt.Sprintf("%q fits %s, so it is not linked", doubt.Text, strings.Join(doubt.Entities, " and ")),
		"write the full name once in the article")
}

// sharedNames warns of forms that several entities claim, at the place of each claim
// but the first.
func sharedNames(names *entities.Dictionary, list []*record.Entity) []source.Problem {
	byID := map[string]*record.Entity{}
	for _, e := range list {
		byID[e.ID] = e
	}
	var problems []source.Problem
	for _, s := range names.Shared() {
		first := byID[s.Entities[0]]
		for _, id := range s.Entities[1:] {
			if byID[id].Found || first.Found {
				continue // the author has not stated it
			}
			problems = append(problems, source.Problem{Place: claim(byID[id], s.Text), Code: source.SharedAlias,
				Message: fmt.Sprintf("%q names both %q and %q (%s)", s.Text, id, first.ID, claim(first, s.Text)),
				Hint:    "make one of the two forms longer, or remove it"})
		}
	}
	return problems
}

// claim is the place where an entity states a form.
func claim(e *record.Entity, form string) source.Place {
	for _, a := range slices.Concat(e.Aliases, e.Demonyms) {
		if strings.EqualFold(a.Text, form) {
			return a.Place
		}
	}
	return e.Place
}
