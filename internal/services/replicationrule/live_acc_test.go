package replicationrule_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// TestAccLiveMode runs the live mode of the tests in a process of its own, whose proxy is the simulated clouds: what can
// run live goes through credentials of the environment, DNS names, TLS and the real clock, and the rest is skipped.
func TestAccLiveMode(t *testing.T) {
	t.Parallel()
	sim := acctest.FastSim(t)
	server, err := sim.Serve(t.Context(), cloudsim.ServeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^(TestAccLifecycle|TestAccDriftBucketGone)$", "-test.v", "-test.count=1")
	cmd.Env = []string{
		"MULTICLOUD_ACC_LIVE=alibaba", "TF_ACC=1", "CHECKPOINT_DISABLE=1", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.TempDir(),
		"TF_ACC_TERRAFORM_PATH=" + os.Getenv("TF_ACC_TERRAFORM_PATH"), "TF_ACC_PROVIDER_HOST=" + os.Getenv("TF_ACC_PROVIDER_HOST"),
		"HTTPS_PROXY=" + server.ProxyURL, "SSL_CERT_FILE=" + server.CAFile,
		"OSS_ACCESS_KEY_ID=" + cloudsim.DefaultAlibabaKeyID, "OSS_ACCESS_KEY_SECRET=" + cloudsim.DefaultAlibabaKeySecret,
	}
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: TestAccLifecycle") || !strings.Contains(string(out), "--- SKIP: TestAccDriftBucketGone") {
		t.Errorf("%v\n%s", err, out)
	}
	if left := sim.OSS().BucketNames(); len(left) != 0 || sim.Count("oss", "PutBucket", "") != 2 {
		t.Errorf("buckets left over: %q, made: %d", left, sim.Count("oss", "PutBucket", ""))
	}
}
