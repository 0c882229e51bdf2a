package signature

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

var (
	example = Keys{AccessKey: "AKIAIOSFODNN7EXAMPLE", SecretKey: "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY"}
	newYear = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
)

// vector is a request that Huawei Cloud's own Go SDK signed.
type vector struct {
	name, method, url, body, token string
	header                         http.Header
	signed                         []string
	hash, signature                string
}

var vectors = []vector{
	{
		name: "V1", method: http.MethodGet,
		url: "https://cbr.cn-north-4.myhuaweicloud.com/v3/0605767b5780d5762fc5c0118072a564/policies?operation_type=replication",
		// The SDK signs User-Agent as well.
		header: http.Header{"User-Agent": {"demo/1.0"}, "X-Project-Id": {"0605767b5780d5762fc5c0118072a564"}},
		signed: []string{"user-agent", "x-project-id", "x-sdk-date"},
		hash:   "78836c969abcc3025dcdfce00e742e589b1a581335c3d1ab6eef722541483aed", signature: "32d1b81038b45ecf2bbec43bc66944bcccf188265198f975ff832dd6f559f2d8",
	},
	{
		name: "V2", method: http.MethodGet, url: "https://iam.cn-north-4.myhuaweicloud.com/v3/projects?name=cn-north-4",
		signed: []string{"x-sdk-date"},
		hash:   "b43680ffe3651c54652b35496990896fe2ea1f8b1b8b749beb87f62ed184b8e6", signature: "ec724637d7ecbc8c7e314ebab75ea2f571b34ccf915d04ee9812a557c3302e86",
	},
	{
		name: "V3", method: http.MethodPost, url: "https://cbr.cn-north-4.myhuaweicloud.com/v3/p1/vaults/v1/dissociatepolicy",
		body:  `{"policy_id":"7075c397-25a0-43e2-a83a-bb16eaca3ee5"}` + "\n",
		token: "STS", signed: []string{"x-sdk-date", "x-security-token"},
		hash: "d2185b19414f1571b040cf55808ab1d120c6d950071e08ee2363ac4cebac17cb", signature: "27567595f3ff9a9d993edf5d7d43ee1b8f9bb29898ac7e07af5a9b1c1d4293f9",
	},
}

func TestVectors(t *testing.T) {
	t.Parallel()
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			r := request(t, v)
			keys := example
			keys.SecurityToken = v.token
			Sign(r, []byte(v.body), keys, newYear)
			sum := sha256.Sum256([]byte(canonicalRequest(r, v.signed, []byte(v.body))))
			if got := hex.EncodeToString(sum[:]); got != v.hash {
				t.Errorf("the canonical request hashes to %s, want %s", got, v.hash)
			}
			want := fmt.Sprintf("SDK-HMAC-SHA256 Access=%s, SignedHeaders=%s, Signature=%s", example.AccessKey, strings.Join(v.signed, ";"), v.signature)
			if got := authorization(r, v.signed, []byte(v.body), keys); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if v.header.Get("User-Agent") == "" && r.Header.Get("Authorization") != want {
				t.Errorf("signed as %s\nwant %s", r.Header.Get("Authorization"), want)
			}
		})
	}
}

func request(t *testing.T, v vector) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), v.method, v.url, strings.NewReader(v.body))
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range v.header {
		r.Header[name] = values
	}
	return r
}

func TestUserAgentIsNotSigned(t *testing.T) {
	t.Parallel()
	r := request(t, vectors[0])
	Sign(r, nil, example, newYear)
	if got := r.Header.Get("Authorization"); !strings.Contains(got, "SignedHeaders=x-project-id;x-sdk-date,") {
		t.Errorf("signed as %s", got)
	}
}

func TestCanonicalForm(t *testing.T) {
	t.Parallel()
	r := request(t, vector{method: http.MethodGet, url: "https://host/a%20b/c~d?b=2&a-b=1&a=z&a=y%2Bx&empty"})
	want := "GET\n/a%20b/c~d/\na=y%2Bx&a=z&a-b=1&b=2&empty=\n\n\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	if got := canonicalRequest(r, nil, nil); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestKeysAreNeverShown(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		if text := fmt.Sprintf(format, example); strings.Contains(text, "EXAMPLE") {
			t.Errorf("%s shows %s", format, text)
		}
	}
}
