package dates

import (
	"slices"
	"strings"

	"dossier/internal/edtf"
)

// period is a stretch of history that has a name and a span every encyclopaedia gives. What
// historians date by region (the Bronze Age) or not at all (the dark ages) is left out, and
// so is an event of a few days, which its own article dates.
type period struct {
	name, span string
	patterns   []string
}

// englishWars are those whose years are agreed upon.
var englishWars = []period{
	{"world-war-i", "1914-07-28/1918-11-11", []string{"world war i|one", "first world war", "wwi|ww1", "great war"}},
	{"world-war-ii", "1939-09-01/1945-09-02", []string{"world war ii|two", "second world war", "wwii|ww2"}},
	{"cold-war", "1947~/1991", []string{"cold war"}},
	{"hundred-years-war", "1337/1453", []string{"hundred years ['|’] war"}},
	{"wars-of-the-roses", "1455/1487", []string{"wars of the roses"}},
	{"thirty-years-war", "1618/1648", []string{"thirty years ['|’] war"}},
	{"english-civil-war", "1642/1651", []string{"english civil war|wars"}},
	{"seven-years-war", "1756/1763", []string{"seven years ['|’] war"}},
	{"american-revolution", "1775/1783", []string{"american revolution", "american revolutionary war", "american war of independence"}},
	{"napoleonic-wars", "1803/1815", []string{"napoleonic war|wars|era"}},
	{"crimean-war", "1853/1856", []string{"crimean war"}},
	{"american-civil-war", "1861/1865", []string{"american|us civil war"}},
	{"franco-prussian-war", "1870-07-19/1871-05-10", []string{"franco DASH prussian war"}},
	{"russo-japanese-war", "1904-02-08/1905-09-05", []string{"russo DASH japanese war"}},
	{"balkan-wars", "1912/1913", []string{"balkan wars"}},
	{"russian-civil-war", "1917/1922", []string{"russian civil war"}},
	{"spanish-civil-war", "1936-07-17/1939-04-01", []string{"spanish civil war"}},
	{"winter-war", "1939-11-30/1940-03-13", []string{"winter war"}},
	{"korean-war", "1950-06-25/1953-07-27", []string{"korean war"}},
	{"vietnam-war", "1955/1975", []string{"vietnam war"}},
	{"six-day-war", "1967-06-05/1967-06-10", []string{"six [DASH] day war"}},
	{"yom-kippur-war", "1973-10-06/1973-10-25", []string{"yom kippur war"}},
	{"iran-iraq-war", "1980-09-22/1988-08-20", []string{"iran DASH iraq war"}},
	{"falklands-war", "1982-04-02/1982-06-14", []string{"falklands war"}},
	{"gulf-war", "1990-08-02/1991-02-28", []string{"gulf war"}},
}

// englishPeriods are ages, reigns, dynasties and crises.
var englishPeriods = []period{
	{"reformation", "1517/1648", []string{"reformation", "protestant reformation"}},
	{"french-revolution", "1789/1799", []string{"french revolution"}},
	{"industrial-revolution", "1760~/1840~", []string{"industrial revolution"}},
	{"prohibition", "1920/1933", []string{"prohibition era"}},
	{"great-depression", "1929/1939", []string{"great depression"}},
	{"cultural-revolution", "1966/1976", []string{"cultural revolution"}},
	{"middle-ages", "0400~/1499~", []string{"middle ages", "medieval period|era|times"}},
	{"viking-age", "0793~/1066~", []string{"viking age|era"}},
	{"crusades", "1095/1291", []string{"crusades"}},
	{"renaissance", "1300~/1600~", []string{"renaissance", "renaissance period|era"}},
	{"victorian-era", "1837/1901", []string{"victorian era|age|period|times"}},
	{"edwardian-era", "1901/1910", []string{"edwardian era|age|period|times"}},
	{"georgian-era", "1714/1837", []string{"georgian era|age|period|times"}},
	{"regency", "1811/1820", []string{"regency era|period"}},
	{"tudor-period", "1485/1603", []string{"tudor era|age|period|times"}},
	{"elizabethan-era", "1558/1603", []string{"elizabethan era|age|period|times"}},
	{"jacobean-era", "1603/1625", []string{"jacobean era|age|period|times"}},
	{"interwar-period", "1918/1939", []string{"interwar period|years|era", "inter DASH war period|years|era"}},
	{"weimar-republic", "1918/1933", []string{"weimar republic|era|years"}},
	{"nazi-era", "1933/1945", []string{"nazi era|period|years", "third reich"}},
	{"soviet-era", "1922/1991", []string{"soviet era|period|times"}},
	{"han-dynasty", "-0201/0220", []string{"han dynasty"}},
	{"tang-dynasty", "0618/0907", []string{"tang dynasty"}},
	{"song-dynasty", "0960/1279", []string{"song dynasty"}},
	{"yuan-dynasty", "1271/1368", []string{"yuan dynasty"}},
	{"ming-dynasty", "1368/1644", []string{"ming dynasty"}},
	{"qing-dynasty", "1644/1912", []string{"qing dynasty"}},
	{"heian-period", "0794/1185", []string{"heian period|era"}},
	{"edo-period", "1603/1868", []string{"edo|tokugawa period|era"}},
	{"meiji-era", "1868/1912", []string{"meiji period|era"}},
}

