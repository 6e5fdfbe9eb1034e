package dates

import "strings"

// direction is where the words around an expression point.
type direction int8

const (
	backward direction = -1
	neither  direction = 0
	forward  direction = 1
	general  direction = 2 // what is always so: "is hot in July"
)

// cueTable holds the words of a language that tell past from future.
type cueTable struct {
	forward  map[string]bool // points forward wherever it stands before the date
	backward map[string]bool // a past form or a word for the past
	planned  map[string]bool // participles that point forward behind "is", "are": is scheduled for
	modal    map[string]bool // will, would...
	have     map[string]bool
	be       map[string]bool
	to       string
	verbs    map[string]bool // base forms that follow "to"; what else follows may be a noun
	governs  map[string]bool // takes "to" and a verb
	often    map[string]bool // says how often
	general  map[string]bool // says what is so in any year
	tried    map[string]bool // past forms whose infinitive is past as well: failed to, refused to
	deferred map[string]bool // what is so until a day that is still to come: adjourned, postponed
	spoken   map[string]bool // verbs of which "would not" tells the past: would not say
	until    map[string]bool
	clause   map[string]bool // begins a clause, whose own verb stands behind the date: "that on Tuesday he would go"
	past     func(string) bool
}

var englishCues = cueTable{
	forward: wordSet(`upcoming forthcoming tomorrow deadline effective payable expires expire expiring faces performs appears travels hosts plans planning
		due scheduled slated expects expect tonight go goes await awaits pending ahead starting beginning hopes intends intend
		maturing matures mature redeemable coming ends begins starts opens resumes returns arrives leaves meets closes concludes kicks takes debuts premieres airs`),
	backward: wordSet(`said was were had did went gone came took taken made became began since ago told got gave found left met won lost held led knew saw seen rose risen
		fell grew ran kept sent brought built bought sold paid spoke wrote thought felt hit fought broke drove chose died drew flew struck stood
		sat spent swore taught threw wore ate bore beat blew bound bred burnt caught clung crept dealt dug drank fed fled forbade forgot forgave
		froze hid hung heard hurt knelt laid lay leant leapt learnt lent lit meant mistook overcame overthrew put read rode rang sang sank sought
		shook shone shot showed shrank slept slid spat split sprang stole stuck stung strode strove swam swept swung tore understood undertook
		upheld withdrew withstood woke wound wrung arose awoke born set cut shut let quit spread cast burst cost`),
	planned: wordSet("scheduled expected due set planned slated supposed bound likely ready poised anticipated forecast projected hoped booked timed about able"),
	modal:   wordSet("will would shall should may might can could must ll"),
	have:    wordSet("has have had having ve"),
	be:      wordSet("be been being am is are was were m 's re"),
	to:      "to",
	verbs: wordSet(`be have do say go get make take come see know give find hold begin start open close launch release visit meet vote decide announce
		publish return leave arrive travel appear testify speak present deliver report resume end expire pay sign discuss attend play face run join
		move sell buy cut raise increase reduce reopen complete finish continue become build bring send show set keep let put stop step stay stand
		serve seek review retire resign replace remain reach receive provide produce prepare plead perform pass participate officiate offer occur
		negotiate move mark land issue introduce inaugurate host head hear happen fly fight fill file expand enter elect dissolve deploy decline
		debut convene consider conclude compete commence choose celebrate cast campaign brief ban back address act approve accept withdraw win`),
	governs: wordSet(`is are be been 's agreed agrees agree plans planned plan planning expected expects expect scheduled set due want wants wanted decided decides
		decide asked asks ask ordered orders order hopes hoped hope try tries trying tried likely unlikely able ready about vowed promised
		pledged threatened intends intended refused need needs needed have has supposed slated poised prepared preparing invited urged allowed
		forced required call calls called deadline bid bids effort efforts decision right way time proposal proposed demand demanded`),
	often:   wordSet("usually often typically generally normally always sometimes annually yearly"),
	general: wordSet("is are am usually often typically generally normally always sometimes best average warmest coldest hottest wettest driest annually yearly still remain remains continue continues known exist exists live lives ever occur occurs vary varies"),
	tried: wordSet(`began used managed continued failed forced went came refused declined tried attempted sought helped started
		happened`),
	deferred: wordSet(`adjourned postponed delayed deferred suspended extended remanded jailed banned barred prolonged closed shut cancelled
		adjourn postpone delay defer suspend extend prolong`),
	spoken: wordSet("say comment confirm elaborate discuss name give answer rule speculate specify reveal disclose"),
	until:  wordSet("until till"),
	clause: wordSet("that because when while although though whereas where"),
	past:   func(w string) bool { return len(w) > 4 && strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "eed") },
}

