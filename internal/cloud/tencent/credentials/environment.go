package credentials

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// families are those of the TencentCloud provider and SDKs, of the runtime of cloud functions, and of the COS SDKs' examples.
var families = []lookup.Family{
	{"TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_SECURITY_TOKEN"},
	{"TENCENTCLOUD_SECRETID", "TENCENTCLOUD_SECRETKEY", "TENCENTCLOUD_SESSIONTOKEN"},
	{"COS_SECRET_ID", "COS_SECRET_KEY", "COS_SESSION_TOKEN"},
	{"COS_SECRETID", "COS_SECRETKEY", "COS_SESSIONTOKEN"},
}

var profileVariables = []string{"TENCENTCLOUD_PROFILE", "TCCLI_PROFILE"}

const (
	dirVariable      = "TENCENTCLOUD_SHARED_CREDENTIALS_DIR"
	sdkFileVariable  = "TENCENTCLOUD_CREDENTIALS_FILE"
	instanceVariable = "TENCENTCLOUD_CAM_ROLE_NAME"
	regionVariable   = "TENCENTCLOUD_REGION"
	domainVariable   = "TENCENTCLOUD_DOMAIN"

	roleVariable       = "TENCENTCLOUD_ASSUME_ROLE_ARN"
	sessionVariable    = "TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME"
	durationVariable   = "TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION"
	externalIDVariable = "TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID"

	oidcProviderVariable  = "TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID"
	oidcTokenVariable     = "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN"      //nolint:gosec // the name of a variable
	oidcTokenFileVariable = "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE" //nolint:gosec // the name of a variable

	podProviderVariable = "TKE_PROVIDER_ID"
	podTokenVariable    = "TKE_WEB_IDENTITY_TOKEN_FILE" //nolint:gosec // the name of a variable
	podRoleVariable     = "TKE_ROLE_ARN"
	podRegionVariable   = "TKE_REGION"
)

// environment is the round over the environment. Half a key is an error if there is no whole one: what comes next in
// the order may belong to quite another account.
func (s *search) environment() (round, error) {
	r := round{
		Config:      Config{Profile: s.First(profileVariables), SharedCredentialsDir: s.Environment(dirVariable), CAMRoleName: s.Environment(instanceVariable)},
		environment: true,
		names: placeNames{
			oidc:     strings.Join([]string{oidcProviderVariable, oidcTokenFileVariable + " or " + oidcTokenVariable, roleVariable}, ", "),
			profile:  strings.Join(profileVariables, " or ") + ", in " + dirVariable + " or " + defaultDir,
			instance: instanceVariable,
		},
	}
	key, halves := s.Key(families)
	r.SecretID, r.SecretKey, r.SecurityToken, r.from = key.ID, key.Secret, key.Token, key.From
	r.names.keys = strings.Join(lookup.Pairs(families), ", ")
	// What the configuration names comes before all of this.
	if r.SecretID == "" && len(halves) > 0 && !s.namesSource() {
		return round{}, lookup.Invalid("in the environment "+strings.Join(halves, ", and "),
			"An id and its key must come from variables of the same family. Set the other variable, or unset this one.")
	}
	// The same variable names a role to assume by a key; the provider's id says that a token is meant.
	if provider := s.Environment(oidcProviderVariable); provider != "" {
		duration, err := s.duration()
		if err != nil {
			return round{}, err
		}
		r.OIDC = &OIDC{
			ProviderID: provider, Token: s.Environment(oidcTokenVariable), TokenFile: s.Environment(oidcTokenFileVariable),
			RoleARN: s.Environment(roleVariable), SessionName: s.Environment(sessionVariable), SessionDuration: duration,
		}
	}
	return r, nil
}

// role is the role to assume with what was found, or nil.
func (s *search) role() (*AssumeRole, error) {
	role := AssumeRole{}
	if s.AssumeRole != nil {
		role = *s.AssumeRole
	} else if s.Environment(oidcProviderVariable) == "" {
		role.RoleARN = s.Environment(roleVariable)
		role.ExternalID = s.Environment(externalIDVariable)
	}
	if role.RoleARN == "" {
		return nil, nil
	}
	role.SessionName = cmp.Or(role.SessionName, s.Environment(sessionVariable))
	if role.SessionDuration == 0 {
		duration, err := s.duration()
		if err != nil {
			return nil, err
		}
		role.SessionDuration = duration
	}
	return &role, nil
}

func (s *search) duration() (int, error) {
	text := s.Environment(durationVariable)
	if text == "" {
		return 0, nil
	}
	seconds, err := strconv.Atoi(text)
	if err != nil || seconds < 0 || seconds > 43200 {
		return 0, lookup.Invalid(fmt.Sprintf("%s is %q", durationVariable, text), "STS takes a number of seconds up to 43200.")
	}
	return seconds, nil
}
