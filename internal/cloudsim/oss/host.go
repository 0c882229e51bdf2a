package oss

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

const domain = ".aliyuncs.com"

// target is what the address of a request names.
type target struct {
	bucket, key string
	region      string // "" when the address does not tell: path style on an address, accelerate endpoints
	accelerate  bool
	byAddress   bool // the host is an IP literal or localhost
}

// parseTarget reads host and path. It reports false when the host is none of OSS's.
func parseTarget(r *http.Request) (target, bool) {
	host := strings.ToLower(hostOf(r))
	path := strings.TrimPrefix(r.URL.Path, "/")
	t, ok := parseHost(host)
	if !ok {
		return target{}, false
	}
	if t.bucket != "" {
		t.key = path
	} else {
		t.bucket, t.key, _ = strings.Cut(path, "/")
	}
	return t, true
}

func hostOf(r *http.Request) string {
	host := r.Host
	if host == "" {
		host = r.URL.Host
	}
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.Trim(host, "[]")
}

func parseHost(host string) (target, bool) {
	if net.ParseIP(host) != nil || host == "localhost" {
		return target{byAddress: true}, true
	}
	name, ok := strings.CutSuffix(host, domain)
	if !ok {
		return target{}, false
	}
	labels := strings.Split(name, ".")
	// Dual-stack: [bucket.]<region>.oss
	if n := len(labels); labels[n-1] == "oss" {
		switch {
		case n == 1:
			return target{region: "cn-hangzhou"}, true
		case n == 2 && knownRegion(labels[0]):
			return target{region: labels[0]}, true
		case n == 2:
			return target{bucket: labels[0], region: "cn-hangzhou"}, true
		case n == 3:
			return target{bucket: labels[0], region: labels[1]}, true
		}
		return target{}, false
	}
	t, ok := parseEndpoint(labels[len(labels)-1])
	if !ok || len(labels) > 2 {
		return target{}, false
	}
	if len(labels) == 2 {
		t.bucket = labels[0]
	}
	return t, true
}

// parseEndpoint reads the label in front of the domain, such as oss-cn-beijing-internal.
func parseEndpoint(label string) (target, bool) {
	if label == "oss-accelerate" || label == "oss-accelerate-overseas" {
		return target{accelerate: true}, true
	}
	for _, r := range regions {
		if label == r.public || slices.Contains(r.internal, label) {
			return target{region: r.id}, true
		}
	}
	id, ok := strings.CutPrefix(label, "oss-")
	return target{region: strings.TrimSuffix(id, "-internal")}, ok && id != ""
}

func knownRegion(id string) bool {
	return slices.ContainsFunc(regions, func(r region) bool { return r.id == id })
}
