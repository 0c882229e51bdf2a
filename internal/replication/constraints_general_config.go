package replication

func constraintG7() Constraint {
	return Constraint{
		ID: "G7", Severity: SeverityError, Certainty: Documented, Lasting: true,
		Title:  "This cloud does not have this attribute or value",
		Source: "Each cloud's documentation of its replication rules",
		Doc: "The attributes at the top of a rule are shared by all clouds, but not every cloud has all of them. " +
			"OSS, for one, cannot disable a rule. Nothing that is set is silently ignored.",
		Static: func(s Spec, c Capabilities) []Finding {
			var findings []Finding
			for _, u := range c.Unsupported {
				if u.Set(s) {
					findings = append(findings, Finding{Path: u.Path, Found: u.Found, Do: u.Do})
				}
			}
			for _, object := range s.Objects {
				if object != s.Cloud {
					findings = append(findings, Finding{
						Path:  string(object),
						Found: "The object `" + string(object) + "` is set, but this rule is one of `" + string(s.Cloud) + "`.",
						Do:    "Remove the object `" + string(object) + "`, or correct `cloud`.",
					})
				}
			}
			return findings
		},
	}
}

func constraintG8() Constraint {
	return Constraint{
		ID: "G8", Severity: SeverityError, Certainty: Documented, Lasting: true,
		Title:  "The scope must agree with the regions",
		Source: "OSS guides to cross-region and same-region replication",
		Doc: "Whether a rule crosses regions follows from the two regions; `scope` says what is meant. If they disagree, one of them is a mistake, and " +
			"a copy that stays in its region is lost together with that region. Equal regions without `scope` are a warning: set " +
			"`scope = \"same_region\"` where that is what you want.",
		Static: func(s Spec, c Capabilities) []Finding {
			crosses, known := s.CrossesRegions()
			if !known || s.Scope.IsUnknown() {
				return nil
			}
			source, destination := s.Source.Region.Or(""), s.Destination.Region.Or("")
			scope, set := s.Scope.Get()
			switch {
			case !set && !crosses && !c.CrossRegionOnly: // otherwise another constraint refuses it
				return []Finding{{
					Path:    "scope",
					Found:   "Source and destination are both in " + source + ": this is no disaster recovery, since both are lost together.",
					Do:      `Choose a destination in another region, or say that it is meant: scope = "same_region".`,
					Lowered: true,
				}}
			case scope == CrossRegion && !crosses:
				return []Finding{{
					Path:  "scope",
					Found: `The scope is "cross_region", but source and destination are both in ` + source + ".",
					Do:    `Choose a destination in another region, or set scope = "same_region".`,
				}}
			case scope == SameRegion && crosses:
				return []Finding{{
					Path:  "scope",
					Found: `The scope is "same_region", but the source is in ` + source + " and the destination in " + destination + ".",
					Do:    `Choose a destination in ` + source + `, or set scope = "cross_region".`,
				}}
			}
			return nil
		},
	}
}

func constraintG9() Constraint {
	return Constraint{
		ID: "G9", Severity: SeverityWarning, Certainty: Inferred,
		Title:  "Disabling a rule leaves a gap",
		Source: "Follows from what the clouds document: a rule acts on what is written while it is enabled",
		Doc: "What is written while a rule is disabled is not copied when it is enabled again. " +
			"Copy the gap by other means, or expect the replica to lack it.",
		Plan: func(me Entry, _ []Entry, c Capabilities) []Finding {
			enabled, known := me.Spec.Enabled.Get()
			if !me.Writes || !me.WasEnabled || !known || enabled {
				return nil
			}
			for _, u := range c.Unsupported {
				if u.Path == "enabled" && u.Set(me.Spec) {
					return nil // the cloud cannot do that anyway, says another constraint
				}
			}
			return []Finding{{
				Path:  "enabled",
				Found: "This plan disables the rule " + me.Describe() + ". What is written meanwhile is not copied, and enabling the rule again does not make up for it.",
				Do:    "Note when the rule was disabled, and copy what was written from then on by other means.",
			}}
		},
	}
}
