package provider_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const cosRule = `
provider "multicloud" {
  tencent = { profile = "team" }
}

resource "multicloud_replication_rule" "a" {
  cloud       = "tencent"
  source      = { bucket = "orders-gz-1250000000", region = "ap-guangzhou" }
  destination = { bucket = "orders-sh-1250000000", region = "ap-shanghai" }
}
`

// cosSigned is what a signature of COS looks like.
var cosSigned = regexp.MustCompile(`q-signature=|(?i:x-cos-security-token)["':= ]+\S`)

// TestAccTencentSecrets searches everything that the life of a rule of COS leaves behind, at TRACE, for secrets and signatures.
func TestAccTencentSecrets(t *testing.T) {
	t.Parallel()
	sim := acctest.FastSim(t)
	for name, region := range map[string]string{"orders-gz-1250000000": "ap-guangzhou", "orders-sh-1250000000": "ap-shanghai"} {
		spec := cos.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled}
		if err := sim.COS().CreateBucket(spec); err != nil {
			t.Fatal(err)
		}
	}
	sim.Access().Put(world.Key{Cloud: "tencent", Account: cloudsim.DefaultTencentAccount, ID: "AKIDplanted", Secret: planted, SessionToken: plantedToken})
	cli := acctest.NewCLI(t, sim)
	log := filepath.Join(t.TempDir(), "trace.log")
	cli.Env = append(cli.Env, "TF_LOG=TRACE", "TF_LOG_PATH="+log)
	write(t, filepath.Join(home(cli), ".tccli", "team.credential"), `{"secretId":"AKIDplanted","secretKey":"`+planted+`","token":"`+plantedToken+`"}`)
	cli.Write(cosRule)

	found := map[string][]byte{}
	run := func(name string, arguments ...string) {
		result := cli.Run(arguments...)
		found[name+", stdout"], found[name+", stderr"] = []byte(result.Stdout), []byte(result.Stderr)
	}
	acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindStatus, Operation: "cos:PutBucketReplication", Count: 1, Status: 403, Code: "SignatureDoesNotMatch"})
	run("failed apply", "apply", "-auto-approve", "-no-color")
	acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "cos:PutBucketReplication", Count: 1})
	run("apply", "apply", "-auto-approve", "-no-color")
	run("JSON state", "show", "-json")
	for name, content := range cli.Files() {
		found["file "+name] = content
	}
	run("destroy", "destroy", "-auto-approve", "-no-color")
	if sim.Count("cos", "DeleteBucketReplication", "") == 0 || sim.COS().Document("orders-gz-1250000000") != "" {
		t.Error("the life did not come to its end")
	}
	content, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	found["log"] = content
	if !bytes.Contains(content, []byte("orders-gz-1250000000.cos.ap-guangzhou.myqcloud.com")) {
		t.Error("the log does not show the provider's requests")
	}
	for place, content := range found {
		if i := bytes.Index(content, []byte(planted)); i >= 0 {
			t.Errorf("%s holds a secret: %s", place, around(content, i))
		}
		if at := cosSigned.FindIndex(content); at != nil {
			t.Errorf("%s holds a signature: %s", place, around(content, at[0]))
		}
	}
}
