package cos

import (
	"net/http"
	"slices"
	"strings"
)

// target is what the address of a request names.
type target struct {
	bucket, key string
	region      string // "" when the address does not tell: the service of all regions, accelerate endpoints
	accelerate  bool
}

// parseTarget reads host and path. It reports false when the host is none of COS's. There is no path style in COS.
func parseTarget(r *http.Request) (target, bool) {
	t, ok := parseHost(strings.ToLower(r.Host))
	t.key = strings.TrimPrefix(r.URL.Path, "/")
	return t, ok
}

var domains = []string{".myqcloud.com", ".tencentcos.cn"}

// parseHost reads [<bucket>.]cos.<region>.<domain>, with "cos-internal" for the endpoints inside Tencent Cloud,
// and service.cos.<domain>.
func parseHost(host string) (target, bool) {
	for _, domain := range domains {
		name, ok := strings.CutSuffix(host, domain)
		if !ok {
			continue
		}
		labels := strings.Split(name, ".")
		if len(labels) == 2 && labels[0] == "service" && labels[1] == "cos" {
			return target{}, true
		}
		i := slices.IndexFunc(labels, func(l string) bool { return l == "cos" || l == "cos-internal" })
		if i < 0 || i > 1 || len(labels) != i+2 || labels[i+1] == "" {
			return target{}, false
		}
		t := target{region: labels[i+1]}
		if i == 1 {
			t.bucket = labels[0]
		}
		if t.region == "accelerate" {
			t.region, t.accelerate = "", true
		}
		return t, i == 0 || t.bucket != ""
	}
	return target{}, false
}
