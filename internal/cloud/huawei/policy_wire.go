package huawei

import (
	"encoding/json"
	"maps"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// policyWire is a policy. What it does, its definition, holds fields that are not known here and one or two whose names are not
// published, so it is kept as it came.
type policyWire struct {
	ID            string                     `json:"id,omitempty"`
	Name          string                     `json:"name"`
	Enabled       bool                       `json:"enabled"`
	OperationType string                     `json:"operation_type,omitempty"`
	Definition    map[string]json.RawMessage `json:"operation_definition"`
	Trigger       triggerWire                `json:"trigger"`
	Vaults        []struct {
		VaultID            string `json:"vault_id"`
		DestinationVaultID string `json:"destination_vault_id"`
	} `json:"associated_vaults,omitempty"`
}

type triggerWire struct {
	Properties struct {
		Pattern []string `json:"pattern"`
	} `json:"properties"`
}

// The fields of a definition. A number that is -1 is not set.
const (
	fieldRegion       = "destination_region"
	fieldProject      = "destination_project_id"
	fieldAcceleration = "enable_acceleration"
	fieldCount        = "max_backups"
	fieldDays         = "retention_duration_days"
	fieldDaily        = "day_backups"
	fieldWeekly       = "week_backups"
	fieldMonthly      = "month_backups"
	fieldYearly       = "year_backups"
	fieldTimeZone     = "timezone"
)

func (w policyWire) policy(at vault.Place, n Names) vault.Policy {
	p := vault.Policy{
		Ref: at.At(w.ID), Name: w.Name, Operation: vault.Operation(w.OperationType), Enabled: w.Enabled,
		Schedule: vault.ParseSchedule(w.Trigger.Properties.Pattern),
	}
	text := func(field string) string { return value[string](w.Definition, field) }
	number := func(field string) int { return max(value[int](w.Definition, field), 0) }
	p.Destination = vault.PolicyDestination{
		Place:       vault.Place{Region: text(fieldRegion), ProjectID: text(fieldProject)},
		TargetCloud: text(n.CloudRef), CredentialID: text(n.CredentialRef),
	}
	p.Retention = vault.Retention{
		Count: number(fieldCount), Days: number(fieldDays), Daily: number(fieldDaily), Weekly: number(fieldWeekly),
		Monthly: number(fieldMonthly), Yearly: number(fieldYearly), TimeZone: text(fieldTimeZone),
	}
	if _, told := w.Definition[fieldAcceleration]; told {
		acceleration := value[bool](w.Definition, fieldAcceleration)
		p.Acceleration = &acceleration
	}
	for _, v := range w.Vaults {
		p.Bindings = append(p.Bindings, vault.Binding{VaultID: v.VaultID, DestinationVaultID: v.DestinationVaultID})
	}
	return p
}

// value is a field, or zero if it is not there, null, or of another type.
func value[T any](fields map[string]json.RawMessage, name string) T {
	var v T
	if json.Unmarshal(fields[name], &v) != nil {
		var zero T
		return zero
	}
	return v
}

// definition is what a replication policy does, put over what is there already: CBR replaces it as a whole, so that what is not
// known here has to be sent again.
func definition(p vault.Policy, n Names, before map[string]json.RawMessage) map[string]json.RawMessage {
	fields := maps.Clone(before)
	if fields == nil {
		fields = map[string]json.RawMessage{}
	}
	set := func(name string, v any) {
		data, err := json.Marshal(v)
		if err == nil { // strings, numbers and booleans always can be
			fields[name] = data
		}
	}
	setOrDrop := func(name, v string) {
		delete(fields, name)
		if v != "" {
			set(name, v)
		}
	}
	orUnset := func(n int) int {
		if n == 0 {
			return -1
		}
		return n
	}
	set(fieldRegion, p.Destination.Region)
	set(fieldProject, p.Destination.ProjectID)
	setOrDrop(n.CredentialRef, p.Destination.CredentialID)
	setOrDrop(n.CloudRef, p.Destination.TargetCloud)
	set(fieldCount, orUnset(p.Retention.Count))
	set(fieldDays, orUnset(p.Retention.Days))
	setOrDrop(fieldTimeZone, p.Retention.TimeZone)
	for name, count := range map[string]int{
		fieldDaily: p.Retention.Daily, fieldWeekly: p.Retention.Weekly, fieldMonthly: p.Retention.Monthly, fieldYearly: p.Retention.Yearly,
	} {
		delete(fields, name)
		// Zero is sent only to take back what was set: by days, CBR takes none of these at all.
		if _, was := before[name]; count > 0 || was && p.Retention.Days == 0 {
			set(name, count)
		}
	}
	delete(fields, fieldAcceleration)
	if p.Acceleration != nil {
		set(fieldAcceleration, *p.Acceleration)
	}
	return fields
}

// wire is the policy as it is sent.
func wire(p vault.Policy, n Names, before map[string]json.RawMessage) policyWire {
	w := policyWire{Name: p.Name, Enabled: p.Enabled, Definition: definition(p, n, before)}
	w.Trigger.Properties.Pattern = p.Schedule.Patterns()
	return w
}
