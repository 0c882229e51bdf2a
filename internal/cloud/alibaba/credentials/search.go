package credentials

import "github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"

// search is one look through the places.
type search struct {
	Options
	sts   *stsClient
	tried lookup.Tried
}

// base is the first source that there is.
func (s *search) base() (*source, error) {
	rounds := []round{s.configured()}
	if !s.ConfiguredOnly {
		environment, err := s.environment()
		if err != nil {
			return nil, err
		}
		rounds = append(rounds, environment)
	}
	for _, r := range rounds {
		for _, look := range []func(round) (*source, error){s.keys, s.profile, s.oidc, s.uri, s.instance} {
			if found, err := look(r); found != nil || err != nil {
				return found, err
			}
		}
	}
	return nil, lookup.Invalid(s.tried.Nothing(), "\nSet ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY in the environment, for instance, or make a profile with `aliyun configure`.")
}

// round is one pass through the kinds of credentials, over the configuration or over the environment. The names say in
// messages where each was looked for.
type round struct {
	Config
	// from says where the key was found.
	from string
	// anyProfile looks into the shared file even if neither a profile nor a file is named.
	anyProfile bool
	names      placeNames
}

type placeNames struct{ keys, profile, oidc, uri, instance string }

func (s *search) configured() round {
	return round{
		Config: s.Config,
		from:   "`access_key` of the provider configuration",
		names: placeNames{
			keys: "`access_key` and `secret_key` in the provider configuration", profile: "`profile` and `shared_credentials_file`",
			oidc: "`assume_role_with_oidc`", uri: "`credentials_uri`", instance: "`ecs_role_name`",
		},
	}
}

func (s *search) keys(r round) (*source, error) {
	switch {
	case r.AccessKey != "" && r.SecretKey != "":
		return static(r.AccessKey, r.SecretKey, r.SecurityToken, r.from), nil
	case r.AccessKey != "" || r.SecretKey != "":
		return nil, lookup.Invalid("both `access_key` and `secret_key` are needed, and only one of them is set",
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
	for name, value := range map[string]string{
		"provider ARN": r.OIDC.ProviderARN, "token file": r.OIDC.TokenFile, "role ARN": r.OIDC.RoleARN,
	} {
		if value == "" {
			return nil, lookup.Invalid("of "+r.names.oidc+" the "+name+" is not set", "Set it, or remove the others.")
		}
	}
	return s.assumeWithOIDC(*r.OIDC, r.names.oidc, s.stsEndpoint(s.stsRegion(), false)), nil
}

func (s *search) uri(r round) (*source, error) {
	if r.CredentialsURI == "" {
		s.tried.Note(r.names.uri, lookup.NotSet)
		return nil, nil
	}
	return s.fromURI(r.CredentialsURI, r.names.uri)
}

func (s *search) instance(r round) (*source, error) {
	if r.ECSRoleName == "" {
		s.tried.Note(r.names.instance, lookup.NotSet)
		return nil, nil
	}
	return s.fromInstance(r.ECSRoleName, r.names.instance), nil
}
