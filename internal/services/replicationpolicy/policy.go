package replicationpolicy

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// setPolicy takes over the policy as the cloud shows it. What is written and means the same keeps its shape.
func (m *model) setPolicy(p vault.Policy) {
	written := m.policy()
	m.Name = types.StringValue(p.Name)
	m.Enabled = types.BoolValue(p.Enabled)
	if m.Schedule.IsNull() || !written.Schedule.Equal(p.Schedule) {
		m.Schedule = scheduleObject(p.Schedule)
	}
	m.Retention = retentionObject(m.Retention, p.Retention)
	m.setDestination(p.Destination)
	switch {
	case p.Acceleration != nil && (*p.Acceleration || !m.Acceleration.IsNull()):
		m.Acceleration = types.BoolValue(*p.Acceleration)
	case p.Acceleration == nil && m.Acceleration.ValueBool():
		m.Acceleration = types.BoolNull()
	}
}

// scheduleObject is a schedule as the typed attributes show it. One that they cannot express is shown by its rules in place of times, so
// that a plan says what it replaces.
func scheduleObject(s vault.Schedule) types.Object {
	times := make([]string, 0, len(s.Times))
	for _, t := range s.Times {
		times = append(times, t.String())
	}
	daily, weekly := types.ObjectNull(dailyTypes), types.ObjectNull(weeklyTypes)
	switch {
	case len(s.Other) > 0:
		times = s.Other
	case s.EveryDays > 0:
		daily = types.ObjectValueMust(dailyTypes, map[string]attr.Value{"every_days": types.Int64Value(int64(s.EveryDays))})
	default:
		weekly = types.ObjectValueMust(weeklyTypes, map[string]attr.Value{"days_utc": service.SetOf(s.Weekdays)})
	}
	return types.ObjectValueMust(scheduleTypes, map[string]attr.Value{"daily": daily, "weekly": weekly, "times_utc": service.SetOf(times)})
}

// retentionObject is the retention in the shape that it was written in: null and 0 mean the same.
func retentionObject(before types.Object, r vault.Retention) types.Object {
	attributes := map[string]attr.Value{}
	shown := false
	for name, n := range map[string]int{
		"count": r.Count, "days": r.Days, "daily": r.Daily, "weekly": r.Weekly, "monthly": r.Monthly, "yearly": r.Yearly,
	} {
		was, _ := before.Attributes()[name].(types.Int64)
		switch {
		case n > 0:
			attributes[name], shown = types.Int64Value(int64(n)), true
		case was.IsNull() || was.ValueInt64() != 0:
			attributes[name] = types.Int64Null()
		default:
			attributes[name] = was
		}
	}
	attributes["time_zone"] = service.Text(r.TimeZone)
	// A time zone by itself says nothing: CBR may show one that nobody has set.
	if was, _ := before.Attributes()["time_zone"].(types.String); was.IsNull() && !r.LongTerm() {
		attributes["time_zone"] = types.StringNull()
	}
	if before.IsNull() && !shown {
		return types.ObjectNull(retentionTypes)
	}
	return types.ObjectValueMust(retentionTypes, attributes)
}
