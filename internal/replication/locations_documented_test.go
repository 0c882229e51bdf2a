package replication

import (
	"slices"
	"testing"
)

func TestDocumentedLocations(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		capabilities Capabilities
		region       string
		has, hasNot  string
		count        int
		fromAPI      bool
	}{
		"COS":                      {capabilities: TencentCapabilities, region: "ap-guangzhou", has: "ap-shanghai", hasNot: "ap-guangzhou", count: 19},
		"US3 strict":               {capabilities: UCloudCapabilities, region: "cn-bj2", has: "cn-gd", hasNot: "cn-bj2", count: 2},
		"US3 strict, other region": {capabilities: UCloudCapabilities, region: "hk", hasNot: "cn-gd", count: 0},
		"US3 current":              {capabilities: UCloudCurrentCapabilities, region: "cn-bj2", has: "cn-wlcb", hasNot: "sg", count: 3},
		"US3 current, unknown":     {capabilities: UCloudCurrentCapabilities, region: "xx-yy", count: 0},
		"OSS tells by itself":      {capabilities: AlibabaCapabilities, region: "cn-hangzhou", fromAPI: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, documented := test.capabilities.DocumentedLocations(test.region)
			if documented == test.fromAPI {
				t.Fatalf("documented = %v", documented)
			}
			if len(got.Regions) != test.count || test.has != "" && !slices.Contains(got.Regions, test.has) || slices.Contains(got.Regions, test.hasNot) {
				t.Errorf("locations %q, want %d with %s and without %s", got.Regions, test.count, test.has, test.hasNot)
			}
		})
	}
}
