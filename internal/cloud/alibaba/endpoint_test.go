package alibaba

import (
	"strings"
	"testing"
)

func TestParseEndpoint(t *testing.T) {
	t.Parallel()
	for template, want := range map[string]string{
		"https://{bucket}.oss-{region}-internal.aliyuncs.com":  "https://b.oss-cn-hangzhou-internal.aliyuncs.com/",
		"https://{bucket}.oss-{region}-internal.aliyuncs.com/": "https://b.oss-cn-hangzhou-internal.aliyuncs.com/",
		"http://{bucket}.vpc100-oss-cn-hangzhou.aliyuncs.com":  "http://b.vpc100-oss-cn-hangzhou.aliyuncs.com/",
		"https://{bucket}.{region}.oss.aliyuncs.com":           "https://b.cn-hangzhou.oss.aliyuncs.com/",
		"http://127.0.0.1:8080":                                "http://127.0.0.1:8080/b/",
		"http://[::1]:8080":                                    "http://[::1]:8080/b/",
		"http://localhost:8080/":                               "http://localhost:8080/b/",
	} {
		endpoint, err := ParseEndpoint(template)
		if err != nil {
			t.Errorf("%s: %v", template, err)
			continue
		}
		if got := endpoint.url("cn-hangzhou", "b"); got != want {
			t.Errorf("%s is %s, want %s", template, got, want)
		}
	}
	for region, want := range map[string]string{
		"cn-hangzhou": "https://b.oss-cn-hangzhou.aliyuncs.com/", "cn-hangzhou-finance": "https://b.oss-cn-hzfinance.aliyuncs.com/",
	} {
		if got := (Endpoint{}).url(region, "b"); got != want {
			t.Errorf("public endpoint of %s is %s, want %s", region, got, want)
		}
	}
}

func TestParseEndpointRefuses(t *testing.T) {
	t.Parallel()
	for template, part := range map[string]string{
		"":                                                      "is not a URL",
		"oss-cn-hangzhou.aliyuncs.com":                          "is not a URL",
		"ftp://{bucket}.oss-{region}.example":                   "is not a URL",
		"https://":                                              "is not a URL",
		"https://oss-{region}.aliyuncs.com":                     "must have {bucket}.",
		"https://x.{bucket}.oss-{region}.com":                   "must have {bucket}.",
		"https://{bucket}.{bucket}.example.com":                 "must have {bucket}.",
		"https://{Bucket}.oss-{region}.com":                     "holds {Bucket}",
		"https://{bucket}.oss-{region.com":                      "holds {region.com",
		"https://{bucket}.oss-{}.com":                           "holds {}",
		"https://{bucket}.oss-{region}.com/path":                "must end after the host",
		"https://{bucket}.oss-{region}.com?a=b":                 "must end after the host",
		"https://{bucket}.oss-{region}.com#a":                   "must end after the host",
		"http://127.0.0.1/{bucket}":                             "must end after the host",
		"https://{bucket}.oss-accelerate.aliyuncs.com":          "acceleration endpoint",
		"https://{bucket}.oss-accelerate-overseas.aliyuncs.com": "acceleration endpoint",
		"https://user:hush@{bucket}.oss-{region}.aliyuncs.com":  "must not hold a user",
	} {
		_, err := ParseEndpoint(template)
		if err == nil || !strings.Contains(err.Error(), part) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %v", template, err)
		}
	}
}

func TestRegions(t *testing.T) {
	t.Parallel()
	for _, region := range []string{"cn-hangzhou", "us-east-1", "cn-hangzhou-finance", "cn-shanghai-finance-1", "cn-shenzhen-finance-1", "cn-beijing-finance-1", "cn-north-2-gov-1"} {
		if got := regionOf(locationOf(region)); got != region {
			t.Errorf("%s became %s", region, got)
		}
	}
	for endpoint, want := range map[string]string{
		"oss-cn-beijing.aliyuncs.com": "cn-beijing", "oss-cn-beijing-internal.aliyuncs.com": "cn-beijing",
		"https://oss-cn-szfinance.aliyuncs.com": "cn-shenzhen-finance-1", "oss-cn-hzjbp-a-internal.aliyuncs.com": "cn-hangzhou-finance",
		"something.example.com": "", "": "",
	} {
		if got := regionOfEndpoint(endpoint); got != want {
			t.Errorf("region of %q is %q, want %q", endpoint, got, want)
		}
	}
}
