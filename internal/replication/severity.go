package replication

// SeverityOf is the severity that the constraint has under this policy.
func (p Policy) SeverityOf(c Constraint) Severity {
	if s, ok := p[c.ID]; ok {
		return s
	}
	return c.Severity
}

// Violation is a finding with the severity that it has under this policy. A finding that is only ever a warning stays one unless
// the user asks for the error by name.
func (p Policy) Violation(c Constraint, f Finding) Violation {
	v := Violation{Constraint: c, Finding: f, Severity: p.SeverityOf(c)}
	if _, asked := p[c.ID]; f.Lowered && !asked {
		v.Severity = min(v.Severity, SeverityWarning)
	}
	return v
}
