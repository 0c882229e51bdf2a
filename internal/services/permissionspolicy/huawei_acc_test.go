package permissionspolicy_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/cloudtest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
)

var huaweiProvider = object{"huawei": object{
	"access_key": cloudsim.DefaultHuaweiKeyID, "secret_key": cloudsim.DefaultHuaweiKeySecret, "region": acctest.North,
	"destination": object{
		"access_key": cloudsim.DefaultHCSOKeyID, "secret_key": cloudsim.DefaultHCSOKeySecret, "region": acctest.Site, "cloud": iam.HCSODomain,
	},
}}

const (
	credential = "multicloud_cross_cloud_credential"
	policy     = "multicloud_replication_policy"
	binding    = "multicloud_vault_replication"
	runOnce    = "multicloud_vault_replication_run"
	single     = "multicloud_backup_replication"
)

// vaultPolicy is a document that the data source writes for resources.
func vaultPolicy(t *testing.T, document, form string, abroad, progress bool, resources ...any) []string {
	t.Helper()
	p := start(t, acctest.Sim(t), object{})
	text := p.read("multicloud_permissions_policy", object{
		"cloud": "huawei", "purpose": "apply", "progress": progress,
		"huawei": object{"form": form, "resources": resources, "cross_cloud": abroad},
	}, document)
	if p.failed() {
		t.Fatal(p.said)
	}
	return cloudtest.Allowed(t, text, func(string) string { return "" })
}

// allow limits a key to permissions.
func allow(t *testing.T, sim *cloudsim.Simulator, key string, permissions []string) {
	t.Helper()
	found, ok := sim.Access().Find("huawei", key)
	if !ok {
		t.Fatal("there is no such key")
	}
	found.Allow = permissions
	sim.Access().Put(found)
}

// trouble is what was said that a life cycle with all permissions does not say.
func (p *process) trouble() string {
	said := slices.DeleteFunc(slices.Clone(p.said), func(s string) bool {
		return strings.Contains(s, "Preview: ") || strings.Contains(s, "Replicas Are Kept") || strings.Contains(s, "(H12)")
	})
	return strings.Join(said, "\n")
}

func nightly(name string) object {
	return object{
		"name": name, "destination": object{"region": acctest.East},
		"schedule": object{"daily": object{"every_days": 1}, "times_utc": []any{"20:00"}}, "retention": object{"count": 14},
	}
}

// withinCloud uses every resource that replicates within a cloud: all are made, changed where they can be, watched, and destroyed.
func withinCloud(t *testing.T, permissions []string) string {
	t.Helper()
	sim := acctest.Sim(t)
	for _, id := range []string{"bound", "run", "one"} {
		acctest.Vault(t, sim, cbr.VaultSpec{ID: id})
		acctest.Backup(t, sim, id, "backup-in-"+id)
	}
	acctest.ReplicaVault(t, sim, "replicas", acctest.East)
	allow(t, sim, cloudsim.DefaultHuaweiKeyID, permissions)
	p := start(t, sim, huaweiProvider)
	to := object{"vault_id": "replicas", "region": acctest.East}
	rule := &instance{name: policy, config: nightly("nightly")}
	p.apply(rule)
	rule.config = nightly("nightly-changed")
	p.apply(rule)
	bound := &instance{name: binding, config: object{
		"source": object{"vault_id": "bound"}, "destination": object{"vault_id": "replicas"}, "policy_id": p.id(rule),
	}}
	run := &instance{name: runOnce, config: object{"source": object{"vault_id": "run"}, "destination": to}}
	one := &instance{name: single, config: object{"source": object{"backup_id": "backup-in-one"}, "destination": to, "on_destroy": "delete"}}
	all := []*instance{bound, run, one}
	for _, i := range all {
		p.apply(i)
	}
	sim.Clock().Advance(time.Hour)
	if !p.failed() {
		if state := p.read("multicloud_replication_progress", object{"cloud": "huawei", "vault_id": "run"}, "state"); state != "healthy" {
			return "the state is " + state
		}
	}
	for _, i := range append([]*instance{one, run, bound}, rule) {
		i.config = nil
		if !p.failed() {
			p.apply(i)
		}
	}
	return p.trouble()
}

func TestAccHuaweiPolicyIsExact(t *testing.T) {
	t.Parallel()
	permissions := vaultPolicy(t, "json", "role_policy", false, true, policy, binding, runOnce, single)
	cloudtest.EachIsMissed(t, permissions, withinCloud)
}

