package replication

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// BucketLister is implemented by a driver that can tell which buckets an account has.
type BucketLister interface {
	// Buckets returns the account's buckets in the region, or in all regions if that is empty.
	Buckets(ctx context.Context, region string) ([]BucketRef, error)
}

// surveyedAtOnce is how many buckets a survey reads at the same time.
const surveyedAtOnce = 10

// BucketRules is what a survey found in one bucket: its rules, or why they could not be read.
type BucketRules struct {
	Bucket BucketRef
	Rules  []Rule
	Err    error
}

// Living are the rules that are not closing: what is managed, or can be.
func (b BucketRules) Living() []Rule {
	var living []Rule
	for _, rule := range b.Rules {
		if rule.Status != StatusClosing {
			living = append(living, rule)
		}
	}
	return living
}

// Survey reads the rules of buckets, one request for each, some at a time. The results are in the order of the buckets. Once ctx
// is done, no read begins any more. With a limit above zero, none does once so many rules were found that are not closing: the
// buckets from there on are missing.
func Survey(ctx context.Context, driver *CachedDriver, buckets []BucketRef, limit int64) []BucketRules {
	found := make([]BucketRules, len(buckets))
	begun, rules := 0, atomic.Int64{}
	var group errgroup.Group
	group.SetLimit(surveyedAtOnce)
	for i, bucket := range buckets {
		if limit > 0 && rules.Load() >= limit {
			break
		}
		begun++
		group.Go(func() error {
			found[i] = BucketRules{Bucket: bucket, Err: ctx.Err()}
			if found[i].Err == nil {
				found[i].Rules, found[i].Err = driver.List(ctx, bucket)
			}
			rules.Add(int64(len(found[i].Living())))
			return nil
		})
	}
	_ = group.Wait() // no function of the group returns an error: each bucket has its own
	return found[:begun]
}

// Buckets is [BucketLister].Buckets; false if the cloud cannot tell.
func (c *CachedDriver) Buckets(ctx context.Context, region string) ([]BucketRef, bool, error) {
	lister, ok := c.driver.(BucketLister)
	if !ok {
		return nil, false, nil
	}
	buckets, err := lister.Buckets(ctx, region)
	return buckets, true, err
}
