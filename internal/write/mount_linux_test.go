package write

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mounts are outputs that cannot be renamed, or whose folder above takes no files. Each
// runs in a process with mounts of its own, which only it sees.
var mounts = map[string]struct {
	mount func(root, output string) error
	why   string
}{
	"disk of its own": {func(root, output string) error {
		return syscall.Mount("none", output, "tmpfs", 0, "")
	}, "mount point"},
	"folder mounted elsewhere": {func(root, output string) error {
		return syscall.Mount(filepath.Join(root, "other"), output, "", syscall.MS_BIND, "")
	}, "mount point"},
	"only the output takes files": {func(root, output string) error {
		if err := syscall.Mount(root, root, "", syscall.MS_BIND, ""); err != nil {
			return err
		}
		if err := syscall.Mount("none", output, "tmpfs", 0, ""); err != nil {
			return err
		}
		return syscall.Mount("none", root, "", syscall.MS_REMOUNT|syscall.MS_BIND|syscall.MS_RDONLY, "")
	}, "mount point"},
	"full disk of its own": {func(root, output string) error {
		return syscall.Mount("none", output, "tmpfs", 0, "size=2m")
	}, "mount point"},
}

func init() {
	root, kind := os.Getenv("DOSSIER_TEST_MOUNT"), os.Getenv("DOSSIER_TEST_MOUNT_KIND")
	if root == "" {
		return
	}
	output := filepath.Join(root, "site")
	syscall.Mount("none", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, "")
	if err := mounts[kind].mount(root, output); err != nil {
		fmt.Print("skip: ", err)
		os.Exit(0)
	}
	if err := publishMounted(output, kind); err != nil {
		fmt.Print(err)
		os.Exit(1)
	}
	os.Exit(0)
}

func publishMounted(output, kind string) error {
	d := disk{noFlush: true}
	if _, err := publish(d, output, oldSite, Options{}); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(output, "mine.txt"), []byte("mine"), 0o644); err != nil {
		return err
	}
	if strings.HasPrefix(kind, "full") {
		big := with(newSite, site{"big.bin": strings.Repeat("x", 4<<20)})
		if _, err := publish(d, output, big, Options{}); err == nil || !strings.Contains(err.Error(), "no space left") {
			return fmt.Errorf("on a full disk: error %v", err)
		}
		if m, err := ReadManifest(os.DirFS(output)); err != nil || len(m) != len(oldSite) {
			return fmt.Errorf("a full disk left %v, %v", m, err)
		}
	}
	report, err := publish(d, output, newSite, Options{})
	if err != nil {
		return err
	}
	if !strings.Contains(report.InPlace, mounts[kind].why) {
		return fmt.Errorf("the report does not say why files were replaced one by one: %+v", report)
	}
	found, err := disk{}.walk(output)
	if err != nil {
		return err
	}
	for name := range found {
		_, ours := newSite[name]
		if !ours && name != ManifestName && name != "mine.txt" {
			return fmt.Errorf("%s was left", name)
		}
	}
	if len(found) != len(newSite)+2 {
		return fmt.Errorf("the site has %d files, want %d", len(found), len(newSite)+2)
	}
	entries, err := os.ReadDir(output)
	for _, e := range entries {
		if isOurs(e.Name()) {
			return fmt.Errorf("%s was left", e.Name())
		}
	}
	return err
}

func TestMountPoints(t *testing.T) {
	for kind := range mounts {
		t.Run(kind, func(t *testing.T) {
			root := t.TempDir()
			plant(t, root, site{"site/": "", "other/": ""})
			child := exec.Command(os.Args[0])
			child.Env = append(os.Environ(), "DOSSIER_TEST_MOUNT="+root, "DOSSIER_TEST_MOUNT_KIND="+kind)
			child.SysProcAttr = &syscall.SysProcAttr{
				Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
				UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
				GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
			}
			out, err := child.CombinedOutput()
			if _, failed := err.(*exec.ExitError); err != nil && !failed {
				t.Skipf("no mounts of its own for a process here: %v", err)
			}
			if reason, skip := strings.CutPrefix(string(out), "skip: "); skip {
				t.Skip(reason)
			}
			if err != nil {
				t.Errorf("%v: %s", err, out)
			}
			wantNoDebris(t, filepath.Join(root, "site"))
		})
	}
}
