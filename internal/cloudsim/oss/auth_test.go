package oss

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const infoURL = "https://src.oss-cn-hangzhou.aliyuncs.com/?bucketInfo"

// Every way in which a request fails to prove who sends it.
func TestAuthenticationErrors(t *testing.T) {
	t.Parallel()
	temporary := world.Key{Cloud: cloud, Account: owner, ID: "STS.temporary", Secret: "s", SessionToken: "CAIStoken"}
	v4 := func(s *sim, r *http.Request) { s.signV4(r, "src", "cn-hangzhou", s.key) }
	signedAs := func(k world.Key) func(*sim, *http.Request) {
		return func(s *sim, r *http.Request) { s.signV4(r, "src", "cn-hangzhou", k) }
	}
	edited := func(from, to string) func(*sim, *http.Request) {
		return func(s *sim, r *http.Request) {
			v4(s, r)
			r.Header.Set("Authorization", strings.ReplaceAll(r.Header.Get("Authorization"), from, to))
		}
	}
	for _, test := range []struct {
		name     string
		status   int
		code, ec string
		sign     func(*sim, *http.Request)
		elements []string
	}{
		{"anonymous", 403, "AccessDenied", "0003-00000001", func(*sim, *http.Request) {}, nil},
		{"no such scheme", 400, "InvalidArgument", "", func(_ *sim, r *http.Request) { r.Header.Set("Authorization", "Basic abc") }, nil},
		{"malformed", 400, "InvalidArgument", "", func(_ *sim, r *http.Request) { r.Header.Set("Authorization", "OSS abc") }, nil},
		{"credential date", 400, "InvalidArgument", "0002-00000212", edited("/"+time.Now().UTC().Format("2006"), "/x"), nil},
		{"credential suffix", 400, "InvalidArgument", "0002-00000213", edited(scopeSuffix, "aws4_request"), nil},
		{"other day", 400, "InvalidArgument", "0002-00000212", edited("/"+time.Now().UTC().Format("2006"), "/2001"), nil},
		{"other region", 400, "InvalidArgument", "", edited("cn-hangzhou", "cn-beijing"), nil},
		{"payload hash", 400, "InvalidArgument", "0002-00000214", func(s *sim, r *http.Request) {
			v4(s, r)
			r.Header.Set("x-oss-content-sha256", "abc")
		}, nil},
		{"no date", 403, "AccessDenied", "0002-00000503", func(s *sim, r *http.Request) {
			v4(s, r)
			r.Header.Del("x-oss-date")
		}, nil},
		{"skewed", 403, "RequestTimeTooSkewed", "0002-00000504", func(s *sim, r *http.Request) {
			r.Header.Set("x-oss-date", time.Now().UTC().Add(-16*time.Minute).Format(basicISO8601))
			v4(s, r)
		}, []string{"<MaxAllowedSkewMilliseconds>900000<", "<RequestTime>", "<ServerTime>"}},
		{"unknown key", 403, "InvalidAccessKeyId", "0002-00000902", signedAs(world.Key{ID: "LTAIunknown", Secret: "s"}), []string{"<OSSAccessKeyId>LTAIunknown<"}},
		{"wrong secret, V4", 403, "SignatureDoesNotMatch", "", signedAs(world.Key{ID: keyID, Secret: "wrong"}), []string{
			"<OSSAccessKeyId>" + keyID, "<SignatureProvided>", "<StringToSign>OSS4-HMAC-SHA256", "<StringToSignBytes>4F 53 53 34", "<CanonicalRequest>GET", "<CanonicalRequestBytes>47 45 54",
		}},
		{"wrong secret, V1", 403, "SignatureDoesNotMatch", "", func(_ *sim, r *http.Request) { signRequestV1(r, "src", world.Key{ID: keyID, Secret: "wrong"}) }, []string{
			"<StringToSign>GET", "<StringToSignBytes>47 45 54",
		}},
		{"token missing", 403, "InvalidAccessKeyId", "0002-00000902", signedAs(world.Key{ID: temporary.ID, Secret: "s"}), nil},
		{"token invalid", 403, "InvalidSecurityToken", "", signedAs(world.Key{ID: temporary.ID, Secret: "s", SessionToken: "other"}), nil},
		{"token of another key", 403, "AccessKeyIdAndSecurityTokenNotMatch", "", signedAs(world.Key{ID: keyID, Secret: vectorSecret, SessionToken: "CAIStoken"}), nil},
		{"token expired", 403, "SecurityTokenExpired", "", func(s *sim, r *http.Request) {
			expired := temporary
			expired.Expires = time.Now().Add(-time.Minute)
			s.access.Put(expired)
			s.signV4(r, "src", "cn-hangzhou", expired)
		}, nil},
		{"disabled", 403, "UserDisable", "0003-00000801", func(s *sim, r *http.Request) {
			s.key.Disabled = true
			s.access.Put(s.key)
			v4(s, r)
		}, nil},
		{"another account", 403, "AccessDenied", "0003-00000001", func(s *sim, r *http.Request) {
			other := world.Key{Cloud: cloud, Account: stranger, ID: "LTAIother", Secret: "s"}
			s.access.Put(other)
			s.signV4(r, "src", "cn-hangzhou", other)
		}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := withPair(t, Options{})
			s.access.Put(temporary)
			r := s.request(http.MethodGet, infoURL, "")
			test.sign(s, r)
			a := s.send(r)
			if a.status != test.status || a.Code != test.code || a.EC != test.ec {
				t.Fatalf("got %d %s (EC %q), want %d %s (EC %q)\n%s", a.status, a.Code, a.EC, test.status, test.code, test.ec, a.body)
			}
			for _, element := range append(test.elements, "<RequestId>", "<HostId>src.oss-cn-hangzhou.aliyuncs.com<") {
				if !strings.Contains(a.body, element) {
					t.Errorf("the answer lacks %q\n%s", element, a.body)
				}
			}
		})
	}
}

