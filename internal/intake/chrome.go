package intake

import (
	"regexp"
	"strings"
)

// chromeWords are the lines that make up menus, share bars and footers. A unit is
// page furniture only if it holds nothing else, and only before or behind the
// running text: a list of companies in an article may read just the same.
var chromeWords = words(`
	facebook; twitter; x; youtube; instagram; linkedin; whatsapp; telegram; reddit; pinterest; tumblr; mastodon; bluesky;
	threads; tiktok; flipboard; pocket; rss; rss feed; email; e-mail; mail; print; copy link; link; link copied; messenger; vk; wechat; weibo; line; snapchat;
	share; tweet; pin; like; save; bookmark; share this; share this article; share this story; share this page; share on; share via; share on facebook; share on twitter; share on x;
	share on linkedin; share on whatsapp; share on telegram; share via email; tweet this; follow us; follow; follow us on; follow us on twitter; follow us on facebook;
	subscribe; subscribe now; sign up; sign in; sign out; log in; login; logout; log out; register; my account; account; newsletter; newsletters; join us; donate; support us;
	menu; main menu; navigation; skip to content; skip to main content; skip to navigation; home; homepage; search; search for; close; open menu; toggle navigation; go back; back to top; top; back;
	about; about us; contact; contact us; help; faq; imprint; impressum; datenschutz; privacy; privacy policy; cookie policy; cookies; terms; terms of use; terms of service; terms and conditions; sitemap; site map; advertise; advertise with us; careers; jobs; press; accessibility; editorial policy;
	advertisement; advertisements; ad; anzeige; sponsored; sponsored content; promoted; continue reading below; story continues below advertisement; article continues below; scroll to continue;
	read more; load more; show more; more; see more; view all; see all; next; previous; prev; next article; previous article; next post; previous post; older posts; newer posts; continue reading; listen; listen to this article; watch; watch live; live; play; download; download pdf; pdf; print this page; print this article; comments; comment; leave a comment; leave a reply; post a comment; no comments; add a comment; reply; report; translate;
	related; related articles; related stories; related posts; related topics; related content; more from; more stories; more news; most read; most popular; trending; trending now; recommended; recommended for you; you may also like; you might also like; latest news; latest; popular; editor's picks; top stories; also read; tags; topics; filed under;
	all rights reserved; accept; accept all; accept cookies; reject; manage cookies; got it; english; deutsch; español; français; русский; 中文; العربية; loading; skip; gift article; give article; font size; text size; a+; a-`)

// strongChrome are lines that are furniture wherever they stand.
var strongChrome = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^(?:advertisement|story continues below(?: advertisement)?|article continues below(?: advertisement)?|scroll to continue|skip advertisement|continue reading below)\.?$`),
	regexp.MustCompile(`(?i)^(?:share|tweet|print|email) this (?:article|story|page|post)[.!]?$`),
	regexp.MustCompile(`(?i)^(?:sign up|subscribe) (?:to|for) (?:our|the|my) (?:[\p{L}'’-]+ ){0,4}(?:newsletter|newsletters|channel|mailing list)\b.{0,60}$`),
	regexp.MustCompile(`(?i)^(?:also read|read also|read more|see also|lire aussi|lesen sie auch)\s*[:|–-]\s*\S.{0,160}$`),
	regexp.MustCompile(`(?i)^(?:we use cookies|this (?:web)?site uses cookies|by continuing to (?:use|browse) (?:this|our) (?:web)?site)\b.{0,400}$`),
}

// edgeChrome are lines that are furniture before or behind the running text.
var edgeChrome = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^(?:©|\(c\)|copyright)\s.{0,160}$`),
	regexp.MustCompile(`(?i)^.{0,80}all rights reserved\.?$`),
	regexp.MustCompile(`(?i)^\d+ (?:shares?|comments?|likes?|views?|min(?:utes?)? read|minute read)$`),
	regexp.MustCompile(`(?i)^(?:reading time|estimated reading time)\s*:?\s*\d+.{0,20}$`),
	regexp.MustCompile(`(?i)^(?:tags?|topics?|categor(?:y|ies)|filed under|posted in|keywords)\s*:\s.{0,160}$`),
	regexp.MustCompile(`^(?:\p{Lu}[\p{L}&' -]{0,30}\s*[>›»/|]\s*){1,5}(?:\p{Lu}[\p{L}&' -]{0,60})?$`),
	regexp.MustCompile(`(?i)^(?:home|start)\s*[>›»/|].{0,160}$`),
	regexp.MustCompile(`(?i)^(?:page )?\d{1,4} of \d{1,4}$`),
}

// sectionNames are names of newspaper sections, which stand above a title.
var sectionNames = words(`news; world; world news; english news; opinion; opinions; comment; commentary; analysis; politics; business; economy; culture; arts;
	sports; sport; science; technology; tech; health; travel; life; lifestyle; style; feature; features; editorial; column; columns; essay; review; reviews; interview;
	local; local news; national; international; region; blog; blogs; exclusive; breaking; breaking news; latest news; letters; obituaries; weekend; magazine; long read; explainer; archive; perspectives; views`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.SplitSeq(list, ";") {
		set[strings.TrimSpace(w)] = true
	}
	return set
}

// dropChrome takes out share links, menus and footers.
func (r *reading) dropChrome() {
	head, tail := r.proseSpan()
	if head >= tail {
		head = len(r.units) // nothing but short lines: only what is certain may go
		tail = head
	}
	for i, u := range r.units {
		if !u.body() && u.role != item {
			continue
		}
		if name, ok := strings.CutSuffix(u.text, "[edit]"); ok && wordCount(name) <= headingMost { // the link of a wiki
			cut := u.cutEnd(strings.TrimSpace(name))
			r.note(Entry{Line: u.last, Kind: "boilerplate", Before: "[edit]", Message: "page furniture left out", from: cut})
		}
		edge := i < head || i >= tail
		if isStrongChrome(u.text) || edge && isChrome(u.text) {
			u.role = chrome
			r.take(u, "boilerplate", "", "page furniture left out")
		}
	}
}

func isStrongChrome(s string) bool {
	return len(s) < 500 && matchesAny(strongChrome, s)
}

// isChrome tells whether a line holds nothing but words of menus and share bars.
func isChrome(s string) bool {
	if len(s) > 240 {
		return false
	}
	if matchesAny(edgeChrome, s) {
		return true
	}
	if bullet := leadMark(s); bullet.style == bulletMark || bullet.style == signMark {
		s = s[bullet.size:]
	}
	parts := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune("|•·/,;›»>\t", r) })
	found := 0
	for _, p := range parts {
		p = strings.TrimRight(strings.TrimSpace(strings.ReplaceAll(p, "’", "'")), ":.! ")
		if p == "" {
			continue
		}
		if !chromeWords[p] && !allChrome(p) {
			return false
		}
		found++
	}
	return found > 0
}

// allChrome accepts a row of single chrome words: "Facebook Twitter Email".
func allChrome(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if !chromeWords[w] {
			return false
		}
	}
	return len(words) > 1
}

func matchesAny(list []*regexp.Regexp, s string) bool {
	for _, re := range list {
		if re.MatchString(s) {
			return true
		}
	}
	return false
}
