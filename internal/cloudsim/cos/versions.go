package cos

import (
	"cmp"
	"crypto/md5"
	"encoding/base64"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
)

func (s *Service) next() int64 {
	s.state.Seq++
	return s.state.Seq
}

// insert puts a version where its creation belongs, so that two buckets that replicate to each other end up the same.
// One that is there already, by its id, is replaced.
func (b *bucket) insert(key string, v *version) {
	b.Objects.Remove(key, v.ID)
	versions := b.Objects[key]
	i, _ := slices.BinarySearchFunc(versions, v, func(a, b *version) int { return cmp.Compare(a.Seq, b.Seq) })
	b.Objects[key] = slices.Insert(versions, i, v)
}

// store writes a new version, as a client's write, and sends it on its way.
func (s *Service) store(b *bucket, key string, v *version, now time.Time) *version {
	v.Seq, v.Modified = s.next(), now
	v.ContentType = cmp.Or(v.ContentType, "application/octet-stream")
	v.ID = versionID(b, v.Seq)
	v.StorageClass = classOf(cmp.Or(v.StorageClass, "STANDARD"), b)
	if v.Encryption.Algorithm == "" {
		v.Encryption = b.Encryption
	}
	v.ETag = fmt.Sprintf("%x", md5.Sum(v.Content))
	b.insert(key, v)
	s.record(b, key, v, v.Tags, now)
	return v
}

// versionID looks as the service's ids do: a number that falls with time, in Base64.
func versionID(b *bucket, seq int64) string {
	if b.Versioning != VersioningEnabled {
		return versioned.NullID
	}
	return base64.RawStdEncoding.EncodeToString([]byte(strconv.FormatUint(math.MaxUint64-uint64(seq), 10)))
}

// erase deletes as a client does: the object, which in a versioned bucket leaves a delete marker, or with an id that
// version for good, which is never replicated. It returns the marker or the version that was deleted; nil when there was nothing.
func (s *Service) erase(b *bucket, key, id string, now time.Time) *version {
	if id != "" {
		return b.Objects.Remove(key, id)
	}
	if b.Versioning == "" {
		return b.Objects.Remove(key, versioned.NullID)
	}
	var tags map[string]string
	if previous := b.Objects.Find(key, ""); previous != nil {
		tags = previous.Tags
	}
	marker := &version{Seq: s.next(), Modified: now, Marker: true}
	marker.ID = versionID(b, marker.Seq)
	b.insert(key, marker)
	s.record(b, key, marker, tags, now)
	return marker
}
