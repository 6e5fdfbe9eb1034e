package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"dossier/internal/build"
	"dossier/internal/preview"
	"dossier/internal/source"

	"github.com/spf13/cobra"
)

const defaultAddr = "127.0.0.1:8080"

func serveCommand() *cobra.Command {
	var dir, addr string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site on this computer while you write",
		Long: `Builds the site in memory, shows it on this computer alone, and builds it again
when a file changes; open pages reload themselves. The published folder is not
touched.`,
		Example: "  dossier serve\n  dossier serve --source notes --addr 127.0.0.1:4000",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			err := serve(ctx, dir, addr, cmd.ErrOrStderr(), nil)
			var bad *preview.AddrError
			switch {
			case errors.As(err, &bad):
				return errUsage{fmt.Errorf("--addr: %w", err)}
			case errors.Is(err, syscall.EADDRINUSE):
				return errUsage{fmt.Errorf("%s is in use; --addr 127.0.0.1:0 takes a free port", addr)}
			}
			return err
		},
	}
	cmd.Flags().StringVar(&dir, "source", ".", "folder of the project")
	cmd.Flags().StringVar(&addr, "addr", defaultAddr, "where to listen; port 0 takes a free one")
	return cmd
}

// serve builds and serves the project in dir until ctx is done. ready is called with
// the address once it answers; it may be nil.
func serve(ctx context.Context, dir, addr string, log io.Writer, ready func(url string)) error {
	root, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	live := build.NewLive(build.Options{Source: dir, Output: build.DefaultOutput(dir), Cache: build.DefaultCache(dir), Program: programVersion()})
	defer live.Close()
	make := func(ctx context.Context, changed []string) (fs.FS, []source.Problem, error) {
		return live.Build(ctx, relative(root, changed))
	}
	return preview.Serve(ctx, preview.Options{
		Addr: addr, Build: make, Log: log, Ready: ready,
		Desk: func(ctx context.Context, problems []source.Problem) (build.Desk, error) {
			return build.MakeDesk(ctx, dir, 0, problems)
		},
		Watch: []string{dir}, Ignore: []string{build.DefaultOutput(dir), build.DefaultCache(dir), filepath.Join(dir, ".git")},
	})
}

// relative names files as the project does, nil where one lies outside of it.
func relative(root string, names []string) []string {
	if names == nil {
		return nil
	}
	list := []string{}
	for _, name := range names {
		short, err := filepath.Rel(root, name)
		if err != nil || !filepath.IsLocal(short) {
			return nil
		}
		list = append(list, filepath.ToSlash(short))
	}
	return list
}
