package replication

import (
	"context"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/join"
)

// CachedDriver is a driver whose reads are joined and kept for the walk. After a write they are read again, but
// for what the checks know of rules, which the write changes as it changed the cloud.
type CachedDriver struct {
	driver Driver
	checks Driver // the same one, for reads that serve a check
	// A refresh must not get the hurried answer of a check, so that the two are kept apart.
	rules, checkRules join.Reads[BucketRef, []Rule]

	buckets    join.Reads[BucketRef, BucketFacts]
	lifecycles join.Reads[BucketRef, bool]
	locations  join.Reads[BucketRef, Locations]
	allRules   join.Reads[string, []Rule] // by project
	progress   join.Reads[BucketRef, []Progress]
	objects    join.Reads[listingKey, Listing]
	domains    join.Reads[BucketRef, string]
}

// NewCachedDriver wraps a driver.
func NewCachedDriver(driver Driver) *CachedDriver {
	c := &CachedDriver{driver: driver, checks: driver}
	if reader, ok := driver.(CheckReader); ok {
		c.checks = reader.ForChecks()
	}
	return c
}

// List is [RuleStore].List, at most one request for each bucket and walk.
func (c *CachedDriver) List(ctx context.Context, source BucketRef) ([]Rule, error) {
	return c.rules.Get(ctx, source, func(ctx context.Context) ([]Rule, error) { return c.driver.List(ctx, source) })
}

// ListForCheck is List for a check: what a refresh has read, or is reading, serves it as well.
func (c *CachedDriver) ListForCheck(ctx context.Context, source BucketRef) ([]Rule, error) {
	if c.rules.Has(source) {
		return c.List(ctx, source)
	}
	return c.checkRules.Get(ctx, source, func(ctx context.Context) ([]Rule, error) { return c.checks.List(ctx, source) })
}

// drop forgets what a write has changed, or may have.
func (c *CachedDriver) drop(source BucketRef) {
	c.checkRules.Drop(source)
	c.allRules.Drop(source.Project)
	c.dropReads(source)
}

// dropReads forgets what is not read again for a check.
func (c *CachedDriver) dropReads(source BucketRef) {
	c.rules.Drop(source)
	c.progress.Drop(source)
}

// changed keeps for the checks of this walk what a write of this walk has made of the rules: they would read them again for
// every rule of a bucket. What others do meanwhile is seen just before each write, by its precheck.
func (c *CachedDriver) changed(source BucketRef, change func([]Rule) []Rule) {
	c.checkRules.Change(source, change)
	c.allRules.Change(source.Project, change)
	c.dropReads(source)
}

// Create is [RuleStore].Create.
func (c *CachedDriver) Create(ctx context.Context, rule Rule, check Precheck) (Rule, error) {
	made, err := c.driver.Create(ctx, rule, check)
	if err != nil {
		c.drop(rule.Source)
		return made, err
	}
	c.changed(rule.Source, func(rules []Rule) []Rule { return append(rulesWithout(rules, made.Ref()), made) })
	return made, nil
}

// Update is [RuleStore].Update.
func (c *CachedDriver) Update(ctx context.Context, before, after Rule) (Rule, error) {
	defer c.drop(after.Source)
	return c.driver.Update(ctx, before, after)
}

// Delete is [RuleStore].Delete.
func (c *CachedDriver) Delete(ctx context.Context, rule RuleRef) error {
	if err := c.driver.Delete(ctx, rule); err != nil {
		c.drop(rule.Source)
		return err
	}
	c.changed(rule.Source, func(rules []Rule) []Rule { return rulesWithout(rules, rule) })
	return nil
}

// rulesWithout is a copy of the rules without one.
func rulesWithout(rules []Rule, rule RuleRef) []Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r Rule) bool { return r.Ref().anywhere() == rule.anywhere() })
}

// InspectBucket is [BucketInspector].InspectBucket.
func (c *CachedDriver) InspectBucket(ctx context.Context, bucket BucketRef) (BucketFacts, error) {
	return c.buckets.Get(ctx, bucket, func(ctx context.Context) (BucketFacts, error) {
		return c.checks.InspectBucket(ctx, bucket)
	})
}

// HasLifecycleRules is [BucketInspector].HasLifecycleRules.
func (c *CachedDriver) HasLifecycleRules(ctx context.Context, bucket BucketRef) (bool, error) {
	return c.lifecycles.Get(ctx, bucket, func(ctx context.Context) (bool, error) {
		return c.checks.HasLifecycleRules(ctx, bucket)
	})
}

// AllRules is [RuleScanner].AllRules, once for each project and walk; false if there is no need to, or no way.
func (c *CachedDriver) AllRules(ctx context.Context, project string) ([]Rule, bool, error) {
	scanner, ok := c.checks.(RuleScanner)
	if !ok {
		return nil, false, nil
	}
	rules, err := c.allRules.Get(ctx, project, func(ctx context.Context) ([]Rule, error) {
		return scanner.AllRules(ctx, project)
	})
	return rules, true, err
}

// Locations is [LocationLister].Locations; false if the cloud cannot tell.
func (c *CachedDriver) Locations(ctx context.Context, source BucketRef) (Locations, bool, error) {
	lister, ok := c.checks.(LocationLister)
	if !ok {
		return Locations{}, false, nil
	}
	locations, err := c.locations.Get(ctx, source, func(ctx context.Context) (Locations, error) {
		return lister.Locations(ctx, source)
	})
	return locations, true, err
}
