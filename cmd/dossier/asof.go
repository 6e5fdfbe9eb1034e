package main

import (
	"errors"

	"dossier/internal/edtf"

	"github.com/spf13/cobra"
)

// day is a flag that takes a day: embargoes are measured by it, since the clock is never
// read.
type day struct{ date *edtf.Date }

func (d day) String() string {
	if d.date == nil {
		return ""
	}
	return d.date.String()
}

func (d day) Type() string { return "day" }

func (d day) Set(text string) error {
	date, err := edtf.Parse(text)
	if first, last := date.Bounds(); err != nil || first != last || first.String() != text {
		return errors.New("write a day, 2024-05-01")
	}
	*d.date = date
	return nil
}

func asOfFlag(cmd *cobra.Command, date *edtf.Date) {
	cmd.Flags().Var(day{date}, "as-of", "publish articles whose embargo ends on this day or before")
}
