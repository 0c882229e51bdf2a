package cloudtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Allowed is a policy document as the simulated clouds take it: the actions, each with a resource behind a space. Name makes the name that
// they know of the resource in the document; an empty one is any resource.
func Allowed(t *testing.T, policy string, name func(string) string) []string {
	t.Helper()
	var document struct { // JSON finds its keys in lower case as well
		Statement []struct {
			Effect   string
			Action   []string
			Resource []string
		}
	}
	if err := json.Unmarshal([]byte(policy), &document); err != nil || len(document.Statement) == 0 {
		t.Fatalf("the policy cannot be read: %v\n%s", err, policy)
	}
	var all []string
	for _, s := range document.Statement {
		if !strings.EqualFold(s.Effect, "allow") {
			t.Errorf("a statement has the effect %q", s.Effect)
		}
		if len(s.Resource) == 0 {
			s.Resource = []string{""}
		}
		for _, action := range s.Action {
			for _, resource := range s.Resource {
				all = append(all, strings.TrimSpace(action+" "+name(resource)))
			}
		}
	}
	slices.Sort(all)
	return all
}

// EachIsMissed lives a life cycle with all permissions, in which nothing must be in the way, and once without each of them, which must be
// noticed. Live returns what was in the way, or was warned of; empty if nothing was.
func EachIsMissed(t *testing.T, permissions []string, live func(t *testing.T, permissions []string) string) {
	t.Helper()
	if len(permissions) == 0 {
		t.Fatal("the policy allows nothing")
	}
	if trouble := live(t, permissions); trouble != "" {
		t.Errorf("with the whole policy: %s", trouble)
	}
	for i, one := range permissions {
		t.Run("without "+one, func(t *testing.T) {
			t.Parallel()
			if trouble := live(t, slices.Delete(slices.Clone(permissions), i, i+1)); trouble == "" {
				t.Errorf("nobody misses %s", one)
			}
		})
	}
}

// LifeCycle is everything that is done with a rule in its life: it is checked, made, waited for, changed in place, watched, and
// deleted. Let writes an object that the rule replicates, and lets time pass. The result is as [EachIsMissed] wants it.
func LifeCycle(t *testing.T, session *replication.Session, rule replication.Rule, change func(replication.Rule) replication.Rule, let func()) string {
	t.Helper()
	driver, err := session.Driver(t.Context(), rule.Source.Cloud)
	if err != nil {
		t.Fatal(err)
	}
	judge, _ := session.Judge(rule.Source.Cloud)
	end := func(b replication.BucketRef) replication.End {
		return replication.End{Bucket: replication.Known(b.Bucket), Region: replication.Known(b.Region)}
	}
	spec := replication.Spec{Cloud: rule.Source.Cloud, Source: end(rule.Source), Destination: end(rule.Destination)}
	if unreadable := replication.Gather(t.Context(), driver, driver, spec, judge.Needs(true)).Unreadable(); len(unreadable) > 0 {
		return fmt.Sprint(unreadable)
	}
	made, err := driver.Create(t.Context(), rule, nil)
	if err == nil {
		_, _, err = driver.Progress(t.Context(), rule.Ref())
	}
	if err == nil {
		_, err = driver.Update(t.Context(), made, change(made))
	}
	var progress []replication.RuleProgress
	if err == nil {
		let()
		progress, err = session.RuleProgress(t.Context(), replication.ProgressQuery{
			Source: rule.Source, RuleID: rule.ID, Goal: replication.Goal{Usual: time.Minute}, Sample: 1,
		})
	}
	if err == nil && (progress[0].State != replication.StateHealthy || !strings.Contains(progress[0].Reason, "sampled")) {
		return progress[0].Reason
	}
	if err == nil {
		err = driver.Delete(t.Context(), rule.Ref())
	}
	if err != nil {
		return err.Error()
	}
	return ""
}
