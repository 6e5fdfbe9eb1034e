package mmark

import (
	"strings"

	"dossier/internal/doc"
)

// places finds the text of a top-level block again. Its leaves come in order, and a
// line of a leaf is the end of a line of the block, behind the signs of containers.
type places struct {
	text   *prepared
	cursor int // in the prepared text
	end    int
	patch  int // bytes that may still be searched in vain, which keeps it linear
}

// leafMap tells where the content of a leaf stands in the source, line by line.
type leafMap struct {
	lines lines
	end   int // of the file
}

// near is a map for a leaf of which no more than one place is known.
func near(source, end int) leafMap { return leafMap{lines{{0, source, true}}, end} }

// segment says that size bytes of text stand at a place in the content. A sign that
// closes an open code block, or the last line end, stands in no file.
func (m leafMap) segment(text, at, size int) doc.Seg {
	source, exact := m.lines.source(at)
	if !exact {
		size = 0
	}
	source = min(source, m.end)
	return doc.Seg{Text: text, Source: source, Len: min(size, m.end-source)}
}

// source turns an offset in the content into one in the file.
func (m leafMap) source(at int) int {
	source, _ := m.lines.source(at)
	return min(source, m.end)
}

// lineEnd returns where the line of content that holds at ends in the content, or
// limit.
func (m leafMap) lineEnd(at, limit int) int {
	if i := m.lines.after(at); i < len(m.lines) {
		return min(limit, m.lines[i].at)
	}
	return limit
}

// exact maps content that is a slice of the prepared text.
func (p *places) exact(content []byte, at int) leafMap {
	p.cursor = max(p.cursor, at+len(content))
	m := leafMap{end: len(p.text.file.Text)}
	p.add(&m, 0, at, len(content))
	return m
}

// search maps content that the engine has copied. whole says that its lines go up
// to the end of theirs, as those of a paragraph do and those of a cell do not. A line
// that is not found gets the place of the one before.
func (p *places) search(content []byte, whole bool) leafMap {
	m := leafMap{end: len(p.text.file.Text)}
	find := p.part
	if whole {
		find = p.line
	}
	from := 0
	for l := range strings.Lines(string(content)) {
		text := strings.TrimRight(l, " \t\n")
		if at, ok := find(text); ok && text != "" {
			p.add(&m, from, at, len(text))
			m.lines = append(m.lines, line{from + len(text), p.text.sourceOffset(at + len(text)), true})
		} else {
			m.lines = append(m.lines, line{from, p.text.sourceOffset(p.cursor), true})
		}
		from += len(l)
	}
	if from == 0 {
		return near(p.text.sourceOffset(p.cursor), m.end)
	}
	return m
}

// add maps size bytes of content that stand at offset at of the prepared text.
func (p *places) add(m *leafMap, from, at, size int) {
	source, exact := p.text.lines.source(at)
	m.lines = append(m.lines, line{from, source, !exact})
	all := p.text.lines
	for i := all.after(at); i < len(all) && all[i].at < at+size; i++ {
		m.lines = append(m.lines, line{from + all[i].at - at, all[i].source, all[i].near})
	}
}

// line finds the next line that is s behind the signs of containers.
func (p *places) line(s string) (int, bool) {
	if s == "" {
		return p.cursor, true
	}
	for at := p.cursor; at < p.end && p.patch > 0; {
		next := p.end
		if i := strings.IndexByte(p.text.text[at:p.end], '\n'); i >= 0 {
			next = at + i + 1
		}
		l := strings.TrimRight(p.text.text[at:next], " \t\n")
		if strings.HasSuffix(l, s) && isPrefix(l[:len(l)-len(s)]) {
			p.cursor = next
			return at + len(l) - len(s), true
		}
		p.patch -= next - at
		at = next
	}
	return 0, false
}

// isPrefix tells whether a text could be the signs of containers: blanks, quotation
// signs, item signs and the label of a note.
func isPrefix(s string) bool {
	return strings.Trim(s, " \t>-+*:A.)0123456789|#") == "" || strings.HasSuffix(strings.TrimRight(s, " \t"), "]:")
}

// part finds the next place of s.
func (p *places) part(s string) (int, bool) {
	if s == "" {
		return p.cursor, true
	}
	if p.patch <= 0 {
		return 0, false
	}
	i := strings.Index(p.text.text[p.cursor:p.end], s)
	if i < 0 {
		p.patch -= p.end - p.cursor
		return 0, false
	}
	p.patch -= i
	at := p.cursor + i
	p.cursor = at + len(s)
	return at, true
}
