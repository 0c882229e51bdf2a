package oss

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// contents lists a bucket's current objects as "key=content".
func (s *sim) contents(bucket string) []string {
	list := []string{}
	for _, o := range s.Objects(bucket) {
		list = append(list, o.Key+"="+string(o.Content))
	}
	return list
}

func (s *sim) want(bucket string, objects ...string) {
	s.t.Helper()
	if got := s.contents(bucket); !slices.Equal(got, append([]string{}, objects...)) {
		s.t.Errorf("%s holds %v, want %v", bucket, got, objects)
	}
}

// remove deletes from the source bucket.
func (s *sim) remove(key, version string) {
	s.t.Helper()
	if err := s.DeleteObject("src", key, version); err != nil {
		s.t.Fatal(err)
	}
}

func text(s string) ObjectSpec { return ObjectSpec{Content: []byte(s)} }

func TestReplicationCopiesByTheRule(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.put("src", "a/old", text("1"))
	s.put("src", "b/old", text("1"))
	s.put("src", "c/old", text("1"))
	id := s.rule("src", Rule{Bucket: "dst", Prefixes: []string{"a/", "b/"}, Action: "PUT", Historical: true})

	s.clock.Advance(3 * time.Minute)
	s.want("dst")
	s.clock.Advance(time.Second)
	s.want("dst", "a/old=1")
	if r := s.Rules("src")[0]; r.Status != "doing" || r.HistoricalTotal != 2 || r.HistoricalLeft != 1 {
		t.Errorf("rule %+v", r)
	}
	s.clock.Advance(time.Second)
	s.want("dst", "a/old=1", "b/old=1")

	s.put("src", "a/new", text("2"))
	s.put("src", "c/new", text("2"))
	s.remove("a/old", "")
	s.clock.Advance(29 * time.Second)
	s.want("dst", "a/old=1", "b/old=1")
	s.clock.Advance(time.Second)
	s.want("dst", "a/new=2", "a/old=1", "b/old=1") // PUT does not delete

	if err := s.MutateRule("src", id, func(r *Rule) { r.Action, r.Prefixes = "ALL", nil }); err != nil {
		t.Fatal(err)
	}
	s.remove("b/old", "")
	s.put("src", "c/later", text("3"))
	s.clock.Advance(30 * time.Second)
	s.want("dst", "a/new=2", "a/old=1", "c/later=3")
}

func TestHistoricalDisabledAndRuleRemoved(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.put("src", "old", text("1"))
	id := s.rule("src", Rule{Bucket: "dst"})
	s.put("src", "while-starting", text("2"))
	s.clock.Advance(time.Hour)
	s.want("dst", "while-starting=2")
	s.put("src", "too-late", text("3"))
	if err := s.RemoveRule("src", id); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(time.Hour)
	s.want("dst", "while-starting=2")
}

// A closing rule still moves objects; what is not over when it is gone stays behind.
func TestClosingRuleStillCopies(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	id := s.rule("src", Rule{Bucket: "dst"})
	s.clock.Advance(5 * time.Minute)
	if err := s.CloseRule("src", id); err != nil {
		t.Fatal(err)
	}
	s.put("src", "in-time", text("1"))
	s.clock.Advance(100 * time.Second)
	s.put("src", "late", text("2"))
	s.clock.Advance(time.Hour)
	s.want("dst", "in-time=1")
	if rules := s.Rules("src"); len(rules) != 0 {
		t.Errorf("rules %+v", rules)
	}
}

func TestReplicasAreNotReplicatedOn(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{CopyLatency: -1, Starting: -1})
	s.bucket("third", "cn-shanghai")
	s.rule("src", Rule{Bucket: "dst"})
	s.rule("dst", Rule{Bucket: "third"})
	s.rule("dst", Rule{Bucket: "src"})
	s.put("src", "a", text("1"))
	s.put("dst", "b", text("2"))
	s.clock.Advance(time.Hour)
	s.want("src", "a=1", "b=2")
	s.want("dst", "a=1", "b=2")
	s.want("third", "b=2")
	s.rule("third", Rule{Bucket: "elsewhere", Historical: true})
	if r := s.Rules("third")[0]; r.HistoricalTotal != 0 {
		t.Errorf("a replica counts as an existing object: %+v", r)
	}
}

func versionedPair(t *testing.T, action string) *sim {
	t.Helper()
	s := withPair(t, Options{CopyLatency: -1, Starting: -1})
	for _, name := range []string{"src", "dst"} {
		s.mutate(name, func(b *BucketSpec) { b.Versioning = VersioningEnabled })
	}
	s.rule("src", Rule{Bucket: "dst", Action: action})
	return s
}

func (s *sim) versions(bucket string) []string {
	list := []string{}
	for _, v := range s.Versions(bucket) {
		kind := string(v.Content)
		if v.Marker {
			kind = "marker"
		}
		list = append(list, v.Key+"="+kind)
	}
	return list
}

func TestVersionedDeletes(t *testing.T) {
	t.Parallel()
	for action, kept := range map[string][]string{
		"ALL":              {"a=2", "a=marker"},
		"PUT":              {"a=1", "a=2", "a=marker"},
		"PUT,DELETE,ABORT": {"a=1", "a=2", "a=marker"},
	} {
		s := versionedPair(t, action)
		first := s.put("src", "a", text("1"))
		second := s.put("src", "a", text("2"))
		s.remove("a", "")
		s.want("dst")
		if got := s.versions("dst"); !slices.Equal(got, []string{"a=1", "a=2", "a=marker"}) {
			t.Errorf("%s: %v", action, got)
		}
		s.remove("a", first)
		if got := s.versions("dst"); !slices.Equal(got, kept) {
			t.Errorf("%s: after the version was deleted %v, want %v", action, got, kept)
		}
		if i := slices.IndexFunc(s.Versions("dst"), func(v ObjectState) bool { return v.ID == second }); i < 0 {
			t.Errorf("%s: the replica has another version id", action)
		}
	}
}

