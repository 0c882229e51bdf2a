package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

//go:embed config.tf
var config string

// story is the story while it is told.
type story struct {
	*terminal
	dir    string
	clouds *clouds
	tf     *terraform
	config string // main.tf as it is now
}

type step struct {
	title string
	tell  func(context.Context) error
}

func (s *story) tell(ctx context.Context) error {
	steps := []step{
		{"An empty machine", s.begin},
		{"Plan", s.plan},
		{"Plans that are refused", s.refuse},
		{"Fix, and apply", s.apply},
		{"Objects arrive at the replica", s.arrive},
		{"Somebody changes the rule at the console", s.change},
		{"Somebody deletes the rule at the console", s.remove},
		{"Nothing to do", s.nothing},
		{"Destroy", s.destroy},
		{"Clean up", s.clean},
	}
	for i, step := range steps {
		s.title(i+1, step.title)
		err := step.tell(ctx)
		if ctx.Err() != nil {
			err = ctx.Err() // whatever went wrong, that is why
		}
		if err != nil {
			return fmt.Errorf("step %d, %q: %w", i+1, step.title, err)
		}
	}
	return nil
}

// run runs Terraform as a user would, shows the excerpts of its output, and expects the exit code and all the texts.
func (s *story) run(ctx context.Context, command string, exit int, show []excerpt, want ...string) error {
	s.clouds.ResetCounts()
	s.heading("$ " + s.tf.name + " " + command)
	r, err := s.tf.run(ctx, strings.Fields(command)...)
	if err != nil {
		return fmt.Errorf("%s %s: %w", s.tf.name, command, err)
	}
	if r.exit != exit {
		return fmt.Errorf("%s %s: exit code %d, want %d\n%s", s.tf.name, command, r.exit, exit, plain(r.output))
	}
	text := folded(r.output)
	for _, w := range want {
		if !strings.Contains(text, w) {
			return fmt.Errorf("%s %s: the output lacks %q\n%s", s.tf.name, command, w, plain(r.output))
		}
	}
	for _, choose := range show {
		s.quote(choose(split(r.output)))
	}
	return nil
}

var frame = regexp.MustCompile(`(?m)^\s*[│╷╵]`)

// folded is the text of Terraform's output, however it was broken into lines, framed and coloured.
func folded(output string) string {
	return strings.Join(strings.Fields(frame.ReplaceAllString(plain(output), "")), " ")
}

// edit replaces texts in main.tf, given in pairs of before and after, and shows how its lines change.
func (s *story) edit(pairs ...string) error {
	before := strings.Split(s.config, "\n")
	for pair := range slices.Chunk(pairs, 2) {
		if strings.Count(s.config, pair[0]) != 1 {
			return fmt.Errorf("main.tf does not hold %q once", pair[0])
		}
		s.config = strings.Replace(s.config, pair[0], pair[1], 1)
	}
	s.heading("main.tf")
	for i, line := range strings.Split(s.config, "\n") {
		if line != before[i] {
			s.print(red, "- "+before[i])
			s.print(green, "+ "+line)
		}
	}
	return s.save()
}

func (s *story) save() error {
	return os.WriteFile(filepath.Join(s.tf.dir, "main.tf"), []byte(s.config), 0o600)
}

// onlyRead expects that the last command has written nothing to the clouds.
func (s *story) onlyRead() error {
	if _, writes, operations := s.clouds.requests(); writes > 0 {
		return fmt.Errorf("%d of the requests wrote: %s", writes, operations)
	}
	return nil
}
