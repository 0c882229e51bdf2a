package credentials

import (
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// Config is what the provider configuration says. Empty is not set.
type Config struct {
	SecretID, SecretKey, SecurityToken string
	// Profile is a profile of the CLI in SharedCredentialsDir, which is ~/.tccli unless set.
	Profile, SharedCredentialsDir string
	OIDC                          *OIDC
	CAMRoleName                   string
	AssumeRole                    *AssumeRole
}

// namesSource tells whether the configuration names where credentials come from, rather than leaving that to the environment.
func (c Config) namesSource() bool {
	return c.SecretID != "" || c.SecretKey != "" || c.Profile != "" || c.SharedCredentialsDir != "" || c.OIDC != nil || c.CAMRoleName != ""
}

// AssumeRole is a role to assume with what was found.
type AssumeRole struct {
	RoleARN, SessionName, Policy, ExternalID string
	// SessionDuration is in seconds; 0 is the default of STS, two hours.
	SessionDuration int
}

// OIDC is a role to assume with the token of an identity provider.
type OIDC struct {
	// ProviderID is the provider's name in CAM, RoleARN the role.
	ProviderID, RoleARN, SessionName string
	// Token is the token itself, TokenFile a file with it that is read at each renewal.
	Token, TokenFile string
	// SessionDuration is in seconds; 0 is the default of STS, two hours.
	SessionDuration int
	// region is where STS is asked, if the environment says it together with the rest.
	region string
}

// Options are what New needs.
type Options struct {
	Config
	lookup.Machine
	// HTTPClient sends the requests to STS and the metadata service.
	HTTPClient *http.Client
}
