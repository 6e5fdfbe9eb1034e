package intake

import (
	"strings"
	"unicode/utf8"
)

// unfinishedWords end no sentence and no heading: what follows them is the rest.
var unfinishedWords = words(`the; a; an; of; in; to; by; for; with; from; at; on; and; or; that; which; who; whose; is; are; was; were; be; been; has; have; had;
	its; their; his; her; our; this; these; those; as; than; between; into; over; under; about; against; during; through; not; but; if; when; while; because; would; will; can; could; should; may; might; must; such; both; very; most; more;
	der; die; das; und; oder; von; mit; zu; für; le; les; des; du; et; el; los; de`)

// lookAhead is how many units may stand between the halves of a cut sentence:
// captions, notes at the foot of the page, a note on the author.
const lookAhead = 8

// joinCuts puts together what a page, a column or a caption has cut in two. A cut
// shows on both sides: the first half ends on a hyphen or without a stop, the
// second goes on in lower case.
// The items of a list may be cut, too, but in plain text a short item is no sentence
// anyway, and what follows in lower case belongs to the whole list.
func (r *reading) joinCuts() {
	for i, u := range r.units {
		hangs := r.shapes != nil && u.mark.style == bulletMark && wordCount(u.text) >= 8
		if u.body() && (mayBeCut(u) || hangs) {
			p := &paragraph{unit: u, end: u.text, next: i + 1}
			for r.joinNext(p) {
			}
			p.close()
		}
	}
}

// paragraph is a unit that is being put together. Decisions look at its last part
// only, so that a text cut a thousand times costs no more than its length.
type paragraph struct {
	*unit
	done   []byte // the parts before the last
	end    string // the last part
	words  int    // in done
	signs  int    // asterisks in done
	joined bool
	next   int // index of the unit to look at next
}

func (p *paragraph) count() int { return p.words + wordCount(p.end) }

// add puts the next part behind the last one, of which cut bytes are taken off.
func (p *paragraph) add(cut int, glue, next string, v *unit) {
	whole := p.end[:len(p.end)-cut]
	p.done = append(append(p.done, whole...), glue...)
	p.words += wordCount(whole)
	p.signs += strings.Count(whole, "*") + strings.Count(whole, "_")
	p.end, p.joined = next, true
	p.from = append(p.from, v.from...)
	p.full, p.last = v.full, v.last
}

func (p *paragraph) close() {
	if p.joined {
		p.text = string(append(p.done, p.end...))
	}
}

// joinNext joins a paragraph with the unit that continues it, and tells whether there was one.
func (r *reading) joinNext(p *paragraph) bool {
	word := endsCut(p.end)
	if !word && endsSentence(p.end) {
		return false
	}
	j, between := r.continuation(p, word)
	if j < 0 || !word && j > p.next && p.count() < 5 {
		return false // a short line is no half of a sentence across notes and captions
	}
	if between >= 0 {
		r.takeInterloper(r.units[between])
	}
	p.next = j + 1
	next := r.units[j]
	if word {
		r.joinWord(p, next)
	} else {
		r.joinSentence(p, next)
	}
	next.role, next.text, next.from = gone, "", nil
	return true
}

// mayBeCut keeps lists out: a unit that begins as an item is not the first half of
// a paragraph.
func mayBeCut(u *unit) bool {
	if noteHeadings[strings.ToLower(strings.TrimRight(u.text, ":."))] {
		return false
	}
	return u.mark.style == noMark || u.mark.style == bareMark && isProse(u.text)
}

// continuation looks for the second half of a sentence behind captions and notes. One
// unit that is nothing of the kind may stand between them, too, if it is complete
// in itself: between is its index, else -1.
func (r *reading) continuation(p *paragraph, word bool) (j, between int) {
	between = -1
	seen, listed := 0, false
	for j = p.next; j < len(r.units) && seen <= lookAhead; j++ {
		u := r.units[j]
		seen++
		switch {
		case !u.body():
			if u.role == heading {
				return -1, -1
			}
		case goesOnIn(p, u, word, between >= 0 || listed):
			return j, between
		case u.mark.style == bulletMark:
			return -1, -1
		case u.mark.style != noMark:
			// A note at the foot of the page, or a list; what goes on behind it
			// in lower case belongs to the sentence.
			listed = listed || u.mark.style != superMark && u.mark.style != signMark
		case between < 0 && mayInterrupt(p, u, word):
			between = j
		default:
			return -1, -1
		}
	}
	return -1, -1
}

