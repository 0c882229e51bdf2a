package replication

import "strings"

// Severity is how much a violation weighs. The zero value is SeverityOff.
type Severity int

// The severities, in rising order.
const (
	SeverityOff Severity = iota
	SeverityWarning
	SeverityError
)

// ParseSeverity reads the values of the provider's `checks`.
func ParseSeverity(s string) (Severity, bool) {
	switch strings.ToLower(s) {
	case "off":
		return SeverityOff, true
	case "warn":
		return SeverityWarning, true
	case "error":
		return SeverityError, true
	}
	return SeverityOff, false
}

// Stage is when a constraint is checked.
type Stage string

// The stages: one resource's own configuration; all resources of the plan together; facts read from the cloud
// during plan; and just before the write.
const (
	StageStatic Stage = "static"
	StagePlan   Stage = "plan"
	StageLive   Stage = "live"
	StageApply  Stage = "apply"
)

// Certainty is how well a constraint is known.
type Certainty string

// The certainties. What is inferred is never an error.
const (
	Documented Certainty = "documented"
	Observed   Certainty = "observed"
	Inferred   Certainty = "inferred"
)

// Constraint is one rule of the clouds: an entry of the catalogue. A stage whose function is nil is not checked. All
// functions are pure and judge only what is known.
type Constraint struct {
	ID string
	// Cloud is empty if the constraint is about every cloud.
	Cloud    Cloud
	Severity Severity
	Certainty
	// Title is a short phrase that states the rule; Source is where the cloud says so; Doc explains, for the docs page, what would
	// happen otherwise and what to do.
	Title, Source, Doc string
	// Lasting is set if no change at the cloud can lift the constraint, so that no way around it is offered.
	Lasting bool
	// When tells whether the constraint holds under these capabilities, where a cloud has more than one set; nil is always.
	When func(Capabilities) bool
	// Needs are the facts that Live judges; only these are read.
	Needs []FactKind
	// OnlyNew is set if Live judges new rules only, so that for others its facts are not read.
	OnlyNew bool

	Static func(Spec, Capabilities) []Finding
	// Plan judges me against the other rules of the configuration.
	Plan func(me Entry, others []Entry, c Capabilities) []Finding
	Live func(Spec, Facts, Capabilities) []Finding
	// Apply judges the rule against all rules of its source bucket just before the write.
	Apply func(rule Rule, existing []Rule, c Capabilities) []Finding

	// InVaults are the stages of a constraint that is about backup vaults. It is stated here, as there is one catalogue, and
	// checked in package vault.
	InVaults []Stage
}

// Stages are the stages at which the constraint is checked.
func (c Constraint) Stages() []Stage {
	if len(c.InVaults) > 0 {
		return c.InVaults
	}
	var stages []Stage
	for _, s := range []struct {
		stage Stage
		on    bool
	}{{StageStatic, c.Static != nil}, {StagePlan, c.Plan != nil}, {StageLive, c.Live != nil}, {StageApply, c.Apply != nil}} {
		if s.on {
			stages = append(stages, s.stage)
		}
	}
	return stages
}

// Finding is one violation of a constraint.
type Finding struct {
	// Path is the attribute that causes it, with dots: "destination.versioning".
	Path string
	// Found says what was found, the other party named; Do says what to do. Both are whole sentences.
	Found, Do string
	// Lowered makes this finding a warning though its constraint is an error.
	Lowered bool
}

// Violation is a finding with its constraint and the severity that it has in this configuration.
type Violation struct {
	Constraint Constraint
	Finding
	Severity Severity
}

// Summary is the title of the message: "One rule per pair of buckets (A6)".
func (v Violation) Summary() string { return v.Constraint.Title + " (" + v.Constraint.ID + ")" }

// Detail is the text of the message; vendor is who may have changed the rule since.
func (v Violation) Detail(vendor string) string {
	detail := v.Found
	if v.Do != "" {
		detail += "\n\n" + v.Do
	}
	if v.Severity == SeverityError && !v.Constraint.Lasting {
		detail += "\n\nIf " + vendor + " has changed this rule since, or raised a limit for your account, set checks = { " + v.Constraint.ID +
			` = "warn" } in the provider configuration.`
	}
	return detail
}
