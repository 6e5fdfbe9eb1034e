package write

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// killedCode is how a child says that it died at the call it was told to die at.
const killedCode = 86

// TestMain runs a build that dies at its Nth call when the test starts itself again.
func TestMain(m *testing.M) {
	output := os.Getenv("DOSSIER_TEST_KILL_OUTPUT")
	if output == "" {
		os.Exit(m.Run())
	}
	last, err := strconv.Atoi(os.Getenv("DOSSIER_TEST_KILL_CALL"))
	if err == nil && os.Getenv("DOSSIER_TEST_KILL_IN_PLACE") != "" {
		err = os.Chdir(output)
	}
	calls := 0
	d := disk{noFlush: true, fault: func(call, path string) error {
		if calls++; calls == last && !isRead(call) {
			os.Exit(killedCode)
		}
		return nil
	}}
	if err == nil {
		_, err = publish(d, output, newSite, Options{})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(calls)
	os.Exit(0)
}

// buildKilledAt runs a build in a process that dies before its Nth call to the disk, if
// that call would change something. It returns how many calls a whole build makes, 0 when
// it died.
func buildKilledAt(t *testing.T, output string, n int, inPlace bool) int {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "DOSSIER_TEST_KILL_OUTPUT="+output, "DOSSIER_TEST_KILL_CALL="+strconv.Itoa(n))
	if inPlace {
		child.Env = append(child.Env, "DOSSIER_TEST_KILL_IN_PLACE=1")
	}
	var complaint strings.Builder
	child.Stderr = &complaint
	out, err := child.Output()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.ExitCode() == killedCode:
		return 0
	case err != nil:
		t.Fatalf("the build failed of itself: %v %s", err, complaint.String())
	}
	calls, err := strconv.Atoi(string(out))
	if err != nil {
		t.Fatal(err)
	}
	return calls
}

// fastDir is a new folder, in memory where the system has a disk there: loops over many
// builds make and remove a hundred thousand files.
func fastDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "dossier-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// scenes are the states that a build of newSite may meet.
var scenes = []struct {
	name    string
	inPlace bool
	before  func(t *testing.T, output string)
	old     site // what is published before, foreign files included
	foreign site
}{
	{"first build", false, func(t *testing.T, output string) {}, nil, nil},
	{"update", false, func(t *testing.T, output string) {
		mustPublish(t, output, oldSite)
		plant(t, output, foreignFiles)
	}, with(oldSite, foreignFiles), foreignFiles},
	{"in place", true, func(t *testing.T, output string) {
		mustPublish(t, output, oldSite)
		plant(t, output, foreignFiles)
	}, with(oldSite, foreignFiles), foreignFiles},
}

// Killed at any call, the published folder is the old site or the new one (in place: every
// file is), and the next build repairs it without help.
func TestKillAtEveryCall(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a process for each call of a build")
	}
	for _, scene := range scenes {
		t.Run(scene.name, func(t *testing.T) {
			t.Parallel()
			whole := 1 << 20
			kills := 0
			for n := 1; n <= whole; n++ {
				output := filepath.Join(fastDir(t), "site")
				scene.before(t, output)
				if calls := buildKilledAt(t, output, n, scene.inPlace); calls > 0 {
					whole = min(whole, calls) // the calls that only read are not killed
					continue
				}
				kills++
				if scene.inPlace {
					wantMixOf(t, snapshot(t, output), scene.old, with(newSite, scene.foreign))
					p, err := Begin(output, Options{}) // a build that then fails repairs, too
					if err != nil {
						t.Fatal(err)
					}
					if err := p.Abort(); err != nil {
						t.Fatal(err)
					}
				}
				wantOneOf(t, snapshot(t, output), scene.old, with(newSite, scene.foreign))
				mustPublish(t, output, newSite)
				wantSite(t, output, newSite, scene.foreign)
				if t.Failed() {
					t.Fatalf("killed at call %d", n)
				}
			}
			if kills < 20 {
				t.Errorf("only %d calls were died at", kills)
			}
			t.Logf("killed at %d of %d calls", kills, whole)
		})
	}
}

