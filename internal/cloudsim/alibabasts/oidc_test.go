package alibabasts

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func token(payload string) string {
	return "e30." + base64.RawURLEncoding.EncodeToString([]byte(payload)) + ".c2ln"
}

func TestAssumeRoleWithOIDC(t *testing.T) {
	t.Parallel()
	const provider = "acs:ram::1:oidc-provider/ci"
	s := newService()
	s.PutRole(Role{Account: "1", Name: "ci", OIDCProvider: provider})
	good := token(fmt.Sprintf(`{"iss":"https://ci","sub":"job","exp":%d}`, time.Now().Add(time.Minute).Unix()))
	for _, c := range []struct {
		name, role, provider, token string
		status                      int
		code                        string
	}{
		{"good", "ci", provider, good, 200, ""},
		{"role without provider", "copier", provider, good, 403, "AuthenticationFail.NoPermission"},
		{"other provider", "ci", provider + "2", good, 403, "AuthenticationFail.NoPermission"},
		{"no provider", "ci", "", good, 400, "MissingOIDCProviderArn"},
		{"no token", "ci", provider, "", 400, "AuthenticationFail.OIDCToken.Invalid"},
		{"not base64", "ci", provider, "a.!.c", 400, "AuthenticationFail.OIDCToken.Invalid"},
		{"no issuer", "ci", provider, token(`{"exp":1}`), 400, "AuthenticationFail.OIDCToken.Invalid"},
		{"expired", "ci", provider, token(`{"iss":"https://ci","exp":1}`), 400, "AuthenticationFail.OIDCToken.Expired"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			form := url.Values{
				"RoleArn": {"acs:ram::1:role/" + c.role}, "RoleSessionName": {"session"},
				"OIDCProviderArn": {c.provider}, "OIDCToken": {c.token},
			}
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "https://sts.aliyuncs.com/?Action=AssumeRoleWithOIDC&Format=JSON&Version="+version, strings.NewReader(form.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			var answer struct {
				Code          string
				Credentials   credentials
				OIDCTokenInfo oidcTokenInfo
			}
			if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != c.status || answer.Code != c.code {
				t.Fatalf("status %d, body %s, error %v; want %d %s", w.Code, w.Body, err, c.status, c.code)
			}
			if c.status == 200 && (answer.Credentials.SecurityToken == "" || answer.OIDCTokenInfo.Subject != "job") {
				t.Errorf("%s", w.Body)
			}
		})
	}
}
