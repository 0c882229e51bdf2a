package provider_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	plantedKey   = "STS.plantedKey"
	plantedToken = planted + "-token"
	plantedProxy = planted + "-proxy"
)

// signed is what a signature of OSS looks like, whatever its version.
var signed = regexp.MustCompile(`OSS4-HMAC-SHA256|(?i:authorization|x-oss-signature|x-oss-security-token)["':= ]+\S|Signature=[0-9a-f]{16}`)

// life takes a rule through its whole life, with what goes wrong in it, and returns everything that was said and written.
func life(t *testing.T, sim *cloudsim.Simulator, cli *acctest.CLI, block string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	run := func(name string, arguments ...string) {
		result := cli.Run(arguments...)
		found[name+", stdout"], found[name+", stderr"] = []byte(result.Stdout), []byte(result.Stderr)
	}
	good := rule(sourceEnd, destinationEnd, "  encryption = { replicate_kms_objects = true, replica_kms_key_id = \"key-1\" }\n  alibaba = { sync_role = \"copier\" }")
	cli.Write(block + rule(sourceEnd, destinationEnd, `  prefixes = ["a/", "a/b/"]`))
	run("refused plan", "plan", "-no-color")
	cli.Write(block + good)
	acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindStatus, Operation: "PutBucketReplication", Count: 1, Status: 403, Code: "AccessDenied"})
	run("failed apply", "apply", "-auto-approve", "-no-color")
	acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindStatus, Operation: "PutBucketReplication", Count: 1, Status: 403, Code: "SignatureDoesNotMatch"})
	run("apply with a wrong signature", "apply", "-auto-approve", "-no-color")
	run("plan", "plan", "-out=plan.bin", "-no-color")
	run("JSON plan", "show", "-json", "plan.bin")
	acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "PutBucketReplication", Count: 1})
	run("apply", "apply", "-no-color", "plan.bin")
	run("JSON state", "show", "-json")
	acctest.Arm(t, sim, cloudsim.Fault{Name: "down", Kind: cloudsim.KindResetBefore})
	run("plan without a network", "plan", "-no-color")
	if err := sim.Faults().Remove("down"); err != nil {
		t.Fatal(err)
	}
	for name, content := range cli.Files() {
		if name != "main.tf" {
			found["file "+name] = content
		}
	}
	for name, content := range acctest.PlanFile(t, found["file plan.bin"]) {
		found["plan file "+name] = content
	}
	run("destroy", "destroy", "-auto-approve", "-no-color")
	found["file terraform.tfstate.backup after destroy"] = cli.Files()["terraform.tfstate.backup"]
	if rules := sim.OSS().Rules("orders-hz"); len(rules) != 0 || sim.Count("oss", "DeleteBucketReplication", "") == 0 {
		t.Errorf("the life did not come to its end: %+v", rules)
	}
	return found
}

// TestAccSecrets searches everything that a whole life leaves behind, at TRACE, for secrets and signatures.
func TestAccSecrets(t *testing.T) {
	t.Parallel()
	variables := `
variable "secret" {
  type      = string
  sensitive = true
}
`
	fromVariables := static(plantedKey, "x", "    security_token = \"${var.secret}-token\"\n")
	fromVariables = strings.Replace(fromVariables, `"x"`, "var.secret", 1)
	for name, test := range map[string]struct {
		block       string
		environment []string
	}{
		"environment and profile": {
			block: providerBlock("    destination = { profile = \"theirs\" }", ""),
			environment: []string{
				"ALICLOUD_ACCESS_KEY=" + plantedKey, "ALICLOUD_SECRET_KEY=" + planted, "ALICLOUD_SECURITY_TOKEN=" + plantedToken,
			},
		},
		"provider configuration": {
			block:       variables + providerBlock(fromVariables, ""),
			environment: []string{"TF_VAR_secret=" + planted},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := buckets(t)
			sim.Access().Put(world.Key{
				Cloud: "alibaba", Account: cloudsim.DefaultAlibabaAccount, ID: plantedKey, Secret: planted, SessionToken: plantedToken,
			})
			cli := acctest.NewCLI(t, sim)
			log := filepath.Join(t.TempDir(), "trace.log")
			cli.Env = append(cli.Env, append(test.environment, "TF_LOG=TRACE", "TF_LOG_PATH="+log)...)
			for i, pair := range cli.Env { // a proxy with a password
				cli.Env[i] = strings.Replace(pair, "HTTPS_PROXY=http://", "HTTPS_PROXY=http://user:"+plantedProxy+"@", 1)
			}
			profiles := filepath.Join(home(cli), ".aliyun")
			write(t, filepath.Join(profiles, "config.json"), `{"current":"theirs","profiles":[{"name":"theirs","mode":"StsToken","access_key_id":"`+plantedKey+
				`","access_key_secret":"`+planted+`","sts_token":"`+plantedToken+`"}]}`)
			found := life(t, sim, cli, test.block)
			content, err := os.ReadFile(log)
			if err != nil {
				t.Fatal(err)
			}
			found["log"] = content
			for _, part := range []string{"request_id", "orders-hz.oss-cn-hangzhou.aliyuncs.com", "Request without an answer"} {
				if !bytes.Contains(content, []byte(part)) {
					t.Errorf("the log does not show the provider's requests: there is no %q", part)
				}
			}
			for place, content := range found {
				// Terraform itself keeps the values of variables in a plan.
				if strings.Contains(test.block, "var.secret") && slices.Contains([]string{"file plan.bin", "plan file tfplan", "JSON plan, stdout"}, place) {
					continue
				}
				if i := bytes.Index(content, []byte(planted)); i >= 0 {
					t.Errorf("%s holds a secret: %s", place, around(content, i))
				}
				if at := signed.FindIndex(content); at != nil {
					t.Errorf("%s holds a signature: %s", place, around(content, at[0]))
				}
			}
		})
	}
}

func around(content []byte, at int) []byte { return content[max(0, at-200):min(len(content), at+100)] }

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
