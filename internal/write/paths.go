package write

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// forbidden are the characters that no file name of Windows can have.
const forbidden = `<>:"|?*\`

// reserved are the names that mean a device on Windows, with any extension.
var reserved = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true}

func init() {
	for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"} {
		reserved["com"+n], reserved["lpt"+n] = true, true
	}
}

// checkPath is CheckPath with the path in the error.
func checkPath(name string) error {
	if err := CheckPath(name); err != nil {
		return fmt.Errorf("write %q: %w", name, err)
	}
	return nil
}

// CheckPath tells what keeps a path from being a file of the site on every system, nil
// when nothing does. A build asks before it writes, to name the source of the path.
func CheckPath(name string) error {
	switch {
	case !utf8.ValidString(name):
		return errors.New("the path is no UTF-8")
	case name == "" || path.IsAbs(name) || path.Clean(name) != name:
		return errors.New("the path is not relative and clean")
	case len(name) > longestPath:
		return fmt.Errorf("%d bytes are too many for a path", len(name))
	}
	for i, part := range strings.Split(name, "/") {
		if err := checkPart(part); err != nil {
			return err
		}
		if lower := strings.ToLower(part); i == 0 && (lower == ".git" || strings.HasPrefix(lower, ".dossier")) {
			return fmt.Errorf("the name %q is not for pages", part)
		}
	}
	return nil
}

// longestPath leaves room below the 4096 bytes that Linux takes for the folders above.
const longestPath = 2048

func checkPart(part string) error {
	stem, _, _ := strings.Cut(part, ".")
	switch {
	case part == "..":
		return errors.New("the path leads out of the site")
	case len(part) > 255:
		return fmt.Errorf("%d bytes are too many for one name", len(part))
	case strings.ContainsAny(part, forbidden), strings.IndexFunc(part, func(r rune) bool { return r < ' ' }) >= 0:
		return fmt.Errorf("the name %q has a character that Windows does not allow", part)
	case strings.HasSuffix(part, "."), strings.HasSuffix(part, " "):
		return fmt.Errorf("the name %q ends in a dot or space, which Windows drops", part)
	case reserved[strings.ToLower(strings.TrimRight(stem, " "))]:
		return fmt.Errorf("the name %q means a device on Windows", part)
	}
	return nil
}

// ClashError says that two files would meet in one place.
type ClashError struct {
	A, B   string // paths, in alphabetical order
	Reason string
}

func (e *ClashError) Error() string {
	if e.A == e.B {
		return fmt.Sprintf("write %q: %s", e.A, e.Reason)
	}
	return fmt.Sprintf("write %q and %q: %s", e.A, e.B, e.Reason)
}

// Claims collects the paths of a site and finds those that would meet on some system.
type Claims struct{ claims claims }

// Take claims a path; the error is a *ClashError when another has it.
func (c *Claims) Take(name string) error { return c.claims.take(name) }

// claims keeps two files from meeting in one place, also on disks that do not tell
// letter case or Unicode forms apart.
type claims struct {
	mu    sync.Mutex
	names map[string]claim // folded path -> who has it
}

type claim struct {
	path   string
	folder bool
	by     string // the first file below, for a folder
}

// take claims a path and the folders above it.
func (c *claims) take(name string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.names == nil {
		c.names = map[string]claim{}
	}
	if err := c.set(name, claim{name, false, name}); err != nil {
		return err
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		known := len(c.names)
		if err := c.set(dir, claim{dir, true, name}); err != nil {
			return err
		}
		if len(c.names) == known {
			break // so are the folders above it
		}
	}
	return nil
}

func (c *claims) set(name string, mine claim) error {
	key := fold(name)
	theirs, taken := c.names[key]
	switch {
	case !taken:
		c.names[key] = mine
		return nil
	case mine.folder && theirs.folder && mine.path == theirs.path:
		return nil
	}
	clash := &ClashError{A: min(mine.by, theirs.by), B: max(mine.by, theirs.by)} // the same words whichever came first
	switch {
	case clash.A == clash.B:
		clash.Reason = "it is written twice"
	case mine.folder != theirs.folder:
		clash.Reason = "one path is a file and a folder"
	default:
		clash.Reason = "the paths differ by letter case or Unicode form only"
	}
	return clash
}

// Fold gives paths that some disk takes for one the same key.
func Fold(name string) string { return fold(name) }

// fold gives paths that some disk takes for one the same key.
func fold(name string) string {
	for i := 0; i < len(name); i++ {
		if c := name[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return norm.NFC.String(cases.Fold().String(norm.NFD.String(name)))
		}
	}
	return name
}
