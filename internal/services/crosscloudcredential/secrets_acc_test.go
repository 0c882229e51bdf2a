package crosscloudcredential_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

const (
	plantedAccess = "PLANTEDACCESSKEY"
	plantedSecret = "planted-secret-key"
	rotatedSecret = "planted-rotated-secret"
)

// TestAccSecrets passes keys through ephemeral variables, takes the credential through its life with what can go wrong in it, and searches
// everything that was said and written, at TRACE, for the keys.
func TestAccSecrets(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	cli := acctest.NewCLI(t, sim)
	log := filepath.Join(t.TempDir(), "trace.log")
	cli.Env = append(cli.Env, "TF_LOG=TRACE", "TF_LOG_PATH="+log, "TF_VAR_access_key="+plantedAccess, "TF_VAR_secret_key="+plantedSecret)
	found := map[string][]byte{}
	run := func(name string, arguments ...string) {
		result := cli.Run(arguments...)
		found[name+", stdout"], found[name+", stderr"] = []byte(result.Stdout), []byte(result.Stderr)
	}
	apply := func(name string, fault cloudsim.Fault) {
		fault.Count = 1
		acctest.Arm(t, sim, fault)
		run(name, "apply", "-auto-approve", "-no-color")
	}
	cli.Write(credential("1", ""))
	run("plan", "plan", "-out=plan.bin", "-no-color")
	run("JSON plan", "show", "-json", "plan.bin")
	// An answer that quotes the keys, as a service that is confused may.
	apply("refused", cloudsim.Fault{
		Kind: cloudsim.KindStatus, Operation: "CreateCrossCloudCredential", Status: 400, Code: "BackupService.9900",
		Message: "invalid key " + plantedAccess + " " + plantedSecret,
	})
	if !bytes.Contains(found["refused, stderr"], []byte("invalid key *** ***")) {
		t.Errorf("the refusal says %s", found["refused, stderr"])
	}
	run("apply", "apply", "-auto-approve", "-no-color")
	run("JSON state", "show", "-json")
	cli.Env = append(cli.Env, "TF_VAR_secret_key="+rotatedSecret)
	cli.Write(credential("2", ""))
	run("plan of the rotation", "plan", "-out=rotation.bin", "-no-color")
	run("rotation", "apply", "-auto-approve", "-no-color")
	if made := only(t, sim); made.AccessKey != plantedAccess || made.SecretKey != rotatedSecret {
		t.Fatalf("the life did not get where it should: %+v", made)
	}
	for name, content := range cli.Files() {
		found["file "+name] = content
	}
	for _, plan := range []string{"plan.bin", "rotation.bin"} {
		for name, content := range acctest.PlanFile(t, found["file "+plan]) {
			found[plan+": "+name] = content
		}
	}
	run("destroy", "destroy", "-auto-approve", "-no-color")
	traced, err := os.ReadFile(log)
	if err != nil || len(traced) < 10_000 {
		t.Fatalf("the log at TRACE holds %d bytes, error %v", len(traced), err)
	}
	found["log"] = traced
	if len(found) < 12 {
		t.Fatalf("only %d things were searched", len(found))
	}
	for name, content := range found {
		for _, secret := range []string{plantedAccess, plantedSecret, rotatedSecret} {
			if i := bytes.Index(content, []byte(secret)); i >= 0 {
				t.Errorf("%s holds %s: …%s…", name, secret, content[max(0, i-80):min(len(content), i+80)])
			}
		}
	}
}
