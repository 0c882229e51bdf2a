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
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const timeLayout = "2006-01-02T15:04:05Z"

// stsClient calls the Security Token Service, version 2015-04-01. What is not public travels in the body: a query would
// show tokens to proxies.
type stsClient struct {
	http *http.Client
	now  func() time.Time
}

type stsAnswer struct {
	RequestID   string `json:"RequestId"`
	Code        string
	Message     string
	Credentials struct {
		AccessKeyID     string `json:"AccessKeyId"`
		AccessKeySecret string
		SecurityToken   string
		Expiration      string
	}
}

// call makes one action's request, signed if signer is given, and returns the credentials in its answer. role is for messages.
func (c *stsClient) call(ctx context.Context, endpoint string, params map[string]string, signer *oss.Credentials, role string) (oss.Credentials, error) {
	answer, status, err := c.send(ctx, endpoint, params, signer)
	// A repeated request may find the nonce of its first attempt used: the answer to that one was lost.
	if err == nil && answer.Code == "SignatureNonceUsed" {
		answer, status, err = c.send(ctx, endpoint, params, signer)
	}
	if err != nil {
		return oss.Credentials{}, lookup.Unanswered(role, err)
	}
	secrets := []string{params["OIDCToken"]}
	if signer != nil {
		secrets = append(secrets, signer.AccessKeySecret, signer.SecurityToken)
	}
	if status != http.StatusOK {
		return oss.Credentials{}, refused(answer, status, role, secrets)
	}
	expires, err := time.Parse(timeLayout, answer.Credentials.Expiration)
	got := oss.Credentials{
		AccessKeyID: answer.Credentials.AccessKeyID, AccessKeySecret: answer.Credentials.AccessKeySecret,
		SecurityToken: answer.Credentials.SecurityToken, Expires: &expires,
	}
	if err != nil || !got.HasKeys() {
		return oss.Credentials{}, &replication.Error{
			Kind: replication.KindUnavailable, Op: lookup.OpTemporary, On: role, RequestID: answer.RequestID,
			Message: "the answer of " + endpoint + " holds no credentials", Advice: "Check that no proxy answers in its place.",
		}
	}
	return got, nil
}

func (c *stsClient) send(ctx context.Context, endpoint string, params map[string]string, signer *oss.Credentials) (stsAnswer, int, error) {
	form := url.Values{"Version": {"2015-04-01"}, "Format": {"JSON"}, "Timestamp": {c.now().UTC().Format(timeLayout)}}
	for name, value := range params {
		if value != "" {
			form.Set(name, value)
		}
	}
	if signer != nil {
		sign(form, *signer)
	}
	query := url.Values{}
	for _, name := range []string{"Action", "Version", "Format"} {
		query.Set(name, form.Get(name))
		form.Del(name)
	}
	address := "https://" + endpoint + "/?" + query.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return stsAnswer{}, 0, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	status, body, err := lookup.Fetch(c.http, request)
	if err != nil {
		return stsAnswer{}, 0, err
	}
	var answer stsAnswer
	// What is no JSON has neither credentials nor a code, and is said so.
	_ = json.Unmarshal(body, &answer)
	return answer, status, nil
}
