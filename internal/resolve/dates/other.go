package dates

import "fmt"

// The resolvers of times of day, lengths of time, sets, and words for open times.

// time is a time of day alone; it stands on the last day mentioned or the article's.
func (r *resolver) time(p *phrase) result {
	text := p.timeText()
	w := when{prec: daily, part: text}
	switch {
	case r.s.timeless:
	case r.hasDay && (r.mode == Narrative && r.lastAt >= p.sentence-6 || r.lastAt >= p.sentence-1):
		w.y, w.m, w.d = r.lastDay.Year, r.lastDay.Month, r.lastDay.Day
		return date(w, "on the last day mentioned", true)
	case r.refFine == daily && r.mode == News && p.kind == clockTime && (p.dir == forward || p.dir == backward):
		w.y, w.m, w.d = r.ref.Year, r.ref.Month, r.ref.Day
		return date(w, "on "+r.refText, false)
	}
	w.noYear = true
	return result{typ: "TIME", value: w.timex(), reason: "no day to stand on"}
}

func (r *resolver) duration(p *phrase) result {
	v := result{typ: "DURATION", reason: "a length of time", certain: true, value: p.value}
	if v.value != "" {
		return v
	}
	n := p.n
	switch {
	case p.kind == bareUnits:
		n = unknown
	case !p.hasN:
		n = 1
	}
	v.value = durationValue(n, p.u)
	return v
}

func (r *resolver) articleUnit(p *phrase) result {
	v := r.duration(p)
	if p.value == "rate" {
		v = result{typ: "SET", value: durationValue(1, p.u), reason: "how often", certain: true}
	}
	return v
}

func (r *resolver) set(p *phrase) result {
	v := result{typ: "SET", reason: "how often", certain: true, value: p.value}
	switch {
	case v.value != "":
	case p.weekday > 0:
		v.value = fmt.Sprintf("XXXX-WXX-%d%s", p.weekday, p.part)
	case p.m > 0 && p.d > 0:
		v.value = "XXXX-" + two(p.m) + "-" + two(p.d)
	case p.m > 0:
		v.value = "XXXX-" + two(p.m)
	case p.season > 0:
		v.value = when{prec: seasonal, n: p.season, noYear: true}.timex()
	case p.part != "":
		v.value = "XXXX-XX-XX" + p.part
	default:
		n := p.n
		if !p.hasN {
			n = 1
		}
		v.value = durationValue(n, p.u)
	}
	return v
}

func (r *resolver) reference(p *phrase) result {
	return result{typ: "DATE", value: p.value, reason: "a word for an open time", certain: true}
}

// storyRef is a word that a history uses of its own time.
func (r *resolver) storyRef(p *phrase) result {
	if r.mode != Narrative {
		return result{}
	}
	return r.reference(p)
}

// thatTime is "at the time": the past in news, the story's own time in a history.
func (r *resolver) thatTime(p *phrase) result {
	p.value = "PAST_REF"
	if r.mode == Narrative {
		p.value = "PRESENT_REF"
	}
	return r.reference(p)
}
