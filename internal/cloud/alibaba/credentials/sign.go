package credentials

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // what signature version 1.0 of the RPC style is made of
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
)

// sign puts the parameters of signature version 1.0 into the form of a POST request, as the documentation of the RPC style says.
func sign(form url.Values, c oss.Credentials) {
	form.Set("AccessKeyId", c.AccessKeyID)
	if c.SecurityToken != "" {
		form.Set("SecurityToken", c.SecurityToken)
	}
	form.Set("SignatureMethod", "HMAC-SHA1")
	form.Set("SignatureVersion", "1.0")
	form.Set("SignatureNonce", rand.Text())
	form.Set("Signature", signature(http.MethodPost, form, c.AccessKeySecret))
}

func signature(method string, form url.Values, secret string) string {
	mac := hmac.New(sha1.New, []byte(secret+"&"))
	mac.Write([]byte(method + "&" + encode("/") + "&" + encode(canonical(form))))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// canonical is the form sorted by name, encoded as RFC 3986 says where net/url differs.
func canonical(form url.Values) string { return rfc3986.Replace(form.Encode()) }

func encode(text string) string { return rfc3986.Replace(url.QueryEscape(text)) }

var rfc3986 = strings.NewReplacer("+", "%20", "*", "%2A", "%7E", "~")
