package tencent

import (
	"fmt"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// conflict is another rule with which a rule cannot be in one document, by the COS documentation of PUT Bucket replication:
// all rules of a bucket have a priority or none has, priorities are unique, and without them prefixes do not overlap.
type conflict struct {
	constraint string
	other      replication.Rule
	what       string
}

// conflictsOf are the rules that a rule cannot be together with. Between different destinations nothing is said of
// prefixes: there the documentation is of two minds.
func conflictsOf(rule replication.Rule, rules []replication.Rule) []conflict {
	var found []conflict
	for _, other := range rules {
		if other.ID == rule.ID {
			continue
		}
		mine, theirs := rule.Tencent.Priority, other.Tencent.Priority
		switch {
		case (mine == 0) != (theirs == 0):
			found = append(found, conflict{"T3", other, fmt.Sprintf("of %s and %s only one has a priority", named(rule), named(other))})
		case mine != 0 && mine == theirs:
			found = append(found, conflict{"T3", other, fmt.Sprintf("%s and %s both have the priority %d", named(rule), named(other), mine)})
		case mine == 0 && other.Destination == rule.Destination && overlap(firstOf(rule.Prefixes), firstOf(other.Prefixes)):
			found = append(found, conflict{"T4", other, fmt.Sprintf("%s and %s are about the same objects, and have no priority", named(rule), named(other))})
		}
	}
	return found
}

func overlap(a, b string) bool { return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) }

func named(r replication.Rule) string { return "rule " + r.ID }

// units are the members that only make sense together, because each alone is in conflict with a rule that another changes:
// two priorities that are swapped, a prefix that one rule hands to another.
func units(base *document, members []*member) ([][]*member, error) {
	byID := map[string]*member{}
	group := map[*member]int{}
	for i, m := range members {
		byID[m.rule.ID], group[m] = m, i
	}
	join := func(a, b *member) {
		from, to := group[a], group[b]
		for m, g := range group {
			if g == from {
				group[m] = to
			}
		}
	}
	for _, m := range members {
		if m.kind == remove {
			continue
		}
		alone, err := base.copy()
		if err != nil {
			return nil, err
		}
		if _, err := m.apply(alone); err != nil {
			continue
		}
		for _, c := range conflictsOf(m.rule, alone.rules()) {
			if peer, ok := byID[c.other.ID]; ok {
				join(m, peer)
			}
		}
	}
	var grouped [][]*member
	for i := range members {
		var unit []*member
		for _, m := range members {
			if group[m] == i {
				unit = append(unit, m)
			}
		}
		if len(unit) > 0 {
			grouped = append(grouped, unit)
		}
	}
	return grouped, nil
}
