//go:build !linux

package write

import (
	"errors"
	"os"
)

var errNoExchange = errors.New("this system cannot exchange two folders")

func exchange(a, b string) error {
	return &os.LinkError{Op: "exchange", Old: a, New: b, Err: errNoExchange}
}

func cannotExchange(err error) bool { return errors.Is(err, errNoExchange) }

// whoIsIn is of use only where folders are exchanged.
func whoIsIn(string) string { return "" }
