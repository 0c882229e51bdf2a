package us3

import "cmp"

// region is a region that has US3.
type region struct {
	id          string // as the API spells it
	host        string // as US3's host names spell it, where that differs
	domestic    bool   // billed as domestic
	replication bool   // the limits page lists bucket replication
}

// regions are the regions of the pages "regions and endpoints", "limits" and "billing". Guiyang lies in mainland China,
// whatever the billing page leaves out; whether Hong Kong and Taipei are overseas to replication is INFERRED from billing.
var regions = []region{
	{id: "cn-bj2", host: "cn-bj", domestic: true, replication: true},
	{id: "cn-wlcb", domestic: true, replication: true},
	{id: "cn-sh2", domestic: true, replication: true},
	{id: "cn-gd", domestic: true, replication: true},
	{id: "cn-guiyang1", domestic: true},
	{id: "hk", replication: true},
	{id: "us-ca", replication: true},
	{id: "sg", replication: true},
	{id: "idn-jakarta", replication: true},
	{id: "tw-tp", replication: true},
	{id: "afr-nigeria", replication: true},
	{id: "pk-khi"},
	{id: "bra-saopaulo", replication: true},
	{id: "uae-dubai", replication: true},
	{id: "ge-fra", replication: true},
	{id: "vn-sng", replication: true},
	{id: "us-ws", replication: true},
	{id: "ind-mumbai", replication: true},
	{id: "kr-seoul", replication: true},
	{id: "jpn-tky", replication: true},
	{id: "th-bkk", replication: true},
	{id: "uk-london"},
	{id: "rus-mosc"},
}

func findRegion(id string) (region, bool) {
	for _, r := range regions {
		if r.id == id {
			return r, true
		}
	}
	return region{}, false
}

// suffix is what follows a bucket's name in its host name.
func (r region) suffix() string { return cmp.Or(r.host, r.id) + ".ufileos.com" }

// replicates tells whether the region offers replication under the rule set.
func (r region) replicates(ruleSet string) bool {
	if ruleSet == RuleSetStrict {
		return r.id == "cn-bj2" || r.id == "cn-gd" || r.id == "cn-sh2"
	}
	return r.replication
}
