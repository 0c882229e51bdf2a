package alibaba

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
)

// Endpoint is where the buckets of a region are reached. The zero Endpoint is the public endpoint of each region.
type Endpoint struct {
	scheme string
	host   string // with {bucket} and {region}
	// pathStyle puts the bucket into the path: OSS takes that where the host is an address.
	pathStyle bool
}

const (
	bucketPlaceholder = "{bucket}"
	regionPlaceholder = "{region}"
)

var placeholder = regexp.MustCompile(`\{[^{}]*\}?|\}`)

// ParseEndpoint reads an endpoint template such as "https://{bucket}.oss-{region}-internal.aliyuncs.com". The bucket
// must be the first label of the host, unless the host is an address or localhost. The error is one sentence for
// whoever wrote the template.
func ParseEndpoint(template string) (Endpoint, error) {
	refuse := func(format string, args ...any) (Endpoint, error) {
		return Endpoint{}, fmt.Errorf("the OSS endpoint %q %s", template, fmt.Sprintf(format, args...))
	}
	for _, found := range placeholder.FindAllString(template, -1) {
		if found != bucketPlaceholder && found != regionPlaceholder {
			return refuse("holds %s, but the only placeholders are {bucket} and {region}", found)
		}
	}
	u, err := url.Parse(fill(template, "bucket", "region"))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return refuse("is not a URL that begins with https:// or http:// and a host, as https://{bucket}.oss-{region}.aliyuncs.com does")
	}
	if u.User != nil {
		return Endpoint{}, fmt.Errorf("the OSS endpoint for host %s must not hold a user or password", u.Host)
	}
	if u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery {
		return refuse("must end after the host: a path, query or fragment has no meaning here")
	}
	if strings.Contains(u.Host, "oss-accelerate") {
		return refuse("is a transfer acceleration endpoint, which serves objects only; replication rules need the bucket's regional endpoint (the rule itself uses acceleration by `transfer_acceleration`)")
	}
	host := strings.TrimSuffix(strings.TrimPrefix(template, u.Scheme+"://"), "/")
	name := u.Hostname()
	address := net.ParseIP(name) != nil || name == "localhost"
	switch {
	case address:
		return Endpoint{scheme: u.Scheme, host: host, pathStyle: true}, nil
	case !strings.HasPrefix(host, bucketPlaceholder+".") || strings.Count(host, bucketPlaceholder) != 1:
		return refuse("must have {bucket}. once, at the beginning of the host, because OSS finds the bucket by the host's name")
	default:
		return Endpoint{scheme: u.Scheme, host: host}, nil
	}
}

// url is the address of the bucket's configuration, or of the service if there is no bucket, without a query.
func (e Endpoint) url(region, bucket string) string {
	switch {
	case bucket == "" && e.host == "":
		return "https://" + locationOf(region) + ".aliyuncs.com/"
	case bucket == "":
		return e.scheme + "://" + fill(strings.TrimPrefix(e.host, bucketPlaceholder+"."), "", region) + "/"
	case e.host == "":
		return "https://" + bucket + "." + locationOf(region) + ".aliyuncs.com/"
	case e.pathStyle:
		return e.scheme + "://" + fill(e.host, bucket, region) + "/" + bucket + "/"
	default:
		return e.scheme + "://" + fill(e.host, bucket, region) + "/"
	}
}

func fill(template, bucket, region string) string {
	return strings.NewReplacer(bucketPlaceholder, bucket, regionPlaceholder, region).Replace(template)
}
