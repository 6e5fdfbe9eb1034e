package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/source"
)

// OutputError says why a folder is refused as the output of a build.
type OutputError struct {
	Output string // as the caller named it
	Reason string
	Hint   string
}

func (e *OutputError) Error() string { return fmt.Sprintf("write to %s: %s", e.Output, e.Reason) }

// Problem is the refusal as it is shown to an author.
func (e *OutputError) Problem() source.Problem {
	return source.Problem{Place: source.Place{File: e.Output}, Code: source.DangerousOutput, Message: e.Reason, Hint: e.Hint}
}

const ownFolder = "name a folder of its own, such as --output site"

// realPath makes an output path absolute and follows links in it, so that a link to the
// place where a site is served from stays a link. What does not exist yet may be made.
func realPath(output string) (string, error) {
	full, err := filepath.Abs(output)
	if err != nil {
		return "", err
	}
	return resolve(full)
}

func resolve(full string) (string, error) {
	found, err := filepath.EvalSymlinks(full)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return found, err
	}
	if _, err := os.Lstat(full); err == nil {
		return "", &OutputError{full, "the output is a link to nothing", "make the folder that it leads to, or remove the link"}
	}
	parent, err := resolve(filepath.Dir(full))
	return filepath.Join(parent, filepath.Base(full)), err
}

// Check tells, without touching anything, whether Begin would refuse a folder: the error
// is an *OutputError then. A build asks before it does any work.
func Check(output string, o Options) error {
	real, err := realPath(output)
	if err != nil {
		return fmt.Errorf("write to %s: %w", output, err)
	}
	if err := refuse(output, real, o); err != nil {
		return err
	}
	if err := locked(output, real); err != nil {
		return err
	}
	_, noManifest := ReadManifest(os.DirFS(real))
	return refuseContents(output, real, noManifest, o.Force)
}

// refuse tells why output must not be written to, nil when it may. It looks at files and
// not at names, so neither links nor letter case lead it astray.
func refuse(name, output string, o Options) error {
	no := func(hint, format string, args ...any) error {
		return &OutputError{name, fmt.Sprintf(format, args...), hint}
	}
	if filepath.Dir(output) == output {
		return no(ownFolder, "the output is the root of the disk")
	}
	for part := range strings.SplitSeq(filepath.ToSlash(output), "/") {
		if strings.EqualFold(part, ".git") {
			return no(ownFolder, "the output lies in the records of a repository")
		}
	}
	info, err := os.Lstat(output)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		info = nil
	case err != nil:
		return err
	case !info.IsDir():
		return no(ownFolder, "the output is a file, not a folder")
	}
	if isAtOrAbove(info, o.Source) {
		return no(ownFolder, "the output is the folder of the source or lies above it")
	}
	if home, err := os.UserHomeDir(); err == nil && isAtOrAbove(info, home) {
		return no(ownFolder, "the output is a home folder or lies above it")
	}
	for _, input := range o.Inputs {
		if isAtOrAbove(info, input) {
			return no(ownFolder, "the output is %s, which the build reads, or lies above it", input)
		}
		if read, err := os.Stat(input); err == nil && isAtOrAbove(read, output) {
			return no(ownFolder, "the output lies in %s, which the build reads", input)
		}
		if _, err := os.Lstat(input); errors.Is(err, fs.ErrNotExist) && liesIn(output, input) {
			return no(ownFolder, "the output lies in %s, which the next build would read", input)
		}
	}
	return nil
}

// locked tells that a folder takes no files, nil when it does or is to be made.
func locked(name, output string) error {
	if err := mayWrite(output); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write to %s: %w", name, err)
	}
	return nil
}

// harmless are files that a folder may hold which is meant to take a site: those of a new
// worktree, of a host, of a desktop.
var harmless = map[string]bool{
	".git": true, ".gitattributes": true, ".gitignore": true, ".gitkeep": true, ".keep": true,
	"CNAME": true, ".nojekyll": true, ".DS_Store": true, "Thumbs.db": true, "desktop.ini": true,
}

// refuseContents looks at what lies in the folder; noManifest is why its manifest could
// not be read. A repository of its own is fine once it holds a site of ours: that is how
// a branch for publishing is kept.
func refuseContents(name, output string, noManifest error, force bool) error {
	if noManifest == nil {
		return nil
	}
	no := func(hint, reason string) error { return &OutputError{name, reason, hint} }
	entries, err := os.ReadDir(output)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if git, e := os.Lstat(filepath.Join(output, ".git")); e == nil && git.IsDir() {
		return no(ownFolder+", or a worktree of the repository", "the output is the root of a repository")
	}
	others := slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !isOurs(e.Name()) && !(harmless[e.Name()] && e.Type().IsRegular()) })
	switch {
	case force || !others:
		return nil
	case !errors.Is(noManifest, fs.ErrNotExist):
		return no("--force takes the folder over and deletes nothing", noManifest.Error())
	}
	return no(ownFolder+"; --force takes this one over and deletes nothing",
		"the output holds files and no "+ManifestName+", so it is not dossier's")
}

// liesIn tells by names whether output is folder, which does not exist, or lies in it.
func liesIn(output, folder string) bool {
	folder, err := realPath(folder)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(folder, output)
	return err == nil && filepath.IsLocal(rel)
}

// isAtOrAbove tells whether a folder is the one at path, or one that path lies in.
func isAtOrAbove(folder fs.FileInfo, path string) bool {
	if folder == nil || path == "" {
		return false
	}
	path, err := realPath(path)
	for err == nil {
		if at, e := os.Stat(path); e == nil && os.SameFile(at, folder) {
			return true
		}
		if filepath.Dir(path) == path {
			return false
		}
		path = filepath.Dir(path)
	}
	return false
}
