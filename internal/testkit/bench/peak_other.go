//go:build !unix

package main

import "os"

// peak is not known here.
func peak(*os.ProcessState) float64 { return 0 }

// processCPU is not known here.
func processCPU() float64 { return 0 }
