package dates

import (
	"slices"
	"strings"
	"testing"

	"dossier/internal/edtf"
)

// TestPeriods reads every name of the table where it says when, and where it does not.
func TestPeriods(t *testing.T) {
	for _, p := range slices.Concat(englishWars, englishPeriods) {
		first, last, _ := strings.Cut(p.span, "/")
		if d, err := edtf.Parse(p.span); err != nil || !d.IsRange() {
			t.Errorf("%s: span %s: %v", p.name, p.span, err)
		}
		want := timexOf(edtf.MustParse(first)) + "/" + timexOf(edtf.MustParse(last))
		for _, pattern := range p.patterns {
			for _, words := range expand(pattern) {
				for i, w := range words {
					words[i], _, _ = strings.Cut(w, "|")
					if w == "DASH" {
						words[i] = "-"
					}
					words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
				}
				name := strings.Join(words, " ")
				readings, _ := Find([]Block{{Text: "The mill was shut during the " + name + "."}}, Options{Mode: News})
				if len(readings) != 1 || readings[0].Value != want || readings[0].Surface != "the "+name {
					t.Errorf("during the %s: %+v, want %s", name, readings, want)
				}
				if readings, _ = Find([]Block{{Text: "The " + name + " ruined it."}}, Options{Mode: News}); len(readings) > 0 && readings[0].Type == "DATE" {
					t.Errorf("the %s as a subject: %+v", name, readings)
				}
			}
		}
	}
}

func TestPeriodsInSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Before World War Two it was a dairy.", "World War Two=1939-09-01/1945-09-02 1939"},
		{"It has been a dairy since the Second World War.", "the Second World War=1939-09-01/1945-09-02 1945"},
		{"It was a dairy until the outbreak of the second world war.", "the second world war=1939-09-01/1945-09-02 1939"},
		{"At the end of the First World War it was sold.", "the end of the First World War=1918-11-11 1918-11-11"},
		{"It was built in the early Middle Ages.", "the early Middle Ages=0400/1499 0400~/1499~"},
		{"In the interwar years it stood empty.", "the interwar years=1918/1939 1918/1939"},
		{"It is a house of the years of the Tang dynasty.", ""},
		{"It burnt in the years of the Tang Dynasty.", "the Tang Dynasty=0618/0907 0618/0907"},
		{"Through the Han dynasty it grew.", "the Han dynasty=BC0202/0220 -0201/0220"},
		{"He fought in the Korean War.", ""},
		{"He bought it during the Korean War.", "the Korean War=1950-06-25/1953-07-27 1950-06-25/1953-07-27"},
		{"It was sold during World War II-era rationing.", ""},
		{"He is a veteran of World War II, and the Cold War was long.", ""},
		{"It flourished during the Meiji era (1868–1912).", "1868=1868 1868/1912|1912=1912 1868/1912"},
		{"It was lost in the renaissance of the trade.", ""},
		{"After the great war council the winter war plans were dropped.", ""},
		{"In 1940 it fell, in 1941 it burnt, in 1943 it was razed; after World War II it was a park.", "1940=1940 1940|1941=1941 1941|1943=1943 1943"},
	} {
		readings, _ := Find([]Block{{Text: c.text}}, Options{Reference: referenceDay, Mode: News})
		var got []string
		for _, r := range readings {
			got = append(got, r.Surface+"="+r.Value+" "+r.Date.String())
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q\n got  %s\n want %s", c.text, g, c.want)
		}
	}
}
