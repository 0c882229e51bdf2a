package alibabasts

import (
	"crypto/hmac"
	"crypto/sha1" // what signature version 1.0 is made of
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	acs3       = "ACS3-HMAC-SHA256"
	maxSkew    = 15 * time.Minute
	timeLayout = "2006-01-02T15:04:05Z"
)

// claim is what a request says about its signer, whatever the signature's version.
type claim struct {
	keyID, token, timestamp, nonce, signature string
	toSign                                    string
	sign                                      func(secret string) string
}

// authenticate finds the key that has signed the request. Dates are compared with the wall clock.
func (s *Service) authenticate(r *http.Request, params url.Values, body []byte) (world.Key, *apiError) {
	c, failure := readClaim(r, params, body)
	if failure != nil {
		return world.Key{}, failure
	}
	at, err := time.Parse(timeLayout, c.timestamp)
	switch {
	case err != nil:
		return world.Key{}, fail(http.StatusBadRequest, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.")
	case time.Since(at).Abs() > maxSkew:
		return world.Key{}, fail(http.StatusBadRequest, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.")
	}
	key, ok := s.access.Find("alibaba", c.keyID)
	switch {
	case !ok:
		return world.Key{}, fail(http.StatusNotFound, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
	case key.Disabled:
		return world.Key{}, fail(http.StatusBadRequest, "InvalidAccessKeyId.Inactive", "Specified access key is disabled.")
	case subtle.ConstantTimeCompare([]byte(c.sign(key.Secret)), []byte(c.signature)) != 1:
		return world.Key{}, fail(http.StatusBadRequest, "SignatureDoesNotMatch",
			"Specified signature is not matched with our calculation. server string to sign is:"+c.toSign)
	case key.SessionToken != "" && c.token == "":
		return world.Key{}, fail(http.StatusBadRequest, "MissingSecurityToken", "SecurityToken is mandatory for this action.")
	case key.SessionToken != c.token:
		return world.Key{}, fail(http.StatusBadRequest, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatch with the AccessKey.")
	case !key.Expires.IsZero() && time.Now().After(key.Expires):
		return world.Key{}, fail(http.StatusBadRequest, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.")
	case c.nonce == "" || !s.firstUse(c.keyID, c.nonce):
		return world.Key{}, fail(http.StatusBadRequest, "SignatureNonceUsed", "Specified signature nonce was used already.")
	}
	return key, nil
}

func readClaim(r *http.Request, params url.Values, body []byte) (claim, *apiError) {
	if authorization := r.Header.Get("Authorization"); strings.HasPrefix(authorization, acs3) {
		return readACS3(r, authorization, body)
	}
	for _, name := range []string{"AccessKeyId", "Signature", "SignatureNonce", "Timestamp"} {
		if params.Get(name) == "" {
			return claim{}, fail(http.StatusBadRequest, "Missing"+name, name+" is mandatory for this action.")
		}
	}
	if params.Get("SignatureMethod") != "HMAC-SHA1" || params.Get("SignatureVersion") != "1.0" {
		return claim{}, fail(http.StatusBadRequest, "InvalidParameter.SignatureMethod", "The simulator knows SignatureMethod HMAC-SHA1 with SignatureVersion 1.0, and "+acs3+".")
	}
	toSign := r.Method + "&%2F&" + wire.Escape(canonicalQuery(params), false)
	return claim{
		keyID: params.Get("AccessKeyId"), token: params.Get("SecurityToken"), timestamp: params.Get("Timestamp"),
		nonce: params.Get("SignatureNonce"), signature: params.Get("Signature"), toSign: toSign,
		sign: func(secret string) string {
			mac := hmac.New(sha1.New, []byte(secret+"&"))
			mac.Write([]byte(toSign))
			return base64.StdEncoding.EncodeToString(mac.Sum(nil))
		},
	}, nil
}

var acs3Header = regexp.MustCompile(`^` + acs3 + ` Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$`)

// readACS3 reads signature version 3, as the page on request syntax and signature method V3 describes it.
func readACS3(r *http.Request, authorization string, body []byte) (claim, *apiError) {
	parts := acs3Header.FindStringSubmatch(authorization)
	if parts == nil {
		return claim{}, fail(http.StatusBadRequest, "IncompleteSignature", "The request signature does not conform to Aliyun standards.")
	}
	sum := sha256.Sum256(body)
	hash := r.Header.Get("X-Acs-Content-Sha256")
	if hash != hex.EncodeToString(sum[:]) {
		return claim{}, fail(http.StatusBadRequest, "InvalidContentSha256", "x-acs-content-sha256 is not the hash of the request body.")
	}
	canonical := canonicalRequest(r, strings.Split(parts[2], ";"), hash)
	digest := sha256.Sum256([]byte(canonical))
	toSign := acs3 + "\n" + hex.EncodeToString(digest[:])
	return claim{
		keyID: parts[1], token: r.Header.Get("X-Acs-Security-Token"), timestamp: r.Header.Get("X-Acs-Date"),
		nonce: r.Header.Get("X-Acs-Signature-Nonce"), signature: parts[3], toSign: toSign,
		sign: func(secret string) string {
			mac := hmac.New(sha256.New, []byte(secret))
			mac.Write([]byte(toSign))
			return hex.EncodeToString(mac.Sum(nil))
		},
	}, nil
}

func canonicalRequest(r *http.Request, signed []string, hash string) string {
	var headers strings.Builder
	for _, name := range signed {
		value := r.Header.Get(name)
		if name == "host" {
			value = r.Host
		}
		headers.WriteString(name + ":" + strings.TrimSpace(value) + "\n")
	}
	uri := r.URL.EscapedPath()
	if uri == "" {
		uri = "/"
	}
	return strings.Join([]string{r.Method, uri, canonicalQuery(r.URL.Query()), headers.String(), strings.Join(signed, ";"), hash}, "\n")
}

// canonicalQuery is every parameter but the signature, encoded and sorted by name.
func canonicalQuery(params url.Values) string {
	pairs := make([]string, 0, len(params))
	for name, values := range params {
		if name != "Signature" {
			pairs = append(pairs, wire.Escape(name, false)+"="+wire.Escape(values[0], false))
		}
	}
	slices.Sort(pairs)
	return strings.Join(pairs, "&")
}
