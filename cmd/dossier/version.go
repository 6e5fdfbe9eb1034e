package main

import (
	"cmp"
	"fmt"
	"runtime/debug"

	"dossier/internal/starter"

	"github.com/spf13/cobra"
)

// Set when a release is built.
var (
	version    = ""
	repository = "" // owner/name
)

// released tells a release from a build of somebody's working copy.
func released() bool { return version != "" }

// commit is what the program was built from, "" where the build does not know.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}

// thisTool is this program as a workflow fetches it.
func thisTool() *starter.Tool {
	return &starter.Tool{
		Repository: cmp.Or(repository, "OWNER/dossier"),
		Version:    cmp.Or(version, commit(), "main"),
	}
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "The version of dossier",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			fmt.Fprintln(cmd.OutOrStdout(), "dossier", cmp.Or(version, commit(), "development"))
			return nil
		},
	}
}
