package us3

import (
	"strings"
	"testing"
	"time"
)

// inEffect has a pair with a rule from src to dst that is in effect.
func inEffect(t *testing.T, rule Rule) *sim {
	t.Helper()
	s := withPair(t, Options{})
	rule.ID, rule.DstBucket = "r", "dst"
	_, err := s.AddRule("src", rule)
	must(t, err)
	s.clock.Advance(5 * time.Minute)
	return s
}

func (s *sim) holds(bucket, want string) {
	s.t.Helper()
	if got := s.contents(bucket); got != want {
		s.t.Errorf("%s holds %q, want %q", bucket, got, want)
	}
}

func TestReplicates(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.put("src", "old", "1")
	s.wants(0, s.create("src", "dst"))
	s.put("src", "early", "1") // before the rule takes effect
	s.clock.Advance(5*time.Minute - time.Second)
	if rule := s.Rules("src")[0]; rule.InEffect || rule.NewLeft != 1 {
		t.Errorf("before it takes effect: %+v", rule)
	}
	s.clock.Advance(time.Second)
	s.put("src", "new", "1")
	s.holds("dst", "")
	s.clock.Advance(time.Minute)
	s.holds("dst", "early=1* new=1*")
	if rule := s.Rules("src")[0]; !rule.InEffect || rule.NewLeft != 0 || rule.HistoricalTotal != 0 {
		t.Errorf("afterwards: %+v", rule)
	}
	s.put("src", "new", "2")
	must(t, s.DeleteObject("src", "early"))
	s.clock.Advance(time.Minute)
	s.holds("dst", "new=2*")
	s.holds("src", "new=2 old=1")
}

// Large objects take longer, and there is no consistency in between.
func TestLagFollowsTheSize(t *testing.T) {
	t.Parallel()
	s := inEffect(t, Rule{})
	s.put("src", "big", strings.Repeat("x", 4<<20+1))
	s.put("src", "small", "1")
	s.clock.Advance(time.Minute)
	s.holds("dst", "small=1*")
	s.clock.Advance(2*time.Minute - time.Second)
	s.holds("dst", "small=1*")
	s.clock.Advance(time.Second)
	if o, ok := s.Object("dst", "big"); !ok || len(o.Content) != 4<<20+1 {
		t.Error("the large object has not arrived")
	}
	s.put("src", "big", strings.Repeat("x", 4<<20))
	s.put("src", "big", "2") // overtakes
	s.clock.Advance(time.Hour)
	s.holds("dst", "big=2* small=1*")
}

// Both ends stay writable: the replica's own objects of the same name are lost for good.
func TestOverwritesAndDeletesAtTheDestination(t *testing.T) {
	t.Parallel()
	s := inEffect(t, Rule{})
	s.put("dst", "same", "precious")
	s.put("dst", "gone", "precious")
	s.put("dst", "own", "precious")
	s.put("src", "same", "source's")
	s.put("src", "gone", "source's")
	must(t, s.DeleteObject("src", "gone"))
	s.clock.Advance(time.Minute)
	s.holds("dst", "own=precious same=source's*")
	must(t, s.DeleteObject("dst", "same"))
	s.clock.Advance(time.Hour)
	s.holds("src", "same=source's") // nothing goes back
}

func TestTwoWaysAndChains(t *testing.T) {
	t.Parallel()
	s := inEffect(t, Rule{})
	_, err := s.AddRule("dst", Rule{DstBucket: "src"})
	must(t, err)
	_, err = s.AddRule("dst", Rule{DstBucket: "third"})
	must(t, err)
	s.clock.Advance(5 * time.Minute)
	s.put("src", "a", "1")
	s.put("dst", "b", "1")
	s.clock.Advance(time.Hour)
	s.holds("src", "a=1 b=1*")
	s.holds("dst", "a=1* b=1")
	s.holds("third", "b=1*") // a replica goes no further
}

func TestHistoryPrefixPolicyAndClass(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{Switches: Switches{RuleSet: RuleSetCurrent}})
	s.bucket("src", "cn-bj2")
	s.bucket("dst", "cn-sh2")
	for _, key := range []string{"test/b", "test/a", "test.txt", "other"} {
		s.put("src", key, "1")
	}
	must(t, s.PutObject("src", "test/cold", ObjectSpec{StorageClass: ClassArchive}))
	id := s.wants(0, s.create("src", "dst", "Prefix=test", "SyncHistory=true", "SyncPolicy=AddUpdate")).RuleID
	if rule := s.Rules("src")[0]; rule.HistoricalTotal != 3 || rule.HistoricalLeft != 3 {
		t.Errorf("history: %+v", rule)
	}
	s.clock.Advance(5*time.Minute + 2*time.Second)
	s.holds("dst", "test/a=1* test/b=1*") // in the order in which they were written
	must(t, s.DeleteObject("src", "test/a"))
	s.put("src", "other", "2")
	s.put("src", "test/c", "1")
	s.clock.Advance(time.Hour)
	s.holds("dst", "test.txt=1* test/a=1* test/b=1* test/c=1*")

	s.wants(0, s.call(DefaultActions().Update, "BucketName=src", "RuleId="+id, "Status=Disabled"))
	s.put("src", "test/gap", "1")
	s.clock.Advance(time.Hour)
	s.wants(0, s.call(DefaultActions().Update, "BucketName=src", "RuleId="+id, "Status=Enabled"))
	s.put("src", "test/after", "1")
	s.clock.Advance(time.Hour)
	s.holds("dst", "test.txt=1* test/a=1* test/after=1* test/b=1* test/c=1*") // the gap is never closed
}

