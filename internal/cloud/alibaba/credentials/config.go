package credentials

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
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
	// HTTPClient sends the requests to STS, metadata service and credentials URI.
	HTTPClient *http.Client
	// Clock tells when temporary credentials expire; they do so by the wall clock. Nil is the real one.
	Clock clock.Clock
	// ConfiguredOnly leaves the environment's credentials and role out: they belong to another account.
	ConfiguredOnly bool
	// Environment looks up a variable and Home tells the user's directory; nil is the process's own.
	Environment func(string) string
	Home        func() (string, error)
}

func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = clock.Real()
	}
	if o.Environment == nil {
		o.Environment = os.Getenv
	}
	if o.Home == nil {
		o.Home = os.UserHomeDir
	}
	return o
}

// file is a path with a leading ~ put into full.
func (o Options) file(path string) (string, error) {
	rest, ok := strings.CutPrefix(path, "~/")
	if !ok {
		return path, nil
	}
	home, err := o.Home()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, rest), nil
}
