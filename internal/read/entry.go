package read

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/config"
	"dossier/internal/doc"
	"dossier/internal/fields"
	"dossier/internal/parse"
	"dossier/internal/record"
	"dossier/internal/slug"
	"dossier/internal/source"
	"dossier/internal/write"
)

// frontMatter splits a file: the YAML between two lines of three hyphens at its very
// beginning, and the offset at which the body begins. ok is false when the block is
// never closed.
func frontMatter(text string) (yaml string, body int, ok bool) {
	first, _, _ := strings.Cut(text, "\n")
	if strings.TrimRight(first, " \t") != "---" {
		return "", 0, true
	}
	begin := min(len(first)+1, len(text))
	for at := begin; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		line, next := text[at:], len(text)
		if end >= 0 {
			line, next = text[at:at+end], at+end+1
		}
		if line = strings.TrimRight(line, " \t"); line == "---" || line == "..." {
			return text[begin:at], next, true
		}
		at = next
	}
	return "", len(text), false
}

// Body is the offset at which the body of a text begins, behind its front matter.
func Body(text string) int {
	_, body, ok := frontMatter(text)
	if !ok {
		return 0
	}
	return body
}

// FrontMatter finds the front matter in the bytes of a file as its author saved it,
// without the lines of hyphens around it. ok is false when there is none.
func FrontMatter(raw []byte) (begin, end int, ok bool) {
	at := 0
	if bytes.HasPrefix(raw, []byte(byteOrderMark)) {
		at = len(byteOrderMark)
	}
	for line := range bytes.Lines(raw[at:]) {
		bare := string(bytes.TrimRight(line, " \t\r\n"))
		switch {
		case begin == 0 && bare != "---":
			return 0, 0, false
		case begin == 0:
			begin = at + len(line)
		case bare == "---" || bare == "...":
			return begin, at, true
		}
		at += len(line)
	}
	return 0, 0, false
}

const byteOrderMark = "\uFEFF"

// lookalikes are other ways to write front matter, and what to write instead. Each
// wants a key of ours, so that an article may begin with a line across the page.
var lookalikes = []struct {
	form *regexp.Regexp
	hint string
}{
	{regexp.MustCompile(`^\+\+\+\s*\n\s*(` + articleKeys + `)\s*=`), "this is TOML; write YAML between two lines of three hyphens: title: A visit"},
	{regexp.MustCompile(`^\{\s*"(` + articleKeys + `)"\s*:`), "this is JSON; write YAML between two lines of three hyphens: title: A visit"},
	{regexp.MustCompile(`^(\s*\n)+---[ \t]*\n\s*(` + articleKeys + `):\s`), "put the line of three hyphens at the very beginning of the file"},
	{regexp.MustCompile(`^([ \t]+---|----+|--|—|–|\x{2014}-|\s*\x{FEFF}+---)[ \t]*\n\s*(` + articleKeys + `):\s`), "begin the file with a line of exactly three hyphens"},
	{regexp.MustCompile(`^(` + articleKeys + `):\s[^\n]*\n([a-z_]+:\s[^\n]*\n)*---+[ \t]*(\n|$)`), "put a line of three hyphens before it, too"},
}

var articleKeys = strings.Join(fields.Names(config.ArticleKeys), "|")

// lookalike returns a hint when a text without front matter begins with what was meant
// as one, else "".
func lookalike(text string) string {
	head := text[:min(len(text), 4096)]
	for _, l := range lookalikes {
		if l.form.MatchString(head) {
			return l.hint
		}
	}
	return ""
}

