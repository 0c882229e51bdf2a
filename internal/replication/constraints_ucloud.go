package replication

// ucloudConstraints are those of US3. The rules that UCloud has relaxed since hold under the strict rule set only.
func ucloudConstraints() []Constraint {
	return []Constraint{
		constraintU1(), constraintU2(), constraintU3(), constraintU4(), constraintU5(), constraintU6(),
		constraintU7(), constraintU8(), constraintU9(),
	}
}

func whenStrict(c Capabilities) bool { return c.RuleSet == RuleSetStrict }

func whenCurrent(c Capabilities) bool { return c.RuleSet == RuleSetCurrent }
