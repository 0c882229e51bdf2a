package acctest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

const (
	primaryBucket = "shop-gz-1250000000"
	standbyBucket = "shop-sh-1250000000"
)

// TestAccActiveStandby applies the example, writes to the primary, switches the direction of writes, and looks at every version
// on both sides: each object arrives once on the other side and does not come back.
func TestAccActiveStandby(t *testing.T) {
	t.Parallel()
	sim := acctest.FastSim(t)
	for name, region := range map[string]string{primaryBucket: "ap-guangzhou", standbyBucket: "ap-shanghai"} {
		spec := cos.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled}
		if err := sim.COS().CreateBucket(spec); err != nil {
			t.Fatal(err)
		}
	}
	cli := acctest.NewCLI(t, sim)
	cli.Env = append(cli.Env, "TENCENTCLOUD_SECRET_ID="+cloudsim.DefaultTencentKeyID, "TENCENTCLOUD_SECRET_KEY="+cloudsim.DefaultTencentKeySecret)
	writeExample(t, cli, "active-standby")
	if _, planned := cli.Plan(); len(planned.Diagnostics()) != 0 {
		t.Errorf("the plan says\n%s", planned.All())
	}
	cli.Run("apply", "-json", "plan.bin").Succeed()
	if again := cli.Run("plan", "-detailed-exitcode", "-json"); again.Exit != 0 {
		t.Errorf("a second plan is not empty: exit code %d\n%s", again.Exit, again.Stdout)
	}

	w := dataPlane{t, sim}
	w.put(primaryBucket, "cart/1")
	w.put(primaryBucket, "cart/2")
	w.versions(primaryBucket, "cart/1", "cart/2")
	w.versions(standbyBucket, "cart/1 (replica)", "cart/2 (replica)")

	// The primary's region fails: clients write to the standby, also to what the primary has written, and delete there.
	w.put(standbyBucket, "cart/1")
	w.put(standbyBucket, "cart/3")
	w.remove(standbyBucket, "cart/2")
	w.versions(standbyBucket, "cart/1 (replica)", "cart/1", "cart/2 (replica)", "cart/2 (deleted)", "cart/3")
	w.versions(primaryBucket, "cart/1", "cart/1 (replica)", "cart/2", "cart/2 (deleted, replica)", "cart/3 (replica)")

	// And back.
	w.put(primaryBucket, "cart/4")
	w.versions(standbyBucket, "cart/1 (replica)", "cart/1", "cart/2 (replica)", "cart/2 (deleted)", "cart/3", "cart/4 (replica)")

	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	if left := sim.COS().Document(primaryBucket) + sim.COS().Document(standbyBucket); left != "" {
		t.Errorf("rules are left: %s", left)
	}
	w.versions(standbyBucket, "cart/1 (replica)", "cart/1", "cart/2 (replica)", "cart/2 (deleted)", "cart/3", "cart/4 (replica)")
}

// writeExample puts the files of an example into the directory, with the source address that the test overrides.
func writeExample(t *testing.T, cli *acctest.CLI, name string) {
	t.Helper()
	for _, file := range names(t, filepath.Join(examples, name), "*.tf") {
		content := strings.Replace(read(t, filepath.Join(examples, name, file)),
			`"multicloud-replication/multicloud"`, `"registry.terraform.io/multicloud-replication/multicloud"`, 1)
		if err := os.WriteFile(filepath.Join(cli.Dir, file), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// dataPlane is the objects of two buckets that replicate.
type dataPlane struct {
	t   *testing.T
	sim *cloudsim.Simulator
}

func (w dataPlane) put(bucket, key string) {
	w.t.Helper()
	if _, err := w.sim.COS().PutObject(bucket, key, cos.ObjectSpec{Content: []byte(bucket + key)}); err != nil {
		w.t.Fatal(err)
	}
	w.sim.Clock().Advance(time.Hour)
}

func (w dataPlane) remove(bucket, key string) {
	w.t.Helper()
	if err := w.sim.COS().DeleteObject(bucket, key, ""); err != nil {
		w.t.Fatal(err)
	}
	w.sim.Clock().Advance(time.Hour)
}

// versions expects all versions of a bucket, by key, the oldest first.
func (w dataPlane) versions(bucket string, want ...string) {
	w.t.Helper()
	var got []string
	for _, v := range w.sim.COS().Versions(bucket) {
		var marks []string
		if v.Marker {
			marks = append(marks, "deleted")
		}
		if v.Replica {
			marks = append(marks, "replica")
		}
		text := v.Key
		if len(marks) > 0 {
			text += " (" + strings.Join(marks, ", ") + ")"
		}
		got = append(got, text)
	}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		w.t.Errorf("versions in %s:\n%s\nwant\n%s", bucket, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
