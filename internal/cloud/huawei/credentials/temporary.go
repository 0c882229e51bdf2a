package credentials

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/signature"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

const (
	metadataURL  = "http://169.254.169.254/openstack/latest/securitykey"
	temporaryKey = "/v3.0/OS-CREDENTIAL/securitytokens"
	// defaultDuration is the life of an agency's keys in seconds.
	defaultDuration = 3600
)

// credentialDocument is how IAM and the metadata service give out temporary keys.
type credentialDocument struct {
	Credential struct {
		Access        string    `json:"access"`
		Secret        string    `json:"secret"`
		SecurityToken string    `json:"securitytoken"`
		ExpiresAt     time.Time `json:"expires_at"`
	} `json:"credential"`
}

// fromInstance asks the metadata service of the ECS instance.
func (s *search) fromInstance(ctx context.Context) (signature.Keys, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, metadataURL, nil)
	if err != nil {
		return signature.Keys{}, err
	}
	return s.fetch(r, "take the key of the agency from the metadata service", "the ECS instance",
		"`ecs_metadata` works on an ECS instance that has an agency only.")
}

// assume asks IAM for keys of the agency, with the keys that were found.
func (s *search) assume(role AssumeRole, with Provider, at *Found) func(context.Context) (signature.Keys, error) {
	return func(ctx context.Context) (signature.Keys, error) {
		keys, err := with.Keys(ctx)
		if err != nil {
			return signature.Keys{}, err
		}
		duration := role.Duration
		if duration == 0 {
			duration = defaultDuration
		}
		agency := map[string]any{"agency_name": role.AgencyName, "duration_seconds": duration}
		if role.DomainID != "" {
			agency["domain_id"] = role.DomainID
		} else {
			agency["domain_name"] = role.DomainName
		}
		body, err := json.Marshal(map[string]any{"auth": map[string]any{"identity": map[string]any{
			"methods": []string{"assume_role"}, "assume_role": agency,
		}}})
		if err != nil {
			return signature.Keys{}, err
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, at.IAM.URL(at.Region, at.Cloud)+temporaryKey, bytes.NewReader(body))
		if err != nil {
			return signature.Keys{}, err
		}
		r.Header.Set("Content-Type", "application/json")
		signature.Sign(r, body, keys, time.Now())
		return s.fetch(r, "assume", "the agency "+role.AgencyName,
			"Check the agency's name and account, and that it trusts this account; the user needs the action iam:agencies:assume.")
	}
}

// fetch makes the request and reads the keys out of its answer.
func (s *search) fetch(r *http.Request, does, on, advice string) (signature.Keys, error) {
	fails := func(kind replication.Kind, err error, message string) error {
		return &replication.Error{Kind: kind, Op: does, On: on, Err: err, Message: message, Advice: advice}
	}
	response, err := s.HTTPClient.Do(r)
	if err != nil {
		var connection *transport.Error
		if errors.As(err, &connection) {
			return signature.Keys{}, fails(replication.KindUnavailable, err, connection.Error())
		}
		return signature.Keys{}, fails(replication.KindUnavailable, err, "")
	}
	defer response.Body.Close() //nolint:errcheck // the body is read
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode/100 != 2 {
		// The body of a refusal is not repeated: it may quote what was sent.
		e := &replication.Error{
			Kind: replication.KindPermission, Op: does, On: on, Err: err, Advice: advice, RequestID: response.Header.Get("X-Request-Id"),
			Message: fmt.Sprintf("HTTP %d", response.StatusCode), KeyRefused: response.StatusCode == http.StatusUnauthorized,
		}
		if response.StatusCode >= http.StatusInternalServerError {
			e.Kind = replication.KindUnavailable
		}
		return signature.Keys{}, e
	}
	var document credentialDocument
	if err := json.Unmarshal(body, &document); err != nil || document.Credential.Access == "" || document.Credential.Secret == "" {
		return signature.Keys{}, fails(replication.KindUnavailable, nil, "the answer holds no keys")
	}
	c := document.Credential
	return signature.Keys{AccessKey: c.Access, SecretKey: c.Secret, SecurityToken: c.SecurityToken, Expires: c.ExpiresAt}, nil
}

// renewed are keys that are fetched when they are first needed, and again before they expire.
type renewed struct {
	*lookup.Renewed[signature.Keys]
}

func (s *search) renewed(fetch func(context.Context) (signature.Keys, error)) renewed {
	return renewed{lookup.NewRenewed(s.Clock, func(k signature.Keys) time.Time { return k.Expires }, fetch)}
}

// Keys are those that hold now.
func (r renewed) Keys(ctx context.Context) (signature.Keys, error) { return r.Get(ctx) }
