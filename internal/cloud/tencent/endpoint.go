package tencent

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// Endpoint is where the buckets of a region are reached. The zero Endpoint is the public endpoint of each region.
type Endpoint struct {
	scheme string
	host   string // with {bucket}. at its beginning, and perhaps {region}
}

const (
	bucketPlaceholder = "{bucket}"
	regionPlaceholder = "{region}"
)

var (
	placeholder  = regexp.MustCompile(`\{[^{}]*\}?|\}`)
	publicBucket = Endpoint{scheme: "https", host: "{bucket}.cos.{region}.myqcloud.com"}
)

// publicService answers GET Service for all regions (COS documentation of GET Service).
const publicService = "https://service.cos.myqcloud.com"

// ParseEndpoint reads an endpoint template such as "https://{bucket}.cos-internal.{region}.tencentcos.cn". The bucket must
// be the first label of the host: COS has no other addressing. The error is one sentence for whoever wrote the template.
func ParseEndpoint(template string) (Endpoint, error) {
	refuse := func(format string, args ...any) (Endpoint, error) {
		return Endpoint{}, fmt.Errorf("the COS endpoint %q %s", template, fmt.Sprintf(format, args...))
	}
	for _, found := range placeholder.FindAllString(template, -1) {
		if found != bucketPlaceholder && found != regionPlaceholder {
			return refuse("holds %s, but the only placeholders are {bucket} and {region}", found)
		}
	}
	u, err := url.Parse(fill(template, "bucket", "region"))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return refuse("is not a URL that begins with https:// or http:// and a host, as https://{bucket}.cos.{region}.myqcloud.com does")
	}
	if u.User != nil {
		return Endpoint{}, fmt.Errorf("the COS endpoint for host %s must not hold a user or password", u.Host)
	}
	if u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery {
		return refuse("must end after the host: a path, query or fragment has no meaning here")
	}
	if strings.Contains(u.Host, "cos.accelerate.") || strings.Contains(u.Host, "cos-accelerate") || strings.HasPrefix(u.Host, "cos.accelerate") {
		return refuse("is a global acceleration endpoint, which serves objects only; replication rules need the bucket's regional endpoint")
	}
	host := strings.TrimSuffix(strings.TrimPrefix(template, u.Scheme+"://"), "/")
	if !strings.HasPrefix(host, bucketPlaceholder+".") || strings.Count(host, bucketPlaceholder) != 1 {
		return refuse("must have {bucket}. once, at the beginning of the host, because COS finds the bucket by the host's name")
	}
	return Endpoint{scheme: u.Scheme, host: host}, nil
}

// parseDomain reads an endpoint without the bucket, which COS users know as TENCENTCLOUD_COS_DOMAIN: the bucket goes in front of its host.
func parseDomain(domain string) (Endpoint, error) {
	scheme, host, found := strings.Cut(domain, "://")
	if !found {
		scheme, host = "https", domain
	}
	if strings.Contains(host, bucketPlaceholder) {
		return ParseEndpoint(domain)
	}
	endpoint, err := ParseEndpoint(scheme + "://" + bucketPlaceholder + "." + host)
	if err != nil {
		return Endpoint{}, errors.Join(fmt.Errorf("the COS domain %q (TENCENTCLOUD_COS_DOMAIN) cannot be used", domain), err)
	}
	return endpoint, nil
}

// bucketURL is the address of a bucket.
func (e Endpoint) bucketURL(region, bucket string) string {
	if e.host == "" {
		e = publicBucket
	}
	return e.scheme + "://" + fill(e.host, bucket, region)
}

// serviceURL is the address that lists the account's buckets: a configured endpoint serves its own region only.
func (e Endpoint) serviceURL(region string) string {
	if e.host == "" {
		return publicService
	}
	return e.scheme + "://" + fill(strings.TrimPrefix(e.host, bucketPlaceholder+"."), "", region)
}

func fill(template, bucket, region string) string {
	return strings.NewReplacer(bucketPlaceholder, bucket, regionPlaceholder, region).Replace(template)
}