func TestEncryption(t *testing.T) {
	t.Parallel()
	kmsObject := ObjectSpec{Content: []byte("1"), Encryption: Encryption{Algorithm: "KMS", KeyID: "source-key"}}
	full := Rule{Bucket: "dst", SyncRole: "r", KMS: "Enabled", ReplicaKMSKeyID: "replica-key"}
	for name, test := range map[string]struct {
		rule   Rule
		object ObjectSpec
		bucket Encryption // default of the destination
		want   *Encryption
	}{
		"plain":                    {Rule{Bucket: "dst"}, text("1"), Encryption{}, &Encryption{}},
		"plain to a default":       {Rule{Bucket: "dst"}, text("1"), Encryption{Algorithm: "KMS", KeyID: "d"}, &Encryption{Algorithm: "KMS", KeyID: "d"}},
		"own encryption is kept":   {Rule{Bucket: "dst"}, ObjectSpec{Encryption: Encryption{Algorithm: "AES256"}}, Encryption{Algorithm: "KMS"}, &Encryption{Algorithm: "AES256"}},
		"KMS is skipped":           {Rule{Bucket: "dst"}, kmsObject, Encryption{}, nil},
		"KMS without role":         {Rule{Bucket: "dst", KMS: "Enabled", ReplicaKMSKeyID: "k"}, kmsObject, Encryption{}, nil},
		"KMS without key":          {Rule{Bucket: "dst", KMS: "Enabled", SyncRole: "r"}, kmsObject, Encryption{}, nil},
		"KMS selected":             {full, kmsObject, Encryption{}, &Encryption{Algorithm: "KMS", KeyID: "replica-key"}},
		"cold archive never":       {full, ObjectSpec{StorageClass: "ColdArchive"}, Encryption{}, nil},
		"tags select":              {Rule{Bucket: "dst", FilterType: "AND", Tags: []Tag{{"k", "v"}}}, ObjectSpec{Tags: map[string]string{"k": "v"}}, Encryption{}, &Encryption{}},
		"tags do not select":       {Rule{Bucket: "dst", FilterType: "AND", Tags: []Tag{{"k", "v"}, {"l", "w"}}}, ObjectSpec{Tags: map[string]string{"k": "v"}}, Encryption{}, nil},
		"one of the tags suffices": {Rule{Bucket: "dst", FilterType: "OR", Tags: []Tag{{"k", "v"}, {"l", "w"}}}, ObjectSpec{Tags: map[string]string{"k": "v"}}, Encryption{}, &Encryption{}},
	} {
		s := withPair(t, Options{CopyLatency: -1, Starting: -1})
		s.mutate("dst", func(b *BucketSpec) { b.Encryption = test.bucket })
		s.rule("src", test.rule)
		s.put("src", "a", test.object)
		got, ok := s.Object("dst", "a")
		if ok != (test.want != nil) || ok && got.Encryption != *test.want {
			t.Errorf("%s: replica %v, %+v", name, ok, got.Encryption)
		}
	}
}

func TestBucketDefaultEncryption(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.mutate("src", func(b *BucketSpec) { b.Encryption = Encryption{Algorithm: "KMS", KeyID: "k"} })
	a := s.call("PUT", "src", "/a", "1")
	if a.header.Get("x-oss-server-side-encryption") != "KMS" || a.header.Get("x-oss-server-side-encryption-key-id") != "k" {
		t.Errorf("headers %v", a.header)
	}
	if a := s.call("PUT", "src", "/b", "1", "x-oss-server-side-encryption: AES256"); a.header.Get("x-oss-server-side-encryption") != "AES256" {
		t.Errorf("headers %v", a.header)
	}
}

func TestStalledPairIsDoingAndCopiesNothing(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.rule("src", Rule{ID: "r", Bucket: "dst"})
	s.clock.Advance(5 * time.Minute)
	stalledAt := s.clock.Now()
	s.SetStalled("src", "dst", true)
	s.clock.Advance(time.Hour)
	written := s.clock.Now()
	s.put("src", "a", text("1"))
	s.clock.Advance(time.Hour)
	s.want("dst")
	r := s.Rules("src")[0]
	if r.Status != "doing" || !r.Stalled || r.NewLeft != 1 {
		t.Errorf("rule %+v", r)
	}
	if got := s.progress().NewObject; got != wire.Time(stalledAt) {
		t.Errorf("replicated until %s, stalled at %s, written at %s", got, wire.Time(stalledAt), wire.Time(written))
	}
	s.SetStalled("src", "dst", false)
	s.want("dst", "a=1")
}

func TestUnversionedOverwriteAndMissingDestination(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.put("dst", "a", text("own"))
	s.rule("src", Rule{ID: "r", Bucket: "dst"})
	s.clock.Advance(5 * time.Minute)
	for i := range 3 {
		s.put("src", "a", text(fmt.Sprint(i)))
	}
	if err := s.DeleteBucketHard("dst"); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(time.Minute)
	if r := s.Rules("src")[0]; r.NewLeft != 3 {
		t.Errorf("without a destination %d changes are left", r.NewLeft)
	}
	s.bucket("dst", "cn-beijing")
	s.want("dst", "a=2")
}
