// Package faults lets the conformance suite of drivers disturb the simulated clouds.
package faults

import (
	"context"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/cloudtest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// Faults are those of one simulated service.
type Faults struct {
	Clouds *cloudsim.Simulator
	// Service is its name, such as "oss", and Operations are its names of the requests.
	Service    string
	Operations map[cloudtest.Request]string
	// Answers is what the service answers where it throttles, has trouble of its own, or denies.
	Answers func(hint time.Duration) map[cloudtest.Effect]cloudsim.Fault
}

// held is the fault that holds requests.
const held = "held"

var kinds = map[cloudtest.Effect]cloudsim.Kind{
	cloudtest.Throttle:    cloudsim.KindThrottle,
	cloudtest.ServerError: cloudsim.KindStatus,
	cloudtest.Denied:      cloudsim.KindStatus,
	cloudtest.ResetBefore: cloudsim.KindResetBefore,
	cloudtest.ResetAfter:  cloudsim.KindResetAfter,
	cloudtest.StaleRead:   cloudsim.KindStaleRead,
	cloudtest.Block:       cloudsim.KindBlock,
	cloudtest.BlockAfter:  cloudsim.KindBlockAfter,
}

// Inject arms the fault until the test ends. An effect that there is not ends the test.
func (f Faults) Inject(t *testing.T, fault cloudtest.Fault) {
	t.Helper()
	kind, ok := kinds[fault.Effect]
	if !ok {
		t.Fatalf("unknown effect %q", fault.Effect)
	}
	armed := f.Answers(fault.Hint)[fault.Effect]
	armed.Kind, armed.Service, armed.Operation = kind, f.Service, f.Operations[fault.Request]
	armed.Skip, armed.Count = fault.Skip, fault.Count
	if kind == cloudsim.KindBlock || kind == cloudsim.KindBlockAfter {
		armed.Name = held
	}
	if err := f.Clouds.Faults().Add(armed); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Clear)
}

// Held waits until a fault holds a request.
func (f Faults) Held(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := f.Clouds.Faults().WaitHeld(ctx, held, 1); err != nil {
		t.Error(err)
	}
}

// Clear takes all faults away.
func (f Faults) Clear() { f.Clouds.Faults().Clear() }
