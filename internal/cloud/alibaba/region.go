package alibaba

import "strings"

const locationPrefix = "oss-"

// irregular are the regions whose location id is not "oss-" and the region id: those for finance (OSS documentation,
// "Regions and endpoints"). The location is the first label of the public endpoint.
var irregular = map[string]string{
	"cn-hangzhou-finance":   "oss-cn-hzfinance",
	"cn-shanghai-finance-1": "oss-cn-shanghai-finance-1-pub",
	"cn-shenzhen-finance-1": "oss-cn-szfinance",
	"cn-beijing-finance-1":  "oss-cn-beijing-finance-1-pub",
}

// irregularInternal are further names of such regions, found in internal endpoints.
var irregularInternal = map[string]string{
	"oss-cn-hzjbp-a": "cn-hangzhou-finance",
}

// locationOf is the location id of a region, as the API has it in XML and host names.
func locationOf(region string) string {
	if location, ok := irregular[region]; ok {
		return location
	}
	return locationPrefix + region
}

// regionOf is the region of a location id. A location that nobody knows yet is taken to be regular.
func regionOf(location string) string {
	for region, known := range irregular {
		if known == location {
			return region
		}
	}
	if region, ok := irregularInternal[location]; ok {
		return region
	}
	return strings.TrimPrefix(location, locationPrefix)
}

// regionOfEndpoint reads the region out of an endpoint such as "oss-cn-beijing-internal.aliyuncs.com"; empty if it is
// of another form.
func regionOfEndpoint(endpoint string) string {
	_, host, found := strings.Cut(endpoint, "://")
	if !found {
		host = endpoint
	}
	label, rest, _ := strings.Cut(host, ".")
	if !strings.HasPrefix(label, locationPrefix) || !strings.HasPrefix(rest, "aliyuncs.com") {
		return ""
	}
	return regionOf(strings.TrimSuffix(label, "-internal"))
}
