package tencent

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// together does things as Terraform does: ten at a time.
func together(n int, do func(int)) {
	var group sync.WaitGroup
	slots := make(chan struct{}, 10)
	for i := range n {
		slots <- struct{}{}
		group.Go(func() {
			do(i)
			<-slots
		})
	}
	group.Wait()
}

func TestHundredRules(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const foreign = "<Rule><ID>by-hand</ID><Status>Enabled</Status><Prefix>by-hand/</Prefix><Destination><Bucket>qcs::cos:ap-shanghai::orders-sh-1250000000</Bucket></Destination><Odd>1</Odd></Rule>"
		s := &docServer{}
		s.check = func(body string) (int, string) {
			if strings.Contains(body, "<StorageClass>BAD") {
				return 400, "NotSupportedStorageClass"
			}
			return 0, ""
		}
		// Somebody writes in the middle of it, right before a read: between a read and a write nobody can save what they wrote.
		var console atomic.Bool
		s.before = func(r *http.Request, _ string) *canned {
			if r.Method == http.MethodGet && console.CompareAndSwap(true, false) {
				s.edit(func(doc string) string { return strings.Replace(doc, "</Role>", "</Role>"+foreign, 1) })
			}
			return nil
		}
		d := s.driver(t, clock.Real(), nil)
		want := []string{"by-hand"}
		for i := range 100 {
			if i != 42 {
				want = append(want, fmt.Sprintf("rule-%03d", i))
			}
		}
		together(100, func(i int) {
			rule := ruleOf(fmt.Sprintf("rule-%03d", i))
			if i == 42 {
				rule.Tencent.StorageClass = "BAD"
			}
			if i == 60 {
				console.Store(true)
			}
			_, err := d.Create(t.Context(), rule, nil)
			if bad := replication.IsKind(err, replication.KindInvalid); bad != (i == 42) || err != nil && !bad {
				t.Errorf("Create of rule %d returned %v", i, err)
			}
		})
		s.only(t, want...)
		if n := len(s.writes); n > 25 {
			t.Errorf("%d documents were sent, want at most 25", n)
		}
		if role := s.document(t).role(); role != ownerUIN {
			t.Errorf("role is %q", role)
		}
		together(100, func(i int) {
			if err := d.Delete(t.Context(), replication.RuleRef{Source: ordersGz, ID: fmt.Sprintf("rule-%03d", i)}); err != nil {
				t.Errorf("Delete of rule %d: %v", i, err)
			}
		})
		s.only(t, "by-hand")
		if !strings.Contains(s.doc, foreign) {
			t.Errorf("the rule of somebody else is now %s", s.doc)
		}
		if err := d.Delete(t.Context(), replication.RuleRef{Source: ordersGz, ID: "by-hand"}); err != nil || s.doc != "" {
			t.Errorf("after the last rule the document is %q, %v", s.doc, err)
		}
	})
}

func TestPrecheckThatFailsFailsAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &docServer{}
		d := s.driver(t, clock.Real(), nil)
		refusal := errors.New("refused by the check")
		together(5, func(i int) {
			rule := ruleOf(fmt.Sprint("rule-", i))
			_, err := d.Create(t.Context(), rule, func(existing []replication.Rule) error {
				if _, there := replication.FindRule(existing, rule.ID); there {
					t.Errorf("%s sees itself", rule.ID)
				}
				if len(existing) < 3 {
					t.Errorf("%s sees only %v", rule.ID, existing)
				}
				if i == 3 {
					return refusal
				}
				return nil
			})
			if (i == 3) != errors.Is(err, refusal) || i != 3 && err != nil {
				t.Errorf("Create of %s returned %v", rule.ID, err)
			}
		})
		s.only(t, "rule-0", "rule-1", "rule-2", "rule-4")
		if len(s.writes) != 1 {
			t.Errorf("%d documents were sent, want 1", len(s.writes))
		}
	})
}

// A member that is cancelled before the document is sent is not in it; one that is cancelled afterwards learns the outcome.
func TestCancellation(t *testing.T) {
	t.Parallel()
	for _, method := range []string{http.MethodGet, http.MethodPut} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &docServer{}
				hold := make(chan struct{})
				s.before = func(r *http.Request, _ string) *canned {
					if r.Method == method {
						<-hold
					}
					return nil
				}
				d := s.driver(t, clock.Real(), nil)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				var group sync.WaitGroup
				var leaving, staying error
				group.Go(func() { _, leaving = d.Create(ctx, ruleOf("leaves"), nil) })
				group.Go(func() { _, staying = d.Create(t.Context(), ruleOf("stays"), nil) })
				synctestSleep()
				cancel()
				synctest.Wait()
				close(hold)
				group.Wait()
				if staying != nil {
					t.Errorf("the member that stayed got %v", staying)
				}
				if method == http.MethodGet {
					if !errors.Is(leaving, context.Canceled) || replication.IsKind(leaving, replication.KindIncomplete) {
						t.Errorf("the member that left got %v", leaving)
					}
					s.only(t, "stays")
					return
				}
				if leaving != nil {
					t.Errorf("the member that was cancelled too late got %v", leaving)
				}
				s.only(t, "stays", "leaves")
			})
		})
	}
}
