package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/source"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dossier": func() { os.Exit(run()) }})
}

// TestScript runs the scripts: the manual of what a user sees.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"hex":      writeHex,
			"big":      writeBig,
			"photo":    writePhoto,
			"entities": countEntities,
			"exits":    exits,
		},
		Condition: func(name string) (bool, error) {
			if name == "root" { // whom no permission keeps out
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("there is no condition %q", name)
		},
	})
}

// writeHex writes a file of bytes that a script cannot hold: hex FILE 41ff42.
func writeHex(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: hex FILE BYTES...")
	}
	data, err := hex.DecodeString(strings.Join(args[1:], ""))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

// writeBig writes a file of zeros: big FILE BYTES.
func writeBig(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: big FILE BYTES")
	}
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.Truncate(size))
	ts.Check(f.Close())
}

// writePhoto writes a picture without a hard edge: photo FILE WIDTH HEIGHT.
func writePhoto(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: photo FILE WIDTH HEIGHT")
	}
	w, err := strconv.Atoi(args[1])
	ts.Check(err)
	h, err := strconv.Atoi(args[2])
	ts.Check(err)
	picture := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			picture.SetGray(x, y, color.Gray{Y: uint8((x + y) * 255 / (w + h))})
		}
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	if strings.HasSuffix(args[0], ".png") {
		ts.Check(png.Encode(f, picture))
	} else {
		ts.Check(jpeg.Encode(f, picture, nil))
	}
	ts.Check(f.Close())
}

// exits runs a program and checks how it ends: exits CODE PROGRAM ARGUMENTS...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGUMENTS...")
	}
	code := 0
	var ended *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &ended) {
		code = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit %d, not %s", code, args[0])
	}
}

// countEntities checks that a site has pages for at least so many entities: entities
// SITE NUMBER.
func countEntities(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: entities SITE NUMBER")
	}
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	pages, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "entities", "*", "index.html"))
	ts.Check(err)
	if len(pages) < want {
		ts.Fatalf("%s has pages for %d entities, want %d: %v", args[0], len(pages), want, pages)
	}
}

// shownElsewhere are the codes that no script can bring about, and the tests that do.
var shownElsewhere = map[source.Code]string{
	source.EnginePanic: "internal/parse: TestPanic",
	source.Changed:     "internal/read: TestChanged",
}

// TestEveryCodeHasAScript keeps the manual complete: each problem that dossier can
// report is shown by a script of its own.
func TestEveryCodeHasAScript(t *testing.T) {
	for _, code := range source.Codes() {
		name := filepath.Join("testdata", "script", "problem-"+string(code)+".txtar")
		_, err := os.Stat(name)
		if elsewhere := shownElsewhere[code]; err != nil && elsewhere == "" {
			t.Errorf("no script shows %s: write %s", code, name)
		}
	}
}
