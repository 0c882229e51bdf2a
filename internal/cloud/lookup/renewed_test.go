package lookup

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
)

type key struct {
	id      string
	expires time.Time
}

func (k key) end() time.Time { return k.expires }

func TestRefreshBeforeTheEnd(t *testing.T) {
	t.Parallel()
	c := &clocktest.Clock{}
	fetched, broken := 0, false
	r := NewRenewed(c, key.end, func(context.Context) (key, error) {
		fetched++
		if broken {
			return key{}, errors.New("STS is away")
		}
		return key{strconv.Itoa(fetched), c.Now().Add(time.Hour)}, nil
	})
	step := func(move time.Duration, wantKey string, wantFetched int) {
		t.Helper()
		c.Move(move)
		got, err := r.Get(t.Context())
		if err != nil || got.id != wantKey || fetched != wantFetched {
			t.Errorf("at %v: key %q after %d fetches, error %v; want %q after %d", c.Now(), got.id, fetched, err, wantKey, wantFetched)
		}
	}
	step(0, "1", 1)
	step(54*time.Minute, "1", 1)
	step(time.Minute, "2", 2) // five minutes before the end
	broken = true
	step(56*time.Minute, "2", 3)
	step(10*time.Second, "2", 3) // not asked again at once
	step(30*time.Second, "2", 4)
	c.Move(4 * time.Minute)
	if _, err := r.Get(t.Context()); err == nil {
		t.Error("credentials past their end were given")
	}
}

func TestOneFetchForAll(t *testing.T) {
	t.Parallel()
	var fetched atomic.Int32
	entered, release := make(chan struct{}), make(chan struct{})
	r := NewRenewed(&clocktest.Clock{}, key.end, func(context.Context) (key, error) {
		if fetched.Add(1) == 1 {
			close(entered)
		}
		<-release
		return key{id: "id"}, nil
	})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := r.Get(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	<-entered
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Get(cancelled); !errors.Is(err, context.Canceled) {
		t.Errorf("one who was cancelled waited on: %v", err)
	}
	close(release)
	group.Wait()
	if fetched.Load() != 1 {
		t.Errorf("%d fetches", fetched.Load())
	}
}

func TestACancelledFetchIsLeftToTheNext(t *testing.T) {
	t.Parallel()
	r := NewRenewed(&clocktest.Clock{}, key.end, func(ctx context.Context) (key, error) {
		return key{id: "id"}, ctx.Err()
	})
	// Either outcome of the first is right; the second must not suffer from it.
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	_, _ = r.Get(cancelled)
	if got, err := r.Get(t.Context()); err != nil || got.id != "id" {
		t.Errorf("got %+v, %v", got, err)
	}
}