func signRequestV1(r *http.Request, bucket string, key world.Key) {
	date := time.Now().UTC().Format(http.TimeFormat)
	r.Header.Set("Date", date)
	in := signingInput{method: r.Method, bucket: bucket, key: strings.TrimPrefix(r.URL.Path, "/"), query: r.URL.Query(), header: r.Header}
	r.Header.Set("Authorization", "OSS "+key.ID+":"+signV1(key.Secret, in.stringToSignV1(date)))
}

func TestAuthenticated(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	temporary := world.Key{Cloud: cloud, Account: owner, ID: "STS.t", Secret: "s", SessionToken: "CAIS", Expires: time.Now().Add(time.Hour)}
	granted := world.Key{Cloud: cloud, Account: stranger, ID: "LTAIother", Secret: "s"}
	s.access.Put(temporary)
	s.access.Put(granted)
	s.mutate("src", func(b *BucketSpec) { b.Grants = map[string][]string{stranger: {"oss:GetBucketInfo"}} })
	for name, sign := range map[string]func(*http.Request){
		"V1":      func(r *http.Request) { signRequestV1(r, "src", s.key) },
		"V4":      func(r *http.Request) { s.signV4(r, "src", "cn-hangzhou", s.key) },
		"token":   func(r *http.Request) { s.signV4(r, "src", "cn-hangzhou", temporary) },
		"granted": func(r *http.Request) { s.signV4(r, "src", "cn-hangzhou", granted) },
	} {
		r := s.request(http.MethodGet, infoURL, "")
		sign(r)
		a := s.send(r)
		if a.status != http.StatusOK || !strings.Contains(a.body, "<Name>src</Name>") {
			t.Errorf("%s: got %d %s", name, a.status, a.body)
		}
		if !regexp.MustCompile(`^[0-9A-F]{24}$`).MatchString(a.header.Get("x-oss-request-id")) ||
			a.header.Get("Server") != "AliyunOSS" || a.header.Get("Date") == "" || a.header.Get("x-oss-server-time") == "" {
			t.Errorf("%s: headers %v", name, a.header)
		}
	}
}

// Signatures follow the wall clock, wherever the simulated time is.
func TestSkewIgnoresSimulatedTime(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.clock.Advance(48 * time.Hour)
	if a := s.call(http.MethodGet, "src", "/?bucketInfo", ""); a.status != http.StatusOK {
		t.Errorf("got %d %s", a.status, a.body)
	}
}

