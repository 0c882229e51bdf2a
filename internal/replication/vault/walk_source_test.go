package vault

import "github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"

const atLive = replication.StageLive

func sourceCases() []walkCase {
	disk := func(v *Vault) { v.ObjectType = ObjectDisk }
	turbo := func(v *Vault) { v.ObjectType = ObjectTurbo }
	holdsReplicas := func(v *Vault) { v.ProtectType = ProtectReplication }
	replica := func(b *Backup) { b.ImageType = ImageReplica }
	noVault := func(f *Facts) { f.SourceVault = replication.FactOf(Vault{}) }
	run, binding, single := specOf(KindRun), specOf(KindBinding), specOf(KindBackup)
	return []walkCase{
		{id: "H1", stage: atLive, name: "disk vault", spec: run, facts: factsOf(sourceVault(disk)), path: "source.vault_id", severity: failure, text: "vault orders (orders) holds backups of the type disk"},
		{id: "H1", stage: atLive, name: "disk vault of a policy", spec: binding, facts: factsOf(sourceVault(disk)), path: "source.vault_id", severity: failure, text: "type disk"},
		{id: "H1", stage: atLive, name: "disk backup", spec: single, facts: factsOf(backups(backupOf("b1", ofResource(ResourceDisk)))), path: "source.backup_id", severity: failure, text: "is a backup of a disk"},
		{id: "H1", stage: atLive, name: "servers", spec: run, facts: factsOf()},
		{id: "H1", stage: atLive, name: "file systems", spec: run, facts: factsOf(sourceVault(turbo))},

		{id: "H2", stage: atLive, name: "not available", spec: single, facts: factsOf(backups(backupOf("b1", broken))), path: "source.backup_id", severity: failure, text: "is in the state error"},
		{id: "H2", stage: atLive, name: "bare metal", spec: single, facts: factsOf(backups(backupOf("b1", ofResource("OS::Ironic::BareMetalServer")))), path: "source.backup_id", severity: failure, text: "OS::Ironic::BareMetalServer"},
		{id: "H2", stage: atLive, name: "no system disk", spec: single, facts: factsOf(backups(backupOf("b1", withoutSystemDisk))), path: "source.backup_id", severity: failure, text: "system disk"},
		{id: "H2", stage: atLive, name: "some of a vault", spec: run, facts: factsOf(backups(backupOf("b1"), backupOf("b2", broken))), path: "source.vault_id", severity: warning, text: "Of 2 backups in the vault, 1 cannot be replicated"},
		{id: "H2", stage: atLive, name: "all of a vault", spec: run, facts: factsOf(backups(backupOf("b1", withoutSystemDisk), backupOf("b2", broken))), path: "source.vault_id", severity: failure, text: "None of the 2 backups"},
		{id: "H2", stage: atLive, name: "all of a policy's vault", spec: binding, facts: factsOf(backups(backupOf("b1", broken))), path: "source.vault_id", severity: warning, text: "None of the 1 backups"},
		{id: "H2", stage: atLive, name: "being made", spec: single, facts: factsOf(backups(backupOf("b1", beingMade)))},
		{id: "H2", stage: atLive, name: "one of a vault being made", spec: run, facts: factsOf(backups(backupOf("b1", beingMade)))},
		{id: "H2", stage: atLive, name: "file system", spec: single, facts: factsOf(backups(backupOf("b1", ofResource(ResourceTurbo), withoutSystemDisk)))},

		{id: "H3", stage: atLive, name: "empty vault", spec: run, facts: factsOf(backups()), path: "source.vault_id", severity: failure, text: "no backup in the vault orders"},
		{id: "H3", stage: atLive, name: "empty vault of a policy", spec: binding, facts: factsOf(backups()), path: "source.vault_id", severity: warning, text: "no backup"},
		{id: "H3", stage: atLive, name: "no such vault", spec: run, facts: factsOf(noVault, backups()), path: "source.vault_id", severity: failure, text: "no vault orders in cn-north-4.\nCorrect the id, the region or the project."},
		{id: "H3", stage: atLive, name: "no such vault of a policy", spec: binding, facts: factsOf(noVault, backups()), path: "source.vault_id", severity: failure, text: "no vault orders"},
		{id: "H3", stage: atLive, name: "no such backup", spec: single, facts: factsOf(backups()), path: "source.backup_id", severity: failure, text: "no backup b1 in cn-north-4.\nCorrect the id, the region or the project."},
		{id: "H3", stage: atLive, name: "one backup", spec: run, facts: factsOf()},

		{id: "H13", stage: atLive, name: "replication vault", spec: run, facts: factsOf(sourceVault(holdsReplicas)), path: "source.vault_id", severity: failure, text: "what it holds are replicas"},
		{id: "H13", stage: atLive, name: "replica", spec: single, facts: factsOf(backups(backupOf("b1", replica))), path: "source.backup_id", severity: failure, text: "is a replica itself"},
		{id: "H13", stage: atLive, name: "back across clouds", spec: specOf(KindRun, crossing), facts: factsOf(sourceVault(holdsReplicas), backups(backupOf("b1", replica)))},
		{id: "H13", stage: atLive, name: "binding not completed", spec: specOf(KindBinding, func(s *Spec) { s.Destination.Region = replication.Null[string]() }), facts: factsOf(sourceVault(holdsReplicas))},
	}
}

