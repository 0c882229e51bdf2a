package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// size is a number of rules, spread over so many source buckets.
type size struct{ rules, buckets int }

// destinations is how many destination buckets there are: each source bucket has one rule to each.
func (s size) destinations() int { return s.rules / s.buckets }

// parseSizes reads a list such as 100x10,1000x100.
func parseSizes(list string) ([]size, error) {
	var sizes []size
	for text := range strings.SplitSeq(list, ",") {
		var s size
		if _, err := fmt.Sscanf(text, "%dx%d", &s.rules, &s.buckets); err != nil || s.buckets < 1 || s.rules%s.buckets != 0 {
			return nil, fmt.Errorf("%q is not of the form RULESxBUCKETS with the same number of rules on each bucket", text)
		}
		if s.destinations() > 100 || s.buckets > 100 {
			return nil, fmt.Errorf("%q: OSS takes at most 100 rules out of a bucket and 100 into one", text)
		}
		sizes = append(sizes, s)
	}
	return sizes, nil
}

// The contestants, in the order in which they are shown.
const (
	builtIn = "terraform_data"
	null    = "null provider"
	ours    = "multicloud"
)

var contestants = []string{builtIn, null, ours}

// measured is what one contestant cost at one size.
type measured struct {
	name        string
	apply, plan []cost
}

// sized is what all contestants cost at one size.
type sized struct {
	size
	contestants []*measured
}

// measure lets the contestants apply and plan the same number of resources. They take turns with each step, so
// that what else the machine does falls on all of them.
func measure(ctx context.Context, o options, b binaries, s size, progress io.Writer) (sized, error) {
	clouds, err := serveClouds(ctx, s, o.latency)
	if err != nil {
		return sized{}, err
	}
	defer clouds.server.Close()
	dir, err := os.MkdirTemp(filepath.Dir(filepath.Dir(b.provider)), "size-")
	if err != nil {
		return sized{}, err
	}
	result := sized{size: s}
	var steps []func(command string, arguments ...string) error
	for _, name := range contestants {
		binary := b.provider
		if name == null {
			binary = b.null
		}
		w, err := newWorkspace(o.cli, filepath.Join(dir, strings.Fields(name)[0]), binary, configuration(name, s), clouds.environment()...)
		if err != nil {
			return sized{}, err
		}
		m := &measured{name: name}
		result.contestants = append(result.contestants, m)
		steps = append(steps, func(command string, arguments ...string) error {
			clouds.ResetCounts()
			c, err := w.run(ctx, append([]string{command}, arguments...)...)
			if err != nil {
				return err
			}
			c.requests = len(clouds.Requests())
			to := map[string]*[]cost{"apply": &m.apply, "plan": &m.plan}[command]
			*to = append(*to, c)
			_, _ = fmt.Fprintf(progress, "%d rules, %d buckets: %-14s %-7s %s, %d requests\n", s.rules, s.buckets, name, command, seconds(c.took), c.requests)
			return nil
		})
	}
	if err := each(steps, "apply", "-auto-approve"); err != nil {
		return result, err
	}
	for range o.runs {
		// Anything to change would be an exit code of 2, which is an error here.
		if err := each(steps, "plan", "-detailed-exitcode"); err != nil {
			return result, err
		}
	}
	return result, nil
}

func each(steps []func(string, ...string) error, command string, arguments ...string) error {
	for _, step := range steps {
		if err := step(command, arguments...); err != nil {
			return err
		}
	}
	return nil
}

// configuration is what a contestant applies: the same values, whoever keeps them.
func configuration(name string, s size) string {
	pairs := fmt.Sprintf(`
locals {
  pairs = { for p in setproduct(range(%d), range(%d)) : "${p[0]}-${p[1]}" => p }
}
`, s.buckets, s.destinations())
	if name == builtIn {
		return pairs + `
resource "terraform_data" "bench" {
  for_each = local.pairs
  input = {
    cloud       = "alibaba"
    source      = { bucket = "source-${each.value[0]}", region = "cn-hangzhou" }
    destination = { bucket = "destination-${each.value[1]}", region = "cn-beijing" }
  }
}
`
	}
	return `
terraform {
  required_providers {
    multicloud = { source = "registry.terraform.io/multicloud-replication/multicloud" }
  }
}

provider "multicloud" {
  alibaba = {}
}
` + pairs + `
resource "multicloud_replication_rule" "bench" {
  for_each    = local.pairs
  cloud       = "alibaba"
  source      = { bucket = "source-${each.value[0]}", region = "cn-hangzhou" }
  destination = { bucket = "destination-${each.value[1]}", region = "cn-beijing" }
}
`
}
