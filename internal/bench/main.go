// Command bench measures the provider on the simulated clouds, beside a null provider of the same schema, which shows
// what Terraform and the framework cost, and beside the same number of terraform_data. It writes what it measured into
// docs/development/performance.md. Run it with `make bench`, on a machine that does nothing else.
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
	"time"
)

// options are what the command line chooses.
type options struct {
	cli     string
	page    string
	latency time.Duration
	runs    int
	sizes   []size
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program; the result is its exit code: 0, 1 for a failure, 2 for wrong usage.
func run(ctx context.Context, args []string, stderr io.Writer) int {
	o := options{sizes: []size{{100, 10}, {300, 30}, {1000, 100}}}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.cli, "cli", "", "`path` of the Terraform or OpenTofu to run, 1.11 or newer")
	flags.StringVar(&o.page, "page", "docs/development/performance.md", "`file` to write the results into; the plot goes beside it")
	flags.DurationVar(&o.latency, "latency", 20*time.Millisecond, "how long the simulated clouds take for each answer")
	flags.IntVar(&o.runs, "runs", 7, "how often each plan is measured")
	flags.Func("sizes", "`list` of rules x source buckets (default 100x10,300x30,1000x100)", func(s string) (err error) {
		o.sizes, err = parseSizes(s)
		return err
	})
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if o.cli == "" || flags.NArg() > 0 || o.runs < 1 {
		_, _ = fmt.Fprintln(stderr, "bench: takes flags only, and needs -cli PATH; `make bench` finds or builds a CLI")
		return 2
	}
	if err := bench(ctx, o, stderr); err != nil {
		_, _ = fmt.Fprintln(stderr, "bench:", err)
		return 1
	}
	return 0
}

// bench measures everything, and then writes the page.
func bench(ctx context.Context, o options, progress io.Writer) (err error) {
	dir, err := os.MkdirTemp("", "multicloud-bench-")
	if err != nil {
		return fmt.Errorf("make a directory to work in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b, err := build(ctx, dir)
	if err != nil {
		return err
	}
	results := results{options: o, binary: b.size}
	if results.start, err = startup(ctx, b.provider, 3*o.runs); err != nil {
		return err
	}
	_, _ = fmt.Fprintf(progress, "binary %s, schema after %s, %s resident\n", mega(b.size), millis(results.start.schema.median()), mega(results.start.resident))
	for _, s := range o.sizes {
		measured, err := measure(ctx, o, b, s, progress)
		if err != nil {
			return fmt.Errorf("%d rules on %d buckets: %w", s.rules, s.buckets, err)
		}
		results.sizes = append(results.sizes, measured)
	}
	if results.machine, err = machine(ctx, o.cli); err != nil {
		return err
	}
	return results.write(o.page)
}
