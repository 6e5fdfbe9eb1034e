package intake

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"dossier/internal/testkit"
)

// typed is a line of type on a page of a test: its left end and base line, in points
// from the lower left corner.
type typed struct {
	x, y, size float64
	s          string
}

// makePDF writes a plain PDF with one page for each list of lines, all in Courier,
// whose characters are 0.6 of the size wide.
func makePDF(pages ...[]typed) []byte {
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages)),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 /Widths [" + strings.Repeat("600 ", 95) + "] >>",
	}
	for i, lines := range pages {
		var content strings.Builder
		for _, l := range lines {
			escaped := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(l.s)
			fmt.Fprintf(&content, "BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n", l.size, l.x, l.y, escaped)
		}
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", content.Len(), content.String()))
	}
	return pdfOf(objects...)
}

// pdfOf writes a PDF of objects, of which the first is the catalogue.
func pdfOf(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, body := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, at)
	return b.Bytes()
}

// column sets lines below each other; "^1" at the end of a word is set raised and
// small, as type is.
func column(x, y, size float64, lines ...string) []typed {
	var out []typed
	for _, l := range lines {
		at := x
		for i, part := range strings.Split(l, "^") {
			if i > 0 {
				out = append(out, typed{at, y + 0.35*size, 0.6 * size, part[:1]})
				at += 0.36 * size
				part = part[1:]
			}
			if part != "" {
				out = append(out, typed{at, y, size, part})
				at += 0.6 * size * float64(len(part))
			}
		}
		y -= 1.2 * size
	}
	return out
}

// harbourPDF is an article on two pages: title, byline, two columns, raised marks,
// notes at the foot, running heads and page numbers.
func harbourPDF() []byte {
	first := append(column(60, 780, 20, "The keepers of the light"), column(60, 750, 10, "by Ann Lee, Norway")...)
	first = append(first, column(60, 700, 10,
		"The pilots of Skerry Point met on the",
		"quay before the first boat came in,^1",
		"and the harbour master read out the",
		"names of the crew. Nobody answered to",
		"his name, and the bells of the inter-",
		"national ferry rang over the basin of",
		"400 m^2 in all.")...)
	first = append(first, column(60, 590, 12.5, "The lower basin")...)
	first = append(first, column(60, 560, 10,
		"In the winter of 1951 the council had",
		"closed the lower basin to all traffic",
		"but for the ferry, and the men of the")...)
	first = append(first, column(320, 700, 10,
		"town were sent to the pier, where the",
		"ferry stayed.^2 They spoke of the old",
		"basin for years, and drew it on every",
		"wall of the new office. The drawings,",
		"of which some are left, are well-")...)
	first = append(first, column(60, 100, 8, "^1 Letter of 4 May 1951.", "^2 Minutes of the council, page 12.")...)
	first = append(first, typed{290, 40, 8, "11"})
	second := append([]typed{{60, 810, 8, "Harbour Review"}}, column(60, 780, 10,
		"known on the coast, and a well-known",
		"painter has made copies of them all.",
		"The international ferry shows them.")...)
	second = append(second, typed{290, 40, 8, "12"})
	return makePDF(first, second)
}

const harbourArticle = `---
title: The keepers of the light
author: Ann Lee
author_place: Norway
---

The pilots of Skerry Point met on the quay before the first boat came in,[^1] and the harbour master read out the names of the crew. Nobody answered to his name, and the bells of the international ferry rang over the basin of 400 m² in all.

## The lower basin

In the winter of 1951 the council had closed the lower basin to all traffic but for the ferry, and the men of the town were sent to the pier, where the ferry stayed.[^2] They spoke of the old basin for years, and drew it on every wall of the new office. The drawings, of which some are left, are well-known on the coast, and a well-known painter has made copies of them all. The international ferry shows them.

[^1]: Letter of 4 May 1951.

[^2]: Minutes of the council, page 12.
`

