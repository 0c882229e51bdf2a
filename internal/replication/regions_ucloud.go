package replication

// ucloudRegion is what is known of a region with US3.
type ucloudRegion struct {
	name string
	// border tells on which side of the border of mainland China the region is.
	border ucloudBorder
	// listed tells whether the US3 limits name it among those that replicate.
	listed bool
}

type ucloudBorder int

const (
	domestic ucloudBorder = iota
	overseas
	// billedOverseas are Hong Kong and Taipei: billed with overseas, and nowhere said on which side they replicate.
	billedOverseas
)

// ucloudRegions are those of the US3 documentation of regions and limits. The list is a hint: regions come and go.
var ucloudRegions = map[string]ucloudRegion{
	"cn-bj2":       {"Beijing", domestic, true},
	"cn-wlcb":      {"Ulanqab", domestic, true},
	"cn-sh2":       {"Shanghai", domestic, true},
	"cn-gd":        {"Guangzhou", domestic, true},
	"cn-guiyang1":  {"Guiyang", domestic, false},
	"hk":           {"Hong Kong", billedOverseas, true},
	"tw-tp":        {"Taipei", billedOverseas, true},
	"us-ca":        {"Los Angeles", overseas, true},
	"us-ws":        {"Washington", overseas, true},
	"sg":           {"Singapore", overseas, true},
	"idn-jakarta":  {"Jakarta", overseas, true},
	"afr-nigeria":  {"Lagos", overseas, true},
	"bra-saopaulo": {"São Paulo", overseas, true},
	"uae-dubai":    {"Dubai", overseas, true},
	"ge-fra":       {"Frankfurt", overseas, true},
	"vn-sng":       {"Ho Chi Minh City", overseas, true},
	"ind-mumbai":   {"Mumbai", overseas, true},
	"kr-seoul":     {"Seoul", overseas, true},
	"jpn-tky":      {"Tokyo", overseas, true},
	"th-bkk":       {"Bangkok", overseas, true},
	"uk-london":    {"London", overseas, false},
	"rus-mosc":     {"Moscow", overseas, false},
	"pk-khi":       {"Karachi", overseas, false},
}

// ucloudRegionText names a region for a message: "cn-bj2, Beijing".
func ucloudRegionText(id string) string {
	if r, ok := ucloudRegions[id]; ok {
		return id + ", " + r.name
	}
	return id
}

// ucloudRegionList names regions for a sentence: "Beijing (cn-bj2) and Guangzhou (cn-gd)".
func ucloudRegionList(regions []string) string {
	var names []string
	for _, id := range regions {
		names = append(names, ucloudRegions[id].name+" ("+id+")")
	}
	return list(names)
}

// spelledRegion is the advice for the name that US3's host names have for Beijing.
func spelledRegion(region string) string {
	if region == "cn-bj" {
		return `Beijing is "cn-bj2" in the API; "cn-bj" is how the host names of US3 spell it. `
	}
	return ""
}
