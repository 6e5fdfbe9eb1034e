package render

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/render/body"
)

// page makes an article of paragraphs of so many lines with one mark at the end of
// each, and notes of so many lines.
func notedPage(paragraphs, textLines, noteLines int) (string, []body.NoteView) {
	var html strings.Builder
	var notes []body.NoteView
	for i := range paragraphs {
		fmt.Fprintf(&html, `<p>%s<sup data-a="--r%d"><a href="#fn-%d">%d</a></sup></p>`, strings.Repeat("x", textLines*int(textColumn)-1), i+1, i+1, i+1)
		notes = append(notes, body.NoteView{Number: i + 1, HTML: "<p>" + strings.Repeat("y", noteLines*int(noteColumn)) + "</p>"})
	}
	return html.String(), notes
}

func TestSideNotes(t *testing.T) {
	for _, c := range []struct {
		name                             string
		paragraphs, textLines, noteLines int
		want                             string
	}{
		{"no notes", 0, 5, 5, sideNone},
		{"short notes", 20, 5, 3, sideWhole},
		{"one endless note", 1, 5, 200, sideWhole},
		{"an endless note before another", 2, 5, 200, sideClip},
		{"long notes", 20, 4, 12, sideClip},
		{"a note a line", 80, 1, 12, sideNone},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sideNotes(notedPage(c.paragraphs, c.textLines, c.noteLines)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLineOfMarks(t *testing.T) {
	mark := `<sup data-a="--r1"><a>1</a></sup>`
	line := strings.Repeat("x", 10)
	for _, c := range []struct {
		name, html   string
		mark, height float64
	}{
		{"start", "<p>" + mark + line, 0, 2},
		{"second line", "<p>" + line + mark + "</p>", 1, 2 + blockGap},
		{"tags and line ends take no room", "<p><em>\n\n</em>" + mark + "</p>", 0, 1 + blockGap},
		{"behind a paragraph", "<p>" + line + "</p><p>" + mark + "</p>", 1 + blockGap, 2 + 2*blockGap},
		{"behind a picture", `<img src="a">` + mark, pictureHeight, pictureHeight + 1},
		{"no mark", "plain", -1, 1},
		{"cut off", "<p>abc<", -1, 1},
		{"empty tag", "<>abc", -1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			marks, height := lineOfMarks(c.html, 10)
			got, ok := marks[1]
			if !ok {
				got = -1
			}
			if got != c.mark || height != c.height {
				t.Errorf("got %v and %v, want %v and %v", got, height, c.mark, c.height)
			}
		})
	}
}
