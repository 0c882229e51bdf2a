package cbr

import (
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

var (
	keyA = Encryption{KeyID: "key-a"}
	keyB = Encryption{KeyID: "key-b"}
)

// A case replicates "first" to one vault, and then the backup under test to another vault of the same region.
type skipCase struct {
	backup             BackupSpec
	turbo              bool
	first, second      *Encryption // of the destination vaults; a first of nil is no first replication
	otherResource      bool
	firstReplicaIsGone bool
	elsewhere          bool   // the second vault is in another region
	want               string // code; empty is success
}

func TestSkippedBackups(t *testing.T) {
	t.Parallel()
	plain := Encryption{}
	shared := Encryption{KeyID: "key-a", KeyOwner: "somebody"}
	for name, c := range map[string]skipCase{
		"available":                      {second: &plain},
		"encrypted to encrypted":         {backup: BackupSpec{Encrypted: true}, second: &keyA},
		"not available":                  {backup: BackupSpec{Status: StatusError}, second: &plain, want: SkipNotAvailable},
		"no system disk":                 {backup: BackupSpec{NoSystemDisk: true}, second: &plain, want: SkipNoSystemDisk},
		"not an ECS":                     {backup: BackupSpec{ResourceType: TypeBareMetal}, second: &plain, want: SkipNotECS},
		"SFS Turbo":                      {turbo: true, second: &plain},
		"SFS Turbo needs no system disk": {turbo: true, backup: BackupSpec{NoSystemDisk: true}, second: &plain},
		"SFS Turbo, not available":       {turbo: true, backup: BackupSpec{Status: StatusError}, second: &plain, want: SkipNotAvailable},
		"SFS Turbo, shared key":          {turbo: true, second: &shared, want: SkipSharedKey},
		"shared key":                     {second: &shared, want: SkipSharedKey},
		"encrypted to plain":             {backup: BackupSpec{Encrypted: true}, second: &plain, want: SkipNeedsKey},
		"once encrypted, then plain":     {first: &keyA, second: &plain, want: SkipEncryptedOnly},
		"once encrypted, then other key": {first: &keyA, second: &keyB, want: SkipOtherKey},
		"once encrypted, then same key":  {first: &keyA, second: &keyA},
		"once plain, then encrypted":     {first: &plain, second: &keyA, want: SkipPlainOnly},
		"once plain, then plain":         {first: &plain, second: &plain},
		"sticks after the replica's end": {first: &keyA, second: &plain, firstReplicaIsGone: true, want: SkipEncryptedOnly},
		"another resource is free":       {first: &keyA, second: &plain, otherResource: true},
		"another region is free":         {first: &keyA, second: &plain, elsewhere: true},
		"encrypted, in another region":   {backup: BackupSpec{Encrypted: true}, first: &keyA, second: &keyB, elsewhere: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSim(t, Options{})
			credential, kind := s.credential(), ObjectServer
			if c.turbo {
				kind = ObjectTurbo
			}
			v := s.vault(VaultSpec{ObjectType: kind})
			if c.first != nil {
				resource := "r-1"
				if c.otherResource {
					resource = "r-2"
				}
				b := s.backup(v, BackupSpec{ResourceID: resource})
				d := s.abroad(VaultSpec{ObjectType: kind, Encryption: *c.first})
				s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyAbroad(d, credential)))
				s.clock.Advance(time.Hour)
				if r := s.last(b); r.Status != "success" {
					t.Fatalf("first: %+v", r)
				} else if c.firstReplicaIsGone {
					s.must(s.DeleteBackupHard(r.ReplicaID))
				}
			}
			c.backup.ResourceID = "r-1"
			b := s.backup(v, c.backup)
			region := site
			if c.elsewhere {
				region = "tr-central-202"
			}
			d := s.abroad(VaultSpec{ObjectType: kind, Encryption: *c.second, Region: region})
			s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyAbroad(d, credential)))
			if r := s.last(b); r.Status != "waiting_replicate" {
				t.Errorf("accepted: %+v", r)
			}
			s.clock.Advance(time.Hour)
			r, tasks := s.last(b), s.Tasks(v)
			if c.want == "" {
				replica, _ := s.Backup(r.ReplicaID)
				if r.Status != "success" || replica.Encrypted != (c.second.KeyID != "") {
					t.Errorf("record %+v, replica %+v", r, replica)
				}
				return
			}
			if r.Status != "skip" || r.FailCode != c.want || r.FailReason == "" || r.ReplicaID != "" {
				t.Errorf("record: %+v, want %s", r, c.want)
			}
			if task := tasks[len(tasks)-1]; task.Status != Skipped || task.Code != c.want {
				t.Errorf("task: %+v", task)
			}
		})
	}
}