// reach is how many tokens are looked at on each side of a date.
const reach = 14

// englishDirection looks for the verb that governs a phrase: first before it, then, for a date
// that opens its sentence or clause, behind it.
func englishDirection(s *scanner, p *phrase) direction {
	if (p.kind == calendarDate && p.d == 0 || p.kind == quarterDate) && s.nounFollows(p) {
		return neither // "the December meeting", "third-quarter results"
	}
	if p.kind == dayShift && p.offset == 0 && concessive[s.lower(p.to)] {
		return general // the town today may lack its glamour
	}
	if w := s.lower(p.from - 1); (w == "to" || w == "ended" || w == "through") && s.token(p.from-2).classes&unit != 0 {
		return neither // results of the year to March are due
	}
	if s.opensClause(p) {
		if after := s.after(p); after == forward || after == backward {
			return after
		}
	}
	before, found := s.before(p)
	if prep := s.lower(p.from - 1); before == general && (p.kind == weekdayDate || p.kind == calendarDate) &&
		(englishCues.be[prep] || (prep == "on" || prep == "in") && englishCues.be[s.lower(p.from-2)]) {
		return forward // "the vote is on Tuesday"
	}
	if found && before != general {
		return before
	}
	after := s.after(p)
	switch {
	case before == neither && after == neither && !found && p.kind == weekdayDate && s.lower(p.from-1) == "by":
		return forward // minutes: a reply by Friday
	case before == general || after == neither:
		return before
	case after == general && !p.initial && s.raw(p.from-1) != "," && s.raw(p.from-2) != "," && p.kind != dayShift && !englishCues.be[s.lower(p.to)]:
		return neither // "the floods in July are one example"
	}
	return after
}

// opensClause tells that a date begins a clause within its sentence: "he said that on
// Tuesday".
func (s *scanner) opensClause(p *phrase) bool {
	k := p.from - 1
	if prepositions[s.lower(k)] {
		k--
	}
	return englishCues.clause[s.lower(k)]
}

// promise tells that "will" governs a phrase, which histories do not say of their own time.
func (s *scanner) promise(p *phrase) bool {
	for k := p.from - 1; k >= 0 && k >= p.from-reach && s.tokens[k+1].flags&sentenceStart == 0; k-- {
		switch w := s.lower(k); {
		case w == "will":
			return s.tokens[k].flags&capital == 0
		case englishCues.backward[w] || englishCues.modal[w] || w == ";":
			return false
		}
	}
	return false
}

// before reads backwards from the phrase to the nearest verb of its clause.
func (s *scanner) before(p *phrase) (d direction, found bool) {
	for k := p.from - 1; k >= 0 && k >= p.from-reach; k-- {
		if s.tokens[k+1].flags&sentenceStart != 0 {
			return neither, false
		}
		switch t := &s.tokens[k]; t.shape {
		case word:
			if d, found := s.verb(k, p.from); found {
				return d, true
			}
		case punct:
			switch s.lex.text[t.start] {
			case ';', '(', ':':
				return neither, false
			case ')':
				k = s.opening(k)
			}
		}
	}
	return neither, false
}

// opening is the token of the bracket that the one at k closes, k when there is none near.
func (s *scanner) opening(k int) int {
	for i := k - 1; i >= 0 && i >= k-reach; i-- {
		if t := &s.tokens[i]; t.shape == punct && s.lex.text[t.start] == '(' {
			return i
		}
	}
	return k
}

