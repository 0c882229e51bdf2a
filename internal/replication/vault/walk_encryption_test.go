package vault

import "github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"

const (
	atStatic = replication.StageStatic
	atPlan   = replication.StagePlan
)

func encryptionCases() []walkCase {
	shared := func(s *Spec) { s.Destination.KeyOwnerAccountID, s.Destination.AccountID = known("a2"), known("a1") }
	owned := func(s *Spec) { s.Destination.KeyOwnerAccountID, s.Destination.AccountID = known("a1"), known("a1") }
	turbo := sourceVault(func(v *Vault) { v.ObjectType = ObjectTurbo })
	const path = "destination.vault_encryption"
	return []walkCase{
		{id: "H4", stage: atStatic, name: "shared across clouds", spec: specOf(KindRun, crossing, encryptedWith("k1"), shared), path: path, severity: failure, text: "belongs to account a2, but the vault to account a1"},
		{id: "H4", stage: atStatic, name: "own", spec: specOf(KindRun, crossing, encryptedWith("k1"), owned)},
		{id: "H4", stage: atStatic, name: "within a cloud", spec: specOf(KindRun, encryptedWith("k1"), shared)},
		{id: "H4", stage: atStatic, name: "plain", spec: specOf(KindRun, crossing, encryptedWith(""), shared)},
		{id: "H4", stage: atLive, name: "shared, file systems", spec: specOf(KindRun, encryptedWith("k1"), shared), facts: factsOf(turbo), path: path, severity: failure, text: "it is shared"},
		{id: "H4", stage: atLive, name: "shared, backup of a file system", spec: specOf(KindBackup, encryptedWith("k1"), shared), facts: factsOf(func(f *Facts) { f.SourceVault = replication.Fact[Vault]{} }, backups(backupOf("b1", ofResource(ResourceTurbo)))), path: path, severity: failure, text: "it is shared"},
		{id: "H4", stage: atLive, name: "shared, servers within a cloud", spec: specOf(KindRun, encryptedWith("k1"), shared), facts: factsOf()},

		{id: "H14", stage: atLive, name: "encrypted to plain", spec: specOf(KindBackup, encryptedWith("")), facts: factsOf(backups(backupOf("b1", encrypted(true)))), path: path, severity: failure, text: "backup nightly-b1 (b1)"},
		{id: "H14", stage: atLive, name: "encrypted to plain by a policy", spec: specOf(KindBinding, encryptedWith("")), facts: factsOf(backups(backupOf("b1", encrypted(true)))), path: path, severity: warning, text: "declared plain"},
		{id: "H14", stage: atLive, name: "encrypted to encrypted", spec: specOf(KindBackup, encryptedWith("k1")), facts: factsOf(backups(backupOf("b1", encrypted(true))))},
		{id: "H14", stage: atLive, name: "plain to plain", spec: specOf(KindBackup, encryptedWith("")), facts: factsOf(backups(backupOf("b1", encrypted(false))))},
		{id: "H14", stage: atLive, name: "not declared", spec: specOf(KindBackup), facts: factsOf(backups(backupOf("b1", encrypted(true))))},
		{id: "H14", stage: atLive, name: "stays behind", spec: specOf(KindRun, encryptedWith("")), facts: factsOf(backups(backupOf("b1", encrypted(true), broken), backupOf("b2")))},
	}
}

