package tencent

import (
	"net/http"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
)

func TestParseEndpoint(t *testing.T) {
	t.Parallel()
	for template, says := range map[string]string{
		"https://{bucket}.cos-internal.{region}.tencentcos.cn":   "",
		"http://{bucket}.cos.{region}.example.com:8080/":         "",
		"https://cos.{region}.myqcloud.com":                      "must have {bucket}.",
		"https://cos.{region}.myqcloud.com/{bucket}":             "must end after the host",
		"https://{bucket}.{bucket}.example.com":                  "must have {bucket}. once",
		"{bucket}.cos.{region}.myqcloud.com":                     "is not a URL",
		"https://{bucket}.cos.accelerate.myqcloud.com":           "global acceleration",
		"https://{bucket}.cos.{zone}.myqcloud.com":               "the only placeholders",
		"https://me:hush@{bucket}.cos.ap-guangzhou.myqcloud.com": "must not hold a user",
	} {
		_, err := ParseEndpoint(template)
		if (err == nil) != (says == "") || err != nil && (!strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "hush")) {
			t.Errorf("%s: %v", template, err)
		}
	}
}

func TestEndpoints(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change          func(*Options)
		bucket, service string
	}{
		"public":   {nil, "https://orders-gz-1250000000.cos.ap-guangzhou.myqcloud.com/?replication", "https://service.cos.myqcloud.com/"},
		"template": {func(o *Options) { o.Endpoint = "https://{bucket}.cos-internal.{region}.tencentcos.cn" }, "https://orders-gz-1250000000.cos-internal.ap-guangzhou.tencentcos.cn/?replication", "https://cos-internal.ap-guangzhou.tencentcos.cn/"},
		"domain":   {func(o *Options) { o.Domain = "https://cos.{region}.example.com" }, "https://orders-gz-1250000000.cos.ap-guangzhou.example.com/?replication", "https://cos.ap-guangzhou.example.com/"},
		"plain":    {func(o *Options) { o.Domain = "cos.ap-guangzhou.myqcloud.com" }, "https://orders-gz-1250000000.cos.ap-guangzhou.myqcloud.com/?replication", "https://cos.ap-guangzhou.myqcloud.com/"},
		"region": {func(o *Options) {
			o.Domain, o.Endpoints = "cos.example.com", map[string]string{"ap-guangzhou": "http://{bucket}.local.example.com"}
		}, "http://orders-gz-1250000000.local.example.com/?replication", "http://local.example.com/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked []string
			s := &docServer{}
			s.before = func(r *http.Request, _ string) *canned {
				asked = append(asked, r.URL.String())
				if !strings.Contains(r.Header.Get("Authorization"), "q-signature=") {
					t.Error("the request is not signed")
				}
				return &canned{status: 404, code: "NoSuchBucket"}
			}
			d := s.driver(t, &clocktest.Clock{}, test.change)
			_, _ = d.List(t.Context(), ordersGz)
			_, _ = d.ownerRole(t.Context(), ordersGz)
			if len(asked) != 2 || asked[0] != test.bucket || asked[1] != test.service {
				t.Errorf("asked %q", asked)
			}
		})
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{
		{},
		{Credentials: staticKeys{}},
		{Credentials: staticKeys{}, HTTPClient: http.DefaultClient, Endpoint: "x"},
		{Credentials: staticKeys{}, HTTPClient: http.DefaultClient, Domain: "cos.accelerate.myqcloud.com"},
		{Credentials: staticKeys{}, HTTPClient: http.DefaultClient, Endpoints: map[string]string{"ap-guangzhou": "x"}},
	} {
		if _, err := New(o); err == nil {
			t.Errorf("New(%+v) returned no error", o)
		}
	}
}
