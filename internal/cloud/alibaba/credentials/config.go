package credentials

import (
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// Config is what the provider configuration says. Empty is not set.
type Config struct {
	AccessKey, SecretKey, SecurityToken string
	// Profile is a name in SharedCredentialsFile, which is ~/.aliyun/config.json unless set.
	Profile, SharedCredentialsFile string
	OIDC                           *OIDC
	CredentialsURI                 string
	ECSRoleName                    string
	AssumeRole                     *AssumeRole
	// STSRegion is the region whose STS endpoint is asked; empty is the global endpoint.
	STSRegion string
}

// NamesSource tells whether the configuration names where credentials come from, rather than leaving that to the environment.
func (c Config) NamesSource() bool {
	return c.AccessKey != "" || c.SecretKey != "" || c.Profile != "" || c.SharedCredentialsFile != "" || c.OIDC != nil ||
		c.CredentialsURI != "" || c.ECSRoleName != ""
}

// ForDestination is this configuration changed to that of the destination's account. Where destination names no source,
// it uses this one, and this one's role unless it has a role of its own.
func (c Config) ForDestination(destination Config) Config {
	if destination.NamesSource() {
		if destination.Profile != "" && destination.SharedCredentialsFile == "" { // one file holds the profiles of both sides
			destination.SharedCredentialsFile = c.SharedCredentialsFile
		}
		return destination
	}
	merged := c
	if destination.AssumeRole != nil {
		merged.AssumeRole = destination.AssumeRole
	}
	if destination.STSRegion != "" {
		merged.STSRegion = destination.STSRegion
	}
	return merged
}

// AssumeRole is a role to assume with what was found.
type AssumeRole struct {
	RoleARN, SessionName, Policy, ExternalID string
	// SessionExpiration is in seconds; 0 is the default of STS, one hour.
	SessionExpiration int
}

// OIDC is a role to assume with the token of an identity provider.
type OIDC struct {
	ProviderARN, TokenFile, RoleARN, SessionName, Policy string
	// SessionExpiration is in seconds; 0 is the default of STS, one hour.
	SessionExpiration int
}

// Options are what New needs.
type Options struct {
	Config
	lookup.Machine
	// HTTPClient sends the requests to STS, metadata service and credentials URI.
	HTTPClient *http.Client
	// ConfiguredOnly leaves the environment's credentials and role out: they belong to another account.
	ConfiguredOnly bool
}
