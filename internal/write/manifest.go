package write

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
)

// ManifestName is the file of an output folder that names every other file in it which
// dossier wrote. It makes the folder ours: only files that it names are ever deleted.
const ManifestName = ".dossier.json"

// manifestVersion is raised when an older dossier could misread the file.
const manifestVersion = 1

// Sum is the SHA-256 of a file.
type Sum [sha256.Size]byte

// SumOf hashes the contents of a file.
func SumOf(data []byte) Sum { return sha256.Sum256(data) }

func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// Manifest says which files a build published: path with slashes -> hash. It holds no
// time and no path of a machine, so equal sites have equal manifests.
type Manifest map[string]Sum

// longestManifest is the size in bytes of the manifest of some three million files.
const longestManifest = 512 << 20

// ReadManifest reads the manifest of a published site. The error is fs.ErrNotExist when
// there is none.
func ReadManifest(site fs.FS) (Manifest, error) {
	info, err := fs.Lstat(site, ManifestName)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() { // a link to the manifest of another site makes none of this one
		return nil, &fs.PathError{Op: "read", Path: ManifestName, Err: fs.ErrNotExist}
	}
	if info.Size() > longestManifest {
		return nil, fmt.Errorf("read %s: it has %d bytes, and no build writes so many", ManifestName, info.Size())
	}
	data, err := fs.ReadFile(site, ManifestName)
	if err != nil {
		return nil, err
	}
	return parseManifest(data)
}

func parseManifest(data []byte) (Manifest, error) {
	var file struct {
		Dossier int               `json:"dossier"`
		Files   map[string]string `json:"files"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("read %s: %w", ManifestName, err)
	}
	if file.Dossier != manifestVersion {
		return nil, fmt.Errorf("read %s: it has version %d, and this dossier reads version %d", ManifestName, file.Dossier, manifestVersion)
	}
	m := make(Manifest, len(file.Files))
	for path, text := range file.Files {
		// A manifest comes with a clone of somebody's site and may lie: no path of it may
		// lead out of the folder.
		if err := checkPath(path); err != nil {
			return nil, fmt.Errorf("read %s: %w", ManifestName, err)
		}
		var sum Sum
		n, err := hex.Decode(sum[:], []byte(text[:min(len(text), 2*len(sum))]))
		if err != nil || n != len(sum) || len(text) != 2*len(sum) {
			return nil, fmt.Errorf("read %s: the hash of %s is no SHA-256", ManifestName, path)
		}
		m[path] = sum
	}
	return m, nil
}

// Paths lists the files in order.
func (m Manifest) Paths() []string { return slices.Sorted(maps.Keys(m)) }

// encode writes one line a file, so that a version control system shows what changed.
func (m Manifest) encode() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n\"dossier\": %d,\n\"files\": {", manifestVersion)
	for i, path := range m.Paths() {
		if i > 0 {
			b.WriteByte(',')
		}
		name, _ := json.Marshal(path) // text always can be
		fmt.Fprintf(&b, "\n%s: %q", name, m[path])
	}
	b.WriteString("\n}\n}\n")
	return b.Bytes()
}