// goesOnIn tells whether u goes on where p ends. Lower case says so; a capital
// only if p ends on a word that ends no sentence, and u is running text itself.
func goesOnIn(p *paragraph, u *unit, word, interrupted bool) bool {
	if u.mark.style != noMark && u.mark.style != bareMark {
		return false
	}
	if startsLower(u.text) {
		return true
	}
	if interrupted || u.mark.style == bareMark {
		return false
	}
	if word {
		return wordCount(u.text) > 4
	}
	if p.count() < 8 || strings.ContainsRune("\"“‘«'", firstRune(u.text)) {
		return false
	}
	return (p.full && u.page || endsUnfinished(p.end)) && (endsSentence(u.text) || wordCount(u.text) > 8)
}

// endsUnfinished tells whether s ends on a word that ends no sentence, a comma, a
// title or initials.
func endsUnfinished(s string) bool {
	s = bare(s)
	last := strings.ToLower(lastWord(s))
	return unfinishedWords[last] || strings.HasSuffix(last, ",") || endsAbbreviated(s)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// mayInterrupt tells whether u may be a caption that says nothing of itself: short
// and complete, between two halves that cannot stand alone.
func mayInterrupt(p *paragraph, u *unit, word bool) bool {
	if !word && !endsSentence(u.text) && !endsUnfinished(p.end) {
		return false // it may as well be the first half itself
	}
	n := wordCount(u.text)
	return n >= 3 && n <= 60 && !startsLower(u.text) && (word || p.count() >= 15) && u.quote == 0
}

// takeInterloper makes a caption of a unit that stands in mid-sentence.
func (r *reading) takeInterloper(u *unit) {
	u.role = caption
	r.note(Entry{Line: u.line, Kind: "caption", Before: u.text, Message: "taken for a caption, because it stands in mid-sentence"})
}

// joinWord joins two halves of a word. If emphasis was closed at the cut, the word
// stays in it whole; where it really ended cannot be known.
func (r *reading) joinWord(p *paragraph, v *unit) {
	signs := p.end[len(strings.TrimRight(p.end, "*_")):]
	if (p.signs+strings.Count(p.end, "*")+strings.Count(p.end, "_"))%2 == 1 {
		signs = "" // opened here and not closed: the emphasis goes on
	}
	second := v.text
	opens := ""
	if signs != "" {
		opens = second[:len(second)-len(strings.TrimLeft(second, "*_"))]
		second = second[len(opens):]
	}
	s := r.seamOf(p.end, second)
	cut := lastWord(p.end) + " / " + firstWord(v.text)
	r.note(Entry{Line: p.last, Kind: "join-word", Before: cut, After: s.word, Message: "a word cut by a page, column or caption: " + s.why})
	if signs != "" && opens != signs {
		r.note(Entry{Line: p.last, Kind: "emphasis-cut", Before: cut, After: s.word, Message: "emphasis was closed at the cut; the word was kept in it whole, where it ended is unknown"})
		tail := wordAt(second)
		second = opens + tail + signs + second[len(tail):]
	}
	p.add(s.cut, s.glue, second, v)
}

func (r *reading) joinSentence(p *paragraph, v *unit) {
	before, after := tailOf(p.end), headOf(v.text)
	r.note(Entry{Line: p.last, Kind: "join-sentence", Before: before + " / " + after, After: before + " " + after, Message: "a sentence cut by a page, column or caption"})
	p.add(0, " ", v.text, v)
}

// tailOf and headOf are the words beside a cut, for the log.
func tailOf(s string) string {
	words := strings.Fields(s[cutBack(s, max(0, len(s)-80)):])
	return strings.Join(words[max(0, len(words)-3):], " ")
}

func headOf(s string) string {
	words := strings.Fields(s[:cutBack(s, min(len(s), 80))])
	return strings.Join(words[:min(len(words), 3)], " ")
}
