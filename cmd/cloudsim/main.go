// Command cloudsim serves the simulated clouds on this machine: a forward proxy with a CA of its own, a plain HTTP
// port and a control port. It never connects to anything.
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

// version is set at build time with -ldflags "-X main.version=...".
var version = "dev"

const usage = `cloudsim serves simulated clouds on this machine, for Terraform configurations and their tests.

Usage:
  cloudsim serve [flags]   serve until SIGINT or SIGTERM; "cloudsim serve --help" names the flags
  cloudsim version         print the version
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program; the result is its exit code: 0, 1 for a failure, 2 for wrong usage.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	command := ""
	if len(args) > 0 {
		command = args[0]
	}
	switch command {
	case "serve":
		err := serve(ctx, args[1:], stdout, stderr)
		switch {
		case errors.Is(err, flag.ErrHelp):
			return 0
		case errors.Is(err, errUsage):
			return 2 // the flag package has said what is wrong
		case err != nil:
			_, _ = fmt.Fprintln(stderr, err)
			return 1
		}
		return 0
	case "version", "--version", "-version":
		_, _ = fmt.Fprintln(stdout, "cloudsim", version)
		return 0
	case "help", "--help", "-help", "-h":
		_, _ = fmt.Fprint(stdout, usage)
		return 0
	default:
		_, _ = fmt.Fprintf(stderr, "cloudsim: unknown command %q\n\n%s", command, usage)
		return 2
	}
}
