// Package flock takes the locks of the system on open files: whoever holds one loses it
// by closing the file or by dying, however that comes about.
package flock
