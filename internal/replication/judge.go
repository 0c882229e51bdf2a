package replication

import "slices"

// Policy is the provider's `checks`: the severity that the user gives a constraint instead of its own.
type Policy map[string]Severity

// Judge asks the catalogue about the rules of one cloud.
type Judge struct {
	Capabilities Capabilities
	Policy       Policy
}

// Static judges one rule's own configuration.
func (j Judge) Static(s Spec) []Violation {
	return j.each(func(c Constraint) []Finding {
		if c.Static == nil {
			return nil
		}
		return c.Static(s, j.Capabilities)
	})
}

// Plan judges a rule against the others of the configuration. Where this plan writes neither of two rules, an error is
// a warning and a warning is silent: what was applied once is not held up.
func (j Judge) Plan(me Entry, others []Entry) []Violation {
	if me.Writes {
		return j.plan(me, others)
	}
	var written, settled []Entry
	for _, o := range others {
		if o.Writes {
			written = append(written, o)
		} else {
			settled = append(settled, o)
		}
	}
	violations := j.plan(me, written)
	for _, v := range j.plan(me, settled) {
		if v.Severity == SeverityError {
			v.Severity = SeverityWarning
			violations = append(violations, v)
		}
	}
	return violations
}

func (j Judge) plan(me Entry, others []Entry) []Violation {
	return j.each(func(c Constraint) []Finding {
		if c.Plan == nil {
			return nil
		}
		return c.Plan(me, others, j.Capabilities)
	})
}

// Live judges a rule against what the cloud tells.
func (j Judge) Live(s Spec, f Facts) []Violation {
	return j.each(func(c Constraint) []Finding {
		if c.Live == nil {
			return nil
		}
		return c.Live(s, f, j.Capabilities)
	})
}

// Apply judges a rule against those in its source bucket, just before the write.
func (j Judge) Apply(rule Rule, existing []Rule) []Violation {
	return j.each(func(c Constraint) []Finding {
		if c.Apply == nil {
			return nil
		}
		return c.Apply(rule, existing, j.Capabilities)
	})
}

// Needs are the facts that the live checks of a rule want, new or not. What only constraints want that are off is left out.
func (j Judge) Needs(isNew bool) []FactKind {
	var needs []FactKind
	for _, c := range j.constraints() {
		if c.Live == nil || j.Policy.SeverityOf(c) == SeverityOff || c.OnlyNew && !isNew {
			continue
		}
		for _, n := range c.Needs {
			if !slices.Contains(needs, n) {
				needs = append(needs, n)
			}
		}
	}
	return needs
}

func (j Judge) constraints() []Constraint {
	var mine []Constraint
	for _, c := range Catalogue() {
		if (c.Cloud == "" || c.Cloud == j.Capabilities.Cloud) && (c.When == nil || c.When(j.Capabilities)) {
			mine = append(mine, c)
		}
	}
	return mine
}

func (j Judge) each(findings func(Constraint) []Finding) []Violation {
	var violations []Violation
	for _, c := range j.constraints() {
		if j.Policy.SeverityOf(c) == SeverityOff {
			continue
		}
		for _, f := range findings(c) {
			violations = append(violations, j.Policy.Violation(c, f))
		}
	}
	return violations
}

// Merge leaves one violation for each constraint and attribute, the weightiest and of these the last: the later stage knows more.
func Merge(violations []Violation) []Violation {
	var merged []Violation
	for _, v := range violations {
		i := slices.IndexFunc(merged, func(m Violation) bool {
			return m.Constraint.ID == v.Constraint.ID && m.Path == v.Path
		})
		switch {
		case i < 0:
			merged = append(merged, v)
		case v.Severity >= merged[i].Severity:
			merged[i] = v
		}
	}
	return merged
}
