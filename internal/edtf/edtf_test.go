package edtf

import (
	"cmp"
	"strings"
	"testing"
)

// valid has a row per form: canonical text, bounds, precision, words, ISO. The
// specification's own examples stand first in each group.
var valid = []struct {
	in, want, lo, hi string
	prec             Precision
	words, iso       string
}{
	// level 0: dates and times
	{"1985-04-12", "", "1985-04-12", "1985-04-12", ToDay, "12 April 1985", "1985-04-12"},
	{"1985-04", "", "1985-04-01", "1985-04-30", ToMonth, "April 1985", "1985-04"},
	{"1985", "", "1985-01-01", "1985-12-31", ToYear, "1985", "1985"},
	{"1985-04-12T23:20:30", "", "1985-04-12", "1985-04-12", ToTime, "12 April 1985, 23:20:30", "1985-04-12T23:20:30"},
	{"1985-04-12T23:20:30Z", "", "1985-04-12", "1985-04-12", ToTime, "12 April 1985, 23:20:30 UTC", "1985-04-12T23:20:30Z"},
	{"1985-04-12T23:20:30-04", "", "1985-04-12", "1985-04-12", ToTime, "12 April 1985, 23:20:30 UTC-04", "1985-04-12T23:20:30-04:00"},
	{"1985-04-12T23:20:30+04:30", "", "1985-04-12", "1985-04-12", ToTime, "12 April 1985, 23:20:30 UTC+04:30", "1985-04-12T23:20:30+04:30"},
	{"1985-04-12T09:20", "1985-04-12T09:20:00", "1985-04-12", "1985-04-12", ToTime, "12 April 1985, 09:20", "1985-04-12T09:20:00"},
	{"1985-04-12T24:00:00", "", "1985-04-12", "1985-04-12", ToTime, "12 April 1985, 24:00", ""},
	{"  1985-04 ", "1985-04", "1985-04-01", "1985-04-30", ToMonth, "April 1985", "1985-04"},
	{"2000-02-29", "", "2000-02-29", "2000-02-29", ToDay, "29 February 2000", "2000-02-29"},
	{"0079-08-24", "", "0079-08-24", "0079-08-24", ToDay, "24 August AD 79", "0079-08-24"},
	{"0476", "", "0476-01-01", "0476-12-31", ToYear, "476", "0476"},
	{"0000", "", "0000-01-01", "0000-12-31", ToYear, "1 BC", ""},

	// level 0: intervals
	{"1964/2008", "", "1964-01-01", "2008-12-31", ToYear, "1964–2008", ""},
	{"2004-06/2006-08", "", "2004-06-01", "2006-08-31", ToMonth, "June 2004 – August 2006", ""},
	{"2004-02-01/2005-02-08", "", "2004-02-01", "2005-02-08", ToDay, "1 February 2004 – 8 February 2005", ""},
	{"2004-02-01/2005-02", "", "2004-02-01", "2005-02-28", ToMonth, "1 February 2004 – February 2005", ""},
	{"2004-02-01/2005", "", "2004-02-01", "2005-12-31", ToYear, "1 February 2004 – 2005", ""},
	{"2005/2006-02", "", "2005-01-01", "2006-02-28", ToYear, "2005–February 2006", ""},
	{"2023-07-25/2023-07-27", "", "2023-07-25", "2023-07-27", ToDay, "25–27 July 2023", ""},
	{"2023-07-31/2023-08-02", "", "2023-07-31", "2023-08-02", ToDay, "31 July – 2 August 2023", ""},
	{"2023-05/2023-07", "", "2023-05-01", "2023-07-31", ToMonth, "May–July 2023", ""},
	{"1985/1985-04", "", "1985-01-01", "1985-04-30", ToYear, "1985–April 1985", ""},

	// level 1: years beyond four digits, negative years
	{"Y170000002", "", "Y170000002-01-01", "Y170000002-12-31", ToYear, "170000002", "170000002"},
	{"Y-170000002", "", "Y-170000002-01-01", "Y-170000002-12-31", ToYear, "170000003 BC", ""},
	{"-1985", "", "-1985-01-01", "-1985-12-31", ToYear, "1986 BC", ""},
	{"-0489-09-12", "", "-0489-09-12", "-0489-09-12", ToDay, "12 September 490 BC", ""},
	{"-0498/-0492", "", "-0498-01-01", "-0492-12-31", ToYear, "499–493 BC", ""},
	{"-0004/0006", "", "-0004-01-01", "0006-12-31", ToYear, "5 BC – AD 6", ""},

	// level 1: seasons
	{"2001-21", "", "2001-03-01", "2001-05-31", Season, "spring 2001", ""},
	{"2001-22", "", "2001-06-01", "2001-08-31", Season, "summer 2001", ""},
	{"2001-23", "", "2001-09-01", "2001-11-30", Season, "autumn 2001", ""},
	{"2001-24", "", "2001-12-01", "2002-02-28", Season, "winter 2001–02", ""},
	{"1999-24", "", "1999-12-01", "2000-02-29", Season, "winter 1999–2000", ""},
	{"-0489-24", "", "-0489-12-01", "-0488-02-29", Season, "winter 490 BC–489 BC", ""},

	// level 1: uncertain, approximate
	{"1984?", "", "1984-01-01", "1984-12-31", ToYear, "perhaps 1984", ""},
	{"2004-06~", "", "2004-06-01", "2004-06-30", ToMonth, "c. June 2004", ""},
	{"2004-06-11%", "", "2004-06-11", "2004-06-11", ToDay, "perhaps c. 11 June 2004", ""},
	{"1905~", "", "1905-01-01", "1905-12-31", ToYear, "c. 1905", ""},
	{"2001-21~", "", "2001-03-01", "2001-05-31", Season, "c. spring 2001", ""},

	// level 1: unspecified digits from the right
	{"201X", "", "2010-01-01", "2019-12-31", Decade, "2010s", ""},
	{"20XX", "", "2000-01-01", "2099-12-31", Century, "21st century", ""},
	{"2004-XX", "", "2004-01-01", "2004-12-31", ToYear, "a month in 2004", ""},
	{"1985-04-XX", "", "1985-04-01", "1985-04-30", ToMonth, "a day in April 1985", ""},
	{"1985-XX-XX", "", "1985-01-01", "1985-12-31", ToYear, "a day in 1985", ""},
	{"197X?", "", "1970-01-01", "1979-12-31", Decade, "perhaps 1970s", ""},
	{"1XXX", "", "1000-01-01", "1999-12-31", Millennium, "2nd millennium", ""},
	{"-01XX", "", "-0199-01-01", "-0100-12-31", Century, "2nd century BC", ""},
	{"-048X", "", "-0489-01-01", "-0480-12-31", Decade, "490–481 BC", ""},
	{"11XX", "", "1100-01-01", "1199-12-31", Century, "12th century", ""},

	// level 1: open and unknown ends, marks at each end
	{"1985-04-12/..", "", "1985-04-12", "..", ToDay, "from 12 April 1985", ""},
	{"1985-04/..", "", "1985-04-01", "..", ToMonth, "from April 1985", ""},
	{"1985/..", "", "1985-01-01", "..", ToYear, "from 1985", ""},
	{"../1985-04-12", "", "..", "1985-04-12", ToDay, "before 12 April 1985", ""},
	{"../1985-04", "", "..", "1985-04-30", ToMonth, "before April 1985", ""},
	{"../1985", "", "..", "1985-12-31", ToYear, "before 1985", ""},
	{"1985-04-12/", "", "1985-04-12", "..", ToDay, "from 12 April 1985, end unknown", ""},
	{"1985-04/", "", "1985-04-01", "..", ToMonth, "from April 1985, end unknown", ""},
	{"1985/", "", "1985-01-01", "..", ToYear, "from 1985, end unknown", ""},
	{"/1985-04-12", "", "..", "1985-04-12", ToDay, "until 12 April 1985, beginning unknown", ""},
	{"/1985-04", "", "..", "1985-04-30", ToMonth, "until April 1985, beginning unknown", ""},
	{"/1985", "", "..", "1985-12-31", ToYear, "until 1985, beginning unknown", ""},
	{"1984~/2004-06", "", "1984-01-01", "2004-06-30", ToYear, "c. 1984–June 2004", ""},
	{"1984/2004-06~", "", "1984-01-01", "2004-06-30", ToYear, "1984–c. June 2004", ""},
	{"1984?/2004%", "", "1984-01-01", "2004-12-31", ToYear, "perhaps 1984 – perhaps c. 2004", ""},
	{"1984~/2004~", "", "1984-01-01", "2004-12-31", ToYear, "c. 1984–2004", ""},
	{"2004-06-XX/2004-07-03", "", "2004-06-01", "2004-07-03", ToMonth, "a day in June 2004 – 3 July 2004", ""},

	// of level 2: quarters, halves
	{"2023-33", "", "2023-01-01", "2023-03-31", Quarter, "first quarter of 2023", ""},
	{"2023-34", "", "2023-04-01", "2023-06-30", Quarter, "second quarter of 2023", ""},
	{"2023-35", "", "2023-07-01", "2023-09-30", Quarter, "third quarter of 2023", ""},
	{"2023-36", "", "2023-10-01", "2023-12-31", Quarter, "fourth quarter of 2023", ""},
	{"2023-40", "", "2023-01-01", "2023-06-30", Half, "first half of 2023", ""},
	{"2023-41", "", "2023-07-01", "2023-12-31", Half, "second half of 2023", ""},

	// of level 2: sets
	{"[1667,1668,1670..1672]", "", "1667-01-01", "1672-12-31", ToYear, "1667, 1668 or between 1670 and 1672", ""},
	{"[..1760-12-03]", "", "..", "1760-12-03", ToDay, "3 December 1760 or earlier", ""},
	{"[1760-12..]", "", "1760-12-01", "..", ToMonth, "December 1760 or later", ""},
	{"[1760-01,1760-02,1760-12..]", "", "1760-01-01", "..", ToMonth, "January 1760, February 1760 or December 1760 or later", ""},
	{"[1667,1760-12]", "", "1667-01-01", "1760-12-31", ToYear, "1667 or December 1760", ""},
	{"[-0498..-0492]", "", "-0498-01-01", "-0492-12-31", ToYear, "between 499 and 493 BC", ""},
	{"[2023-05-01,2023-05-02]", "", "2023-05-01", "2023-05-02", ToDay, "1 or 2 May 2023", ""},
	{"{1667,1668,1670..1672}", "", "1667-01-01", "1672-12-31", ToYear, "1667, 1668 and 1670–1672", ""},
	{"{1960,1961-12}", "", "1960-01-01", "1961-12-31", ToYear, "1960 and December 1961", ""},
	{"{..1984}", "", "..", "1984-12-31", ToYear, "all until 1984", ""},
	{"{1960, 1964}", "{1960,1964}", "1960-01-01", "1964-12-31", ToYear, "1960 and 1964", ""},
	{"{1984..}", "", "1984-01-01", "..", ToYear, "all from 1984", ""},

	// of level 2: digits unspecified on the left
	{"XXXX-05", "", "..", "..", Unknown, "May of an unknown year", ""},
	{"XXXX-12-25", "", "..", "..", Unknown, "25 December of an unknown year", "12-25"},
	{"XXXX-02-29", "", "..", "..", Unknown, "29 February of an unknown year", "02-29"},
	{"156X-12-25", "", "1560-12-25", "1569-12-25", Decade, "25 December in the 1560s", ""},
	{"15XX-12", "", "1500-12-01", "1599-12-31", Century, "December in the 16th century", ""},
	{"199X-02-29", "", "1992-02-29", "1996-02-29", Decade, "29 February in the 1990s", ""},
}

