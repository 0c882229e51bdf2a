package credentials

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// defaultFile is where the CLI of Huawei Cloud (KooCLI) keeps its profiles.
const defaultFile = "~/.hcloud/config.json"

// profile is one entry of the CLI's file, as far as it matters here.
type profile struct {
	Name             string `json:"name"`
	Mode             string `json:"mode"`
	AccessKeyID      string `json:"accessKeyId"`
	SecretAccessKey  string `json:"secretAccessKey"`
	SecurityToken    string `json:"securityToken"`
	Region           string `json:"region"`
	ProjectID        string `json:"projectId"`
	DomainID         string `json:"domainId"`
	AgencyName       string `json:"agencyName"`
	AgencyDomainName string `json:"agencyDomainName"`
	AgencyDomainID   string `json:"agencyDomainId"`
	SSOAuth          struct {
		STSToken struct {
			AccessKeyID     string `json:"accessKeyId"`
			SecretAccessKey string `json:"secretAccessKey"`
			SecurityToken   string `json:"securityToken"`
		} `json:"stsToken"`
	} `json:"ssoAuth"`
}

// profile reads the keys of a profile; an empty name is the current one.
func (s *search) profile(path, name string) (Provider, error) {
	full, err := s.File(path)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be found: %w", path, err)
	}
	data, err := os.ReadFile(full)
	if err != nil {
		return nil, fmt.Errorf("the profiles cannot be read: %w", err)
	}
	var file struct {
		Current  string    `json:"current"`
		Profiles []profile `json:"profiles"`
	}
	// What json says of an error may quote a secret.
	if json.Unmarshal(data, &file) != nil {
		return nil, fmt.Errorf("%s is not the JSON that the CLI writes", full)
	}
	name = cmp.Or(name, file.Current, "default")
	var there []string
	for _, p := range file.Profiles {
		if p.Name == name {
			return s.fromProfile(full, p)
		}
		there = append(there, fmt.Sprintf("%q", p.Name))
	}
	return nil, fmt.Errorf("there is no profile %q in %s; the profiles in it are: %s", name, full, cmp.Or(strings.Join(there, ", "), "none"))
}

func (s *search) fromProfile(path string, p profile) (Provider, error) {
	s.beside = p
	if sso := p.SSOAuth.STSToken; p.Mode == "SSO" {
		p.AccessKeyID, p.SecretAccessKey, p.SecurityToken = sso.AccessKeyID, sso.SecretAccessKey, sso.SecurityToken
	}
	if p.AccessKeyID == "" || p.SecretAccessKey == "" {
		return nil, fmt.Errorf("the profile %q of %s holds no access key (its mode is %q)", p.Name, path, p.Mode)
	}
	return static{AccessKey: p.AccessKeyID, SecretKey: p.SecretAccessKey, SecurityToken: p.SecurityToken}, nil
}
