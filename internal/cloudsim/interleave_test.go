package cloudsim

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	vendor "github.com/tencentyun/cos-go-sdk-v5"
)

// cosWriter adds one rule as a careless client would: it reads the document, writes it, and reads it back.
type cosWriter struct {
	client   *vendor.Client
	id       string
	readBack []string // the rules it saw at the end
	err      error
}

func (w *cosWriter) run(t *testing.T) {
	document := &vendor.PutBucketReplicationOptions{Role: cosRole}
	before, _, err := w.client.Bucket.GetBucketReplication(t.Context())
	if err == nil {
		document.Rule = before.Rule
	}
	document.Rule = append(document.Rule, cosRule(w.id, w.id+"/"))
	if _, w.err = w.client.Bucket.PutBucketReplication(t.Context(), document); w.err != nil {
		return
	}
	after, _, err := w.client.Bucket.GetBucketReplication(t.Context())
	w.err = err
	for _, rule := range after.Rule {
		w.readBack = append(w.readBack, rule.ID)
	}
}

var writerSteps = []string{"GetBucketReplication", "PutBucketReplication", "GetBucketReplication"}

// Barriers put every request of two clients in a given order: each of the twenty interleavings of read, write and
// read-back can be played, and shows what the API makes of it.
func TestInterleavingsOfTwoClients(t *testing.T) {
	t.Parallel()
	for _, schedule := range schedules("", 3, 3) {
		t.Run(schedule, func(t *testing.T) {
			t.Parallel()
			s := withCOSBuckets(t)
			writers := map[string]*cosWriter{"a": {id: "a"}, "b": {id: "b"}}
			done := map[string]chan struct{}{}
			for name, key := range map[string]string{"a": DefaultTencentKeyID, "b": secondKey} {
				for i, operation := range writerSteps {
					arm(t, s, Fault{Name: gate(name, i), Kind: KindBlock, Operation: operation, Key: key, Count: 1})
				}
				writer, finished := writers[name], make(chan struct{})
				writer.client, done[name] = cosSDK(t, s.Transport(), key), finished
				go func() {
					defer close(finished)
					writer.run(t)
				}()
			}
			taken := map[string]int{}
			for _, step := range schedule {
				name := string(step)
				waitHeld(t, s, gate(name, taken[name]), 1)
				if err := s.Faults().Release(gate(name, taken[name])); err != nil {
					t.Fatal(err)
				}
				if taken[name]++; taken[name] < len(writerSteps) {
					waitHeld(t, s, gate(name, taken[name]), 1) // the step is over when the next one is there
				} else {
					<-done[name]
				}
			}
			checkSchedule(t, s, schedule, writers)
		})
	}
}

func gate(name string, i int) string { return fmt.Sprint(name, i) }

// schedules are all orders of n steps of a and m steps of b.
func schedules(done string, n, m int) []string {
	if n == 0 && m == 0 {
		return []string{done}
	}
	var all []string
	if n > 0 {
		all = append(all, schedules(done+"a", n-1, m)...)
	}
	if m > 0 {
		all = append(all, schedules(done+"b", n, m-1)...)
	}
	return all
}

// checkSchedule: the second writer's document is what is left; the first writer's rule is in it if the second read it; and
// the first notices a loss if it reads back after the second has written.
func checkSchedule(t *testing.T, s *Simulator, schedule string, writers map[string]*cosWriter) {
	t.Helper()
	at := func(name string, n int) int { // position of the n-th step of a writer
		seen := 0
		for i, step := range schedule {
			if string(step) == name {
				if seen == n {
					return i
				}
				seen++
			}
		}
		return -1
	}
	first, second := "a", "b"
	if at("b", 1) < at("a", 1) {
		first, second = "b", "a"
	}
	want := []string{second}
	if at(first, 1) < at(second, 0) {
		want = []string{first, second}
	}
	var left []string
	for _, rule := range s.COS().Rules(cosSource) {
		left = append(left, rule.ID)
	}
	seen := want
	if at(first, 2) < at(second, 1) {
		seen = []string{first}
	}
	for name, writer := range writers {
		if writer.err != nil {
			t.Errorf("%s: %v", name, writer.err)
		}
	}
	if !slices.Equal(left, want) || !slices.Equal(writers[second].readBack, want) || !slices.Equal(writers[first].readBack, seen) {
		t.Errorf("left %v, want %v; %s read back %v, want %v; %s read back %v", left, want,
			first, writers[first].readBack, seen, second, writers[second].readBack)
	}
	if n := s.Count("cos", "*BucketReplication", cosSource+".*"); n != 6 || strings.Count(schedule, "a") != 3 {
		t.Errorf("%d requests", n)
	}
}
