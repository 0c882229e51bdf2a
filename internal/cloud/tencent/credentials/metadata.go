package credentials

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// metadataURL is the metadata service of CVM, as the CVM documentation of instance roles describes it.
const metadataURL = "http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/"

// fromInstance is the credentials of the role of the CVM instance. An empty role is looked up.
func (s *search) fromInstance(role, from string) *source {
	on := strings.TrimSpace("the CVM instance role "+role) + " of " + from
	return s.renewed(from, func(ctx context.Context) (keys, error) {
		name := role
		if name == "" {
			status, listed, err := lookup.FetchLocal(ctx, s.HTTPClient, http.MethodGet, metadataURL, nil)
			if err != nil {
				return keys{}, noInstance(on, err)
			}
			if status != http.StatusOK {
				return keys{}, lookup.NoneInAnswer(status, on, "No role is attached to this instance.")
			}
			name, _, _ = strings.Cut(strings.TrimSpace(string(listed)), "\n")
		}
		status, body, err := lookup.FetchLocal(ctx, s.HTTPClient, http.MethodGet, metadataURL+url.PathEscape(name), nil)
		if err != nil {
			return keys{}, noInstance(on, err)
		}
		// The answer is never quoted.
		var answer struct {
			Code         string
			TmpSecretID  string `json:"TmpSecretId"`
			TmpSecretKey string
			Token        string
			ExpiredTime  int64
		}
		err = json.Unmarshal(body, &answer)
		got := keys{id: answer.TmpSecretID, key: answer.TmpSecretKey, token: answer.Token, expires: time.Unix(answer.ExpiredTime, 0)}
		if status != http.StatusOK || err != nil || answer.Code != "" && answer.Code != "Success" || !got.complete() {
			return keys{}, lookup.NoneInAnswer(status, on, "Check that the role is attached to this instance.")
		}
		return got, nil
	})
}

func noInstance(on string, err error) error {
	failure := lookup.Unanswered(on, err)
	failure.Advice = "The metadata service (metadata.tencentyun.com) answers on CVM instances only: elsewhere unset `cam_role_name` and " + instanceVariable + ". " +
		"If a proxy is set, put metadata.tencentyun.com into NO_PROXY."
	return failure
}
