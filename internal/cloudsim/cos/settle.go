package cos

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// task is a version on its way to a destination bucket. It carries what it copies: an object in flight arrives even if it
// is deleted at the source meanwhile.
type task struct {
	Key     string    `json:"key"`
	Version *version  `json:"version"`
	Rule    Rule      `json:"rule"` // as it was when the object was written
	Due     time.Time `json:"due"`
}

// settle brings everything up to the clock's time and returns it: what is due is replicated, in the order in which it
// became due across all buckets.
func (s *Service) settle() time.Time {
	now := s.clock.Now()
	var due []task
	for _, name := range sortedKeys(s.state.Buckets) {
		source := s.state.Buckets[name]
		source.Tasks = slices.DeleteFunc(source.Tasks, func(t task) bool {
			if t.Due.After(now) || s.state.Stalled[pair(name, t.Rule.Bucket)] {
				return false
			}
			due = append(due, t)
			return true
		})
	}
	slices.SortStableFunc(due, func(a, b task) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Version.Seq, b.Version.Seq))
	})
	for _, t := range due {
		s.replicate(t)
	}
	return now
}

func pair(source, destination string) string { return source + "/" + destination }

// record sends a version that a client wrote, or its delete marker, on its way. Replicas are never recorded, so they
// neither loop back nor pass on. A rule whose end has no versioning any more is not in effect.
func (s *Service) record(source *bucket, key string, v *version, tags map[string]string, now time.Time) {
	if source.Versioning != VersioningEnabled {
		return
	}
	for _, r := range source.Replication.forObject(key, tags) {
		kmsSkipped := v.Encryption.Algorithm == "KMS" && r.KMS == "Disabled"
		if v.Marker && cmp.Or(r.DeleteMarkers, "Enabled") != "Enabled" || kmsSkipped {
			continue
		}
		destination := s.destination(r)
		if destination == nil || destination.Versioning != VersioningEnabled {
			continue
		}
		source.Tasks = append(source.Tasks, task{Key: key, Version: v, Rule: r, Due: now.Add(s.options.CopyLatency)})
	}
}

// replicate puts a version into its destination, with the id and the creation time that it has at the source.
func (s *Service) replicate(t task) {
	destination := s.destination(t.Rule)
	if destination == nil || destination.Versioning != VersioningEnabled {
		return
	}
	replica := *t.Version
	replica.Replica = true
	replica.Tags, replica.Metadata = maps.Clone(replica.Tags), maps.Clone(replica.Metadata)
	if !replica.Marker {
		replica.StorageClass = classOf(cmp.Or(t.Rule.StorageClass, replica.StorageClass), destination)
		replica.Encryption = replicaEncryption(t, destination)
	}
	destination.insert(t.Key, &replica)
}

// classOf is the storage class in the form of the bucket's AZ type.
func classOf(class string, b *bucket) string {
	class = strings.TrimPrefix(strings.ToUpper(class), "MAZ_")
	if multi := "MAZ_" + class; b.AZ == MultiAZ && slices.Contains(storageClasses, multi) {
		return multi
	}
	return class
}

// replicaEncryption: a replica loses the encryption of its source and gets the destination bucket's default, unless the
// rule keeps objects encrypted with KMS so.
func replicaEncryption(t task, destination *bucket) Encryption {
	if t.Version.Encryption.Algorithm == "KMS" && t.Rule.KMS == "Enabled" {
		return Encryption{Algorithm: "KMS", KeyID: t.Rule.ReplicaKMSKeyID}
	}
	return destination.Encryption
}
