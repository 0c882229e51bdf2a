package cos

import (
	"net/http"
	"strings"
	"testing"
)

// A request with every mistake at once gets the first error; each step mends one.
func TestPutReplicationOrderOfChecks(t *testing.T) {
	t.Parallel()
	s := withSurroundings(t, Options{})
	s.mutate(src, func(b *BucketSpec) { b.Versioning = "" })
	body, bucket, headers := "<Wrong/>", "none-1250000000", []string{"Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg=="}
	s.key.Deny = []string{"cos:*"}
	secret := s.key.Secret
	s.access.Put(s.key)
	s.key.Secret = "wrong"
	rules := func(destination, status, key string) string {
		r := strings.Replace(kms(key), dst, destination, 1)
		return configuration(strings.Replace(r, "Enabled", status, 1))
	}
	for _, step := range []struct {
		mend   func()
		status int
		code   string
	}{
		{func() {}, 403, "SignatureDoesNotMatch"},
		{func() { s.key.Secret = secret }, 404, "NoSuchBucket"},
		{func() { bucket = src }, 403, "AccessDenied"},
		{func() { s.key.Deny = nil; s.access.Put(s.key) }, 400, "BadDigest"},
		{func() { headers = nil }, 400, "MalformedXML"},
		{func() { body = strings.Replace(rules("theirs-1300000000", "on", "gone"), role, "bad", 1) }, 400, "InvalidArgument"},
		{func() { body = rules("theirs-1300000000", "on", "gone") }, 400, "InvalidArgument"},
		{func() { body = rules("theirs-1300000000", "Enabled", "gone") }, 403, "UserNotTargetBucketOwner"},
		{func() { body = rules("none-1250000000", "Enabled", "gone") }, 404, "NoSuchBucket"},
		{func() { body = rules("plain-1250000000", "Enabled", "gone") }, 409, "InvalidBucketState"}, // of the source
		{func() { s.mutate(src, func(b *BucketSpec) { b.Versioning = VersioningEnabled }) }, 409, "InvalidBucketState"},
		{func() { s.mutate("plain-1250000000", func(b *BucketSpec) { b.Versioning = VersioningEnabled }) }, 400, "KmsKeyNotExist"},
		{func() { body = rules("plain-1250000000", "Enabled", "key") }, 200, ""},
	} {
		step.mend()
		s.want(s.call(http.MethodPut, bucket, "/?replication", body, headers...), step.status, step.code)
	}
}
