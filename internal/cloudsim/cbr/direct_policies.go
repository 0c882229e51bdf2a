package cbr

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// CredentialSpec says what CreateCredential creates; it is what a seed file holds.
type CredentialSpec struct {
	ID            string `json:"id" yaml:"id"` // empty: generated
	Name          string `json:"name" yaml:"name"`
	Description   string `json:"description" yaml:"description"`
	Account       string `json:"account" yaml:"account"` // that the credential is in
	Region        string `json:"region" yaml:"region"`
	TargetCloud   string `json:"target_cloud" yaml:"target_cloud"`
	TargetAccount string `json:"target_account" yaml:"target_account"`
	AccessKey     string `json:"access_key" yaml:"access_key"`
	SecretKey     string `json:"secret_key" yaml:"secret_key"`
}

// PolicySpec says what CreatePolicy creates; it is what a seed file holds.
type PolicySpec struct {
	ID            string   `json:"id" yaml:"id"` // empty: generated
	Name          string   `json:"name" yaml:"name"`
	Account       string   `json:"account" yaml:"account"`
	Region        string   `json:"region" yaml:"region"`
	OperationType string   `json:"operation_type" yaml:"operation_type"` // "backup" or "replication"
	Disabled      bool     `json:"disabled" yaml:"disabled"`
	Pattern       []string `json:"pattern" yaml:"pattern"`                         // RRULE, UTC
	MaxBackups    int      `json:"max_backups" yaml:"max_backups"`                 // 0 keeps all
	RetentionDays int      `json:"retention_days" yaml:"retention_days"`           // 0 keeps for ever
	Destination   string   `json:"destination" yaml:"destination"`                 // region, of a replication policy
	DestProject   string   `json:"destination_project" yaml:"destination_project"` // empty: the region's own
	Credential    string   `json:"credential" yaml:"credential"`                   // id; set: to the cloud of the credential
}

// PolicyState is what a policy is at this moment.
type PolicyState struct {
	PolicySpec
	Project string
	Next    time.Time // when it fires
	Vaults  []string  // that it is applied to
}

