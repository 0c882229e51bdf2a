package replication

import "testing"

// TestSuccessors: a rule that is deleted at one address and made at another, in whatever order Terraform plans the two.
func TestSuccessors(t *testing.T) {
	t.Parallel()
	many := AlibabaCapabilities
	many.OnePerPair = false
	for name, test := range map[string]struct {
		deleted, other call
		c              Capabilities
		want, same     bool
	}{
		"the same rule at another address":    {call{own: "x", to: "b"}, call{to: "b", writes: true}, AlibabaCapabilities, true, true},
		"another rule of the pair":            {call{own: "x", to: "b"}, call{to: "b", prefix: "a/", writes: true}, AlibabaCapabilities, true, false},
		"another rule, where many are":        {call{own: "x", to: "b"}, call{to: "b", prefix: "a/", writes: true}, many, false, false},
		"the same rule, where many are":       {call{own: "x", to: "b"}, call{to: "b", writes: true}, many, true, true},
		"a rule to elsewhere":                 {call{own: "x", to: "b"}, call{to: "c", writes: true}, AlibabaCapabilities, false, false},
		"a rule that exists":                  {call{own: "x", to: "b"}, call{own: "y", to: "b"}, AlibabaCapabilities, false, false},
		"a rule that is replaced by this one": {call{own: "x", to: "b"}, call{own: "y", to: "b", writes: true}, AlibabaCapabilities, false, false},
	} {
		for _, deletedFirst := range []bool{true, false} {
			l := NewLedger(newTickClock())
			doomed, other := test.deleted.entry(), test.other.entry()
			var got []Succession
			if deletedFirst {
				l.Doom(doomed)
				if others := l.Desire(other); len(others) != 0 {
					t.Errorf("%s: the rule that is deleted stands in the way: %v", name, others)
				}
				got = l.Successors(other, test.c)
			} else {
				l.Desire(other)
				if early := l.Successors(other, test.c); len(early) != 0 {
					t.Errorf("%s: %v before anything was deleted", name, early)
				}
				got = l.Successors(l.Doom(doomed), test.c)
			}
			switch {
			case len(got) == 1 != test.want:
				t.Errorf("%s, deleted first %t: %v", name, deletedFirst, got)
			case test.want && (got[0].Same != test.same || got[0].Old.OwnID != "x" || got[0].New.OwnID != ""):
				t.Errorf("%s, deleted first %t: %+v", name, deletedFirst, got[0])
			}
		}
	}
}
