package read

import (
	"path"
	"slices"
	"strings"

	"dossier/internal/config"
	"dossier/internal/fields"
	"dossier/internal/record"
	"dossier/internal/source"
)

// receivedEndings are those of files that `dossier import --keep-received` keeps.
var receivedEndings = []string{".txt", ".html", ".htm", ".pdf"}

// readImports finds the received files that are kept beside their import logs, so that
// a reader can compare what came with what was made of it.
func (p *Project) readImports() error {
	for _, e := range slices.Concat(p.Catalogue.Articles, p.Catalogue.Unlisted) {
		if e.Extent != record.Full {
			continue // the received file has the whole text
		}
		base := "content/imports/" + strings.TrimSuffix(path.Base(e.Name), path.Ext(e.Name))
		for _, ending := range receivedEndings {
			if !p.Media[base+ending] {
				continue
			}
			log, err := p.readImportLog(base + ".yaml")
			if err != nil {
				return err
			}
			text := base + ending
			if ending == ".pdf" {
				text += ".txt"
			}
			if !p.Media[text] {
				text = ""
			}
			e.Import = &record.Import{Received: base + ending, Text: text, Log: log}
			break
		}
	}
	return nil
}

func (p *Project) readImportLog(name string) ([]record.Repair, error) {
	if !isRegular(p.path(name)) {
		return nil, nil
	}
	f, err := p.data(name)
	if err != nil {
		return nil, err
	}
	n := fields.Parse(f, f.Text, 1, source.BadData)
	m := n.Map("an import log")
	m.Known(config.ImportKeys)
	var log []record.Repair
	for _, item := range m.Get("log").List("log", false) {
		r := item.Map("an entry of log")
		log = append(log, record.Repair{
			Line: r.String("line"), Kind: r.String("kind"), Before: r.String("before"), After: r.String("after"), Message: r.String("message"),
		})
	}
	p.Problems = append(p.Problems, n.Problems()...)
	return log, nil
}
