package join

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

func TestJoinMakesOneReadServeAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var j Reads[string, int]
		var reads atomic.Int32
		release := make(chan struct{})
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() {
				got, err := j.Get(t.Context(), "bucket", func(context.Context) (int, error) {
					<-release
					return int(reads.Add(1)), nil
				})
				if got != 1 || err != nil {
					t.Errorf("got %d, %v; want the result of the one read", got, err)
				}
			})
		}
		synctest.Wait()
		close(release)
		group.Wait()
		if got, _ := j.Get(t.Context(), "bucket", nil); got != 1 {
			t.Errorf("later: got %d, want what was kept", got)
		}
	})
}

func TestJoinOutlivesACancelledLeader(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var j Reads[string, int]
		release := make(chan struct{})
		read := func(ctx context.Context) (int, error) {
			select {
			case <-release:
				return 7, nil
			case <-ctx.Done():
				return 0, ctx.Err()
			}
		}
		leader, cancel := context.WithCancel(t.Context())
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := j.Get(leader, "bucket", read); !errors.Is(err, context.Canceled) {
				t.Errorf("leader: %v, want canceled", err)
			}
		})
		synctest.Wait()
		group.Go(func() {
			if got, err := j.Get(t.Context(), "bucket", read); got != 7 || err != nil {
				t.Errorf("follower: %d, %v; want the result in spite of the leader", got, err)
			}
		})
		synctest.Wait()
		cancel()
		synctest.Wait()
		close(release)
		group.Wait()
	})
}

func TestJoinCancelsTheReadThatNobodyWaitsFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var j Reads[string, int]
		ended := make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			_, _ = j.Get(ctx, "bucket", func(ctx context.Context) (int, error) {
				<-ctx.Done()
				close(ended)
				return 0, ctx.Err()
			})
		}()
		synctest.Wait()
		cancel()
		<-ended
		if got, err := j.Get(t.Context(), "bucket", func(context.Context) (int, error) { return 2, nil }); got != 2 || err != nil {
			t.Errorf("afterwards: %d, %v; want a new read", got, err)
		}
	})
}

func TestJoinKeepsNoErrorAndForgetsWhatIsDropped(t *testing.T) {
	t.Parallel()
	var j Reads[string, int]
	if _, err := j.Get(t.Context(), "bucket", func(context.Context) (int, error) { return 0, errors.New("503") }); err == nil {
		t.Fatal("want the error")
	}
	for want := 1; want <= 2; want++ {
		got, err := j.Get(t.Context(), "bucket", func(context.Context) (int, error) { return want, nil })
		if got != want || err != nil {
			t.Errorf("got %d, %v; want a new read with %d", got, err, want)
		}
		j.Drop("bucket")
	}
}

// TestJoinDropsAReadUnderWay shows that a write makes the next reader read again, even while an older read is under way.
func TestJoinDropsAReadUnderWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var j Reads[string, string]
		release := make(chan struct{})
		var group sync.WaitGroup
		group.Go(func() {
			got, _ := j.Get(t.Context(), "bucket", func(context.Context) (string, error) {
				<-release
				return "before the write", nil
			})
			if got != "before the write" {
				t.Errorf("got %q", got)
			}
		})
		synctest.Wait()
		j.Drop("bucket")
		if got, _ := j.Get(t.Context(), "bucket", func(context.Context) (string, error) { return "after", nil }); got != "after" {
			t.Errorf("after the write: got %q", got)
		}
		close(release)
		group.Wait()
		if got, _ := j.Get(t.Context(), "bucket", nil); got != "after" {
			t.Errorf("kept: got %q", got)
		}
	})
}

func TestJoinChangesWhatIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var j Reads[string, int]
		add := func(n int) int { return n + 1 }
		is := func(n int) func(context.Context) (int, error) {
			return func(context.Context) (int, error) { return n, nil }
		}
		j.Change("nothing kept", add)
		if got, err := j.Get(t.Context(), "nothing kept", is(1)); got != 1 || err != nil {
			t.Errorf("got %d, %v; want what is read", got, err)
		}
		j.Change("nothing kept", add)
		if got, err := j.Get(t.Context(), "nothing kept", is(7)); got != 2 || err != nil {
			t.Errorf("got %d, %v; want what was kept, changed", got, err)
		}
		release := make(chan struct{})
		var group sync.WaitGroup
		group.Go(func() {
			got, err := j.Get(t.Context(), "under way", func(context.Context) (int, error) {
				<-release
				return 1, nil
			})
			if got != 1 || err != nil {
				t.Errorf("who waits got %d, %v", got, err)
			}
		})
		synctest.Wait()
		j.Change("under way", add)
		close(release)
		group.Wait()
		if got, err := j.Get(t.Context(), "under way", is(7)); got != 7 || err != nil {
			t.Errorf("got %d, %v; want a new read, as the old one may be older than the write", got, err)
		}
	})
}
