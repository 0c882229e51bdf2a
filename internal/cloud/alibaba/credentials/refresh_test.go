package credentials

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
)

var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func TestRefreshBeforeTheEnd(t *testing.T) {
	t.Parallel()
	c := &movable{now: start}
	fetched, broken := 0, false
	r := newRefreshing(c, func(context.Context) (oss.Credentials, error) {
		fetched++
		if broken {
			return oss.Credentials{}, errors.New("STS is away")
		}
		expires := c.Now().Add(time.Hour)
		return oss.Credentials{AccessKeyID: strconv.Itoa(fetched), Expires: &expires}, nil
	})
	step := func(move time.Duration, wantKey string, wantFetched int) {
		t.Helper()
		c.move(move)
		got, err := r.GetCredentials(t.Context())
		if err != nil || got.AccessKeyID != wantKey || fetched != wantFetched {
			t.Errorf("at %v: key %q after %d fetches, error %v; want %q after %d", c.Now(), got.AccessKeyID, fetched, err, wantKey, wantFetched)
		}
	}
	step(0, "1", 1)
	step(54*time.Minute, "1", 1)
	step(time.Minute, "2", 2) // five minutes before the end
	broken = true
	step(56*time.Minute, "2", 3)
	step(10*time.Second, "2", 3) // not asked again at once
	step(30*time.Second, "2", 4)
	c.move(4 * time.Minute)
	if _, err := r.GetCredentials(t.Context()); err == nil {
		t.Error("credentials past their end were given")
	}
}

func TestOneFetchForAll(t *testing.T) {
	t.Parallel()
	var fetched atomic.Int32
	entered, release := make(chan struct{}), make(chan struct{})
	r := newRefreshing(&movable{now: start}, func(context.Context) (oss.Credentials, error) {
		if fetched.Add(1) == 1 {
			close(entered)
		}
		<-release
		return oss.Credentials{AccessKeyID: "id"}, nil
	})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := r.GetCredentials(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	<-entered
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.GetCredentials(cancelled); !errors.Is(err, context.Canceled) {
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
	r := newRefreshing(&movable{now: start}, func(ctx context.Context) (oss.Credentials, error) {
		return oss.Credentials{AccessKeyID: "id"}, ctx.Err()
	})
	// Either outcome of the first is right; the second must not suffer from it.
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	_, _ = r.GetCredentials(cancelled)
	if got, err := r.GetCredentials(t.Context()); err != nil || got.AccessKeyID != "id" {
		t.Errorf("got %+v, %v", got, err)
	}
}
