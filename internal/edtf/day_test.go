package edtf

import "testing"

func TestDayNumbers(t *testing.T) {
	for d, want := range map[Day]int{
		{1970, 1, 1}:   0,
		{1969, 12, 31}: -1,
		{2000, 3, 1}:   11017,
		{2023, 7, 26}:  19564,
		{1, 1, 1}:      -719162,
		{0, 12, 31}:    -719163,
	} {
		if d.Number() != want || DayNumber(want) != d {
			t.Errorf("%s: number %d, want %d; back %s", d, d.Number(), want, DayNumber(want))
		}
	}
}

// TestEveryDay walks over leap days of all kinds, before and after year 0.
func TestEveryDay(t *testing.T) {
	for _, start := range []Day{{-405, 1, 1}, {-5, 1, 1}, {1599, 1, 1}, {1899, 1, 1}} {
		d := start
		for i := range 3000 {
			n := start.Number() + i
			if d.Number() != n || DayNumber(n) != d || !d.IsValid() {
				t.Fatalf("day %d is %s, counted as %d", n, DayNumber(n), d.Number())
			}
			next := d.AddDays(1)
			if !d.Before(next) || next.Weekday() != d.Weekday()%7+1 {
				t.Fatalf("after %s comes %s", d, next)
			}
			d = next
		}
	}
}

func TestWeeks(t *testing.T) {
	for d, want := range map[Day][3]int{
		{2023, 7, 26}:  {2023, 30, 3},
		{2021, 1, 3}:   {2020, 53, 7},
		{2020, 12, 28}: {2020, 53, 1},
		{2024, 12, 30}: {2025, 1, 1},
		{2005, 1, 1}:   {2004, 53, 6},
	} {
		y, w := d.Week()
		if got := [3]int{y, w, d.Weekday()}; got != want {
			t.Errorf("%s: week %v, want %v", d, got, want)
		}
	}
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from Day
		n    int
		want Day
	}{
		{Day{2023, 1, 31}, 1, Day{2023, 2, 28}},
		{Day{2023, 7, 26}, -7, Day{2022, 12, 26}},
		{Day{2024, 2, 29}, 12, Day{2025, 2, 28}},
		{Day{0, 1, 15}, -1, Day{-1, 12, 15}},
		{Day{2023, 7, 26}, 5, Day{2023, 12, 26}},
	} {
		if got := c.from.AddMonths(c.n); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.n, got, c.want)
		}
	}
}
