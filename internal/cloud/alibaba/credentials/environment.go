package credentials

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// families are those of the alicloud provider, of the SDKs under both spellings, and of the OSS tools.
var families = []lookup.Family{
	{"ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN"},
	{"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"},
	{"ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_SECURITY_TOKEN"},
	{"OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_SESSION_TOKEN"},
}

var (
	profileVariables    = []string{"ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"}
	fileVariables       = []string{"ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"}
	uriVariables        = []string{"ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"}
	instanceVariables   = []string{"ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"}
	roleVariables       = []string{"ALICLOUD_ASSUME_ROLE_ARN", oidcRoleVariable}
	sessionVariables    = []string{"ALICLOUD_ASSUME_ROLE_SESSION_NAME", "ALIBABA_CLOUD_ROLE_SESSION_NAME"}
	expirationVariables = []string{"ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION", "ALIBABA_CLOUD_ROLE_SESSION_EXPIRATION"}
)

const (
	oidcProviderVariable = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN"
	oidcTokenVariable    = "ALIBABA_CLOUD_OIDC_TOKEN_FILE" //nolint:gosec // the name of a variable
	oidcRoleVariable     = "ALIBABA_CLOUD_ROLE_ARN"
	oidcSessionVariable  = "ALIBABA_CLOUD_ROLE_SESSION_NAME"
	stsRegionVariable    = "ALIBABA_CLOUD_STS_REGION"
	stsVPCVariable       = "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"
)

// environment is the round over the environment. Half a key is an error if there is no whole one: what comes next in
// the order may belong to quite another account.
func (s *search) environment() (round, error) {
	r := round{
		Config: Config{
			Profile: s.First(profileVariables), SharedCredentialsFile: s.First(fileVariables),
			CredentialsURI: s.First(uriVariables), ECSRoleName: s.First(instanceVariables),
		},
		anyProfile: true,
		names: placeNames{
			profile: strings.Join(profileVariables, " or ") + ", in " + strings.Join(fileVariables, " or ") + " or " + defaultFile,
			oidc:    strings.Join([]string{oidcProviderVariable, oidcTokenVariable, oidcRoleVariable}, ", "),
			uri:     strings.Join(uriVariables, " or "), instance: strings.Join(instanceVariables, " or "),
		},
	}
	key, halves := s.Key(families)
	r.AccessKey, r.SecretKey, r.SecurityToken, r.from = key.ID, key.Secret, key.Token, key.From
	r.names.keys = strings.Join(lookup.Pairs(families), ", ")
	// What the configuration names comes before all of this.
	if r.AccessKey == "" && len(halves) > 0 && !s.NamesSource() {
		return round{}, lookup.Invalid("in the environment "+strings.Join(halves, ", and "),
			"A key and its secret must come from variables of the same family. Set the other variable, or unset this one.")
	}
	// In a pod all of these are set; the provider's ARN says that they are meant.
	if provider := s.Environment(oidcProviderVariable); provider != "" {
		r.OIDC = &OIDC{
			ProviderARN: provider, TokenFile: s.Environment(oidcTokenVariable),
			RoleARN: s.Environment(oidcRoleVariable), SessionName: s.Environment(oidcSessionVariable),
		}
	}
	return r, nil
}

// role is the role to assume with what was found, or nil.
func (s *search) role() (*AssumeRole, error) {
	role := AssumeRole{}
	if s.AssumeRole != nil {
		role = *s.AssumeRole
	} else if !s.ConfiguredOnly {
		role.RoleARN = s.First(roleVariables)
		// Beside an OIDC provider this variable names the role that the token is for.
		if role.RoleARN == s.Environment(oidcRoleVariable) && s.Environment(oidcProviderVariable) != "" {
			role.RoleARN = ""
		}
	}
	if role.RoleARN == "" {
		return nil, nil
	}
	if !s.ConfiguredOnly {
		if role.SessionName == "" {
			role.SessionName = s.First(sessionVariables)
		}
		if text := s.First(expirationVariables); text != "" && role.SessionExpiration == 0 {
			seconds, err := strconv.Atoi(text)
			if err != nil || seconds <= 0 {
				return nil, lookup.Invalid(fmt.Sprintf("%s is %q, which is no number of seconds", strings.Join(expirationVariables, " or "), text),
					"STS takes 900 seconds up to the longest session of the role.")
			}
			role.SessionExpiration = seconds
		}
	}
	return &role, nil
}

func (s *search) stsRegion() string {
	if s.STSRegion != "" {
		return s.STSRegion
	}
	return s.Environment(stsRegionVariable)
}

// stsEndpoint is the host of STS as its documentation lists them; the VPC endpoint exists for regions only.
func (s *search) stsEndpoint(region string, vpc bool) string {
	switch {
	case region == "":
		return "sts.aliyuncs.com"
	case vpc || strings.EqualFold(s.Environment(stsVPCVariable), "true"):
		return "sts-vpc." + region + ".aliyuncs.com"
	default:
		return "sts." + region + ".aliyuncs.com"
	}
}
