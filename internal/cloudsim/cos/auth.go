package cos

import (
	"crypto/hmac"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	cloud   = "tencent"
	maxSkew = 15 * time.Minute
)

// credential is what the signature of a request says about itself.
type credential struct {
	fields    map[string]string
	presigned bool // it travels in the query, and may have been made long ago
}

// authenticate finds the key of the request and checks its time, signature and token.
func (s *Service) authenticate(c *call) *apiError {
	cred, failure := readCredential(c)
	if failure != nil {
		return failure
	}
	key, ok := s.access.Find(cloud, cred.fields["q-ak"])
	if !ok {
		return s.authError("InvalidAccessKeyId", "The access key ID you provided does not exist.")
	}
	if failure := s.checkTimes(cred); failure != nil {
		return failure
	}
	if failure := s.checkSignature(c, cred, key); failure != nil {
		return failure
	}
	token := c.r.Header.Get("x-cos-security-token")
	if token == "" {
		token = c.query.Get("x-cos-security-token")
	}
	switch {
	case key.SessionToken != "" && token == "": // a temporary SecretId is no key of its own
		return s.authError("InvalidAccessKeyId", "The access key ID you provided does not exist.")
	case token != key.SessionToken, !key.Expires.IsZero() && time.Now().After(key.Expires):
		return badRequest("ExpiredToken", "The security token is invalid or has expired.")
	case key.Disabled:
		return accessDenied()
	}
	c.key = key
	return nil
}

// readCredential takes the signature from the Authorization header, or from the query.
func readCredential(c *call) (credential, *apiError) {
	cred := credential{fields: map[string]string{}}
	header := c.r.Header.Get("Authorization")
	switch {
	case header != "":
		for part := range strings.SplitSeq(header, "&") {
			name, value, _ := strings.Cut(part, "=")
			cred.fields[name] = value
		}
	case c.query.Has("q-signature"):
		cred.presigned = true
		for name := range c.query {
			if strings.HasPrefix(name, "q-") {
				cred.fields[name] = c.query.Get(name)
			}
		}
	default:
		return cred, accessDenied() // anonymous
	}
	if cred.fields["q-sign-algorithm"] != "sha1" || cred.fields["q-signature"] == "" || cred.fields["q-ak"] == "" {
		return cred, accessDenied()
	}
	return cred, nil
}

// checkTimes compares with the wall clock: a client signs with its own, whatever the simulated time is. Which time tells
// the client's clock is not documented; it is the start of q-sign-time here, since clients do not send a Date.
func (s *Service) checkTimes(cred credential) *apiError {
	now := time.Now()
	for _, name := range []string{"q-sign-time", "q-key-time"} {
		start, end, ok := parseKeyTime(cred.fields[name])
		if !ok {
			return accessDenied()
		}
		if !cred.presigned && start.Sub(now) > maxSkew {
			return s.authError("RequestTimeTooSkewed", "The difference between the request time and the server's time is too large.")
		}
		if now.Before(start) || now.After(end) {
			return s.authError("Request has expired", "Request has expired")
		}
		if !cred.presigned && now.Sub(start) > maxSkew {
			return s.authError("RequestTimeTooSkewed", "The difference between the request time and the server's time is too large.")
		}
	}
	return nil
}

func parseKeyTime(text string) (start, end time.Time, ok bool) {
	from, to, found := strings.Cut(text, ";")
	first, err := strconv.ParseInt(from, 10, 64)
	if err != nil || !found {
		return start, end, false
	}
	last, err := strconv.ParseInt(to, 10, 64)
	if err != nil || last < first {
		return start, end, false
	}
	return time.Unix(first, 0), time.Unix(last, 0), true
}

// checkSignature computes the signature anew from what the request says it covers.
func (s *Service) checkSignature(c *call, cred credential, key world.Key) *apiError {
	in := signingInput{
		method: c.r.Method, path: c.r.URL.Path, query: c.query, header: c.r.Header.Clone(),
		headerList: splitList(cred.fields["q-header-list"]), paramList: splitList(cred.fields["q-url-param-list"]),
	}
	if in.path == "" {
		in.path = "/"
	}
	// The server's http package keeps these two apart from the headers.
	in.header.Set("Host", c.r.Host)
	if c.r.ContentLength >= 0 && in.header.Get("Content-Length") == "" {
		in.header.Set("Content-Length", strconv.FormatInt(c.r.ContentLength, 10))
	}
	if in.missing() == "" && hmac.Equal([]byte(sign(key.Secret, cred.fields["q-key-time"], in.httpString())), []byte(cred.fields["q-signature"])) {
		return nil
	}
	return s.authError("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your SecretKey and signing method.")
}

func splitList(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.ToLower(text), ";")
}

// authError is an error about a signature, in one of the two forms that the documentation gives.
func (s *Service) authError(name, message string) *apiError {
	if s.options.AuthErrorsAreAccessDenied {
		return fail(http.StatusForbidden, "AccessDenied", name)
	}
	return fail(http.StatusForbidden, name, message)
}

// authorize finds the bucket and checks endpoint, owner and permission, in this order.
func (s *Service) authorize(c *call) *apiError {
	resource := c.target.bucket
	switch {
	case c.op.level == onService:
		resource = "*"
	case !c.op.creates:
		b, ok := s.state.Buckets[c.target.bucket]
		// A bucket at another region's endpoint: not documented; as if it were not there.
		if !ok || c.target.region != "" && c.target.region != b.Region {
			return noSuchBucket()
		}
		if c.target.accelerate && c.op.level == onBucket {
			return badRequest("ActionAccelerateNotSupported", "This operation is not supported for accelerated domains.")
		}
		if c.target.accelerate && !b.Accelerate {
			return badRequest("BucketAccelerateNotEnabled", "The acceleration endpoint is not enabled for the bucket.")
		}
		if !b.allows(c.key.Account, c.op.action()) {
			return accessDenied()
		}
		c.bucket = b
	}
	if !permits(c.key, c.op.action(), resource) {
		return accessDenied()
	}
	return nil
}

// allows tells whether the account may do the action here at all: its own bucket, or one with a policy for it.
func (b *bucket) allows(account, action string) bool {
	if account == b.Owner {
		return true
	}
	granted := b.Grants[account]
	return len(granted) > 0 && permits(world.Key{Allow: granted}, action, b.Name)
}

// permits takes permissions with and without the "name/" that CAM policies write in front of an action.
func permits(key world.Key, action, resource string) bool {
	for _, list := range []*[]string{&key.Allow, &key.Deny, &key.Boundary} {
		plain := make([]string, len(*list))
		for i, pattern := range *list {
			plain[i] = strings.TrimPrefix(pattern, "name/")
		}
		*list = plain
	}
	return key.Permits(action, resource)
}
