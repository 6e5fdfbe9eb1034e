package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"dossier/internal/testkit"
)

// program builds the program once for tests that need a process of its own.
func program(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "dossier.exe")
	if out, err := exec.Command("go", "build", "-o", name, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return name
}

// copyProject copies the worked example, its files made in another order and with other
// times when turned is true.
func copyProject(t *testing.T, dir string, turned bool) {
	t.Helper()
	var names []string
	for _, top := range []string{"dossier.yaml", "content"} {
		err := filepath.WalkDir(filepath.Join("..", "..", top), func(name string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range names {
		name := names[i]
		if turned {
			name = names[len(names)-1-i]
		}
		rel, _ := filepath.Rel(filepath.Join("..", ".."), name)
		to := filepath.Join(dir, rel)
		data, err := os.ReadFile(name)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(to), 0o755)
		}
		if err == nil {
			err = os.WriteFile(to, data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		if turned {
			old := time.Unix(int64(100_000_000+i), 0)
			os.Chtimes(to, old, old)
		}
	}
}

// TestSameBytes builds the worked example under eleven variations of its surroundings.
func TestSameBytes(t *testing.T) {
	bin := program(t)
	plain, other := t.TempDir(), filepath.Join(t.TempDir(), "a folder with blanks é", "deeper")
	copyProject(t, plain, false)
	copyProject(t, other, true)
	number := 0
	build := func(dir string, wrap string, set ...string) map[string]string {
		t.Helper()
		number++
		out := filepath.Join(t.TempDir(), fmt.Sprintf("site%d", number))
		cmd := exec.Command(bin, "build", "--quiet", "--source", dir, "--output", out)
		if wrap != "" {
			cmd = exec.Command("sh", "-c", wrap+` "$0" "$@"`, bin, "build", "--quiet", "--source", dir, "--output", out)
		}
		for _, e := range os.Environ() {
			key, _, _ := strings.Cut(e, "=")
			keep := true
			for _, s := range set {
				keep = keep && !strings.HasPrefix(s, key+"=")
			}
			if keep {
				cmd.Env = append(cmd.Env, e)
			}
		}
		for _, s := range set {
			if !strings.HasSuffix(s, "=") {
				cmd.Env = append(cmd.Env, s)
			}
		}
		if message, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, message)
		}
		return tree(t, out)
	}
	want := build(plain, "")
	for _, c := range []struct {
		name, dir, wrap string
		set             []string
	}{
		{"again", plain, "", nil},
		{"east", plain, "", []string{"TZ=Pacific/Kiritimati"}},
		{"west", plain, "", []string{"TZ=Pacific/Marquesas"}},
		{"locale", plain, "", []string{"LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"}},
		{"no locale", plain, "", []string{"LANG=", "LC_ALL=C"}},
		{"one worker", plain, "", []string{"GOMAXPROCS=1"}},
		{"many workers", plain, "", []string{"GOMAXPROCS=16"}},
		{"no home, no user", plain, "", []string{"HOME=", "USER=", "LOGNAME=", "XDG_CACHE_HOME="}},
		{"path, order and times", other, "", nil},
		{"umask", plain, "umask 077;", nil},
		{"source date", plain, "", []string{"SOURCE_DATE_EPOCH=1", "NO_COLOR=1", "TERM=dumb", "GOGC=10"}},
	} {
		got := build(c.dir, c.wrap, c.set...)
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("%s: %s differs", c.name, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d files, not %d", c.name, len(got), len(want))
		}
	}
}

func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestNoNetwork builds where there is none. Many machines do not let a user make such a
// place, whatever is installed; TestFilesOpened sees every socket there too.
func TestNoNetwork(t *testing.T) {
	if err := exec.Command("unshare", "-rn", "true").Run(); err != nil {
		t.Skip("no unshare here")
	}
	dir := t.TempDir()
	copyProject(t, dir, false)
	if out, err := exec.Command("unshare", "-rn", program(t), "build", "--source", dir, "--output", filepath.Join(dir, "site")).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestFilesOpened traces a build: it opens nothing outside its source and output but what
// the Go runtime and the C library look at, starts no process and opens no socket.
func TestFilesOpened(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("strace is a program of Linux")
	}
	strace := testkit.Tool(t, "strace")
	if out, err := exec.Command(strace, "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		testkit.Missing(t, "strace may not trace here: %v\n%s", err, out)
	}
	dir := t.TempDir()
	copyProject(t, dir, false)
	log := filepath.Join(t.TempDir(), "log")
	if out, err := exec.Command(strace, "-f", "-qq", "-e", "trace=open,openat,socket,execve", "-o", log, program(t), "build", "--source", dir, "--output", filepath.Join(dir, "site")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	opened := 0
	for i, line := range strings.Split(string(data), "\n") {
		if strings.Contains(line, "socket(") || i > 0 && strings.Contains(line, "execve(") {
			t.Errorf("the build does: %s", line)
		}
		_, rest, found := strings.Cut(line, "\"")
		name, _, _ := strings.Cut(rest, "\"")
		if !found || !strings.Contains(line, "open") || !filepath.IsAbs(name) || strings.HasPrefix(name, dir) {
			continue // what is not absolute is opened below a folder that is
		}
		opened++
		system := false
		for _, known := range []string{"/sys/kernel/mm/transparent_hugepage", "/sys/fs/cgroup", "/proc/", "/dev/null", "/etc/ld.so", "/lib", "/usr/lib", "/etc/localtime", "/usr/share/zoneinfo"} {
			system = system || strings.HasPrefix(name, known)
		}
		if !system && !strings.HasPrefix(dir, name) {
			t.Errorf("the build opens %s", name)
		}
	}
	t.Logf("%d files of the system", opened)
}
