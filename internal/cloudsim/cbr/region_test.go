package cbr

import (
	"strings"
	"testing"
	"time"
)

func TestCopyBackupAcrossRegions(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{})
	b := s.backup(v, BackupSpec{Name: "daily", ResourceID: "ecs-1", ResourceSize: 7, Incremental: true})
	a := s.call("POST", "backups/"+b+"/replicate", s.copyBody(d, `"name":"far","description":"away"`))
	record := s.id(a, "replication", "replication_record_id")
	if s.id(a, "replication", "source_region") != north || s.id(a, "replication", "destination_vault_id") != d || strings.Contains(a.body, "task") {
		t.Error(a.body)
	}
	show := func() map[string]any {
		records := as[[]any](s, s.ok(s.call("GET", "backups/"+b, ""), "backup", "replication_records"))
		if len(records) != 1 || as[map[string]any](s, records[0])["id"] != record {
			t.Fatalf("records: %v", records)
		}
		return as[map[string]any](s, records[0])
	}
	progress := func(r map[string]any) float64 {
		return as[float64](s, as[map[string]any](s, r["extra_info"])["progress"])
	}
	if r := show(); r["status"] != "waiting_replicate" || progress(r) != 0 || r["destination_backup_id"] != "" {
		t.Errorf("waiting: %v", r)
	}
	s.refused(s.call("POST", "backups/"+b+"/replicate", s.copyBody(d)), 400, "1009") // in flight
	s.refused(s.call("DELETE", "backups/"+b, ""), 400, "6203")
	s.clock.Advance(70 * time.Second)
	if r := show(); r["status"] != "replicating" || progress(r) != 50 {
		t.Errorf("replicating: %v", r)
	}
	if task := s.Tasks(v)[0]; task.Status != "running" || task.Progress != 50 || task.BackupID != b {
		t.Errorf("task: %+v", task)
	}
	s.clock.Advance(time.Minute)
	r := show()
	if r["status"] != "success" || progress(r) != 100 {
		t.Errorf("done: %v", r)
	}
	replica := as[string](s, r["destination_backup_id"])
	document := as[map[string]any](s, s.ok(s.as(here, east, "GET", "backups/"+replica, ""), "backup"))
	for key, want := range map[string]any{
		"image_type": "replication", "status": "available", "name": "far", "vault_id": d, "resource_id": "ecs-1", "incremental": true, "project_id": s.iam.ProjectID(here, east),
	} {
		if document[key] != want {
			t.Errorf("%s of the replica is %v, want %v", key, document[key], want)
		}
	}
	if vault, _ := s.Vault(d); vault.Used != 7*1024 {
		t.Errorf("the destination vault has %d MB in use", vault.Used)
	}
	s.refused(s.as(here, east, "POST", "backups/"+replica+"/replicate", s.copyBody(d)), 400, "1002")
	s.refused(s.call("POST", "backups/"+b+"/replicate", s.copyBody(d)), 400, "1009") // has a replica

	if a := s.as(here, east, "DELETE", "backups/"+replica, ""); a.status != 204 || a.body != "" {
		t.Errorf("delete: %d %s", a.status, a.body)
	}
	s.refused(s.as(here, east, "DELETE", "backups/"+replica, ""), 400, "6201")
	s.clock.Advance(time.Minute)
	s.refused(s.as(here, east, "GET", "backups/"+replica, ""), 404, "6200")
	s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyBody(d))) // allowed again
}

func TestCopyVaultAcrossRegions(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{RepeatVaultRuns: true})
	v, d := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{})
	body := s.copyBody(d, `"vault_id":"`+v+`","auto_trigger":false`)
	s.refused(s.call("POST", "checkpoints/replicate", body), 400, "0001") // empty
	bad := s.backup(v, BackupSpec{Status: StatusError})
	s.refused(s.call("POST", "checkpoints/replicate", body), 400, "0001") // nothing that can be replicated
	one, two := s.backup(v, BackupSpec{}), s.backup(v, BackupSpec{})
	records := as[[]any](s, s.ok(s.call("POST", "checkpoints/replicate", body), "replication", "backups"))
	if len(records) != 3 {
		t.Errorf("records: %v", records)
	}
	s.refused(s.call("POST", "checkpoints/replicate", body), 400, "6130")
	s.refused(s.call("POST", "backups/"+one+"/replicate", s.copyBody(d)), 400, "6130")
	s.must(s.FailNext(two, Failure{"BackupService.1006", "Importing the replica failed."}))
	s.clock.Advance(10 * time.Minute)
	for id, want := range map[string]string{one: "success", two: "fail", bad: "skip"} {
		if r := s.last(id); r.Status != want || (want != "success") == (r.FailReason == "") {
			t.Errorf("record: %+v, want %s", r, want)
		}
	}
	s.must(s.DeleteBackupHard(s.last(one).ReplicaID))
	if records := as[[]any](s, s.ok(s.call("POST", "checkpoints/replicate", body), "replication", "backups")); len(records) != 2 {
		t.Errorf("only what has failed or was skipped is replicated again: %v", records)
	}
	s.clock.Advance(10 * time.Minute)
	s.must(s.MutateBackup(bad, func(b *BackupSpec) { b.Status = StatusAvailable }))
	s.ok(s.call("POST", "checkpoints/replicate", body))
	s.clock.Advance(10 * time.Minute)
	s.refused(s.call("POST", "checkpoints/replicate", body), 400, "0001") // all done, though a replica has been deleted
	s.ok(s.call("POST", "backups/"+one+"/replicate", s.copyBody(d)))      // one by one it is allowed
}

