package credentials

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup/lookuptest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/alibabasts"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	userSecret = "planted-user-secret"
	userToken  = "planted-user-token"
	provider   = "acs:ram::1000000000000001:oidc-provider/ci"
)

// cloud is a simulated cloud with users and roles that notes where requests go.
type cloud struct {
	*cloudsim.Simulator
	mu    sync.Mutex
	hosts []string
}

func newCloud(t *testing.T) *cloud {
	t.Helper()
	c := &cloud{Simulator: cloudsim.New(cloudsim.Options{NoDefaultKeys: true})}
	c.Access().Put(world.Key{Cloud: "alibaba", Account: "1000000000000001", ID: "user", Secret: userSecret})
	c.Access().Put(world.Key{Cloud: "alibaba", Account: "1000000000000001", ID: "temp", Secret: userSecret, SessionToken: userToken})
	c.Access().Put(world.Key{Cloud: "alibaba", Account: "1000000000000001", ID: "nobody", Secret: userSecret, Deny: []string{"sts:*"}})
	c.STS().PutRole(alibabasts.Role{Account: "1000000000000001", Name: "first", OIDCProvider: provider, Instance: true})
	c.STS().PutRole(alibabasts.Role{Account: "2000000000000002", Name: "second", TrustedAccounts: []string{"1000000000000001"}, ExternalID: "ext"})
	return c
}

func (c *cloud) RoundTrip(r *http.Request) (*http.Response, error) {
	c.mu.Lock()
	c.hosts = append(c.hosts, r.URL.Host)
	c.mu.Unlock()
	return c.Transport().RoundTrip(r)
}

const (
	firstRole  = "acs:ram::1000000000000001:role/first"
	secondRole = "acs:ram::2000000000000002:role/second"
)

func token(t *testing.T, expires time.Time) string {
	t.Helper()
	claims, err := json.Marshal(map[string]any{"iss": "https://ci", "sub": "job", "exp": expires.Unix()})
	if err != nil {
		t.Fatal(err)
	}
	return "e30." + base64.RawURLEncoding.EncodeToString(claims) + ".planted-token-signature\n"
}

