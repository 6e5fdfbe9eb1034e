package doc

// Prepend puts words before a leaf's text and moves what is said about it along.
func (b *Block) Prepend(words string) {
	n := len(words)
	b.Text = words + b.Text
	for i := range b.Marks {
		b.Marks[i].Start += n
		b.Marks[i].End += n
	}
	for i := range b.Segs {
		b.Segs[i].Text += n
	}
}

// Remove takes Text[start:end] away and moves what is said about the rest along.
// Marks that lie wholly inside go with it.
func (b *Block) Remove(start, end int) {
	moved := func(at int) int {
		switch {
		case at <= start:
			return at
		case at >= end:
			return at - (end - start)
		}
		return start
	}
	b.Text = b.Text[:start] + b.Text[end:]
	marks := b.Marks[:0]
	for _, m := range b.Marks {
		if m.Start >= start && m.End <= end && m.End > m.Start {
			continue
		}
		m.Start, m.End = moved(m.Start), moved(m.End)
		marks = append(marks, m)
	}
	b.Marks = marks
	var segs []Seg
	for _, s := range b.Segs {
		if s.Text < start {
			head := s
			head.Len = min(s.Len, start-s.Text)
			segs = append(segs, head)
		}
		if s.Text >= end || s.Text+s.Len > end {
			tail := s
			if cut := max(end-s.Text, 0); cut > 0 {
				tail = Seg{Text: end, Source: s.Source + cut, Len: s.Len - cut}
			}
			tail.Text = moved(tail.Text)
			segs = append(segs, tail)
		}
	}
	b.Segs = segs
}

// Replace puts words in the place of Text[start:end], with marks whose offsets count
// from the first of them. What lay wholly inside is gone.
func (b *Block) Replace(start, end int, words string, marks ...Mark) {
	b.Remove(start, end)
	n := len(words)
	b.Text = b.Text[:start] + words + b.Text[start:]
	for i := range b.Marks {
		m := &b.Marks[i]
		if m.Start >= start {
			m.Start += n
		}
		if m.End > start {
			m.End += n
		}
	}
	var segs []Seg
	for _, s := range b.Segs {
		switch {
		case s.Text >= start:
			s.Text += n
			segs = append(segs, s)
		case s.Text+s.Len > start: // the words fall into the middle of it
			head := start - s.Text
			segs = append(segs, Seg{s.Text, s.Source, head}, Seg{start + n, s.Source + head, s.Len - head})
		default:
			segs = append(segs, s)
		}
	}
	b.Segs = segs
	for _, m := range marks {
		m.Start += start
		m.End += start
		b.Marks = append(b.Marks, m)
	}
	b.SortMarks()
}
