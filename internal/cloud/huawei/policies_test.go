package huawei_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

func nightly() vault.Policy {
	return vault.Policy{
		Ref: vault.Place{Region: north}.At(""), Name: "nightly", Operation: vault.OperationReplication, Enabled: true,
		Schedule:    vault.Schedule{EveryDays: 2, Times: []vault.TimeOfDay{6 * 60, 18 * 60}},
		Retention:   vault.Retention{Count: 30, Daily: 7, Monthly: 12, TimeZone: "UTC+08:00"},
		Destination: vault.PolicyDestination{Place: vault.Place{Region: east}},
	}
}

func TestPolicyLife(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	want := nightly()
	made, err := d.CreatePolicy(t.Context(), want)
	if err != nil {
		t.Fatal(err)
	}
	want.Ref, want.Destination.ProjectID = made.Ref, made.Destination.ProjectID
	if diff := cmp.Diff(want, made); diff != "" || made.ID == "" || made.Destination.ProjectID == "" {
		t.Errorf("made (-want +got):\n%s", diff)
	}
	want.Enabled, want.Name = false, "weekly"
	want.Schedule = vault.Schedule{Weekdays: []string{"MO", "FR"}, Times: []vault.TimeOfDay{4 * 60}}
	want.Retention = vault.Retention{Days: 14}
	if _, err := d.UpdatePolicy(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	got, err := d.Policy(t.Context(), made.Ref)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changed (-want +got):\n%s", diff)
	}
	if err := d.DeletePolicy(t.Context(), made.Ref); err != nil {
		t.Fatal(err)
	}
	_, err = d.Policy(t.Context(), made.Ref)
	wantKind(t, err, replication.KindNotFound)
}

func TestBinding(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	policy, err := d.CreatePolicy(t.Context(), nightly())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Bind(t.Context(), source, policy.ID, replicas.ID); err != nil {
		t.Fatal(err)
	}
	policies, err := d.Policies(t.Context(), source)
	if err != nil || len(policies) != 1 {
		t.Fatalf("Policies returned %+v, %v", policies, err)
	}
	if b, ok := policies[0].BindingOf(source.ID); !ok || b.DestinationVaultID != replicas.ID {
		t.Errorf("binding is %+v, %v", b, ok)
	}
	policy.Destination = vault.PolicyDestination{Place: vault.Place{Region: "cn-south-1"}}
	_, err = d.UpdatePolicy(t.Context(), policy)
	wantKind(t, err, replication.KindConflict)
	if err := d.Unbind(t.Context(), source, policy.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.UpdatePolicy(t.Context(), policy); err != nil {
		t.Errorf("unbound, the destination cannot be changed: %v", err)
	}
	if err := d.Unbind(t.Context(), source, policy.ID); err != nil {
		t.Errorf("unbinding again returned %v", err)
	}
}

// TestLostAnswers are creations whose answer never came: the object is found, and made once.
func TestLostAnswers(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	if _, err := d.CreatePolicy(t.Context(), nightly()); err != nil { // one just like it, from before
		t.Fatal(err)
	}
	s.fault(cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "CreatePolicy", Count: 1})
	policy, err := d.CreatePolicy(t.Context(), nightly())
	if err != nil || policy.ID == "" {
		t.Errorf("CreatePolicy returned %+v, %v", policy, err)
	}
	if policies, err := d.Policies(t.Context(), policy.At("")); err != nil || len(policies) != 2 {
		t.Errorf("there are %d policies, %v", len(policies), err)
	}
	s.fault(cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "CreateCrossCloudCredential", Count: 1})
	if c := s.credential(d); c.ID == "" || c.TargetCloud != iam.HCSOnline {
		t.Errorf("the credential is %+v", c)
	}
	s.fault(cloudsim.Fault{Kind: cloudsim.KindResetBefore, Operation: "CreatePolicy", Count: 1})
	_, err = d.CreatePolicy(t.Context(), nightly())
	if e := asError(t, err, replication.KindUnavailable); e.Ambiguous {
		t.Errorf("what was not made is ambiguous: %v", e)
	}
}

func TestCredentialLife(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	made := s.credential(d)
	made.Name, made.Description = "renamed", "to the site"
	if _, err := d.UpdateCredential(t.Context(), made, vault.Keys{}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.UpdateCredential(t.Context(), made, vault.Keys{AccessKey: "AKNEW", SecretKey: "SKNEW"}); err != nil {
		t.Fatal(err)
	}
	got, err := d.Credential(t.Context(), made.Ref)
	if diff := cmp.Diff(made, got); err != nil || diff != "" {
		t.Errorf("error %v (-want +got):\n%s", err, diff)
	}
	all, err := d.Credentials(t.Context(), made.Place)
	if err != nil || len(all) != 1 || all[0] != made {
		t.Errorf("Credentials returned %+v, %v", all, err)
	}
	if err := d.DeleteCredential(t.Context(), made.Ref); err != nil {
		t.Fatal(err)
	}
	_, err = d.Credential(t.Context(), made.Ref)
	wantKind(t, err, replication.KindNotFound)
}
