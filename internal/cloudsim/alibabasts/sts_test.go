package alibabasts

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

var (
	caller = world.Key{Cloud: "alibaba", Account: "1", ID: "LTAIcaller", Secret: "s3cret"}
	copier = Role{Account: "1", Name: "copier", Allow: []string{"oss:*"}}
)

func newService() *Service {
	access := world.NewAccess()
	access.Put(caller)
	s := New(access)
	s.PutRole(copier)
	return s
}

// signed are the parameters of a signed call with the changes applied; the value "-" removes a parameter.
func signed(t *testing.T, key world.Key, changes map[string]string) url.Values {
	t.Helper()
	params := url.Values{}
	for name, value := range map[string]string{
		"Version": version, "Action": "AssumeRole", "Format": "JSON", "Timestamp": time.Now().UTC().Format(timeLayout),
		"SignatureMethod": "HMAC-SHA1", "SignatureVersion": "1.0", "SignatureNonce": random.Hex(8), "AccessKeyId": key.ID,
		"RoleArn": copier.ARN(), "RoleSessionName": "session", "SecurityToken": key.SessionToken,
	} {
		params.Set(name, value)
	}
	if key.SessionToken == "" {
		params.Del("SecurityToken")
	}
	secret := key.Secret
	for name, value := range changes {
		switch {
		case name == "secret":
			secret = value
		case value == "-":
			params.Del(name)
		default:
			params.Set(name, value)
		}
	}
	params.Set("Signature", "unset")
	c, _ := readClaim(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", http.NoBody), params, nil)
	if c.sign != nil {
		params.Set("Signature", c.sign(secret))
	}
	return params
}

func get(t *testing.T, s http.Handler, params url.Values) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "https://sts.aliyuncs.com/?"+params.Encode(), http.NoBody))
	return w
}

func TestAssumeRoleErrors(t *testing.T) {
	t.Parallel()
	s := newService()
	s.PutRole(Role{Account: "1", Name: "secretive", ExternalID: "e"})
	s.PutRole(Role{Account: "1", Name: "foreign", TrustedAccounts: []string{"2"}})
	s.access.Put(world.Key{Cloud: "alibaba", Account: "1", ID: "off", Secret: "s", Disabled: true})
	s.access.Put(world.Key{Cloud: "alibaba", Account: "1", ID: "denied", Secret: "s", Deny: []string{"sts:AssumeRole"}})
	temporary := world.Key{Cloud: "alibaba", Account: "1", ID: "STS.t", Secret: "s", SessionToken: "token"}
	s.access.Put(temporary)
	expired := world.Key{Cloud: "alibaba", Account: "1", ID: "STS.e", Secret: "s", SessionToken: "token", Expires: time.Now().Add(-time.Second)}
	s.access.Put(expired)
	used := signed(t, caller, nil)
	get(t, s, used)
	for _, c := range []struct {
		name   string
		params url.Values
		status int
		code   string
	}{
		{"unknown key", signed(t, world.Key{ID: "nobody"}, nil), 404, "InvalidAccessKeyId.NotFound"},
		{"disabled key", signed(t, world.Key{ID: "off", Secret: "s"}, nil), 400, "InvalidAccessKeyId.Inactive"},
		{"wrong secret", signed(t, caller, map[string]string{"secret": "wrong"}), 400, "SignatureDoesNotMatch"},
		{"no key", signed(t, caller, map[string]string{"AccessKeyId": "-"}), 400, "MissingAccessKeyId"},
		{"old time stamp", signed(t, caller, map[string]string{"Timestamp": "2020-01-01T00:00:00Z"}), 400, "InvalidTimeStamp.Expired"},
		{"bad time stamp", signed(t, caller, map[string]string{"Timestamp": "today"}), 400, "InvalidTimeStamp.Format"},
		{"used nonce", used, 400, "SignatureNonceUsed"},
		{"token missing", signed(t, temporary, map[string]string{"SecurityToken": "-"}), 400, "MissingSecurityToken"},
		{"token of another", signed(t, temporary, map[string]string{"SecurityToken": "other"}), 400, "InvalidSecurityToken.MismatchWithAccessKey"},
		{"token expired", signed(t, expired, nil), 400, "InvalidSecurityToken.Expired"},
		{"other method", signed(t, caller, map[string]string{"SignatureMethod": "HMAC-MD5"}), 400, "InvalidParameter.SignatureMethod"},
		{"wrong version", signed(t, caller, map[string]string{"Version": "2014-05-26"}), 400, "InvalidVersion"},
		{"wrong action", signed(t, caller, map[string]string{"Action": "RunInstances"}), 404, "InvalidAction.NotFound"},
		{"no role", signed(t, caller, map[string]string{"RoleArn": "-"}), 400, "MissingRoleArn"},
		{"no session name", signed(t, caller, map[string]string{"RoleSessionName": "-"}), 400, "MissingRoleSessionName"},
		{"malformed role", signed(t, caller, map[string]string{"RoleArn": "copier"}), 400, "InvalidParameter.RoleArn"},
		{"malformed session name", signed(t, caller, map[string]string{"RoleSessionName": "a b"}), 400, "InvalidParameter.RoleSessionName"},
		{"unknown role", signed(t, caller, map[string]string{"RoleArn": "acs:ram::1:role/nobody"}), 404, "EntityNotExist.Role"},
		{"external id", signed(t, caller, map[string]string{"RoleArn": "acs:ram::1:role/secretive"}), 403, "NoPermission"},
		{"untrusted account", signed(t, caller, map[string]string{"RoleArn": "acs:ram::1:role/foreign"}), 403, "NoPermission"},
		{"no permission", signed(t, world.Key{ID: "denied", Secret: "s"}, nil), 403, "NoPermission"},
		{"too long", signed(t, caller, map[string]string{"DurationSeconds": "3601"}), 400, "InvalidParameter.DurationSeconds"},
		{"too short", signed(t, caller, map[string]string{"DurationSeconds": "899"}), 400, "InvalidParameter.DurationSeconds"},
		{"policy", signed(t, caller, map[string]string{"Policy": "{}"}), 400, "InvalidParameter.PolicyGrammar"},
		{"long policy", signed(t, caller, map[string]string{"Policy": strings.Repeat(" ", 2049)}), 400, "InvalidParameter.PolicySize"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := get(t, s, c.params)
			var body errorBody
			if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil || w.Code != c.status || body.Code != c.code || body.RequestID == "" {
				t.Errorf("status %d, body %s, error %v; want %d %s", w.Code, w.Body, err, c.status, c.code)
			}
			if strings.Contains(w.Body.String(), caller.Secret) {
				t.Error("the answer holds the secret")
			}
		})
	}
}

