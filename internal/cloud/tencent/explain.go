package tencent

import (
	"context"
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// explain says what a refused document means for one of its members: COS has one code for most that can be wrong in a
// document, and one for a bucket that does not exist, whichever of the two it is.
func (q *queue) explain(m *member, merged *document, err error) error {
	refusal, ok := asError(err)
	if !ok {
		return err
	}
	e := *refusal
	e.Op = m.does
	switch {
	case e.Missing == replication.MissingBucket && m.kind == remove:
		return nil // the bucket is gone, and the rule with it
	case e.Missing == replication.MissingBucket:
		q.explainMissing(m, &e)
	case e.Kind == replication.KindInvalid && e.Constraint == "":
		q.explainArgument(m, merged, &e)
	}
	return &e
}

// explainMissing tells the destination that does not exist from the source, which could be read a moment before.
func (q *queue) explainMissing(m *member, e *replication.Error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(m.ctx), transport.CheckTimeout)
	defer cancel()
	facts, err := q.InspectBucket(ctx, m.rule.Destination)
	if err != nil || facts.Exists && facts.Region == m.rule.Destination.Region {
		return
	}
	e.Kind, e.Missing = replication.KindInvalid, ""
	if facts.Exists {
		e.Constraint, e.Advice = "G5", fmt.Sprintf("The destination bucket is in region %s.", facts.Region)
		return
	}
	e.Advice = fmt.Sprintf("The destination bucket %s does not exist: create it first.", m.rule.Destination)
}

// explainArgument looks for what COS documents as wrong.
func (q *queue) explainArgument(m *member, merged *document, e *replication.Error) {
	r, rules := m.rule, merged.rules()
	for _, c := range conflictsOf(r, rules) {
		e.Constraint = c.constraint
		e.Message += fmt.Sprintf(" (%s)", c.what)
		e.Advice = fmt.Sprintf("If other resources of this apply were to make room, they came too late: apply again, with a -parallelism of at least %d "+
			"if all rules of the bucket change at once. The other rule is imported with the id %s.", len(rules), c.other.Ref().ImportID())
		return
	}
	switch tags := len(r.Tencent.Tags); {
	case m.kind == remove:
	case r.Source.Bucket == r.Destination.Bucket:
		e.Constraint, e.Advice = "G1", "Source and destination must be two buckets."
	case appID(r.Source.Bucket) != appID(r.Destination.Bucket):
		e.Constraint, e.Advice = "T2", sayOwner
	case !roleForm.MatchString(merged.role()):
		e.Constraint, e.Advice = "T2", "`tencent.role` has the form qcs::cam::uin/OWNER:uin/USER."
	case r.Tencent.Priority < 0 || r.Tencent.Priority > 1000:
		e.Constraint, e.Advice = "T3", "A priority is a number from 1 to 1000."
	case tags > 10:
		e.Constraint, e.Advice = "T5", "A rule takes at most 10 tags."
	case tags > 0 && r.ReplicateDeletes:
		e.Constraint, e.Advice = "T5", "A rule with tags cannot replicate deletions: set replicate_deletes = false."
	case r.Encryption.ReplicateKMSObjects && r.Encryption.ReplicaKMSKeyID == "":
		e.Constraint, e.Advice = "T6", sayKMS
	case len(rules) > replication.TencentCapabilities.MaxRulesOut:
		e.Constraint, e.Advice = "T8", fmt.Sprintf("The bucket would have %d rules; COS takes at most %d.", len(rules), replication.TencentCapabilities.MaxRulesOut)
	}
}
