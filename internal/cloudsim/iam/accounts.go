package iam

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// Account is an account (domain) of one cloud.
type Account struct {
	ID    string `json:"id" yaml:"id"` // 32 hexadecimal digits
	Name  string `json:"name" yaml:"name"`
	Cloud string `json:"cloud" yaml:"cloud"` // empty is HuaweiCloud
}

// Project is a project of an account in one region. Its region's own project has the region's id as its name;
// another is named "<region>_<suffix>".
type Project struct {
	ID      string `json:"id" yaml:"id"`
	Name    string `json:"name" yaml:"name"`
	Region  string `json:"region" yaml:"region"`
	Account string `json:"account" yaml:"account"`
	Cloud   string `json:"cloud" yaml:"-"`
}

// User is somebody with a password in an account. Allow and Deny are permissions as in world.Key.
type User struct {
	Account  string   `json:"account" yaml:"account"`
	Name     string   `json:"name" yaml:"name"`
	Password string   `json:"password" yaml:"password"`
	Allow    []string `json:"allow,omitempty" yaml:"allow,omitempty"`
	Deny     []string `json:"deny,omitempty" yaml:"deny,omitempty"`
}

// Agency is a delegation: the trusted account's users may act in Account with these permissions.
type Agency struct {
	Account string `json:"account" yaml:"account"`
	Name    string `json:"name" yaml:"name"`
	Trusted string `json:"trusted" yaml:"trusted"` // account id
	// Instance attaches the agency to the simulated ECS instance, whose metadata service then gives keys of it.
	Instance bool     `json:"instance,omitempty" yaml:"instance,omitempty"`
	Allow    []string `json:"allow,omitempty" yaml:"allow,omitempty"`
	Deny     []string `json:"deny,omitempty" yaml:"deny,omitempty"`
}

// PutAccount adds an account or replaces the one of the same id.
func (s *Service) PutAccount(a Account) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a.Cloud, a.Name = cmp.Or(a.Cloud, HuaweiCloud), cmp.Or(a.Name, a.ID)
	s.state.Accounts[a.ID] = a
}

// Account returns the account of this id. An account that only has keys is one of Huawei Cloud.
func (s *Service) Account(id string) Account {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.account(id)
}

func (s *Service) account(id string) Account {
	if a, ok := s.state.Accounts[id]; ok {
		return a
	}
	return Account{ID: id, Name: id, Cloud: HuaweiCloud}
}

// PutUser adds a user or replaces the one of the same account and name.
func (s *Service) PutUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Users[u.Account+"/"+u.Name] = u
}

// PutAgency adds an agency or replaces the one of the same account and name.
func (s *Service) PutAgency(a Agency) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Agencies[a.Account+"/"+a.Name] = a
}

// PutProject adds a project. One that is named like its region takes the place of that region's own project.
func (s *Service) PutProject(p Project) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.Name = cmp.Or(p.Name, p.Region)
	p.ID = cmp.Or(p.ID, derivedID(p.Account, p.Name))
	p.Cloud = ""
	s.state.Projects[p.ID] = p
}

// ProjectID is the id of the account's own project of the region.
func (s *Service) ProjectID(account, region string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.state.Projects {
		if p.Account == account && p.Name == region {
			return p.ID
		}
	}
	return derivedID(account, region)
}

// Project returns the project of this id.
func (s *Service) Project(id string) (Project, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.project(id)
}

func (s *Service) project(id string) (Project, bool) {
	if p, ok := s.state.Projects[id]; ok {
		p.Cloud = s.account(p.Account).Cloud
		return p, true
	}
	for account := range s.owners() {
		for _, p := range s.projects(account) {
			if p.ID == id {
				return p, true
			}
		}
	}
	return Project{}, false
}

// owners are the ids of all accounts: those that were added, and those that only have keys.
func (s *Service) owners() map[string]bool {
	owners := map[string]bool{}
	for id := range s.state.Accounts {
		owners[id] = true
	}
	for _, key := range s.access.All() {
		if key.Cloud == provider {
			owners[key.Account] = true
		}
	}
	return owners
}

// projects lists the account's projects: one for each region of its cloud, and those that were added; sorted by name.
func (s *Service) projects(account string) []Project {
	owner := s.account(account)
	var found []Project
	named := map[string]bool{}
	for _, p := range s.state.Projects {
		if p.Account == account {
			p.Cloud = owner.Cloud
			found, named[p.Name] = append(found, p), true
		}
	}
	cloud, _ := s.cloud(owner.Cloud)
	for _, region := range cloud.Regions {
		if !named[region] {
			found = append(found, Project{ID: derivedID(account, region), Name: region, Region: region, Account: account, Cloud: owner.Cloud})
		}
	}
	slices.SortFunc(found, func(a, b Project) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return found
}

// derivedID is the same in every run, so that examples can name a project.
func derivedID(account, name string) string {
	sum := sha256.Sum256([]byte(account + "/" + name))
	return hex.EncodeToString(sum[:16])
}
