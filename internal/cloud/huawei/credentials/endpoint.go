package credentials

import (
	"fmt"
	"net/url"
	"strings"
)

// DefaultCloud is the domain of Huawei Cloud's endpoints; EuropeCloud that of its European site.
const (
	DefaultCloud = "myhuaweicloud.com"
	EuropeCloud  = "myhuaweicloud.eu"
)

const regionPlaceholder = "{region}"

// Endpoint is where a service is reached. The zero Endpoint is the public one of each region.
type Endpoint struct{ service, template string }

// ParseEndpoint reads the address of a service: a URL or a bare host, which may hold {region}, with or without the version
// v3 at its end. Empty is the public endpoint. The error is one sentence for whoever wrote it.
func ParseEndpoint(service, template string) (Endpoint, error) {
	if template == "" {
		return Endpoint{service: service}, nil
	}
	full := template
	if !strings.Contains(full, "://") {
		full = "https://" + full
	}
	full = strings.TrimSuffix(strings.TrimSuffix(full, "/"), "/v3")
	u, err := url.Parse(strings.ReplaceAll(full, regionPlaceholder, "region"))
	if err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || u.RawQuery != "" || u.Fragment != "" ||
		strings.ContainsAny(u.Host, "{}") {
		return Endpoint{}, fmt.Errorf("the endpoint %q for %s is not an address such as https://%s.{region}.%s", redact(template), service, service, DefaultCloud)
	}
	return Endpoint{service: service, template: strings.TrimSuffix(full, "/")}, nil
}

// redact takes out of an address what stands before an @: that may be a password.
func redact(address string) string {
	if i := strings.LastIndex(address, "@"); i >= 0 {
		return "…" + address[i:]
	}
	return address
}

// URL is the address for a region, without a slash at its end.
func (e Endpoint) URL(region, cloud string) string {
	if e.template != "" {
		return strings.ReplaceAll(e.template, regionPlaceholder, region)
	}
	if cloud == "" {
		cloud = DefaultCloud
		if strings.HasPrefix(region, "eu-west-1") {
			cloud = EuropeCloud
		}
	}
	return "https://" + e.service + "." + region + "." + cloud
}
