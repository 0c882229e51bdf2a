package oss

import (
	"maps"
	"slices"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
)

// replicates tells whether the rule carries this change at all.
func (r *Rule) replicates(t task, tags map[string]string) bool {
	if len(r.Prefixes) > 0 && !slices.ContainsFunc(r.Prefixes, func(p string) bool { return strings.HasPrefix(t.Key, p) }) {
		return false
	}
	if !r.selects(tags) {
		return false
	}
	switch t.Kind {
	case taskMarker:
		return true // delete markers always follow
	case taskDelete:
		return r.does("DELETE")
	case taskDeleteVersion:
		return r.Action == "ALL" // a list of all three actions does not do
	case taskCopy:
		return r.does("PUT")
	}
	return false
}

func (r *Rule) does(action string) bool {
	return r.Action == "ALL" || slices.Contains(strings.Split(r.Action, ","), action)
}

func (r *Rule) selects(tags map[string]string) bool {
	if len(r.Tags) == 0 {
		return true
	}
	has := func(t Tag) bool { value, ok := tags[t.Key]; return ok && value == t.Value }
	if r.FilterType == "OR" {
		return slices.ContainsFunc(r.Tags, has)
	}
	return !slices.ContainsFunc(r.Tags, func(t Tag) bool { return !has(t) })
}

// replicate carries out one task at the destination. What has vanished at the source meanwhile is not copied.
func (s *Service) replicate(source *bucket, rule *activeRule, t task) {
	destination := s.state.Buckets[rule.Bucket]
	switch t.Kind {
	case taskCopy:
		if v := source.find(t.Key, t.Seq); v != nil {
			s.copyVersion(destination, rule, t, v)
		}
	case taskMarker:
		if source.find(t.Key, t.Seq) == nil || destination.Versioning == "" || destination.Objects.Find(t.Key, t.VersionID) != nil {
			return
		}
		destination.Objects[t.Key] = append(destination.Objects[t.Key], &version{ID: t.VersionID, Seq: s.next(), Modified: t.Due, Marker: true, Replica: true})
	case taskDelete:
		if destination.Versioning == "" {
			delete(destination.Objects, t.Key)
		}
	case taskDeleteVersion:
		destination.Objects.Remove(t.Key, t.VersionID)
	}
}

func (s *Service) copyVersion(destination *bucket, rule *activeRule, t task, v *version) {
	if v.StorageClass == "ColdArchive" || v.StorageClass == "DeepColdArchive" {
		return
	}
	replica := *v
	replica.Seq, replica.Modified, replica.Replica = s.next(), t.Due, true
	replica.Metadata, replica.Tags = maps.Clone(v.Metadata), maps.Clone(v.Tags)
	switch v.Encryption.Algorithm {
	case "":
		replica.Encryption = destination.Encryption
	case "KMS":
		if rule.KMS != "Enabled" || rule.SyncRole == "" || rule.ReplicaKMSKeyID == "" {
			return
		}
		replica.Encryption.KeyID = rule.ReplicaKMSKeyID
	}
	if destination.Versioning != VersioningEnabled {
		replica.ID = versioned.NullID
	}
	destination.Objects.Remove(t.Key, replica.ID)
	destination.Objects[t.Key] = append(destination.Objects[t.Key], &replica)
}
