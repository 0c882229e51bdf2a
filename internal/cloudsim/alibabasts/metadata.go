package alibabasts

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	metadataHost     = "100.100.100.200"
	tokenPath        = "/latest/api/token"
	credentialsPath  = "/latest/meta-data/ram/security-credentials/"
	tokenHeader      = "X-Aliyun-Ecs-Metadata-Token"
	tokenTTLHeader   = "X-Aliyun-Ecs-Metadata-Token-Ttl-Seconds"
	instanceLifetime = 6 * time.Hour
	renewBefore      = 30 * time.Minute
)

// Metadata is the metadata service of a simulated ECS instance, which has the role that is marked Instance. Both modes
// answer: with a token (hardened mode), which is then checked, and without.
type Metadata struct {
	sts *Service

	mu     sync.Mutex
	tokens map[string]time.Time // until when
	issued map[string]world.Key // the current key by role
}

// Metadata returns the metadata service of an instance in this STS's accounts.
func (s *Service) Metadata() *Metadata {
	return &Metadata{sts: s, tokens: map[string]time.Time{}, issued: map[string]world.Key{}}
}

// Name is "ecs-metadata".
func (m *Metadata) Name() string { return "ecs-metadata" }

// Owns the link-local address of the metadata service.
func (m *Metadata) Owns(r *http.Request) bool { return r.Host == metadataHost }

// Operation tells a token from a list of roles and a role's key; the names are the simulator's own.
func (m *Metadata) Operation(r *http.Request) string {
	switch {
	case r.URL.Path == tokenPath:
		return "CreateToken"
	case r.URL.Path == credentialsPath || r.URL.Path+"/" == credentialsPath:
		return "ListRoles"
	case strings.HasPrefix(r.URL.Path, credentialsPath):
		return "GetRoleCredentials"
	}
	return "Unknown"
}

// ServeHTTP answers as the metadata service does: plain text, or JSON for a key.
func (m *Metadata) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	operation := m.Operation(r)
	if operation == "CreateToken" {
		m.createToken(w, r)
		return
	}
	if r.Method != http.MethodGet {
		http.Error(w, "405 - Method Not Allowed", http.StatusMethodNotAllowed)
		return
	}
	if token := r.Header.Get(tokenHeader); token != "" && !m.valid(token) {
		http.Error(w, "403 - Forbidden", http.StatusForbidden)
		return
	}
	role, ok := m.sts.instanceRole()
	switch {
	case ok && operation == "ListRoles":
		_, _ = io.WriteString(w, role.Name)
	case ok && operation == "GetRoleCredentials" && strings.TrimPrefix(r.URL.Path, credentialsPath) == role.Name:
		m.writeCredentials(w, role)
	default:
		http.Error(w, "404 - Not Found", http.StatusNotFound)
	}
}

func (m *Metadata) createToken(w http.ResponseWriter, r *http.Request) {
	ttl, err := strconv.Atoi(r.Header.Get(tokenTTLHeader))
	switch {
	case r.Method != http.MethodPut:
		http.Error(w, "405 - Method Not Allowed", http.StatusMethodNotAllowed)
		return
	case err != nil || ttl < 1 || ttl > 21600:
		http.Error(w, "400 - Bad Request", http.StatusBadRequest)
		return
	}
	token := random.Hex(24)
	m.mu.Lock()
	m.tokens[token] = time.Now().Add(time.Duration(ttl) * time.Second)
	m.mu.Unlock()
	_, _ = io.WriteString(w, token)
}

func (m *Metadata) valid(token string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return time.Now().Before(m.tokens[token])
}

// writeCredentials hands out the same key until shortly before it expires.
func (m *Metadata) writeCredentials(w http.ResponseWriter, role Role) {
	m.mu.Lock()
	key, ok := m.issued[role.ARN()]
	if !ok || time.Until(key.Expires) < renewBefore {
		key = m.sts.issue(role, "vm-instance", instanceLifetime, nil, nil)
		m.issued[role.ARN()] = key
	}
	m.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(struct { // the client may be gone; there is nobody to tell
		credentials
		LastUpdated string
		Code        string
	}{credentialsOf(key), key.Expires.Add(-instanceLifetime).Format(timeLayout), "Success"})
}

// Snapshot is empty: tokens and keys are handed out anew.
func (m *Metadata) Snapshot() ([]byte, error) { return []byte("{}"), nil }

// Restore forgets the keys that were handed out.
func (m *Metadata) Restore([]byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.issued)
	clear(m.tokens)
	return nil
}
