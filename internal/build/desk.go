package build

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/edit"
	"dossier/internal/inspect"
	"dossier/internal/parse"
	"dossier/internal/pool"
	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/resolve/dates"
	"dossier/internal/resolve/entities"
	"dossier/internal/source"
	"dossier/internal/suggest"
)

// Desk is what waits for the author's decision, in sections.
type Desk []DeskSection

// DeskSection is one kind of decisions.
type DeskSection struct {
	ID    string
	Title string
	Items []DeskItem
}

// DeskItem is one decision: what it is about, the sentences that show it, and the lines
// to paste for each way to decide.
type DeskItem struct {
	Title  string
	Why    string
	Quotes []DeskQuote
	Paste  []DeskPaste
}

// DeskQuote is a sentence with its place, file:line:column.
type DeskQuote struct{ At, Text string }

// DeskPaste is a piece of YAML and where it goes.
type DeskPaste struct{ Where, YAML string }

// frontMatterOf names the place of lines in an article.
const frontMatterOf = "the front matter of "

// MakeDesk reads a project and lists what it leaves open. problems are those of the
// last build. Nothing is written.
func MakeDesk(ctx context.Context, dir string, workers int, problems []source.Problem) (Desk, error) {
	p, all, err := scanAndPropose(ctx, dir, workers)
	if err != nil {
		return nil, err
	}
	publishFound(p, all)
	c := newCompiler(p, nil, nil)
	type open struct{ names, dates []DeskItem }
	articles, err := pool.MapContext(ctx, workers, p.Catalogue.Articles, func(_ int, e *record.Entry) (open, error) {
		f, _, err := p.File(e.Name, read.ArticleLimit)
		if err != nil {
			return open{}, err
		}
		d := parse.Parse(e.Dialect, f, e.Body)
		settleHeadings(d, e)
		found := c.resolve(d, e)
		return open{doubtItems(p, d, e, found.doubts), dateItems(d, e, found.dates)}, nil
	})
	if err != nil {
		return nil, err
	}
	doubts, err := importItems(p)
	if err != nil {
		return nil, err
	}
	desk := Desk{{ID: "names", Title: "Names to accept or refuse", Items: proposalItems(p, all)},
		{ID: "links", Title: "Names that are not certain"}, {ID: "dates", Title: "Dates that are not resolved"}, {ID: "imports", Title: "What imports were not certain of", Items: doubts},
		{ID: "problems", Title: "Problems", Items: problemItems(p, problems)}}
	for _, a := range articles {
		desk[1].Items = append(desk[1].Items, a.names...)
		desk[2].Items = append(desk[2].Items, a.dates...)
	}
	return desk, nil
}

// proposalItems words proposals; the lines to paste are those that `dossier suggest`
// would write.
func proposalItems(p *read.Project, all []suggest.Proposal) []DeskItem {
	var items []DeskItem
	for _, q := range all {
		item := DeskItem{Title: q.Name, Why: fmt.Sprintf("%s (%s); mentions: %d, articles: %d; %s", q.Type, q.TypeReason, q.Count, q.Articles, q.Reason)}
		for _, e := range q.Examples {
			item.Quotes = append(item.Quotes, DeskQuote{e.At, e.Sentence})
		}
		if q.AliasOf != "" {
			item.Title += " = " + q.AliasOf
			item.Paste = append(item.Paste, DeskPaste{"the entity " + q.AliasOf, aliasLine(p, q.AliasOf, record.Alias{Text: q.Name})})
		} else if text, err := suggest.Accept(nil, q); err == nil {
			item.Paste = append(item.Paste, DeskPaste{p.EntityFile(), string(text)})
		}
		if text, err := edit.Refuse(nil, q.Name); err == nil {
			item.Paste = append(item.Paste, DeskPaste{p.RefusedFile(), string(text)})
		}
		items = append(items, item)
	}
	return items
}

// doubtFound is a doubt with the block that it stands in, nil for a directive of the
// front matter.
type doubtFound struct {
	entities.Doubt
	block *doc.Block
}

