package cos

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// temporaryKey needs its session token.
var temporaryKey = world.Key{Cloud: cloud, Account: owner, ID: "AKIDtemporary", Secret: "s", SessionToken: "tok/en+1="}

const getLocation = "https://" + src + ".cos.ap-guangzhou.myqcloud.com/?location"

func TestAuthentication(t *testing.T) {
	t.Parallel()
	temporary := temporaryKey
	expired := world.Key{Cloud: cloud, Account: owner, ID: "AKIDexpired", Secret: "s", SessionToken: "old", Expires: time.Now().Add(-time.Minute)}
	disabled := world.Key{Cloud: cloud, Account: owner, ID: "AKIDdisabled", Secret: "s", Disabled: true}
	mine := world.Key{Cloud: cloud, Account: owner, ID: vectorID, Secret: vectorSecret}
	wrong, unknown := mine, mine
	wrong.Secret, unknown.ID = "wrong", "AKIDunknown"
	after := func(r *http.Request, from, to string) {
		r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), from, to, 1))
	}
	for name, c := range map[string]struct {
		key    world.Key
		start  time.Duration // from now
		before func(*http.Request)
		after  func(*http.Request)
		status int
		code   string
	}{
		"good":               {key: mine, status: 200},
		"ten minutes old":    {key: mine, start: -10 * time.Minute, status: 200},
		"token":              {key: temporary, status: 200},
		"wrong secret":       {key: wrong, status: 403, code: "SignatureDoesNotMatch"},
		"unknown key":        {key: unknown, status: 403, code: "InvalidAccessKeyId"},
		"disabled key":       {key: disabled, status: 403, code: "AccessDenied"},
		"expired":            {key: mine, start: -2 * time.Hour, status: 403, code: "Request has expired"},
		"not yet valid":      {key: mine, start: 10 * time.Minute, status: 403, code: "Request has expired"},
		"clock behind":       {key: mine, start: -20 * time.Minute, status: 403, code: "RequestTimeTooSkewed"},
		"clock ahead":        {key: mine, start: 20 * time.Minute, status: 403, code: "RequestTimeTooSkewed"},
		"expired token":      {key: expired, status: 400, code: "ExpiredToken"},
		"foreign token":      {key: mine, before: func(r *http.Request) { r.Header.Set("x-cos-security-token", "other") }, status: 400, code: "ExpiredToken"},
		"no token":           {key: world.Key{ID: temporary.ID, Secret: "s"}, status: 403, code: "InvalidAccessKeyId"},
		"anonymous":          {key: mine, after: func(r *http.Request) { r.Header.Del("Authorization") }, status: 403, code: "AccessDenied"},
		"no times":           {key: mine, after: func(r *http.Request) { after(r, "q-sign-time=", "q-sign-time=x") }, status: 403, code: "AccessDenied"},
		"other algorithm":    {key: mine, after: func(r *http.Request) { after(r, "=sha1", "=md5") }, status: 403, code: "AccessDenied"},
		"listed, not sent":   {key: mine, after: func(r *http.Request) { after(r, "q-header-list=host", "q-header-list=host;range") }, status: 403, code: "SignatureDoesNotMatch"},
		"sent, not listed":   {key: mine, after: func(r *http.Request) { r.Header.Set("X-Cos-More", "1") }, status: 200},
		"query changed":      {key: mine, after: func(r *http.Request) { r.URL.RawQuery = "location=x" }, status: 403, code: "SignatureDoesNotMatch"},
		"token changed":      {key: temporary, after: func(r *http.Request) { r.Header.Set("x-cos-security-token", "x") }, status: 403, code: "SignatureDoesNotMatch"},
		"host of the others": {key: mine, after: func(r *http.Request) { r.Host = src + ".cos.ap-guangzhou.tencentcos.cn" }, status: 403, code: "SignatureDoesNotMatch"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, named := range []bool{false, true} {
				s := withPair(t, Options{AuthErrorsAreAccessDenied: named})
				s.access.Put(temporary)
				s.access.Put(expired)
				s.access.Put(disabled)
				r := s.request(http.MethodGet, getLocation, "")
				if c.before != nil {
					c.before(r)
				}
				s.sign(r, c.key, time.Now().Add(c.start))
				if c.after != nil {
					c.after(r)
				}
				a := s.send(r)
				code := c.code
				if inMessage := code != "" && code != "AccessDenied" && c.status == 403; named && inMessage {
					if a.Message != code {
						t.Errorf("message %q, want %q", a.Message, code)
					}
					code = "AccessDenied"
				}
				s.want(a, c.status, code)
			}
		})
	}
}

// A signature in the query may have been made long before it is used.
func TestPresignedRequest(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.put(src, "a b.txt", ObjectSpec{Content: []byte("hello")})
	start := time.Now().Add(-30 * time.Minute)
	keyTime := fmt.Sprintf("%d;%d", start.Unix(), start.Add(time.Hour).Unix())
	in := signingInput{method: "GET", path: "/a b.txt", header: http.Header{"Host": {vectorHost}}, headerList: []string{"host"}}
	query := url.Values{
		"q-sign-algorithm": {"sha1"}, "q-ak": {vectorID}, "q-sign-time": {keyTime}, "q-key-time": {keyTime},
		"q-header-list": {"host"}, "q-url-param-list": {""}, "q-signature": {sign(vectorSecret, keyTime, in.httpString())},
	}
	a := s.send(s.request(http.MethodGet, "https://"+vectorHost+"/a%20b.txt?"+query.Encode(), ""))
	if s.want(a, 200, ""); a.body != "hello" {
		t.Errorf("body %q", a.body)
	}
}

