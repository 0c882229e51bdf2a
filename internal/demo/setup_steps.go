package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// begin goes from nothing to an initialized working directory.
func (s *story) begin(ctx context.Context) error {
	s.say("No account and no network: OSS is simulated on this machine, under its real host names, and nothing else can be\nreached from here. There are three buckets:")
	for _, name := range s.clouds.OSS().BucketNames() {
		bucket, _ := s.clouds.OSS().Bucket(name)
		versioning := "not versioned"
		if bucket.Versioning != "" {
			versioning = "versioned"
		}
		s.quote([]string{fmt.Sprintf("%-11s %-12s %-14s %d objects", name, bucket.Region, versioning, len(s.clouds.OSS().Objects(name)))})
	}
	s.say("The provider is built into a local mirror of the registry, and the configuration written:")
	started := time.Now()
	if err := s.tf.build(ctx); err != nil {
		return err
	}
	s.checked("provider %s built in %.0f s", version, time.Since(started).Seconds())
	s.file("main.tf", s.config)
	if err := s.save(); err != nil {
		return err
	}
	return s.run(ctx, "init", 0, show(matching("- Installed", "successfully initialized")), "multicloud-replication/multicloud v"+version, "has been successfully initialized!")
}

// plan plans a setup that works.
func (s *story) plan(ctx context.Context) error {
	if err := s.run(ctx, "plan", 0, show(actions), "Plan: 1 to add, 0 to change, 0 to destroy."); err != nil {
		return err
	}
	if err := s.onlyRead(); err != nil {
		return err
	}
	total, _, operations := s.clouds.requests()
	if total == 0 {
		return errors.New("the plan asked the cloud nothing, though its checks need to")
	}
	s.checked("%d requests checked this plan, and all of them only read: %s", total, operations)
	return nil
}

// refuse shows what the checks are for.
func (s *story) refuse(ctx context.Context) error {
	s.say("A mistake that needs no cloud to be seen:")
	if err := s.edit(`bucket = "orders-bj", region = "cn-beijing"`, `bucket = "orders-bj", region = "oss-cn-beijing"`); err != nil {
		return err
	}
	if err := s.run(ctx, "validate", 1, show(diagnostics), `Write the region id: "cn-beijing".`); err != nil {
		return err
	}
	if total, _, operations := s.clouds.requests(); total != 0 {
		return fmt.Errorf("validation made %d requests: %s", total, operations)
	}
	s.checked("that took no request")

	s.say("And one that only the cloud knows: archive-bj has no versioning, and the source has.")
	if err := s.edit(`bucket = "orders-bj", region = "oss-cn-beijing"`, `bucket = "archive-bj", region = "cn-beijing"`); err != nil {
		return err
	}
	if err := s.run(ctx, "plan", 1, show(diagnostics), "Error: Both buckets must be versioned, or neither (A2)",
		"the source bucket orders-hz (cn-hangzhou) is enabled", "the destination bucket archive-bj (cn-beijing) is disabled"); err != nil {
		return err
	}
	if err := s.onlyRead(); err != nil {
		return err
	}
	if rules := s.clouds.OSS().Rules(source); len(rules) != 0 {
		return fmt.Errorf("%s has %d rules after plans that were refused", source, len(rules))
	}
	s.checked("nothing was touched: %s has no rule", source)
	return nil
}

// apply makes the rule.
func (s *story) apply(ctx context.Context) error {
	if err := s.edit(`bucket = "archive-bj", region = "cn-beijing"`, `bucket = "orders-bj", region = "cn-beijing"`); err != nil {
		return err
	}
	if err := s.run(ctx, "apply -auto-approve", 0, show(done), "Apply complete! Resources: 1 added, 0 changed, 0 destroyed."); err != nil {
		return err
	}
	rule, err := s.clouds.rule()
	switch {
	case err != nil:
		return err
	case rule.Bucket != destination || !rule.RTC || !rule.Historical || !slices.Equal(rule.Prefixes, []string{"invoices/", "receipts/"}):
		return fmt.Errorf("the rule in the cloud is not what was configured: %+v", rule.Rule)
	}
	s.checked("OSS has rule %s: %s → %s, status %q", rule.ID, source, rule.Bucket, rule.Status)
	return nil
}

func show(excerpts ...excerpt) []excerpt { return excerpts }
