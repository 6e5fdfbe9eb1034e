// Package edtf reads, checks, orders and words dates with precision and uncertainty,
// after the Extended Date/Time Format (Library of Congress, 2019).
package edtf

// Date is one EDTF expression in canonical form; the zero Date is none.
type Date struct {
	text string
}

// String returns the canonical form, "" for the zero Date.
func (d Date) String() string { return d.text }

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d.text == "" }

// Parse reads s.
func Parse(s string) (Date, error) { return Date{s}, nil }
