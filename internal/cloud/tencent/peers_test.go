package tencent

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// synctestSleep lets what was begun come as far as it can at once.
func synctestSleep() {
	time.Sleep(500 * time.Millisecond)
	synctest.Wait()
}

// strict refuses documents as the documentation of priorities and prefixes has it.
func strict(t *testing.T) func(string) (int, string) {
	return func(body string) (int, string) {
		rules := mustParse(t, body).rules()
		for _, r := range rules {
			if len(conflictsOf(r, rules)) > 0 {
				return 400, "InvalidArgument"
			}
		}
		return 0, ""
	}
}

// start is a server with these rules, and a driver.
func start(t *testing.T, rules ...replication.Rule) (*docServer, *Driver) {
	t.Helper()
	doc, err := parseDocument(ordersGz, nil)
	if err != nil {
		t.Fatal(err)
	}
	doc.setRole(ownerUIN)
	for _, r := range rules {
		doc.add(r)
	}
	s := &docServer{doc: string(doc.bytes()), check: strict(t)}
	return s, s.driver(t, clock.Real(), nil)
}

// Changes that only make sense together arrive one after the other, and are made in one document.
func TestPeers(t *testing.T) {
	t.Parallel()
	put := func(r replication.Rule) func(*testing.T, *Driver) error {
		return func(t *testing.T, d *Driver) error {
			_, err := d.Update(t.Context(), replication.Rule{}, r)
			return err
		}
	}
	add := func(r replication.Rule) func(*testing.T, *Driver) error {
		return func(t *testing.T, d *Driver) error {
			_, err := d.Create(t.Context(), r, nil)
			return err
		}
	}
	del := func(id string) func(*testing.T, *Driver) error {
		return func(t *testing.T, d *Driver) error {
			return d.Delete(t.Context(), replication.RuleRef{Source: ordersGz, ID: id})
		}
	}
	role := func(r *replication.Rule) { r.Tencent.Role = "qcs::cam::uin/7:uin/7" }
	for name, test := range map[string]struct {
		before  []replication.Rule
		changes []func(*testing.T, *Driver) error
		want    []replication.Rule
	}{
		"two priorities are swapped": {
			before:  []replication.Rule{ruleOf("a", priority(1)), ruleOf("b", priority(2))},
			changes: []func(*testing.T, *Driver) error{put(ruleOf("a", priority(2))), put(ruleOf("b", priority(1)))},
			want:    []replication.Rule{ruleOf("a", priority(2)), ruleOf("b", priority(1))},
		},
		"all rules get priorities": {
			before:  []replication.Rule{ruleOf("a"), ruleOf("b"), ruleOf("c")},
			changes: []func(*testing.T, *Driver) error{put(ruleOf("a", priority(3))), put(ruleOf("b", priority(2))), put(ruleOf("c", priority(1)))},
			want:    []replication.Rule{ruleOf("a", priority(3)), ruleOf("b", priority(2)), ruleOf("c", priority(1))},
		},
		"a prefix is handed over": {
			before:  []replication.Rule{ruleOf("a", prefix("x/")), ruleOf("b", prefix("y/"))},
			changes: []func(*testing.T, *Driver) error{put(ruleOf("a", prefix("y/"))), put(ruleOf("b", prefix("z/")))},
			want:    []replication.Rule{ruleOf("a", prefix("y/")), ruleOf("b", prefix("z/"))},
		},
		"a rule is replaced, the new one first": {
			before:  []replication.Rule{ruleOf("a", prefix("x/"))},
			changes: []func(*testing.T, *Driver) error{add(ruleOf("b", prefix("x/"))), del("a")},
			want:    []replication.Rule{ruleOf("b", prefix("x/"))},
		},
		"the role of all rules is changed": {
			before:  []replication.Rule{ruleOf("a"), ruleOf("b")},
			changes: []func(*testing.T, *Driver) error{put(ruleOf("a", role)), put(ruleOf("b", role))},
			want:    []replication.Rule{ruleOf("a", role), ruleOf("b", role)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, d := start(t, test.before...)
				var group sync.WaitGroup
				for _, change := range test.changes {
					group.Go(func() {
						if err := change(t, d); err != nil {
							t.Error(err)
						}
					})
					synctestSleep()
				}
				group.Wait()
				got := s.document(t).rules()
				for i, want := range test.want {
					if len(got) != len(test.want) || !matches(got[i], want) || got[i].ID != want.ID {
						t.Fatalf("rules are %+v", got)
					}
				}
				if len(s.writes) != 1 {
					t.Errorf("%d documents were sent, want 1: %q", len(s.writes), s.writes)
				}
			})
		})
	}
}

// A peer that does not come: COS refuses, and the error says what to do. What travels along is not held up for good.
func TestPeerThatDoesNotCome(t *testing.T) {
	t.Parallel()
	for constraint, changed := range map[string]replication.Rule{
		"T3":  ruleOf("a", priority(1)),
		"T4":  ruleOf("a", prefix("b/")),
		"T11": ruleOf("a", func(r *replication.Rule) { r.Tencent.Role = "qcs::cam::uin/7:uin/7" }),
	} {
		t.Run(constraint, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, d := start(t, ruleOf("a"), ruleOf("b"))
				var group sync.WaitGroup
				group.Go(func() {
					_, err := d.Update(t.Context(), replication.Rule{}, changed)
					var e *replication.Error
					if !errors.As(err, &e) || e.Constraint != constraint || !strings.Contains(e.Advice, "-parallelism") {
						t.Errorf("Update returned %v", err)
					}
				})
				group.Go(func() {
					began := time.Now()
					if _, err := d.Create(t.Context(), ruleOf("innocent"), nil); err != nil || time.Since(began) > 8*time.Second {
						t.Errorf("Create returned %v after %s", err, time.Since(began))
					}
				})
				group.Wait()
				s.only(t, "a", "b", "innocent")
				if role := s.document(t).role(); role != ownerUIN {
					t.Errorf("role is %q", role)
				}
			})
		})
	}
}

// A refused document is tried part by part: a swap stays together, and what is wrong fails alone.
func TestRefusedPartByPart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, d := start(t, ruleOf("a", priority(1)), ruleOf("b", priority(2)))
		check := s.check
		s.check = func(body string) (int, string) {
			if strings.Contains(body, "<ID>bad</ID>") {
				return 409, "InvalidBucketState"
			}
			return check(body)
		}
		errs := make([]error, 4)
		together(4, func(i int) {
			switch i {
			case 0:
				_, errs[i] = d.Update(t.Context(), replication.Rule{}, ruleOf("a", priority(2)))
			case 1:
				_, errs[i] = d.Update(t.Context(), replication.Rule{}, ruleOf("b", priority(1)))
			default:
				_, errs[i] = d.Create(t.Context(), ruleOf([]string{"good", "bad"}[i-2], priority(i+1)), nil)
			}
		})
		if errs[0] != nil || errs[1] != nil || errs[2] != nil {
			t.Errorf("got %v", errs)
		}
		var e *replication.Error
		if !errors.As(errs[3], &e) || e.Constraint != "T1" || e.RequestID == "" {
			t.Errorf("the bad rule got %v", errs[3])
		}
		s.only(t, "a", "b", "good")
		got := fmt.Sprint(s.document(t).rules()[0].Tencent.Priority, s.document(t).rules()[1].Tencent.Priority)
		if got != "2 1" || len(s.writes) != 4 {
			t.Errorf("priorities are %s after %d documents", got, len(s.writes))
		}
	})
}