// entry reads the front matter of an article or page. problems are those of its
// encoding. A file that cannot be used has no entry.
func (p *Project) entry(f *source.File, problems []source.Problem) (*record.Entry, []source.Problem) {
	yaml, body, ok := frontMatter(f.Text)
	if !ok {
		return nil, append(problems, source.Problem{Place: f.Place(0), Code: source.BadFrontMatter,
			Message: "the front matter is never closed", Hint: "put a line of three hyphens behind it"})
	}
	if hint := lookalike(f.Text); body == 0 && hint != "" {
		return nil, append(problems, source.Problem{Place: f.Place(0), Code: source.BadFrontMatter,
			Message: "this looks like front matter and would be shown as text", Hint: hint})
	}
	if len(yaml) > fields.Limit {
		return nil, append(problems, source.Problem{Place: f.Place(0), Code: source.TooLarge,
			Message: fmt.Sprintf("the front matter has %d bytes, the limit is %d", len(yaml), fields.Limit), Hint: "close it earlier with a line of three hyphens"})
	}
	bodyLine := f.Place(body).Line
	for i, problem := range problems {
		if problem.Line < bodyLine && body > 0 {
			problems[i].Code = source.EncodingFatal
		}
	}
	n := fields.Parse(f, yaml, 2, source.BadFrontMatter)
	m := n.Map("the front matter")
	m.Known(config.ArticleKeys)

	e := &record.Entry{
		Name:        f.Name,
		Sum:         f.Sum,
		Title:       m.String("title"),
		Authors:     append(m.Strings("author"), m.Strings("authors")...),
		AuthorNote:  m.String("author_note"),
		AuthorPlace: m.String("author_place"),
		Description: m.String("description"),
		Source:      m.String("source"),
		Publication: m.String("publication"),
		Rights:      m.String("rights"),
		Language:    m.String("language"),
		Tags:        m.Strings("tags"),
		Slug:        p.slug(m, f.Name),
		Draft:       m.Bool("draft"),
		Extent:      p.extent(m, f.Name),
		Unlisted:    m.Bool("unlisted"),
		Corrections: corrections(m),
		Body:        body,
	}
	p.hold(e, m)
	e.Date, e.DateText = m.Date("date")
	e.Aliases = aliases(m)
	for _, tag := range e.Tags {
		if slug.Make(tag) == "" {
			m.Get("tags").Report(source.BadValue, fmt.Sprintf("the tag %q has neither letter nor digit", tag), "write a word, or take it out")
		}
	}
	if e.Source != "" && !isWebAddress(e.Source) {
		m.Get("source").Report(source.BadValue, fmt.Sprintf("source: %q is no web address", e.Source), "write https://..., or give the name of the paper as publication:")
		e.Source = ""
	}
	if e.Language == "" {
		e.Language = p.Config.Language
	} else if !config.IsLanguage(e.Language) {
		m.Get("language").Report(source.BadValue, fmt.Sprintf("language: %q is no language", e.Language), config.LanguageHint)
	}
	e.Dialect = p.Config.Dialect
	if m.Has("dialect") {
		e.Dialect = m.OneOf("dialect", config.Dialects...)
	}
	e.Dates, e.Entities = authorsDates(m), p.authorsNames(m)
	e.Events = p.events(m.Get("events").List("events", false))
	problems = append(problems, n.Problems()...)
	if e.Title == "" && !source.HasErrors(n.Problems()) {
		problems = append(problems, findTitle(e, f)...)
	}
	return e, problems
}

// extent is how much of the text is published. What dossier.yaml says holds for articles,
// which may be received ones; pages are the author's own.
func (p *Project) extent(m *fields.Map, name string) record.Extent {
	word := p.Config.Text
	if strings.HasPrefix(name, "content/pages/") {
		word = config.Extents[0]
	}
	if m.Has("text") {
		word = m.OneOf("text", config.Extents...)
	}
	return record.Extent(slices.Index(config.Extents, word))
}

// hold keeps an article back until its embargo ends. One that cannot be read is an error,
// for nothing must be published too early.
func (p *Project) hold(e *record.Entry, m *fields.Map) {
	m.Guard(config.ArticleKeys, "embargo", "unlisted", "draft")
	if !slices.Contains(m.Keys(), "embargo") {
		return
	}
	until, _ := m.Date("embargo")
	first, last := until.Bounds()
	if until.IsZero() || first != last || first.String() != until.String() {
		m.Report("embargo", source.BadDate, "an embargo ends on a day", "write a whole date, 2024-05-01, or take the line out")
		return
	}
	e.Embargo = until
}

