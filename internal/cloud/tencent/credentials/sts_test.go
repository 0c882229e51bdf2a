package credentials

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup/lookuptest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	userKey = "planted-user-key"
	role    = "qcs::cam::uin/100000000001:roleName/copier"
)

// service answers as STS and the metadata service do, and keeps what it was asked.
type service struct {
	mu     sync.Mutex
	asked  []asked
	expire time.Time
	status int
	answer string // instead of credentials
}

type asked struct {
	address, action, region, authorization, token string
	params                                        map[string]any
}

func (s *service) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := asked{
		address: r.URL.String(), action: r.Header.Get("X-TC-Action"), region: r.Header.Get("X-TC-Region"),
		authorization: r.Header.Get("Authorization"), token: r.Header.Get("X-TC-Token"),
	}
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		if len(body) > 0 && json.Unmarshal(body, &a.params) != nil {
			return nil, errors.New("the body is no JSON")
		}
	}
	s.asked = append(s.asked, a)
	content := s.answer
	switch {
	case content != "":
	case strings.HasSuffix(r.URL.Path, "/security-credentials/"):
		content = "instance-role"
	case strings.Contains(r.URL.Path, "/security-credentials/"):
		content = fmt.Sprintf(`{"TmpSecretId":"tmp-id","TmpSecretKey":"tmp-key","Token":"tmp-token","ExpiredTime":%d,"Code":"Success"}`, s.expire.Unix())
	default:
		content = fmt.Sprintf(`{"Response":{"Credentials":{"Token":"tmp-token","TmpSecretId":"tmp-id","TmpSecretKey":"tmp-key"},"ExpiredTime":%d,"RequestId":"req-1"}}`, s.expire.Unix())
	}
	status := s.status
	if status == 0 {
		status = http.StatusOK
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(content)), Request: r}, nil
}

func (s *service) last(t *testing.T) asked {
	t.Helper()
	if len(s.asked) == 0 {
		t.Fatal("nothing was asked")
	}
	return s.asked[len(s.asked)-1]
}

func TestTemporaryCredentials(t *testing.T) {
	t.Parallel()
	user := Config{SecretID: "user", SecretKey: userKey, SecurityToken: "user-token"}
	withRole := user
	withRole.AssumeRole = &AssumeRole{RoleARN: role, SessionName: "dr", Policy: `{"version":"2.0"}`, ExternalID: "ext", SessionDuration: 900}
	token := machine{files: map[string]string{"token": "jwt\n"}}
	userEnv := env("TENCENTCLOUD_SECRET_ID", "user", "TENCENTCLOUD_SECRET_KEY", userKey, "TENCENTCLOUD_ASSUME_ROLE_ARN", role, "TENCENTCLOUD_REGION", "ap-tokyo",
		"TENCENTCLOUD_DOMAIN", "internal.tencentcloudapi.com")
	tests := map[string]struct {
		config Config
		machine
		address, action, region, signed string
		params                          map[string]any
	}{
		"assumed role": {
			config: withRole, address: "https://sts.tencentcloudapi.com/", action: "AssumeRole", region: "ap-guangzhou", signed: "Credential=user/2026-03-01/sts/tc3_request",
			params: map[string]any{"RoleArn": role, "RoleSessionName": "dr", "Policy": "%7B%22version%22%3A%222.0%22%7D", "ExternalId": "ext", "DurationSeconds": 900.0},
		},
		"role of the environment, elsewhere": {
			machine: machine{env: userEnv}, address: "https://sts.internal.tencentcloudapi.com/", action: "AssumeRole", region: "ap-tokyo", signed: "Credential=user/",
			params: map[string]any{"RoleArn": role, "RoleSessionName": "terraform"},
		},
		"role of a profile": {
			machine: machine{files: map[string]string{".tccli/default.credential": `{"secretId":"user","secretKey":"k","role-arn":"` + role + `","role-session-name":"cli"}`}},
			address: "https://sts.tencentcloudapi.com/", action: "AssumeRole", region: "ap-guangzhou", signed: "Credential=user/", params: map[string]any{"RoleArn": role, "RoleSessionName": "cli"},
		},
		"OIDC": {
			config: Config{OIDC: &OIDC{ProviderID: "ci", TokenFile: "~/token", RoleARN: role}}, machine: token,
			address: "https://sts.tencentcloudapi.com/", action: "AssumeRoleWithWebIdentity", region: "ap-guangzhou", signed: "SKIP",
			params: map[string]any{"ProviderId": "ci", "WebIdentityToken": "jwt", "RoleArn": role, "RoleSessionName": "terraform"},
		},
		"pod": {
			machine: machine{env("TKE_PROVIDER_ID", "tke", "TKE_WEB_IDENTITY_TOKEN_FILE", "~/token", "TKE_ROLE_ARN", role, "TKE_REGION", "ap-seoul"), token.files},
			address: "https://sts.tencentcloudapi.com/", action: "AssumeRoleWithWebIdentity", region: "ap-seoul", signed: "SKIP",
			params: map[string]any{"ProviderId": "tke", "WebIdentityToken": "jwt", "RoleArn": role, "RoleSessionName": "terraform"},
		},
		"instance role": {config: Config{CAMRoleName: "copier"}, address: metadataURL + "copier"},
		"instance role of a profile": {
			machine: machine{files: map[string]string{".tccli/default.credential": `{"type":"cvm-role"}`}}, address: metadataURL + "instance-role",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &service{expire: clocktest.Start.Add(time.Hour)}
			got, err := test.get(t, s, test.config)
			if err != nil || got.SecretID != "tmp-id" || got.SecretKey != "tmp-key" || got.SessionToken != "tmp-token" {
				t.Fatalf("got %+v, %v", got, err)
			}
			a := s.last(t)
			if a.address != test.address || a.action != test.action || a.region != test.region || !strings.Contains(a.authorization, test.signed) {
				t.Errorf("asked %+v", a)
			}
			if fmt.Sprint(a.params) != fmt.Sprint(test.params) {
				t.Errorf("parameters %v, want %v", a.params, test.params)
			}
			if test.config.SecurityToken != a.token {
				t.Errorf("signed with the token %q", a.token)
			}
		})
	}
}

