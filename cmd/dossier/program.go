package main

import (
	"fmt"
	"os"
	"runtime/debug"
)

// programVersion tells this program from all others, so that what another has kept is not
// taken for its own work. A build from a clean checkout is known by its revision; any
// other by its file.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if ok {
		settings := map[string]string{}
		for _, s := range info.Settings {
			settings[s.Key] = s.Value
		}
		if settings["vcs.revision"] != "" && settings["vcs.modified"] == "false" {
			return version + "\n" + info.String()
		}
	}
	name, err := os.Executable()
	if err != nil {
		return version
	}
	file, err := os.Stat(name)
	if err != nil {
		return version
	}
	return fmt.Sprintf("%s\n%s\n%d bytes, %d", version, name, file.Size(), file.ModTime().UnixNano())
}
