package replicationrules_test

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// interrupting interrupts with a request: it calls the function, and that request and all later ones have no answer.
type interrupting struct {
	sim       *cloudsim.Simulator
	with      int32
	interrupt func()
	requests  atomic.Int32
}

// RoundTrip passes the request on, up to the interruption.
func (i *interrupting) RoundTrip(r *http.Request) (*http.Response, error) {
	n := i.requests.Add(1)
	if n < i.with {
		return i.sim.Transport().RoundTrip(r)
	}
	if n == i.with {
		i.interrupt()
	}
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// TestAccListInterrupted tells of no rule if it was interrupted, since half a list looks like a whole one, and says how far it came.
func TestAccListInterrupted(t *testing.T) {
	t.Parallel()
	sim := manyBuckets(t, 40)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	i := &interrupting{sim: sim, with: 1 + 20, interrupt: cancel}
	s := acctest.Serve(t, i, sim.Clock(), acctest.EveryCloud())
	var said []string
	for result := range s.List(ctx, t, "replication_rule", acctest.Query{Config: acctest.Object{"cloud": "alibaba"}, Limit: 100}) {
		if result.Identity != nil {
			t.Errorf("told of %v", result.Identity)
		}
		said = append(said, result.Said...)
	}
	if len(said) != 1 || !strings.HasPrefix(said[0], "ERROR: Replication Rules Not Read: Interrupted after the rules of ") || !strings.Contains(said[0], " of 40 buckets were read") {
		t.Errorf("said %q", said)
	}
	if n := i.requests.Load(); n > 1+20+10 {
		t.Errorf("%d requests were made", n)
	}
}

// TestAccListArguments refuses before anything is read what the data source refuses.
func TestAccListArguments(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	s := serve(t, sim)
	for _, test := range []struct {
		config acctest.Object
		want   string
	}{
		{acctest.Object{"cloud": "nimbus"}, "No Such Cloud for Buckets"},
		{acctest.Object{"cloud": "huawei"}, "Backups of Huawei Cloud CBR are replicated by"},
		{acctest.Object{"cloud": "alibaba", "bucket": "orders-hz"}, `Attribute "region" must be specified when "bucket" is specified`},
		{acctest.Object{"cloud": "alibaba", "region": "cn-hangzhou"}, ""},
		{acctest.Object{"cloud": "tencent", "bucket": "orders-gz-1250000000", "region": "ap-guangzhou"}, ""},
	} {
		said := s.ValidateList(t, "replication_rule", test.config)
		if test.want == "" && len(said) > 0 || test.want != "" && (len(said) != 1 || !strings.Contains(said[0], test.want)) {
			t.Errorf("%v: said %q, want %q", test.config, said, test.want)
		}
	}
	if n := len(sim.Requests()); n != 0 {
		t.Errorf("%d requests were made", n)
	}
}

// TestAccListWithoutCredentials says what is missing, as everything does that uses a cloud.
func TestAccListWithoutCredentials(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	s := acctest.Serve(t, sim.Transport(), sim.Clock(), acctest.Object{"ucloud": acctest.Object{"public_key": "one"}})
	rules, said := listed(t, s, acctest.Query{Config: acctest.Object{"cloud": "ucloud"}})
	if len(rules) > 0 || len(said) != 1 || !strings.HasPrefix(said[0], "ERROR: Cloud Cannot Be Used: ") {
		t.Errorf("%d rules, said %q", len(rules), said)
	}
}

// TestAccQuery lists the rules of each cloud through Terraform.
func TestAccQuery(t *testing.T) {
	t.Parallel()
	for _, a := range accounts {
		t.Run(a.cloud, func(t *testing.T) {
			t.Parallel()
			sim := acctest.Sim(t)
			a.make(t, sim)
			resource.Test(t, resource.TestCase{
				TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
				ProtoV6ProviderFactories: acctest.Factories(sim),
				Steps: []resource.TestStep{
					{Config: a.provider},
					{
						Query: true,
						Config: `
list "multicloud_replication_rule" "all" {
  provider         = multicloud
  include_resource = true

  config {
    cloud = "` + a.cloud + `"
  }
}

list "multicloud_replication_rule" "first" {
  provider = multicloud
  limit    = 1

  config {
    cloud = "` + a.cloud + `"
  }
}
`,
						QueryResultChecks: []querycheck.QueryResultCheck{
							querycheck.ExpectLength("multicloud_replication_rule.all", a.rules),
							querycheck.ExpectLength("multicloud_replication_rule.first", 1),
							querycheck.ExpectIdentity("multicloud_replication_rule.all", map[string]knownvalue.Check{
								"cloud": knownvalue.StringExact(a.cloud), "region": knownvalue.NotNull(), "bucket": knownvalue.NotNull(), "rule_id": knownvalue.NotNull(),
							}),
						},
					},
				},
			})
		})
	}
}