func TestParse(t *testing.T) {
	for _, c := range valid {
		d, err := Parse(c.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.in, err)
			continue
		}
		lo, hi := d.Bounds()
		if want := cmp.Or(c.want, c.in); d.String() != want {
			t.Errorf("Parse(%q) = %s, want %s", c.in, d, want)
		}
		if dayText(lo) != c.lo || dayText(hi) != c.hi {
			t.Errorf("%s: bounds %s to %s, want %s to %s", c.in, dayText(lo), dayText(hi), c.lo, c.hi)
		}
		if d.Precision() != c.prec {
			t.Errorf("%s: precision %s, want %s", c.in, d.Precision(), c.prec)
		}
		if d.Words() != c.words {
			t.Errorf("%s: words %q, want %q", c.in, d.Words(), c.words)
		}
		if d.ISO() != c.iso {
			t.Errorf("%s: ISO %q, want %q", c.in, d.ISO(), c.iso)
		}
	}
}

func dayText(d Day) string { return d.String() }

// invalid has the words that the error must hold.
var invalid = []struct{ in, want string }{
	{"", "nothing is written"},
	{"2023-04-31", "April has 30 days"},
	{"2023-02-29", "February 2023 has 28 days"},
	{"1900-02-29", "February 1900 has 28 days"},
	{"2023-02-30", "February has 28 days"},
	{"XXXX-02-30", "February has 29 days"},
	{"2023-01-32", "January has 31 days"},
	{"2023-13", "no month 13"},
	{"2023-00", "no month 00"},
	{"2023-01-00", "no day 00"},
	{"2023-20", "no month 20"},
	{"2023-25", "no month 25"},
	{"2023-37", "no month 37"},
	{"2023-42", "no month 42"},
	{"2023-21-05", "has no days"},
	{"2023-7-26", "two digits"},
	{"2023-07-6", "two digits"},
	{"2023-07-26-01", "two digits"},
	{"23-07-26", "four digits"},
	{"26.07.2023", "four digits"},
	{"20230726", "four digits"},
	{"summer 2023", "four digits"},
	{"19x0", "four digits"},
	{"2X23", "four digits"},
	{"2023/07/26", "hyphens"},
	{"1985..1986", "slash"},
	{"-0000", "1 BC"},
	{"Y2023", "five to nine digits"},
	{"Y170000002-04", "five to nine digits"},
	{"12345", "four digits"},
	{"1984~?", "end of a date, once"},
	{"1984?-06", "end of a date"},
	{"2000/1999", "before it begins"},
	{"2023-05/2023-04", "before it begins"},
	{"../..", "one side at least"},
	{"/", "one side at least"},
	{"2023-21/2023-23", "written in months"},
	{"XXXX-21", "needs its year"},
	{"XXXX-05/2023", "has no year"},
	{"2004-XX-26", "needs its month"},
	{"2004-1X", "two digits"},
	{"[1667", "closing ]"},
	{"{}", "closing }"},
	{"[1667,]", "four digits"},
	{"[..]", "needs a date"},
	{"[1667,..1668]", "only the first"},
	{"[1667..,1668]", "only the last"},
	{"[1670..1660]", "before it begins"},
	{"2023-07-26T25:00:00", "a time is written"},
	{"2023-07-26T10:61:00", "a time is written"},
	{"2023-07-26T24:30:00", "a time is written"},
	{"2023-07-26T10", "a time is written"},
	{"2023-07-26T10:00:00+15", "a zone is written"},
	{"2023-07-26T10:00:00-00", "a zone is written"},
	{"2023-07T10:00:00", "full day"},
	{"2023-07-26T10:00:00?", "without X or mark"},
}

