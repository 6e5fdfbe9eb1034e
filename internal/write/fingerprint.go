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
		for _, left := range []string{p.ready(), p.inStage(".")} {
			if _, err := os.Lstat(left); !errors.Is(err, fs.ErrNotExist) {
				return "", fmt.Errorf("%s is left of an earlier build", left)
			}
		}
	}
	manifest, err := ReadManifest(os.DirFS(real))
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	for _, name := range append(manifest.Paths(), ManifestName) {
		info, err := os.Lstat(filepath.Join(real, filepath.FromSlash(name)))
		if err != nil {
			return "", err
		}
		sum := manifest[name]
		fmt.Fprintf(hash, "%q %d %d %d ", name, info.Size(), info.Mode(), info.ModTime().UnixNano())
		hash.Write(sum[:])
	}
	return string(hash.Sum(nil)), nil
}