func TestSessionPolicyBoundsTheKey(t *testing.T) {
	t.Parallel()
	s := newService()
	w := get(t, s, signed(t, caller, map[string]string{"DurationSeconds": "900", "Policy": `{"Version":"1","Statement":[
		{"Effect":"Allow","Action":["oss:Get*","ecs:*"],"Resource":"*"},
		{"Effect":"Allow","Action":"oss:PutBucketReplication","Resource":["acs:oss:*:*:one","acs:oss:*:*:one/*"]},
		{"Effect":"Deny","Action":"oss:GetObject","Resource":"acs:oss:*:*:two/*"}]}`}))
	var answer assumeRoleAnswer
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 200 {
		t.Fatalf("status %d, body %s, error %v", w.Code, w.Body, err)
	}
	key, ok := s.access.Find("alibaba", answer.Credentials.AccessKeyID)
	if left := time.Until(key.Expires); !ok || left > 900*time.Second || left < 890*time.Second {
		t.Errorf("key %+v", key)
	}
	for _, c := range []struct {
		action, bucket string
		want           bool
	}{
		{"oss:GetBucketInfo", "any", true},
		{"oss:GetObject", "one", true},
		{"oss:GetObject", "two", false},
		{"oss:PutBucketReplication", "one", true},
		{"oss:PutBucketReplication", "two", false},
		{"ecs:RunInstances", "", false}, // the policy allows it, the role does not
	} {
		if got := key.Permits(c.action, c.bucket); got != c.want {
			t.Errorf("%s on %s: %v", c.action, c.bucket, got)
		}
	}
}

func TestCallerIdentity(t *testing.T) {
	t.Parallel()
	s := newService()
	var assumed assumeRoleAnswer
	if err := json.Unmarshal(get(t, s, signed(t, caller, nil)).Body.Bytes(), &assumed); err != nil {
		t.Fatal(err)
	}
	key, _ := s.access.Find("alibaba", assumed.Credentials.AccessKeyID)
	for _, c := range []struct {
		key     world.Key
		kind    string
		contain string
	}{
		{caller, "RAMUser", "acs:ram::1:user/"},
		{key, "AssumedRoleUser", "acs:ram::1:assumed-role/copier/session"},
	} {
		w := get(t, s, signed(t, c.key, map[string]string{"Action": "GetCallerIdentity", "Format": "-"}))
		var answer callerIdentityAnswer // XML, as nothing else was asked for
		if err := xml.Unmarshal(w.Body.Bytes(), &answer); err != nil || answer.AccountID != "1" || answer.IdentityType != c.kind || !strings.Contains(answer.ARN, c.contain) {
			t.Errorf("status %d, body %s, error %v", w.Code, w.Body, err)
		}
	}
}

func TestRolesSurviveSnapshot(t *testing.T) {
	t.Parallel()
	s := newService()
	data, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	restored := New(s.access)
	if err := restored.Restore(data); err != nil {
		t.Fatal(err)
	}
	if w := get(t, restored, signed(t, caller, nil)); w.Code != 200 {
		t.Errorf("status %d, body %s", w.Code, w.Body)
	}
	if err := restored.Restore([]byte("{")); err == nil {
		t.Error("no error for half a state")
	}
}

func TestOwns(t *testing.T) {
	t.Parallel()
	s := newService()
	for target, want := range map[string]bool{
		"https://sts.aliyuncs.com/":                  true,
		"https://sts.cn-hangzhou.aliyuncs.com/":      true,
		"https://sts-vpc.eu-central-1.aliyuncs.com/": true,
		"https://sts.oss-cn-hangzhou.aliyuncs.com/":  false, // a bucket named sts
		"https://ecs.aliyuncs.com/":                  false,
		"http://127.0.0.1/?Version=2015-04-01":       true,
		"http://127.0.0.1/":                          false,
	} {
		if got := s.Owns(httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, http.NoBody)); got != want {
			t.Errorf("%s: %v", target, got)
		}
	}
}

func body(w *httptest.ResponseRecorder) string {
	text, _ := io.ReadAll(w.Body) // a buffer
	return strings.TrimSpace(string(text))
}
