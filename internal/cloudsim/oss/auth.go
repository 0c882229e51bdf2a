package oss

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	cloud   = "alibaba"
	maxSkew = 15 * time.Minute
)

// credential is what an Authorization header says.
type credential struct {
	keyID, signature string
	v4               bool
	day, region      string   // V4 scope
	scope            string   // V4: "<day>/<region>/oss/aliyun_v4_request"
	additional       []string // V4: further signed headers
}

// authenticate finds the key of the request and checks its signature, date and token.
// V4 takes its time from x-oss-date, or from Date where only that is sent, as some clients do.
func (s *Service) authenticate(c *call) *apiError {
	header := c.r.Header
	authorization := header.Get("Authorization")
	if authorization == "" {
		return accessDenied("0003-00000001", "You have no right to access this object because of bucket acl.")
	}
	cred, failure := parseAuthorization(authorization)
	if failure != nil {
		return failure
	}
	key, ok := s.access.Find(cloud, cred.keyID)
	token := header.Get("x-oss-security-token")
	if !ok || key.SessionToken != "" && token == "" {
		return fail(http.StatusForbidden, "InvalidAccessKeyId", "0002-00000902",
			"The OSS Access Key Id you provided does not exist in our records.").with("OSSAccessKeyId", cred.keyID)
	}
	if failure := s.checkToken(key, token); failure != nil {
		return failure
	}
	date, when, failure := requestTime(header, cred.v4)
	if failure != nil {
		return failure
	}
	if failure := checkSkew(when); failure != nil {
		return failure
	}
	if failure := checkSignature(c, key, cred, date, when); failure != nil {
		return failure
	}
	if key.Disabled {
		return fail(http.StatusForbidden, "UserDisable", "0003-00000801", "The user has been disabled.")
	}
	c.key = key
	if c.target.region == "" {
		c.target.region = cred.region // a path-style V1 request does not tell its region
	}
	return nil
}

func parseAuthorization(header string) (credential, *apiError) {
	malformed := invalidArgument("", "The authorization header that you provided is invalid.")
	if rest, ok := strings.CutPrefix(header, "OSS "); ok {
		id, signature, ok := strings.Cut(strings.TrimSpace(rest), ":")
		if !ok || id == "" || signature == "" {
			return credential{}, malformed
		}
		return credential{keyID: id, signature: signature}, nil
	}
	rest, ok := strings.CutPrefix(header, algorithmV4+" ")
	if !ok {
		return credential{}, malformed
	}
	fields := map[string]string{}
	for part := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		fields[name] = value
	}
	parts := strings.Split(fields["Credential"], "/")
	if len(parts) < 5 || fields["Signature"] == "" {
		return credential{}, malformed
	}
	n := len(parts)
	cred := credential{
		v4: true, signature: fields["Signature"], keyID: strings.Join(parts[:n-4], "/"),
		day: parts[n-4], region: parts[n-3], scope: strings.Join(parts[n-4:], "/"),
	}
	if _, err := time.Parse("20060102", cred.day); err != nil {
		return credential{}, invalidArgument("0002-00000212", "The date in the credential is invalid.")
	}
	if parts[n-2] != "oss" || parts[n-1] != scopeSuffix {
		return credential{}, invalidArgument("0002-00000213", "The credential must end in /oss/aliyun_v4_request.")
	}
	if list := fields["AdditionalHeaders"]; list != "" {
		cred.additional = strings.Split(strings.ToLower(list), ";")
		slices.Sort(cred.additional)
	}
	return cred, nil
}

// requestTime is the date as the signature has it, and the time that it means.
func requestTime(header http.Header, v4 bool) (string, time.Time, *apiError) {
	ossDate, date := header.Get("x-oss-date"), header.Get("Date")
	if v4 && ossDate != "" {
		if when, err := time.Parse(basicISO8601, ossDate); err == nil {
			return ossDate, when, nil
		}
	}
	if date == "" {
		date = ossDate
	}
	when, err := http.ParseTime(date)
	if err != nil {
		return "", time.Time{}, accessDenied("0002-00000503", "OSS authentication requires a valid Date.")
	}
	return date, when, nil
}

// checkSkew compares with the wall clock: a client signs with its own, whatever the simulated time is.
func checkSkew(when time.Time) *apiError {
	now := time.Now().UTC()
	if now.Sub(when).Abs() <= maxSkew {
		return nil
	}
	return fail(http.StatusForbidden, "RequestTimeTooSkewed", "0002-00000504", "The difference between the request time and the current time is too large.").
		with("MaxAllowedSkewMilliseconds", "900000").with("RequestTime", wire.Time(when)).with("ServerTime", wire.Time(now))
}

func (s *Service) checkToken(key world.Key, token string) *apiError {
	switch {
	case token == key.SessionToken:
		if !key.Expires.IsZero() && time.Now().After(key.Expires) {
			return fail(http.StatusForbidden, "SecurityTokenExpired", "", "The security token you provided has expired.")
		}
		return nil
	case slices.ContainsFunc(s.access.All(), func(k world.Key) bool { return k.Cloud == cloud && k.SessionToken == token }):
		return fail(http.StatusForbidden, "AccessKeyIdAndSecurityTokenNotMatch", "", "The access key id and the security token you provided do not belong together.")
	}
	return fail(http.StatusForbidden, "InvalidSecurityToken", "", "The security token you provided is invalid.")
}
