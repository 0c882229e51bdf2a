package alibabasts

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
)

const signedHeaders = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version"

// acs3Request is a request with the headers of signature version 3, unsigned.
func acs3Request(t *testing.T, target, action, apiVersion, date, nonce string) *http.Request {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, target, http.NoBody)
	empty := sha256.Sum256(nil)
	for name, value := range map[string]string{
		"x-acs-action": action, "x-acs-version": apiVersion, "x-acs-date": date, "x-acs-signature-nonce": nonce,
		"x-acs-content-sha256": hex.EncodeToString(empty[:]),
	} {
		r.Header.Set(name, value)
	}
	return r
}

func authorization(key, signature string) string {
	return acs3 + " Credential=" + key + ",SignedHeaders=" + signedHeaders + ",Signature=" + signature
}

// The example with fixed parameters of the page on request syntax and signature method V3.
func TestACS3DocumentedExample(t *testing.T) {
	t.Parallel()
	const want = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
	r := acs3Request(t, "https://ecs.cn-shanghai.aliyuncs.com/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
		"RunInstances", "2014-05-26", "2023-10-26T10:22:32Z", "3156853299f313e23d1673dc12e1703d")
	c, failure := readACS3(r, authorization("YourAccessKeyId", want), nil)
	if failure != nil {
		t.Fatal(failure.message)
	}
	if got := c.sign("YourAccessKeySecret"); got != want {
		t.Errorf("signature %s, string to sign %q", got, c.toSign)
	}
}

func TestACS3(t *testing.T) {
	t.Parallel()
	s := newService()
	send := func(secret string, spoil func(*http.Request)) *httptest.ResponseRecorder {
		r := acs3Request(t, "https://sts.aliyuncs.com/?RoleSessionName=session&RoleArn="+copier.ARN(), "AssumeRole", version,
			time.Now().UTC().Format(timeLayout), random.Hex(8))
		c, failure := readACS3(r, authorization(caller.ID, strings.Repeat("0", 64)), nil)
		if failure != nil {
			t.Fatal(failure.message)
		}
		r.Header.Set("Authorization", authorization(caller.ID, c.sign(secret)))
		spoil(r)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	intact := func(*http.Request) {}
	if w := send(caller.Secret, intact); w.Code != 200 || !strings.Contains(w.Body.String(), `"SecurityToken"`) {
		t.Errorf("status %d, body %s", w.Code, w.Body)
	}
	for name, c := range map[string]struct {
		secret string
		spoil  func(*http.Request)
		code   string
	}{
		"wrong secret":   {"wrong", intact, "SignatureDoesNotMatch"},
		"changed query":  {caller.Secret, func(r *http.Request) { r.URL.RawQuery += "&DurationSeconds=900" }, "SignatureDoesNotMatch"},
		"changed body":   {caller.Secret, func(r *http.Request) { r.Header.Set("x-acs-content-sha256", "00") }, "InvalidContentSha256"},
		"half signature": {caller.Secret, func(r *http.Request) { r.Header.Set("Authorization", acs3+" Credential=x") }, "IncompleteSignature"},
	} {
		if w := send(c.secret, c.spoil); w.Code != 400 || !strings.Contains(w.Body.String(), c.code) {
			t.Errorf("%s: status %d, body %s", name, w.Code, w.Body)
		}
	}
}
