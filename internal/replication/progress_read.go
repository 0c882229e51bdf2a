package replication

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Progress is how far a rule has come. A nil pointer is what the cloud did not tell.
type Progress struct {
	// Rule is the rule, as far as the cloud tells of it here: what it does with encryption may be missing.
	Rule Rule
	// HistoricalFraction is the share of the existing objects that has been copied, 0 to 1.
	HistoricalFraction *float64
	// SyncedUntil is the time up to which new writes have been replicated.
	SyncedUntil *time.Time
	// ReadAt is when this was read; the drivers leave it to CachedDriver.
	ReadAt time.Time
}

// ProgressReader tells how far a rule has come.
type ProgressReader interface {
	Progress(ctx context.Context, rule RuleRef) (Progress, error)
}

// BucketProgressReader tells how far all rules of a bucket have come, in one request.
type BucketProgressReader interface {
	// BucketProgress returns none if the bucket has no rules. KindInvalid or KindUnsupported means that the endpoint tells of single rules only.
	BucketProgress(ctx context.Context, source BucketRef) ([]Progress, error)
}

// ObjectReader reads what is needed to see with one's own eyes whether objects have been replicated.
type ObjectReader interface {
	// Objects lists the current objects under any of the prefixes, or all if there are none, as far as the driver's bound on
	// requests goes. What the cloud never replicates is left out.
	Objects(ctx context.Context, bucket BucketRef, prefixes []string) (Listing, error)
	// HasReplica tells whether the bucket holds a replica of the object.
	HasReplica(ctx context.Context, bucket BucketRef, of Object) (bool, error)
}

// Object is an object of a bucket, in its current version.
type Object struct {
	Key string
	// VersionID is empty if the listing does not tell it, ETag is without quotes.
	VersionID, ETag string
	Written         time.Time
}

// Listing is what was seen of a bucket.
type Listing struct {
	Objects []Object
	// Complete tells that this is all there is.
	Complete bool
}

// DomainReader tells the public domain name by which a bucket's objects are read.
type DomainReader interface {
	// Domain is empty if the cloud does not tell.
	Domain(ctx context.Context, bucket BucketRef) (string, error)
}

// Progress is [ProgressReader].Progress, read anew at each call; false if the cloud cannot tell.
func (c *CachedDriver) Progress(ctx context.Context, rule RuleRef) (Progress, bool, error) {
	reader, ok := c.driver.(ProgressReader)
	if !ok {
		return Progress{}, false, nil
	}
	progress, err := reader.Progress(ctx, rule)
	return progress, true, err
}

// BucketProgress is how far all rules of a bucket have come: in one request for each bucket and walk where the cloud
// allows that, else rule by rule. Of a cloud that cannot tell it is the rules alone.
func (c *CachedDriver) BucketProgress(ctx context.Context, source BucketRef, now func() time.Time) ([]Progress, error) {
	return c.progress.Get(ctx, source, func(ctx context.Context) ([]Progress, error) {
		all, err := c.bucketProgress(ctx, source)
		for i := range all {
			all[i].ReadAt = now()
		}
		return all, err
	})
}

func (c *CachedDriver) bucketProgress(ctx context.Context, source BucketRef) ([]Progress, error) {
	if reader, ok := c.driver.(BucketProgressReader); ok {
		all, err := reader.BucketProgress(ctx, source)
		if !IsKind(err, KindInvalid) && !IsKind(err, KindUnsupported) {
			return all, err
		}
	}
	rules, err := c.List(ctx, source)
	if err != nil {
		return nil, err
	}
	var all []Progress
	for _, rule := range rules {
		progress, told, err := c.Progress(ctx, rule.Ref())
		switch {
		case err != nil && IsKind(err, KindNotFound): // gone meanwhile
			continue
		case err != nil:
			return nil, err
		case !told:
			progress.Rule = rule
		}
		all = append(all, progress)
	}
	return all, nil
}

// listingKey names a listing: the bucket and the prefixes.
type listingKey struct {
	bucket   BucketRef
	prefixes string
}

// Objects is [ObjectReader].Objects, at most once for the same bucket, prefixes and walk; false if the driver cannot list.
func (c *CachedDriver) Objects(ctx context.Context, bucket BucketRef, prefixes []string) (Listing, bool, error) {
	reader, ok := c.driver.(ObjectReader)
	if !ok {
		return Listing{}, false, nil
	}
	key := listingKey{bucket, strings.Join(slices.Sorted(slices.Values(prefixes)), "\x00")}
	listing, err := c.objects.Get(ctx, key, func(ctx context.Context) (Listing, error) {
		return reader.Objects(ctx, bucket, prefixes)
	})
	return listing, true, err
}

// HasReplica is [ObjectReader].HasReplica; false if the driver cannot tell.
func (c *CachedDriver) HasReplica(ctx context.Context, bucket BucketRef, of Object) (replicated, told bool, err error) {
	reader, ok := c.driver.(ObjectReader)
	if !ok {
		return false, false, nil
	}
	replicated, err = reader.HasReplica(ctx, bucket, of)
	return replicated, true, err
}

// Domain is [DomainReader].Domain, at most once for each bucket and walk; empty as well if it could not be read. Without a region
// there is none: it is part of every such name.
func (c *CachedDriver) Domain(ctx context.Context, bucket BucketRef) string {
	reader, ok := c.driver.(DomainReader)
	if !ok || bucket.Region == "" {
		return ""
	}
	domain, err := c.domains.Get(ctx, bucket, func(ctx context.Context) (string, error) { return reader.Domain(ctx, bucket) })
	if err != nil {
		return ""
	}
	return domain
}
