package credentials

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// fromProfile is the source that a profile's mode describes; via are the profiles that led to it.
func (s *search) fromProfile(file *profileFile, p profile, via []string) (*source, error) {
	from := fmt.Sprintf("the profile %q of %s", p.Name, file.path)
	endpoint := s.stsEndpoint(cmp.Or(p.STSRegion, s.stsRegion()), p.EnableVPC)
	switch p.Mode {
	case "", "AK":
		if err := needs(from, p.Mode, field{"access_key_id", p.AccessKeyID}, field{"access_key_secret", p.AccessKeySecret}); err != nil {
			return nil, err
		}
		return static(p.AccessKeyID, p.AccessKeySecret, "", from), nil
	case "StsToken":
		if err := needs(from, p.Mode, field{"access_key_id", p.AccessKeyID}, field{"access_key_secret", p.AccessKeySecret},
			field{"sts_token", p.STSToken}); err != nil {
			return nil, err
		}
		return static(p.AccessKeyID, p.AccessKeySecret, p.STSToken, from), nil
	case "RamRoleArn":
		if err := needs(from, p.Mode, field{"access_key_id", p.AccessKeyID}, field{"access_key_secret", p.AccessKeySecret},
			field{"ram_role_arn", p.RoleARN}); err != nil {
			return nil, err
		}
		return s.assume(p.role(), static(p.AccessKeyID, p.AccessKeySecret, p.STSToken, from), endpoint), nil
	case "ChainableRamRoleArn":
		base, err := s.sourceProfile(file, p, append(via, p.Name), from)
		if err != nil {
			return nil, err
		}
		return s.assume(p.role(), base, endpoint), nil
	case "EcsRamRole":
		return s.fromInstance(p.RoleName, from), nil
	case "OIDC":
		if err := needs(from, p.Mode, field{"oidc_provider_arn", p.OIDCProviderARN}, field{"oidc_token_file", p.OIDCTokenFile},
			field{"ram_role_arn", p.RoleARN}); err != nil {
			return nil, err
		}
		return s.assumeWithOIDC(OIDC{
			ProviderARN: p.OIDCProviderARN, TokenFile: p.OIDCTokenFile, RoleARN: p.RoleARN,
			SessionName: p.SessionName, SessionExpiration: p.Expiration, Policy: p.Policy,
		}, from, endpoint), nil
	case "CredentialsURI":
		if err := needs(from, p.Mode, field{"credentials_uri", p.CredentialsURI}); err != nil {
			return nil, err
		}
		return s.fromURI(p.CredentialsURI, from)
	case "External":
		if err := needs(from, p.Mode, field{"process_command", strings.TrimSpace(p.ProcessCommand)}); err != nil {
			return nil, err
		}
		return s.fromCommand(p.ProcessCommand, from), nil
	default:
		return nil, lookup.Invalid(fmt.Sprintf("%s has the mode %q, which this provider does not take", from, p.Mode),
			"Use a profile of the mode AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole, OIDC, CredentialsURI or External. "+
				"For a profile that signs in through the browser, make one of the mode External that runs another tool, or put the "+
				"temporary key into ALICLOUD_ACCESS_KEY, ALICLOUD_SECRET_KEY and ALICLOUD_SECURITY_TOKEN.")
	}
}

func (s *search) sourceProfile(file *profileFile, p profile, via []string, from string) (*source, error) {
	if err := needs(from, p.Mode, field{"source_profile", p.SourceProfile}, field{"ram_role_arn", p.RoleARN}); err != nil {
		return nil, err
	}
	if slices.Contains(via, p.SourceProfile) {
		return nil, lookup.Invalid(fmt.Sprintf("the profiles of %s lead in a circle: %s", file.path, strings.Join(append(via, p.SourceProfile), ", ")),
			"Correct `source_profile` of one of them.")
	}
	next, err := file.find(p.SourceProfile)
	if err != nil {
		return nil, err
	}
	return s.fromProfile(file, next, via)
}

func (p profile) role() AssumeRole {
	return AssumeRole{
		RoleARN: p.RoleARN, SessionName: p.SessionName, Policy: p.Policy, ExternalID: p.ExternalID, SessionExpiration: p.Expiration,
	}
}

type field struct{ name, value string }

// needs is an error that names the fields which are empty, if any.
func needs(from, mode string, fields ...field) error {
	var missing []string
	for _, f := range fields {
		if f.value == "" {
			missing = append(missing, f.name)
		}
	}
	if missing == nil {
		return nil
	}
	return lookup.Invalid(fmt.Sprintf("%s has the mode %q, but no %s", from, cmp.Or(mode, "AK"), strings.Join(missing, " and no ")),
		"Complete it with `aliyun configure`, or choose another with `profile`.")
}
