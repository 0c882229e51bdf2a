package credentials

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

const (
	stsVersion = "2018-08-13"
	// answerLimit is far more than any answer has.
	answerLimit = 1 << 20
)

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
		return keys{}, unanswered(on, err)
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
			Kind: replication.KindUnavailable, Op: opTemporary, On: on, RequestID: response.RequestID,
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
	status, content, err := fetch(c.http, request)
	if err != nil {
		return answer, 0, err
	}
	// What is no JSON has neither credentials nor a code, and is said so.
	_ = json.Unmarshal(content, &answer)
	return answer, status, nil
}

// fetch sends a request and reads the answer. Its errors do not show the URL, unlike those of net/http.
func fetch(client *http.Client, request *http.Request) (int, []byte, error) {
	response, err := client.Do(request)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		return 0, nil, err
	}
	defer response.Body.Close() //nolint:errcheck // nothing is written
	body, err := io.ReadAll(io.LimitReader(response.Body, answerLimit))
	return response.StatusCode, body, err
}

// unanswered is a request that got no answer.
func unanswered(on string, err error) *replication.Error {
	failure := &replication.Error{Kind: replication.KindUnavailable, Op: opTemporary, On: on, Err: err}
	var network *transport.Error
	if errors.As(err, &network) {
		failure.Advice = network.Advice
	}
	return failure
}
