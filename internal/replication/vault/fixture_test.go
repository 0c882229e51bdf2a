package vault

import (
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// What the cases vary: valid in every respect, from one region of a cloud to another.
const (
	north = "cn-north-4"
	east  = "cn-east-3"
)

func known[T any](v T) replication.Value[T] { return replication.Known(v) }

func unknownValue[T any]() replication.Value[T] { return replication.Unknown[T]() }

// specOf is the valid spec of a kind with changes.
func specOf(kind Kind, changes ...func(*Spec)) Spec {
	s := Spec{Kind: kind, Region: known(north)}
	destination := DestinationSpec{Region: known(east), VaultID: known("replicas")}
	switch kind {
	case KindCredential:
		s.Name = known("to-site")
	case KindPolicy:
		s.Name = known("nightly")
		s.Destination = DestinationSpec{Region: known(east)}
		s.Schedule = ScheduleSpec{EveryDays: known(1), Times: known([]string{"06:00", "18:00"})}
	case KindBinding:
		s.VaultID, s.PolicyID, s.Destination = known("orders"), known("p1"), destination
	case KindRun:
		s.VaultID, s.Destination = known("orders"), destination
	case KindBackup:
		s.BackupID, s.Destination = known("b1"), destination
	}
	for _, change := range changes {
		change(&s)
	}
	return s
}

func crossing(s *Spec) {
	s.Destination.TargetCloud, s.Destination.CredentialID = known("hcso"), known("c1")
}

// encryptedWith declares the destination vault: with a key, or plain if that is empty.
func encryptedWith(key string) func(*Spec) {
	return func(s *Spec) {
		s.Destination.Encrypted = known(key != "")
		if key != "" {
			s.Destination.KMSKeyID = known(key)
		}
	}
}

func inVault(id string) func(*Spec) { return func(s *Spec) { s.Destination.VaultID = known(id) } }

func account(id string) func(*Spec) { return func(s *Spec) { s.Destination.AccountID = known(id) } }

// entryOf is a resource that the plan writes.
func entryOf(s Spec, changes ...func(*Entry)) Entry {
	e := Entry{Spec: s, Writes: true}
	for _, change := range changes {
		change(&e)
	}
	return e
}

func resources(ids ...string) func(*Entry) { return func(e *Entry) { e.ResourceIDs = ids } }

func owning(id string) func(*Entry) { return func(e *Entry) { e.OwnID = id } }

// factsOf is everything that can be read, as it should be, of a new resource.
func factsOf(changes ...func(*Facts)) Facts {
	f := Facts{
		SourceVault:       replication.FactOf(Vault{Ref: Ref{ID: "orders"}, Name: "orders", ObjectType: ObjectServer, ProtectType: ProtectBackup, SizeGB: 100}),
		Backups:           replication.FactOf([]Backup{backupOf("b1")}),
		Policy:            replication.FactOf(policyOf("p1", OperationReplication, 6)),
		VaultPolicies:     replication.FactOf([]Policy{policyOf("daily", OperationBackup, 2)}),
		DestinationVault:  replication.FactOf(Vault{Ref: Ref{ID: "replicas"}, Name: "replicas", ObjectType: ObjectServer, ProtectType: ProtectReplication, SizeGB: 100}),
		DestinationRegion: replication.FactOf(true),
		Replicas:          replication.FactOf(map[string]Backup{}),
		CredentialUse:     replication.FactOf([]Policy(nil)),
		New:               true,
	}
	for _, change := range changes {
		change(&f)
	}
	return f
}

func backups(b ...Backup) func(*Facts) {
	return func(f *Facts) { f.Backups = replication.FactOf(b) }
}

func siblings(b ...Backup) func(*Facts) {
	return func(f *Facts) { f.Siblings = replication.FactOf(b) }
}

func replicas(b ...Backup) func(*Facts) {
	return func(f *Facts) {
		found := map[string]Backup{}
		for _, r := range b {
			found[r.ID] = r
		}
		f.Replicas = replication.FactOf(found)
	}
}

func sourceVault(change func(*Vault)) func(*Facts) {
	return func(f *Facts) { f.SourceVault = changedVault(f.SourceVault, change) }
}

func destinationVault(change func(*Vault)) func(*Facts) {
	return func(f *Facts) { f.DestinationVault = changedVault(f.DestinationVault, change) }
}

func changedVault(fact replication.Fact[Vault], change func(*Vault)) replication.Fact[Vault] {
	v, _ := fact.Get()
	change(&v)
	return replication.FactOf(v)
}

func vaultPolicies(p ...Policy) func(*Facts) {
	return func(f *Facts) { f.VaultPolicies = replication.FactOf(p) }
}

// backupOf is a backup of an ECS server that can be replicated.
func backupOf(id string, changes ...func(*Backup)) Backup {
	contains := true
	b := Backup{
		Ref: Ref{ID: id}, Name: "nightly-" + id, VaultID: "orders", ImageType: ImageBackup, Status: BackupAvailable, ResourceID: "r1", ResourceName: "db",
		ResourceType: ResourceECS, ContainsSystemDisk: &contains,
	}
	for _, change := range changes {
		change(&b)
	}
	return b
}

func broken(b *Backup) { b.Status = BackupError }

func beingMade(b *Backup) { b.Status = BackupProtecting }

func ofResource(t string) func(*Backup) { return func(b *Backup) { b.ResourceType = t } }

func withoutSystemDisk(b *Backup) {
	contains := false
	b.ContainsSystemDisk = &contains
}

func encrypted(yes bool) func(*Backup) { return func(b *Backup) { b.Encrypted = &yes } }

// recorded adds a replication to the east.
func recorded(status Status, replica string) func(*Backup) {
	return func(b *Backup) {
		b.Records = append(b.Records, Record{
			ID: "record-" + replica, Status: status, BackupID: b.ID, Destination: Place{Region: east}, DestinationVaultID: "older", ReplicaID: replica,
		})
	}
}

func policyOf(id string, operation Operation, hours ...int) Policy {
	p := Policy{Ref: Ref{ID: id}, Name: id, Operation: operation, Enabled: true, Schedule: Schedule{EveryDays: 1}}
	for _, h := range hours {
		p.Schedule.Times = append(p.Schedule.Times, TimeOfDay(h*60))
	}
	p.Destination.Region = east
	return p
}

var someDay = time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC)
