package credentials

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/signature"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// Provider gives the keys to sign with.
type Provider interface {
	Keys(ctx context.Context) (signature.Keys, error)
}

// Found is what was found: where keys come from, and what stood beside them.
type Found struct {
	Provider
	// Region and ProjectID may be empty. Cloud is the domain of endpoints, DomainID the account's id; IAM is the address of IAM.
	Region, ProjectID, DomainID, Cloud string
	IAM                                Endpoint
}

// families are those of the huaweicloud provider under both spellings, and of the SDKs.
var families = []lookup.Family{
	{"HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_SECURITY_TOKEN"},
	{"OS_ACCESS_KEY", "OS_SECRET_KEY", "OS_SECURITY_TOKEN"},
	{"HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"},
}

var (
	regionVariables  = []string{"HW_REGION_NAME", "OS_REGION_NAME"}
	projectVariables = []string{"HW_PROJECT_ID", "OS_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID"}
	domainVariables  = []string{"HW_DOMAIN_ID", "OS_DOMAIN_ID", "OS_USER_DOMAIN_ID", "OS_PROJECT_DOMAIN_ID", "HUAWEICLOUD_SDK_DOMAIN_ID"}
	cloudVariables   = []string{"HW_CLOUD"}
	authVariables    = []string{"HW_AUTH_URL", "OS_AUTH_URL"}
	profileVariables = []string{"HW_PROFILE"}
	fileVariables    = []string{"HW_SHARED_CONFIG_FILE"}
)

// search is one look through the places.
type search struct {
	Options
	tried lookup.Tried
	// beside is what the profile says besides the key.
	beside profile
}

// New looks through the places. It reads environment and files, and makes no request: temporary keys are fetched at their first
// use. Its error lists all places if there is nothing in any. None of the errors holds a secret.
func New(o Options) (*Found, error) {
	o.Machine = o.WithDefaults()
	s := &search{Options: o}
	keys, err := s.keys()
	if err != nil {
		return nil, err
	}
	found := &Found{
		Provider:  keys,
		Region:    cmp.Or(s.Region, s.first(regionVariables), s.beside.Region),
		ProjectID: cmp.Or(s.ProjectID, s.first(projectVariables), s.beside.ProjectID),
		DomainID:  cmp.Or(s.DomainID, s.first(domainVariables), s.beside.DomainID),
		Cloud:     cmp.Or(s.Cloud, s.first(cloudVariables)),
	}
	if found.IAM, err = ParseEndpoint("iam", cmp.Or(s.IAMEndpoint, s.first(authVariables))); err != nil {
		return nil, err
	}
	role, err := s.role()
	if err != nil || role == nil {
		return found, err
	}
	found.Provider = s.renewed(s.assume(*role, keys, found))
	// The project and account are those of the agency now, unless they are named.
	if s.ProjectID == "" {
		found.ProjectID = ""
	}
	found.DomainID = role.DomainID
	return found, nil
}

func (s *search) keys() (Provider, error) {
	if keys, err := pair(s.AccessKey, s.SecretKey, s.SecurityToken); keys != nil || err != nil {
		return keys, err
	}
	s.tried.Note("`access_key` and `secret_key` in the provider configuration", lookup.NotSet)
	if s.Profile != "" || s.SharedConfigFile != "" {
		// Where the profiles are is no matter of whose they are.
		return s.profile(cmp.Or(s.SharedConfigFile, s.First(fileVariables), defaultFile), s.Profile)
	}
	s.tried.Note("`profile` and `shared_config_file`", lookup.NotSet)
	if s.ECSMetadata {
		return s.renewed(s.fromInstance), nil
	}
	s.tried.Note("`ecs_metadata`", lookup.NotSet)
	if s.ConfiguredOnly {
		return nil, s.nothing()
	}
	return s.environment()
}

func (s *search) environment() (Provider, error) {
	key, halves := s.Key(families)
	if key.ID != "" {
		return static{AccessKey: key.ID, SecretKey: key.Secret, SecurityToken: key.Token}, nil
	}
	// What comes next in the order may belong to quite another account.
	if len(halves) > 0 {
		return nil, errors.New(strings.Join(halves, ", and ") + "; set both, or neither")
	}
	s.tried.Note(strings.Join(lookup.Pairs(families), ", or "), lookup.NotSet)
	path, name := s.first(fileVariables), s.first(profileVariables)
	if path != "" || name != "" {
		return s.profile(cmp.Or(path, defaultFile), name)
	}
	provider, err := s.profile(defaultFile, "")
	if err == nil {
		return provider, nil
	}
	s.tried.Note(strings.Join(append(profileVariables, fileVariables...), " and ")+", or "+defaultFile, "not set, and "+err.Error())
	return nil, s.nothing()
}

// nothing lists the places that were tried.
func (s *search) nothing() error {
	return errors.New(s.tried.Nothing() +
		"\nSet HW_ACCESS_KEY and HW_SECRET_KEY in the environment, for instance")
}

// first is the first of the variables that is set; none is where only the configuration counts.
func (s *search) first(variables []string) string {
	if s.ConfiguredOnly {
		return ""
	}
	return s.First(variables)
}

// role is the agency to assume, or nil.
func (s *search) role() (*AssumeRole, error) {
	role := s.AssumeRole
	if name := s.first([]string{"HW_ASSUME_ROLE_AGENCY_NAME"}); role == nil && name != "" {
		role = &AssumeRole{
			AgencyName: name, DomainName: s.first([]string{"HW_ASSUME_ROLE_DOMAIN_NAME"}), DomainID: s.first([]string{"HW_ASSUME_ROLE_DOMAIN_ID"}),
		}
		if text := s.first([]string{"HW_ASSUME_ROLE_DURATION"}); text != "" {
			seconds, err := strconv.Atoi(text)
			if err != nil {
				return nil, fmt.Errorf("the environment variable HW_ASSUME_ROLE_DURATION is %q; it must be a number of seconds", text)
			}
			role.Duration = seconds
		}
	}
	if role == nil && s.beside.AgencyName != "" {
		role = &AssumeRole{AgencyName: s.beside.AgencyName, DomainName: s.beside.AgencyDomainName, DomainID: s.beside.AgencyDomainID}
	}
	if role != nil && role.DomainName == "" && role.DomainID == "" {
		return nil, fmt.Errorf("the agency %s to assume needs the name or the id of its account: set `domain_name` or `domain_id` of `assume_role`", role.AgencyName)
	}
	return role, nil
}

// static are keys that never change.
type static signature.Keys

// Keys are the keys.
func (s static) Keys(context.Context) (signature.Keys, error) { return signature.Keys(s), nil }

func pair(keyID, secret, token string) (Provider, error) {
	switch {
	case keyID != "" && secret != "":
		return static{AccessKey: keyID, SecretKey: secret, SecurityToken: token}, nil
	case keyID != "" || secret != "":
		return nil, errors.New("both `access_key` and `secret_key` are needed, and only one of them is set")
	}
	return nil, nil
}
