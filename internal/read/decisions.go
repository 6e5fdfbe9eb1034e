package read

import (
	"path"
	"strings"

	"dossier/internal/fields"
	"dossier/internal/source"
)

// beside is where a data file stands: in content/, or among the articles of a bare
// folder, which a folder content/ would hide.
func (p *Project) beside(name string) string { return path.Join(p.Content, name) }

// EntityFile is the file of the project's entities.
func (p *Project) EntityFile() string { return p.beside("entities.yaml") }

// RefusedFile is the file of the names that are no entities.
func (p *Project) RefusedFile() string { return p.beside("refused.yaml") }

// Auto tells whether names that the author has not seen are published: as dossier.yaml
// says, else as long as the author has decided on none.
func (p *Project) Auto() bool {
	if p.Config.Names == "" {
		return !p.Decided
	}
	return p.Config.Names == "auto"
}

// readRefused reads the refused names: a list whose items are names, or mappings with
// the key name and whatever else the author notes.
func (p *Project) readRefused() error {
	name := p.RefusedFile()
	if !isRegular(p.path(name)) {
		return nil
	}
	p.Decided = true
	f, err := p.data(name)
	if err != nil {
		return err
	}
	n := fields.Parse(f, f.Text, 1, source.BadData)
	for _, item := range n.List(name, false) {
		text := ""
		if item.IsMap() {
			text = item.Map("a refused name").String("name")
		} else {
			text, _ = item.Text("a refused name")
		}
		if text = strings.TrimSpace(text); text == "" {
			item.Report(source.BadValue, "a refused name is empty", "- Monday")
			continue
		}
		p.Refused = append(p.Refused, text)
	}
	p.Problems = append(p.Problems, n.Problems()...)
	return nil
}
