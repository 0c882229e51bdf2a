package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"
)

// arrive moves the clock and watches the objects come.
func (s *story) arrive(ctx context.Context) error {
	s.say("OSS takes some minutes to start a rule. The simulated clock is moved, so nobody has to wait.")
	for _, moment := range []struct {
		wait     time.Duration
		replicas int
	}{{0, 0}, {3*time.Minute + 2*time.Second, 2}, {time.Minute, 5}} {
		s.clouds.Clock().Advance(moment.wait)
		if err := s.progress(ctx, moment.replicas); err != nil {
			return err
		}
	}
	s.say("Now somebody uploads two objects; one of them is outside the rule's prefixes:")
	for _, key := range []string{"invoices/2026-04.pdf", "drafts/secret.txt"} {
		if err := s.clouds.console.upload(ctx, key, "new in "+key); err != nil {
			return fmt.Errorf("upload %s: %w", key, err)
		}
		s.quote([]string{"→ " + source + "/" + key})
	}
	if err := s.progress(ctx, 5); err != nil {
		return err
	}
	s.clouds.Clock().Advance(time.Minute)
	if err := s.progress(ctx, 6); err != nil {
		return err
	}
	replicas, err := s.clouds.replicas()
	if err != nil {
		return err
	}
	if want := []string{"invoices/2026-01.pdf", "invoices/2026-02.pdf", "invoices/2026-03.pdf", "invoices/2026-04.pdf", "receipts/1001.txt", "receipts/1002.txt"}; !slices.Equal(replicas, want) {
		return fmt.Errorf("%s holds %q, want %q", destination, replicas, want)
	}
	s.say("%s now holds:", destination)
	s.quote(replicas)
	s.checked("the same content, all invoices and receipts, no drafts")
	return nil
}

// progress shows what OSS tells of the rule, checks it against what has really been copied, and expects so many replicas.
func (s *story) progress(ctx context.Context, want int) error {
	rule, err := s.clouds.rule()
	if err != nil {
		return err
	}
	status, existing, newUntil, err := s.clouds.console.progress(ctx, rule.ID)
	if err != nil {
		return fmt.Errorf("read the progress of the rule: %w", err)
	}
	replicas, err := s.clouds.replicas()
	if err != nil {
		return err
	}
	if len(replicas) != want {
		return fmt.Errorf("at %s, %d objects have arrived, want %d", s.clouds.now(), len(replicas), want)
	}
	line := fmt.Sprintf("%s  rule %-9s", s.clouds.now(), status+",")
	if existing != "" {
		fraction, err := strconv.ParseFloat(existing, 64)
		until, badTime := time.Parse(time.RFC3339, newUntil)
		copied := float64(rule.HistoricalTotal-rule.HistoricalLeft) / float64(rule.HistoricalTotal)
		if err != nil || math.Abs(fraction-copied) > 0.01 {
			return fmt.Errorf("OSS tells that %q of the existing objects are copied, and it is %.2f", existing, copied)
		}
		if badTime != nil {
			return fmt.Errorf("OSS tells a time up to which new objects are copied: %w", badTime)
		}
		line += fmt.Sprintf(" existing objects %3.0f %%, new ones until %s,", fraction*100, until.UTC().Format(time.TimeOnly))
	}
	s.quote([]string{line + fmt.Sprintf(" %d replicas", want)})
	return nil
}
