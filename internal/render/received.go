package render

import (
	"path"
	"strings"

	"dossier/internal/index"
	"dossier/internal/record"
	"dossier/internal/resolve/links"
	"dossier/internal/source"
)

// receivedPath is the page that shows an article as it was received.
func receivedPath(a *index.Article) string { return a.Path + "received/" }

// ReceivedView shows what came and what was made of it.
type ReceivedView struct {
	Base
	Article  LinkView
	File     string          // address of the received file, "" where it is shown as text only
	Received string          // the received text, that of a PDF as it was read
	Repairs  []record.Repair // every change and doubt of the import
}

// receivedPages let a reader compare an imported article with the received file. A web
// page is shown as text: its scripts are not ours to run.
func (s *Site) receivedPages() []File {
	var files []File
	for _, a := range s.everyArticle() {
		if a.Entry.Import != nil {
			files = append(files, File{folder(receivedPath(a)), func() (Content, error) { return s.received(a) }})
		}
	}
	return files
}

func (s *Site) received(a *index.Article) (Content, error) {
	from := a.Entry.Import
	b := s.base("received", receivedPath(a), s.say("as_received", a.Entry.Title), s.say("as_received_about", a.Entry.Title))
	b.Language = a.Entry.Language
	s.crumb(&b, [2]string{"/articles/", s.say("articles")}, [2]string{a.Path, a.Entry.Title})
	v := ReceivedView{Base: b, Article: LinkView{Address: b.To(a.Path), Title: a.Entry.Title}, Repairs: from.Log}
	if isPublishable(from.Received) {
		v.File = b.To(links.MediaAddress(from.Received))
	}
	if from.Text != "" {
		raw, err := s.Read(from.Text)
		if err != nil {
			return Content{}, err
		}
		f, _ := source.NewFile(from.Text, raw)
		v.Received = f.Text
	}
	return s.page(b, v)
}

// isPublishable tells whether a received file can stand in the site as it is.
func isPublishable(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".txt" || ext == ".pdf"
}

// receivedFiles are the received files that stand in the site: path -> source file.
func (s *Site) receivedFiles() map[string]string {
	files := map[string]string{}
	for _, a := range s.everyArticle() {
		if i := a.Entry.Import; i != nil && isPublishable(i.Received) {
			files[links.MediaAddress(i.Received)[1:]] = i.Received
		}
	}
	return files
}
