package cbr

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"
)

const maxPolicies = 32 // of each type, in an account

// definition is a policy's operation_definition; what was not given is not shown.
type definition struct {
	DestinationRegion    string          `json:"destination_region,omitempty"`
	DestinationProjectID string          `json:"destination_project_id,omitempty"`
	EnableAcceleration   *bool           `json:"enable_acceleration,omitempty"`
	MaxBackups           *int            `json:"max_backups,omitempty"`
	RetentionDays        *int            `json:"retention_duration_days,omitempty"`
	DayBackups           *int            `json:"day_backups,omitempty"`
	WeekBackups          *int            `json:"week_backups,omitempty"`
	MonthBackups         *int            `json:"month_backups,omitempty"`
	YearBackups          *int            `json:"year_backups,omitempty"`
	Timezone             string          `json:"timezone,omitempty"`
	FullBackupInterval   *int            `json:"full_backup_interval,omitempty"`
	AdvancedRetention    json.RawMessage `json:"advanced_retention_rules,omitempty"`
}

type trigger struct {
	Properties struct {
		Pattern     []string `json:"pattern"`
		StartTime   string   `json:"start_time,omitempty"`
		StartWindow *int     `json:"start_window_minutes,omitempty"`
	} `json:"properties"`
}

// policy is a policy of a project. Its trigger's pattern fires on the simulated clock.
type policy struct {
	ID            string     `json:"id"`
	Project       string     `json:"project"`
	Account       string     `json:"account"`
	Region        string     `json:"region"`
	Name          string     `json:"name"`
	Enabled       bool       `json:"enabled"`
	OperationType string     `json:"operation_type"`
	Definition    definition `json:"definition"`
	Credential    string     `json:"credential,omitempty"` // set: replicates to another cloud
	TargetCloud   string     `json:"target_cloud,omitempty"`
	Pattern       []string   `json:"pattern"`
	StartWindow   *int       `json:"start_window,omitempty"`
	TriggerID     string     `json:"trigger_id"`
	Start         time.Time  `json:"start"` // what intervals count from
	Next          time.Time  `json:"next"`
}

type policyInput struct {
	Name          *string     `json:"name"`
	Enabled       *bool       `json:"enabled"`
	OperationType string      `json:"operation_type"`
	Definition    *definition `json:"operation_definition"`
	Trigger       *trigger    `json:"trigger"`
}

func (s *Service) readPolicy(c *call) (policyInput, crossCloud, *apiError) {
	var body struct {
		Policy *policyInput `json:"policy"`
	}
	cross, failure := s.decodeCross(c.body, &body, "policy", "operation_definition")
	if failure == nil && body.Policy == nil {
		failure = invalid("policy is required")
	}
	if failure != nil {
		return policyInput{}, cross, failure
	}
	return *body.Policy, cross, nil
}

func (s *Service) createPolicy(c *call) (any, *apiError) {
	in, cross, failure := s.readPolicy(c)
	if failure != nil {
		return nil, failure
	}
	var check checks
	check.that(in.Name != nil && in.Definition != nil && in.Trigger != nil, "name, operation_definition and trigger are required")
	check.oneOf("operation_type", in.OperationType, OperationBackup, OperationReplication)
	if check.first != nil {
		return nil, check.first
	}
	p := &policy{
		ID: newUUID(), Project: c.project.ID, Account: c.project.Account, Region: c.project.Region, OperationType: in.OperationType,
		Enabled: true, TriggerID: newUUID(), Start: c.now,
	}
	if failure := s.apply(p, in, cross, c.now); failure != nil {
		return nil, failure
	}
	same := 0
	for _, other := range s.state.Policies {
		if other.Account == p.Account && other.OperationType == p.OperationType && other.Region == p.Region {
			same++
		}
	}
	if same >= maxPolicies {
		return nil, badRequest("6001", "The number of %s policies exceeds %d.", p.OperationType, maxPolicies)
	}
	s.state.Policies[p.ID] = p
	document := s.policyDocument(p)
	document.AssociatedVaults = nil // as the official example has it
	return map[string]any{"policy": document}, nil
}

