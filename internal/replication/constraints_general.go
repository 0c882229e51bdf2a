package replication

// generalConstraints are those of every cloud. Where clouds differ, they read it from the Capabilities.
func generalConstraints() []Constraint {
	return []Constraint{
		constraintG1(), constraintG2(), constraintG3(), constraintG4(), constraintG5(), constraintG6(),
		constraintG7(), constraintG8(), constraintG9(), constraintG10(), constraintG11(),
	}
}
