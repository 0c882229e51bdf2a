package replication

import (
	"context"
	"slices"
	"sync"
)

// Gather reads the facts that the live checks of a spec need, all at the same time: those of the source from one driver,
// those of the destination from the other, which may be the same. A fact of a bucket whose name or region is not known
// is not asked for. Reads are joined and kept, so many rules on one bucket ask once.
func Gather(ctx context.Context, sourceSide, destinationSide *CachedDriver, s Spec, needs []FactKind) Facts {
	ctx = ForCheck(ctx)
	var f Facts
	var group sync.WaitGroup
	source, okSource := s.Source.Ref(s.Cloud)
	destination, okDestination := s.Destination.Ref(s.Cloud)
	ask := func(kind FactKind, known bool, read func()) {
		if known && slices.Contains(needs, kind) {
			group.Go(read)
		}
	}
	ask(FactSourceBucket, okSource, func() { f.Source = fact(sourceSide.InspectBucket(ctx, source)) })
	ask(FactDestinationBucket, okDestination, func() { f.Destination = fact(destinationSide.InspectBucket(ctx, destination)) })
	ask(FactSourceRules, okSource, func() { f.SourceRules = rulesFact(sourceSide.List(ctx, source)) })
	ask(FactDestinationRules, okDestination, func() { f.DestinationRules = rulesFact(destinationSide.List(ctx, destination)) })
	ask(FactSourceLifecycle, okSource, func() { f.SourceLifecycle = absentFact(sourceSide.HasLifecycleRules(ctx, source)) })
	ask(FactDestinationLifecycle, okDestination, func() { f.DestinationLifecycle = absentFact(destinationSide.HasLifecycleRules(ctx, destination)) })
	ask(FactLocations, okSource, func() {
		locations, told, err := sourceSide.Locations(ctx, source)
		if told {
			f.Locations = absentFact(locations, err)
		}
	})
	group.Wait()
	return f
}

func fact[T any](v T, err error) Fact[T] {
	if err != nil {
		return FactError[T](err)
	}
	return FactOf(v)
}

// absentFact is for what a bucket that does not exist does not have either: said once, of the bucket itself.
func absentFact[T any](v T, err error) Fact[T] {
	if IsKind(err, KindNotFound) {
		return Fact[T]{}
	}
	return fact(v, err)
}

func rulesFact(rules []Rule, err error) Fact[[]Rule] { return absentFact(rules, err) }
