package credentials

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// The metadata service of ECS, as the ECS documentation of instance RAM roles describes it.
const (
	metadataTokenURL = "http://100.100.100.200/latest/api/token"
	metadataRoleURL  = "http://100.100.100.200/latest/meta-data/ram/security-credentials/"
)

// fromInstance is the credentials of the role of the ECS instance. An empty role is looked up.
func (s *search) fromInstance(role, from string) *source {
	on := "the ECS instance role " + role + " of " + from
	return s.renewed(from, func(ctx context.Context) (oss.Credentials, error) {
		// An instance in normal mode gives no token, and needs none.
		header := http.Header{}
		status, token, err := lookup.FetchLocal(ctx, s.HTTPClient, http.MethodPut, metadataTokenURL,
			http.Header{"X-Aliyun-Ecs-Metadata-Token-Ttl-Seconds": {"300"}})
		if err != nil {
			return oss.Credentials{}, noInstance(on, err)
		}
		if status == http.StatusOK {
			header.Set("X-Aliyun-Ecs-Metadata-Token", string(token))
		}
		name := role
		if name == "" {
			status, listed, err := lookup.FetchLocal(ctx, s.HTTPClient, http.MethodGet, metadataRoleURL, header)
			if err != nil {
				return oss.Credentials{}, noInstance(on, err)
			}
			if status != http.StatusOK {
				return parseLocal(status, nil, on, "No role is attached to this instance.")
			}
			name, _, _ = strings.Cut(strings.TrimSpace(string(listed)), "\n")
		}
		status, body, err := lookup.FetchLocal(ctx, s.HTTPClient, http.MethodGet, metadataRoleURL+url.PathEscape(name), header)
		if err != nil {
			return oss.Credentials{}, noInstance(on, err)
		}
		return parseLocal(status, body, on, "Check that the role is attached to this instance.")
	})
}

func noInstance(on string, err error) error {
	failure := lookup.Unanswered(on, err)
	failure.Advice = "The metadata service (100.100.100.200) answers on ECS instances only: elsewhere unset `ecs_role_name` and its variables. " +
		"If a proxy is set, put 100.100.100.200 into NO_PROXY."
	return failure
}

// fromURI is the credentials that a local service gives in the form of the metadata service.
func (s *search) fromURI(address, from string) (*source, error) {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" || parsed.Scheme != "http" && parsed.Scheme != "https" {
		return nil, lookup.Invalid("the credentials URI of "+from+" is no http or https address", "Correct it.")
	}
	on := "the credentials URI of " + from + " at " + parsed.Host
	return s.renewed(from, func(ctx context.Context) (oss.Credentials, error) {
		status, body, err := lookup.FetchLocal(ctx, s.HTTPClient, http.MethodGet, address, nil)
		if err != nil {
			return oss.Credentials{}, lookup.Unanswered(on, err)
		}
		return parseLocal(status, body, on, "Check the service behind the address.")
	}), nil
}

// parseLocal reads an answer in the form of the metadata service. It is never quoted.
func parseLocal(status int, body []byte, on, do string) (oss.Credentials, error) {
	var answer struct {
		Code            string
		AccessKeyID     string `json:"AccessKeyId"`
		AccessKeySecret string
		SecurityToken   string
		Expiration      *time.Time
	}
	err := json.Unmarshal(body, &answer)
	got := oss.Credentials{
		AccessKeyID: answer.AccessKeyID, AccessKeySecret: answer.AccessKeySecret,
		SecurityToken: answer.SecurityToken, Expires: answer.Expiration,
	}
	if status != http.StatusOK || err != nil || answer.Code != "" && answer.Code != "Success" || !got.HasKeys() {
		return oss.Credentials{}, lookup.NoneInAnswer(status, on, do)
	}
	return got, nil
}
