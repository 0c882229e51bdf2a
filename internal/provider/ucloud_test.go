package provider

import (
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// ruleSetOf is the rule set by which a configured provider judges.
func ruleSetOf(t *testing.T, config object) replication.RuleSet {
	t.Helper()
	session, diags := configure(t, config)
	if diags.HasError() {
		t.Fatal(diags)
	}
	judge, ok := session.Judge(replication.UCloud)
	if !ok {
		t.Fatal("there is no ucloud")
	}
	return judge.Capabilities.RuleSet
}

func TestUCloudRuleSet(t *testing.T) {
	bareEnvironment(t)
	within := func(ruleSet any) object { return object{"ucloud": object{"rule_set": ruleSet}} }
	if got := ruleSetOf(t, object{}); got != replication.RuleSetStrict {
		t.Errorf("left out: %q", got)
	}
	if got := ruleSetOf(t, within("current")); got != replication.RuleSetCurrent {
		t.Errorf("current: %q", got)
	}
	// What is not known is not judged by either set.
	for _, config := range []object{within(unknown{}), {"ucloud": unknown{}}} {
		if got := ruleSetOf(t, config); got != "" {
			t.Errorf("unknown: %q", got)
		}
	}
	// Other values that are not known leave the rule set as it is.
	if got := ruleSetOf(t, object{"ucloud": object{"rule_set": "current", "private_key": unknown{}}}); got != replication.RuleSetCurrent {
		t.Errorf("with an unknown key: %q", got)
	}
	t.Setenv(replication.UCloudRuleSetVariable, "current")
	if got := ruleSetOf(t, object{}); got != replication.RuleSetCurrent {
		t.Errorf("from the environment: %q", got)
	}
	if got := ruleSetOf(t, within("strict")); got != replication.RuleSetStrict {
		t.Errorf("set here and in the environment: %q", got)
	}
	t.Setenv(replication.UCloudRuleSetVariable, "relaxed")
	if _, diags := configure(t, object{}); !diags.HasError() || !strings.Contains(diags[0].Detail(), replication.UCloudRuleSetVariable) {
		t.Errorf("invalid in the environment: %v", diags)
	}
}

func TestUCloudDriver(t *testing.T) {
	bareEnvironment(t)
	session, diags := configure(t, object{"ucloud": object{"public_key": unknown{}, "private_key": unknown{}}})
	if _, err := session.Driver(t.Context(), replication.UCloud); len(diags) > 0 || !errors.Is(err, replication.ErrConfigurationUnknown) {
		t.Errorf("with unknown keys: %v, %v", err, diags)
	}
	session, _ = configure(t, object{})
	if _, err := session.Driver(t.Context(), replication.UCloud); err == nil || !strings.Contains(err.Error(), "5. the active profile of ~/.ucloud/config.json") {
		t.Errorf("without keys: %v", err)
	}
	sim := cloudsim.New(cloudsim.Options{})
	orders := replication.BucketRef{Cloud: replication.UCloud, Region: "cn-bj2", Bucket: "orders-a"}
	if err := sim.US3().CreateBucket(us3.BucketSpec{Name: orders.Bucket, Region: orders.Region, Owner: cloudsim.DefaultUCloudAccount}); err != nil {
		t.Fatal(err)
	}
	t.Setenv("UCLOUD_PUBLIC_KEY", cloudsim.DefaultUCloudPublicKey)
	t.Setenv("UCLOUD_PRIVATE_KEY", cloudsim.DefaultUCloudPrivateKey)
	session, _ = configure(t, object{"ucloud": object{"base_url": "http://api.service.ucloud.cn"}}, WithTransport(sim.Transport()), WithClock(sim.Clock()))
	driver, err := session.Driver(t.Context(), replication.UCloud)
	if err != nil {
		t.Fatal(err)
	}
	if rules, err := driver.List(t.Context(), orders); err != nil || len(rules) != 0 {
		t.Errorf("rules %v, %v", rules, err)
	}
	if n := sim.Count("us3", "*", "api.service.ucloud.cn"); n != 1 {
		t.Errorf("%d requests at the base URL, want 1", n)
	}
}

func TestInvalidUCloud(t *testing.T) {
	t.Parallel()
	at := func(name string) *tftypes.AttributePath {
		return tftypes.NewAttributePath().WithAttributeName("ucloud").WithAttributeName(name)
	}
	for name, test := range map[string]struct {
		config object
		path   *tftypes.AttributePath
		want   string
	}{
		"half a pair": {object{"public_key": "planted"}, at("public_key"), "private_key"},
		"rule set":    {object{"rule_set": "relaxed"}, at("rule_set"), `"strict"`},
		"base URL":    {object{"base_url": "api.ucloud.cn"}, at("base_url"), "https://api.ucloud.cn"},
		"name":        {object{"api": object{"create": "X"}}, at("api").WithElementKeyString("create"), "create_action"},
		"empty name":  {object{"api": object{"prefix": ""}}, at("api").WithElementKeyString("prefix"), "is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := validate(t, object{"ucloud": test.config})
			if len(found) != 1 || !found[0].Attribute.Equal(test.path) || !strings.Contains(found[0].Detail, test.want) {
				t.Errorf("diagnostics %+v", found)
			}
			for _, d := range found {
				if strings.Contains(d.Detail, "planted") {
					t.Errorf("a secret is quoted: %s", d.Detail)
				}
			}
		})
	}
}
