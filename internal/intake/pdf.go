package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// pdfPage is what both readers of PDF give: the words of one page in reading order,
// in lines and blocks. Measures are in points, y grows downwards.
type pdfPage struct {
	width, height float64
	blocks        []pdfBlock
}

type pdfBlock struct {
	lines []pdfLine
	edge  bool // one line at the edge of its page, apart from the rest
}

type pdfLine struct{ words []pdfWord }

type pdfWord struct {
	text           string
	x0, y0, x1, y1 float64
}

// size is the height of the word's box, which follows its font size.
func (w pdfWord) size() float64 { return w.y1 - w.y0 }

var errPassword = errors.New("it is protected by a password; save it without one first")

// readPDF reads a PDF by pdftotext where poppler is installed, which knows columns, else
// by a reader in Go, which guesses them from the gaps; the log says which. Neither tells
// italics or bold of the running text.
func readPDF(name string, raw []byte, o Options) (*Article, error) {
	pages, how, err := pdfPages(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	text, shapes := layOut(pages)
	if strings.TrimSpace(text) == "" {
		return nil, fmt.Errorf("%s: there is no text in it; if its pages are pictures, their text has to be recognised first", name)
	}
	if len(text) > MaxText {
		return nil, tooLarge(name, len(text), MaxText)
	}
	r := newReading(text, []Entry{{Kind: "format", Message: how + "; italics and bold type are not told from the rest; lines are counted in the text it gave"}}, o)
	r.shapes = shapes
	a := r.run()
	a.levelHeadings()
	a.Extracted = text
	return a, nil
}

// pdfPages asks the readers in turn.
func pdfPages(raw []byte) (pages []pdfPage, how string, err error) {
	tool, err := exec.LookPath("pdftotext")
	if err == nil {
		pages, err = popplerPages(tool, raw)
		if err == nil || errors.Is(err, errPassword) {
			return pages, "read by pdftotext (poppler)", err
		}
	}
	pages, errGo := goPages(raw, pdfTime)
	if errGo != nil {
		return nil, "", errGo
	}
	if tool == "" {
		return pages, "read by a Go library, which may take columns in the wrong order; install poppler (the package poppler-utils, or poppler) for a better reading", nil
	}
	return pages, "pdftotext could not read it; read by a Go library, which may take columns in the wrong order", nil
}

// pdfTime bounds each of the readers; a crafted file can keep it busy for ever.
const pdfTime = 2 * time.Minute

// popplerPages runs pdftotext over the file, by pipes in both directions.
func popplerPages(tool string, raw []byte) ([]pdfPage, error) {
	ctx, cancel := context.WithTimeout(context.Background(), pdfTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool, "-bbox-layout", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(raw)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		if strings.Contains(strings.ToLower(complaint.String()), "password") {
			return nil, errPassword
		}
		return nil, fmt.Errorf("run pdftotext: %w: %s", err, quote(complaint.String()))
	}
	return parseBoxes(&out), nil
}