func TestAccHuaweiCredentialPolicyIsExact(t *testing.T) {
	t.Parallel()
	for _, form := range []string{"role_policy", "identity_policy"} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			permissions := vaultPolicy(t, "json", form, true, false, credential)
			cloudtest.EachIsMissed(t, permissions, func(t *testing.T, permissions []string) string {
				t.Helper()
				sim := acctest.Sim(t)
				allow(t, sim, cloudsim.DefaultHuaweiKeyID, permissions)
				p := start(t, sim, huaweiProvider)
				key := &instance{name: credential, config: object{
					"name": "to-hcso", "target_cloud": "hcso", "account_id": cloudsim.DefaultHCSOAccount,
					"access_key_wo": cloudsim.DefaultHCSOKeyID, "secret_key_wo": cloudsim.DefaultHCSOKeySecret, "credentials_wo_version": 1,
				}}
				p.apply(key)
				key.config["name"] = "to-hcso-changed"
				p.apply(key)
				if p.failed() {
					return p.trouble()
				}
				if _, err := sim.CBR().CreatePolicy(cbr.PolicySpec{
					ID: "abroad", Name: "abroad", Account: cloudsim.DefaultHuaweiAccount, Region: acctest.North, OperationType: "replication",
					Pattern: []string{"FREQ=DAILY;INTERVAL=1;BYHOUR=20;BYMINUTE=00"}, Destination: acctest.Site, Credential: p.id(key),
				}); err != nil {
					t.Fatal(err)
				}
				key.config = nil
				p.apply(key)
				if !slices.ContainsFunc(p.said, func(s string) bool { return strings.Contains(s, "(H12)") }) {
					return "nobody says that a policy uses the credential"
				}
				return p.trouble()
			})
		})
	}
}

// abroad uses every resource that replicates to another cloud, with one key here and one there.
func abroad(t *testing.T, here, there []string) string {
	t.Helper()
	sim := acctest.Sim(t)
	for _, id := range []string{"bound", "run", "one"} {
		acctest.Vault(t, sim, cbr.VaultSpec{ID: id})
		acctest.Backup(t, sim, id, "backup-in-"+id)
	}
	acctest.ReplicaVault(t, sim, "replicas", acctest.Site)
	// The credential has keys of its own, with the rights that copying takes.
	copier, _ := sim.Access().Find("huawei", cloudsim.DefaultHCSOKeyID)
	copier.ID = "HPUASIMHCSOCOPIER001"
	copier.Allow = copyPolicy(t)
	sim.Access().Put(copier)
	if _, err := sim.CBR().CreateCredential(cbr.CredentialSpec{
		ID: "key", Name: "key", Account: cloudsim.DefaultHuaweiAccount, Region: acctest.North, TargetCloud: iam.HCSOnline, TargetAccount: cloudsim.DefaultHCSOAccount,
		AccessKey: copier.ID, SecretKey: copier.Secret,
	}); err != nil {
		t.Fatal(err)
	}
	allow(t, sim, cloudsim.DefaultHuaweiKeyID, here)
	allow(t, sim, cloudsim.DefaultHCSOKeyID, there)
	p := start(t, sim, huaweiProvider)
	to := func() object {
		return object{"vault_id": "replicas", "region": acctest.Site, "target_cloud": "hcso", "credential_id": "key"}
	}
	config := func(name string) object {
		c := nightly(name)
		c["destination"] = object{"region": acctest.Site, "target_cloud": "hcso", "credential_id": "key"}
		return c
	}
	rule := &instance{name: policy, config: config("nightly")}
	p.apply(rule)
	rule.config = config("nightly-changed")
	p.apply(rule)
	bound := &instance{name: binding, config: object{
		"source": object{"vault_id": "bound"}, "destination": object{"vault_id": "replicas"}, "policy_id": p.id(rule),
	}}
	run := &instance{name: runOnce, config: object{"source": object{"vault_id": "run"}, "destination": to()}}
	one := &instance{name: single, config: object{"source": object{"backup_id": "backup-in-one"}, "destination": to(), "on_destroy": "delete"}}
	for _, i := range []*instance{bound, run, one} {
		p.apply(i)
	}
	sim.Clock().Advance(time.Hour)
	if !p.failed() {
		if reason := p.read("multicloud_replication_progress", object{"cloud": "huawei", "vault_id": "run"}, "state_reason"); reason != "The newest backup has a usable replica." {
			return reason
		}
	}
	for _, i := range []*instance{one, run, bound, rule} {
		i.config = nil
		if !p.failed() {
			p.apply(i)
		}
	}
	return p.trouble()
}

// copyPolicy is what the keys of a credential may do.
func copyPolicy(t *testing.T) []string {
	t.Helper()
	p := start(t, acctest.Sim(t), object{})
	text := p.read("multicloud_permissions_policy", object{
		"cloud": "huawei", "purpose": "copy", "huawei": object{"form": "role_policy", "resources": []any{}},
	}, "json")
	return cloudtest.Allowed(t, text, func(string) string { return "" })
}

func TestAccHuaweiPoliciesAcrossCloudsAreExact(t *testing.T) {
	t.Parallel()
	here := vaultPolicy(t, "json", "role_policy", true, true, policy, binding, runOnce, single)
	there := vaultPolicy(t, "destination_json", "role_policy", true, true, policy, binding, runOnce, single)
	t.Run("here", func(t *testing.T) {
		t.Parallel()
		cloudtest.EachIsMissed(t, here, func(t *testing.T, permissions []string) string { return abroad(t, permissions, there) })
	})
	t.Run("there", func(t *testing.T) {
		t.Parallel()
		cloudtest.EachIsMissed(t, there, func(t *testing.T, permissions []string) string { return abroad(t, here, permissions) })
	})
}
