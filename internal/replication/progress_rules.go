package replication

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"
)

// ProgressQuery asks how the rules of a bucket are doing.
type ProgressQuery struct {
	Source BucketRef
	// RuleID is the one rule that is asked for; empty is all.
	RuleID string
	Goal   Goal
	// Sample is how many objects are compared with their replicas; 0 is none.
	Sample int
}

// RuleProgress is how one rule is doing.
type RuleProgress struct {
	Rule Rule
	Judgement
	// The public domain names of both ends; empty where the cloud does not tell.
	SourceDomain, DestinationDomain string
}

// judgedAtOnce is how many rules of a bucket are looked at more closely at the same time.
const judgedAtOnce = 4

// RuleProgress says how the rule, or all rules of the bucket, are doing. It makes one request for each bucket where the cloud
// allows that, and looks closer only where a rule seems to be behind, or a sample is asked for. It never waits. A rule
// or a bucket that is not there is told of as failing, the error is about what could not be read.
func (s *Session) RuleProgress(ctx context.Context, q ProgressQuery) ([]RuleProgress, error) {
	source, err := s.Driver(ctx, q.Source.Cloud)
	if err != nil {
		return nil, err
	}
	destination, err := s.DestinationDriver(ctx, q.Source.Cloud)
	if err != nil {
		return nil, err
	}
	look := &look{session: s, query: q, source: source, destination: destination}
	told, err := look.told(ctx)
	if err != nil {
		var e *Error
		if errors.As(err, &e) && e.Kind == KindNotFound && e.Missing == MissingBucket {
			return []RuleProgress{look.absent(ctx, fmt.Sprintf("The bucket %s does not exist, so that nothing is replicated from it.", q.Source))}, nil
		}
		return nil, err
	}
	if len(told) == 0 {
		what := fmt.Sprintf("The bucket %s has no replication rule.", q.Source)
		if q.RuleID != "" {
			what = fmt.Sprintf("The bucket %s has no replication rule %q.", q.Source, q.RuleID)
		}
		return []RuleProgress{look.absent(ctx, what)}, nil
	}
	all := make([]RuleProgress, len(told))
	var group errgroup.Group
	group.SetLimit(judgedAtOnce)
	for i, progress := range told {
		group.Go(func() error {
			all[i] = RuleProgress{
				Rule: progress.Rule, Judgement: look.flow(ctx, progress).Judge(q.Goal),
				SourceDomain:      source.Domain(ctx, q.Source),
				DestinationDomain: destination.Domain(ctx, progress.Rule.Destination),
			}
			return nil
		})
	}
	_ = group.Wait() // no function of the group returns an error
	return all, ctx.Err()
}

// look is one look at the rules of a bucket.
type look struct {
	session             *Session
	query               ProgressQuery
	source, destination *CachedDriver
}

// told is what the cloud tells of the rules that are asked for.
func (l *look) told(ctx context.Context) ([]Progress, error) {
	all, err := l.source.BucketProgress(ctx, l.query.Source, l.session.Clock.Now)
	if err != nil || l.query.RuleID == "" {
		return all, err
	}
	for _, progress := range all {
		if progress.Rule.ID == l.query.RuleID {
			return []Progress{progress}, nil
		}
	}
	// Before a rule is called missing, the cloud is asked for it by name.
	one, told, err := l.source.Progress(ctx, RuleRef{Source: l.query.Source, ID: l.query.RuleID})
	var e *Error
	switch {
	case !told, errors.As(err, &e) && e.Kind == KindNotFound && e.Missing == MissingRule:
		return nil, nil
	case err != nil:
		return nil, err
	}
	one.ReadAt = l.session.Clock.Now()
	return []Progress{one}, nil
}

func (l *look) absent(ctx context.Context, why string) RuleProgress {
	flow := Flow{ObservedAt: l.session.Clock.Now(), Failure: why}
	return RuleProgress{
		Rule: Rule{ID: l.query.RuleID, Source: l.query.Source}, Judgement: flow.Judge(l.query.Goal),
		SourceDomain: l.source.Domain(ctx, l.query.Source),
	}
}

// flow is what is known of one rule, after a closer look where that is needed.
func (l *look) flow(ctx context.Context, p Progress) Flow {
	f := Flow{
		ObservedAt: p.ReadAt, HistoricalFraction: p.HistoricalFraction, SyncedUntil: p.SyncedUntil,
	}
	if p.Rule.Status == StatusStarting {
		f.Starting = "The rule is starting and not in effect yet."
	}
	switch {
	case p.Rule.Status == StatusClosing:
		f.Failure = "The rule was deleted and is being wound down."
		return f
	case !p.Rule.Enabled:
		f.Paused = "The rule is disabled."
		return f
	}
	seemsBehind := f.SyncedUntil != nil && !f.recent(l.query.Goal)
	if !seemsBehind && l.query.Sample == 0 {
		if f.SyncedUntil == nil && f.Starting == "" {
			f.Untold = l.untold()
		}
		return f
	}
	l.closer(ctx, p, seemsBehind, &f)
	return f
}

// untold is what is said of a rule of which the cloud does not tell.
func (l *look) untold() string {
	c, _ := CapabilitiesOf(l.query.Source.Cloud)
	text := c.Title + " does not tell how far replication has come."
	if _, ok := l.source.driver.(ObjectReader); ok {
		text += " Set `sample_objects` to compare objects with their replicas."
	}
	return text
}

// unseen notes that a closer look was not possible.
func (f *Flow) unseen(what string, err error) {
	f.Untold = fmt.Sprintf("%s, so that nobody knows whether anything is left to replicate: %s.", what, strings.TrimSuffix(err.Error(), "."))
}
