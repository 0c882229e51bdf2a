package ucloud

import (
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// parametersOf are what creates the rule. Everything is said, so that nothing depends on defaults that nobody has published.
func (a API) parametersOf(r replication.Rule) map[string]string {
	prefix := a.name(valueWholeBucket)
	if len(r.Prefixes) > 0 {
		prefix = r.Prefixes[0]
	}
	return map[string]string{
		a.name(fieldSourceRegion):      r.Source.Region,
		a.name(fieldSourceBucket):      r.Source.Bucket,
		a.name(fieldDestinationRegion): r.Destination.Region,
		a.name(fieldDestinationBucket): r.Destination.Bucket,
		a.name(fieldHistory):           strconv.FormatBool(r.ReplicateExisting),
		a.name(fieldPolicy):            a.name(either(r.ReplicateDeletes, valueWithDeletes, valueWithoutDeletes)),
		a.name(fieldPrefix):            prefix,
		a.name(fieldStatus):            a.status(r.Enabled),
	}
}

func (a API) status(isEnabled bool) string {
	return a.name(either(isEnabled, valueEnabled, valueDisabled))
}

// ruleOf is a row of the list of a bucket's rules. A status or policy that nobody knows yet counts as the default.
func (a API) ruleOf(asked replication.BucketRef, row record) replication.Rule {
	source := asked
	if name := row.text(a.name(fieldSourceBucket)); name != "" && name != asked.Bucket {
		source.Bucket, source.Region = name, row.text(a.name(fieldSourceRegion))
	}
	r := replication.Rule{
		ID:     row.text(a.name(fieldRuleID)),
		Source: source,
		Destination: replication.BucketRef{
			Cloud: asked.Cloud, Project: asked.Project,
			Region: row.text(a.name(fieldDestinationRegion)), Bucket: row.text(a.name(fieldDestinationBucket)),
		},
		Enabled:           !strings.EqualFold(row.text(a.name(fieldStatus)), a.name(valueDisabled)),
		ReplicateDeletes:  !strings.EqualFold(row.text(a.name(fieldPolicy)), a.name(valueWithoutDeletes)),
		ReplicateExisting: row.flag(a.name(fieldHistory)),
		Status:            replication.StatusActive,
	}
	if prefix := row.text(a.name(fieldPrefix)); prefix != "" && prefix != a.name(valueWholeBucket) {
		r.Prefixes = []string{prefix}
	}
	if policy := row.text(a.name(fieldPolicy)); policy != "" && r.ReplicateDeletes && !strings.EqualFold(policy, a.name(valueWithDeletes)) {
		r.Unmodelled = append(r.Unmodelled, a.name(fieldPolicy)+" "+policy)
	}
	return r
}
