package replicationprogress

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// model is the data source as Terraform holds it.
type model struct {
	Cloud         types.String `tfsdk:"cloud"`
	Bucket        types.String `tfsdk:"bucket"`
	Region        types.String `tfsdk:"region"`
	RuleID        types.String `tfsdk:"rule_id"`
	VaultID       types.String `tfsdk:"vault_id"`
	BackupID      types.String `tfsdk:"backup_id"`
	ProjectID     types.String `tfsdk:"project_id"`
	RPO           types.String `tfsdk:"rpo"`
	SampleObjects types.Int64  `tfsdk:"sample_objects"`
	judgement
	SourceDomain      types.String `tfsdk:"source_domain"`
	DestinationDomain types.String `tfsdk:"destination_domain"`
	Rules             types.Map    `tfsdk:"rules"`
	Resources         types.Map    `tfsdk:"resources"`
}

// judgement is what is said of one replication, or of several together.
type judgement struct {
	State             types.String  `tfsdk:"state"`
	StateReason       types.String  `tfsdk:"state_reason"`
	HistoricalPercent types.Float64 `tfsdk:"historical_percent"`
	SyncedUntil       types.String  `tfsdk:"synced_until"`
	LagSeconds        types.Int64   `tfsdk:"lag_seconds"`
	RPOStatus         types.String  `tfsdk:"rpo_status"`
	ObservedAt        types.String  `tfsdk:"observed_at"`
}

var judgementTypes = map[string]attr.Type{
	"state": types.StringType, "state_reason": types.StringType, "historical_percent": types.Float64Type, "synced_until": types.StringType,
	"lag_seconds": types.Int64Type, "rpo_status": types.StringType, "observed_at": types.StringType,
}

// judged takes over a judgement. What nobody told is null.
func judged(j replication.Judgement) judgement {
	m := judgement{
		State: types.StringValue(string(j.State)), StateReason: types.StringValue(j.Reason), RPOStatus: types.StringValue(string(j.RPOStatus)),
		ObservedAt:        types.StringValue(stamp(j.ObservedAt)),
		HistoricalPercent: types.Float64PointerValue(j.HistoricalPercent), LagSeconds: types.Int64PointerValue(j.LagSeconds),
		SyncedUntil: types.StringNull(),
	}
	if j.SyncedUntil != nil {
		m.SyncedUntil = types.StringValue(stamp(*j.SyncedUntil))
	}
	return m
}

// attributes are the judgement as attributes of an object, with others.
func (j judgement) attributes(others map[string]attr.Value) map[string]attr.Value {
	all := map[string]attr.Value{
		"state": j.State, "state_reason": j.StateReason, "historical_percent": j.HistoricalPercent, "synced_until": j.SyncedUntil,
		"lag_seconds": j.LagSeconds, "rpo_status": j.RPOStatus, "observed_at": j.ObservedAt,
	}
	for name, value := range others {
		all[name] = value
	}
	return all
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// subject names what is asked for.
func (m model) subject() string {
	switch {
	case !m.VaultID.IsNull():
		return "vault " + m.VaultID.ValueString()
	case !m.BackupID.IsNull():
		return "backup " + m.BackupID.ValueString()
	case m.RuleID.IsNull():
		return fmt.Sprintf("bucket %s (%s)", m.Bucket.ValueString(), m.Region.ValueString())
	default:
		return fmt.Sprintf("rule %s of the bucket %s (%s)", m.RuleID.ValueString(), m.Bucket.ValueString(), m.Region.ValueString())
	}
}

// goal is how recent the replica has to be.
func (m model) goal(usual time.Duration) replication.Goal {
	goal := replication.Goal{Usual: usual}
	if rpo, err := time.ParseDuration(m.RPO.ValueString()); err == nil {
		goal.RPO = &rpo
	}
	return goal
}

// setRules takes over the rules. A bucket has a map of them and what is said of them together, a rule is told of directly.
func (m *model) setRules(found []replication.RuleProgress, whole bool) {
	m.SourceDomain, m.DestinationDomain = service.Text(found[0].SourceDomain), service.Text(found[0].DestinationDomain)
	var all []replication.Named
	elements := map[string]attr.Value{}
	for _, rule := range found {
		all = append(all, replication.Named{Name: "Rule " + rule.Rule.ID, Judgement: rule.Judgement})
		if rule.DestinationDomain != found[0].DestinationDomain {
			m.DestinationDomain = types.StringNull()
		}
		if rule.Rule.Destination.Bucket == "" { // stands for a bucket without rules
			continue
		}
		elements[rule.Rule.ID] = types.ObjectValueMust(ruleTypes, judged(rule.Judgement).attributes(map[string]attr.Value{
			"destination": types.ObjectValueMust(endTypes, map[string]attr.Value{
				"bucket": types.StringValue(rule.Rule.Destination.Bucket), "region": service.Text(rule.Rule.Destination.Region),
			}),
			"source_domain": service.Text(rule.SourceDomain), "destination_domain": service.Text(rule.DestinationDomain),
		}))
	}
	m.judgement = judged(replication.Together(all))
	if whole {
		m.Rules = types.MapValueMust(types.ObjectType{AttrTypes: ruleTypes}, elements)
	}
}
