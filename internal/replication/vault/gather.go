package vault

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// gathering is one look at what the live checks of a spec need.
type gathering struct {
	session *Session
	source  *CachedDriver
	needs   []replication.FactKind
	spec    Spec
	place   Place
	facts   Facts
}

// Gather reads the facts that the live checks of a spec need, and completes a binding by its policy: as this configuration is
// about to leave it, else as it is. Own is the id that the resource has already, or empty. What is not known is not asked
// for. The error means that one of the two clouds cannot be used; that single facts cannot be read is in Facts.
func (s *Session) Gather(ctx context.Context, spec Spec, own string, isNew bool) (Spec, Facts, error) {
	driver, err := s.Driver(ctx)
	if err != nil {
		return spec, Facts{}, err
	}
	g := &gathering{session: s, source: driver.Checks(), needs: s.Judge().Needs(), spec: spec, facts: Facts{Own: own, New: isNew}}
	place, known := spec.Source()
	if !known {
		return spec, g.facts, nil
	}
	g.place = place
	g.policy(ctx)
	if err := g.reachable(ctx); err != nil {
		return g.spec, g.facts, err
	}
	var group sync.WaitGroup
	for _, read := range []func(context.Context){g.vault, g.vaultPolicies, g.destinationVault, g.destinationRegion, g.credentialUse, g.backups} {
		group.Go(func() { read(ctx) })
	}
	group.Wait()
	return g.spec, g.facts, nil
}

func (g *gathering) wants(kinds ...replication.FactKind) bool {
	return slices.ContainsFunc(kinds, func(k replication.FactKind) bool { return slices.Contains(g.needs, k) })
}

// policy reads the policy of a binding, and completes the spec.
func (g *gathering) policy(ctx context.Context) {
	id, known := g.spec.PolicyID.Get()
	if g.spec.Kind != KindBinding || !known || !g.wants(FactPolicy) {
		return
	}
	g.facts.Policy = replication.FactFrom(g.source.Policy(ctx, g.place.At(id)))
	if policy, read := g.facts.Policy.Get(); read {
		g.spec = g.spec.Complete(policy)
	}
	if planned, ok := g.session.Ledger.Policy(id); ok {
		d := planned.Destination
		g.spec.Destination.Region, g.spec.Destination.ProjectID = d.Region, d.ProjectID
		g.spec.Destination.TargetCloud, g.spec.Destination.CredentialID = d.TargetCloud, d.CredentialID
	}
}

func (g *gathering) vault(ctx context.Context) {
	if id, known := g.spec.VaultID.Get(); known && g.wants(FactSourceVault) {
		g.facts.SourceVault = missingFact(g.source.Vault(ctx, g.place.At(id)))
	}
}

// vaultPolicies reads the policies of the source vault, or for a policy those of all vaults that it acts on.
func (g *gathering) vaultPolicies(ctx context.Context) {
	if !g.wants(FactVaultPolicies) {
		return
	}
	if id, known := g.spec.VaultID.Get(); g.spec.Kind == KindBinding && known {
		g.facts.VaultPolicies = absentFact(g.source.Policies(ctx, g.place.At(id)))
		return
	}
	if g.spec.Kind != KindPolicy || g.facts.Own == "" {
		return
	}
	all, err := g.source.Policies(ctx, g.place.At(""))
	if err != nil {
		g.facts.VaultPolicies = replication.FactError[[]Policy](err)
		return
	}
	var theirs []Policy
	own := slices.IndexFunc(all, func(p Policy) bool { return p.ID == g.facts.Own })
	for _, p := range all {
		if own >= 0 && slices.ContainsFunc(p.Bindings, func(b Binding) bool { _, both := all[own].BindingOf(b.VaultID); return both }) {
			theirs = append(theirs, p)
		}
	}
	g.facts.VaultPolicies = replication.FactOf(theirs)
}

// destinationVault reads the vault that is replicated to: in another region by asking at the source, in another cloud
// by asking there, if that is configured.
func (g *gathering) destinationVault(ctx context.Context) {
	vault, known := g.spec.Destination.Ref()
	crosses, told := g.spec.Destination.CrossCloud()
	if !known || !told || !g.wants(FactDestinationVault) {
		return
	}
	if !crosses {
		g.facts.DestinationVault = missingFact(g.source.ExternalVault(ctx, g.place, vault))
		return
	}
	if there, ok := g.there(ctx, true); ok {
		g.facts.DestinationVault = missingFact(there.Vault(ctx, vault))
	}
}

// reachable is why the other cloud, if that is where the destination is, cannot be used as it is configured. That none is configured
// is no fault.
func (g *gathering) reachable(ctx context.Context) error {
	crosses, known := g.spec.Destination.CrossCloud()
	if !crosses || !known || g.spec.Kind == KindCredential {
		return nil
	}
	_, err := g.session.DestinationDriver(ctx, true)
	if errors.Is(err, ErrNoDestination) || errors.Is(err, replication.ErrConfigurationUnknown) {
		return nil
	}
	return err
}

// there is the driver that reads at the destination; false if there is none.
func (g *gathering) there(ctx context.Context, crosses bool) (*CachedDriver, bool) {
	driver, err := g.session.DestinationDriver(ctx, crosses)
	if err != nil {
		return nil, false
	}
	return driver.Checks(), true
}

func (g *gathering) destinationRegion(ctx context.Context) {
	region, known := g.spec.Destination.Region.Get()
	crosses, told := g.spec.Destination.CrossCloud()
	if !known || !told || g.spec.Kind == KindCredential || !g.wants(FactDestinationRegion) {
		return
	}
	if !crosses {
		regions, err := g.source.ReplicationRegions(ctx, g.place)
		g.facts.DestinationRegion = replication.FactFrom(slices.Contains(regions, region), err)
		return
	}
	if there, ok := g.there(ctx, true); ok {
		_, err := there.ProjectID(ctx, Place{Region: region})
		if replication.IsKind(err, replication.KindNotFound) {
			g.facts.DestinationRegion = replication.FactOf(false)
			return
		}
		g.facts.DestinationRegion = replication.FactFrom(true, err)
	}
}

func (g *gathering) credentialUse(ctx context.Context) {
	if g.spec.Kind != KindCredential || g.facts.Own == "" || !g.wants(FactCredentialUse) {
		return
	}
	policies, err := g.source.Policies(ctx, g.place.At(""))
	var users []Policy
	for _, p := range policies {
		if p.Destination.CredentialID == g.facts.Own {
			users = append(users, p)
		}
	}
	g.facts.CredentialUse = replication.FactFrom(users, err)
}

// absentFact is for what cannot be read of something that does not exist: that is no fact, and no trouble either.
func absentFact[T any](v T, err error) replication.Fact[T] {
	if replication.IsKind(err, replication.KindNotFound) {
		return replication.Fact[T]{}
	}
	return replication.FactFrom(v, err)
}

// missingFact is for what may not exist: then it is the zero value.
func missingFact[T any](v T, err error) replication.Fact[T] {
	if replication.IsKind(err, replication.KindNotFound) {
		var none T
		return replication.FactOf(none)
	}
	return replication.FactFrom(v, err)
}
