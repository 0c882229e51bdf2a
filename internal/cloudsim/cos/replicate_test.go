package cos

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const latency = 30 * time.Second // the default

// twoWay has src and dst that replicate to each other.
func twoWay(t *testing.T) *sim {
	t.Helper()
	s := withPair(t, Options{})
	s.must(s.AddRule(src, Rule{ID: "there", Bucket: dst}))
	s.must(s.AddRule(dst, Rule{ID: "back", Bucket: src}))
	return s
}

// Objects written to one bucket arrive in the other once, and do not come back; then the direction of writes is switched.
func TestTwoWayPair(t *testing.T) {
	t.Parallel()
	s := twoWay(t)
	id := s.put(src, "k", ObjectSpec{Content: []byte("one"), Metadata: map[string]string{"X-Cos-Meta-A": "b"}, Tags: map[string]string{"t": "1"}})
	written := s.clock.Now()
	if left := s.Rules(src)[0].Left; left != 1 || s.keys(dst) != "" {
		t.Errorf("%d left, replicas %q", left, s.keys(dst))
	}
	s.clock.Advance(latency)
	replica, _ := s.Object(dst, "k")
	if replica.ID != id || !replica.Replica || string(replica.Content) != "one" || replica.Metadata["X-Cos-Meta-A"] != "b" || replica.Tags["t"] != "1" || !replica.Modified.Equal(written) {
		t.Errorf("replica %+v", replica)
	}
	s.clock.Advance(time.Hour)
	if n, m := len(s.Versions(src)), len(s.Versions(dst)); n != 1 || m != 1 || s.Rules(dst)[0].Left != 0 {
		t.Errorf("%d and %d versions", n, m)
	}
	s.put(dst, "k", ObjectSpec{Content: []byte("two")}) // failover
	s.clock.Advance(time.Hour)
	if o, _ := s.Object(src, "k"); string(o.Content) != "two" || !o.Replica {
		t.Errorf("after the switch: %+v", o)
	}
	if n, m := len(s.Versions(src)), len(s.Versions(dst)); n != 2 || m != 2 {
		t.Errorf("%d and %d versions", n, m)
	}
	for bucket, status := range map[string]string{src: "Replica", dst: ""} {
		if a := s.call("HEAD", bucket, "/k", ""); a.header.Get("x-cos-replication-status") != status {
			t.Errorf("%s: replication status %q", bucket, a.header.Get("x-cos-replication-status"))
		}
	}
}

// Both sides write the same key at about the same time: they end up the same.
func TestTwoWayPairConverges(t *testing.T) {
	t.Parallel()
	s := twoWay(t)
	s.put(src, "k", ObjectSpec{Content: []byte("first")})
	s.put(dst, "k", ObjectSpec{Content: []byte("second")})
	s.clock.Advance(latency)
	for _, bucket := range []string{src, dst} {
		if o, _ := s.Object(bucket, "k"); string(o.Content) != "second" || len(s.Versions(bucket)) != 2 {
			t.Errorf("%s: %s of %d", bucket, o.Content, len(s.Versions(bucket)))
		}
	}
}

func TestChainDoesNotPassOn(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.bucket("end-1250000000", "ap-beijing")
	s.must(s.AddRule(src, Rule{Bucket: dst}))
	s.must(s.AddRule(dst, Rule{Bucket: "end-1250000000"}))
	s.put(src, "k", ObjectSpec{})
	s.put(dst, "own", ObjectSpec{})
	s.clock.Advance(time.Hour)
	if s.keys(dst) != "k own" || s.keys("end-1250000000") != "own" {
		t.Errorf("%q, then %q", s.keys(dst), s.keys("end-1250000000"))
	}
}