// verb tells where the word k points, found when it is a verb or a word like one; the
// phrase begins at token from.
func (s *scanner) verb(k, from int) (d direction, found bool) {
	c, w, next := &englishCues, s.verbWord(k), s.lower(k+1)
	lowerCase := s.tokens[k].flags&capital == 0
	switch {
	case c.general[w] && !s.plans(k+1) && next != c.to:
		if c.be[w] && s.participle(k+1) {
			return neither, true
		}
		return general, true
	case w == "can":
		return general, true
	case c.modal[w]:
		if w != "will" && c.have[next] || s.refusal(k) {
			return backward, true
		}
		return forward, w != "may" || lowerCase
	case c.until[w]:
		return s.until(k), true
	case w == "going":
		return forward, c.be[s.lower(k-1)] && !s.wasBefore(k)
	case c.forward[w] && !(c.planned[w] && s.wasBefore(k)):
		return forward, true
	case c.have[w] && w != "having":
		return backward, true
	case w == c.to && k+1 < from && s.isBase(k+1):
		if s.governedByPast(k) {
			return neither, true
		}
		return forward, true // "to reopen Thursday"
	case s.plans(k):
		switch {
		case s.wasBefore(k):
			return neither, true
		case c.be[s.lower(k-1)], k+1 == from, prepositions[next]:
			return forward, true // "a vote expected on Tuesday"
		}
		return backward, c.backward[w] || c.past(w)
	case lowerCase && (c.backward[w] || c.past(w)):
		if d := s.auxiliary(k); d == forward || d == general {
			return d, true
		}
		return backward, true
	}
	return neither, false
}

// refusal tells that a modal with "not" speaks of the past: "could not be reached",
// "would not say".
func (s *scanner) refusal(k int) bool {
	said := k + 2
	switch {
	case s.isContracted(k):
		said = k + 3
	case s.lower(k+1) != "not":
		return false
	}
	switch s.verbWord(k) {
	case "could":
		return true
	case "would":
		return englishCues.spoken[s.lower(said)] || strings.HasSuffix(s.lower(said), "ly") && englishCues.spoken[s.lower(said+1)]
	}
	return false
}

// contractions are what is left of a verb before 't.
var contractions = map[string]string{
	"won": "will", "couldn": "could", "wouldn": "would", "shouldn": "should", "mustn": "must", "didn": "did", "doesn": "does",
	"wasn": "was", "weren": "were", "isn": "is", "aren": "are", "hasn": "has", "haven": "have", "hadn": "had",
}

// isContracted tells that 't follows the word at k: "won't".
func (s *scanner) isContracted(k int) bool {
	q := s.token(k + 1)
	return q.shape == punct && q.flags&spaced == 0 && s.raw(k+2) == "t" && (s.raw(k+1) == "'" || s.raw(k+1) == "’")
}

// verbWord is the word at k in lower case, the verb itself of one that 't follows.
func (s *scanner) verbWord(k int) string {
	w := s.lower(k)
	if verb, ok := contractions[w]; ok && s.isContracted(k) {
		return verb
	}
	return w
}

// until tells where "until" at k points: back where the verb of its clause is past and
// puts nothing off ("stayed until Monday"), else forward.
func (s *scanner) until(k int) direction {
	c := &englishCues
	for i := k - 1; i >= 0 && i >= k-reach && s.tokens[i+1].flags&sentenceStart == 0; i-- {
		switch w := s.lower(i); {
		case s.tokens[i].shape == punct && s.lex.text[s.tokens[i].start] == ';', c.deferred[w], c.modal[w], c.have[w] && w != "had":
			return forward
		case c.be[w] && w != "been" && w != "being" && w != "were" && w != "was":
			return forward
		case w == c.to && s.isBase(i+1):
			if s.governedByPast(i) {
				return backward
			}
			return forward // "is expected to last until April"
		case s.plans(i) && !s.wasBefore(i):
			return forward
		case s.tokens[i].flags&capital == 0 && (c.backward[w] && w != "had" || c.past(w)):
			if w == "was" || w == "were" || s.auxiliary(i) != forward {
				return backward
			}
			return forward
		}
	}
	return forward
}