// corrections reads what was set right in an article.
func corrections(m *fields.Map) []record.Correction {
	var list []record.Correction
	for _, n := range m.Get("corrections").List("corrections", false) {
		item := n.Map("an item of corrections")
		item.Known(config.CorrectionKeys)
		c := record.Correction{Text: item.String("text")}
		c.Date, _ = item.Date("date")
		if c.Text == "" || c.Date.IsZero() {
			n.Report(source.BadValue, "a correction needs a date and a text", "- {date: 2024-05-01, text: \"The ship was called Aurora, not Avrora.\"}")
			continue
		}
		list = append(list, c)
	}
	return list
}

// slug is the last part of the address: as stated, else from the file's name.
func (p *Project) slug(m *fields.Map, name string) string {
	if s := m.String("slug"); s != "" {
		made := slug.Make(s)
		if made == "" {
			m.Get("slug").Report(source.BadValue, fmt.Sprintf("slug %q has neither letter nor digit", s), "write a word of letters, digits and hyphens")
		} else if made != s {
			m.Get("slug").Report(source.BadValue, fmt.Sprintf("slug %q cannot stand in an address", s), "write \""+made+"\"")
		}
		return made
	}
	base := path.Base(name)
	if made := slug.Make(p.redact.Bar(strings.TrimSuffix(base, path.Ext(base)))); made != "" {
		return made
	}
	return "untitled"
}

// aliases reads the old addresses of an article and refuses those that no file of the
// site can have.
func aliases(m *fields.Map) []string {
	var list []string
	for _, n := range m.Get("aliases").List("aliases", true) {
		text, _ := n.Text("an item of aliases")
		if strings.TrimSpace(text) == "" {
			continue
		}
		old := cleanPath(text)
		err := write.CheckPath(strings.Trim(old, "/"))
		if old == "/" {
			err = errors.New("that is the home page")
		}
		if err != nil {
			n.Report(source.BadAddress, fmt.Sprintf("an alias cannot be %q: %v", text, err), "write the old address below the site, /2023/a-visit/")
			continue
		}
		list = append(list, old)
	}
	return list
}

// cleanPath writes an old address as a path of the site: "/a/b/".
func cleanPath(s string) string {
	clean := path.Clean("/" + strings.TrimSpace(s))
	if path.Ext(clean) == ".html" {
		return clean
	}
	return strings.TrimSuffix(clean, "/") + "/"
}

// findTitle takes the title from the first level-1 heading, else from the file's name.
func findTitle(e *record.Entry, f *source.File) []source.Problem {
	if line := headingLine(f.Text[e.Body:]); line != "" {
		fragment, _ := source.NewFile(f.Name, []byte(line))
		for _, b := range parse.Parse(e.Dialect, fragment, 0).Blocks {
			if b.Kind == doc.Heading && b.Level == 1 && b.Plain() != "" {
				e.Title, e.TitleInBody = b.Plain(), true
				return nil
			}
		}
	}
	base := path.Base(f.Name)
	e.Title = strings.TrimSuffix(base, path.Ext(base))
	return []source.Problem{{Place: f.Place(e.Body), Code: source.NoTitle,
		Message: "the article has no title, so it is called by its file name", Hint: "add a line \"title: ...\" to the front matter"}}
}

// headingLine finds the first level-1 heading outside of fenced code and returns its
// line, or two lines when it is underlined.
func headingLine(text string) string {
	fence, before := "", ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		trimmed := strings.TrimLeft(line, " ")
		indented := len(line)-len(trimmed) > 3
		switch {
		case fence != "":
			if strings.HasPrefix(trimmed, fence) {
				fence = ""
			}
		case indented:
		case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
			fence = trimmed[:3]
		case strings.HasPrefix(trimmed, "# "):
			return line
		case trimmed != "" && strings.Trim(trimmed, "= \t") == "" && strings.TrimSpace(before) != "":
			return before + "\n" + line
		}
		before = line
	}
	return ""
}