func TestTemporaryCredentials(t *testing.T) {
	t.Parallel()
	user := Config{AccessKey: "user", SecretKey: userSecret}
	role := func(c Config, r AssumeRole) Config { c.AssumeRole = &r; return c }
	tests := map[string]struct {
		config Config
		machine
		principal, host string
	}{
		"assumed role": {
			config:    role(user, AssumeRole{RoleARN: firstRole, SessionExpiration: 900, Policy: `{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`}),
			principal: "acs:ram::1000000000000001:assumed-role/first/terraform", host: "sts.aliyuncs.com",
		},
		"role of another account, by a temporary key, in a region": {
			config: role(Config{AccessKey: "temp", SecretKey: userSecret, SecurityToken: userToken, STSRegion: "cn-beijing"},
				AssumeRole{RoleARN: secondRole, SessionName: "nightly", ExternalID: "ext"}),
			principal: "acs:ram::2000000000000002:assumed-role/second/nightly", host: "sts.cn-beijing.aliyuncs.com",
		},
		"role of the environment": {
			machine: machine{env: env("OSS_ACCESS_KEY_ID", "user", "OSS_ACCESS_KEY_SECRET", userSecret, "ALIBABA_CLOUD_ROLE_ARN", firstRole,
				"ALIBABA_CLOUD_ROLE_SESSION_NAME", "ci", "ALIBABA_CLOUD_ROLE_SESSION_EXPIRATION", "1800",
				"ALIBABA_CLOUD_STS_REGION", "cn-hangzhou", "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", "true")},
			principal: "acs:ram::1000000000000001:assumed-role/first/ci", host: "sts-vpc.cn-hangzhou.aliyuncs.com",
		},
		"OIDC of the environment, which assumes its role once": {
			machine: machine{
				env:   env("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", provider, "ALIBABA_CLOUD_OIDC_TOKEN_FILE", "~/token", "ALIBABA_CLOUD_ROLE_ARN", firstRole),
				files: map[string]string{"token": token(t, time.Now().Add(time.Hour))},
			},
			principal: "acs:ram::1000000000000001:assumed-role/first/terraform", host: "sts.aliyuncs.com",
		},
		"chained profiles": {
			config: Config{Profile: "chain"},
			machine: machine{files: map[string]string{configFile: `{"profiles": [
				{"name": "base", "mode": "AK", "access_key_id": "user", "access_key_secret": "` + userSecret + `"},
				{"name": "chain", "mode": "ChainableRamRoleArn", "source_profile": "base", "ram_role_arn": "` + firstRole + `",
				 "ram_session_name": "chained", "sts_region": "cn-shanghai", "expired_seconds": 1200}]}`}},
			principal: "acs:ram::1000000000000001:assumed-role/first/chained", host: "sts.cn-shanghai.aliyuncs.com",
		},
		"instance role": {
			config:    Config{ECSRoleName: "first"},
			principal: "acs:ram::1000000000000001:assumed-role/first/", host: "100.100.100.200",
		},
		"instance profile without a role's name": {
			config:    Config{Profile: "ecs"},
			machine:   machine{files: map[string]string{configFile: `{"profiles": [{"name": "ecs", "mode": "EcsRamRole"}]}`}},
			principal: "acs:ram::1000000000000001:assumed-role/first/", host: "100.100.100.200",
		},
		"role on top of the instance's": {
			config:    role(Config{ECSRoleName: "first"}, AssumeRole{RoleARN: secondRole, ExternalID: "ext"}),
			principal: "acs:ram::2000000000000002:assumed-role/second/terraform", host: "sts.aliyuncs.com",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCloud(t)
			chain, err := New(test.options(t, c, test.config))
			if err != nil {
				t.Fatal(err)
			}
			got, err := chain.GetCredentials(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			key, ok := c.Access().Find("alibaba", got.AccessKeyID)
			if !ok || key.Secret != got.AccessKeySecret || key.SessionToken != got.SecurityToken || got.Expires == nil || !key.Expires.Equal(*got.Expires) {
				t.Errorf("got %+v, which is not the key that was issued: %+v", got, key)
			}
			if !strings.HasPrefix(key.Principal, test.principal) {
				t.Errorf("principal %s, want %s", key.Principal, test.principal)
			}
			asked := len(c.hosts)
			if last := c.hosts[asked-1]; last != test.host {
				t.Errorf("%s was asked, want %s", last, test.host)
			}
			if again, err := chain.GetCredentials(t.Context()); err != nil || again.AccessKeyID != got.AccessKeyID || len(c.hosts) != asked {
				t.Errorf("the second time %+v, %v, after %d requests more", again, err, len(c.hosts)-asked)
			}
		})
	}
}

