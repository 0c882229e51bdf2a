package oss

import (
	"slices"
	"strings"
)

// region is one row of the documentation's table "Regions and endpoints".
type region struct {
	id       string
	mainland bool   // mainland China; Hong Kong is not
	isle     string // regions replicate only within their isle: "" is the public cloud
	target   bool   // offered as a replication target
	rtc      string // regions with replication time control among each other
	noTags   bool   // replication by tag is not available
	public   string // public endpoint where it is not oss-<id>
	internal []string
}

var regions = []region{
	{id: "cn-hangzhou", mainland: true, target: true, rtc: "mainland"},
	{id: "cn-shanghai", mainland: true, target: true, rtc: "mainland"},
	{id: "cn-nanjing", mainland: true, target: true},
	{id: "cn-fuzhou", mainland: true, target: true},
	{id: "cn-wuhan-lr", mainland: true, target: true},
	{id: "cn-qingdao", mainland: true, target: true, rtc: "mainland"},
	{id: "cn-beijing", mainland: true, target: true, rtc: "mainland"},
	{id: "cn-zhangjiakou", mainland: true, target: true, rtc: "mainland", noTags: true},
	{id: "cn-huhehaote", mainland: true, target: true},
	{id: "cn-wulanchabu", mainland: true, target: true},
	{id: "cn-shenzhen", mainland: true, target: true, rtc: "mainland"},
	{id: "cn-heyuan", mainland: true, target: true},
	{id: "cn-guangzhou", mainland: true, target: true},
	{id: "cn-chengdu", mainland: true, target: true},
	{id: "cn-zhongwei", mainland: true, target: true, noTags: true},
	{id: "cn-hongkong", target: true},
	{id: "ap-northeast-1", target: true},
	{id: "ap-northeast-2", target: true},
	{id: "ap-south-1", target: true},
	{id: "ap-southeast-1", target: true},
	{id: "ap-southeast-2", target: true},
	{id: "ap-southeast-3", target: true},
	{id: "ap-southeast-5", target: true},
	{id: "ap-southeast-6", target: true},
	{id: "ap-southeast-7", target: true},
	{id: "ap-southeast-8", target: true},
	{id: "eu-central-1", target: true},
	{id: "eu-west-1", target: true},
	{id: "eu-west-2", target: true},
	{id: "us-west-1", target: true, rtc: "us"},
	{id: "us-east-1", target: true, rtc: "us"},
	{id: "na-south-1", target: true, noTags: true},
	{id: "me-east-1", target: true},
	{id: "me-central-1", target: true},
	{id: "rus-west-1", target: true},
	{id: "sa-east-1"},
	{id: "rg-china-mainland", mainland: true, isle: "regionless"},
	{id: "cn-hangzhou-finance", mainland: true, isle: "finance", target: true, public: "oss-cn-hzfinance", internal: []string{"oss-cn-hzfinance-internal", "oss-cn-hzjbp-a-internal"}},
	{id: "cn-shanghai-finance-1", mainland: true, isle: "finance", target: true, noTags: true, public: "oss-cn-shanghai-finance-1-pub", internal: []string{"oss-cn-shanghai-finance-1-internal"}},
	{id: "cn-shenzhen-finance-1", mainland: true, isle: "finance", target: true, noTags: true, public: "oss-cn-szfinance", internal: []string{"oss-cn-shenzhen-finance-1-internal"}},
	{id: "cn-beijing-finance-1", mainland: true, isle: "finance", target: true, public: "oss-cn-beijing-finance-1-pub", internal: []string{"oss-cn-beijing-finance-1-internal"}},
	{id: "cn-north-2-gov-1", mainland: true, isle: "government"},
}

// findRegion returns the row of a region id; a region that the table does not know is an ordinary one that nothing replicates to.
func findRegion(id string) region {
	if i := slices.IndexFunc(regions, func(r region) bool { return r.id == id }); i >= 0 {
		return regions[i]
	}
	return region{id: id, mainland: strings.HasPrefix(id, "cn-")}
}

// location is the region's name in the API's XML.
func (r region) location() string { return "oss-" + r.id }

func (r region) publicEndpoint() string {
	if r.public != "" {
		return r.public + ".aliyuncs.com"
	}
	return "oss-" + r.id + ".aliyuncs.com"
}

func (r region) internalEndpoint() string {
	if len(r.internal) > 0 {
		return r.internal[0] + ".aliyuncs.com"
	}
	return "oss-" + r.id + "-internal.aliyuncs.com"
}

// targets lists the other regions that a bucket of this region can replicate to.
// Region-less buckets replicate inside mainland China only.
func (r region) targets() []region {
	var found []region
	for _, t := range regions {
		regionless := r.isle == "regionless" && t.isle == "" && t.mainland
		if t.target && t.id != r.id && (t.isle == r.isle || regionless) {
			found = append(found, t)
		}
	}
	return found
}

func (r region) reaches(id string) bool {
	return slices.ContainsFunc(r.targets(), func(t region) bool { return t.id == id })
}

// crossesBorder tells whether one of the two regions lies in mainland China and the other does not:
// such a pair replicates over transfer acceleration only.
func (r region) crossesBorder(o region) bool { return r.mainland != o.mainland }

// offersRTC tells whether replication time control is available between the two regions.
func (r region) offersRTC(o region) bool { return r.id != o.id && r.rtc != "" && r.rtc == o.rtc }