// periodRows make patterns of the tables.
func periodRows() []row {
	return slices.Concat(rowsOf(englishWars, fought), rowsOf(englishPeriods, noTrait))
}

func rowsOf(periods []period, fact trait) (rows []row) {
	for _, p := range periods {
		first, last, _ := strings.Cut(p.span, "/")
		a, b := edtf.MustParse(first), edtf.MustParse(last)
		for _, pattern := range p.patterns {
			rows = append(rows, row{name: p.name, kind: namedPeriod, trait: fact, pattern: pattern, set: func(q *phrase) { q.opening, q.closing = a, b }})
		}
	}
	return rows
}

// periodCues stand before a period that tells when something was.
var periodCues = wordSet("during since before after until till throughout following amid in by from through between preceding")

// edgeCues stand before the beginning or the end of one.
var edgeCues = wordSet("at near around towards toward to about")

// periodEdges stand with "of" before a period: its first day and its last.
var periodEdges = map[string]int{"beginning": -1, "start": -1, "onset": -1, "end": 1, "close": 1}

// periodSides tell on which side of a period something lies.
var periodSides = map[string]int{"before": -1, "until": -1, "till": -1, "preceding": -1, "eve": -1, "outbreak": -1,
	"after": 1, "since": 1, "following": 1, "aftermath": 1, "wake": 1}

// periodParts stand with "of" between a cue and a period: "in the years of the Cold War".
var periodParts = wordSet("outbreak years days months time times course midst eve height remainder rest duration aftermath wake part parts half decades centuries era period")

// uncapitalised begin or end the names that many write small: "the second world war",
// "the interwar years".
var uncapitalised = wordSet("first second ages period era years times")

// allowedPeriod takes the name of a period for a date where it says when: "during the
// Renaissance", but not "Renaissance painters" or "the Cold War was". The article, "early"
// and "the end of" are taken in.
func (s *scanner) allowedPeriod(p *phrase) bool {
	if s.tokens[p.from].flags&capital == 0 && !uncapitalised[s.lower(p.from)] && !uncapitalised[s.lower(p.to-1)] {
		return false
	}
	next, after := s.lower(p.to), s.token(p.to)
	if next == "'s" || after.classes&dash != 0 && after.flags&spaced == 0 || s.nounFollows(p) && !englishCues.backward[next] && !englishCues.modal[next] {
		return false
	}
	p.from = s.withArticle(p.from)
	if w := s.lower(p.from - 1); w == "early" || w == "late" || w == "later" || w == "high" {
		p.from = s.withArticle(p.from - 1)
	}
	if next == "(" && s.token(p.to+1).classes&year != 0 {
		return false // the brackets have its dates
	}
	if cue := s.lower(p.from - 1); cue != "of" {
		p.side = periodSides[cue]
		return periodCues[cue] && !(cue == "in" && p.row.trait == fought)
	}
	part := s.lower(p.from - 2)
	if p.edge = periodEdges[part]; p.edge == 0 {
		p.side = periodSides[part]
		before := s.lower(s.withArticle(p.from-2) - 1)
		return periodParts[part] && before != "of" && (prepositions[before] || periodCues[before])
	}
	p.from = s.withArticle(p.from - 2)
	return periodCues[s.lower(p.from-1)] || edgeCues[s.lower(p.from-1)]
}

// withArticle is the token of "the" before the kth, else the kth.
func (s *scanner) withArticle(k int) int {
	if s.lower(k-1) == "the" {
		return k - 1
	}
	return k
}

// isAbout tells that a text is about a period: most of the years it states lie within. The
// period's name then places nothing.
func (r *resolver) isAbout(p *phrase) bool {
	if about, known := r.about[p.row.name]; known {
		return about
	}
	first, _ := p.opening.Bounds()
	_, last := p.closing.Bounds()
	within, stated := 0, 0
	for i := range r.s.phrases {
		if q := &r.s.phrases[i]; q.stated() {
			stated++
			if y := r.yearOf(q); first.Year <= y && y <= last.Year {
				within++
			}
		}
	}
	r.about[p.row.name] = within >= 3 && 2*within > stated
	return r.about[p.row.name]
}

// period is a named stretch of history. What came after it stands at its last year, what
// came before at its first.
func (r *resolver) period(p *phrase) result {
	if r.isAbout(p) {
		return result{}
	}
	first, _ := p.opening.Bounds()
	_, last := p.closing.Bounds()
	v := result{typ: "DATE", value: timexOf(p.opening) + "/" + timexOf(p.closing), reason: "a period known by its name", certain: true}
	switch {
	case p.edge < 0:
		v.date, v.value = p.opening, timexOf(p.opening)
	case p.edge > 0:
		v.date, v.value = p.closing, timexOf(p.closing)
	case p.side < 0:
		v.date = edtf.OfYear(first.Year)
	case p.side > 0:
		v.date = edtf.OfYear(last.Year)
	default:
		v.date = edtf.Between(p.opening, p.closing)
	}
	return v
}