// CreateCredential creates a cross-cloud credential and returns its id. Its key is not checked.
func (s *Service) CreateCredential(spec CredentialSpec) (string, error) {
	if spec.Name == "" || spec.Account == "" || spec.Region == "" || spec.TargetCloud == "" || spec.TargetAccount == "" {
		return "", fmt.Errorf("create the credential %q: name, account, region, target cloud and target account are needed", spec.Name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.settle()
	made := &credential{
		ID: cmp.Or(spec.ID, newUUID()), Project: s.iam.ProjectID(spec.Account, spec.Region), Name: spec.Name, Description: spec.Description,
		TargetCloud: spec.TargetCloud, Account: spec.TargetAccount, AccessKey: spec.AccessKey, SecretKey: spec.SecretKey, Created: now, Updated: now,
	}
	s.state.Credentials[made.ID] = made
	return made.ID, nil
}

// CredentialState is what a credential is at this moment, with the keys that the API never tells.
type CredentialState struct {
	CredentialSpec
	Project string
}

// Credentials returns all cross-cloud credentials, in the order of their ids.
func (s *Service) Credentials() []CredentialState {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []CredentialState
	for _, id := range sortedKeys(s.state.Credentials) {
		c := s.state.Credentials[id]
		project, _ := s.iam.Project(c.Project)
		all = append(all, CredentialState{Project: c.Project, CredentialSpec: CredentialSpec{
			ID: c.ID, Name: c.Name, Description: c.Description, Account: project.Account, Region: project.Region,
			TargetCloud: c.TargetCloud, TargetAccount: c.Account, AccessKey: c.AccessKey, SecretKey: c.SecretKey,
		}})
	}
	return all
}

// CreatePolicy creates a policy and returns its id.
func (s *Service) CreatePolicy(spec PolicySpec) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.settle()
	p := &policy{
		ID: cmp.Or(spec.ID, newUUID()), Project: s.iam.ProjectID(spec.Account, spec.Region), Account: spec.Account, Region: spec.Region,
		Name: spec.Name, Enabled: !spec.Disabled, OperationType: spec.OperationType, Pattern: slices.Clone(spec.Pattern), TriggerID: newUUID(),
		Start: now, Credential: spec.Credential,
	}
	if spec.Name == "" || spec.Account == "" || spec.Region == "" || p.OperationType != OperationBackup && p.OperationType != OperationReplication {
		return "", fmt.Errorf("create the policy %q: name, account, region and an operation type are needed", spec.Name)
	}
	if p.OperationType == OperationReplication {
		owner := spec.Account
		if credential, ok := s.state.Credentials[spec.Credential]; ok {
			owner = credential.Account
		}
		p.Definition.DestinationRegion = spec.Destination
		p.Definition.DestinationProjectID = cmp.Or(spec.DestProject, s.iam.ProjectID(owner, spec.Destination))
	}
	if spec.MaxBackups > 0 {
		p.Definition.MaxBackups = &spec.MaxBackups
	}
	if spec.RetentionDays > 0 {
		p.Definition.RetentionDays = &spec.RetentionDays
	}
	failure := s.checkDefinition(p)
	if failure == nil {
		failure = checkPattern(p.Pattern, now)
	}
	if failure != nil {
		return "", fmt.Errorf("create the policy %q: %w", spec.Name, failure)
	}
	p.Next = following(p.Pattern, p.Start, now)
	s.state.Policies[p.ID] = p
	return p.ID, nil
}

// Policy returns a policy.
func (s *Service) Policy(id string) (PolicyState, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	p, ok := s.state.Policies[id]
	if !ok {
		return PolicyState{}, false
	}
	found := PolicyState{Project: p.Project, Next: p.Next, PolicySpec: PolicySpec{
		ID: p.ID, Name: p.Name, Account: p.Account, Region: p.Region, OperationType: p.OperationType, Disabled: !p.Enabled, Pattern: slices.Clone(p.Pattern),
		MaxBackups: max(0, orDefault(p.Definition.MaxBackups, 0)), RetentionDays: max(0, orDefault(p.Definition.RetentionDays, 0)),
		Destination: p.Definition.DestinationRegion, DestProject: p.Definition.DestinationProjectID, Credential: p.Credential,
	}}
	for _, v := range s.boundTo(id) {
		found.Vaults = append(found.Vaults, v.ID)
	}
	return found, true
}

// BindPolicy applies a policy to a vault, with the API's checks; the former policy of the type goes.
func (s *Service) BindPolicy(vaultID, policyID, destinationVaultID string) error {
	return s.withPolicy(policyID, func(p *policy) error {
		v, ok := s.state.Vaults[vaultID]
		if !ok {
			return fmt.Errorf("the vault %q does not exist", vaultID)
		}
		if failure := s.bind(v, p, destinationVaultID); failure != nil {
			return fmt.Errorf("apply the policy %s to the vault %s: %w", policyID, vaultID, failure)
		}
		return nil
	})
}

// UnbindPolicy takes a policy from a vault, as somebody at the console would.
func (s *Service) UnbindPolicy(vaultID, policyID string) error {
	return s.withPolicy(policyID, func(p *policy) error {
		v, ok := s.state.Vaults[vaultID]
		if !ok || v.Bindings[p.OperationType].PolicyID != policyID {
			return fmt.Errorf("the policy %s is not applied to the vault %s", policyID, vaultID)
		}
		delete(v.Bindings, p.OperationType)
		return nil
	})
}

// DeletePolicyHard removes a policy, and takes it from its vaults.
func (s *Service) DeletePolicyHard(id string) error {
	return s.withPolicy(id, func(p *policy) error {
		for _, v := range s.boundTo(id) {
			delete(v.Bindings, p.OperationType)
		}
		delete(s.state.Policies, id)
		return nil
	})
}

// FirePolicy runs a policy now on all its vaults, whatever its schedule says. It says how many vaults it has.
func (s *Service) FirePolicy(id string) (int, error) {
	vaults := 0
	err := s.withPolicy(id, func(p *policy) error {
		for _, v := range s.boundTo(id) {
			s.runPolicy(p, v)
			vaults++
		}
		s.settle()
		return nil
	})
	return vaults, err
}

func (s *Service) withPolicy(id string, do func(*policy) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	p, ok := s.state.Policies[id]
	if !ok {
		return fmt.Errorf("the policy %q does not exist", id)
	}
	return do(p)
}

// DeleteCredentialHard removes a credential.
func (s *Service) DeleteCredentialHard(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	if _, ok := s.state.Credentials[id]; !ok {
		return fmt.Errorf("the credential %q does not exist: there are %s", id, strings.Join(sortedKeys(s.state.Credentials), ", "))
	}
	delete(s.state.Credentials, id)
	return nil
}
