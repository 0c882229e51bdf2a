package main

import (
	"context"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

const (
	source      = "orders-hz"
	destination = "orders-bj"
	keyID       = "LTAI5tDemo"
	keySecret   = "made-up-for-the-demo"
)

//go:embed clouds.yaml
var seed []byte

// clouds are the simulated clouds, served on free ports of this machine.
type clouds struct {
	*cloudsim.Simulator
	server  *cloudsim.Server
	console *console
}

func serveClouds(ctx context.Context, dir string) (*clouds, error) {
	// The clock stands still until the story moves it.
	simulator := cloudsim.New(cloudsim.Options{NoDefaultKeys: true})
	if err := simulator.LoadSeed("clouds.yaml", seed); err != nil {
		return nil, err
	}
	server, err := simulator.Serve(context.WithoutCancel(ctx), cloudsim.ServeOptions{CADir: dir})
	if err != nil {
		return nil, err
	}
	console, err := newConsole(server)
	if err != nil {
		server.Close()
		return nil, err
	}
	return &clouds{Simulator: simulator, server: server, console: console}, nil
}

func (c *clouds) close() {
	c.console.close()
	c.server.Close()
}

type variable struct{ name, value string }

// environment is what a program needs to find the simulated clouds in place of the real ones.
func (c *clouds) environment() []variable {
	return []variable{
		{"HTTPS_PROXY", c.server.ProxyURL},
		{"HTTP_PROXY", c.server.ProxyURL},
		{"MULTICLOUD_CA_BUNDLE_FILE", c.server.CAFile},
		{"ALIBABA_CLOUD_ACCESS_KEY_ID", keyID},
		{"ALIBABA_CLOUD_ACCESS_KEY_SECRET", keySecret},
	}
}

// hurry lets a minute pass in each second until the returned function is called, for commands that wait for the cloud.
func (c *clouds) hurry() (stop func()) {
	ticker, done, ended := time.NewTicker(50*time.Millisecond), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				c.Clock().Advance(3 * time.Second)
			}
		}
	}()
	return func() { ticker.Stop(); close(done); <-ended }
}

// now is the simulated time, as the clouds tell it.
func (c *clouds) now() string { return c.Clock().Now().UTC().Format(time.TimeOnly) }

// rule is the only rule out of the source bucket that is not on its way out.
func (c *clouds) rule() (oss.RuleState, error) {
	rules := slices.DeleteFunc(c.OSS().Rules(source), func(r oss.RuleState) bool { return r.Status == "closing" })
	if len(rules) != 1 {
		return oss.RuleState{}, fmt.Errorf("%s has %d rules, want 1", source, len(rules))
	}
	return rules[0], nil
}

// replicas are the keys that replication has written to the destination bucket, each checked to be what the source has.
func (c *clouds) replicas() ([]string, error) {
	var keys []string
	for _, replica := range c.OSS().Objects(destination) {
		original, ok := c.OSS().Object(source, replica.Key)
		if !ok || !replica.Replica || string(original.Content) != string(replica.Content) {
			return nil, fmt.Errorf("%s in %s is no replica of what %s has", replica.Key, destination, source)
		}
		keys = append(keys, replica.Key)
	}
	return keys, nil
}

// requests tells how many requests there were since the last command began, by operation, and how many of them wrote.
func (c *clouds) requests() (total, writes int, operations string) {
	counts := map[string]int{}
	for _, r := range c.Requests() {
		total++
		counts[r.Operation]++
		if r.Method != "GET" && r.Method != "HEAD" {
			writes++
		}
	}
	var parts []string
	for _, operation := range slices.Sorted(maps.Keys(counts)) {
		part := operation
		if n := counts[operation]; n > 1 {
			part = fmt.Sprintf("%s ×%d", operation, n)
		}
		parts = append(parts, part)
	}
	return total, writes, strings.Join(parts, ", ")
}