func TestWhatRulesCarry(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.bucket("more-1250000000", "ap-beijing")
	s.put(src, "old/existing", ObjectSpec{})
	for _, r := range []Rule{
		{ID: "1", Priority: 10, Prefix: "a/", Bucket: dst, StorageClass: "Archive"},
		{ID: "2", Priority: 2, Prefix: "a/b/", Bucket: dst, StorageClass: "Standard_IA", DeleteMarkers: "Disabled"},
		{ID: "3", Priority: 1, Bucket: dst, Tags: []Tag{{"k", "v"}, {"l", "w"}}, DeleteMarkers: "Disabled"},
		{ID: "4", Priority: 4, Prefix: "off/", Status: "Disabled", Bucket: dst},
		{ID: "5", Priority: 20, Prefix: "a/", Bucket: "more-1250000000"},
	} {
		s.must(s.AddRule(src, r))
	}
	both := map[string]string{"k": "v", "l": "w"}
	s.put(src, "a/x", ObjectSpec{})
	s.put(src, "a/b/y", ObjectSpec{})
	s.put(src, "a/b/tagged", ObjectSpec{Tags: both})
	s.put(src, "z/tagged", ObjectSpec{Tags: both})
	s.put(src, "z/half", ObjectSpec{Tags: map[string]string{"k": "v"}})
	s.put(src, "off/x", ObjectSpec{})
	s.put(src, "a/gone", ObjectSpec{})
	id := s.put(src, "a/version", ObjectSpec{Content: []byte("1")})
	s.must(s.DeleteObject(src, "a/version", id)) // it is on its way already
	s.must(s.DeleteObject(src, "a/gone", ""))
	s.clock.Advance(latency)
	s.must(s.DeleteObject(src, "a/b/y", "")) // its rule sends no markers
	s.clock.Advance(latency)
	got := map[string]string{}
	for _, o := range s.Objects(dst) {
		got[o.Key] = o.StorageClass
	}
	want := map[string]string{"a/x": "ARCHIVE", "a/b/y": "STANDARD_IA", "a/b/tagged": "STANDARD", "z/tagged": "STANDARD", "a/version": "ARCHIVE"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := s.keys("more-1250000000"); got != "a/b/tagged a/version a/x" { // the marker of a/b/y came, as rule 5 wants
		t.Errorf("the other region has %q", got)
	}
	versions := s.Versions(dst)
	if i := len(versions) - 1; versions[3].Key != "a/gone" || !versions[3].Marker || !versions[3].Replica {
		t.Errorf("versions %+v", versions[:i])
	}
}

// Disabling a rule gives up what is on its way, and leaves a gap that enabling does not close; deleting all rules does too.
func TestGapOfADisabledRule(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	document := func(status string) string {
		return configuration("<Rule><ID>1</ID><Status>" + status + "</Status>" + raw("qcs::cos:ap-shanghai::" + dst)[len("<Rule>"+enabled):])
	}
	s.must(s.SetDocument(src, document("Enabled")))
	s.put(src, "1-copied", ObjectSpec{})
	s.clock.Advance(latency)
	s.put(src, "2-in-flight", ObjectSpec{})
	s.must(s.SetDocument(src, document("Disabled")))
	s.put(src, "3-gap", ObjectSpec{})
	s.must(s.SetDocument(src, document("Enabled")))
	s.put(src, "4-after", ObjectSpec{})
	s.must(s.SetDocument(src, document("Enabled"))) // nothing changes for what is on its way
	s.clock.Advance(latency)
	if got := s.keys(dst); got != "1-copied 4-after" {
		t.Errorf("replicas %q", got)
	}
	s.put(src, "5-deleted", ObjectSpec{})
	s.must(s.SetDocument(src, ""))
	s.clock.Advance(time.Hour)
	if got := s.keys(dst); got != "1-copied 4-after" {
		t.Errorf("replicas %q", got)
	}
}

func TestEncryptionOfReplicas(t *testing.T) {
	t.Parallel()
	aes, kmsKey := Encryption{Algorithm: "AES256"}, Encryption{Algorithm: "KMS", KeyID: "source"}
	for _, c := range []struct {
		setting     string
		object      Encryption
		destination Encryption
		want        string
	}{
		{"", Encryption{}, Encryption{}, "{ }"},
		{"", Encryption{}, aes, "{AES256 }"},
		{"", aes, Encryption{}, "{ }"}, // lost
		{"", kmsKey, Encryption{}, "{ }"},
		{"", kmsKey, aes, "{AES256 }"},
		{"Disabled", kmsKey, aes, "none"},
		{"Disabled", aes, aes, "{AES256 }"},
		{"Enabled", kmsKey, aes, "{KMS replica}"},
		{"Enabled", aes, Encryption{}, "{ }"},
	} {
		s := withPair(t, Options{CopyLatency: -1})
		s.mutate(dst, func(b *BucketSpec) { b.Encryption = c.destination })
		s.must(s.AddRule(src, Rule{Bucket: dst, KMS: c.setting, ReplicaKMSKeyID: "replica"}))
		s.put(src, "k", ObjectSpec{Encryption: c.object})
		got := "none"
		if o, ok := s.Object(dst, "k"); ok {
			got = fmt.Sprint(o.Encryption)
		}
		if got != c.want {
			t.Errorf("KMS %q, object %v, bucket %v: %s, want %s", c.setting, c.object, c.destination, got, c.want)
		}
	}
}

func TestRulesWithoutEffect(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(*sim){
		"suspended destination": func(s *sim) { s.mutate(dst, func(b *BucketSpec) { b.Versioning = VersioningSuspended }) },
		"suspended source":      func(s *sim) { s.mutate(src, func(b *BucketSpec) { b.Versioning = VersioningSuspended }) },
		"moved destination":     func(s *sim) { s.mutate(dst, func(b *BucketSpec) { b.Region = "ap-beijing" }) },
		"deleted destination":   func(s *sim) { s.must(s.DeleteBucketHard(dst)) },
	} {
		s := withPair(t, Options{})
		s.must(s.AddRule(src, Rule{Bucket: dst}))
		prepare(s)
		s.put(src, "k", ObjectSpec{})
		s.clock.Advance(time.Hour)
		if got := s.keys(dst); got != "" || s.Rules(src)[0].Left != 0 {
			t.Errorf("%s: replicas %q, %+v", name, got, s.Rules(src))
		}
	}
}

func TestStalled(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.must(s.AddRule(src, Rule{Bucket: dst}))
	s.SetStalled(src, dst, true)
	s.put(src, "k", ObjectSpec{})
	s.clock.Advance(time.Hour)
	if r := s.Rules(src)[0]; r.Left != 1 || !r.Stalled || s.keys(dst) != "" {
		t.Errorf("stalled: %+v, replicas %q", r, s.keys(dst))
	}
	s.SetStalled(src, dst, false)
	if r := s.Rules(src)[0]; r.Left != 0 || r.Stalled || s.keys(dst) != "k" {
		t.Errorf("resumed: %+v, replicas %q", r, s.keys(dst))
	}
}

func TestMultiAZReplicas(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{CopyLatency: -1})
	s.mutate(dst, func(b *BucketSpec) { b.AZ = MultiAZ })
	s.must(s.AddRule(src, Rule{Bucket: dst}))
	s.must(s.AddRule(dst, Rule{Bucket: src}))
	s.put(src, "there", ObjectSpec{})
	s.put(dst, "back", ObjectSpec{})
	there, _ := s.Object(dst, "there")
	back, _ := s.Object(src, "back")
	if there.StorageClass != "MAZ_STANDARD" || back.StorageClass != "STANDARD" {
		t.Errorf("classes %s and %s", there.StorageClass, back.StorageClass)
	}
}

func TestSnapshotTakesEverythingUp(t *testing.T) {
	t.Parallel()
	s := twoWay(t)
	s.SetConfigurationDelay(time.Minute)
	s.call("PUT", src, "/?replication", configuration(rule("new", dst)))
	s.put(src, "k", ObjectSpec{Content: []byte("one"), Tags: map[string]string{"a": "b"}})
	snapshot, err := s.Snapshot()
	s.must(err)
	restored := newSim(t, Options{})
	restored.clock.Set(s.clock.Now())
	s.must(restored.Restore(snapshot))
	again, err := restored.Snapshot()
	s.must(err)
	if diff := cmp.Diff(string(snapshot), string(again)); diff != "" {
		t.Error(diff)
	}
	restored.clock.Advance(latency)
	if restored.keys(dst) != "k" || restored.Rules(src)[0].ID != "new" {
		t.Errorf("replicas %q, rules %+v", restored.keys(dst), restored.Rules(src))
	}
	for _, broken := range []string{"", "[]", `{"buckets":{"x":null}}`} {
		if err := restored.Restore([]byte(broken)); err == nil {
			t.Errorf("restored %q", broken)
		}
	}
}
