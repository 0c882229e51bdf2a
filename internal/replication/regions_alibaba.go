package replication

// alibabaRegion is what is known of an OSS region.
type alibabaRegion struct {
	name string
	// mainland tells on which side of the border of mainland China the region is; Hong Kong is outside.
	mainland bool
}

// alibabaRegions are the regions of the OSS documentation of regions and endpoints. The list is a hint: a region that is missing
// here is not judged, since regions come and go.
var alibabaRegions = map[string]alibabaRegion{
	"cn-hangzhou":    {"China East 1 (Hangzhou)", true},
	"cn-shanghai":    {"China East 2 (Shanghai)", true},
	"cn-nanjing":     {"China East 5 (Nanjing)", true},
	"cn-fuzhou":      {"China East 6 (Fuzhou)", true},
	"cn-wuhan-lr":    {"China Central 1 (Wuhan)", true},
	"cn-qingdao":     {"China North 1 (Qingdao)", true},
	"cn-beijing":     {"China North 2 (Beijing)", true},
	"cn-zhangjiakou": {"China North 3 (Zhangjiakou)", true},
	"cn-huhehaote":   {"China North 5 (Hohhot)", true},
	"cn-wulanchabu":  {"China North 6 (Ulanqab)", true},
	"cn-shenzhen":    {"China South 1 (Shenzhen)", true},
	"cn-heyuan":      {"China South 2 (Heyuan)", true},
	"cn-guangzhou":   {"China South 3 (Guangzhou)", true},
	"cn-chengdu":     {"China Southwest 1 (Chengdu)", true},
	"cn-zhongwei":    {"China Northwest 2 (Zhongwei)", true},

	"rg-china-mainland":     {"mainland China, region-less", true},
	"cn-hangzhou-finance":   {"China East 1 Finance", true},
	"cn-shanghai-finance-1": {"China East 2 Finance", true},
	"cn-shenzhen-finance-1": {"China South 1 Finance", true},
	"cn-beijing-finance-1":  {"China North 2 Finance", true},
	"cn-north-2-gov-1":      {"China North 2 Ali Gov 1", true},

	"cn-hongkong":    {"China (Hong Kong)", false},
	"ap-northeast-1": {"Japan (Tokyo)", false},
	"ap-northeast-2": {"South Korea (Seoul)", false},
	"ap-southeast-1": {"Singapore", false},
	"ap-southeast-2": {"Australia (Sydney)", false},
	"ap-southeast-3": {"Malaysia (Kuala Lumpur)", false},
	"ap-southeast-5": {"Indonesia (Jakarta)", false},
	"ap-southeast-6": {"Philippines (Manila)", false},
	"ap-southeast-7": {"Thailand (Bangkok)", false},
	"ap-southeast-8": {"Malaysia (Johor)", false},
	"ap-south-1":     {"India (Mumbai)", false},
	"eu-central-1":   {"Germany (Frankfurt)", false},
	"eu-west-1":      {"UK (London)", false},
	"eu-west-2":      {"France (Paris)", false},
	"us-west-1":      {"US (Silicon Valley)", false},
	"us-east-1":      {"US (Virginia)", false},
	"na-south-1":     {"Mexico", false},
	"me-east-1":      {"UAE (Dubai)", false},
	"me-central-1":   {"Saudi Arabia (Riyadh)", false},
}

// crossesBorder tells whether one of the regions is in mainland China and the other is not; false if one is not in the list.
func crossesBorder(source, destination string) bool {
	a, okA := alibabaRegions[source]
	b, okB := alibabaRegions[destination]
	return okA && okB && a.mainland != b.mainland
}

// alibabaRegionText names a region for a message: "cn-hongkong, China (Hong Kong)".
func alibabaRegionText(id string) string {
	if r, ok := alibabaRegions[id]; ok {
		return id + ", " + r.name
	}
	return id
}
