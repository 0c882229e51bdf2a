package replication

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// Gather reads the facts that the live checks of a spec need, all at the same time: those of the source from one driver,
// those of the destination from the other, which may be the same. A fact of a bucket whose name or region is not known
// is not asked for. Reads are joined and kept, so many rules on one bucket ask once.
func Gather(ctx context.Context, sourceSide, destinationSide *CachedDriver, s Spec, needs []FactKind) Facts {
	var f Facts
	var group sync.WaitGroup
	source, okSource := s.Source.Ref(s.Cloud)
	destination, okDestination := s.Destination.Ref(s.Cloud)
	ask := func(kind FactKind, known bool, read func()) {
		if known && slices.Contains(needs, kind) {
			group.Go(read)
		}
	}
	ask(FactSourceBucket, okSource, func() { f.Source = FactFrom(sourceSide.InspectBucket(ctx, source)) })
	ask(FactDestinationBucket, okDestination, func() { f.Destination = FactFrom(destinationSide.InspectBucket(ctx, destination)) })
	ask(FactSourceRules, okSource, func() { f.SourceRules = absentFact(sourceSide.ListForCheck(ctx, source)) })
	ask(FactDestinationRules, okDestination, func() { f.DestinationRules = absentFact(destinationSide.ListForCheck(ctx, destination)) })
	ask(FactSourceLifecycle, okSource, func() { f.SourceLifecycle = absentFact(sourceSide.HasLifecycleRules(ctx, source)) })
	ask(FactDestinationLifecycle, okDestination, func() { f.DestinationLifecycle = absentFact(destinationSide.HasLifecycleRules(ctx, destination)) })
	ask(FactAllRules, okSource, func() {
		rules, told, err := sourceSide.AllRules(ctx, source.Project)
		if told {
			f.AllRules = FactFrom(rules, err)
		}
	})
	ask(FactLocations, okSource, func() {
		locations, told, err := sourceSide.Locations(ctx, source)
		if told {
			f.Locations = absentFact(locations, err)
		}
	})
	group.Wait()
	return f
}

// absentFact is for what cannot be read of a bucket that does not exist, or is elsewhere: that is said once, of the
// bucket itself.
func absentFact[T any](v T, err error) Fact[T] {
	var e *Error
	if errors.As(err, &e) && (e.Kind == KindNotFound || e.Constraint == constraintRegion) {
		return Fact[T]{}
	}
	return FactFrom(v, err)
}

// constraintRegion is the constraint by which a driver says that a bucket is not where it was looked for.
const constraintRegion = "G5"
