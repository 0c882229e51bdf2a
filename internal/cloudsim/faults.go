package cloudsim

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Faults are the faults of one simulator, in the order in which they were added: the first that is due disturbs the
// request, and the later ones do not see it.
type Faults struct {
	mu      sync.Mutex
	all     []*armed
	named   int
	changed chan struct{} // closed and made anew when a request is held or let go
}

// armed is a fault with what has come of it.
type armed struct {
	fault    Fault
	skipped  int
	fired    int
	held     int
	released chan struct{}
}

// FaultStatus is a fault and what has come of it so far.
type FaultStatus struct {
	Fault Fault `json:"fault"`
	Fired int   `json:"fired"` // how many requests it has disturbed
	Held  int   `json:"held"`  // how many requests it blocks or delays now
}

func newFaults() *Faults { return &Faults{changed: make(chan struct{})} }

// Add arms a fault. The error says what is wrong with it; then nothing is armed.
func (f *Faults) Add(fault Fault) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if fault.Name == "" {
		f.named++
		fault.Name = "fault-" + strconv.Itoa(f.named)
	}
	if err := fault.check(); err != nil {
		return err
	}
	if f.find(fault.Name) >= 0 {
		return fmt.Errorf("cloudsim: there is a fault with the name %q already; remove it first", fault.Name)
	}
	f.all = append(f.all, &armed{fault: fault, released: make(chan struct{})})
	return nil
}

// List shows all faults, those that have fired their last included.
func (f *Faults) List() []FaultStatus {
	f.mu.Lock()
	defer f.mu.Unlock()
	list := make([]FaultStatus, 0, len(f.all))
	for _, a := range f.all {
		list = append(list, FaultStatus{Fault: a.fault, Fired: a.fired, Held: a.held})
	}
	return list
}

// Fired is how many requests the fault has disturbed; 0 for an unknown name.
func (f *Faults) Fired(name string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if i := f.find(name); i >= 0 {
		return f.all[i].fired
	}
	return 0
}

// Release lets every request go that the fault holds, and holds no more.
func (f *Faults) Release(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := f.find(name)
	if i < 0 {
		return fmt.Errorf("cloudsim: there is no fault with the name %q", name)
	}
	f.all[i].open()
	return nil
}

// Remove disarms the fault and lets go what it holds.
func (f *Faults) Remove(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := f.find(name)
	if i < 0 {
		return fmt.Errorf("cloudsim: there is no fault with the name %q", name)
	}
	f.all[i].open()
	f.all = slices.Delete(f.all, i, i+1)
	return nil
}

// Clear removes all faults.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, a := range f.all {
		a.open()
	}
	f.all = nil
}

// WaitHeld waits until the fault holds at least n requests at the same time.
func (f *Faults) WaitHeld(ctx context.Context, name string, n int) error {
	for {
		f.mu.Lock()
		i, changed := f.find(name), f.changed
		if i < 0 {
			f.mu.Unlock()
			return fmt.Errorf("cloudsim: there is no fault with the name %q", name)
		}
		held := f.all[i].held
		f.mu.Unlock()
		if held >= n {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("cloudsim: fault %q holds %d of %d requests: %w", name, held, n, ctx.Err())
		}
	}
}

// due finds the fault that disturbs the request, if any. applies has the last word on one whose turn it is.
func (f *Faults) due(x *exchange, applies func(Fault) bool) *armed {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, a := range f.all {
		spent := a.fault.Count > 0 && a.fired >= a.fault.Count
		if spent || a.isOpen() || !a.fault.matches(x) || !applies(a.fault) {
			continue
		}
		if a.skipped < a.fault.Skip {
			a.skipped++
			continue
		}
		a.fired++
		return a
	}
	return nil
}

// forever is longer than any test.
const forever time.Duration = math.MaxInt64

// hold waits until the fault lets its requests go, at most for limit of wall time.
func (f *Faults) hold(ctx context.Context, a *armed, limit time.Duration) error {
	f.count(a, 1)
	defer f.count(a, -1)
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-a.released:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (f *Faults) count(a *armed, n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	a.held += n
	close(f.changed)
	f.changed = make(chan struct{})
}

func (f *Faults) find(name string) int {
	return slices.IndexFunc(f.all, func(a *armed) bool { return a.fault.Name == name })
}

func (a *armed) isOpen() bool {
	select {
	case <-a.released:
		return true
	default:
		return false
	}
}

func (a *armed) open() {
	if !a.isOpen() {
		close(a.released)
	}
}
