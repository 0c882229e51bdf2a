package huawei_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

func (s sim) starter(d *huawei.Driver) vault.Starter {
	return vault.Starter{Driver: d, Clock: s.Clock()}
}

func (s sim) follow(d *huawei.Driver, what vault.Followed) []vault.Outcome {
	s.t.Helper()
	outcomes, err := vault.Follower{Reader: d, Clock: s.Clock()}.Follow(s.t.Context(), what)
	if err != nil {
		s.t.Fatal(err)
	}
	return outcomes
}

func TestOneBackup(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	b := s.backup(source, cbr.BackupSpec{})
	outcome, err := s.starter(d).StartBackup(t.Context(), b, to(replicas), "copy", "for tests")
	if err != nil || outcome.RecordID == "" {
		t.Fatalf("StartBackup returned %+v, %v", outcome, err)
	}
	var seen []string
	outcomes, err := vault.Follower{Reader: d, Clock: s.Clock(), Changed: func(o vault.Outcome) { seen = append(seen, string(o.Status)) }}.
		Follow(t.Context(), vault.Followed{Vault: source, Backup: b.ID, Region: east, Outcomes: []vault.Outcome{outcome}})
	if err != nil || outcomes[0].Status != vault.StatusSuccess || outcomes[0].ReplicaID == "" {
		t.Fatalf("Follow returned %+v, %v", outcomes, err)
	}
	if text := strings.Join(seen, " "); !strings.Contains(text, "replicating") || !strings.HasSuffix(text, "success") {
		t.Errorf("seen: %s", text)
	}
	replica, err := d.Backup(t.Context(), replicas.At(outcomes[0].ReplicaID))
	if err != nil || replica.ImageType != vault.ImageReplica || replica.VaultID != replicas.ID {
		t.Errorf("the replica is %+v, %v", replica, err)
	}
	_, err = s.starter(d).StartBackup(t.Context(), b, to(replicas), "", "")
	if e := asError(t, err, replication.KindConflict); e.Constraint != "H8" {
		t.Errorf("a second time: %v", e)
	}
	if err := d.DeleteBackup(t.Context(), replica.Ref); err != nil {
		t.Fatal(err)
	}
	if _, err := s.starter(d).StartBackup(t.Context(), b, to(replicas), "", ""); err != nil {
		t.Errorf("after the replica was deleted: %v", err)
	}
}

func TestLostAnswerOfABackup(t *testing.T) {
	t.Parallel()
	for kind, begun := range map[cloudsim.Kind]bool{cloudsim.KindResetAfter: true, cloudsim.KindResetBefore: false} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			s := newSim(t, cbr.Options{})
			d := s.driver()
			source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
			b := s.backup(source, cbr.BackupSpec{})
			s.fault(cloudsim.Fault{Kind: kind, Operation: "CopyBackup"})
			outcome, err := s.starter(d).StartBackup(t.Context(), b, to(replicas), "", "")
			records := s.CBR().Records(b.ID)
			if begun && (err != nil || len(records) != 1 || outcome.RecordID != records[0].ID) {
				t.Errorf("StartBackup returned %+v, %v; records are %+v", outcome, err, records)
			}
			if !begun {
				if e := asError(t, err, replication.KindUnavailable); e.Ambiguous || len(records) != 0 {
					t.Errorf("error is %+v; records are %+v", e, records)
				}
			}
			if n := s.Count("", "CopyBackup", ""); n != 1 {
				t.Errorf("sent %d times", n)
			}
		})
	}
}

// TestRunOfAMixedVault has backups that can be replicated, and of every kind that cannot.
func TestRunOfAMixedVault(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]cbr.Options{"listed": {}, "left out": {OmitIneligible: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSim(t, options)
			d := s.driver()
			source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
			good := s.backup(source, cbr.BackupSpec{Name: "good"})
			failing := s.backup(source, cbr.BackupSpec{Name: "failing"})
			s.backup(source, cbr.BackupSpec{Name: "broken", Status: "error"})
			s.backup(source, cbr.BackupSpec{Name: "diskless", NoSystemDisk: true})
			before := s.backup(source, cbr.BackupSpec{Name: "before"})
			one, err := s.starter(d).StartBackup(t.Context(), before, to(replicas), "", "")
			if err != nil {
				t.Fatal(err)
			}
			s.follow(d, vault.Followed{Vault: source, Backup: before.ID, Region: east, Outcomes: []vault.Outcome{one}})
			if err := s.CBR().FailNext(failing.ID, cbr.Failure{Code: "BackupService.1006", Reason: "Importing the replica failed."}); err != nil {
				t.Fatal(err)
			}
			outcomes, err := s.starter(d).StartRun(t.Context(), source, to(replicas))
			if err != nil {
				t.Fatal(err)
			}
			what := vault.Followed{Vault: source, Region: east, Outcomes: outcomes}
			got := map[string]vault.Outcome{}
			for _, o := range s.follow(d, what) {
				got[o.BackupName] = o
			}
			for name, want := range map[string]vault.Status{
				"good": vault.StatusSuccess, "failing": vault.StatusFailed, "broken": vault.StatusSkipped, "diskless": vault.StatusSkipped, "before": vault.StatusSkipped,
			} {
				if got[name].Status != want || (want == vault.StatusSuccess) != (got[name].Reason == "") {
					t.Errorf("%s, want %s", got[name].Describe(), want)
				}
			}
			if len(got) != 5 || got["good"].ReplicaID == "" || got["good"].BackupID != good.ID || got["before"].ReplicaID == "" || !strings.Contains(got["failing"].Reason, "1006") {
				t.Errorf("outcomes are %+v", got)
			}
			_, err = s.starter(d).StartRun(t.Context(), source, to(replicas))
			if err == nil && !options.OmitIneligible {
				t.Error("a second run was begun")
			}
		})
	}
}

