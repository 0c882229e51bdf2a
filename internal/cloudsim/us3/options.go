package us3

import (
	"cmp"
	"fmt"
	"time"
)

// The rule sets of bucket replication.
const (
	// RuleSetStrict is the product as it was introduced: exclusive pairs of buckets in two different regions, only
	// Beijing, Guangzhou and Shanghai, the whole bucket, deletes always replicated, existing objects never.
	RuleSetStrict = "strict"
	// RuleSetCurrent is the product since April 2026: up to 100 rules in a bucket, prefixes, history, two policies, the same region.
	RuleSetCurrent = "current"
)

// Options sets the pace of the simulated service. A zero duration or rate is the default; a negative duration means at once.
type Options struct {
	// Effect is the time from enabling a rule until it copies. Default 5 minutes, the longest that is documented.
	Effect time.Duration
	// CopyLatency is the time from a write to its replica, for every 2 MiB begun. Default 1 minute ("minute level").
	CopyLatency time.Duration
	// HistoricalPerSecond is how many existing objects a rule copies in a second. Default 1.
	HistoricalPerSecond float64
	// VisibleAfter is how long a new rule is missing in the answers of the describing action. Default none.
	VisibleAfter time.Duration
	// MinimumAge is how old a bucket must be to be deleted (RetCode 15014). Default none: the 20 minutes that the code's
	// text names are not enforced for empty buckets as far as the official clients' tests show.
	MinimumAge time.Duration

	Switches
}

// Switches choose where the documentation is silent or disagrees with itself. They can be changed at any time.
type Switches struct {
	// RuleSet is RuleSetStrict, the default, or RuleSetCurrent.
	RuleSet string `json:"rule_set,omitempty" yaml:"rule_set"`
	// Actions are the names of the actions on replication rules; an empty one is the default of DefaultActions.
	Actions Actions `json:"actions,omitzero" yaml:"actions"`
	// NoRuleActions answers RetCode 161 to all actions on replication rules, as the public gateway does to a name it does not know.
	NoRuleActions bool `json:"no_rule_actions,omitempty" yaml:"no_rule_actions"`

	// RetCodeAsString writes RetCode as a JSON string.
	RetCodeAsString bool `json:"ret_code_as_string,omitempty" yaml:"ret_code_as_string"`
	// OddKeys spells RetCode and Action as "Retcode" and "Aciton", as several samples in the UFile documentation do.
	OddKeys bool `json:"odd_keys,omitempty" yaml:"odd_keys"`
	// OmitAction leaves out Action everywhere. Errors of the gateway never have one.
	OmitAction bool `json:"omit_action,omitempty" yaml:"omit_action"`
	// DateSet names the lists of rules DateSet instead of DataSet, as the sample of DescribeUFileLifeCycle does.
	DateSet bool `json:"date_set,omitempty" yaml:"date_set"`
	// MissingBucketIsEmpty makes DescribeBucket answer an empty list for a bucket that does not exist, instead of 15010.
	MissingBucketIsEmpty bool `json:"missing_bucket_is_empty,omitempty" yaml:"missing_bucket_is_empty"`
}

// Actions are the names of the actions on replication rules.
type Actions struct {
	Create   string `json:"create,omitempty" yaml:"create"`
	Describe string `json:"describe,omitempty" yaml:"describe"`
	Update   string `json:"update,omitempty" yaml:"update"`
	Delete   string `json:"delete,omitempty" yaml:"delete"`
}

// DefaultActions are the proposed names; INFERRED from the lifecycle actions.
func DefaultActions() Actions {
	return Actions{
		Create:   "CreateUFileReplicationRule",
		Describe: "DescribeUFileReplicationRule",
		Update:   "UpdateUFileReplicationRule",
		Delete:   "DeleteUFileReplicationRule",
	}
}

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		value    *time.Duration
		standard time.Duration
	}{
		{&o.Effect, 5 * time.Minute},
		{&o.CopyLatency, time.Minute},
		{&o.VisibleAfter, 0},
		{&o.MinimumAge, 0},
	} {
		switch {
		case *d.value == 0:
			*d.value = d.standard
		case *d.value < 0:
			*d.value = 0
		}
	}
	if o.HistoricalPerSecond <= 0 {
		o.HistoricalPerSecond = 1
	}
	o.Switches = o.Switches.withDefaults()
	return o
}

func (s Switches) withDefaults() Switches {
	standard := DefaultActions()
	s.RuleSet = cmp.Or(s.RuleSet, RuleSetStrict)
	s.Actions = Actions{
		Create:   cmp.Or(s.Actions.Create, standard.Create),
		Describe: cmp.Or(s.Actions.Describe, standard.Describe),
		Update:   cmp.Or(s.Actions.Update, standard.Update),
		Delete:   cmp.Or(s.Actions.Delete, standard.Delete),
	}
	return s
}

func (s Switches) check() error {
	if s.RuleSet != RuleSetStrict && s.RuleSet != RuleSetCurrent {
		return fmt.Errorf("the rule set %q is neither %q nor %q", s.RuleSet, RuleSetStrict, RuleSetCurrent)
	}
	return nil
}
