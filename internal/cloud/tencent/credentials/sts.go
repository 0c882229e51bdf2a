package credentials

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const stsVersion = "2018-08-13"

// stsClient calls the Security Token Service. What is not public travels in the body.
type stsClient struct {
	http *http.Client
	now  func() time.Time
}

// stsCall is an action, and where it is called.
type stsCall struct{ action, host, region string }

type stsAnswer struct {
	Response struct {
		RequestID string `json:"RequestId"`
		Error     struct{ Code, Message string }
		// ExpiredTime is in seconds since 1970.
		ExpiredTime int64
		Credentials struct {
			Token        string
			TmpSecretID  string `json:"TmpSecretId"`
			TmpSecretKey string
		}
	}
}

// call makes a request, signed if signer is given, and returns the credentials in its answer. on is for messages.
func (c *stsClient) call(ctx context.Context, call stsCall, params map[string]any, signer *keys, on string) (keys, error) {
	answer, status, err := c.send(ctx, call, params, signer)
	if err != nil {
		return keys{}, lookup.Unanswered(on, err)
	}
	token, _ := params["WebIdentityToken"].(string)
	secrets := []string{token}
	if signer != nil {
		secrets = append(secrets, signer.key, signer.token)
	}
	response := answer.Response
	if status != http.StatusOK || response.Error.Code != "" {
		return keys{}, refused(answer, status, on, secrets)
	}
	got := keys{
		id: response.Credentials.TmpSecretID, key: response.Credentials.TmpSecretKey, token: response.Credentials.Token,
		expires: time.Unix(response.ExpiredTime, 0),
	}
	if !got.complete() {
		return keys{}, &replication.Error{
			Kind: replication.KindUnavailable, Op: lookup.OpTemporary, On: on, RequestID: response.RequestID,
			Message: "the answer of " + call.host + " holds no credentials", Advice: "Check that no proxy answers in its place.",
		}
	}
	return got, nil
}

func (c *stsClient) send(ctx context.Context, call stsCall, params map[string]any, signer *keys) (stsAnswer, int, error) {
	var answer stsAnswer
	body, err := json.Marshal(params)
	if err != nil {
		return answer, 0, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://"+call.host+"/", bytes.NewReader(body))
	if err != nil {
		return answer, 0, err
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	request.Header.Set("X-TC-Action", call.action)
	request.Header.Set("X-TC-Version", stsVersion)
	request.Header.Set("X-TC-Region", call.region)
	request.Header.Set("Authorization", "SKIP")
	if signer != nil {
		sign(request, "sts", body, *signer, c.now())
	}
	status, content, err := lookup.Fetch(c.http, request)
	if err != nil {
		return answer, 0, err
	}
	// What is no JSON has neither credentials nor a code, and is said so.
	_ = json.Unmarshal(content, &answer)
	return answer, status, nil
}