func TestParseErrors(t *testing.T) {
	for _, c := range invalid {
		d, err := Parse(c.in)
		if err == nil {
			t.Errorf("Parse(%q) = %s, want an error with %q", c.in, d, c.want)
		} else if !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "date ") {
			t.Errorf("Parse(%q): %v, want %q in it", c.in, err, c.want)
		}
	}
}

func TestConstructors(t *testing.T) {
	y := MustParse
	for _, c := range []struct {
		got  Date
		want string
	}{
		{OfYear(1905), "1905"},
		{OfYear(-489), "-0489"},
		{OfYear(123456), "Y123456"},
		{OfMonth(1905, 3), "1905-03"},
		{OfMonth(1905, 0), ""},
		{OfMonth(1905, 21), ""},
		{OfDay(Day{1905, 3, 31}), "1905-03-31"},
		{OfDay(Day{1905, 4, 31}), ""},
		{OfPart(1905, 21), "1905-21"},
		{OfPart(1905, 3), ""},
		{OfPart(1905, 25), ""},
		{OfDecade(1905), "190X"},
		{OfDecade(-489), "-048X"},
		{OfDecade(-5), ""},
		{OfCentury(1905), "19XX"},
		{OfCentury(12345), ""},
		{Between(y("1905"), y("1907")), "1905/1907"},
		{Between(y("1907"), y("1905")), ""},
		{Between(Date{}, y("1905")), "../1905"},
		{Between(y("1905-03-04"), Date{}), "1905-03-04/.."},
		{Between(Date{}, Date{}), ""},
		{Between(y("1905-21"), y("1905-35")), "1905-03/1905-09"},
		{Between(y("1905-24"), y("1906")), "1905-12/1906"},
		{Between(y("1905/1907"), y("1909")), "1905/1909"},
		{Between(y("1905-03-04/1905-03-06"), y("[1909-04-01,1909-04-02]")), "1905-03-04/1909-04-02"},
	} {
		if c.got.String() != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
		if c.want != "" && c.got != y(c.want) {
			t.Errorf("%s: built and parsed dates differ", c.want)
		}
	}
}

