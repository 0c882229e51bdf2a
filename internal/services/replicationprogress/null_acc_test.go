package replicationprogress_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
)

// row is one thing that a cloud tells, or does not tell, and what the data source makes of it.
type row struct {
	cloud, told string
	// element is replaced by instead in every answer of the simulated cloud; empty is the answer as it is.
	element, instead string
	// of tells which of the worlds is read, and more what else is asked for.
	of   world
	more acctest.Object
	// attribute is that of the rule or the resource, and of the data source itself.
	attribute string
	want      any
}

// The elements that are left out or changed.
const (
	ossHistorical = `<HistoricalObject>[^<]*</HistoricalObject>`
	ossNew        = `<NewObject>[^<]*</NewObject>`
	ossProgress   = `<Progress>.*?</Progress>`
	ossLocation   = `<Location>[^<]*</Location>`
	cosRegion     = `qcs::cos:ap-shanghai::`
	us3Domain     = `"Src":\[[^]]*\]`
	us3Region     = `("(?:Dst|Dest)[A-Za-z]*Region"):"[^"]*"`
	cbrProtected  = `"protected_at":"[^"]*"`
	cbrName       = `"resource_name":"[^"]*"`
	cbrType       = `"resource_type":"[^"]*"`
	cbrReplica    = `"destination_backup_id":"[^"]*"`
	cbrRegion     = `"destination_region":"[^"]*"`
	cbrPercent    = `"progress":\d+`
)

var (
	sample = acctest.Object{"sample_objects": 10}
	noon   = worldTime.Format(time.RFC3339)
)

