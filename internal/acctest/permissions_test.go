package acctest_test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/alibaba"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/tencent"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
)

var (
	actionOfCBR = regexp.MustCompile("(?:cbr|iam):[A-Za-z:]+")
	jsonBlock   = regexp.MustCompile("(?ms)^```json\n(.*?)^```$")
)

// permissions is the section on permissions of a resource's page.
func permissions(t *testing.T, resource string) string {
	t.Helper()
	_, section, found := strings.Cut(read(t, filepath.Join(top, "docs/resources", resource+".md")), "\n## Permissions\n")
	if !found {
		t.Fatalf("the page of %s has no section on permissions", resource)
	}
	section, _, _ = strings.Cut(section, "<!-- schema")
	return section
}

// TestPermissionsOfVaults holds the tables of the pages to the actions that the policies have.
func TestPermissionsOfVaults(t *testing.T) {
	t.Parallel()
	for _, use := range huawei.Uses {
		ask := func(purpose permission.Purpose, abroad bool) permission.Policies {
			policies, err := huawei.Permissions(permission.Request{
				Purpose: purpose, Form: permission.FormRolePolicy, Uses: []string{use}, CrossCloud: abroad,
			})
			must(t, err)
			return policies
		}
		plan := actionOfCBR.FindAllString(ask(permission.Plan, false).JSON, -1)
		apply := slices.DeleteFunc(actionOfCBR.FindAllString(ask(permission.Apply, false).JSON, -1), func(action string) bool { return slices.Contains(plan, action) })
		want := map[string][]string{"to plan": plan, "to apply, besides": apply}
		if there := actionOfCBR.FindAllString(ask(permission.Apply, true).Destination, -1); len(there) > 0 {
			want["at the other cloud"] = there
		}
		got := map[string][]string{}
		for line := range strings.Lines(permissions(t, strings.TrimPrefix(use, "multicloud_"))) {
			if cells := strings.Split(line, "|"); len(cells) == 4 && strings.Contains(line, "`") {
				got[strings.TrimSpace(cells[1])] = actionOfCBR.FindAllString(cells[2], -1)
			}
		}
		for _, actions := range got {
			slices.Sort(actions)
		}
		for _, actions := range want {
			slices.Sort(actions)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the permissions on the page of %s (-needed +shown):\n%s", use, diff)
		}
	}
}

// TestPermissionsOfRules holds the policies on the page of the rule to those that the data source writes.
func TestPermissionsOfRules(t *testing.T) {
	t.Parallel()
	blocks := jsonBlock.FindAllStringSubmatch(permissions(t, "replication_rule"), -1)
	if len(blocks) != 2 {
		t.Fatalf("%d policies on the page", len(blocks))
	}
	rule := func(cloud replication.Cloud, source, from, destination, to string) permission.Request {
		return permission.Request{Purpose: permission.Apply, Rules: []permission.Rule{{
			Source:      replication.BucketRef{Cloud: cloud, Bucket: source, Region: from},
			Destination: replication.BucketRef{Cloud: cloud, Bucket: destination, Region: to},
			TimeControl: true, WaitForInitialSync: true,
		}}}
	}
	ofOSS, err := alibaba.Permissions(rule(replication.Alibaba, "orders-hz", "cn-hangzhou", "orders-bj", "cn-beijing"))
	must(t, err)
	ofCOS, err := tencent.Permissions(rule(replication.Tencent, "files-gz-1250000000", "ap-guangzhou", "files-sh-1250000000", "ap-shanghai"))
	must(t, err)
	for i, policies := range []permission.Policies{ofOSS, ofCOS} {
		if diff := cmp.Diff(granted(t, policies.JSON), granted(t, blocks[i][1])); diff != "" {
			t.Errorf("policy %d on the page (-needed +shown):\n%s\nneeded is\n%s", i, diff, policies.JSON)
		}
	}
}

// granted is each action with its resource, in order.
func granted(t *testing.T, policy string) (all []string) {
	t.Helper()
	var document struct {
		Statement []struct{ Action, Resource any }
	}
	must(t, json.Unmarshal([]byte(policy), &document))
	texts := func(v any) []any {
		if many, ok := v.([]any); ok {
			return many
		}
		return []any{v}
	}
	for _, s := range document.Statement {
		for _, action := range texts(s.Action) {
			for _, resource := range texts(s.Resource) {
				a, _ := action.(string)
				r, _ := resource.(string)
				all = append(all, a+" on "+r)
			}
		}
	}
	slices.Sort(all)
	return all
}
