package replication

import (
	"maps"
	"slices"
)

// tencentRegions are the public regions of the COS documentation of regions and endpoints. All of them replicate to each
// other, as far as is documented.
var tencentRegions = []string{
	"ap-bangkok", "ap-beijing", "ap-beijing-1", "ap-chengdu", "ap-chongqing", "ap-guangzhou", "ap-hongkong", "ap-jakarta",
	"ap-mumbai", "ap-nanjing", "ap-seoul", "ap-shanghai", "ap-singapore", "ap-tokyo", "eu-frankfurt", "eu-moscow",
	"na-ashburn", "na-siliconvalley", "na-toronto", "sa-saopaulo",
}

// tencentLocations is where a bucket of the region can replicate to by the COS documentation, which names no exception.
func tencentLocations(region string) Locations {
	return Locations{Regions: without(tencentRegions, region)}
}

// ucloudStrictRegions are the regions that the guide names with which US3 replication came.
var ucloudStrictRegions = []string{"cn-bj2", "cn-gd", "cn-sh2"}

// ucloudStrictLocations is where a bucket of the region can replicate to by the guide with which US3 replication came.
func ucloudStrictLocations(region string) Locations {
	if !slices.Contains(ucloudStrictRegions, region) {
		return Locations{}
	}
	return Locations{Regions: without(ucloudStrictRegions, region)}
}

// ucloudCurrentLocations is where a bucket of the region can replicate to by the limits of US3 as they are now: to what they
// name on the same side of the border of mainland China. Hong Kong and Taipei are said to be on neither side.
func ucloudCurrentLocations(region string) Locations {
	own, known := ucloudRegions[region]
	if !known {
		return Locations{}
	}
	var regions []string
	for _, id := range slices.Sorted(maps.Keys(ucloudRegions)) {
		if r := ucloudRegions[id]; r.listed && r.border == own.border && id != region {
			regions = append(regions, id)
		}
	}
	return Locations{Regions: regions}
}

func without(regions []string, own string) []string {
	return slices.DeleteFunc(slices.Clone(regions), func(r string) bool { return r == own })
}
