package oss

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

const (
	algorithmV4     = "OSS4-HMAC-SHA256"
	scopeSuffix     = "aliyun_v4_request"
	unsignedPayload = "UNSIGNED-PAYLOAD"
	basicISO8601    = "20060102T150405Z"
)

// subResources are the query parameters that a V1 signature covers. "rule-id" is not among them.
var subResources = strings.Fields(`
	acl append asyncFetch bucketInfo callback callback-var cloudboxes cname comp continuation-token cors delete
	encryption endTime inventory inventoryId lifecycle live location logging metaQuery objectMeta partNumber policy
	position qos qosInfo referer regionList replication replicationLocation replicationProgress requestPayment
	resourceGroup response-cache-control response-content-disposition response-content-encoding
	response-content-language response-content-type response-expires restore rtc security-token sequential startTime
	stat status style styleName symlink tagging transferAcceleration uploadId uploads versionId versioning versions
	vod website worm wormExtend wormId x-oss-process x-oss-request-payer x-oss-traffic-limit`)

// signingInput is what both signature versions are computed from.
type signingInput struct {
	method      string
	bucket, key string
	query       url.Values
	header      http.Header
}

func (in signingInput) ossHeaders(also ...string) string {
	lines := map[string]string{}
	for name, values := range in.header {
		name = strings.ToLower(name)
		if strings.HasPrefix(name, "x-oss-") || slices.Contains(also, name) {
			lines[name] = strings.TrimSpace(strings.Join(values, ","))
		}
	}
	var b strings.Builder
	for _, name := range sortedKeys(lines) {
		b.WriteString(name + ":" + lines[name] + "\n")
	}
	return b.String()
}

// stringToSignV1 is the text that a V1 signature covers, with date as its date line.
func (in signingInput) stringToSignV1(date string) string {
	resource := "/"
	if in.bucket != "" {
		resource += in.bucket + "/" + in.key
	}
	var parts []string
	for _, name := range sortedKeys(in.query) {
		if !slices.Contains(subResources, name) {
			continue
		}
		if value := in.query.Get(name); value != "" {
			name += "=" + value
		}
		parts = append(parts, name)
	}
	if len(parts) > 0 {
		resource += "?" + strings.Join(parts, "&")
	}
	return strings.Join([]string{
		in.method, in.header.Get("Content-MD5"), in.header.Get("Content-Type"), date, in.ossHeaders() + resource,
	}, "\n")
}

func signV1(secret, stringToSign string) string {
	mac := hmac.New(sha1.New, []byte(secret))
	mac.Write([]byte(stringToSign))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// canonicalRequestV4 is the normal form of the request in a V4 signature. Additional are the names of the signed
// headers beyond the fixed ones, in lower case and sorted.
func (in signingInput) canonicalRequestV4(additional []string) string {
	path := "/"
	if in.bucket != "" {
		path += in.bucket + "/" + in.key
	}
	encoded := map[string][]string{}
	for name, values := range in.query {
		encoded[wire.Escape(name, false)] = values
	}
	var parts []string
	for _, name := range sortedKeys(encoded) {
		for _, value := range encoded[name] {
			if value == "" {
				parts = append(parts, name)
				continue
			}
			parts = append(parts, name+"="+wire.Escape(value, false))
		}
	}
	signed := append([]string{"content-type", "content-md5"}, additional...)
	return strings.Join([]string{
		in.method, wire.Escape(path, true), strings.Join(parts, "&"), in.ossHeaders(signed...),
		strings.Join(additional, ";"), in.header.Get("X-Oss-Content-Sha256"),
	}, "\n")
}

// stringToSignV4 is the text that a V4 signature covers; scope is "<day>/<region>/oss/aliyun_v4_request".
func stringToSignV4(timestamp, scope, canonicalRequest string) string {
	sum := sha256.Sum256([]byte(canonicalRequest))
	return strings.Join([]string{algorithmV4, timestamp, scope, hex.EncodeToString(sum[:])}, "\n")
}

func signV4(secret, scope, stringToSign string) string {
	key := []byte("aliyun_v4" + secret)
	for part := range strings.SplitSeq(scope, "/") {
		key = hmacSHA256(key, part)
	}
	return hex.EncodeToString(hmacSHA256(key, stringToSign))
}

func hmacSHA256(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}