func TestRefusedTemporaryCredentials(t *testing.T) {
	t.Parallel()
	assume := func(key, secret, token string, role AssumeRole) Config {
		return Config{AccessKey: key, SecretKey: secret, SecurityToken: token, AssumeRole: &role}
	}
	first := AssumeRole{RoleARN: firstRole}
	tests := map[string]struct {
		config Config
		machine
		kind replication.Kind
		want []string
	}{
		"wrong secret": {config: assume("user", "planted-wrong", "", first), kind: replication.KindPermission, want: []string{"SignatureDoesNotMatch", "`access_key`", "check both"}},
		"unknown key":  {config: assume("ghost", userSecret, "", first), kind: replication.KindPermission, want: []string{"InvalidAccessKeyId", "RAM console"}},
		"wrong token":  {config: assume("temp", userSecret, "planted-token", first), kind: replication.KindPermission, want: []string{"InvalidSecurityToken", "get a new one"}},
		"no token":     {config: assume("temp", userSecret, "", first), kind: replication.KindPermission, want: []string{"MissingSecurityToken", "`security_token`"}},
		"not allowed":  {config: assume("nobody", userSecret, "", first), kind: replication.KindPermission, want: []string{"NoPermission", firstRole, "trust policy"}},
		"external id":  {config: assume("user", userSecret, "", AssumeRole{RoleARN: secondRole}), kind: replication.KindPermission, want: []string{"`external_id`"}},
		"no such role": {config: assume("user", userSecret, "", AssumeRole{RoleARN: firstRole + "x"}), kind: replication.KindPermission, want: []string{"EntityNotExist.Role", "account and name"}},
		"too long":     {config: assume("user", userSecret, "", AssumeRole{RoleARN: firstRole, SessionExpiration: 43200}), kind: replication.KindInvalid, want: []string{"`session_expiration`"}},
		"bad policy":   {config: assume("user", userSecret, "", AssumeRole{RoleARN: firstRole, Policy: "{"}), kind: replication.KindInvalid, want: []string{"`policy`"}},
		"expired OIDC token": {
			config:  Config{OIDC: &OIDC{ProviderARN: provider, TokenFile: "~/token", RoleARN: firstRole}},
			machine: machine{files: map[string]string{"token": token(t, time.Now().Add(-time.Hour))}},
			kind:    replication.KindPermission, want: []string{"OIDCToken.Expired", "fresh token"},
		},
		"OIDC provider that is not trusted": {
			config:  Config{OIDC: &OIDC{ProviderARN: provider + "x", TokenFile: "~/token", RoleARN: firstRole}},
			machine: machine{files: map[string]string{"token": token(t, time.Now().Add(time.Hour))}},
			kind:    replication.KindPermission, want: []string{"AuthenticationFail.NoPermission", "trusts the OIDC provider"},
		},
		"instance without this role": {config: Config{ECSRoleName: "second"}, kind: replication.KindPermission, want: []string{"second", "attached to this instance"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := test.get(t, newCloud(t), test.config)
			if !replication.IsKind(err, test.kind) {
				t.Fatalf("error %v, want the kind %s", err, test.kind)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error does not say %q:\n%v", want, err)
				}
			}
			if strings.Contains(err.Error(), "planted") {
				t.Errorf("error quotes a secret:\n%v", err)
			}
		})
	}
}

func TestCredentialsURI(t *testing.T) {
	t.Parallel()
	answer := `{"Code":"Success","AccessKeyId":"id","AccessKeySecret":"secret","SecurityToken":"token","Expiration":"2036-01-02T03:04:05Z"}`
	service := lookuptest.Network(func(r *http.Request) (*http.Response, error) {
		if r.URL.Query().Get("key") != "planted" {
			answer = "planted nonsense"
		}
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(answer)), Request: r}, nil
	})
	m := machine{env: env("ALIBABA_CLOUD_CREDENTIALS_URI", "http://127.0.0.1:9000/keys?key=planted")}
	got, err := m.get(t, service, Config{})
	if err != nil || got.AccessKeyID != "id" || got.SecurityToken != "token" || got.Expires.Year() != 2036 {
		t.Errorf("got %+v, %v", got, err)
	}
	_, err = machine{}.get(t, service, Config{CredentialsURI: "http://127.0.0.1:9000/"})
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1:9000") || strings.Contains(err.Error(), "planted") {
		t.Errorf("error %v", err)
	}
}

func TestUnansweredRequestsDoNotShowTheQuery(t *testing.T) {
	t.Parallel()
	away := lookuptest.Network(func(*http.Request) (*http.Response, error) { return nil, errors.New("connection refused") })
	o := machine{}.options(t, away, Config{CredentialsURI: "http://127.0.0.1:9000/?key=planted"})
	o.HTTPClient = &http.Client{Transport: away}
	_, err := credentialsOf(t.Context(), o)
	var inURL *url.Error
	if !replication.IsKind(err, replication.KindUnavailable) || errors.As(err, &inURL) || strings.Contains(err.Error(), "planted") {
		t.Errorf("error %v", err)
	}
}

func TestALostAnswerOfSTS(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	if err := c.Faults().Add(cloudsim.Fault{Kind: cloudsim.KindResetAfter, Service: "sts", Count: 1}); err != nil {
		t.Fatal(err)
	}
	got, err := machine{}.get(t, c, Config{AccessKey: "user", SecretKey: userSecret, AssumeRole: &AssumeRole{RoleARN: firstRole}})
	if err != nil || got.SecurityToken == "" {
		t.Errorf("got %+v, %v", got, err)
	}
}
