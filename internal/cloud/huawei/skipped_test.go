package huawei_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// TestSecondRunAcrossClouds is accepted by the cloud and skipped, though there is a new backup: a vault is replicated to a
// region once. Nothing may look as if it were under way.
func TestSecondRunAcrossClouds(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source := s.vault(cbr.VaultSpec{})
	abroad := s.crossing(s.abroadVault(cbr.Encryption{}), s.credential(d))
	for range 40 {
		s.backup(source, cbr.BackupSpec{})
	}
	outcomes, err := s.starter(d).StartRun(t.Context(), source, abroad)
	if err != nil {
		t.Fatal(err)
	}
	done := s.follow(d, vault.Followed{Vault: source, Region: site, Outcomes: outcomes})
	if n := len(vault.With(done, vault.StatusSuccess)); n != 40 {
		t.Fatalf("%d of %d were replicated", n, len(done))
	}
	s.want(s.session(true), runSpec(source, abroad), "", "H9")
	s.backup(source, cbr.BackupSpec{})
	s.want(s.session(true), runSpec(source, abroad), "", "H9") // now a warning
	_, err = s.starter(d).StartRun(t.Context(), source, abroad)
	if e := asError(t, err, replication.KindInvalid); !strings.Contains(e.Message, "skip") || e.Ambiguous {
		t.Errorf("error is %v", e)
	}
}

// TestAnswerLostForGood cannot look up what became of a request: the outcome is kept, and followed later.
func TestAnswerLostForGood(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	b := s.backup(source, cbr.BackupSpec{})
	s.fault(cloudsim.Fault{Name: "lost", Kind: cloudsim.KindResetAfter, Operation: "CopyBackup", Count: 1})
	s.fault(cloudsim.Fault{Name: "denied", Kind: cloudsim.KindStatus, Operation: "ShowBackup", Skip: 1, Status: http.StatusForbidden, Code: "BackupService.0403", Message: "no"})
	outcome, err := s.starter(d).StartBackup(t.Context(), b, to(replicas), "", "")
	if e := asError(t, err, replication.KindIncomplete); !e.Ambiguous || outcome.BackupID != b.ID || outcome.RecordID != "" {
		t.Fatalf("StartBackup returned %+v, %v", outcome, err)
	}
	if err := s.Faults().Remove("denied"); err != nil {
		t.Fatal(err)
	}
	done := s.follow(d, vault.Followed{Vault: source, Backup: b.ID, Region: east, Outcomes: []vault.Outcome{outcome}})
	if done[0].Status != vault.StatusSuccess || done[0].RecordID == "" {
		t.Errorf("the outcome is %+v", done[0])
	}
}

// TestTwoAtOnce replicates two backups of one vault: CBR refuses the second while the first is under way, and it waits.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	first, second := s.backup(source, cbr.BackupSpec{}), s.backup(source, cbr.BackupSpec{})
	for _, b := range []vault.Ref{first, second} {
		outcome, err := s.starter(d).StartBackup(t.Context(), b, to(replicas), "", "")
		if err != nil || outcome.RecordID == "" {
			t.Errorf("StartBackup returned %+v, %v", outcome, err)
		}
	}
}

func TestBackupBeingMadeIsWaitedFor(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source, replicas := s.vault(cbr.VaultSpec{}), s.replicaVault()
	b := s.backup(source, cbr.BackupSpec{Status: "protecting"})
	finish := func() {
		if err := s.CBR().MutateBackup(b.ID, func(spec *cbr.BackupSpec) { spec.Status = "available" }); err != nil {
			t.Error(err)
		}
	}
	starter := vault.Starter{Driver: d, Clock: &finishing{Clock: s.Clock(), after: 3, do: finish}}
	if outcome, err := starter.StartBackup(t.Context(), b, to(replicas), "", ""); err != nil || outcome.RecordID == "" {
		t.Errorf("StartBackup returned %+v, %v", outcome, err)
	}
}

func TestDestinationProject(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	session := s.session(true)
	for _, c := range []struct {
		crosses bool
		place   vault.Place
	}{{true, vault.Place{Region: site}}, {true, vault.Place{Region: site, ProjectID: "own"}}} {
		project, err := session.DestinationProject(t.Context(), c.crosses, c.place)
		if err != nil || project == "" || c.place.ProjectID != "" && project != c.place.ProjectID {
			t.Errorf("%+v: project %q, %v", c, project, err)
		}
	}
	if _, err := s.session(false).DestinationProject(t.Context(), true, vault.Place{Region: site}); err == nil {
		t.Error("without a destination, a project of another cloud was found")
	}
	if project, err := s.session(false).DestinationProject(t.Context(), false, vault.Place{Region: east}); err != nil || project == "" {
		t.Errorf("within the cloud: %q, %v", project, err)
	}
}
