package tencent

import (
	"fmt"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// merge puts the batch into a copy of the document. Members that fail, or have nothing to change, are told; those that are
// in conflict with a rule that a peer may be about to change are held back for a while.
func (q *queue) merge(base *document, batch []*member) (*document, []*member) {
	members := slices.Clone(batch)
	slices.SortStableFunc(members, func(a, b *member) int { return int(a.kind) - int(b.kind) })
	passed := map[*member]bool{}
	for {
		before := len(members)
		doc, err := base.copy()
		if err != nil { // it was parsed before
			q.drop(&members, members, func(m *member) error { return m.worded(err) })
			return nil, nil
		}
		for _, step := range []func(){ // each on a document of all members that are left
			func() { q.dropGone(&members) },
			func() { q.apply(doc, &members) },
			func() { q.settleRole(base, doc, &members) },
			func() { q.hold(base, doc, &members) },
			func() { q.precheck(doc, &members, passed) },
		} {
			if len(members) == before {
				step()
			}
		}
		if len(members) == before || len(members) == 0 {
			return doc, members
		}
	}
}

// drop ends members with an error.
func (q *queue) drop(members *[]*member, which []*member, why func(*member) error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, m := range slices.Clone(which) {
		q.finish(m, replication.Rule{}, why(m))
		*members = slices.DeleteFunc(*members, func(o *member) bool { return o == m })
	}
}

func (q *queue) dropGone(members *[]*member) {
	var gone []*member
	q.mu.Lock()
	for _, m := range *members {
		if m.gone {
			gone = append(gone, m)
		}
	}
	q.mu.Unlock()
	q.drop(members, gone, (*member).gaveUp)
}

// apply puts all changes into the document.
func (q *queue) apply(doc *document, members *[]*member) {
	for _, m := range slices.Clone(*members) {
		changed, err := m.apply(doc)
		switch {
		case err != nil:
			q.drop(members, []*member{m}, func(*member) error { return err })
		case !changed:
			q.mu.Lock()
			q.succeed(m, doc)
			q.mu.Unlock()
			*members = slices.DeleteFunc(*members, func(o *member) bool { return o == m })
		}
	}
}

// hold puts members back that are in conflict with another rule, until their patience with peers is over; then they travel
// with the peers that they have, and COS decides.
func (q *queue) hold(base, doc *document, members *[]*member) {
	rules := doc.rules()
	var held, over []*member
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, m := range inConflict(*members, rules) {
		if q.patientWith(m) {
			held = append(held, m)
		} else if m.unit == 0 {
			over = append(over, m)
		}
	}
	if len(held) == 0 && len(over) > 0 && len(over) < len(*members) {
		held = q.part(base, *members, over)
	}
	for _, m := range held {
		q.again(m, 0)
		m.held = m.unit == 0
		*members = slices.DeleteFunc(*members, func(o *member) bool { return o == m })
	}
}

// inConflict are the members that are in conflict with a rule that no member changes; if there are none, those that are in
// conflict with each other.
func inConflict(members []*member, rules []replication.Rule) []*member {
	var withOthers, among []*member
	for _, m := range members {
		if m.kind == remove {
			continue
		}
		conflicts := conflictsOf(m.rule, rules)
		isOther := func(c conflict) bool {
			return !slices.ContainsFunc(members, func(o *member) bool { return o.rule.ID == c.other.ID })
		}
		if slices.ContainsFunc(conflicts, isOther) {
			withOthers = append(withOthers, m)
		} else if len(conflicts) > 0 {
			among = append(among, m)
		}
	}
	if len(withOthers) > 0 {
		return withOthers
	}
	return among
}

// patientWith tells whether peers of the member are still waited for. The lock is held.
func (q *queue) patientWith(m *member) bool {
	now := walk.Now()
	if m.holdUntil.IsZero() {
		m.holdUntil = now.Add(max(q.options.Patience, 0))
	}
	return now.Before(m.holdUntil)
}

// part gives each unit with one of these members a batch of its own. The lock is held.
func (q *queue) part(base *document, members, these []*member) []*member {
	grouped, err := units(base, members)
	if err != nil || len(grouped) < 2 {
		return nil
	}
	var parted []*member
	for _, unit := range grouped {
		if !slices.ContainsFunc(unit, func(m *member) bool { return slices.Contains(these, m) }) {
			continue
		}
		q.lastUnit++
		for _, m := range unit {
			m.unit = q.lastUnit
		}
		parted = append(parted, unit...)
	}
	return parted
}

// precheck has the new rules judged against all others as they will be.
func (q *queue) precheck(doc *document, members *[]*member, passed map[*member]bool) {
	rules := doc.rules()
	for _, m := range slices.Clone(*members) {
		if m.check == nil || passed[m] {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(rules), func(r replication.Rule) bool { return r.ID == m.rule.ID })
		if err := m.check(others); err != nil {
			q.drop(members, []*member{m}, func(*member) error { return err })
			return // the others are judged without it
		}
		passed[m] = true
	}
}

// settleRole sees to the one role that all rules of a bucket share. A new configuration gets the wanted role, or that of the
// account's owner. Another role than the document's is set only if every rule asks for it, or does not mind, in this very document.
func (q *queue) settleRole(base, doc *document, members *[]*member) {
	role := base.role()
	var wanted []*member
	for _, m := range *members {
		if m.kind != remove && m.rule.Tencent.Role != "" && m.rule.Tencent.Role != role {
			wanted = append(wanted, m)
		}
	}
	switch {
	case len(*members) == 0 || len(doc.elements()) == 0:
	case len(wanted) == 0 && role == "":
		role, err := q.ownerRole(q.currentInterest(), q.bucket)
		if err != nil {
			q.drop(members, *members, func(m *member) error { return m.worded(err) })
			return
		}
		doc.setRole(role)
	case len(wanted) == 0:
	case q.agreed(doc, wanted[0].rule.Tencent.Role, *members):
		doc.setRole(wanted[0].rule.Tencent.Role)
	default:
		q.otherRole(base, wanted, members)
	}
}

// agreed tells whether all rules of the document are changed by these members, and none asks for another role.
func (q *queue) agreed(doc *document, role string, members []*member) bool {
	agreed := map[string]bool{}
	for _, m := range members {
		agreed[m.rule.ID] = m.kind != remove && (m.rule.Tencent.Role == "" || m.rule.Tencent.Role == role)
	}
	for _, r := range doc.rules() {
		if !agreed[r.ID] {
			return false
		}
	}
	return true
}

// otherRole holds back those who want another role than the document's, or, when the patience is over, refuses them.
func (q *queue) otherRole(base *document, wanted []*member, members *[]*member) {
	role := base.role()
	if role == "" {
		role = wanted[0].rule.Tencent.Role // the first to come decides
		wanted = slices.DeleteFunc(wanted, func(m *member) bool { return m.rule.Tencent.Role == role })
	}
	var refused []*member
	q.mu.Lock()
	for _, m := range wanted {
		if !q.patientWith(m) {
			refused = append(refused, m)
			continue
		}
		q.again(m, 0)
		m.held = true
		*members = slices.DeleteFunc(*members, func(o *member) bool { return o == m })
	}
	q.mu.Unlock()
	q.drop(members, refused, func(m *member) error {
		e := m.fails(replication.KindConflict, nil)
		e.Constraint = "T11"
		e.Message = fmt.Sprintf("the rules of this bucket are copied by %s, and this rule asks for %s; COS has one role for all rules of a bucket", role, m.rule.Tencent.Role)
		e.Advice = fmt.Sprintf("Leave `tencent.role` out, or change it in all %d rules of the bucket in one apply, with a -parallelism of at least that.", len(base.elements())+1)
		return e
	})
}