func TestPDF(t *testing.T) {
	testkit.Tool(t, "pdftotext")
	a, err := Read("keepers.pdf", harbourPDF(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	isHarbourArticle(t, a)
}

// printedPDF is a page printed from a browser, on two sheets: the time and the title
// above, the address and the number of the sheet below.
func printedPDF() []byte {
	edges := func(sheet string) []typed {
		return append(column(24, 820, 8, "3/14/22, 9:05 AM"), append(column(300, 820, 8, "The keepers of the light"),
			append(column(24, 18, 8, "https://harbour.example/keepers"), column(550, 18, 8, sheet+"/2")...)...)...)
	}
	first := append(edges("1"), column(60, 760, 20, "The keepers of the light")...)
	first = append(first, column(60, 700, 10,
		"The pilots of Skerry Point met on the quay before the first boat came in, and",
		"the harbour master read out the names of the crew, while the bells of the")...)
	second := append(edges("2"), column(60, 760, 10,
		"ferry rang over the basin. Nobody answered to his name, and nobody in the town",
		"has ever told why.")...)
	return makePDF(first, second)
}

func TestPrintedPage(t *testing.T) {
	testkit.Tool(t, "pdftotext")
	a, err := Read("page.pdf", printedPDF(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	account(t, []byte(a.Extracted), a)
	want := `---
title: The keepers of the light
source: https://harbour.example/keepers
---

The pilots of Skerry Point met on the quay before the first boat came in, and the harbour master read out the names of the crew, while the bells of the ferry rang over the basin. Nobody answered to his name, and nobody in the town has ever told why.
`
	if got := string(a.Markdown()); got != want {
		t.Errorf("article\n%s\nwant\n%s\nlog:\n%s", got, want, shortLog(a, true))
	}
}

// Without poppler the same article comes out of a plain file like this.
func TestPDFInGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	a, err := Read("keepers.pdf", harbourPDF(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	isHarbourArticle(t, a)
	if !strings.Contains(shortLog(a, true), "install poppler") {
		t.Error("the log does not say how to get a better reading")
	}
}

func isHarbourArticle(t *testing.T, a *Article) {
	t.Helper()
	account(t, []byte(a.Extracted), a)
	meansWhatItSays(t, a)
	if got := string(a.Markdown()); got != harbourArticle {
		t.Errorf("article\n%s\nwant\n%s\nextracted:\n%s\nlog:\n%s", got, harbourArticle, a.Extracted, shortLog(a, true))
	}
	if count(a, "format") != 1 {
		t.Error("the log does not say how the file was read")
	}
}

// Files that would keep the library busy for ever, or make it reserve all memory.
func TestPDFInGoEnds(t *testing.T) {
	const (
		catalogue = "<< /Type /Catalog /Pages 2 0 R >>"
		content   = "<< /Length 28 >>\nstream\nBT /F1 10 Tf (a) Tj ET      \nendstream"
	)
	whole := string(harbourPDF())
	for name, raw := range map[string]string{
		"pages in a circle":         string(pdfOf(catalogue, "<< /Type /Pages /Kids [2 0 R] /Count 9 >>")),
		"parents in a circle":       string(pdfOf(catalogue, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>", content)),
		"tables in a circle":        strings.Replace(whole, "/Root 1 0 R", fmt.Sprintf("/Prev %d /Root 1 0 R", strings.Index(whole, "xref\n0")), 1),
		"a size without bounds":     strings.Replace(whole, "/Size ", "/Size 9999999999", 1),
		"a number without bounds":   strings.Replace(whole, "xref\n0 ", "xref\n999999999 ", 1),
		"a section without bounds":  strings.Replace(whole, "trailer", "999999999 1\n0000000010 00000 n \ntrailer", 1),
		"a table without columns":   packedTable("/W [0 0 0] /Index [0 19999999]"),
		"a table of nothing at all": packedTable("/W [1 1 1] /Index [0 99999999999]"),
	} {
		t.Run(name, func(t *testing.T) {
			if pages, err := goPages([]byte(raw), time.Second); err == nil {
				t.Errorf("%d pages were read", len(pages))
			}
		})
	}
}

// packedTable is a PDF of nothing but a packed table of objects.
func packedTable(keys string) string {
	return "%PDF-1.5\n1 0 obj\n<< /Type /XRef /Size 5 " + keys + " /Length 9 >>\nstream\nxxxxxxxxx\nendstream\nendobj\n" + strings.Repeat(" ", 100) + "\nstartxref\n9\n%%EOF\n"
}

// A page that unpacks to more than the limit is refused before it is read.
func TestPDFBomb(t *testing.T) {
	var content bytes.Buffer
	z, _ := zlib.NewWriterLevel(&content, zlib.BestSpeed)
	io.CopyN(z, repeated("(aaaa) Tj "), pdfUnpacked+1)
	z.Close()
	stream := fmt.Sprintf("<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", content.Len(), content.String())
	raw := pdfOf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", stream)
	if _, err := goPages(raw, pdfTime); err == nil || !strings.Contains(err.Error(), "unpacks") {
		t.Errorf("error %v", err)
	}
}

// repeated reads a text over and over.
type repeated string

func (r repeated) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], r)
	}
	return n, nil
}

// FuzzPDF looks for files that make the reader in Go panic, hang or eat memory.
func FuzzPDF(f *testing.F) {
	f.Add(harbourPDF())
	f.Add(makePDF(column(60, 700, 10, "One line.")))
	f.Add(makePDF(nil, nil))
	f.Add([]byte(packedTable("/W [1 1 1] /Index [0 3]")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 100_000 {
			return
		}
		pages, err := goPages(raw, 2*time.Second)
		if err != nil {
			return
		}
		text, shapes := layOut(pages)
		newReading(text, nil, Options{}).run()
		if strings.Count(text, "\f") > len(pages) || len(shapes) > len(text) {
			t.Errorf("%d pages became %q", len(pages), text)
		}
	})
}

func TestPDFRefuses(t *testing.T) {
	whole := harbourPDF()
	for name, raw := range map[string][]byte{
		"cut.pdf":      whole[:200],
		"noise.pdf":    append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte("\xff\x00x"), 500)...),
		"blank.pdf":    makePDF(nil),
		"password.pdf": bytes.Replace(whole, []byte("trailer\n<<"), []byte("trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"+strings.Repeat("5a", 32)+"> /U <"+strings.Repeat("a5", 32)+"> >> /ID [<00> <00>]"), 1),
	} {
		t.Run(name, func(t *testing.T) {
			a, err := Read(name, raw, Options{})
			if err == nil {
				t.Fatalf("read as %q", a.Markdown())
			}
			if !strings.HasPrefix(err.Error(), name+": ") || name == "password.pdf" && !strings.Contains(err.Error(), "password") {
				t.Errorf("message %q does not name the file", err)
			}
		})
	}
}