// A repair may be killed as well.
func TestKillWhileRepairing(t *testing.T) {
	if os.Getenv("DOSSIER_LONG") == "" {
		t.Skip("set DOSSIER_LONG=1")
	}
	for _, scene := range scenes {
		for first := 10; ; first += 7 {
			output := filepath.Join(fastDir(t), "site")
			scene.before(t, output)
			if buildKilledAt(t, output, first, scene.inPlace) > 0 && first > 150 {
				break
			}
			for n := 5; n < 60; n += 3 {
				buildKilledAt(t, output, n, scene.inPlace && exists(output))
				wantMixOf(t, snapshot(t, output), scene.old, with(newSite, scene.foreign))
			}
			mustPublish(t, output, newSite)
			wantSite(t, output, newSite, scene.foreign)
			if t.Failed() {
				t.Fatalf("%s: killed at call %d and then again and again", scene.name, first)
			}
		}
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Failing at any call, once or from then on, a build leaves the old site or the new one,
// says what failed, and the next build works.
func TestFailAtEveryCall(t *testing.T) {
	cleaning := []string{"remove", "open", "readdir"}
	kinds := []struct {
		name  string
		err   error
		long  bool
		fails func(calls, n int, call string) bool
	}{
		{"a bad sector", syscall.EIO, false, func(calls, n int, _ string) bool { return calls == n }},
		{"a moment without rights", syscall.EACCES, false, func(calls, n int, _ string) bool { return calls == n }},
		{"a moment without space", syscall.ENOSPC, true, func(calls, n int, _ string) bool { return calls == n }},
		{"a full disk", syscall.ENOSPC, false, func(calls, n int, call string) bool { return calls >= n && !slices.Contains(cleaning, call) }},
		{"a dying disk", syscall.EIO, true, func(calls, n int, _ string) bool { return calls >= n }},
		{"a disk that turns read-only", syscall.EROFS, true, func(calls, n int, call string) bool { return calls >= n && !isRead(call) }},
	}
	if testing.Short() {
		t.Skip("makes hundreds of builds")
	}
	for _, scene := range scenes {
		for _, kind := range kinds {
			t.Run(scene.name+"/"+kind.name, func(t *testing.T) {
				if kind.long && os.Getenv("DOSSIER_LONG") == "" {
					t.Skip("set DOSSIER_LONG=1")
				}
				fired := true
				for n := 1; fired; n++ {
					output := filepath.Join(fastDir(t), "site")
					scene.before(t, output)
					if scene.inPlace {
						t.Chdir(output)
					}
					calls := 0
					fired = false
					d := disk{noFlush: true, fault: func(call, path string) error {
						if calls++; kind.fails(calls, n, call) {
							fired = true
							return kind.err
						}
						return nil
					}}
					report, err := publish(d, output, newSite, Options{})
					after := with(newSite, scene.foreign)
					switch {
					case err == nil:
						wantSame(t, snapshot(t, output), after)
					case !errors.Is(err, kind.err) || !strings.Contains(err.Error(), filepath.Dir(output)):
						t.Errorf("the message names neither cause nor place: %v", err)
					case scene.inPlace || report.InPlace != "":
						wantMixOf(t, snapshot(t, output), scene.old, after)
					default:
						wantOneOf(t, snapshot(t, output), scene.old, after)
					}
					mustPublish(t, output, newSite)
					wantSite(t, output, newSite, scene.foreign)
					if t.Failed() {
						t.Fatalf("failed at call %d: %v", n, err)
					}
				}
			})
		}
	}
}

// wantOneOf checks that a folder is one of two as a whole.
func wantOneOf(t *testing.T, got, a, b site) {
	t.Helper()
	if !maps.Equal(got, a) && !maps.Equal(got, b) {
		t.Errorf("neither old nor new: %v", got)
	}
}

// wantMixOf checks that every file is that of one site or the other, and that what the
// two have in common is there.
func wantMixOf(t *testing.T, got, a, b site) {
	t.Helper()
	for name, text := range got {
		if strings.HasSuffix(name, "/") {
			continue // a folder that waits for its files or has lost them
		}
		if inA, ok := a[name]; ok && inA == text {
			continue
		}
		if inB, ok := b[name]; ok && inB == text {
			continue
		}
		t.Errorf("%s is %q, neither old nor new", name, text)
	}
	for name := range a {
		if _, inB := b[name]; inB && got[name] == "" && !strings.HasSuffix(name, "/") {
			t.Errorf("%s is gone", name)
		}
	}
}
