package intake

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	uni "golang.org/x/text/encoding/unicode"
)

func TestReadRefuses(t *testing.T) {
	for _, tt := range []struct {
		name string
		raw  string
		as   string
		want string // in the message
	}{
		{"empty.txt", "", "", "empty"},
		{"blank.txt", " \n\f\n\t ", "", "no text"},
		{"marks.txt", "\ufeff\u200b\u00ad", "", "no text"},
		{"data.bin", "ab\x00cd\x01\x02", "", "binary"},
		{"noise.txt", "\xff\x01\x02\x03\x04\x05\x06", "", "binary"},
		{"paper.docx", "PK\x03\x04rest", "", "office file"},
		{"scan.png", "\x89PNG\r\n", "", "picture"},
		{"big.txt", strings.Repeat("word ", MaxText/5+1), "", "5 MB"},
		{"huge.txt", strings.Repeat("word ", MaxText/2), "", "5 MB"},
		{"notes.txt", "text", "rst", "cannot be read as"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Read(tt.name, []byte(tt.raw), Options{As: tt.as})
			if err == nil {
				t.Fatalf("read as %+v", a.Meta)
			}
			if !strings.HasPrefix(err.Error(), tt.name+": ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("message %q does not name the file or say %q", err, tt.want)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	const text = "Fähren für Skerry Point\n\nThe word “Fähre” is a ferry, and café is one, too.\n"
	for _, tt := range []struct {
		name string
		enc  encoding.Encoding
		want string // the entry of the log, "" for none
		text string
	}{
		{"UTF-8", encoding.Nop, "", text},
		{"UTF-8 with BOM", uni.UTF8BOM, "", text},
		{"UTF-16 little", uni.UTF16(uni.LittleEndian, uni.UseBOM), "read as UTF-16", text},
		{"UTF-16 big", uni.UTF16(uni.BigEndian, uni.UseBOM), "read as UTF-16", text},
		{"Windows-1252", charmap.Windows1252, "read as Windows-1252", text},
		{"Latin-1", charmap.ISO8859_1, "read as Latin-1", strings.NewReplacer("“", "\"", "”", "\"").Replace(text)},
		{"CRLF", encoding.Nop, "", strings.ReplaceAll(text, "\n", "\r\n")},
		{"CR", encoding.Nop, "", strings.ReplaceAll(text, "\n", "\r")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			raw, err := tt.enc.NewEncoder().Bytes([]byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			a, err := Read("x.txt", raw, Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, e := range a.Log {
				if e.Kind == "encoding" {
					got = e.Message
				}
			}
			if got != tt.want {
				t.Errorf("log says %q, want %q", got, tt.want)
			}
			if md := string(a.Markdown()); !strings.Contains(md, "café") || !strings.Contains(md, "title: Fähren für Skerry Point\n") {
				t.Errorf("read as %q", md)
			}
		})
	}
}

func TestOptionsWin(t *testing.T) {
	raw := []byte("The keepers of the light\n\nby Ann Lee\n\nThe pilots met on the quay before the first boat came in. Nobody answered.\n\nSource: <https://example.org/a>, 3 May 2021\n")
	o := Options{Title: "Keepers", Author: "A. Lee", Date: "2021-05", URL: "https://example.org/b", Publication: "Gazette"}
	a, err := Read("x.txt", raw, o)
	if err != nil {
		t.Fatal(err)
	}
	want := Meta{Title: o.Title, Author: o.Author, Date: o.Date, Source: o.URL, Publication: o.Publication}
	if a.Meta != want {
		t.Errorf("meta %+v, want %+v", a.Meta, want)
	}
	account(t, raw, a) // what the document says itself is in the log
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"The keepers of the light":      "the-keepers-of-the-light",
		"Été à Tromsø: l’eau":           "ete-a-tromsø-leau",
		"":                              "untitled",
		"...":                           "untitled",
		"Хроника порта":                 "хроника-порта",
		strings.Repeat("harbours ", 20): "harbours-harbours-harbours-harbours-harbours-harbours",
		strings.Repeat("x", 200):        strings.Repeat("x", 60),
		"../../etc/passwd\x00 CON?":     "etc-passwd-con",
	} {
		if got := (&Article{Meta: Meta{Title: title}}).Slug(); got != want {
			t.Errorf("slug of %q is %q, want %q", title, got, want)
		}
	}
}

func TestLogYAML(t *testing.T) {
	a := &Article{Log: []Entry{{Line: 3, Kind: "join-word", Before: "a: \"b\n", After: "# c", Message: "m"}, {Kind: "missing", Message: "no title"}}}
	got := string(a.LogYAML("/some/where/in.txt", "00ff"))
	want := "received: in.txt\nsha256: \"00ff\"\nlog:\n  - line: 3\n    kind: join-word\n    before: \"a: \\\"b\\n\"\n    after: \"# c\"\n    message: m\n  - kind: missing\n    message: no title\n"
	if got != want {
		t.Errorf("log\n%s\nwant\n%s", got, want)
	}
}

// long makes a text of about n bytes with the usual faults, hard-wrapped or not.
func long(n int, wrapped bool) []byte {
	var b bytes.Buffer
	b.WriteString("The keepers of the light\n\nby Ann Lee\n\n")
	for i := 0; b.Len() < n; i++ {
		p := "The pilots of *Skerry Point* met on the quay before the first boat came in, and the harbour master read “the names” of the crew. Nobody answered him, and the inter-"
		if wrapped {
			for j := 70; j < len(p); j += 70 {
				k := strings.LastIndexByte(p[:j], ' ')
				p = p[:k] + "\n" + p[k+1:]
			}
		}
		b.WriteString(p)
		b.WriteString("\n\nA boat on the quay (Photo Lee)\n\nnational ferry of 20 km² had left.¹\n\nA heading of few words\n\n")
	}
	b.WriteString("¹ <https://example.org/a>\n")
	return b.Bytes()
}

func BenchmarkText(b *testing.B) {
	for _, mb := range []int{1, 2, 4} {
		for name, wrapped := range map[string]bool{"paragraphs": false, "wrapped": true} {
			b.Run(name+"/"+string(rune('0'+mb))+"MB", func(b *testing.B) {
				raw := long(mb<<20, wrapped)
				b.SetBytes(int64(len(raw)))
				b.ReportAllocs()
				for b.Loop() {
					a, err := Read("x.txt", raw, Options{})
					if err != nil {
						b.Fatal(err)
					}
					a.Markdown()
					a.LogYAML("x.txt", "")
				}
			})
		}
	}
}
