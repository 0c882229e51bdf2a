package huawei

import (
	"fmt"
	"slices"
	"strings"
)

// Names are the path and the fields of the API for credentials of other clouds, and of what refers to these. None of them is
// published: these follow the conventions of the published API, and are inferred. Everything unpublished is in this file.
type Names struct {
	// Path is the collection's, below /v3/{project_id}/; One and Many wrap one credential and a list of them.
	Path, One, Many string
	// TargetCloud, Account, AccessKey and SecretKey are the fields of a credential.
	TargetCloud, Account, AccessKey, SecretKey string
	// CredentialRef and CloudRef are the fields by which a policy or a replication names credential and cloud.
	CredentialRef, CloudRef string
}

// DefaultNames are the inferred names.
func DefaultNames() Names {
	return Names{
		Path: "third-auths", One: "third_auth", Many: "third_auths",
		TargetCloud: "target_cloud", Account: "domain_id", AccessKey: "access_key", SecretKey: "secret_key",
		CredentialRef: "third_auth_id", CloudRef: "destination_cloud",
	}
}

// fields are the names by the keys of the provider configuration.
func (n *Names) fields() map[string]*string {
	return map[string]*string{
		"path": &n.Path, "credential": &n.One, "credentials": &n.Many,
		"target_cloud": &n.TargetCloud, "account_id": &n.Account, "access_key": &n.AccessKey, "secret_key": &n.SecretKey,
		"credential_reference": &n.CredentialRef, "cloud_reference": &n.CloudRef,
	}
}

// ParseNames are the names with some of them put over the inferred ones. The error lists what there is to choose from.
func ParseNames(over map[string]string) (Names, error) {
	n := DefaultNames()
	fields := n.fields()
	for key, name := range over {
		field, ok := fields[key]
		if !ok || name == "" {
			return Names{}, fmt.Errorf("there is no unpublished name %q to set, or it is set to nothing; the names are %s", key, strings.Join(NameKeys(), ", "))
		}
		*field = strings.Trim(name, "/")
	}
	return n, nil
}

// NameKeys are the keys that ParseNames takes.
func NameKeys() []string {
	n := Names{}
	var keys []string
	for key := range n.fields() {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

const (
	notOffered = "Credentials for other clouds are not available on this endpoint: it does not know their API, which is not published. "
	nameAdvice = "If its names are known to be others, set them in `unpublished_names` of the `huawei` provider configuration."
)
