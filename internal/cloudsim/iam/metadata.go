package iam

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	metadataHost     = "169.254.169.254"
	securityKeyPath  = "/openstack/latest/securitykey"
	instanceLifetime = 24 * time.Hour
	renewBefore      = time.Hour
)

// Metadata is the metadata service of a simulated ECS instance, which has the agency that is marked Instance.
type Metadata struct {
	iam *Service

	mu     sync.Mutex
	issued world.Key // the current key
}

var _ world.Service = (*Metadata)(nil)

// Metadata returns the metadata service of an instance in one of the accounts.
func (s *Service) Metadata() *Metadata { return &Metadata{iam: s} }

// Name is "huawei-metadata".
func (m *Metadata) Name() string { return "huawei-metadata" }

// Owns the path of the temporary key at the link-local address: other clouds' instances use the address too.
func (m *Metadata) Owns(r *http.Request) bool {
	return r.Host == metadataHost && r.URL.Path == securityKeyPath
}

// Operation is "GetSecurityKey"; the metadata service has no names of its own.
func (m *Metadata) Operation(r *http.Request) string {
	if r.URL.Path == securityKeyPath && r.Method == http.MethodGet {
		return "GetSecurityKey"
	}
	return "Unknown"
}

// ServeHTTP answers the temporary key of the instance's agency, or 404 without an agency.
func (m *Metadata) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	agency, ok := m.iam.instanceAgency()
	if !ok || m.Operation(r) == "Unknown" {
		http.Error(w, "404 Not Found", http.StatusNotFound)
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.issued.Principal != agency.Name || m.issued.Account != agency.Account || time.Until(m.issued.Expires) < renewBefore {
		m.issued = m.iam.issue(world.Key{Account: agency.Account, Allow: agency.Allow, Deny: agency.Deny, Principal: agency.Name}, instanceLifetime)
	}
	writeJSON(w, NewRequestID(), http.StatusOK, credentialDocument(m.issued))
}

// instanceAgency is the agency of the simulated instance: the first by name where there are several.
func (s *Service) instanceAgency() (Agency, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Agency
	for _, agency := range s.state.Agencies {
		if agency.Instance {
			found = append(found, agency)
		}
	}
	if len(found) == 0 {
		return Agency{}, false
	}
	return slices.MinFunc(found, func(a, b Agency) int { return strings.Compare(a.Name, b.Name) }), true
}

// Snapshot is empty: a key that was given out is in world.Access, and the next one is made anew.
func (m *Metadata) Snapshot() ([]byte, error) { return []byte("{}"), nil }

// Restore has nothing to take up.
func (m *Metadata) Restore([]byte) error { return nil }