func TestVaultIsReplicatedOnce(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{OmitIneligible: true})
	v, d := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{})
	s.backup(v, BackupSpec{Status: StatusError})
	s.backup(v, BackupSpec{})
	body := s.copyBody(d, `"vault_id":"`+v+`"`)
	if records := as[[]any](s, s.ok(s.call("POST", "checkpoints/replicate", body), "replication", "backups")); len(records) != 1 {
		t.Errorf("with OmitIneligible: %v", records)
	}
	s.clock.Advance(time.Hour)
	s.backup(v, BackupSpec{})
	s.refused(s.call("POST", "checkpoints/replicate", body), 400, "0001")
	other := s.replicaVault(VaultSpec{Region: "cn-south-1"})
	s.ok(s.call("POST", "checkpoints/replicate", s.copyBody(other, `"vault_id":"`+v+`"`)))
}

func TestEmptyVaultSwitch(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{EmptyVault: EmptySkipped})
	v, d := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{})
	if records := as[[]any](s, s.ok(s.call("POST", "checkpoints/replicate", s.copyBody(d, `"vault_id":"`+v+`"`)), "replication", "backups")); len(records) != 0 {
		t.Errorf("records: %v", records)
	}
	s.clock.Advance(time.Hour)
	if tasks := s.Tasks(v); len(tasks) != 1 || tasks[0].Status != Skipped || tasks[0].Code != SkipEmptyVault || tasks[0].BackupID != "" {
		t.Errorf("tasks: %+v", tasks)
	}
}

func TestStallAndTimeout(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{})
	b := s.backup(v, BackupSpec{})
	s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyBody(d)))
	s.clock.Advance(70 * time.Second)
	s.must(s.SetStalled(b, true))
	s.clock.Advance(time.Hour)
	if r := s.last(b); r.Status != "replicating" || r.Progress != 50 {
		t.Errorf("stalled: %+v", r)
	}
	s.must(s.SetStalled(b, false))
	if r := s.last(b); r.Progress != 50 {
		t.Errorf("goes on: %+v", r)
	}
	s.clock.Advance(time.Minute)
	if r := s.last(b); r.Status != "success" {
		t.Errorf("done: %+v", r)
	}
	c := s.backup(v, BackupSpec{})
	s.must(s.SetStalled(c, true))
	s.ok(s.call("POST", "backups/"+c+"/replicate", s.copyBody(d)))
	s.clock.Advance(25 * time.Hour)
	tasks := s.Tasks(v)
	if r := s.last(c); r.Status != "fail" || tasks[len(tasks)-1].Status != Timeout {
		t.Errorf("record %+v, tasks %+v", r, tasks)
	}
}

func TestDestinationIsCheckedAgainAtTheEnd(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v := s.vault(VaultSpec{})
	for name, c := range map[string]struct {
		change func(vault string) error
		code   string
	}{
		"gone": {s.DeleteVaultHard, "BackupService.6120"},
		"full": {func(id string) error { return s.MutateVault(id, func(v *VaultSpec) { v.UsedMB = v.Size * 1024 }) }, "BackupService.6129"},
	} {
		b, d := s.backup(v, BackupSpec{}), s.replicaVault(VaultSpec{})
		s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyBody(d)))
		s.clock.Advance(time.Minute)
		s.must(c.change(d))
		s.clock.Advance(time.Hour)
		if r := s.last(b); r.Status != "fail" || r.FailCode != c.code || r.ReplicaID != "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}
