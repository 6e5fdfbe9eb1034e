package intake

import (
	"regexp"
	"strings"
)

// creditWord begins the credit of a picture. Capitals are demanded: "(photo of
// 1912)" in running text is no credit.
const creditWord = `(?:Photo|Photos|Photograph|Photographs|Photography|Picture|Pictures|Image|Images|Illustration|Drawing|Map|Graphic|Graphics|Credit|Foto|Fotos|Bild|PHOTO|IMAGE|CREDIT)`

var (
	// endCredit is a credit in brackets that ends a unit; a full stop behind the
	// bracket would make it part of a sentence.
	endCredit = regexp.MustCompile(`[(\[]` + creditWord + `\b[^()\[\]]*[)\]]$`)
	// lowerCredit is the same in lower case, of few words and no preposition that
	// would make a remark of it: "(photo below)".
	lowerCredit = regexp.MustCompile(`\((?:photo|picture|image|photograph|map|graphic|illustration)s?:? (?:by )?[\p{L}.&/-]+(?: [\p{L}.&/-]+){0,3}\)$`)
	remark      = regexp.MustCompile(`\(\pL+ (?:of|in|on|at|from|below|above|opposite|right|left|not|shows|taken|an?|the)\b`)
	// tailCredit is a credit without brackets at the end.
	tailCredit = regexp.MustCompile(`(?:^|[\s|/–—-])(?:File photo|(?:Photo|Image|Picture|Foto|Photograph)(?:s| [Cc]redits?| [Cc]ourtesy)?\s?:)\s+[\p{Lu}@][^.!?]{1,60}$`)
	// leadCredit is a unit that is a credit from its start.
	leadCredit = regexp.MustCompile(`^(?:` + creditWord + `(?:s| credit| by| courtesy(?: of)?)?\s*(?::|©)\s*\S|` + creditWord + `s? by [A-Z]|©\s*[A-Z][^.]*$)`)
	// numberedCaption is a unit that begins as the caption of a numbered figure. A
	// sign must part the number from the words: "Figure 3 shows" is a sentence.
	numberedCaption = regexp.MustCompile(`^(?:Figure|Fig\.?|Plate|Map|Chart|Graph|Photo|Picture|Image|Illustration|Table|Abb\.?|Abbildung)\s*\d{1,3}[a-z]?(?:\s*[.:–—|]|\s-)\s+\S`)
	// wordedCaption is a unit that calls itself a caption.
	wordedCaption = regexp.MustCompile(`^(?:Caption|Figure|Bildunterschrift):\s+\S`)
)

// captionMost is the longest caption in words; what is longer is running text that
// happens to end on a credit.
const captionMost = 80

// takeCaptions finds captions by what they say about themselves. Those that only
// betray themselves by standing in mid-sentence are found when the sentence is
// joined.
func (r *reading) takeCaptions() {
	for i, u := range r.units {
		if !u.body() || !isCaption(u.text) {
			continue
		}
		u.role = caption
		if at := endCredit.FindStringIndex(u.text); at != nil && at[0] == 0 {
			r.takeCaptionWords(i)
		}
		r.note(Entry{Line: u.line, Kind: "caption", Before: u.text, Message: "a caption"})
	}
}

func isCaption(s string) bool {
	if len(s) > 12*captionMost {
		return false
	}
	return endCredit.MatchString(s) && wordCount(s) <= captionMost ||
		lowerCredit.MatchString(s) && !remark.MatchString(s) && wordCount(s) <= captionMost/2 ||
		tailCredit.MatchString(s) && wordCount(s) <= captionMost/2 ||
		leadCredit.MatchString(s) && wordCount(s) <= captionMost && !strings.HasPrefix(s, "Map by ") ||
		numberedCaption.MatchString(s) && wordCount(s) <= captionMost ||
		wordedCaption.MatchString(s)
}

// takeCaptionWords puts the lines right above a credit that stands alone before it:
// they are the caption. Above the first of them, only a line that is broken in
// mid-sentence can belong to it as well.
func (r *reading) takeCaptionWords(i int) {
	credit := r.units[i]
	for j := i - 1; j >= 0 && j >= i-3 && credit.gap == 0 && !credit.page; j-- {
		above := r.units[j]
		if !above.body() || wordCount(above.text) > captionMost/2 || sentences(above.text) > 1 || j < i-1 && endsSentence(above.text) {
			return
		}
		credit.text = above.text + " " + credit.text
		credit.from = append(above.from, credit.from...)
		credit.line, credit.gap, credit.page = above.line, above.gap, above.page
		above.role, above.text, above.from = gone, "", nil
	}
}
