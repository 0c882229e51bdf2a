package ucloud

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The keys of everything that UCloud does not publish. INFERRED: the names are guesses after the lifecycle and unzip rules.
const (
	actionCreate  = "create_action"
	actionList    = "list_action"
	actionUpdate  = "update_action"
	actionDelete  = "delete_action"
	actionMirrors = "mirrors_action" // not in the documentation, but in the official Go SDK

	fieldRuleID            = "rule_id"
	fieldSourceRegion      = "source_region"
	fieldSourceBucket      = "source_bucket"
	fieldDestinationRegion = "destination_region"
	fieldDestinationBucket = "destination_bucket"
	fieldHistory           = "history"
	fieldPolicy            = "policy"
	fieldPrefix            = "prefix"
	fieldStatus            = "status"
	fieldMirrors           = "mirrors"

	valueWithDeletes    = "policy_with_deletes"
	valueWithoutDeletes = "policy_without_deletes"
	valueWholeBucket    = "prefix_of_whole_bucket"
	valueEnabled        = "status_enabled"
	valueDisabled       = "status_disabled"
)

var defaultNames = map[string]string{
	actionCreate:  "CreateUFileReplicationRule",
	actionList:    "DescribeUFileReplicationRule",
	actionUpdate:  "UpdateUFileReplicationRule",
	actionDelete:  "DeleteUFileReplicationRule",
	actionMirrors: "DescribeMirrorRules",

	fieldRuleID:            "RuleId",
	fieldSourceRegion:      "Region",
	fieldSourceBucket:      "BucketName",
	fieldDestinationRegion: "DstRegion",
	fieldDestinationBucket: "DstBucketName",
	fieldHistory:           "SyncHistory",
	fieldPolicy:            "SyncPolicy",
	fieldPrefix:            "Prefix",
	fieldStatus:            "Status",
	fieldMirrors:           "Mirrors",

	valueWithDeletes:    "AddUpdateDelete",
	valueWithoutDeletes: "AddUpdate",
	valueWholeBucket:    "*", // as of a lifecycle rule
	valueEnabled:        "Enabled",
	valueDisabled:       "Disabled",
}

// API is the names of the actions on replication rules, of their parameters and fields, and of values. The zero value has the defaults.
type API struct{ names map[string]string }

// NewAPI puts names over the defaults, by key. The error is about a key that there is not, or an empty name.
func NewAPI(names map[string]string) (API, error) {
	for _, key := range slices.Sorted(maps.Keys(names)) {
		if _, ok := defaultNames[key]; !ok {
			return API{}, fmt.Errorf("there is no name %q; the names are %s", key, strings.Join(slices.Sorted(maps.Keys(defaultNames)), ", "))
		}
		if names[key] == "" {
			return API{}, fmt.Errorf("the name %q is empty; leave it out for the default, %q", key, defaultNames[key])
		}
	}
	return API{names: names}, nil
}

// DefaultNames are the names in the place of which others can be set, by key.
func DefaultNames() map[string]string { return maps.Clone(defaultNames) }

func (a API) name(key string) string {
	if name, ok := a.names[key]; ok {
		return name
	}
	return defaultNames[key]
}

// ruleActions tells whether the action is one of those on replication rules.
func (a API) ruleActions(action string) bool {
	return slices.ContainsFunc([]string{actionCreate, actionList, actionUpdate, actionDelete}, func(key string) bool { return a.name(key) == action })
}
