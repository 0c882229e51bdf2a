package vault

import (
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Check is how one constraint of the catalogue is checked; the catalogue states it. A stage whose function is nil is
// not checked. All functions are pure, and judge only what is known.
type Check struct {
	// ID is the constraint's.
	ID string
	// Needs are the facts that Live judges; only these are read.
	Needs []replication.FactKind

	Static func(Spec) []replication.Finding
	// Plan judges me against the other resources of the configuration.
	Plan func(me Entry, others []Entry) []replication.Finding
	Live func(Spec, Facts) []replication.Finding
}

// Stages are the stages at which the constraint is checked.
func (c Check) Stages() []replication.Stage {
	var stages []replication.Stage
	if c.Static != nil {
		stages = append(stages, replication.StageStatic)
	}
	if c.Plan != nil {
		stages = append(stages, replication.StagePlan)
	}
	if c.Live != nil {
		stages = append(stages, replication.StageLive)
	}
	return stages
}

// Judge asks the catalogue about vault replications.
type Judge struct {
	Policy replication.Policy
}

// Static judges one resource's own configuration.
func (j Judge) Static(s Spec) []replication.Violation {
	return j.each(func(c Check) []replication.Finding {
		if c.Static == nil {
			return nil
		}
		return c.Static(s)
	})
}

// Plan judges a resource against the others of the configuration. Where this plan writes neither of two, an error is a
// warning and a warning is silent: what was applied once is not held up.
func (j Judge) Plan(me Entry, others []Entry) []replication.Violation {
	plan := func(others []Entry) []replication.Violation {
		return j.each(func(c Check) []replication.Finding {
			if c.Plan == nil {
				return nil
			}
			return c.Plan(me, others)
		})
	}
	if me.Writes {
		return plan(others)
	}
	settled := slices.DeleteFunc(slices.Clone(others), func(o Entry) bool { return o.Writes })
	written := slices.DeleteFunc(slices.Clone(others), func(o Entry) bool { return !o.Writes })
	violations := plan(written)
	for _, v := range plan(settled) {
		if v.Severity == replication.SeverityError {
			v.Severity = replication.SeverityWarning
			violations = append(violations, v)
		}
	}
	return violations
}

// Live judges a resource against what the cloud tells.
func (j Judge) Live(s Spec, f Facts) []replication.Violation {
	return j.each(func(c Check) []replication.Finding {
		if c.Live == nil {
			return nil
		}
		return c.Live(s, f)
	})
}

// Needs are the facts that the live checks want, those left out that only constraints want which are off.
func (j Judge) Needs() []replication.FactKind {
	var needs []replication.FactKind
	for _, c := range Checks() {
		constraint, ok := replication.ConstraintByID(c.ID)
		if !ok || c.Live == nil || j.Policy.SeverityOf(constraint) == replication.SeverityOff {
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

func (j Judge) each(findings func(Check) []replication.Finding) []replication.Violation {
	var violations []replication.Violation
	for _, c := range Checks() {
		constraint, ok := replication.ConstraintByID(c.ID)
		if !ok || j.Policy.SeverityOf(constraint) == replication.SeverityOff {
			continue
		}
		for _, f := range findings(c) {
			violations = append(violations, j.Policy.Violation(constraint, f))
		}
	}
	return violations
}
