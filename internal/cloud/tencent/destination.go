package tencent

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// The spellings of a destination that COS has had. The first is today's; old rules may still have the others.
var (
	destinationForm    = regexp.MustCompile(`^qcs::cos:([^:]*)::([^:]+)$`)
	destinationWithUID = regexp.MustCompile(`^qcs::cos:([^:]*):uid/(\d+):([^:]+)$`)
	destinationLegacy  = regexp.MustCompile(`^qcs:id/\d+:cos:([^:]*):appid/(\d+):([^:]+)$`)
)

// aliases are the region ids of the API's former version, as the vendor's SDKs know them.
var aliases = map[string]string{
	"cossh": "ap-shanghai", "cosgz": "ap-guangzhou", "cosbj": "ap-beijing", "costj": "ap-beijing-1", "coscd": "ap-chengdu",
	"cossgp": "ap-singapore", "coshk": "ap-hongkong", "cosca": "na-toronto", "cosger": "eu-frankfurt",
}

// destinationOf is how a destination is written.
func destinationOf(b replication.BucketRef) string {
	return fmt.Sprintf("qcs::cos:%s::%s", b.Region, b.Bucket)
}

// parseDestination reads a destination in any spelling. One that nobody knows is its own bucket name, in no region.
func parseDestination(s string) replication.BucketRef {
	b := replication.BucketRef{Cloud: replication.Tencent, Bucket: s}
	appid := ""
	if m := destinationForm.FindStringSubmatch(s); m != nil {
		b.Region, b.Bucket = m[1], m[2]
	} else if m := destinationWithUID.FindStringSubmatch(s); m != nil {
		b.Region, appid, b.Bucket = m[1], m[2], m[3]
	} else if m := destinationLegacy.FindStringSubmatch(s); m != nil {
		b.Region, appid, b.Bucket = m[1], m[2], m[3]
	}
	if appid != "" && !strings.HasSuffix(b.Bucket, "-"+appid) {
		b.Bucket += "-" + appid
	}
	if region, ok := aliases[b.Region]; ok {
		b.Region = region
	}
	return b
}