// TestOrder has dates in the order of a timeline.
func TestOrder(t *testing.T) {
	sorted := []string{"../1800", "-0489", "0079-08-24", "19XX", "190X", "1905", "1905~", "2023/..", "2023", "2023-01",
		"2023-01-01", "2023-01-01T10:00:00", "2023-21", "2023-07", "2023-07-01", "2023-07-02", "XXXX-05", ""}
	for i := range sorted {
		for j := range sorted {
			a, b := dateOf(t, sorted[i]), dateOf(t, sorted[j])
			if got, want := Compare(a, b), cmp.Compare(i, j); got != want {
				t.Errorf("Compare(%q, %q) = %d, want %d", a, b, got, want)
			}
		}
	}
}

func dateOf(t *testing.T, s string) Date {
	t.Helper()
	var d Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOverlaps(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2023", "2023-07-26", true},
		{"2023-07", "2023-08", false},
		{"2023-22", "2023-08-31", true},
		{"2019/..", "2023", true},
		{"../2019", "2023", false},
		{"XXXX-05", "2023", true},
		{"", "2023", false},
	} {
		a, b := dateOf(t, c.a), dateOf(t, c.b)
		if a.Overlaps(b) != c.want || b.Overlaps(a) != c.want {
			t.Errorf("%q overlaps %q: want %v", c.a, c.b, c.want)
		}
	}
}

