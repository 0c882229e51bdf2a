package vault

import "context"

// CreatePolicy is [PolicyStore].CreatePolicy.
func (c *CachedDriver) CreatePolicy(ctx context.Context, policy Policy) (Policy, error) {
	defer c.Forget()
	return c.Driver.CreatePolicy(ctx, policy)
}

// UpdatePolicy is [PolicyStore].UpdatePolicy.
func (c *CachedDriver) UpdatePolicy(ctx context.Context, policy Policy) (Policy, error) {
	defer c.Forget()
	return c.Driver.UpdatePolicy(ctx, policy)
}

// DeletePolicy is [PolicyStore].DeletePolicy.
func (c *CachedDriver) DeletePolicy(ctx context.Context, policy Ref) error {
	defer c.Forget()
	return c.Driver.DeletePolicy(ctx, policy)
}

// Bind is [Binder].Bind.
func (c *CachedDriver) Bind(ctx context.Context, vault Ref, policyID, destinationVaultID string) error {
	defer c.Forget()
	return c.Driver.Bind(ctx, vault, policyID, destinationVaultID)
}

// Unbind is [Binder].Unbind.
func (c *CachedDriver) Unbind(ctx context.Context, vault Ref, policyID string) error {
	defer c.Forget()
	return c.Driver.Unbind(ctx, vault, policyID)
}

// ReplicateVault is [VaultReplicator].ReplicateVault.
func (c *CachedDriver) ReplicateVault(ctx context.Context, vault Ref, to Destination) (Started, error) {
	defer c.Forget()
	return c.Driver.ReplicateVault(ctx, vault, to)
}

// ReplicateBackup is [BackupReplicator].ReplicateBackup.
func (c *CachedDriver) ReplicateBackup(ctx context.Context, backup Ref, to Destination, name, description string) (Started, error) {
	defer c.Forget()
	return c.Driver.ReplicateBackup(ctx, backup, to, name, description)
}

// DeleteBackup is [ReplicaReader].DeleteBackup.
func (c *CachedDriver) DeleteBackup(ctx context.Context, replica Ref) error {
	defer c.Forget()
	return c.Driver.DeleteBackup(ctx, replica)
}

// CreateCredential is [CredentialStore].CreateCredential.
func (c *CachedDriver) CreateCredential(ctx context.Context, credential Credential, keys Keys) (Credential, error) {
	defer c.Forget()
	return c.Driver.CreateCredential(ctx, credential, keys)
}

// UpdateCredential is [CredentialStore].UpdateCredential.
func (c *CachedDriver) UpdateCredential(ctx context.Context, credential Credential, keys Keys) (Credential, error) {
	defer c.Forget()
	return c.Driver.UpdateCredential(ctx, credential, keys)
}

// DeleteCredential is [CredentialStore].DeleteCredential.
func (c *CachedDriver) DeleteCredential(ctx context.Context, credential Ref) error {
	defer c.Forget()
	return c.Driver.DeleteCredential(ctx, credential)
}