func TestHosts(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]target{
		"src.oss-cn-beijing.aliyuncs.com":               {bucket: "src", region: "cn-beijing"},
		"src.oss-cn-beijing-internal.aliyuncs.com":      {bucket: "src", region: "cn-beijing"},
		"oss-cn-beijing.aliyuncs.com":                   {region: "cn-beijing"},
		"cn-beijing.oss.aliyuncs.com":                   {region: "cn-beijing"},
		"src.cn-beijing.oss.aliyuncs.com":               {bucket: "src", region: "cn-beijing"},
		"oss.aliyuncs.com":                              {region: "cn-hangzhou"},
		"src.oss.aliyuncs.com":                          {bucket: "src", region: "cn-hangzhou"},
		"src.oss-accelerate.aliyuncs.com":               {bucket: "src", accelerate: true},
		"src.oss-cn-hzfinance.aliyuncs.com":             {bucket: "src", region: "cn-hangzhou-finance"},
		"src.oss-cn-hzjbp-a-internal.aliyuncs.com":      {bucket: "src", region: "cn-hangzhou-finance"},
		"src.oss-cn-beijing-finance-1-pub.aliyuncs.com": {bucket: "src", region: "cn-beijing-finance-1"},
		"127.0.0.1": {byAddress: true},
		"localhost": {byAddress: true},
	} {
		if got, ok := parseHost(host); !ok || got != want {
			t.Errorf("%s: got %+v, %v", host, got, ok)
		}
	}
	for _, host := range []string{"sts.aliyuncs.com", "src.cos.ap-guangzhou.myqcloud.com", "a.b.oss-cn-beijing.aliyuncs.com", "aliyuncs.com"} {
		if got, ok := parseHost(host); ok {
			t.Errorf("%s is taken for %+v", host, got)
		}
	}
}

func TestOwnsAddressBySignature(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	for authorization, want := range map[string]bool{"OSS a:b": true, algorithmV4 + " Credential=a": true, "SDK-HMAC-SHA256 x": false, "": false} {
		r := s.request(http.MethodGet, "http://127.0.0.1/src", "")
		r.Header.Set("Authorization", authorization)
		if s.Owns(r) != want {
			t.Errorf("%q: %v", authorization, !want)
		}
	}
}

func TestEndpoints(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	get := func(address, region string) answer {
		r := s.request(http.MethodGet, address, "")
		r2 := r.Clone(r.Context())
		r2.URL = &url.URL{Path: "/", RawQuery: r.URL.RawQuery}
		s.signV4(r2, "src", region, s.key)
		r.Header = r2.Header
		return s.send(r)
	}
	a := get("https://src.oss-cn-beijing.aliyuncs.com/?bucketInfo", "cn-beijing")
	if a.status != http.StatusForbidden || a.Code != "AccessDenied" ||
		!strings.Contains(a.body, "must be addressed using the specified endpoint") || !strings.Contains(a.body, "<Endpoint>oss-cn-hangzhou.aliyuncs.com</Endpoint>") {
		t.Errorf("wrong region: %d %s", a.status, a.body)
	}
	if a := get("https://src.oss-accelerate.aliyuncs.com/?bucketInfo", "cn-hangzhou"); a.EC != "0028-00000001" {
		t.Errorf("accelerate endpoint without acceleration: %d %s", a.status, a.body)
	}
	s.mutate("src", func(b *BucketSpec) { b.TransferAcceleration = true })
	for _, address := range []string{
		"https://src.oss-accelerate.aliyuncs.com/?bucketInfo", "https://src.oss-cn-hangzhou-internal.aliyuncs.com/?bucketInfo",
		"http://127.0.0.1:8080/src?bucketInfo", "http://localhost/src/?bucketInfo", "https://oss-cn-hangzhou.aliyuncs.com/src/?bucketInfo",
	} {
		if a := get(address, "cn-hangzhou"); a.status != http.StatusOK {
			t.Errorf("%s: %d %s", address, a.status, a.body)
		}
	}
}