func TestRenewal(t *testing.T) {
	t.Parallel()
	s := &service{expire: clocktest.Start.Add(time.Hour)}
	options, clock := machine{}.options(t, s, Config{SecretID: "user", SecretKey: userKey, AssumeRole: &AssumeRole{RoleARN: role}})
	provider, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	get := func(requests int) error {
		t.Helper()
		_, err := provider.Get(t.Context())
		if len(s.asked) != requests {
			t.Errorf("%d requests, want %d", len(s.asked), requests)
		}
		return err
	}
	if len(s.asked) != 0 {
		t.Error("a request before the first use")
	}
	_ = get(1)
	_ = get(1)
	clock.Move(56 * time.Minute)
	s.expire = s.expire.Add(time.Hour)
	_ = get(2)
	s.status, s.answer = http.StatusForbidden, `{"Response":{"Error":{"Code":"UnauthorizedOperation","Message":"no"},"RequestId":"req-2"}}`
	clock.Move(time.Hour)
	if err := get(3); err != nil {
		t.Errorf("the old credentials still hold, but: %v", err)
	}
	clock.Move(10 * time.Minute)
	if err := get(4); err == nil {
		t.Error("expired credentials were given")
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	refusal := func(code, message string) string {
		return fmt.Sprintf(`{"Response":{"Error":{"Code":%q,"Message":%q},"RequestId":"req-9"}}`, code, message)
	}
	tests := map[string]struct {
		status int
		answer string
		kind   replication.Kind
		says   []string
	}{
		"no right":      {200, refusal("UnauthorizedOperation", "you are "+userKey), replication.KindPermission, []string{"sts:AssumeRole", "req-9", role, "***"}},
		"wrong key":     {200, refusal("AuthFailure.SignatureFailure", "no"), replication.KindPermission, []string{"check both"}},
		"clock":         {200, refusal("AuthFailure.SignatureExpire", "no"), replication.KindPermission, []string{"clock"}},
		"no role":       {200, refusal("InvalidParameter.RoleNotExist", "no"), replication.KindInvalid, []string{"ARN of the role"}},
		"trouble":       {200, refusal("InternalError.DbError", "no"), replication.KindUnavailable, []string{"InternalError.DbError"}},
		"throttled":     {200, refusal("RequestLimitExceeded", "no"), replication.KindThrottled, nil},
		"a proxy":       {403, "<html>", replication.KindPermission, []string{"403"}},
		"not of STS":    {200, "{}", replication.KindUnavailable, []string{"no credentials", "proxy"}},
		"not JSON even": {200, "<html>", replication.KindUnavailable, []string{"no credentials"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &service{status: test.status, answer: test.answer}
			_, err := machine{}.get(t, s, Config{SecretID: "user", SecretKey: userKey, AssumeRole: &AssumeRole{RoleARN: role}})
			if !replication.IsKind(err, test.kind) {
				t.Fatalf("error %v, want of kind %s", err, test.kind)
			}
			for _, want := range test.says {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error does not say %q:\n%v", want, err)
				}
			}
			if strings.Contains(err.Error(), userKey) {
				t.Errorf("error quotes a secret:\n%v", err)
			}
		})
	}
	broken := lookuptest.Network(func(*http.Request) (*http.Response, error) { return nil, errors.New("no route") })
	_, err := machine{}.get(t, broken, Config{CAMRoleName: "copier"})
	if err == nil || !strings.Contains(err.Error(), "CVM instances only") {
		t.Errorf("no instance: %v", err)
	}
	_, err = machine{}.get(t, &service{status: 404, answer: "planted-answer"}, Config{CAMRoleName: "copier"})
	if err == nil || !strings.Contains(err.Error(), "copier") || strings.Contains(err.Error(), "planted-answer") {
		t.Errorf("no such role: %v", err)
	}
}
