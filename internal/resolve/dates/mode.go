package dates

import "dossier/internal/edtf"

// isReport tells that a text speaks of days near its date, as news do.
func (s *scanner) isReport(r *resolver) bool {
	for i := range s.phrases {
		p := &s.phrases[i]
		switch p.kind {
		case weekOf:
			return true
		case weekdayDate:
			if p.dir == backward || p.dir == forward {
				return true
			}
		case ago:
			if p.u < years {
				return true
			}
		case dayShift:
			if p.offset != 0 {
				return true
			}
		case unitShift:
			if p.rel == last || p.rel == next {
				return true
			}
		case calendarDate:
			if p.m > 0 && !p.hasY && (p.d > 0 || p.dir != general) {
				return true
			}
		}
	}
	return false
}

// isTimeless tells that a text says what is so in any year, as a guide for travellers does:
// its months and seasons are those of every year.
func (s *scanner) isTimeless() bool {
	always, other := 0, 0
	for i := range s.phrases {
		p := &s.phrases[i]
		switch {
		case p.hasY || p.rel != noRelation || p.relUnit != noUnit || p.kind != seasonDate && (p.kind != calendarDate || p.m == 0):
		case p.dir == general:
			always++
		case p.dir == backward:
			return false
		default:
			other++
		}
	}
	return s.deictic == 0 && always >= 2 && always >= other
}

// countDeictic counts the words that only the reference date explains.
func (s *scanner) countDeictic() (n int) {
	for i := range s.phrases {
		p := &s.phrases[i]
		if p.kind == weekdayDate && !p.article && !p.rel.anaphoric() || p.kind == dayShift && p.offset != 0 {
			n++
		}
	}
	return n
}

// speaksOfNow tells that most days without a year lie around the reference date, as they
// do in an article that only names years long past.
func (s *scanner) speaksOfNow(r *resolver) bool {
	undated, near, dated := 0, 0, 0
	for i := range s.phrases {
		p := &s.phrases[i]
		if p.kind == calendarDate && p.hasY && p.m > 0 && p.y != r.ref.Year {
			dated++
		}
		if !p.undated() || p.d == 0 || r.refFine != daily {
			continue
		}
		undated++
		for y := r.ref.Year - 1; y <= r.ref.Year+1; y++ {
			day := edtf.Day{Year: y, Month: p.m, Day: min(p.d, 28)}
			if n := day.Number() - r.ref.Number(); n >= -45 && n <= 45 {
				near++
			}
		}
	}
	return undated > 0 && 10*near >= 7*undated && near >= dated
}

// guessMode takes a text for a history when its years are stated, and lie elsewhere than
// the reference date, and it seldom speaks of today, of weekdays or of last week. A short one never does,
// nor does it tell what is so in any year.
func (s *scanner) guessMode(r *resolver) Mode {
	if r.refFine == daily && (s.opensWithDate(r.ref) || s.speaksOfNow(r)) {
		return News
	}
	stated, near, deictic, always := 0, 0, 0, 0
	for i := range s.phrases {
		p := &s.phrases[i]
		if p.dir == general && (p.kind == seasonDate || p.undated()) {
			always++
		}
		switch {
		case p.kind == calendarDate && p.hasY && p.yDigits == 4 || p.era != 0:
			stated++
			if p.era == 0 && r.refFine != noGrain && p.y == r.ref.Year {
				near++
			}
		case p.kind == dayShift && (p.offset != 0 || p.part != "" || p.dir == backward || p.dir == forward) || p.kind == weekdayDate && !p.article,
			(p.kind == ago || p.kind == unitShift && p.rel != noRelation && !p.rel.anaphoric()) && p.u < months:
			deictic++
		}
	}
	if stated >= 5 && stated > 3*near && stated > 5*deictic || stated >= 3 && near+deictic+always == 0 {
		return Narrative
	}
	return News
}

// opensWithDate tells that the reference date stands at the head of the text, as it does
// in reports.
func (s *scanner) opensWithDate(d edtf.Day) bool {
	for i := range s.phrases[:min(3, len(s.phrases))] {
		if p := &s.phrases[i]; p.kind == calendarDate && p.hasY && p.y == d.Year && p.m == d.Month && p.d == d.Day {
			return true
		}
	}
	return false
}