// What a cloud does not tell is null, never 0 and never empty; what it tells as zero is 0, never null. An element that is there
// and empty tells nothing either. Each row is read from the wire to the state, for the rule or resource and for all together.
var rows = []row{
	{"alibaba", "share absent", ossHistorical, "", healthy, nil, "historical_percent", nil},
	{"alibaba", "share empty", ossHistorical, "<HistoricalObject/>", healthy, nil, "historical_percent", nil},
	{"alibaba", "share no number", ossHistorical, "<HistoricalObject>none</HistoricalObject>", healthy, nil, "historical_percent", nil},
	{"alibaba", "share impossible", ossHistorical, "<HistoricalObject>-1</HistoricalObject>", healthy, nil, "historical_percent", nil},
	{"alibaba", "share not copied at all", `<HistoricalObjectReplication>enabled`, "<HistoricalObjectReplication>disabled", healthy, nil, "historical_percent", nil},
	{"alibaba", "share 0", ossHistorical, "<HistoricalObject>0</HistoricalObject>", healthy, nil, "historical_percent", 0.0},
	{"alibaba", "share 0.00", ossHistorical, "<HistoricalObject>0.00</HistoricalObject>", healthy, nil, "historical_percent", 0.0},
	{"alibaba", "share 1", "", "", healthy, nil, "historical_percent", 100.0},
	{"alibaba", "time absent", ossNew, "", healthy, nil, "synced_until", nil},
	{"alibaba", "time empty", ossNew, "<NewObject/>", healthy, nil, "synced_until", nil},
	{"alibaba", "no time", ossNew, "<NewObject>0</NewObject>", healthy, nil, "synced_until", nil},
	{"alibaba", "time 0 of Unix", ossNew, "<NewObject>1970-01-01T00:00:00.000Z</NewObject>", healthy, nil, "synced_until", "1970-01-01T00:00:00Z"},
	{"alibaba", "time now", "", "", healthy, nil, "synced_until", noon},
	{"alibaba", "time absent", ossNew, "", healthy, nil, "lag_seconds", nil},
	{"alibaba", "time now", "", "", healthy, nil, "lag_seconds", 0.0},
	{"alibaba", "time ahead", ossNew, "<NewObject>2026-03-01T12:00:05.000Z</NewObject>", healthy, nil, "lag_seconds", 0.0},
	{"alibaba", "time a minute ago", ossNew, "<NewObject>2026-03-01T11:59:00.000Z</NewObject>", healthy, nil, "lag_seconds", 60.0},
	{"alibaba", "progress absent", ossProgress, "", healthy, nil, "historical_percent", nil},
	{"alibaba", "progress absent", ossProgress, "", healthy, nil, "synced_until", nil},
	{"alibaba", "progress absent", ossProgress, "", healthy, nil, "lag_seconds", nil},
	{"alibaba", "progress while starting", "<Status>doing", "<Status>starting", healthy, nil, "historical_percent", nil},
	{"alibaba", "progress while starting", "<Status>doing", "<Status>starting", healthy, nil, "lag_seconds", nil},
	{"alibaba", "bucket", "", "", healthy, nil, "source_domain", "orders-hz.oss-cn-hangzhou.aliyuncs.com"},
	{"alibaba", "location", "", "", healthy, nil, "destination_domain", "orders-bj.oss-cn-beijing.aliyuncs.com"},
	{"alibaba", "location absent", ossLocation, "", healthy, nil, "destination_domain", nil},
	{"alibaba", "location absent", ossLocation, "", healthy, nil, "destination.region", nil},
	{"alibaba", "location", "", "", healthy, nil, "destination.region", "cn-beijing"},

	{"tencent", "no share, ever", "", "", healthy, sample, "historical_percent", nil},
	{"tencent", "no time, ever", "", "", healthy, sample, "synced_until", nil},
	{"tencent", "nothing, without a sample", "", "", healthy, nil, "lag_seconds", nil},
	{"tencent", "some of the objects are there", "", "", healthy, acctest.Object{"sample_objects": 2}, "lag_seconds", nil},
	{"tencent", "all of the objects are there", "", "", healthy, sample, "lag_seconds", 0.0},
	{"tencent", "no object", "", "", empty, sample, "lag_seconds", 0.0},
	{"tencent", "an object is missing", "", "", lagging, sample, "lag_seconds", 7200.0},
	{"tencent", "bucket", "", "", healthy, nil, "source_domain", guangzhou + ".cos.ap-guangzhou.myqcloud.com"},
	{"tencent", "region", "", "", healthy, nil, "destination_domain", shanghai + ".cos.ap-shanghai.myqcloud.com"},
	{"tencent", "region absent", cosRegion, "", healthy, nil, "destination_domain", nil},
	{"tencent", "region absent", cosRegion, "", healthy, nil, "destination.region", nil},
	{"tencent", "region", "", "", healthy, nil, "destination.region", "ap-shanghai"},

	{"ucloud", "no share, ever", "", "", healthy, nil, "historical_percent", nil},
	{"ucloud", "no time, ever", "", "", healthy, nil, "synced_until", nil},
	{"ucloud", "no time, ever", "", "", healthy, nil, "lag_seconds", nil},
	{"ucloud", "domains", "", "", healthy, nil, "source_domain", "orders-bj.cn-bj.ufileos.com"},
	{"ucloud", "domains absent", us3Domain, `"Other":0`, healthy, nil, "source_domain", nil},
	{"ucloud", "domains empty", us3Domain, `"Src":[]`, healthy, nil, "source_domain", nil},
	{"ucloud", "domain empty", us3Domain, `"Src":[""]`, healthy, nil, "source_domain", nil},
	{"ucloud", "domains", "", "", healthy, nil, "destination_domain", "orders-gd.cn-gd.ufileos.com"},
	{"ucloud", "domains absent", us3Domain, `"Other":0`, healthy, nil, "destination_domain", nil},
	{"ucloud", "region", "", "", healthy, nil, "destination.region", "cn-gd"},
	{"ucloud", "region absent", us3Region, `$1:""`, healthy, nil, "destination.region", nil},

	{"huawei", "progress of a replication is no share", cbrPercent, `"progress":0`, healthy, nil, "historical_percent", nil},
	{"huawei", "moment of the backup", "", "", healthy, nil, "synced_until", "2026-03-01T11:00:00Z"},
	{"huawei", "moment absent", cbrProtected, `"other":0`, healthy, nil, "synced_until", nil},
	{"huawei", "moment null", cbrProtected, `"protected_at":null`, healthy, nil, "synced_until", nil},
	{"huawei", "moment empty", cbrProtected, `"protected_at":""`, healthy, nil, "synced_until", nil},
	{"huawei", "no replica", "", "", lagging, nil, "synced_until", nil},
	{"huawei", "an hour ago", "", "", healthy, nil, "lag_seconds", 3600.0},
	{"huawei", "now", cbrProtected, `"protected_at":"2026-03-01T12:00:00.000000"`, healthy, nil, "lag_seconds", 0.0},
	{"huawei", "moment absent", cbrProtected, `"other":0`, healthy, nil, "lag_seconds", nil},
	{"huawei", "no replica", "", "", lagging, nil, "lag_seconds", nil},
	{"huawei", "a vault has no domain", "", "", healthy, nil, "source_domain", nil},
	{"huawei", "a vault has no domain", "", "", healthy, nil, "destination_domain", nil},
	{"huawei", "name", "", "", healthy, nil, "name", "name of web"},
	{"huawei", "name absent", cbrName, `"other":0`, healthy, nil, "name", nil},
	{"huawei", "name null", cbrName, `"resource_name":null`, healthy, nil, "name", nil},
	{"huawei", "name empty", cbrName, `"resource_name":""`, healthy, nil, "name", nil},
	{"huawei", "type", "", "", healthy, nil, "type", "OS::Nova::Server"},
	{"huawei", "type absent", cbrType, `"other":0`, healthy, nil, "type", nil},
	{"huawei", "replica", "", "", healthy, nil, "backup_id", "first"},
	{"huawei", "no replica", "", "", lagging, nil, "backup_id", nil},
	{"huawei", "replica", "", "", healthy, nil, "replica_id", regexp.MustCompile(`^[0-9a-f-]{36}$`)},
	{"huawei", "replica without an id", cbrReplica, `"other":0`, healthy, nil, "replica_id", nil},
	{"huawei", "no replica", "", "", lagging, nil, "replica_id", nil},
	{"huawei", "replica", "", "", healthy, nil, "replica_region", acctest.East},
	{"huawei", "replica of a region that is not told", cbrRegion, `"other":0`, healthy, nil, "replica_region", nil},
	{"huawei", "no replica", "", "", lagging, nil, "replica_region", nil},
	{"huawei", "progress 0", cbrPercent, `"progress":0`, replicating, nil, "state_reason", regexp.MustCompile(`at 0%`)},
	{"huawei", "progress absent", cbrPercent, `"other":0`, replicating, nil, "state_reason", regexp.MustCompile(`Its replication is under way\.`)},
	{"huawei", "moment of a waiting backup absent", cbrProtected, `"other":0`, lagging, nil, "state", "initial_sync"},
}