// Under the strict rule set all storage classes are copied.
func TestStrictCopiesArchive(t *testing.T) {
	t.Parallel()
	s := inEffect(t, Rule{})
	must(t, s.PutObject("src", "cold", ObjectSpec{Content: []byte("1"), StorageClass: ClassArchive}))
	s.clock.Advance(time.Minute)
	if o, ok := s.Object("dst", "cold"); !ok || o.StorageClass != ClassArchive {
		t.Errorf("the archive object is %+v, %v", o, ok)
	}
}

func TestDisablingDropsAndDeletingStops(t *testing.T) {
	t.Parallel()
	s := inEffect(t, Rule{SyncHistory: true, Status: StatusDisabled})
	s.put("src", "before", "1")
	must(t, s.SetRuleStatus("src", "r", StatusEnabled)) // for the first time: this is its history
	s.clock.Advance(6 * time.Minute)
	s.holds("dst", "before=1*")
	s.put("src", "pending", "1")
	must(t, s.SetRuleStatus("src", "r", StatusDisabled))
	if rule := s.Rules("src")[0]; rule.NewLeft != 0 || rule.InEffect {
		t.Errorf("disabled: %+v", rule)
	}
	must(t, s.SetRuleStatus("src", "r", StatusEnabled))
	s.clock.Advance(time.Hour)
	s.holds("dst", "before=1*")
	s.put("src", "last", "1")
	must(t, s.RemoveRule("src", "r"))
	s.clock.Advance(time.Hour)
	s.holds("dst", "before=1*") // replicas stay
	if s.SetRuleStatus("src", "r", StatusEnabled) == nil || s.RemoveRule("src", "r") == nil || s.SetRuleStatus("src", "r", "on") == nil {
		t.Error("a rule that is gone was changed")
	}
}

func TestStallAndMissingDestination(t *testing.T) {
	t.Parallel()
	s := inEffect(t, Rule{})
	s.SetStalled("src", "dst", true)
	s.put("src", "a", "1")
	s.clock.Advance(time.Hour)
	s.holds("dst", "")
	if rule := s.Rules("src")[0]; !rule.Stalled || rule.NewLeft != 1 || rule.Status != StatusEnabled {
		t.Errorf("stalled: %+v", rule)
	}
	s.SetStalled("src", "dst", false)
	s.holds("dst", "a=1*")
	must(t, s.DeleteBucketHard("dst"))
	s.put("src", "b", "1")
	s.clock.Advance(time.Hour)
	if rule := s.Rules("src")[0]; rule.NewLeft != 1 {
		t.Errorf("without destination: %+v", rule)
	}
	s.bucket("dst", "cn-sh2")
	s.holds("dst", "b=1*")
}

// Lifecycle rules act on their own bucket: what they delete at the source stays at the replica.
func TestLifecycleIsLocal(t *testing.T) {
	t.Parallel()
	s := inEffect(t, Rule{})
	a := s.wants(0, s.call("CreateUFileLifeCycle", "BucketName=src", "LifeCycleName=old", "Prefix=tmp/", "Days=7", "Status=Enabled"))
	if !strings.Contains(a.body, `"LifeCycleId":"`) {
		t.Errorf("created: %s", a.body)
	}
	s.put("src", "tmp/a", "1")
	s.put("src", "keep", "1")
	s.clock.Advance(8 * 24 * time.Hour)
	s.holds("src", "keep=1")
	s.clock.Advance(24 * time.Hour)
	s.holds("dst", "keep=1* tmp/a=1*")
}

func TestLifecycleCodes(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.mutate("src", func(b *BucketSpec) { b.Lifecycle = []LifecycleRule{{ID: "one", Name: "n", Prefix: "a/", IADays: 30}} })
	base := []string{"BucketName=src", "LifeCycleName=n", "Status=Enabled"}
	s.wants(codePrefixTaken, s.call("CreateUFileLifeCycle", append(base, "Prefix=a/")...))
	s.wants(codeOutOfRange, s.call("CreateUFileLifeCycle", append(base, "Prefix=b/", "Days=6")...))
	s.wants(codeBadParam, s.call("CreateUFileLifeCycle", "BucketName=src", "LifeCycleName=n", "Status=on", "Prefix=b/"))
	s.wants(codeNoLifecycle, s.call("UpdateUFileLifeCycle", append(base, "Prefix=a/", "LifeCycleId=two")...))
	s.wants(codeNoLifecycle, s.call("DeleteUFileLifeCycle", "BucketName=src", "LifeCycleId=two"))
	s.wants(codeNoLifecycle, s.call("DescribeUFileLifeCycle", "BucketName=src", "LifeCycleId=two"))
	s.wants(0, s.call("UpdateUFileLifeCycle", append(base, "Prefix=*", "ArchivalDays=7", "LifeCycleId=one")...))
	a := s.wants(0, s.call("DescribeUFileLifeCycle", "BucketName=src"))
	if len(a.DataSet) != 1 || a.DataSet[0]["Prefix"] != "*" || a.DataSet[0]["ArchivalDays"] != 7.0 || !strings.Contains(a.body, `"DateSet":[{`) {
		t.Errorf("described: %s", a.body)
	}
	s.put("src", "x", "1")
	s.clock.Advance(7 * 24 * time.Hour)
	if o, _ := s.Object("src", "x"); o.StorageClass != ClassArchive {
		t.Errorf("the class after seven days is %s", o.StorageClass)
	}
	s.wants(0, s.call("DeleteUFileLifeCycle", "BucketName=src", "LifeCycleId=one"))
}
