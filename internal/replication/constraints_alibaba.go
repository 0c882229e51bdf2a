package replication

// alibabaConstraints are those of OSS, after the OSS documentation of bucket replication.
func alibabaConstraints() []Constraint {
	return []Constraint{
		constraintA1(), constraintA2(), constraintA3(), constraintA4(), constraintA5(), constraintA6(),
		constraintA7(), constraintA8(), constraintA9(), constraintA10(), constraintA11(), constraintA12(),
	}
}

// isTrue tells whether the value is known to be true.
func isTrue(v Value[bool]) bool { return v.Or(false) }

// unset tells whether the string is null or empty; what is not known yet is neither.
func unset(v Value[string]) bool {
	known, ok := v.Get()
	return v.IsNull() || ok && known == ""
}
