package us3

import (
	std "cmp"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRuleLife(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	if a := s.wants(0, s.call(DefaultActions().Describe, "BucketName=src")); a.Total != 0 || !strings.Contains(a.body, `"DataSet":[]`) {
		t.Errorf("no rules: %s", a.body)
	}
	id := s.wants(0, s.create("src", "dst", "Prefix=*", "SyncHistory=false", "SyncPolicy=AddUpdateDelete")).RuleID
	created := float64(s.clock.Now().Unix())
	a := s.wants(0, s.call(DefaultActions().Describe, "BucketName=src", "Region=cn-bj2"))
	want := []map[string]any{{
		"RuleId": id, "BucketName": "src", "Region": "cn-bj2", "DstBucketName": "dst", "DstRegion": "cn-sh2", "SyncHistory": false,
		"SyncPolicy": "AddUpdateDelete", "Prefix": "*", "Status": "Enabled", "CreateTime": created, "ModifyTime": created,
	}}
	if diff := cmp.Diff(want, a.DataSet); diff != "" || a.Total != 1 {
		t.Errorf("total %d %s", a.Total, diff)
	}
	if a := s.wants(0, s.call(DefaultActions().Describe, "BucketName=dst")); a.Total != 0 {
		t.Errorf("the destination lists %s", a.body)
	}
	s.clock.Advance(time.Minute)
	s.wants(0, s.call(DefaultActions().Update, "BucketName=src", "RuleId="+id, "Status=Enabled")) // as it is
	if rule := s.Rules("src")[0]; !rule.Modified.Equal(rule.Created) {
		t.Errorf("a change to the same status was noted: %+v", rule)
	}
	s.wants(0, s.call(DefaultActions().Update, "BucketName=src", "RuleId="+id, "Status=Disabled", "Prefix=ignored/"))
	a = s.wants(0, s.call(DefaultActions().Describe, "BucketName=src", "RuleId="+id))
	want[0]["Status"], want[0]["ModifyTime"] = "Disabled", created+60
	if diff := cmp.Diff(want, a.DataSet); diff != "" {
		t.Error(diff)
	}
	for _, action := range []string{DefaultActions().Describe, DefaultActions().Update, DefaultActions().Delete} {
		s.wants(codeNoRule, s.call(action, "BucketName=src", "RuleId=other", "Status=Enabled"))
	}
	s.wants(codeBadParam, s.call(DefaultActions().Update, "BucketName=src", "RuleId="+id, "Status=on"))
	s.wants(codeMissingParam, s.call(DefaultActions().Update, "BucketName=src", "RuleId="+id))
	s.wants(0, s.call(DefaultActions().Delete, "BucketName=src", "RuleId="+id))
	s.wants(codeNoRule, s.call(DefaultActions().Delete, "BucketName=src", "RuleId="+id))
}

// What both rule sets refuse, and what only one of them does.
func TestCreateRuleCodes(t *testing.T) {
	t.Parallel()
	replace := func(pairs ...string) []string { return pairs }
	for name, c := range map[string]struct {
		source, destination string
		pairs               []string
		setup               func(*sim)
		strict, current     retCode
	}{
		"good":                     {strict: 0, current: 0},
		"no destination region":    {pairs: replace("DstRegion="), strict: codeMissingParam, current: codeMissingParam},
		"unknown region":           {pairs: replace("DstRegion=cn-nowhere"), strict: codeBadParam, current: codeBadParam},
		"source elsewhere":         {pairs: replace("Region=cn-gd"), strict: codeBadParam, current: codeBadParam},
		"destination elsewhere":    {pairs: replace("DstRegion=cn-gd"), strict: codeBadParam, current: codeBadParam},
		"itself":                   {destination: "src", strict: codeBadParam, current: codeBadParam},
		"no source":                {source: "absent", strict: codeNoBucket, current: codeNoBucket},
		"no destination":           {destination: "absent", strict: codeNoBucket, current: codeNoBucket},
		"policy of another cloud":  {pairs: replace("SyncPolicy=ALL"), strict: codeBadParam, current: codeBadParam},
		"status":                   {pairs: replace("Status=on"), strict: codeBadParam, current: codeBadParam},
		"disabled":                 {pairs: replace("Status=Disabled"), strict: 0, current: 0},
		"wildcard":                 {pairs: replace("Prefix=a*"), strict: codeBadParam, current: codeBadParam},
		"prefix charset":           {pairs: replace("Prefix=a#"), strict: codeBadParam, current: codeBadParam},
		"prefix":                   {pairs: replace("Prefix=a/"), strict: codeBadParam, current: 0},
		"history":                  {pairs: replace("SyncHistory=true"), strict: codeBadParam, current: 0},
		"without deletes":          {pairs: replace("SyncPolicy=AddUpdate"), strict: codeBadParam, current: 0},
		"same region":              {destination: "near", strict: codeIllegalParam, current: 0},
		"region of today":          {destination: "inner", strict: codeRegionLacksFeature, current: 0},
		"region without":           {destination: "guiyang", strict: codeRegionLacksFeature, current: codeRegionLacksFeature},
		"overseas":                 {destination: "tokyo", strict: codeRegionLacksFeature, current: codeRegionLacksFeature},
		"overseas only":            {source: "seoul", destination: "tokyo", strict: codeRegionLacksFeature, current: 0},
		"mirror at the source":     {setup: mirror("src"), strict: codeMirrorConflict, current: codeMirrorConflict},
		"mirror at the replica":    {setup: mirror("dst"), strict: codeMirrorConflict, current: codeMirrorConflict},
		"versioned source":         {setup: version("src"), strict: codeVersioningConflict, current: codeVersioningConflict},
		"versioned replica":        {setup: version("dst"), strict: codeVersioningConflict, current: codeVersioningConflict},
		"mirror before versioning": {setup: func(s *sim) { version("src")(s); mirror("dst")(s) }, strict: codeMirrorConflict, current: codeMirrorConflict},
		"twice":                    {setup: rule("src", "dst"), strict: codeRuleExists, current: codeRuleExists},
		"twice, the first off":     {setup: rule("src", "dst", "Status=Disabled"), strict: codeRuleExists, current: codeRuleExists},
		"reverse":                  {setup: rule("dst", "src"), strict: 0, current: 0},
		"second destination":       {setup: rule("src", "third"), strict: codeRuleExists, current: 0},
		"second source":            {setup: rule("third", "dst"), strict: codeRuleExists, current: 0},
		"chain onward":             {setup: rule("third", "src"), strict: codeRuleExists, current: 0},
		"chain before":             {setup: rule("dst", "third"), strict: codeRuleExists, current: 0},
		"conflict before pairing":  {setup: func(s *sim) { rule("src", "third")(s); version("dst")(s) }, strict: codeVersioningConflict, current: codeVersioningConflict},
	} {
		for ruleSet, want := range map[string]retCode{RuleSetStrict: c.strict, RuleSetCurrent: c.current} {
			t.Run(name+"/"+ruleSet, func(t *testing.T) {
				t.Parallel()
				s := withPair(t, Options{Switches: Switches{RuleSet: ruleSet}})
				for bucket, region := range map[string]string{"near": "cn-bj2", "inner": "cn-wlcb", "guiyang": "cn-guiyang1", "tokyo": "jpn-tky", "seoul": "kr-seoul"} {
					s.bucket(bucket, region)
				}
				if c.setup != nil {
					c.setup(s)
				}
				source := std.Or(c.source, "src")
				before := len(s.Rules(source))
				a := s.wants(want, s.create(source, std.Or(c.destination, "dst"), c.pairs...))
				if added := len(s.Rules(source)) - before; (added == 1) != (want == 0) || (a.RuleID != "") != (want == 0) {
					t.Errorf("%d rules added: %s", added, a.body)
				}
			})
		}
	}
}

func mirror(bucket string) func(*sim) {
	return func(s *sim) {
		s.mutate(bucket, func(b *BucketSpec) { b.Mirrors = []MirrorRule{{Domain: "example.com"}} })
	}
}

func version(bucket string) func(*sim) {
	return func(s *sim) { s.mutate(bucket, func(b *BucketSpec) { b.Versioning = true }) }
}

func rule(source, destination string, pairs ...string) func(*sim) {
	return func(s *sim) { s.wants(0, s.create(source, destination, pairs...)) }
}

func TestCurrentPrefixesAndLimit(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{Switches: Switches{RuleSet: RuleSetCurrent}})
	s.wants(0, s.create("src", "dst", "Prefix=a/b/"))
	s.wants(codeRuleExists, s.create("src", "dst", "Prefix=a/b/"))
	for _, prefix := range []string{"*", "a/", "a/b/c"} {
		s.wants(codePrefixTaken, s.create("src", "dst", "Prefix="+prefix))
	}
	s.wants(0, s.create("src", "dst", "Prefix=a/c/"))
	s.wants(0, s.create("src", "third", "Prefix=a/")) // other buckets
	s.mutate("src", func(b *BucketSpec) { b.RuleLimit = 4 })
	s.wants(0, s.create("src", "dst", "Prefix=b/"))
	s.wants(codeOutOfRange, s.create("src", "dst", "Prefix=c/"))
	s.mutate("src", func(b *BucketSpec) { b.RuleLimit = 0 })
	for i := len(s.Rules("src")); i < standardRuleLimit; i++ {
		s.wants(0, s.create("src", "dst", fmt.Sprintf("Prefix=n%03d/", i)))
	}
	s.wants(codeOutOfRange, s.create("src", "dst", "Prefix=c/"))
	a := s.wants(0, s.call(DefaultActions().Describe, "BucketName=src"))
	if a.Total != 100 || len(a.DataSet) != 20 {
		t.Errorf("%d of %d rules on the first page", len(a.DataSet), a.Total)
	}
	if a := s.call(DefaultActions().Describe, "BucketName=src", "Offset=99", "Limit=100"); len(a.DataSet) != 1 {
		t.Errorf("the last page: %s", a.body)
	}
}

func TestEnablingChecksConflictsAgain(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	id := s.create("src", "dst", "Status=Disabled").RuleID
	version("dst")(s)
	s.wants(codeVersioningConflict, s.call(DefaultActions().Update, "BucketName=src", "RuleId="+id, "Status=Enabled"))
	mirror("src")(s)
	s.wants(codeMirrorConflict, s.call(DefaultActions().Update, "BucketName=src", "RuleId="+id, "Status=Enabled"))
	s.wants(0, s.call(DefaultActions().Update, "BucketName=src", "RuleId="+id, "Status=Disabled"))
}

func TestRuleIsVisibleLater(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{VisibleAfter: 3 * time.Second})
	id := s.create("src", "dst").RuleID
	s.wants(codeNoRule, s.call(DefaultActions().Describe, "BucketName=src", "RuleId="+id))
	s.clock.Advance(3 * time.Second)
	s.wants(0, s.call(DefaultActions().Describe, "BucketName=src", "RuleId="+id))
}
