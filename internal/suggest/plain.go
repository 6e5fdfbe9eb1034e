package suggest

import "strings"

// Plain makes a document of plain text: paragraphs are parted by empty lines, and a
// short one without a full stop is taken for a heading.
func Plain(name, text string) Document {
	d := Document{Name: name}
	at := 0
	for _, para := range strings.SplitAfter(text, "\n\n") {
		if t := strings.TrimSpace(para); t != "" {
			d.Blocks = append(d.Blocks, Block{Text: para})
		}
		at += len(para)
	}
	return d
}
