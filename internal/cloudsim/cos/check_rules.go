package cos

import (
	"slices"
	"strings"
)

// checkTogether checks the rules of a document against each other.
func (s *Service) checkTogether(d *document, source *bucket) *apiError {
	ids, priorities := map[string]bool{}, map[int]bool{}
	for _, r := range d.Rules {
		if r.Bucket == source.Name {
			return invalidArgument("The rule %q has its own bucket as destination.", r.ID)
		}
		if r.ID != "" && ids[r.ID] {
			return invalidArgument("Rule ID must be unique. Found the same ID %q for more than one rule.", r.ID)
		}
		if (r.Priority == 0) != (d.Rules[0].Priority == 0) {
			return invalidArgument("All rules must have a priority, or none.")
		}
		if r.Priority != 0 && priorities[r.Priority] {
			return invalidArgument("Priorities must be unique: %d is used by more than one rule.", r.Priority)
		}
		ids[r.ID], priorities[r.Priority] = true, true
	}
	if failure := s.checkOverlap(d.Rules); failure != nil {
		return failure
	}
	return s.checkCount(d.Rules)
}

// checkOverlap: without priorities no prefix may begin with another. Tags make no difference.
func (s *Service) checkOverlap(rules []Rule) *apiError {
	sorted := slices.Clone(rules)
	group := func(r Rule) string {
		if s.options.RefuseOverlapAcrossDestinations {
			return ""
		}
		return r.Bucket
	}
	slices.SortStableFunc(sorted, func(a, b Rule) int {
		if c := strings.Compare(group(a), group(b)); c != 0 {
			return c
		}
		return strings.Compare(a.Prefix, b.Prefix)
	})
	for i := 1; i < len(sorted); i++ { // a prefix sorts right in front of the ones that begin with it
		a, b := sorted[i-1], sorted[i]
		if a.Priority == 0 && group(a) == group(b) && strings.HasPrefix(b.Prefix, a.Prefix) {
			return invalidArgument("The prefixes %q and %q of the rules %q and %q overlap, which needs priorities.", a.Prefix, b.Prefix, a.ID, b.ID)
		}
	}
	return nil
}

func (s *Service) checkCount(rules []Rule) *apiError {
	seen := map[string]string{} // by region
	for _, r := range rules {
		region := r.Region
		switch s.options.Destinations {
		case Unlimited:
			return nil
		case OneInAll:
			region = ""
		case OnePerRegion:
		}
		if other, ok := seen[region]; ok && other != r.Bucket {
			return badRequest("MultiBucketNotSupport", "Replication can be set on one destination bucket only: there are %s and %s.", other, r.Bucket)
		}
		seen[region] = r.Bucket
	}
	return nil
}

// checkOwners: source and destinations belong to the caller's account, which an APPID tells before a bucket is there.
func (s *Service) checkOwners(c *call, d *document) *apiError {
	if c.key.Account != c.bucket.Owner {
		return fail(403, "UserNotSourceBucketOwner", "The current user is not the source bucket owner.")
	}
	for _, r := range d.Rules {
		destination, ok := s.state.Buckets[r.Bucket]
		if appID(r.Bucket) != appID(c.bucket.Name) || ok && destination.Owner != c.bucket.Owner {
			return fail(403, "UserNotTargetBucketOwner", "The current user is not the destination bucket owner: "+r.Bucket+".")
		}
	}
	return nil
}

// checkDestinations: the code for a destination that is not there is not documented.
func (s *Service) checkDestinations(d *document) *apiError {
	for _, r := range d.Rules {
		if s.destination(r) == nil {
			return notFound("NoSuchBucket", "The destination bucket "+r.Bucket+" does not exist in "+r.Region+".")
		}
	}
	return nil
}

// destination is the rule's destination bucket, or nil when it is not where the rule says.
func (s *Service) destination(r Rule) *bucket {
	b, ok := s.state.Buckets[r.Bucket]
	if !ok || b.Region != r.Region {
		return nil
	}
	return b
}

func checkSource(b *bucket) *apiError {
	if b.Locked {
		return conflict("BucketLocked", "The bucket is locked against replication and lifecycle configuration.")
	}
	if b.Versioning != VersioningEnabled {
		return conflict("InvalidBucketState", "The state of the bucket conflicts with the operation: versioning must be enabled on the source bucket.")
	}
	return nil
}

// checkDestinationStates: versioning, and the AZ types of buckets and storage classes.
func (s *Service) checkDestinationStates(d *document, source *bucket) *apiError {
	for _, r := range d.Rules {
		b := s.destination(r)
		multiAZ := strings.HasPrefix(strings.ToUpper(r.StorageClass), "MAZ_")
		switch {
		case b.Versioning != VersioningEnabled && s.options.DestinationNotVersionedIs400:
			return badRequest("BucketVersionNotOpen", "Versioning is not enabled for the bucket %s.", b.Name)
		case b.Versioning != VersioningEnabled:
			return conflict("InvalidBucketState", "The state of the bucket conflicts with the operation: versioning must be enabled on the destination bucket %s.", b.Name)
		case multiAZ && b.AZ != MultiAZ:
			return badRequest("MAZOperationNotSupportOnOAZBucket", "The storage class %s is not supported by the single-AZ bucket %s.", r.StorageClass, b.Name)
		case s.options.RefuseMultiAZToSingleAZ && source.AZ == MultiAZ && b.AZ != MultiAZ:
			return badRequest("OAZOperationNotSupportOnMAZBucket", "Objects of a multi-AZ bucket cannot be replicated to the single-AZ bucket %s.", b.Name)
		}
	}
	return nil
}

// kmsStatus is the status of the errors about KMS keys.
var kmsStatus = map[string]int{
	"KmsKeyNotExist": 400, "KmsKeyDisabled": 400, "KmsException": 400, "KmsInternalException": 500, "KmsFreqControl": 503,
}

func (s *Service) checkKMSKeys(d *document) *apiError {
	for _, r := range d.Rules {
		if failure := s.checkKMSKey(r.ReplicaKMSKeyID); failure != nil && r.KMS == "Enabled" {
			return failure
		}
	}
	return nil
}

// checkKMSKey takes every key that RefuseKMSKey does not know.
func (s *Service) checkKMSKey(id string) *apiError {
	code := s.state.KMSKeys[id]
	if code == "" {
		return nil
	}
	return fail(kmsStatus[code], code, "The KMS key "+id+" cannot be used: "+code+".")
}
