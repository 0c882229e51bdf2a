package huawei_test

import (
	"context"
	"slices"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// session is what the provider would make, with or without `destination`.
func (s sim) session(abroad bool) *vault.Session {
	o := vault.Options{Open: func(context.Context) (vault.Driver, error) { return s.driver(), nil }}
	if abroad {
		o.OpenDestination = func(context.Context) (vault.Driver, error) { return s.abroad(), nil }
	}
	return vault.NewSession(s.Clock(), nil, false, o)
}

func known[T any](v T) replication.Value[T] { return replication.Known(v) }

func runSpec(source vault.Ref, to vault.Destination) vault.Spec {
	s := vault.Spec{Kind: vault.KindRun, Region: known(source.Region), VaultID: known(source.ID)}
	s.Destination = vault.DestinationSpec{Region: known(to.Region), VaultID: known(to.VaultID)}
	if to.CrossCloud() {
		s.Destination.TargetCloud, s.Destination.CredentialID = known(to.TargetCloud), known(to.CredentialID)
	}
	return s
}

// live gathers and judges, and returns the ids of what was said.
func (s sim) live(session *vault.Session, spec vault.Spec, own string) []string {
	s.t.Helper()
	spec, facts, err := session.Gather(s.t.Context(), spec, own, own == "")
	if err != nil || len(facts.Unreadable()) > 0 {
		s.t.Fatalf("Gather returned %v; not read: %v", err, facts.Unreadable())
	}
	var ids []string
	for _, v := range session.Judge().Live(spec, facts) {
		ids = append(ids, v.Constraint.ID)
	}
	return ids
}

func (s sim) want(session *vault.Session, spec vault.Spec, own string, ids ...string) {
	s.t.Helper()
	if got := s.live(session, spec, own); !slices.Equal(got, ids) {
		s.t.Errorf("said %v, want %v", got, ids)
	}
}

func TestGatherWithinACloud(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	s.want(s.session(false), runSpec(source, to(replicas)), "", "H3")
	b := s.backup(source, cbr.BackupSpec{})
	s.want(s.session(false), runSpec(source, to(replicas)), "")
	s.want(s.session(false), runSpec(source, to(s.vault(cbr.VaultSpec{Region: "cn-south-1"}))), "", "H6", "H10")
	s.want(s.session(false), runSpec(source, to(vault.Place{Region: east}.At("0ca3eb86-8800-46da-9c37-9d657a825274"))), "", "H10")
	disks := s.vault(cbr.VaultSpec{ObjectType: "disk"})
	s.backup(disks, cbr.BackupSpec{})
	s.want(s.session(false), runSpec(disks, to(replicas)), "", "H1", "H10")

	d := s.driver()
	one, err := s.starter(d).StartBackup(t.Context(), b, to(replicas), "", "")
	if err != nil {
		t.Fatal(err)
	}
	single := runSpec(source, to(replicas))
	single.Kind, single.VaultID, single.BackupID = vault.KindBackup, replication.Null[string](), known(b.ID)
	s.want(s.session(false), single, "", "H8")
	done := s.follow(d, vault.Followed{Vault: source, Backup: b.ID, Region: east, Outcomes: []vault.Outcome{one}})
	s.want(s.session(false), single, "", "H8")
	s.want(s.session(false), runSpec(source, to(replicas)), "", "H9")
	if err := s.CBR().DeleteBackupHard(done[0].ReplicaID); err != nil {
		t.Fatal(err)
	}
	s.want(s.session(false), single, "")
}

func TestGatherABinding(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	s.backup(source, cbr.BackupSpec{})
	first, err := d.CreatePolicy(t.Context(), nightly())
	if err != nil {
		t.Fatal(err)
	}
	second, err := d.CreatePolicy(t.Context(), nightly())
	if err != nil {
		t.Fatal(err)
	}
	spec := vault.Spec{Kind: vault.KindBinding, Region: known(north), VaultID: known(source.ID), PolicyID: known(second.ID)}
	spec.Destination.VaultID = known(replicas.ID)
	s.want(s.session(false), spec, "")
	if err := d.Bind(t.Context(), source, first.ID, replicas.ID); err != nil {
		t.Fatal(err)
	}
	s.want(s.session(false), spec, "", "H15")
	s.want(s.session(false), spec, first.ID)
	if err := s.CBR().DeleteVaultHard(replicas.ID); err != nil {
		t.Fatal(err)
	}
	s.want(s.session(false), spec, first.ID, "H10")
	// A destination that this plan gives the policy counts before the one that it has.
	session := s.session(false)
	planned := vault.Spec{Kind: vault.KindPolicy, Destination: vault.DestinationSpec{Region: known(north)}}
	session.Ledger.Desire(vault.Entry{Spec: planned, OwnID: second.ID, Writes: true})
	s.want(session, spec, first.ID, "H6", "H10")
}

func TestGatherAcrossClouds(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	credential := s.credential(s.driver())
	source := s.vault(cbr.VaultSpec{})
	s.backup(source, cbr.BackupSpec{})
	abroad := s.crossing(s.abroadVault(cbr.Encryption{}), credential)
	nowhere := abroad
	nowhere.VaultID = "0ca3eb86-8800-46da-9c37-9d657a825274"
	s.want(s.session(true), runSpec(source, abroad), "")
	s.want(s.session(true), runSpec(source, nowhere), "", "H10")
	s.want(s.session(false), runSpec(source, nowhere), "") // nobody can look
	nowhere.Region = "tr-central-999"
	spec, facts, err := s.session(true).Gather(t.Context(), runSpec(source, nowhere), "", true)
	if err != nil {
		t.Fatal(err)
	}
	said := vault.Judge{}.Live(spec, facts)
	if !slices.ContainsFunc(said, func(v replication.Violation) bool { return v.Constraint.ID == "H6" }) {
		t.Errorf("said %v", said)
	}
}

func TestGatherOneReadForMany(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	s.backup(source, cbr.BackupSpec{})
	session := s.session(false)
	for range 5 {
		s.want(session, runSpec(source, to(replicas)), "")
	}
	for _, operation := range []string{"ShowVault", "ListBackups", "ListExternalVault", "ShowReplicationCapabilities"} {
		if n := s.Count("", operation, ""); n != 1 {
			t.Errorf("%s was called %d times", operation, n)
		}
	}
}

// TestGatherUnreadable names a fact that could not be read, and judges the rest.
func TestGatherUnreadable(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	s.fault(cloudsim.Fault{Kind: cloudsim.KindStatus, Operation: "ListBackups", Status: 403, Code: "BackupService.0403", Message: "no"})
	_, facts, err := s.session(false).Gather(t.Context(), runSpec(source, to(replicas)), "", true)
	if err != nil || len(facts.Unreadable()) != 1 || !replication.IsKind(facts.Unreadable()[vault.FactBackups], replication.KindPermission) {
		t.Errorf("error %v, not read: %v", err, facts.Unreadable())
	}
}

func TestManyPoliciesCostOneRead(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	cached := vault.NewCachedDriver(d)
	var refs []vault.Ref
	for range 4 {
		made, err := cached.CreatePolicy(t.Context(), nightly())
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, made.Ref)
	}
	s.ResetCounts()
	for _, ref := range refs {
		if p, err := cached.Policy(t.Context(), ref); err != nil || p.ID != ref.ID {
			t.Errorf("Policy returned %+v, %v", p, err)
		}
	}
	if n := s.Count("", "ListPolicies", "") + s.Count("", "ShowPolicy", ""); n != 1 {
		t.Errorf("%d requests", n)
	}
	if err := cached.DeletePolicy(t.Context(), refs[0]); err != nil {
		t.Fatal(err)
	}
	_, err := cached.Policy(t.Context(), refs[0])
	wantKind(t, err, replication.KindNotFound)
}

var _ vault.Driver = (*huawei.Driver)(nil)
