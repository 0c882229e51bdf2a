package oss

import (
	"cmp"
	"crypto/md5"
	"fmt"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
)

func (s *Service) next() int64 {
	s.state.Seq++
	return s.state.Seq
}

// find returns the version of a key with this sequence number, or nil.
func (b *bucket) find(key string, seq int64) *version {
	for _, v := range b.Objects[key] {
		if v.Seq == seq {
			return v
		}
	}
	return nil
}

// store writes a new version, as a client's write, and hands it to the rules.
func (s *Service) store(b *bucket, key string, v *version, now time.Time) *version {
	v.Seq, v.Modified = s.next(), now
	v.ContentType = cmp.Or(v.ContentType, "application/octet-stream")
	v.ID = s.versionID(b, v.Seq)
	v.StorageClass = cmp.Or(v.StorageClass, b.StorageClass)
	if v.Encryption.Algorithm == "" {
		v.Encryption = b.Encryption
	}
	v.ETag = strings.ToUpper(fmt.Sprintf("%x", md5.Sum(v.Content)))
	if v.ID == versioned.NullID {
		b.Objects.Remove(key, versioned.NullID)
	}
	b.Objects[key] = append(b.Objects[key], v)
	s.record(b, task{Kind: taskCopy, Key: key, VersionID: v.ID, Seq: v.Seq}, v.Tags, now)
	return v
}

func (s *Service) versionID(b *bucket, seq int64) string {
	if b.Versioning == VersioningEnabled {
		return fmt.Sprintf("CAEQ%028X", seq)
	}
	return versioned.NullID
}

// erase deletes as a client does: the object, which in a versioned bucket leaves a delete marker, or with an id that
// version for good. It returns the marker or the version that was deleted; nil when there was nothing.
func (s *Service) erase(b *bucket, key, id string, now time.Time) *version {
	previous := b.Objects.Find(key, "")
	tags := map[string]string{}
	if previous != nil {
		tags = previous.Tags
	}
	switch {
	case id != "":
		removed := b.Objects.Remove(key, id)
		if removed != nil {
			s.record(b, task{Kind: taskDeleteVersion, Key: key, VersionID: id, Seq: s.next()}, removed.Tags, now)
		}
		return removed
	case b.Versioning == "":
		removed := b.Objects.Remove(key, versioned.NullID)
		if removed != nil {
			s.record(b, task{Kind: taskDelete, Key: key, Seq: s.next()}, tags, now)
		}
		return removed
	}
	seq := s.next()
	marker := &version{ID: s.versionID(b, seq), Seq: seq, Modified: now, Marker: true}
	if marker.ID == versioned.NullID {
		b.Objects.Remove(key, versioned.NullID)
	}
	b.Objects[key] = append(b.Objects[key], marker)
	s.record(b, task{Kind: taskMarker, Key: key, VersionID: marker.ID, Seq: seq}, tags, now)
	return marker
}
