// Command demo tells the main job of the provider as a story on the terminal: from an empty machine to replicated
// objects, with a real Terraform CLI, on the simulated clouds. Everything that it tells is checked; the exit code is 0
// only if all of it was true. Run it with `make demo`.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// SIGPIPE too: the reader of `make demo | head` leaves early, and then there is something to clean up.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program; the result is its exit code: 0, 1 for a failure, 2 for wrong usage.
func run(ctx context.Context, args []string, stdout *os.File, stderr io.Writer) int {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(stderr)
	cli := flags.String("cli", "", "`path` of the Terraform or OpenTofu to run, 1.11 or newer")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if *cli == "" || flags.NArg() > 0 {
		_, _ = fmt.Fprintln(stderr, "demo: takes -cli PATH and nothing else; `make demo` finds or builds a CLI")
		return 2
	}
	if err := demo(ctx, *cli, newTerminal(stdout)); err != nil {
		_, _ = fmt.Fprintln(stderr, "\ndemo: failed:", err)
		return 1
	}
	return 0
}

// demo tells the story in a directory of its own, and removes that whatever happens.
func demo(ctx context.Context, cli string, out *terminal) (err error) {
	dir, err := os.MkdirTemp("", "multicloud-demo-")
	if err != nil {
		return fmt.Errorf("make a directory to work in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	clouds, err := serveClouds(ctx, dir)
	if err != nil {
		return err
	}
	defer clouds.close()
	tf, err := newTerraform(cli, dir, clouds)
	if err != nil {
		return err
	}
	s := &story{terminal: out, dir: dir, clouds: clouds, tf: tf, config: config}
	err = s.tell(ctx)
	if ctx.Err() != nil {
		return fmt.Errorf("interrupted in %w; what it had made is removed", err)
	}
	return err
}
