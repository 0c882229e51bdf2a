package replication

import "testing"

// call is one call of ModifyPlan as Terraform makes it: the id of the prior state or of the first half of a
// replacement, the content, and whether the plan writes.
type call struct {
	own    string
	to     string
	prefix string
	writes bool
}

func (c call) entry() Entry {
	spec := Spec{
		Cloud:       Alibaba,
		Source:      End{Bucket: Known("a"), Region: Known("cn-hangzhou")},
		Destination: End{Bucket: Known(c.to), Region: Known("cn-beijing")},
	}
	if c.prefix != "" {
		spec.Prefixes = Known([]string{c.prefix})
	}
	return Entry{Spec: spec, OwnID: c.own, Writes: c.writes}
}

// TestLedgerTraces plays call traces as they were recorded from Terraform 1.11, and counts the findings by id. Each
// trace is played forwards and backwards: Terraform plans in any order.
func TestLedgerTraces(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		calls []call
		want  map[string]int
	}{
		"create": {
			calls: []call{{to: "b", writes: true}},
		},
		"create, planned again at apply": {
			calls: []call{{to: "b", writes: true}, {to: "b", writes: true}},
		},
		"no change": {
			calls: []call{{own: "x", to: "b"}},
		},
		"replacement in two calls, the id handed on": {
			calls: []call{{own: "x", to: "b", prefix: "new/", writes: true}, {own: "x", to: "b", prefix: "new/", writes: true}},
		},
		"-replace: the first call changes nothing": {
			calls: []call{{own: "x", to: "b"}, {own: "x", to: "b", writes: true}},
		},
		"tainted: without prior state only": {
			calls: []call{{to: "b", writes: true}},
		},
		"two rules of one bucket to two destinations": {
			calls: []call{{own: "x", to: "b"}, {to: "c", writes: true}},
		},
		"the same rule twice, one of them there already": {
			calls: []call{{own: "x", to: "b"}, {to: "b", writes: true}},
			want:  map[string]int{"G2": 1},
		},
		"two rules on one pair, one of them there already": {
			calls: []call{{own: "x", to: "b", prefix: "1/"}, {to: "b", prefix: "2/", writes: true}},
			want:  map[string]int{"A6": 1},
		},
		"two new rules on one pair": {
			calls: []call{{to: "b", prefix: "1/", writes: true}, {to: "b", prefix: "2/", writes: true}},
			want:  map[string]int{"A6": 1},
		},
		"two new rules with the same content cannot be told from one planned twice": {
			calls: []call{{to: "b", prefix: "1/", writes: true}, {to: "b", prefix: "1/", writes: true}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backwards := make([]call, 0, len(test.calls))
			for _, c := range test.calls {
				backwards = append([]call{c}, backwards...)
			}
			for order, calls := range map[string][]call{"forwards": test.calls, "backwards": backwards} {
				got := map[string]int{}
				ledger, judge := NewLedger(newTickClock()), Judge{Capabilities: AlibabaCapabilities}
				for _, c := range calls {
					for _, v := range judge.Plan(c.entry(), ledger.Desire(c.entry())) {
						if v.Severity == SeverityError {
							got[v.Constraint.ID]++
						}
					}
				}
				for _, id := range []string{"G2", "A6"} {
					if got[id] != test.want[id] {
						t.Errorf("%s: %d errors of %s, want %d", order, got[id], id, test.want[id])
					}
				}
			}
		})
	}
}