func TestYear(t *testing.T) {
	for s, want := range map[string]int{"2023-07-26": 2023, "2001-24": 2001, "-0489": -489, "1919/1920": 1919, "197X": 1970} {
		if y, ok := MustParse(s).Year(); !ok || y != want {
			t.Errorf("%s: year %d %v, want %d", s, y, ok, want)
		}
	}
	for _, s := range []string{"../2019", "XXXX-05", ""} {
		if y, ok := dateOf(t, s).Year(); ok {
			t.Errorf("%q: year %d, want none", s, y)
		}
	}
}

// TestOrderIsTotal checks on all pairs and triples of the tables that Compare is
// antisymmetric, transitive, and 0 for equal dates only.
func TestOrderIsTotal(t *testing.T) {
	var ds []Date
	for _, c := range valid {
		ds = append(ds, MustParse(c.in))
	}
	for _, a := range ds {
		for _, b := range ds {
			ab := Compare(a, b)
			if ab != -Compare(b, a) || (ab == 0) != (a == b) {
				t.Fatalf("%s and %s: Compare is %d and %d", a, b, ab, Compare(b, a))
			}
			for _, c := range ds {
				if ab <= 0 && Compare(b, c) <= 0 && Compare(a, c) > 0 {
					t.Fatalf("%s <= %s <= %s, but not %s <= %s", a, b, c, a, c)
				}
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range valid {
		f.Add(c.in)
	}
	for _, c := range invalid {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			if !d.IsZero() {
				t.Fatalf("Parse(%q) gives %s and an error", s, d)
			}
			return
		}
		again, err := Parse(d.String())
		if err != nil || again != d {
			t.Fatalf("Parse(%q) = %s, which reads as %s, %v", s, d, again, err)
		}
		lo, hi := d.Bounds()
		if hi.Before(lo) || !lo.IsOpen() && !lo.IsValid() || !hi.IsOpen() && !hi.IsValid() {
			t.Fatalf("%s: bounds %s to %s", d, lo, hi)
		}
		if !d.Overlaps(d) || Compare(d, d) != 0 || d.Words() == "" || d.Precision() == None {
			t.Fatalf("%s: no date like itself", d)
		}
		if y, ok := d.Year(); ok && y != lo.Year {
			t.Fatalf("%s: year %d, earliest day %s", d, y, lo)
		}
		if open := Between(d, Date{}); lo.IsOpen() != open.IsZero() && d.form == single {
			t.Fatalf("%s: from it on is %q", d, open)
		}
	})
}
