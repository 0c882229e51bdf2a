package replicationlocations_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
)

// What a cloud has no such thing for is null; what it says is not offered is false or "unsupported". OSS leaves a list out that
// has nothing in it, so that an absent one says no, as an empty one does.
var rows = []struct {
	cloud, told      string
	element, instead string
	region           string // of the location, in a request from the first region
	attribute        string
	want             any
}{
	{"alibaba", "offered", "", "", "cn-beijing", "replication_time_control", true},
	{"alibaba", "not in the list", "", "", "us-west-1", "replication_time_control", false},
	{"alibaba", "the list is absent", `<LocationRTCConstraint>.*</LocationRTCConstraint>`, "", "cn-beijing", "replication_time_control", false},
	{"alibaba", "the list is empty", `<LocationRTCConstraint>.*</LocationRTCConstraint>`, "<LocationRTCConstraint/>", "cn-beijing", "replication_time_control", false},
	{"alibaba", "within the region", "", "", "cn-hangzhou", "replication_time_control", false},
	{"alibaba", "within the region", "", "", "cn-hangzhou", "transfer_acceleration", "unsupported"},
	{"alibaba", "in the list", "", "", "us-west-1", "transfer_acceleration", "required"},
	{"alibaba", "not in the list", "", "", "cn-beijing", "transfer_acceleration", "optional"},
	{"alibaba", "the list is absent", `<LocationTransferTypeConstraint>.*</LocationTransferTypeConstraint>`, "", "us-west-1", "transfer_acceleration", "optional"},
	{"alibaba", "no location but the own", `<Location>[^<]*</Location>`, "", "cn-hangzhou", "scope", "same_region"},
	{"tencent", "no such thing", "", "", "ap-shanghai", "replication_time_control", nil},
	{"tencent", "no such thing", "", "", "ap-shanghai", "transfer_acceleration", nil},
	{"tencent", "within the region", "", "", "ap-guangzhou", "scope", "same_region"},
	{"ucloud", "no such thing", "", "", "cn-gd", "replication_time_control", nil},
	{"ucloud", "no such thing", "", "", "cn-gd", "transfer_acceleration", nil},
	{"ucloud", "another region", "", "", "cn-gd", "scope", "cross_region"},
}

func TestAccNullIsNeverZero(t *testing.T) {
	t.Parallel()
	sources := map[string]acctest.Object{
		"alibaba": {"cloud": "alibaba", "bucket": "orders-hz", "region": "cn-hangzhou"},
		"tencent": {"cloud": "tencent", "region": "ap-guangzhou"},
		"ucloud":  {"cloud": "ucloud", "region": "cn-bj2"},
	}
	for _, r := range rows {
		t.Run(r.cloud+"/"+r.attribute+"/"+r.region+": "+r.told, func(t *testing.T) {
			t.Parallel()
			sim := acctest.Sim(t)
			acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou")
			w := &acctest.Rewrite{Sim: sim, With: r.instead}
			if r.element != "" {
				w.Pattern = regexp.MustCompile("(?s)" + r.element)
			}
			told, said := acctest.Serve(t, w, sim.Clock(), acctest.EveryCloud()).Read(t.Context(), t, "replication_locations", sources[r.cloud])
			if len(said) > 0 || r.element != "" && !w.Changed() {
				t.Fatalf("said %q, an answer was rewritten: %v", said, w.Changed())
			}
			location := in(told, r.region)
			if got, stands := location[r.attribute]; got != r.want || !stands {
				t.Errorf("%s is %#v, want %#v, in %v", r.attribute, got, r.want, told["locations"])
			}
			if (r.cloud == "alibaba") != (told["source"] == "api") {
				t.Errorf("source is %v", told["source"])
			}
		})
	}
}

// A region that replicates nowhere has a list with nothing in it, not no list.
func TestAccNoLocationsIsAnEmptyList(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	s := acctest.Serve(t, sim.Transport(), sim.Clock(), acctest.EveryCloud())
	told, said := s.Read(t.Context(), t, "replication_locations", acctest.Object{"cloud": "ucloud", "region": "cn-sh"})
	if got := fmt.Sprintf("%#v", told["locations"]); len(said) > 0 || got != "[]interface {}{}" {
		t.Errorf("said %q, told %s", said, got)
	}
}

// in is the location in the region.
func in(told acctest.Object, region string) acctest.Object {
	locations, _ := told["locations"].([]any)
	for _, l := range locations {
		if location, _ := l.(acctest.Object); location["region"] == region {
			return location
		}
	}
	return nil
}
