package vault

import (
	"context"
	"sync/atomic"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/join"
)

// CachedDriver is a driver whose reads are joined and kept for the walk. Any write drops them all: what a write to one object
// does to others, such as binding a policy, is not worth telling apart.
type CachedDriver struct {
	// Driver takes the writes, and what is never kept, such as tasks.
	Driver
	reads  atomic.Pointer[reads]
	checks *CachedDriver
}

// reads are what is kept.
type reads struct {
	vaults, external join.Reads[Ref, Vault]
	backup           join.Reads[Ref, Backup]
	backups          join.Reads[Ref, []Backup]
	policies         join.Reads[Ref, []Policy]
	credentials      join.Reads[Place, []Credential]
	regions          join.Reads[Place, []string]
}

// NewCachedDriver wraps a driver.
func NewCachedDriver(driver Driver) *CachedDriver {
	c := &CachedDriver{Driver: driver}
	c.reads.Store(&reads{})
	if reader, ok := driver.(CheckReader); ok {
		// A refresh must not get the hurried answer of a check, so that the two are kept apart.
		c.checks = &CachedDriver{Driver: reader.ForChecks()}
		c.checks.reads.Store(&reads{})
	}
	return c
}

// Checks is the same driver for reads that serve a check.
func (c *CachedDriver) Checks() *CachedDriver {
	if c.checks == nil {
		return c
	}
	return c.checks
}

// Fresh is the driver without the cache, for what waits for a change.
func (c *CachedDriver) Fresh() Driver { return c.Driver }

// Forget makes every read ask again.
func (c *CachedDriver) Forget() {
	c.reads.Store(&reads{})
	if c.checks != nil {
		c.checks.reads.Store(&reads{})
	}
}

// Vault is [Reader].Vault.
func (c *CachedDriver) Vault(ctx context.Context, vault Ref) (Vault, error) {
	return c.reads.Load().vaults.Get(ctx, vault, func(ctx context.Context) (Vault, error) { return c.Driver.Vault(ctx, vault) })
}

// ExternalVault is [Reader].ExternalVault.
func (c *CachedDriver) ExternalVault(ctx context.Context, from Place, vault Ref) (Vault, error) {
	return c.reads.Load().external.Get(ctx, vault, func(ctx context.Context) (Vault, error) { return c.Driver.ExternalVault(ctx, from, vault) })
}

// Backup is [Reader].Backup.
func (c *CachedDriver) Backup(ctx context.Context, backup Ref) (Backup, error) {
	return c.reads.Load().backup.Get(ctx, backup, func(ctx context.Context) (Backup, error) { return c.Driver.Backup(ctx, backup) })
}

// Backups is [Reader].Backups.
func (c *CachedDriver) Backups(ctx context.Context, vault Ref) ([]Backup, error) {
	return c.reads.Load().backups.Get(ctx, vault, func(ctx context.Context) ([]Backup, error) { return c.Driver.Backups(ctx, vault) })
}

// Policies is [PolicyStore].Policies.
func (c *CachedDriver) Policies(ctx context.Context, vault Ref) ([]Policy, error) {
	return c.reads.Load().policies.Get(ctx, vault, func(ctx context.Context) ([]Policy, error) { return c.Driver.Policies(ctx, vault) })
}

// Policy is [PolicyStore].Policy, out of one list of all policies at the place, so that many cost one request. What the list
// does not hold is asked for by itself.
func (c *CachedDriver) Policy(ctx context.Context, policy Ref) (Policy, error) {
	all, err := c.Policies(ctx, policy.At(""))
	if err == nil {
		for _, p := range all {
			if p.ID == policy.ID {
				return p, nil
			}
		}
	}
	return c.Driver.Policy(ctx, policy)
}

// Credentials is [CredentialStore].Credentials.
func (c *CachedDriver) Credentials(ctx context.Context, place Place) ([]Credential, error) {
	return c.reads.Load().credentials.Get(ctx, place, func(ctx context.Context) ([]Credential, error) { return c.Driver.Credentials(ctx, place) })
}

// ReplicationRegions is [LocationReader].ReplicationRegions.
func (c *CachedDriver) ReplicationRegions(ctx context.Context, from Place) ([]string, error) {
	return c.reads.Load().regions.Get(ctx, from, func(ctx context.Context) ([]string, error) { return c.Driver.ReplicationRegions(ctx, from) })
}
