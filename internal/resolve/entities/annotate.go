package entities

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"dossier/internal/record"
)

// Annotate reads lines {"id","text"} from r and writes, in the same order, lines
// {"id","links":[{"start","end","entity","rule"}]} to w. Texts are plain text;
// offsets count Unicode code points, end exclusive. Every mention is written.
func Annotate(list []*record.Entity, r io.Reader, w io.Writer) error {
	d := Compile(list)
	in := bufio.NewReaderSize(r, 1<<16)
	out := bufio.NewWriter(w)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if err != nil && err != io.EOF {
			return fmt.Errorf("read line %d: %w", n, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			if err := annotateLine(d, line, out); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
		}
		if err == io.EOF {
			return out.Flush()
		}
	}
}

type link struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Entity string `json:"entity"`
	Rule   string `json:"rule"`
}

func annotateLine(d *Dictionary, line []byte, w io.Writer) error {
	var article struct {
		ID   json.RawMessage `json:"id"`
		Text string          `json:"text"`
	}
	if err := json.Unmarshal(line, &article); err != nil {
		return err
	}
	if article.ID == nil {
		article.ID = json.RawMessage("null")
	}
	links := []link{}
	for _, m := range d.FindText(article.Text) {
		links = append(links, link{m.Start, m.End, m.Entity, m.Rule})
	}
	countRunes(article.Text, links)
	out, err := marshal(struct {
		ID    json.RawMessage `json:"id"`
		Links []link          `json:"links"`
	}{article.ID, links})
	if err != nil {
		return err
	}
	_, err = w.Write(out)
	return err
}

// marshal writes v as one line, with <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return []byte(b.String()), err
}

// countRunes turns the byte offsets of sorted links into code points.
func countRunes(text string, links []link) {
	at, runes := 0, 0
	count := func(to int) int {
		runes += utf8.RuneCountInString(text[at:to])
		at = to
		return runes
	}
	for i := range links {
		links[i].Start = count(links[i].Start)
		links[i].End = count(links[i].End)
	}
}

// FindText finds the names in a plain text. Offsets are bytes in text; Block is the
// paragraph or line as blocksOf has it.
func (d *Dictionary) FindText(text string, off ...string) []Mention {
	blocks, offsets := blocksOf(text)
	mentions, _ := d.Find(blocks, Options{Off: off})
	for i := range mentions {
		mentions[i].Start += offsets[mentions[i].Block]
		mentions[i].End += offsets[mentions[i].Block]
	}
	return mentions
}

// blocksOf cuts a plain text into blocks and returns where each begins. A line end
// only joins two lines when the first looks wrapped: long, and with no end of a
// sentence. So a headline, a dateline and a row of results are blocks of their own.
func blocksOf(text string) (blocks []Block, offsets []int) {
	start := 0
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		line := strings.TrimSpace(text[at:end])
		next := min(end+1, len(text))
		if end < len(text) && wraps(line, text[next:]) {
			at = next
			continue
		}
		if whole := text[start:end]; strings.TrimSpace(whole) != "" {
			blocks = append(blocks, Block{Text: whole, Heading: looksLikeHeading(whole)})
			offsets = append(offsets, start)
		}
		start, at = next, next
	}
	if start < len(text) && strings.TrimSpace(text[start:]) != "" {
		blocks = append(blocks, Block{Text: text[start:]})
		offsets = append(offsets, start)
	}
	return blocks, offsets
}

// wraps tells whether a line goes on in the text that follows it.
func wraps(line, rest string) bool {
	if next, _, _ := strings.Cut(rest, "\n"); strings.TrimSpace(next) == "" {
		return false
	}
	n := utf8.RuneCountInString(line)
	return 50 <= n && n <= 100 && !strings.ContainsAny(line[len(line)-1:], ".!?:\"")
}

// looksLikeHeading tells a short line without a full stop from a paragraph.
func looksLikeHeading(s string) bool {
	s = strings.TrimSpace(s)
	return utf8.RuneCountInString(s) <= 120 && !strings.Contains(s, "\n") && !strings.ContainsAny(s[len(s)-1:], ".!?:;,\"")
}
