package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// errUsage is a command line that the flag package has complained about.
var errUsage = errors.New("wrong usage")

// ready is the line that tells where everything is.
type ready struct {
	Proxy    string            `json:"proxy"`
	HTTP     string            `json:"http"`
	Control  string            `json:"control"`
	CAFile   string            `json:"ca_file"`
	Env      map[string]string `json:"env"`      // for programs that go through the proxy
	Provider map[string]string `json:"provider"` // for the provider block
}

type config struct {
	cloudsim.ServeOptions
	seed  string
	speed float64
}

func parseFlags(args []string, stdout, stderr io.Writer) (config, error) {
	var c config
	flags := flag.NewFlagSet("cloudsim serve", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&c.Proxy, "proxy", "127.0.0.1:0", "loopback `address` of the forward proxy for HTTP and HTTPS; port 0 is any free one")
	flags.StringVar(&c.HTTP, "http", "127.0.0.1:0", "loopback `address` of the plain HTTP port, which routes by the Host header")
	flags.StringVar(&c.Control, "control", "127.0.0.1:0", "loopback `address` of the control port; GET / there documents it")
	flags.StringVar(&c.CADir, "ca-dir", "", "`directory` for the CA's certificate, cloudsim-ca.pem; default: a temporary one, removed at exit")
	flags.StringVar(&c.seed, "seed", "", "YAML `file` with accounts, keys, buckets, objects and rules; default: a few documented keys and nothing else")
	flags.StringVar(&c.StateFile, "state", "", "`file` that keeps everything between runs: read at start if it is there, in place of the seed, and written at exit")
	flags.Float64Var(&c.speed, "speed", 1, "simulated seconds per second; 0 stands still until the control port moves the clock")
	flags.Usage = func() {
		_, _ = fmt.Fprintln(flags.Output(), "Usage: cloudsim serve [flags]\n\nPrints one line of JSON with all addresses when it is ready.\n\nFlags:")
		flags.PrintDefaults()
	}
	for _, arg := range args {
		if arg == "-h" || arg == "-help" || arg == "--help" {
			flags.SetOutput(stdout)
		}
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return c, err
		}
		return c, errUsage
	}
	if flags.NArg() > 0 || c.speed < 0 {
		_, _ = fmt.Fprintln(stderr, "cloudsim serve: takes flags only, and a speed that is not negative")
		return c, errUsage
	}
	return c, nil
}

func serve(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	c, err := parseFlags(args, stdout, stderr)
	if err != nil {
		return err
	}
	simulator, err := load(c)
	if err != nil {
		return err
	}
	if c.StateFile != "" {
		if err := simulator.SaveState(c.StateFile); err != nil {
			return err // better now than at exit
		}
	}
	server, err := simulator.Serve(context.WithoutCancel(ctx), c.ServeOptions)
	if err != nil {
		return err
	}
	defer server.Close()
	err = json.NewEncoder(stdout).Encode(ready{
		Proxy: server.ProxyURL, HTTP: server.HTTPURL, Control: server.ControlURL, CAFile: server.CAFile,
		Env:      map[string]string{"HTTPS_PROXY": server.ProxyURL, "HTTP_PROXY": server.ProxyURL, "NO_PROXY": "", "SSL_CERT_FILE": server.CAFile},
		Provider: map[string]string{"ca_bundle_file": server.CAFile},
	})
	if err != nil {
		return fmt.Errorf("cloudsim: telling the addresses: %w", err)
	}
	<-ctx.Done()
	server.Close() // no request may come after the state is written
	if c.StateFile != "" {
		return simulator.SaveState(c.StateFile)
	}
	return nil
}

// load fills a simulator from the state file, the seed file, or with the default keys.
func load(c config) (*cloudsim.Simulator, error) {
	options := cloudsim.Options{Speed: c.speed, NoDefaultKeys: true}
	if c.StateFile != "" {
		simulator := cloudsim.New(options)
		err := simulator.LoadState(c.StateFile)
		if err == nil || !errors.Is(err, os.ErrNotExist) {
			return simulator, err
		}
	}
	if c.seed != "" {
		simulator := cloudsim.New(options)
		return simulator, simulator.LoadSeedFile(c.seed)
	}
	options.NoDefaultKeys = false
	return cloudsim.New(options), nil
}
