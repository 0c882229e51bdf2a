package replicationprogress_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

// world is how the replication of a cloud is when it is looked at.
type world string

// The worlds of the table.
const (
	healthy     world = "healthy"
	lagging     world = "lagging"     // something is two hours old and not replicated
	replicating world = "replicating" // the first copy is under way
	empty       world = "empty"       // there is nothing to replicate
)

// worldTime is when the worlds are looked at.
var worldTime = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// place is one of the places at which an attribute stands, with what stands beside it.
type place struct {
	name  string
	value any
	of    acctest.Object
}

// read reads the attribute wherever it stands: of the one rule or backup, of the bucket or vault, and of the rule or resource in it.
func (r row) read(t *testing.T) []place {
	t.Helper()
	sim := r.make(t)
	w := &acctest.Rewrite{Sim: sim, With: r.instead}
	if r.element != "" {
		w.Pattern = regexp.MustCompile("(?s)" + r.element)
	}
	s := acctest.Serve(t, w, clock.Clock(sim.Clock()), acctest.EveryCloud())
	ask := func(more acctest.Object) acctest.Object {
		config := acctest.Object{"cloud": r.cloud}
		for _, arguments := range []acctest.Object{places[r.cloud], r.more, more} {
			for name, value := range arguments {
				config[name] = value
			}
		}
		told, said := s.Read(t.Context(), t, "replication_progress", config)
		if len(said) > 0 {
			t.Fatal(said)
		}
		return told
	}
	whole, within := ask(nil), "rules"
	var single acctest.Object
	if r.cloud == "huawei" {
		within, single = "resources", ask(acctest.Object{"vault_id": nil, "backup_id": "first"})
	} else {
		single = ask(acctest.Object{"rule_id": ruleOf(t, whole)})
	}
	all := []place{}
	add := func(name string, of acctest.Object) {
		if value, stands := acctest.At(of, r.attribute); stands {
			all = append(all, place{name + r.attribute, value, of})
		}
	}
	if r.attribute != "backup_id" { // which is an argument there
		add("of one alone: ", single)
		add("of all together: ", whole)
	}
	elements, _ := whole[within].(acctest.Object)
	for name, element := range elements {
		of, _ := element.(acctest.Object)
		add(within+"."+name+".", of)
	}
	if len(all) == 0 || r.element != "" && !w.Changed() {
		t.Fatalf("%s stands at %d places, an answer was rewritten: %v", r.attribute, len(all), w.Changed())
	}
	return all
}

func ruleOf(t *testing.T, told acctest.Object) string {
	t.Helper()
	rules, _ := told["rules"].(acctest.Object)
	for id := range rules {
		return id
	}
	t.Fatalf("there is no rule: %v", told["state_reason"])
	return ""
}

// places are what is asked for.
var places = map[string]acctest.Object{
	"alibaba": {"bucket": "orders-hz", "region": "cn-hangzhou"},
	"tencent": {"bucket": guangzhou, "region": "ap-guangzhou"},
	"ucloud":  {"bucket": "orders-bj", "region": "cn-bj2"},
	"huawei":  {"vault_id": vaultID},
}

// make makes the world, with a rule and three objects, or a backup.
func (r row) make(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	before := func(sim *cloudsim.Simulator, d time.Duration) { sim.Clock().Set(worldTime.Add(-d)) }
	switch r.cloud {
	case "alibaba":
		sim := pair(t, 0)
		before(sim, 4*time.Hour)
		put(t, sim, "existing", 3)
		addRule(t, sim, oss.Rule{ID: "r", Historical: true})
		before(sim, 0)
		return sim
	case "tencent":
		sim := cosPair(t)
		before(sim, 4*time.Hour)
		cosRule(t, sim, cos.Rule{ID: "r"})
		if r.of != empty {
			cosPut(t, sim, "new", 3)
		}
		before(sim, 2*time.Hour)
		if r.of == lagging {
			sim.COS().SetStalled(guangzhou, shanghai, true)
			cosPut(t, sim, "late", 1)
		}
		before(sim, 0)
		return sim
	case "ucloud":
		sim := us3Pair(t)
		if _, err := sim.US3().AddRule("orders-bj", us3.Rule{DstBucket: "orders-gd", DstRegion: "cn-gd"}); err != nil {
			t.Fatal(err)
		}
		return sim
	default:
		sim := vaults(t)
		bind(t, sim)
		before(sim, time.Hour)
		backup(t, sim, "first", "web")
		if r.of == lagging {
			if err := sim.CBR().SetStalled("first", true); err != nil {
				t.Fatal(err)
			}
			before(sim, 0)
			return sim
		}
		replicate(t, sim, "first")
		if r.of == replicating {
			before(sim, 59*time.Minute)
			return sim
		}
		before(sim, 0)
		return sim
	}
}

// attributesOf are the attributes that may be null of what the cloud tells: of the rules or resources, and of them together.
func attributesOf(t *testing.T, cloud string) []string {
	t.Helper()
	schema := acctest.Serve(t, nil, clock.Real(), acctest.Object{}).Schemas["multicloud_replication_progress"]
	of := map[bool]string{true: "resources", false: "rules"}[cloud == "huawei"]
	all := []string{"source_domain", "destination_domain"}
	for _, attribute := range schema.Block.Attributes {
		elements, ok := attribute.Type.(tftypes.Map)
		if attribute.Name != of || !ok {
			continue
		}
		object, _ := elements.ElementType.(tftypes.Object)
		for name := range object.AttributeTypes {
			switch name {
			case "state", "state_reason", "rpo_status", "observed_at", "source_domain", "destination_domain":
			case "destination":
				all = append(all, "destination.region")
			default:
				all = append(all, name)
			}
		}
	}
	return all
}