func TestPermissionsAndPlaces(t *testing.T) {
	t.Parallel()
	guest := world.Key{Cloud: cloud, Account: stranger, ID: "AKIDguest", Secret: "s"}
	limited := world.Key{Cloud: cloud, Account: owner, ID: "AKIDlimited", Secret: "s", Deny: []string{"name/cos:GetBucketReplication " + src}, Allow: []string{"name/cos:Get*"}}
	for name, c := range map[string]struct {
		key          world.Key
		method, url  string
		status       int
		code         string
		accelerating bool
	}{
		"another account":       {key: guest, url: getLocation, status: 403, code: "AccessDenied"},
		"granted by a policy":   {key: guest, url: "https://" + src + ".cos.ap-guangzhou.myqcloud.com/?versioning", status: 200},
		"denied":                {key: limited, url: "https://" + src + ".cos.ap-guangzhou.myqcloud.com/?replication", status: 403, code: "AccessDenied"},
		"denied there only":     {key: limited, url: "https://" + dst + ".cos.ap-shanghai.myqcloud.com/?replication", status: 404, code: "ReplicationConfigurationnotFoundError"},
		"not allowed":           {key: limited, method: "DELETE", url: "https://" + src + ".cos.ap-guangzhou.myqcloud.com/?replication", status: 403, code: "AccessDenied"},
		"no bucket":             {url: "https://none-1250000000.cos.ap-guangzhou.myqcloud.com/?location", status: 404, code: "NoSuchBucket"},
		"other region":          {url: "https://" + src + ".cos.ap-beijing.myqcloud.com/?location", status: 404, code: "NoSuchBucket"},
		"newer domain":          {url: "https://" + src + ".cos.ap-guangzhou.tencentcos.cn/?location", status: 200},
		"internal":              {url: "https://" + src + ".cos-internal.ap-guangzhou.tencentcos.cn/?location=", status: 200},
		"accelerated setting":   {url: "https://" + src + ".cos.accelerate.myqcloud.com/?location", status: 400, code: "ActionAccelerateNotSupported"},
		"acceleration is off":   {url: "https://" + src + ".cos.accelerate.myqcloud.com/key", status: 400, code: "BucketAccelerateNotEnabled"},
		"acceleration is on":    {url: "https://" + src + ".cos.accelerate.myqcloud.com/key", accelerating: true, status: 404, code: "NoSuchKey"},
		"unknown operation":     {url: "https://" + src + ".cos.ap-guangzhou.myqcloud.com/?policy", status: 501, code: "NotImplemented"},
		"unknown on an object":  {url: "https://" + src + ".cos.ap-guangzhou.myqcloud.com/key?acl", status: 501, code: "NotImplemented"},
		"object of the service": {url: "https://service.cos.myqcloud.com/key", status: 501, code: "NotImplemented"},
		"query that is broken":  {url: getLocation + "&x=%zz", status: 400, code: "InvalidURI"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := withPair(t, Options{})
			s.access.Put(guest)
			s.access.Put(limited)
			s.mutate(src, func(b *BucketSpec) {
				b.Grants, b.Accelerate = map[string][]string{stranger: {"name/cos:GetBucketVersioning"}}, c.accelerating
			})
			if c.key.ID == "" {
				c.key = s.key
			}
			r := s.request(cmp.Or(c.method, http.MethodGet), c.url, "")
			s.sign(r, c.key, time.Now())
			a := s.send(r)
			s.want(a, c.status, c.code)
			if a.header.Get("x-cos-request-id") == "" || a.header.Get("Server") != "tencent-cos" || a.header.Get("Date") == "" {
				t.Errorf("headers %v", a.header)
			}
			if c.status < 300 && a.header.Get("x-cos-bucket-region") != "ap-guangzhou" {
				t.Errorf("region header of %v", a.header)
			}
			if c.status >= 400 && (a.RequestID != a.header.Get("x-cos-request-id") || a.TraceID == "" || a.TraceID != a.header.Get("x-cos-trace-id") || !strings.HasPrefix(a.Resource, r.URL.Host)) {
				t.Errorf("error %+v with headers %v", a, a.header)
			}
		})
	}
}

func TestOwnsHosts(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	for host, want := range map[string]bool{
		"service.cos.myqcloud.com": true, "cos.ap-guangzhou.myqcloud.com": true, src + ".cos.ap-guangzhou.myqcloud.com": true,
		src + ".cos-internal.ap-guangzhou.tencentcos.cn": true, src + ".COS.AP-GUANGZHOU.myqcloud.com": true,
		"127.0.0.1": false, "localhost": false, "myqcloud.com": false, "cos.myqcloud.com": false, "a.b.cos.ap-guangzhou.myqcloud.com": false,
		".cos.ap-guangzhou.myqcloud.com": false, src + ".oss-cn-hangzhou.aliyuncs.com": false, "x.cos.ap-guangzhou.myqcloud.com.example": false,
	} {
		r := s.request(http.MethodGet, "https://x/", "")
		r.Host = host
		if got := s.Owns(r); got != want {
			t.Errorf("%s: %v", host, got)
		}
	}
}
