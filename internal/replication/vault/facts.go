package vault

import "github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"

// The facts that live checks need from the cloud.
const (
	FactSourceVault       replication.FactKind = "source vault"
	FactBackups           replication.FactKind = "backups of the source"
	FactSiblings          replication.FactKind = "other backups of the resource"
	FactPolicy            replication.FactKind = "replication policy"
	FactVaultPolicies     replication.FactKind = "policies of the vault"
	FactDestinationVault  replication.FactKind = "destination vault"
	FactDestinationRegion replication.FactKind = "regions that can be replicated to"
	FactReplicas          replication.FactKind = "replicas at the destination"
	FactCredentialUse     replication.FactKind = "policies that use the credential"
)

// Facts is what the live checks of one resource know from the cloud.
type Facts struct {
	// SourceVault is the vault, with an empty ID if there is none.
	SourceVault replication.Fact[Vault]
	// Backups are those of the source vault, or the one backup of a single replication; none if that does not exist.
	Backups replication.Fact[[]Backup]
	// Siblings are the other backups of the same resource, for a single replication.
	Siblings replication.Fact[[]Backup]
	// Policy is the policy of a binding.
	Policy replication.Fact[Policy]
	// VaultPolicies are the policies that the source vault has; for a policy, those of all vaults that it acts on.
	VaultPolicies replication.Fact[[]Policy]
	// DestinationVault is the vault, with an empty ID if there is none.
	DestinationVault replication.Fact[Vault]
	// DestinationRegion tells whether the source can replicate to the destination's region.
	DestinationRegion replication.Fact[bool]
	// Replicas are the replicas in the destination region that records speak of, by id, as far as they still exist. A replica
	// whose id is not in there was looked for and is gone.
	Replicas replication.Fact[map[string]Backup]
	// CredentialUse are the policies that replicate with the credential.
	CredentialUse replication.Fact[[]Policy]

	// Own is the id that the resource has in the cloud already: the policy's, the bound policy's, a record's. Empty for a new one.
	Own string
	// New tells whether the resource is made by this plan, rather than changed in place.
	New bool
	// Declared is what this configuration declares of the encryption of other destination vaults, by vault id.
	Declared map[string]DestinationSpec
}

// NeededFacts are those that are read with the key by which the resource is made: where that is refused, a check is not all that fails.
func (s Spec) NeededFacts() []replication.FactKind {
	needed := []replication.FactKind{FactSourceVault, FactBackups, FactSiblings, FactPolicy, FactVaultPolicies}
	if crosses, known := s.Destination.CrossCloud(); known && !crosses {
		needed = append(needed, FactDestinationVault, FactDestinationRegion)
	}
	return needed
}

// Unreadable is every fact that could not be read, with the reason.
func (f Facts) Unreadable() map[replication.FactKind]error {
	unreadable := map[replication.FactKind]error{}
	for kind, err := range map[replication.FactKind]error{
		FactSourceVault: f.SourceVault.Err(), FactBackups: f.Backups.Err(), FactSiblings: f.Siblings.Err(), FactPolicy: f.Policy.Err(),
		FactVaultPolicies: f.VaultPolicies.Err(), FactDestinationVault: f.DestinationVault.Err(),
		FactDestinationRegion: f.DestinationRegion.Err(), FactReplicas: f.Replicas.Err(), FactCredentialUse: f.CredentialUse.Err(),
	} {
		if err != nil {
			unreadable[kind] = err
		}
	}
	return unreadable
}