func consistencyCases() []walkCase {
	const path = "destination.vault_encryption"
	mine := entryOf(specOf(KindRun, encryptedWith("k1")))
	single := entryOf(specOf(KindBackup, encryptedWith("k1")), resources("r1", "r2"))
	other := func(kind Kind, changes ...func(*Spec)) Entry {
		return entryOf(specOf(kind, append(changes, inVault("v2"))...))
	}
	sharing := func(e Entry, ids ...string) Entry {
		e.ResourceIDs = ids
		return e
	}
	elsewhere := func(s *Spec) { s.Destination.Region = known("cn-south-1") }
	declared := func(key string) func(*Facts) {
		return func(f *Facts) {
			f.Declared = map[string]DestinationSpec{"older": specOf(KindRun, encryptedWith(key)).Destination}
		}
	}
	done := backups(backupOf("b1", recorded(StatusSuccess, "x")))
	return []walkCase{
		{id: "H5", stage: atPlan, name: "encrypted and plain", me: mine, others: []Entry{other(KindRun, encryptedWith(""))}, path: path, severity: failure, text: "encrypted here and plain there"},
		{id: "H5", stage: atPlan, name: "other key", me: mine, others: []Entry{other(KindBinding, encryptedWith("k2"))}, path: path, severity: failure, text: "with key k1 here and k2 there"},
		{id: "H5", stage: atPlan, name: "of a policy", me: other(KindBinding, encryptedWith("")), others: []Entry{mine}, path: path, severity: warning, text: "plain here and encrypted there"},
		{id: "H5", stage: atPlan, name: "one resource of a single backup", me: single, others: []Entry{sharing(other(KindRun, encryptedWith("")), "r2")}, path: path, severity: failure, text: "the run of vault orders"},
		{id: "H5", stage: atPlan, name: "other resources", me: single, others: []Entry{sharing(other(KindRun, encryptedWith("")), "r3")}},
		{id: "H5", stage: atPlan, name: "same key", me: mine, others: []Entry{other(KindRun, encryptedWith("k1"))}},
		{id: "H5", stage: atPlan, name: "other region", me: mine, others: []Entry{other(KindRun, encryptedWith(""), elsewhere)}},
		{id: "H5", stage: atPlan, name: "other cloud", me: mine, others: []Entry{other(KindRun, encryptedWith(""), crossing)}},
		{id: "H5", stage: atPlan, name: "not declared", me: mine, others: []Entry{other(KindRun)}},

		{id: "H5", stage: atLive, name: "plain replica", spec: specOf(KindRun, encryptedWith("k1")), facts: factsOf(done, replicas(backupOf("x", encrypted(false)))), path: path, severity: failure, text: "was replicated to vault older in cn-east-3"},
		{id: "H5", stage: atLive, name: "encrypted replica", spec: specOf(KindBackup, encryptedWith("")), facts: factsOf(done, replicas(backupOf("x", encrypted(true)))), path: path, severity: failure, text: "plain here and encrypted there"},
		{id: "H5", stage: atLive, name: "declared with another key", spec: specOf(KindRun, encryptedWith("k1")), facts: factsOf(done, declared("k2")), path: path, severity: failure, text: "k2"},
		{id: "H5", stage: atLive, name: "plain replica of a policy", spec: specOf(KindBinding, encryptedWith("k1")), facts: factsOf(done, replicas(backupOf("x", encrypted(false)))), path: path, severity: warning, text: "of db"},
		{id: "H5", stage: atLive, name: "another backup of the resource", spec: specOf(KindBackup, encryptedWith("k1")), facts: factsOf(backups(backupOf("b2")), siblings(backupOf("b1", recorded(StatusSuccess, "x"))), replicas(backupOf("x", encrypted(false)))), path: path, severity: failure, text: "encrypted here and plain there"},
		{id: "H5", stage: atLive, name: "encrypted alike", spec: specOf(KindRun, encryptedWith("k1")), facts: factsOf(done, replicas(backupOf("x", encrypted(true))))},
		{id: "H5", stage: atLive, name: "same vault", spec: specOf(KindRun, encryptedWith("k1"), inVault("older")), facts: factsOf(done, replicas(backupOf("x", encrypted(false))))},
		{id: "H5", stage: atLive, name: "skipped before", spec: specOf(KindRun, encryptedWith("k1")), facts: factsOf(backups(backupOf("b1", recorded(StatusSkipped, "x"))), declared(""))},
		{id: "H5", stage: atLive, name: "replica not read", spec: specOf(KindRun, encryptedWith("k1")), facts: factsOf(done, replicas())},
		{id: "H5", stage: atLive, name: "not declared", spec: specOf(KindRun), facts: factsOf(done, replicas(backupOf("x", encrypted(false))))},
	}
}
