package world

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestPermits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key  Key
		want bool
	}{
		"no lists":                   {Key{}, true},
		"allowed":                    {Key{Allow: []string{"oss:Get*"}}, true},
		"not allowed":                {Key{Allow: []string{"oss:Put*"}}, false},
		"allowed on the bucket":      {Key{Allow: []string{"oss:Get* one"}}, true},
		"allowed on another":         {Key{Allow: []string{"oss:Get* two"}}, false},
		"denied":                     {Key{Deny: []string{"oss:GetBucketInfo"}}, false},
		"deny wins":                  {Key{Allow: []string{"*"}, Deny: []string{"oss:* one"}}, false},
		"denied on another":          {Key{Deny: []string{"oss:* two"}}, true},
		"within the boundary":        {Key{Boundary: []string{"oss:Get*"}}, true},
		"outside the boundary":       {Key{Allow: []string{"oss:Get*"}, Boundary: []string{"oss:Put*"}}, false},
		"boundary allows no more":    {Key{Allow: []string{"oss:Put*"}, Boundary: []string{"*"}}, false},
		"a malformed pattern is off": {Key{Allow: []string{"["}}, false},
	} {
		if got := c.key.Permits("oss:GetBucketInfo", "one"); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAccessKeepsCloudsApart(t *testing.T) {
	t.Parallel()
	a := NewAccess()
	a.Put(Key{Cloud: "alibaba", ID: "k", Secret: "1"})
	a.Put(Key{Cloud: "tencent", ID: "k", Secret: "2"})
	a.Put(Key{Cloud: "alibaba", ID: "k", Secret: "3"})
	if key, ok := a.Find("alibaba", "k"); !ok || key.Secret != "3" || len(a.All()) != 2 {
		t.Errorf("keys: %+v", a.All())
	}
	if _, ok := a.Find("huawei", "k"); ok {
		t.Error("a key of another cloud was found")
	}
}

func TestClockStandsStillUntilMoved(t *testing.T) {
	t.Parallel()
	c := NewClock(0)
	start := c.Now()
	if !c.Now().Equal(start) {
		t.Error("the clock moved by itself")
	}
	c.Advance(time.Hour)
	if err := c.Sleep(t.Context(), time.Minute); err != nil {
		t.Error(err)
	}
	if got := c.Now().Sub(start); got != 61*time.Minute {
		t.Errorf("moved by %s", got)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Sleep(cancelled, time.Hour); !errors.Is(err, context.Canceled) || c.Now().Sub(start) != 61*time.Minute {
		t.Errorf("a cancelled sleep: error %v, moved by %s", err, c.Now().Sub(start))
	}
	past := start.Add(-time.Hour)
	c.Set(past)
	if !c.Now().Equal(past) {
		t.Errorf("set to %s, is %s", past, c.Now())
	}
}