// doubtItems words the doubts of one article's names.
func doubtItems(p *read.Project, d *doc.Doc, e *record.Entry, doubts []doubtFound) []DeskItem {
	var items []DeskItem
	for _, q := range doubts {
		item := DeskItem{Title: q.Text}
		if q.block != nil {
			item.Quotes = []DeskQuote{{d.File.Place(q.block.SourceOffset(q.Start)).String(), inspect.SentenceAt(q.block, q.Start)}}
		} else {
			item.Quotes = []DeskQuote{{At: e.Name}}
		}
		where := frontMatterOf + e.Name
		switch q.Rule {
		case "ambiguous":
			item.Why = "fits " + strings.Join(q.Entities, " and ")
			for _, id := range q.Entities {
				o := e.Entities
				o.As = with(o.As, q.Text, id)
				item.Paste = append(item.Paste, DeskPaste{where, entityLine(o)})
			}
			o := e.Entities
			o.Ignore = append(slices.Clone(o.Ignore), q.Text)
			item.Paste = append(item.Paste, DeskPaste{where, entityLine(o)})
		case "spelling":
			item.Why = "looks like another spelling of " + strings.Join(q.Entities, " or ")
			for _, id := range q.Entities {
				item.Paste = append(item.Paste, DeskPaste{"the entity " + id, aliasLine(p, id, record.Alias{Text: q.Text, Hidden: true})})
			}
		default:
			item.Why = "entities: {" + q.Rule + "} names words that the article does not have"
		}
		items = append(items, item)
	}
	return items
}

// dateItems words the dates of one article that miss a part.
func dateItems(d *doc.Doc, e *record.Entry, readings []dateFound) []DeskItem {
	var items []DeskItem
	for _, r := range readings {
		if !isOpen(r.Reading) {
			continue
		}
		where := frontMatterOf + e.Name
		item := DeskItem{Title: r.Surface, Why: r.Reason.English(),
			Quotes: []DeskQuote{{d.File.Place(r.block.SourceOffset(r.Start)).String(), inspect.SentenceAt(r.block, r.Start)}}}
		if e.Date.IsZero() {
			item.Paste = append(item.Paste, DeskPaste{where, "date: YYYY-MM-DD"})
		}
		set, ignore := written(e.Dates.Set), e.Dates
		ignore.Ignore = append(slices.Clone(ignore.Ignore), r.Surface)
		item.Paste = append(item.Paste, DeskPaste{where, dateLine(e.Dates, with(set, r.Surface, "YYYY-MM-DD"))}, DeskPaste{where, dateLine(ignore, set)})
		items = append(items, item)
	}
	return items
}

// isOpen tells whether a reading means days of the calendar but not which. Unknown
// parts are written X, but no other letter of a value is one.
func isOpen(r dates.Reading) bool {
	return (r.Type == "DATE" || r.Type == "TIME") && strings.Contains(r.Value, "X")
}

// problemItems words problems with the line of the file that each is about.
func problemItems(p *read.Project, problems []source.Problem) []DeskItem {
	files := map[string]*source.File{}
	var items []DeskItem
	for _, q := range problems {
		item := DeskItem{Title: fmt.Sprintf("%s: %s [%s]", q.Severity(), q.Message, q.Code), Why: q.Hint}
		f, ok := files[q.File]
		if !ok && q.Line > 0 {
			f, _, _ = p.File(q.File, read.DataLimit) // a file that is gone has no line to show
			files[q.File] = f
		}
		quote := DeskQuote{At: q.Place.String()}
		if f != nil {
			quote.Text = strings.TrimSpace(f.Line(q.Line))
		}
		item.Quotes = []DeskQuote{quote}
		items = append(items, item)
	}
	return items
}

// quote writes a text for YAML, which takes strings as JSON writes them.
func quote(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // strings always encode
	}
	return strings.TrimSuffix(b.String(), "\n")
}
