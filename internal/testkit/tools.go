package testkit

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// requireTools is the variable that has a test fail where it would be skipped for want of
// a program. Continuous integration sets it, so that nothing is skipped there unseen.
const requireTools = "DOSSIER_REQUIRE_TOOLS"

// Missing ends a test for want of a program: it is skipped with the reason, and with
// DOSSIER_REQUIRE_TOOLS=1 it fails.
func Missing(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv(requireTools) != "" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// Tool finds the first of some programs that is installed; without any the test is
// Missing it.
func Tool(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		if found, err := exec.LookPath(name); name != "" && err == nil {
			return found
		}
	}
	Missing(t, "none of %q is on this machine", names)
	return ""
}

// The versions of the checkers are exact, and there is no lock file: the registry's
// checksums come with each install.
//
//go:embed web/package.json
var checkers []byte

// Checkers gives a folder whose node_modules holds the packages of web/package.json.
// They are installed once, from the npm registry, into the user's cache; their own
// install scripts do not run. Where that fails the test is Missing them.
func Checkers(t testing.TB) string {
	t.Helper()
	npm := Tool(t, "npm")
	dir, err := installCheckers(npm)
	if err != nil {
		Missing(t, "the checkers of web pages cannot be installed: %v", err)
	}
	return dir
}

var installed sync.Mutex

func installCheckers(npm string) (string, error) {
	installed.Lock()
	defer installed.Unlock()
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	cache = filepath.Join(cache, "dossier-checkers")
	dir := filepath.Join(cache, fmt.Sprintf("%x", sha256.Sum256(checkers))[:16])
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	// Beside its place and then moved there: another test may install them too, and none
	// must see half of them.
	fresh, err := os.MkdirTemp(cache, "new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	if err := os.WriteFile(filepath.Join(fresh, "package.json"), checkers, 0o644); err != nil {
		return "", err
	}
	cmd := exec.Command(npm, "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--fetch-retries=1")
	cmd.Dir = fresh
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm install: %w\n%s", err, bytes.TrimSpace(out))
	}
	if err := os.Rename(fresh, dir); err != nil {
		if _, there := os.Stat(dir); there != nil {
			return "", err
		}
	}
	return dir, nil
}
