package cloudtest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
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
