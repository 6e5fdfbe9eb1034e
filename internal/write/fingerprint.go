package write

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Fingerprint is a hash of a published site as it looks without a file being opened but
// the manifest: the size, kind and time of change of every file that it names. As long as
// it is the same, nobody has touched the site. The error says that there is no site, or
// one that an interrupted build has still to be finished for.
func Fingerprint(output string) (string, error) {
	real, err := realPath(output)
	if err != nil {
		return "", err
	}
	for _, inside := range []bool{false, true} {
		p := &Publisher{output: real, inside: inside}
		for _, left := range []string{p.ready(), p.inStage("."), p.beside("lock")} {
			if _, err := os.Lstat(left); !errors.Is(err, fs.ErrNotExist) {
				return "", fmt.Errorf("%s is left of an earlier build", left)
			}
		}
	}
	manifest, err := ReadManifest(os.DirFS(real))
	if err != nil {
		return "", err
	}
	return manifest.fingerprint(func(name string) (entry, error) {
		info, err := os.Lstat(filepath.Join(real, filepath.FromSlash(name)))
		if err != nil {
			return entry{}, err
		}
		return entry{info.Size(), info.Mode(), info.ModTime().UnixNano()}, nil
	})
}

func (m Manifest) fingerprint(look func(name string) (entry, error)) (string, error) {
	hash := sha256.New()
	for _, name := range append(m.Paths(), ManifestName) {
		e, err := look(name)
		if err != nil {
			return "", err
		}
		sum := m[name]
		fmt.Fprintf(hash, "%q %d %d %d ", name, e.size, e.mode, e.changed)
		hash.Write(sum[:])
	}
	return string(hash.Sum(nil)), nil
}

// Untouched says what Fingerprint told of the output when it was published last. If the
// output still looks so, Keep believes the manifest and opens no file.
func (p *Publisher) Untouched(fingerprint string) {
	now, err := p.old.fingerprint(func(name string) (entry, error) {
		if e, there := p.present[name]; there {
			return e, nil
		}
		return entry{}, fs.ErrNotExist
	})
	p.untouched = err == nil && now == fingerprint
}
