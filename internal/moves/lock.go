package moves

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/edit"
	"dossier/internal/read"
)

const lockHead = `# Addresses that this site has had. dossier check --lock adds to them, and a build warns
# of one that leads nowhere any more. Take a line out when a page is gone for good.
`

// Remember adds addresses to those that a project keeps in urls.lock. It returns the
// file's name and how many were new; without a new one the file stays as it is.
func Remember(p *read.Project, addresses []string) (file string, added int, err error) {
	file = p.LockFile()
	all := map[string]bool{}
	for _, known := range p.Published {
		all[known.Address] = true
	}
	known := len(all)
	for _, a := range addresses {
		all[a] = true
	}
	if added = len(all) - known; added == 0 {
		return file, 0, nil
	}
	lines := slices.Sorted(maps.Keys(all))
	text := lockHead + strings.Join(lines, "\n") + "\n"
	return file, added, edit.Replace(filepath.Join(p.Dir, filepath.FromSlash(file)), []byte(text))
}
