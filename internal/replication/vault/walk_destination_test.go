package vault

import "github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"

func destinationCases() []walkCase {
	refused := func(f *Facts) { f.DestinationRegion = replication.FactOf(false) }
	unread := func(f *Facts) { f.DestinationRegion = replication.FactError[bool](nil) }
	home := func(s *Spec) { s.Destination.Region = known(north) }
	none := func(f *Facts) { f.DestinationVault = replication.FactOf(Vault{}) }
	full := func(v *Vault) { v.UsedMB = 100 * 1024 }
	fullAndGrowing := func(v *Vault) { v.UsedMB, v.AutoExpand = 100*1024, true }
	turbo := func(v *Vault) { v.ObjectType = ObjectTurbo }
	protect := func(p ProtectType) func(*Vault) { return func(v *Vault) { v.ProtectType = p } }
	ownAccount := func(id string) func(*Spec) { return func(s *Spec) { s.OwnAccountID = known(id) } }
	other := func(kind Kind, id string, ids ...string) Entry {
		return entryOf(specOf(kind, account(id), inVault("v2"), crossing), resources(ids...))
	}
	run := specOf(KindRun)
	return []walkCase{
		{id: "H6", stage: atLive, name: "not listed", spec: run, facts: factsOf(refused), path: "destination.region", severity: failure, text: "does not list cn-east-3 among the regions that cn-north-4 can replicate to"},
		{id: "H6", stage: atLive, name: "not listed, of a binding", spec: specOf(KindBinding), facts: factsOf(refused), path: "policy_id", severity: failure, text: "does not list"},
		{id: "H6", stage: atLive, name: "home", spec: specOf(KindPolicy, home), facts: factsOf(), path: "destination.region", severity: failure, text: "both in cn-north-4"},
		{id: "H6", stage: atLive, name: "no project abroad", spec: specOf(KindRun, crossing), facts: factsOf(refused), path: "destination.region", severity: failure, text: "no project in the region"},
		{id: "H6", stage: atLive, name: "listed", spec: run, facts: factsOf()},
		{id: "H6", stage: atLive, name: "not read", spec: run, facts: factsOf(unread)},
		{id: "H6", stage: atLive, name: "same name abroad", spec: specOf(KindRun, crossing, home), facts: factsOf()},

		{id: "H7", stage: atPlan, name: "two accounts", me: entryOf(specOf(KindRun, crossing, account("a1"))), others: []Entry{other(KindBinding, "a2")}, path: "destination.account_id", severity: failure, text: "replicates the same to account a2"},
		{id: "H7", stage: atPlan, name: "two accounts of a backup", me: entryOf(specOf(KindBackup, crossing, account("a1"))), others: []Entry{other(KindBackup, "a2")}, path: "destination.account_id", severity: failure, text: "account a2"},
		{id: "H7", stage: atPlan, name: "another account within a cloud", me: entryOf(specOf(KindRun, account("a2"), ownAccount("a1"))), path: "destination.account_id", severity: failure, text: "but the source to account a1"},
		{id: "H7", stage: atPlan, name: "one account", me: entryOf(specOf(KindRun, crossing, account("a1"))), others: []Entry{other(KindBinding, "a1")}},
		{id: "H7", stage: atPlan, name: "other backups", me: entryOf(specOf(KindBackup, crossing, account("a1")), resources("r1")), others: []Entry{other(KindRun, "a2", "r2")}},
		{id: "H7", stage: atPlan, name: "own account within a cloud", me: entryOf(specOf(KindRun, account("a1"), ownAccount("a1")))},

		{id: "H10", stage: atLive, name: "no vault", spec: run, facts: factsOf(none), path: "destination.vault_id", severity: failure, text: "There is no vault replicas in cn-east-3"},
		{id: "H10", stage: atLive, name: "backup vault", spec: run, facts: factsOf(destinationVault(protect(ProtectBackup))), path: "destination.vault_id", severity: failure, text: "is for the type backup"},
		{id: "H10", stage: atLive, name: "hybrid within a cloud", spec: run, facts: factsOf(destinationVault(protect(ProtectHybrid))), path: "destination.vault_id", severity: failure, text: "is for the type hybrid"},
		{id: "H10", stage: atLive, name: "hybrid across clouds", spec: specOf(KindRun, crossing), facts: factsOf(destinationVault(protect(ProtectHybrid))), path: "destination.vault_id", severity: warning, text: "hybrid cloud backup 2.0"},
		{id: "H10", stage: atLive, name: "other objects", spec: run, facts: factsOf(destinationVault(turbo)), path: "destination.vault_id", severity: failure, text: "type turbo, but the source those of the type server"},
		{id: "H10", stage: atLive, name: "other objects than the backup", spec: specOf(KindBackup), facts: factsOf(func(f *Facts) { f.SourceVault = replication.Fact[Vault]{} }, destinationVault(turbo)), path: "destination.vault_id", severity: failure, text: "type turbo"},
		{id: "H10", stage: atLive, name: "full", spec: run, facts: factsOf(destinationVault(full)), path: "destination.vault_id", severity: failure, text: "is full: 100 GB"},
		{id: "H10", stage: atLive, name: "full and growing", spec: run, facts: factsOf(destinationVault(fullAndGrowing)), path: "destination.vault_id", severity: warning, text: "is full"},
		{id: "H10", stage: atLive, name: "file systems", spec: run, facts: factsOf(sourceVault(turbo), destinationVault(turbo))},
		{id: "H10", stage: atLive, name: "fits", spec: specOf(KindBackup), facts: factsOf()},
	}
}
