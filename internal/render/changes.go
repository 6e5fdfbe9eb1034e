package render

import (
	"cmp"
	"html"
	"slices"
	"strconv"

	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/record"
)

// CorrectionView is something that was set right in an article.
type CorrectionView struct {
	Date DateView
	Text string
}

// corrections of an article or page, the latest first.
func (s *Site) corrections(e *record.Entry) []CorrectionView {
	var views []CorrectionView
	for _, c := range latestFirst(e.Corrections) {
		views = append(views, CorrectionView{s.dateView(c.Date), c.Text})
	}
	return views
}

func latestFirst(list []record.Correction) []record.Correction {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b record.Correction) int { return edtf.Compare(b.Date, a.Date) })
	return list
}

// modified is the date of the last correction of an article, else its own.
func modified(e *record.Entry) edtf.Date {
	if len(e.Corrections) == 0 {
		return e.Date
	}
	if last := latestFirst(e.Corrections)[0].Date; e.Date.IsZero() || edtf.Compare(last, e.Date) > 0 {
		return last
	}
	return e.Date
}

// updated is when an article changed last, as feeds write it.
func updated(e *record.Entry) string { return stamp(modified(e)) }

// correctionsHTML shows the corrections to those who read an article in a feed.
func (s *Site) correctionsHTML(e *record.Entry) string {
	if len(e.Corrections) == 0 {
		return ""
	}
	list := "<ul>"
	for _, c := range s.corrections(e) {
		list += "<li>" + html.EscapeString(s.say("corrected")+" "+c.Date.Words+": "+c.Text) + "</li>"
	}
	return list + "</ul>"
}

// NoticeView stands for the text of an article that is not published.
type NoticeView struct{ Words, Address string }

// notice says how much of a text is not published and leads to the original; nil when
// nothing is missing.
func (s *Site) notice(e *record.Entry) *NoticeView {
	switch e.Extent {
	case record.Excerpt:
		return &NoticeView{s.say("excerpt"), e.Source}
	case record.Withheld:
		return &NoticeView{s.say("withheld"), e.Source}
	}
	return nil
}

func (s *Site) noticeHTML(e *record.Entry) string {
	n := s.notice(e)
	if n == nil {
		return ""
	}
	text := "<p>" + html.EscapeString(n.Words)
	if n.Address != "" {
		text += ` <a href="` + html.EscapeString(n.Address) + `">` + html.EscapeString(s.say("read_original")) + "</a>"
	}
	return text + "</p>"
}

// everyArticle lists the articles that have a page.
func (s *Site) everyArticle() []*index.Article {
	return slices.Concat(s.Index.Articles, s.Index.Unlisted)
}

// listed leaves out the pages that are in no list.
func listed(pages []*record.Entry) []*record.Entry {
	return slices.DeleteFunc(slices.Clone(pages), func(e *record.Entry) bool { return e.Unlisted })
}

// unlistedPages are the addresses of pages that only those find who have them.
func (s *Site) unlistedPages() map[string]bool {
	set := map[string]bool{}
	for _, a := range s.Index.Unlisted {
		set[a.Path], set[receivedPath(a)] = true, true
	}
	for _, p := range s.Pages {
		if p.Unlisted {
			set["/"+p.Slug+"/"] = true
		}
	}
	return set
}

func (s *Site) isUnlisted(address string) bool { return s.unlisted[address] }

// change is one entry of the page of changes: a new article with the names that it is
// the first to mention, or a correction.
type change struct {
	date       edtf.Date
	article    *index.Article
	correction string
	names      []*index.Entity
}

// changes lists what is new by the dates of the content, the newest first. What has no
// date has no place here.
func (s *Site) changes() []change {
	first := map[*index.Article][]*index.Entity{}
	for _, e := range s.Index.Entities {
		i := slices.IndexFunc(e.Mentions, func(m index.Mention) bool { return !m.Article.Entry.Date.IsZero() }) // undated ones come first
		if i >= 0 {
			first[e.Mentions[i].Article] = append(first[e.Mentions[i].Article], e)
		}
	}
	var list []change
	for _, a := range s.Index.Articles {
		if !a.Entry.Date.IsZero() {
			list = append(list, change{date: a.Entry.Date, article: a, names: first[a]})
		}
		for _, c := range a.Entry.Corrections {
			list = append(list, change{date: c.Date, article: a, correction: c.Text})
		}
	}
	slices.SortStableFunc(list, func(a, b change) int { return edtf.Compare(b.date, a.date) })
	return list
}

// ChangeView is a new article or a correction of one.
type ChangeView struct {
	LinkView
	Text       TextView
	Correction string
	Names      []LinkView
}

// ChangeDay is what has one date.
type ChangeDay struct {
	Title   string
	Changes []ChangeView
}

// changePages list the changes, so many on a page.
func (s *Site) changePages() []File {
	list := s.changes()
	var files []File
	paths := []string{"/changes/"}
	for n := 2; (n-1)*listLength < len(list); n++ {
		paths = append(paths, "/changes/page/"+strconv.Itoa(n)+"/")
	}
	for i, path := range paths {
		part := list[min(i*listLength, len(list)):min((i+1)*listLength, len(list))]
		s.shows(folder(path), func(d shown) {
			d.text(paths...)
			d.changes(part)
		})
		files = append(files, File{folder(path), func() (Content, error) {
			p := ListPage{number: i + 1}
			b := s.base("changes", path, p.heading(s, s.say("changes")), p.heading(s, s.say("changes_about", s.Config.Title)))
			s.crumb(&b)
			s.describeCollection(&b)
			return s.page(b, struct {
				Base
				Days  []ChangeDay
				Parts []LinkView
			}{b, s.changeDays(b, part), partLinks(b, paths)})
		}})
	}
	return files
}

func (s *Site) changeDays(b Base, list []change) []ChangeDay {
	var days []ChangeDay
	for _, c := range list {
		e := c.article.Entry
		title := cmp.Or(s.date(c.date), s.say("undated"))
		if k := len(days); k == 0 || days[k-1].Title != title {
			days = append(days, ChangeDay{Title: title})
		}
		v := ChangeView{LinkView: LinkView{Address: b.To(c.article.Path), Title: e.Title}, Text: s.text(e.Language), Correction: c.correction}
		if c.correction != "" {
			v.Address += "#corrections"
		}
		for _, n := range c.names {
			v.Names = append(v.Names, LinkView{Address: b.To(n.Path), Title: n.Name})
		}
		last := &days[len(days)-1]
		last.Changes = append(last.Changes, v)
	}
	return days
}
