package oss

import (
	"crypto/hmac"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// checkSignature computes the signature anew and compares.
func checkSignature(c *call, key world.Key, cred credential, date string, when time.Time) *apiError {
	in := signingInput{method: c.r.Method, bucket: c.target.bucket, key: c.target.key, query: c.query, header: c.r.Header}
	if !cred.v4 {
		text := in.stringToSignV1(date)
		if hmac.Equal([]byte(signV1(key.Secret, text)), []byte(cred.signature)) {
			return nil
		}
		return signatureDoesNotMatch(cred, text)
	}
	if c.r.Header.Get("x-oss-content-sha256") != unsignedPayload {
		return invalidArgument("0002-00000214", "The value of x-oss-content-sha256 must be UNSIGNED-PAYLOAD.")
	}
	if day := when.UTC().Format("20060102"); day != cred.day {
		return invalidArgument("0002-00000212", "The date in the credential, %s, is not that of the request, %s.", cred.day, day)
	}
	if c.target.region != "" && c.target.region != cred.region {
		return invalidArgument("", "Invalid signing region in Authorization header: the endpoint serves %s.", c.target.region)
	}
	if slices.Contains(cred.additional, "host") { // the server's http package keeps it apart from the headers
		in.header = c.r.Header.Clone()
		in.header.Set("Host", c.r.Host)
	}
	request := in.canonicalRequestV4(cred.additional)
	text := stringToSignV4(date, cred.scope, request)
	if hmac.Equal([]byte(signV4(key.Secret, cred.scope, text)), []byte(cred.signature)) {
		return nil
	}
	return signatureDoesNotMatch(cred, text).
		with("CanonicalRequest", request).with("CanonicalRequestBytes", hexBytes(request))
}

func signatureDoesNotMatch(cred credential, stringToSign string) *apiError {
	return fail(http.StatusForbidden, "SignatureDoesNotMatch", "",
		"The request signature we calculated does not match the signature you provided. Check your key and signing method.").
		with("OSSAccessKeyId", cred.keyID).with("SignatureProvided", cred.signature).
		with("StringToSign", stringToSign).with("StringToSignBytes", hexBytes(stringToSign))
}

func hexBytes(s string) string { return strings.TrimSpace(fmt.Sprintf("% X", s)) }

// authorize finds the bucket and checks endpoint, owner and permission, in this order.
func (s *Service) authorize(c *call) *apiError {
	resource := c.target.bucket
	if c.op.level == onService {
		resource = "*"
	} else if !c.op.creates {
		b, ok := s.state.Buckets[c.target.bucket]
		if !ok {
			if !validBucketName(c.target.bucket) {
				return invalidBucketName(c.target.bucket)
			}
			return noSuchBucket(c.target.bucket)
		}
		if failure := checkEndpoint(c.target, b); failure != nil {
			return failure
		}
		if !b.allows(c.key.Account, c.op.ramAction()) {
			return accessDenied("0003-00000001", "You have no right to access this object because of bucket acl.")
		}
		c.bucket = b
	}
	return mayDo(c.key, c.op.ramAction(), resource)
}

func mayDo(key world.Key, action, resource string) *apiError {
	if key.Permits(action, resource) {
		return nil
	}
	return accessDenied("0003-00000202", "You have no permission to perform this operation: "+action+" is not allowed by your RAM policy.").
		with("AuthAction", action)
}

// checkEndpoint refuses a bucket at another region's endpoint.
func checkEndpoint(t target, b *bucket) *apiError {
	if t.accelerate && !b.TransferAcceleration {
		return accessDenied("0028-00000001", "Transfer acceleration is not available for the bucket.")
	}
	if t.region == "" || t.region == b.Region {
		return nil
	}
	return accessDenied("", "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.").
		with("Endpoint", findRegion(b.Region).publicEndpoint())
}

// allows tells whether the account may do the action here at all: its own bucket, or one with a policy for it.
func (b *bucket) allows(account, action string) bool {
	if account == b.Owner {
		return true
	}
	granted := b.Grants[account]
	return len(granted) > 0 && world.Key{Allow: granted}.Permits(action, b.Name)
}
