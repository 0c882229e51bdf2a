package replication

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
)

// sideDriver notes what is read through it.
type sideDriver struct {
	Driver
	mu   sync.Mutex
	read []string
}

func (d *sideDriver) note(what string, b BucketRef) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.read = append(d.read, what+" "+b.Bucket)
}

func (d *sideDriver) seen() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Sorted(slices.Values(d.read))
}

func (d *sideDriver) InspectBucket(_ context.Context, b BucketRef) (BucketFacts, error) {
	d.note("bucket", b)
	return BucketFacts{Exists: true}, nil
}

func (d *sideDriver) List(_ context.Context, b BucketRef) ([]Rule, error) {
	d.note("rules", b)
	return nil, nil
}

func (d *sideDriver) HasLifecycleRules(_ context.Context, b BucketRef) (bool, error) {
	d.note("lifecycle", b)
	return false, nil
}

func (d *sideDriver) Locations(_ context.Context, b BucketRef) (Locations, error) {
	d.note("locations", b)
	return Locations{}, nil
}

func opener(d Driver) Opener { return func(context.Context) (Driver, error) { return d, nil } }

func TestGatherReadsEachSideWithItsOwnDriver(t *testing.T) {
	t.Parallel()
	sourceSide, destinationSide := &sideDriver{}, &sideDriver{}
	session := NewSession(clock.Real(), nil, false, CloudOptions{
		Capabilities: AlibabaCapabilities, Open: opener(sourceSide), OpenDestination: opener(destinationSide),
	})
	source, err := session.Driver(t.Context(), Alibaba)
	if err != nil {
		t.Fatal(err)
	}
	destination, err := session.DestinationDriver(t.Context(), Alibaba)
	if err != nil {
		t.Fatal(err)
	}
	spec := Spec{
		Cloud:       Alibaba,
		Source:      End{Bucket: Known("from"), Region: Known("cn-hangzhou")},
		Destination: End{Bucket: Known("to"), Region: Known("cn-beijing")},
	}
	needs := []FactKind{
		FactSourceBucket, FactDestinationBucket, FactSourceRules, FactDestinationRules, FactLocations,
		FactSourceLifecycle, FactDestinationLifecycle,
	}
	Gather(t.Context(), source, destination, spec, needs)
	if diff := cmp.Diff([]string{"bucket from", "lifecycle from", "locations from", "rules from"}, sourceSide.seen()); diff != "" {
		t.Error("source side:", diff)
	}
	if diff := cmp.Diff([]string{"bucket to", "lifecycle to", "rules to"}, destinationSide.seen()); diff != "" {
		t.Error("destination side:", diff)
	}
}

func TestDestinationDriverIsTheSameWithoutAnotherAccount(t *testing.T) {
	t.Parallel()
	session := NewSession(clock.Real(), nil, false, CloudOptions{Capabilities: AlibabaCapabilities, Open: opener(&sideDriver{})})
	source, errSource := session.Driver(t.Context(), Alibaba)
	destination, errDestination := session.DestinationDriver(t.Context(), Alibaba)
	if errSource != nil || errDestination != nil || source == nil || source != destination {
		t.Errorf("drivers %p (%v) and %p (%v), want one", source, errSource, destination, errDestination)
	}
	if _, err := session.DestinationDriver(t.Context(), "nimbus"); err == nil {
		t.Error("a cloud that is not there has a driver")
	}
}
