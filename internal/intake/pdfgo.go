package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"
)

// The library trusts the numbers in a file: it makes room for as many objects as the file
// says it has, follows references in a circle and unpacks whatever is packed. So numbers
// are looked at before it sees them, its reads end at a deadline, and what a page unpacks
// to is measured first.
const (
	pdfObjects  = 20_000_000 // objects, numbers of objects
	pdfNodes    = 100_000    // of the tree of pages
	pdfDepth    = 100        // of that tree
	pdfUnpacked = 4 * MaxReceived
)

var (
	errTooLong   = errors.New("it cannot be read as a PDF: it keeps the reader busy for too long")
	errEncrypted = errors.New("it is encrypted in a way that the Go library does not know; save it without a password, or install poppler")
)

// goPages reads a PDF by a library in Go: single characters with their places, from
// which words, lines and blocks are put together. The library panics on some broken
// files.
func goPages(raw []byte, atMost time.Duration) (pages []pdfPage, err error) {
	defer func() {
		if p := recover(); p != nil {
			if pages, err = nil, errTooLong; p != any(errTooLong) {
				err = fmt.Errorf("it cannot be read as a PDF: %v", p)
			}
		}
	}()
	if err := plausible(raw); err != nil {
		return nil, err
	}
	r, err := pdf.NewReader(&timedReader{bytes.NewReader(raw), time.Now().Add(atMost)}, int64(len(raw)))
	switch {
	case err == nil:
	case errors.Is(err, errTooLong):
		return nil, errTooLong
	case err == pdf.ErrInvalidPassword:
		return nil, errPassword
	case strings.Contains(err.Error(), "encryption"):
		return nil, errEncrypted
	default:
		return nil, fmt.Errorf("it cannot be read as a PDF: %w", err)
	}
	tree := pageTree{}
	tree.walk(r.Trailer().Key("Root").Key("Pages"), 0)
	unpacked, letters := int64(pdfUnpacked), 0
	for _, p := range tree.pages {
		if unpacked -= unpackedSize(p.V.Key("Contents"), unpacked); unpacked <= 0 {
			return nil, fmt.Errorf("it unpacks to more than %d MB", pdfUnpacked>>20)
		}
		chars := p.Content().Text
		if letters += len(chars); letters > MaxText {
			return nil, fmt.Errorf("its text is more than an article can hold (%d MB); split it first", MaxText>>20)
		}
		pages = append(pages, charPage(chars))
	}
	return pages, nil
}

// timedReader ends the reading of a file when its time is over. A panic is the only way
// out of the library's loops; goPages and the library itself take it up.
type timedReader struct {
	file  *bytes.Reader
	until time.Time
}

func (r *timedReader) ReadAt(p []byte, at int64) (int, error) {
	if time.Now().After(r.until) {
		panic(errTooLong)
	}
	return r.file.ReadAt(p, at)
}

// sizes are the numbers in a file that make the library reserve memory or count: the
// objects there are, and the columns of packed tables. sections are the beginnings of a
// table of objects: the first number and how many follow.
var (
	sizes    = regexp.MustCompile(`/(?:Size|N|First|Columns|Count)\s*(\d+)`)
	sections = regexp.MustCompile(`(?m)(?:^|\s)(\d{6,})\s+\d+\s*$|xref\s+(\d{6,})`)
	packed   = regexp.MustCompile(`/Index\s*\[([^\]]*)\]`)
	widths   = regexp.MustCompile(`/W\s*\[([^\]]*)\]`)
)

// plausible refuses numbers that no file of this size can mean.
func plausible(raw []byte) error {
	tooMany := func(digits []byte) bool {
		n, err := strconv.Atoi(string(digits))
		return err != nil || n > pdfObjects
	}
	for _, m := range sizes.FindAllSubmatch(raw, -1) {
		if tooMany(m[1]) {
			return fmt.Errorf("it cannot be read as a PDF: %s is out of all proportion", m[0])
		}
	}
	for _, m := range sections.FindAllSubmatch(raw, -1) {
		if tooMany(bytes.Join(m[1:], nil)) {
			return fmt.Errorf("it cannot be read as a PDF: object %s is out of all proportion", bytes.TrimSpace(m[0]))
		}
	}
	for _, m := range packed.FindAllSubmatch(raw, -1) {
		for _, n := range bytes.Fields(m[1]) {
			if tooMany(n) {
				return fmt.Errorf("it cannot be read as a PDF: %s is out of all proportion", m[0])
			}
		}
	}
	return plausibleTables(raw)
}

// plausibleTables checks the widths of the columns in packed tables of objects: with none
// at all a table would have no end.
func plausibleTables(raw []byte) error {
	for rest := raw; ; {
		i := bytes.Index(rest, []byte("/XRef"))
		if i < 0 {
			return nil
		}
		around := rest[max(0, i-1000):min(len(rest), i+1000)]
		for _, m := range widths.FindAllSubmatch(around, -1) {
			sum := 0
			for _, f := range bytes.Fields(m[1]) {
				n, err := strconv.Atoi(string(f))
				if err != nil || n < 0 || n > 8 {
					return fmt.Errorf("it cannot be read as a PDF: %s is no table", m[0])
				}
				sum += n
			}
			if sum == 0 {
				return fmt.Errorf("it cannot be read as a PDF: %s is no table", m[0])
			}
		}
		rest = rest[i+1:]
	}
}

// pageTree lists the pages of a file in order. The library can only count to a page from
// the first one, and goes round for ever where the tree does.
type pageTree struct {
	pages []pdf.Page
	nodes int
}

func (t *pageTree) walk(v pdf.Value, depth int) {
	if t.nodes++; t.nodes > pdfNodes || depth > pdfDepth {
		panic("its pages go round in a circle")
	}
	switch v.Key("Type").Name() {
	case "Page":
		t.pages = append(t.pages, pdf.Page{V: v})
	case "Pages":
		kids := v.Key("Kids")
		for i := range kids.Len() {
			t.walk(kids.Index(i), depth+1)
		}
	}
}

// unpackedSize is the size in bytes of a stream or a list of streams, counted up to
// atMost.
func unpackedSize(v pdf.Value, atMost int64) int64 {
	switch v.Kind() {
	case pdf.Stream:
		n, _ := io.Copy(io.Discard, io.LimitReader(v.Reader(), atMost))
		return n
	case pdf.Array:
		var n int64
		for i := 0; i < v.Len() && n < atMost; i++ {
			if item := v.Index(i); item.Kind() == pdf.Stream {
				n += unpackedSize(item, atMost-n)
			}
		}
		return n
	}
	return 0
}
