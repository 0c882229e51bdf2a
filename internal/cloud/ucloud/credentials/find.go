package credentials

import (
	"cmp"
	"errors"
	"fmt"
	"os"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// Config is what names credentials: in the provider configuration, or in the environment. Everything is optional.
type Config struct {
	PublicKey, PrivateKey, SecurityToken string
	Profile                              string
	// SharedCredentialsFile and SharedConfigFile hold the profiles; empty is ~/.ucloud/credential.json and ~/.ucloud/config.json.
	SharedCredentialsFile, SharedConfigFile string
	ProjectID                               string
	BaseURL                                 string
}

// Found is what to sign requests with, and where to send them. ProjectID and BaseURL may be empty.
type Found struct {
	PublicKey, PrivateKey, SecurityToken string
	ProjectID, BaseURL                   string
}

// Options is where to look.
type Options struct {
	Config
	// Environment reads a variable; nil is os.Getenv.
	Environment func(string) string
}

// The environment variables: those of UCloud's provider and SDK. The one of the security token is this provider's own, as they have none.
const (
	publicKeyVariable       = "UCLOUD_PUBLIC_KEY"
	privateKeyVariable      = "UCLOUD_PRIVATE_KEY"
	securityTokenVariable   = "UCLOUD_SECURITY_TOKEN" //nolint:gosec // the name of a variable
	profileVariable         = "UCLOUD_PROFILE"
	credentialsFileVariable = "UCLOUD_SHARED_CREDENTIAL_FILE" //nolint:gosec // the name of a variable
	configFileVariable      = "UCLOUD_SHARED_CONFIG_FILE"
	projectVariable         = "UCLOUD_PROJECT_ID"
	baseURLVariable         = "UCLOUD_API_BASE_URL"
)

// Find looks through the places. The error lists all that were tried if there is nothing in any, and never holds a secret.
func Find(o Options) (Found, error) {
	if o.Environment == nil {
		o.Environment = os.Getenv
	}
	s := &search{Options: o}
	found, err := s.keys()
	if err != nil {
		return Found{}, err
	}
	found.ProjectID = cmp.Or(o.ProjectID, o.Environment(projectVariable), found.ProjectID)
	found.BaseURL = cmp.Or(o.BaseURL, o.Environment(baseURLVariable), found.BaseURL)
	return found, nil
}

// search is one look through the places.
type search struct {
	Options
	tried lookup.Tried
}

func (s *search) keys() (Found, error) {
	if found, err := s.pair(s.PublicKey, s.PrivateKey, s.SecurityToken, "`public_key` and `private_key` in the provider configuration"); found != nil || err != nil {
		return value(found), err
	}
	if s.Profile != "" {
		return s.profile(s.Profile, "`profile`")
	}
	s.tried.Note("`profile` in the provider configuration", lookup.NotSet)
	found, err := s.pair(s.Environment(publicKeyVariable), s.Environment(privateKeyVariable), s.Environment(securityTokenVariable),
		publicKeyVariable+" and "+privateKeyVariable)
	if found != nil || err != nil {
		return value(found), err
	}
	if name := s.Environment(profileVariable); name != "" {
		return s.profile(name, profileVariable)
	}
	s.tried.Note(profileVariable, lookup.NotSet)
	if found, err := s.active(); found != nil || err != nil {
		return value(found), err
	}
	return Found{}, errors.New(s.tried.Nothing() +
		"\nSet " + publicKeyVariable + " and " + privateKeyVariable + " in the environment, for instance, or make a profile with `ucloud init`")
}

// pair is a whole key pair, nil if neither half is set.
func (s *search) pair(publicKey, privateKey, token, place string) (*Found, error) {
	switch {
	case publicKey != "" && privateKey != "":
		return &Found{PublicKey: publicKey, PrivateKey: privateKey, SecurityToken: token}, nil
	case publicKey != "" || privateKey != "":
		return nil, fmt.Errorf("of %s only one is set: both are needed. Set the other one, or remove this one to take the keys from elsewhere", place)
	}
	s.tried.Note(place, lookup.NotSet)
	return nil, nil
}

func value(found *Found) Found {
	if found == nil {
		return Found{}
	}
	return *found
}