func TestOneAccountPerBackup(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	const third = "0b000000000000000000000000000003"
	s.iam.PutAccount(iam.Account{ID: third, Cloud: iam.HCSOnline})
	v, d := s.vault(VaultSpec{}), s.abroad(VaultSpec{})
	b := s.backup(v, BackupSpec{})
	s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyAbroad(d, s.credential())))
	s.clock.Advance(time.Hour)
	s.access.Put(world.Key{Cloud: "huawei", Account: third, ID: "THIRD", Secret: "x"})
	other, err := s.CreateCredential(CredentialSpec{Name: "third", Account: here, Region: north, TargetCloud: iam.HCSOnline, TargetAccount: third, AccessKey: "THIRD", SecretKey: "x"})
	s.must(err)
	e := s.vault(VaultSpec{Account: third, Region: "tr-central-202", ProtectType: ProtectReplication, CloudType: CloudHybrid})
	s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyAbroad(e, other)))
	s.clock.Advance(time.Hour)
	if r := s.last(b); r.Status != "skip" || r.FailCode != SkipOtherAccount {
		t.Errorf("record: %+v", r)
	}
}

func TestSkippedVaults(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	credential, v := s.credential(), s.vault(VaultSpec{Resources: []Resource{{ID: "r-1"}, {ID: "r-2"}}})
	copyVault := func(vault, destination string) []any {
		body := s.copyAbroad(destination, credential, `"vault_id":"`+vault+`"`)
		return as[[]any](s, s.ok(s.call("POST", "checkpoints/replicate", body), "replication", "backups"))
	}
	lastTask := func(vault, code string) {
		t.Helper()
		s.clock.Advance(time.Hour)
		tasks := s.Tasks(vault)
		if task := tasks[len(tasks)-1]; task.Status != Skipped || task.Code != code || task.Reason == "" {
			t.Errorf("task: %+v, want %s", task, code)
		}
	}
	plain, encrypted := s.abroad(VaultSpec{}), s.abroad(VaultSpec{Encryption: keyA})

	if records := copyVault(v, plain); len(records) != 0 {
		t.Errorf("an empty vault: %v", records)
	}
	lastTask(v, SkipEmptyVault)

	// One resource that has been replicated to an encrypted vault keeps the whole vault from a plain one.
	one, two := s.backup(v, BackupSpec{ResourceID: "r-1"}), s.backup(v, BackupSpec{ResourceID: "r-2"})
	s.ok(s.call("POST", "backups/"+one+"/replicate", s.copyAbroad(encrypted, credential)))
	s.clock.Advance(time.Hour)
	if records := copyVault(v, plain); len(records) != 1 {
		t.Errorf("records: %v", records)
	}
	lastTask(v, SkipEncryptedOnly)
	if r := s.last(two); r.Status != "skip" {
		t.Errorf("record: %+v", r)
	}
	if records := copyVault(v, encrypted); len(records) != 1 {
		t.Errorf("records: %v", records)
	}
	s.clock.Advance(time.Hour)
	if r := s.last(two); r.Status != "success" {
		t.Errorf("record: %+v", r)
	}

	// Once is once, by hand: also with new backups, also when the replicas are gone.
	s.must(s.DeleteBackupHard(s.last(two).ReplicaID))
	s.backup(v, BackupSpec{ResourceID: "r-2"})
	if records := copyVault(v, encrypted); len(records) != 0 {
		t.Errorf("a second time: %v", records)
	}
	lastTask(v, SkipReplicated)

	// And the other way round: plain first, then an encrypted vault.
	w := s.vault(VaultSpec{})
	s.backup(w, BackupSpec{ResourceID: "r-9"})
	copyVault(w, plain)
	s.clock.Advance(time.Hour)
	x := s.vault(VaultSpec{Resources: []Resource{{ID: "r-9"}}})
	s.backup(x, BackupSpec{ResourceID: "r-8"})
	copyVault(x, encrypted)
	lastTask(x, SkipPlainOnly)
}

func TestEmptyVaultRefusedAcrossClouds(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{EmptyVault: EmptyRefused})
	v, d := s.vault(VaultSpec{}), s.abroad(VaultSpec{})
	s.refused(s.call("POST", "checkpoints/replicate", s.copyAbroad(d, s.credential(), `"vault_id":"`+v+`"`)), 400, "0001")
}