func againCases() []walkCase {
	single, run, binding := specOf(KindBackup), specOf(KindRun), specOf(KindBinding)
	done, underWay, failed := recorded(StatusSuccess, "x"), recorded(StatusReplicating, "x"), recorded(StatusFailed, "x")
	unread := func(f *Facts) { f.Replicas = replication.Fact[map[string]Backup]{} }
	elsewhere := func(b *Backup) {
		b.Records = append(b.Records, Record{ID: "other", Status: StatusSuccess, Destination: Place{Region: "cn-south-1"}, ReplicaID: "y"})
	}
	own := func(f *Facts) { f.Own, f.New = "record-x", false }
	return []walkCase{
		{id: "H8", stage: atLive, name: "replica exists", spec: single, facts: factsOf(backups(backupOf("b1", done)), replicas(backupOf("x"))), path: "source.backup_id", severity: failure, text: "has a replica in cn-east-3 already: x"},
		{id: "H8", stage: atLive, name: "under way", spec: single, facts: factsOf(backups(backupOf("b1", underWay))), path: "source.backup_id", severity: failure, text: "is being replicated to cn-east-3 already"},
		{id: "H8", stage: atLive, name: "replica not read", spec: single, facts: factsOf(backups(backupOf("b1", done)), unread), path: "source.backup_id", severity: warning, text: "could not be read"},
		{id: "H8", stage: atLive, name: "replica deleted", spec: single, facts: factsOf(backups(backupOf("b1", done)))},
		{id: "H8", stage: atLive, name: "failed before", spec: single, facts: factsOf(backups(backupOf("b1", failed)))},
		{id: "H8", stage: atLive, name: "another region", spec: single, facts: factsOf(backups(backupOf("b1", elsewhere)))},
		{id: "H8", stage: atLive, name: "its own", spec: single, facts: factsOf(backups(backupOf("b1", done)), replicas(backupOf("x")), own)},

		{id: "H9", stage: atLive, name: "all replicated", spec: run, facts: factsOf(backups(backupOf("b1", done), backupOf("b2", underWay), backupOf("b3", broken))), path: "source.vault_id", severity: failure, text: "All 2 backups"},
		{id: "H9", stage: atLive, name: "all replicated of a policy", spec: binding, facts: factsOf(backups(backupOf("b1", done))), path: "source.vault_id", severity: warning, text: "All 1 backups"},
		{id: "H9", stage: atLive, name: "some replicated", spec: run, facts: factsOf(backups(backupOf("b1", done), backupOf("b2"))), path: "source.vault_id", severity: warning, text: "1 have been replicated to cn-east-3 before and 1 have not"},
		{id: "H9", stage: atLive, name: "some replicated of a policy", spec: binding, facts: factsOf(backups(backupOf("b1", done), backupOf("b2")))},
		{id: "H9", stage: atLive, name: "to another region", spec: run, facts: factsOf(backups(backupOf("b1", elsewhere)))},
		{id: "H9", stage: atLive, name: "not new", spec: run, facts: factsOf(backups(backupOf("b1", done)), own)},
	}
}
