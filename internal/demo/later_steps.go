package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// change is drift in a setting, which is repaired in place.
func (s *story) change(ctx context.Context) error {
	s.clouds.Clock().Advance(15 * time.Minute)
	before, err := s.clouds.rule()
	if err != nil {
		return err
	}
	if err := s.clouds.console.switchTimeControlOff(ctx, before.ID); err != nil {
		return fmt.Errorf("switch replication time control off: %w", err)
	}
	s.say("A colleague saves money: replication time control is off, and nobody knows. The next plan does:")
	if err := s.run(ctx, "plan", 0, show(actions), "replication_time_control = false -> true", "Plan: 0 to add, 1 to change, 0 to destroy."); err != nil {
		return err
	}
	if err := s.run(ctx, "apply -auto-approve", 0, show(done), "Resources: 0 added, 1 changed, 0 destroyed."); err != nil {
		return err
	}
	after, err := s.clouds.rule()
	if err != nil {
		return err
	}
	if !after.RTC || after.ID != before.ID {
		return fmt.Errorf("the rule in the cloud was not repaired in place: %+v", after.Rule)
	}
	s.checked("replication time control is on again, in the same rule")
	return nil
}

// remove is drift that takes the rule away.
func (s *story) remove(ctx context.Context) error {
	before, err := s.clouds.rule()
	if err != nil {
		return err
	}
	if err := s.clouds.console.deleteRule(ctx, before.ID); err != nil {
		return fmt.Errorf("delete the rule at the console: %w", err)
	}
	s.say("Now the whole rule is deleted. OSS calls it \"closing\" for some minutes, in which these two buckets take no other rule.")
	if err := s.run(ctx, "plan", 0, show(summary, diagnostics), "Plan: 1 to add, 0 to change, 0 to destroy."); err != nil {
		return err
	}
	s.say("Apply waits until the old rule is closed. Meanwhile, one simulated minute passes in a second.")
	stop := s.clouds.hurry()
	err = s.run(ctx, "apply -auto-approve", 0, show(done), "Resources: 1 added, 0 changed, 0 destroyed.")
	stop()
	if err != nil {
		return err
	}
	after, err := s.clouds.rule()
	if err != nil {
		return err
	}
	if after.ID == before.ID {
		return fmt.Errorf("rule %s is still there, though it was deleted", before.ID)
	}
	s.clouds.Clock().Advance(5 * time.Minute)
	s.checked("rule %s replicates in its place:", after.ID)
	return s.progress(ctx, 6)
}

// nothing is the plan of every other day.
func (s *story) nothing(ctx context.Context) error {
	if err := s.run(ctx, "plan", 0, show(summary), "No changes. Your infrastructure matches the configuration."); err != nil {
		return err
	}
	total, _, operations := s.clouds.requests()
	if total != 1 || operations != "GetBucketReplication" {
		return fmt.Errorf("a plan without changes made %d requests, want one for the source bucket: %s", total, operations)
	}
	s.checked("that took 1 request: %s. It is one for each source bucket, however many rules", operations)
	return nil
}

// destroy stops replication.
func (s *story) destroy(ctx context.Context) error {
	stop := s.clouds.hurry()
	err := s.run(ctx, "destroy -auto-approve", 0, show(done), "Destroy complete! Resources: 1 destroyed.")
	stop()
	if err != nil {
		return err
	}
	if rules := s.clouds.OSS().Rules(source); len(rules) != 0 {
		return fmt.Errorf("%s still has rules: %+v", source, rules)
	}
	replicas, err := s.clouds.replicas()
	if err != nil {
		return err
	}
	if len(replicas) != 6 {
		return fmt.Errorf("%s holds %d replicas, want all 6", destination, len(replicas))
	}
	s.checked("%s has no rule any more, and %s keeps all %d replicas", source, destination, len(replicas))
	return nil
}

// clean leaves nothing behind.
func (s *story) clean(context.Context) error {
	s.clouds.close()
	if err := os.RemoveAll(s.dir); err != nil {
		return err
	}
	if _, err := os.Stat(s.dir); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is still there: %w", s.dir, err)
	}
	s.checked("the simulated clouds are stopped, and all files of this demo are gone")
	s.say("Everything marked ✓ was checked against the simulated clouds.\nNext: docs/index.md for the reference, examples/ for more configurations.")
	return nil
}
