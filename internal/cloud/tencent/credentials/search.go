package credentials

import (
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// search is one look through the places.
type search struct {
	Options
	sts   *stsClient
	tried lookup.Tried
}

// base is the first source that there is.
func (s *search) base() (*source, error) {
	environment, err := s.environment()
	if err != nil {
		return nil, err
	}
	for _, r := range []round{s.configured(), environment} {
		for _, look := range []func(round) (*source, error){s.keys, s.oidc, s.profile, s.sdkFile, s.pod, s.instance} {
			if found, err := look(r); found != nil || err != nil {
				return found, err
			}
		}
	}
	return nil, lookup.Invalid(s.tried.Nothing(), "\nSet TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY in the environment, for instance, or make a profile with `tccli configure`.")
}

// round is one pass through the kinds of credentials, over the configuration or over the environment. The names say in
// messages where each was looked for.
type round struct {
	Config
	// from says where the key was found.
	from string
	// environment looks into the default files and at the identity of a pod, even if nothing names them.
	environment bool
	names       placeNames
}

type placeNames struct{ keys, oidc, profile, instance string }

func (s *search) configured() round {
	return round{
		Config: s.Config,
		from:   "`secret_id` of the provider configuration",
		names: placeNames{
			keys: "`secret_id` and `secret_key` in the provider configuration", oidc: "`assume_role_with_web_identity`",
			profile: "`profile` and `shared_credentials_dir`", instance: "`cam_role_name`",
		},
	}
}

func (s *search) keys(r round) (*source, error) {
	switch {
	case r.SecretID != "" && r.SecretKey != "":
		for _, part := range []string{r.SecretID, r.SecretKey} {
			if strings.TrimSpace(part) != part {
				return nil, lookup.Invalid(r.from+" or its key begins or ends with a space", "Remove it: it was probably copied along.")
			}
		}
		return static(keys{id: r.SecretID, key: r.SecretKey, token: r.SecurityToken}, r.from), nil
	case r.SecretID != "" || r.SecretKey != "":
		return nil, lookup.Invalid("both `secret_id` and `secret_key` are needed, and only one of them is set",
			"Set the other one, or remove both to take the credentials from elsewhere.")
	}
	s.tried.Note(r.names.keys, lookup.NotSet)
	return nil, nil
}

func (s *search) oidc(r round) (*source, error) {
	if r.OIDC == nil {
		s.tried.Note(r.names.oidc, lookup.NotSet)
		return nil, nil
	}
	return s.withOIDC(*r.OIDC, r.names.oidc)
}

// pod is the identity that TKE gives to a pod.
func (s *search) pod(r round) (*source, error) {
	if !r.environment {
		return nil, nil
	}
	names := strings.Join([]string{podProviderVariable, podTokenVariable, podRoleVariable}, ", ")
	o := OIDC{
		ProviderID: s.Environment(podProviderVariable), TokenFile: s.Environment(podTokenVariable),
		RoleARN: s.Environment(podRoleVariable), region: s.Environment(podRegionVariable),
	}
	if o.ProviderID == "" {
		s.tried.Note(names, lookup.NotSet)
		return nil, nil
	}
	return s.withOIDC(o, names)
}

func (s *search) withOIDC(o OIDC, names string) (*source, error) {
	for _, part := range []struct{ name, value string }{
		{"provider id", o.ProviderID}, {"role ARN", o.RoleARN}, {"token, or the file with it,", o.Token + o.TokenFile},
	} {
		if part.value == "" {
			return nil, lookup.Invalid("of "+names+" the "+part.name+" is not set", "Set it, or remove the others.")
		}
	}
	return s.assumeWithOIDC(o, names), nil
}

func (s *search) instance(r round) (*source, error) {
	if r.CAMRoleName == "" {
		s.tried.Note(r.names.instance, lookup.NotSet)
		return nil, nil
	}
	return s.fromInstance(r.CAMRoleName, r.names.instance), nil
}
