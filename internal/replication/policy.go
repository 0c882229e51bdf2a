package replication

import (
	"fmt"
	"maps"
	"os"
	"strings"
)

// ChecksVariable is the environment variable that stands for the provider's `checks`, in the form that ParsePolicy reads.
const ChecksVariable = "MULTICLOUD_CHECKS"

// ParseCheck reads one entry of the provider's `checks`. The error lists what there is to choose from.
func ParseCheck(id, severity string) (Severity, error) {
	if _, ok := ConstraintByID(id); !ok {
		return SeverityOff, fmt.Errorf("there is no constraint %q; the constraints are %s", id, strings.Join(constraintIDs(), ", "))
	}
	s, ok := ParseSeverity(severity)
	if !ok {
		return SeverityOff, fmt.Errorf(`the severity of %s is %q; it can be "error", "warn" or "off"`, id, severity)
	}
	return s, nil
}

// ParsePolicy reads a policy from one line: "A5=warn,G3=off". Empty is no policy.
func ParsePolicy(text string) (Policy, error) {
	policy := Policy{}
	for entry := range strings.SplitSeq(text, ",") {
		entry = strings.TrimSpace(entry)
		if entry == "" {
			continue
		}
		id, severity, ok := strings.Cut(entry, "=")
		if !ok {
			return nil, fmt.Errorf("%q is no pair of a constraint and its severity, such as A5=warn", entry)
		}
		s, err := ParseCheck(strings.TrimSpace(id), strings.TrimSpace(severity))
		if err != nil {
			return nil, err
		}
		policy[strings.TrimSpace(id)] = s
	}
	return policy, nil
}

// ChecksFromEnvironment is the policy in the environment variable MULTICLOUD_CHECKS. It is all that is known of the policy
// where the provider is not configured, as in `terraform validate`.
func ChecksFromEnvironment() (Policy, error) {
	policy, err := ParsePolicy(os.Getenv(ChecksVariable))
	if err != nil {
		return nil, fmt.Errorf("the environment variable %s: %w", ChecksVariable, err)
	}
	return policy, nil
}

// With is this policy with the entries of another put over it.
func (p Policy) With(over Policy) Policy {
	merged := Policy{}
	maps.Copy(merged, p)
	maps.Copy(merged, over)
	return merged
}

func constraintIDs() []string {
	var ids []string
	for _, c := range Catalogue() {
		ids = append(ids, c.ID)
	}
	return ids
}
