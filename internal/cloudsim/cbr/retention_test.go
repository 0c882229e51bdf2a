package cbr

import (
	"slices"
	"testing"
	"time"
)

func TestBackupPolicyAndRetention(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v := s.vault(VaultSpec{Size: 1000, Resources: []Resource{{ID: "r-1", Encrypted: true}, {ID: "r-2", NoSystemDisk: true}, {ID: "r-3", Suspended: true}}})
	byHand := s.backup(v, BackupSpec{ResourceID: "r-1"})
	p := s.id(s.call("POST", "policies", policyBody("backup", `"max_backups":2`, daily)), "policy", "id")
	s.ok(s.call("POST", "vaults/"+v+"/associatepolicy", `{"policy_id":"`+p+`"}`))
	s.clock.Advance(19*time.Hour + 31*time.Minute)
	running := s.Backups(v)
	if len(running) != 3 || running[1].Status != StatusProtecting || !running[1].Auto || running[1].PolicyID != p {
		t.Fatalf("running: %+v", running)
	}
	s.clock.Advance(10*24*time.Hour + time.Hour)
	count := map[string]int{}
	for _, b := range s.Backups(v) {
		count[b.ResourceID]++
		if b.ID != byHand && (b.Status != StatusAvailable || b.Encrypted != (b.ResourceID == "r-1") || b.NoSystemDisk != (b.ResourceID == "r-2")) {
			t.Errorf("backup: %+v", b)
		}
	}
	if count["r-1"] != 3 || count["r-2"] != 2 || count["r-3"] != 0 {
		t.Errorf("two of each by policy, and the one by hand: %v", count)
	}
	if _, ok := s.Backup(byHand); !ok {
		t.Error("retention has removed a backup that was made by hand")
	}
}

func TestRetentionByDays(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{})
	p := s.replication(`,"retention_duration_days":3`, daily)
	s.must(s.BindPolicy(v, p, d))
	b := s.backup(v, BackupSpec{Expires: s.clock.Now().Add(36 * time.Hour)})
	s.clock.Advance(24 * time.Hour)
	replicas := s.Backups(d)
	if len(replicas) != 1 || replicas[0].Expires.Sub(replicas[0].Created) != 72*time.Hour {
		t.Fatalf("replicas: %+v", replicas)
	}
	s.clock.Advance(24 * time.Hour)
	if _, ok := s.Backup(b); ok {
		t.Error("the source backup has not expired")
	}
	if len(s.Backups(d)) != 1 || s.last(b).Status != "success" {
		t.Error("the replica goes with its source")
	}
	s.clock.Advance(48 * time.Hour)
	if n := len(s.Backups(d)); n != 0 {
		t.Errorf("%d replicas after their retention", n)
	}
}

func TestExpiryWaitsForReplication(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{Replicating: time.Hour})
	v, d := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{})
	b := s.backup(v, BackupSpec{Expires: s.clock.Now().Add(time.Minute)})
	s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyBody(d)))
	s.clock.Advance(30 * time.Minute)
	if _, ok := s.Backup(b); !ok {
		t.Fatal("expired while being replicated")
	}
	s.clock.Advance(time.Hour)
	if _, ok := s.Backup(b); ok || s.last(b).Status != "success" {
		t.Errorf("record %+v; the backup is still there: %v", s.last(b), ok)
	}
}

func TestLongTermRetention(t *testing.T) {
	t.Parallel()
	count := func(n int) *int { return &n }
	d := definition{MaxBackups: count(2), DayBackups: count(3), WeekBackups: count(2), MonthBackups: count(2), YearBackups: count(1), Timezone: "UTC+08:00"}
	at := func(text string) *backup {
		when, err := time.Parse("2006-01-02 15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		return &backup{BackupSpec: BackupSpec{ID: text, Protected: when}}
	}
	var gone []string
	for _, b := range d.surplus([]*backup{
		at("2026-03-12 20:00"), // newest; its day in the zone is the 13th
		at("2026-03-12 15:00"), // second newest, the 12th
		at("2026-03-12 10:00"), // the 12th has a newer one
		at("2026-03-11 10:00"), // the third day
		at("2026-03-10 10:00"),
		at("2026-03-08 10:00"), // newest of the week before
		at("2026-02-20 10:00"), // newest of the month before
		at("2026-01-20 10:00"),
		at("2025-12-20 10:00"), // the year before: one year is kept, and that is this one
	}) {
		gone = append(gone, b.ID)
	}
	slices.Sort(gone)
	if want := []string{"2025-12-20 10:00", "2026-01-20 10:00", "2026-03-10 10:00", "2026-03-12 10:00"}; !slices.Equal(gone, want) {
		t.Errorf("gone: %q, want %q", gone, want)
	}
}