// plans tells that the word at k is one of a plan: "is scheduled for", but "is about 20
// miles" only measures.
func (s *scanner) plans(k int) bool {
	w := s.lower(k)
	return englishCues.planned[w] && (w != "about" || s.lower(k+1) == englishCues.to)
}

// isLowerMay tells that a modal is no name: "Theresa May resigned".
func (s *scanner) isLowerMay(k int) bool {
	return s.lower(k) != "may" || s.tokens[k].flags&(capital|sentenceStart) != capital
}

// participle tells that "is" goes on with one, an adverb between: "is also waiting".
func (s *scanner) participle(k int) bool {
	for i := k; i < k+3; i++ {
		switch w := s.lower(i); {
		case englishCues.past(w), len(w) > 5 && strings.HasSuffix(w, "ing"), w == "being":
			return true
		case w == "also" || w == "now" || w == "not" || w == "currently" || strings.HasSuffix(w, "ly"):
		default:
			return false
		}
	}
	return false
}

// wasBefore tells that a plan is told as past: "was scheduled for".
func (s *scanner) wasBefore(k int) bool {
	for i := k - 1; i >= 0 && i >= k-3; i-- {
		switch s.verbWord(i) {
		case "was", "were", "had", "been":
			return true
		case "is", "are", "be":
			return false
		}
	}
	return false
}

// auxiliary looks before a participle for what makes it future, "will be held", or a habit,
// "is often held".
func (s *scanner) auxiliary(k int) direction {
	c := &englishCues
	for i := k - 1; i >= 0 && i >= k-4; i-- {
		w := s.verbWord(i)
		switch {
		case c.modal[w] && s.isLowerMay(i):
			if s.refusal(i) {
				return backward
			}
			return forward
		case w == c.to && c.be[s.lower(i+1)]:
			return forward
		case w == "was" || w == "were" || c.have[w]:
			return backward
		case c.often[w] && c.be[s.lower(i-1)] && !s.wasBefore(i):
			return general
		case c.be[w] || strings.HasSuffix(w, "ly") || w == "not":
		default:
			return neither
		}
	}
	return neither
}

// isBase tells that the word behind "to" at k-1 is a verb: one of the common ones, or any
// lower-case word behind a word that takes an infinitive.
func (s *scanner) isBase(k int) bool {
	t, w := s.token(k), s.raw(k)
	if t.shape != word || t.flags&capital != 0 {
		return false
	}
	return englishCues.verbs[w] || englishCues.governs[s.lower(k-2)] && !closers[w] && t.classes&^lowerWord == 0
}

// governedByPast tells that an infinitive only continues a past verb: "was forced to
// leave on Monday", "began to".
func (s *scanner) governedByPast(k int) bool {
	for i := k - 1; i >= 0 && i >= k-3; i-- {
		w := s.lower(i)
		if englishCues.planned[w] && !s.wasBefore(i) {
			return false
		}
		if w == "was" || w == "were" || w == "had" || englishCues.tried[w] {
			return true
		}
	}
	return false
}

// after reads forwards to the first verb.
func (s *scanner) after(p *phrase) direction {
	c := &englishCues
	for k := p.to; k < len(s.tokens) && k < p.to+reach; k++ {
		t := &s.tokens[k]
		if t.flags&sentenceStart != 0 {
			return neither
		}
		if t.shape == punct && s.lex.text[t.start] == ';' {
			return neither
		}
		if t.shape != word {
			continue
		}
		w := s.verbWord(k)
		switch {
		case w == "can":
			return general
		case c.modal[w] && s.isLowerMay(k):
			if c.have[s.lower(k+1)] && w != "will" {
				return backward
			}
			return forward
		case c.have[w], w == "was", w == "were":
			return backward
		case t.flags&capital == 0 && (c.backward[w] || c.past(w)):
			return backward
		case w == "is" || w == "are":
			if s.plans(k+1) || s.lower(k+1) == c.to {
				return forward
			}
			if s.participle(k + 1) {
				return neither
			}
			return general
		case c.general[w]:
			return general
		}
	}
	return neither
}
