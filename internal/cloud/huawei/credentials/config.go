package credentials

import (
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// Config is what the provider configuration says. Empty is not set.
type Config struct {
	AccessKey, SecretKey, SecurityToken string
	// Profile is a name in SharedConfigFile, which is ~/.hcloud/config.json unless set.
	Profile, SharedConfigFile string
	// ECSMetadata takes the temporary key of the agency that the ECS instance has.
	ECSMetadata bool
	AssumeRole  *AssumeRole

	// Region, ProjectID, DomainID and Cloud (the domain of endpoints) may come from the environment or the profile as well.
	Region, ProjectID, DomainID, Cloud string
	// IAMEndpoint is the address of IAM, which may hold {region}; empty is that of the region in the cloud.
	IAMEndpoint string
}

// AssumeRole is an agency of another account to assume with what was found.
type AssumeRole struct {
	AgencyName string
	// DomainName or DomainID says whose agency it is.
	DomainName, DomainID string
	// Duration is in seconds; 0 is one hour.
	Duration int
}

// NamesSource tells whether the configuration names where keys come from, rather than leaving that to the environment.
func (c Config) NamesSource() bool {
	return c.AccessKey != "" || c.SecretKey != "" || c.Profile != "" || c.SharedConfigFile != "" || c.ECSMetadata
}

// Options are what New needs.
type Options struct {
	Config
	lookup.Machine
	// HTTPClient sends the requests to IAM and to the metadata service.
	HTTPClient *http.Client
	// ConfiguredOnly leaves the environment out: it belongs to another account or cloud.
	ConfiguredOnly bool
}
