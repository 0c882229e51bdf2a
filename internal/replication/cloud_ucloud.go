package replication

import (
	"fmt"
	"os"
)

// RuleSet names the rules of a cloud that has changed them, and of which either can hold for an account.
type RuleSet string

// The rule sets of US3.
const (
	// RuleSetStrict are the rules with which replication came: exclusive pairs across three regions.
	RuleSetStrict RuleSet = "strict"
	// RuleSetCurrent are those since April 2026: up to 100 rules of a bucket, in one region too, with prefixes.
	RuleSetCurrent RuleSet = "current"
)

// UCloudRuleSetVariable is the environment variable that stands for the provider's `ucloud.rule_set`.
const UCloudRuleSetVariable = "MULTICLOUD_UCLOUD_RULE_SET"

// UCloudCapabilitiesOf are the capabilities under a rule set; empty is the one of the environment, else strict.
func UCloudCapabilitiesOf(set RuleSet) (Capabilities, error) {
	if set == "" {
		set = RuleSet(os.Getenv(UCloudRuleSetVariable))
	}
	switch set {
	case "", RuleSetStrict:
		return UCloudCapabilities, nil
	case RuleSetCurrent:
		return UCloudCurrentCapabilities, nil
	}
	return Capabilities{}, fmt.Errorf("the rule set is %q; it can be %q or %q", set, RuleSetStrict, RuleSetCurrent)
}

// RuleSetSwitch is what the errors say that only the strict rule set has.
const RuleSetSwitch = "UCloud has relaxed this rule since April 2026: if that holds for your account, set " +
	"ucloud = { rule_set = \"current\" } in the provider configuration."

// AssumedCapabilitiesOf is the table entry of a cloud as far as it is known without the provider configuration: with the rule set
// of the environment, if that names a valid one.
func AssumedCapabilitiesOf(cloud Cloud) (Capabilities, bool) {
	if cloud == UCloud {
		if c, err := UCloudCapabilitiesOf(""); err == nil {
			return c, true
		}
	}
	return CapabilitiesOf(cloud)
}
