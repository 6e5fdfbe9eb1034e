package read

import (
	"path"
	"strings"

	"dossier/internal/source"
	"dossier/internal/write"
)

// Published is an address that the site had once, and the line that says so.
type Published struct {
	Address string // path of the site: /articles/a/
	Place   source.Place
}

// LockFile remembers every address that the site ever had, one a line. A build reads it
// and never writes it.
func (p *Project) LockFile() string { return path.Join(p.Content, "urls.lock") }

// readLock reads the addresses that were published.
func (p *Project) readLock() error {
	name := p.LockFile()
	if !isRegular(p.path(name)) {
		return nil
	}
	f, err := p.data(name)
	if err != nil {
		return err
	}
	at := 0
	for line := range strings.Lines(f.Text) {
		place := f.Place(at)
		at += len(line)
		address := strings.TrimSpace(line)
		if address == "" || address[0] == '#' {
			continue
		}
		if clean := cleanPath(address); clean != address || write.CheckPath(strings.Trim(address, "/")) != nil && address != "/" {
			p.Problems = append(p.Problems, source.Problem{Place: place, Code: source.BadData,
				Message: "this line is no address of a site", Hint: "write a path, /articles/a-visit/, or take the line out"})
			continue
		}
		p.Published = append(p.Published, Published{address, place})
	}
	return nil
}