// neverNull are the attributes that are never null, in any row: these alone stand in conditions.
var neverNull = []string{"state", "state_reason", "rpo_status", "observed_at"}

func TestAccNullIsNeverZero(t *testing.T) {
	t.Parallel()
	for _, r := range rows {
		t.Run(r.cloud+"/"+r.attribute+"/"+r.told, func(t *testing.T) {
			t.Parallel()
			for _, place := range r.read(t) {
				if !equal(place.value, r.want) {
					t.Errorf("%s is %#v, want %#v", place.name, place.value, r.want)
				}
				for _, never := range neverNull {
					if text, _ := place.of[never].(string); text == "" {
						t.Errorf("beside %s, %s is %#v", place.name, never, place.of[never])
					}
				}
			}
		})
	}
}

// equal compares with a value, or with what a text has to look like. Nil is null alone.
func equal(got, want any) bool {
	if pattern, ok := want.(*regexp.Regexp); ok {
		text, told := got.(string)
		return told && pattern.MatchString(text)
	}
	return got == want
}

// neverTold are attributes that a cloud tells nothing of, so that no row can say what it tells.
var neverTold = map[string]string{
	"alibaba": "source_domain/null", // made of the bucket's name and region, which are given
	"tencent": "historical_percent synced_until source_domain/null",
	"ucloud":  "historical_percent synced_until lag_seconds",
	"huawei":  "historical_percent source_domain destination_domain",
}

// The table has every attribute that may be null, as the schema has them, for every cloud: a row where it is null, and one where it
// is not.
func TestNullTableIsWhole(t *testing.T) {
	t.Parallel()
	null, told := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		if r.want == nil {
			null[r.cloud+" "+r.attribute] = true
		} else {
			told[r.cloud+" "+r.attribute] = true
		}
	}
	for cloud, never := range neverTold {
		for _, attribute := range attributesOf(t, cloud) {
			if !null[cloud+" "+attribute] && !slices.Contains(strings.Fields(never), attribute+"/null") {
				t.Errorf("no row shows %s of %s as null", attribute, cloud)
			}
			is, tells := told[cloud+" "+attribute], !slices.Contains(strings.Fields(never), attribute)
			if is != tells {
				t.Errorf("%s of %s: a row shows what is told: %v, the cloud tells it: %v", attribute, cloud, is, tells)
			}
		}
	}
}