func TestRunWithNothingToReplicate(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	_, err := s.starter(d).StartRun(t.Context(), source, to(replicas))
	if e := asError(t, err, replication.KindInvalid); e.Constraint != "H3" {
		t.Errorf("an empty vault: %v", e)
	}
	s.backup(source, cbr.BackupSpec{Status: "error"})
	_, err = s.starter(d).StartRun(t.Context(), source, to(replicas))
	if e := asError(t, err, replication.KindInvalid); e.Constraint != "H2" {
		t.Errorf("a broken backup: %v", e)
	}
	if n := s.Count("", "CopyCheckpoint", ""); n != 0 {
		t.Errorf("sent %d times", n)
	}
}

func TestLostAnswerOfARun(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	s.backup(source, cbr.BackupSpec{})
	s.backup(source, cbr.BackupSpec{})
	s.fault(cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "CopyCheckpoint"})
	outcomes, err := s.starter(d).StartRun(t.Context(), source, to(replicas))
	if err != nil || len(outcomes) != 2 || outcomes[0].RecordID == "" || outcomes[1].RecordID == "" {
		t.Fatalf("StartRun returned %+v, %v", outcomes, err)
	}
	if done := s.follow(d, vault.Followed{Vault: source, Region: east, Outcomes: outcomes}); len(vault.With(done, vault.StatusSuccess)) != 2 {
		t.Errorf("outcomes are %+v", done)
	}
	if n := s.Count("", "CopyCheckpoint", ""); n != 1 {
		t.Errorf("sent %d times", n)
	}
}

// TestAcrossClouds skips what breaks the encryption of a resource: without an error of the API, and without a record.
func TestAcrossClouds(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source := s.vault(cbr.VaultSpec{Resources: []cbr.Resource{{ID: "11111111-1111-4111-8111-111111111111", Name: "db"}}})
	resource := func(name string) cbr.BackupSpec {
		return cbr.BackupSpec{Name: name, ResourceID: "11111111-1111-4111-8111-111111111111"}
	}
	credential := s.credential(d)
	plain := s.crossing(s.abroadVault(cbr.Encryption{}), credential)
	encrypted := s.crossing(s.abroadVault(cbr.Encryption{KeyID: "key-1"}), credential)
	first := s.backup(source, resource("first"))
	one, err := s.starter(d).StartBackup(t.Context(), first, encrypted, "", "")
	if err != nil {
		t.Fatal(err)
	}
	one = s.follow(d, vault.Followed{Vault: source, Backup: first.ID, Region: site, Outcomes: []vault.Outcome{one}})[0]
	replica, err := s.abroad().Backup(t.Context(), vault.Place{Region: site}.At(one.ReplicaID))
	if one.Status != vault.StatusSuccess || err != nil || replica.VaultID != encrypted.VaultID {
		t.Fatalf("outcome %+v, replica %+v, %v", one, replica, err)
	}
	second := s.backup(source, resource("second"))
	two, err := s.starter(d).StartBackup(t.Context(), second, plain, "", "")
	if err != nil {
		t.Fatal(err)
	}
	two = s.follow(d, vault.Followed{Vault: source, Backup: second.ID, Region: site, Outcomes: []vault.Outcome{two}})[0]
	if two.Status != vault.StatusSkipped || two.Reason == "" || two.ReplicaID != "" {
		t.Errorf("the other encryption: %+v", two)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	outcomes, err := s.starter(d).StartRun(ctx, source, plain)
	if err == nil {
		outcomes, err = vault.Follower{Reader: d, Clock: s.Clock()}.Follow(ctx, vault.Followed{Vault: source, Region: site, Outcomes: outcomes})
		if err != nil || vault.Replicated(outcomes) {
			t.Errorf("the run: %+v, %v", outcomes, err)
		}
	} else if e := asError(t, err, replication.KindInvalid); !strings.Contains(e.Message, "skip") {
		t.Errorf("the run: %v", e)
	}
}
