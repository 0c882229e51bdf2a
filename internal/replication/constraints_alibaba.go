package replication

// alibabaConstraints are those of OSS.
func alibabaConstraints() []Constraint {
	return nil
}