// apply takes over what a body says. An operation_definition replaces the former one as a whole (inferred from the
// official example of UpdatePolicy).
func (s *Service) apply(p *policy, in policyInput, cross crossCloud, now time.Time) *apiError {
	p.Name, p.Enabled = orDefault(in.Name, p.Name), orDefault(in.Enabled, p.Enabled)
	if in.Definition != nil {
		p.Definition, p.Credential, p.TargetCloud = *in.Definition, cross.credential, cross.cloud
		if failure := s.checkDefinition(p); failure != nil {
			return failure
		}
	}
	if in.Trigger != nil {
		if failure := checkPattern(in.Trigger.Properties.Pattern, p.Start); failure != nil {
			return failure
		}
		p.Pattern, p.StartWindow = in.Trigger.Properties.Pattern, in.Trigger.Properties.StartWindow
	}
	var check checks
	check.name(p.Name)
	p.Next = following(p.Pattern, p.Start, now)
	return check.first
}

func (s *Service) updatePolicy(c *call) (any, *apiError) {
	p := s.policyIn(c.project.ID, c.params["policy_id"])
	if p == nil {
		return nil, noPolicy(c.params["policy_id"])
	}
	in, cross, failure := s.readPolicy(c)
	if failure != nil {
		return nil, failure
	}
	if in.OperationType != "" {
		return nil, invalid("invalid key operation_type")
	}
	next := *p
	if failure := s.apply(&next, in, cross, c.now); failure != nil {
		return nil, failure
	}
	moved := next.Definition.DestinationRegion != p.Definition.DestinationRegion ||
		next.Definition.DestinationProjectID != p.Definition.DestinationProjectID || next.TargetCloud != p.TargetCloud
	if moved && len(s.boundTo(p.ID)) > 0 {
		return nil, badRequest("6003", "The destination region cannot be changed. Remove the policy from the vault first.")
	}
	*p = next
	return map[string]any{"policy": s.policyDocument(p)}, nil
}

func (s *Service) showPolicy(c *call) (any, *apiError) {
	p := s.policyIn(c.project.ID, c.params["policy_id"])
	if p == nil {
		return nil, noPolicy(c.params["policy_id"])
	}
	return map[string]any{"policy": s.policyDocument(p)}, nil
}

// listPolicies has no pages.
func (s *Service) listPolicies(c *call) (any, *apiError) {
	documents := []policyDocument{}
	for _, id := range sortedKeys(s.state.Policies) {
		p := s.state.Policies[id]
		if p.Project != c.project.ID || !c.filter(map[string]string{"operation_type": p.OperationType}) {
			continue
		}
		vaultID := c.query.Get("vault_id")
		if vaultID == "" || slices.ContainsFunc(s.boundTo(p.ID), func(v *vault) bool { return v.ID == vaultID }) {
			documents = append(documents, s.policyDocument(p))
		}
	}
	return map[string]any{"count": len(documents), "policies": documents}, nil
}

// deletePolicy takes the policy from its vaults too; that this is allowed is inferred. Backups and replicas stay.
func (s *Service) deletePolicy(c *call) (any, *apiError) {
	p := s.policyIn(c.project.ID, c.params["policy_id"])
	if p == nil {
		return nil, noPolicy(c.params["policy_id"])
	}
	for _, v := range s.boundTo(p.ID) {
		delete(v.Bindings, p.OperationType)
	}
	delete(s.state.Policies, p.ID)
	return nil, nil
}

func (s *Service) policyIn(project, id string) *policy {
	if p, ok := s.state.Policies[id]; ok && p.Project == project {
		return p
	}
	return nil
}

// boundTo are the vaults that the policy is applied to, in the order of their ids.
func (s *Service) boundTo(policyID string) []*vault {
	var vaults []*vault
	for _, id := range sortedKeys(s.state.Vaults) {
		for _, binding := range s.state.Vaults[id].Bindings {
			if binding.PolicyID == policyID {
				vaults = append(vaults, s.state.Vaults[id])
			}
		}
	}
	return vaults
}

// destination is where the policy replicates a vault to.
func (s *Service) destination(p *policy, v *vault, vaultID string) target {
	to := target{
		Cloud: cmp.Or(p.TargetCloud, v.Cloud), Region: p.Definition.DestinationRegion, Project: p.Definition.DestinationProjectID,
		VaultID: vaultID, Account: v.Account, Credential: p.Credential,
	}
	if credential, ok := s.state.Credentials[p.Credential]; ok {
		to.Account = credential.Account
	}
	return to
}
