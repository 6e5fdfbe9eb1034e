package render

import (
	"strconv"
	"strings"

	"dossier/internal/render/body"
)

// Notes stand beside their marks on wide screens, each below the one before. Where
// marks are dense the notes run behind: a note stands lower than its mark, the last
// ones lower than the text. The build estimates how far and chooses the form in which
// a reader can still see which note belongs where.
const (
	sideWhole = "side"      // every note in full in the margin
	sideClip  = "side clip" // the first lines of each, the rest when pointed at
	sideNone  = ""          // notes at the end only
)

const (
	textColumn = 68.0  // characters a line of the text holds
	noteColumn = 32.0  // characters a line in the margin holds
	noteLine   = 0.725 // height of a line in the margin, in lines of text
	noteGap    = 0.5   // space between two notes in the margin
	blockGap   = 0.7   // space between two blocks of text
	clipLines  = 5     // what the style sheet shows of a clipped note
	maxDrift   = 12.0  // lines of text that a note may stand lower than its mark
)

// blockTags end a line.
var blockTags = map[string]float64{
	"p": blockGap, "li": 0.3, "dt": 0, "dd": 0.3, "pre": 1.5, "blockquote": blockGap, "tr": 0.4, "figcaption": blockGap,
	"h2": 2.8, "h3": 2.2, "h4": 2.2, "h5": 2.2, "h6": 2.2, "hr": 2, "div": 0, "figure": blockGap, "br": 0, "table": blockGap,
}

// pictureHeight is what a picture is taken to be high, in lines.
const pictureHeight = 14

// sideNotes chooses the form for an article's notes.
func sideNotes(html string, notes []body.NoteView) string {
	if len(notes) == 0 {
		return sideNone
	}
	marks, _ := lineOfMarks(html, textColumn)
	heights := make([]float64, len(notes))
	for i, n := range notes {
		_, heights[i] = lineOfMarks(n.HTML, noteColumn)
	}
	if drift(notes, marks, heights) <= maxDrift {
		return sideWhole
	}
	for i := range heights {
		heights[i] = min(heights[i], clipLines)
	}
	if drift(notes, marks, heights) <= maxDrift {
		return sideClip
	}
	return sideNone
}

// drift is how many lines of text the note that is furthest from its mark stands below
// it. A note whose mark is in another note belongs to the mark of the one before.
func drift(notes []body.NoteView, marks map[int]float64, heights []float64) float64 {
	worst, end, mark := 0.0, 0.0, 0.0
	for i, n := range notes {
		if at, ok := marks[n.Number]; ok {
			mark = at
		}
		top := max(mark, end)
		worst = max(worst, top-mark)
		end = top + heights[i]*noteLine + noteGap
	}
	return worst
}

// markAttribute is what the body's renderer writes at the first mark of a note.
const markAttribute = `data-a="--r`

// lineOfMarks finds how many lines from the top the first mark of each note stands and
// how many lines there are, for HTML set in columns of so many characters.
func lineOfMarks(html string, column float64) (marks map[int]float64, lines float64) {
	marks = map[int]float64{}
	characters := 0
	for html != "" {
		text, rest, found := strings.Cut(html, "<")
		for _, r := range text {
			if r != '\n' {
				characters++
			}
		}
		if !found {
			break
		}
		tag, after, _ := strings.Cut(rest, ">")
		html = after
		if _, value, ok := strings.Cut(tag, markAttribute); ok {
			digits, _, _ := strings.Cut(value, `"`)
			if n, err := strconv.Atoi(digits); err == nil {
				marks[n] = lines + float64(characters)/column
			}
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(tag, "/"), " ")
		gap, isBlock := blockTags[name]
		switch {
		case name == "img":
			lines += pictureHeight
		case isBlock && (tag[0] == '/' || name == "br" || name == "hr"):
			lines += ceil(float64(characters)/column) + gap
			characters = 0
		}
	}
	return marks, lines + ceil(float64(characters)/column)
}

func ceil(x float64) float64 {
	if n := float64(int(x)); n < x {
		return n + 1
	}
	return x
}
