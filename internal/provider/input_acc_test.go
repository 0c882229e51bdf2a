package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// planted is the secret of every wrong input: no message may hold it.
const planted = "planted-secret-Zx81"

func providerBlock(alibaba, arguments string) string {
	return "provider \"multicloud\" {\n  alibaba = {\n" + alibaba + "\n  }\n" + arguments + "\n}\n"
}

func static(keyID, secret, more string) string {
	return "    access_key = \"" + keyID + "\"\n    secret_key = \"" + secret + "\"\n" + more
}

const defaultKey = "    access_key = \"" + cloudsim.DefaultAlibabaKeyID + "\"\n    secret_key = \"" + cloudsim.DefaultAlibabaKeySecret + "\"\n"

// rule is a rule named test between two ends.
func rule(source, destination, arguments string) string {
	return "resource \"multicloud_replication_rule\" \"test\" {\n  cloud = \"alibaba\"\n  source = { " + source + " }\n  destination = { " + destination +
		" }\n" + arguments + "\n}\n"
}

const (
	sourceEnd      = `bucket = "orders-hz", region = "cn-hangzhou"`
	destinationEnd = `bucket = "orders-bj", region = "cn-beijing"`
)

func buckets(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.FastSim(t)
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou", acctest.Versioned)
	acctest.Bucket(t, sim, "orders-bj", "cn-beijing", acctest.Versioned)
	return sim
}

// wrongInput is a configuration or environment that cannot work.
type wrongInput struct {
	provider, rule string
	prepare        func(t *testing.T, sim *cloudsim.Simulator, cli *acctest.CLI)
	apply          bool // a plan has only a warning for it
	says           []string
}

func wrongInputs() map[string]wrongInput {
	key := func(k world.Key) func(*testing.T, *cloudsim.Simulator, *acctest.CLI) {
		k.Cloud, k.Account = "alibaba", cloudsim.DefaultAlibabaAccount
		return func(_ *testing.T, sim *cloudsim.Simulator, _ *acctest.CLI) { sim.Access().Put(k) }
	}
	profiles := func(content string) func(*testing.T, *cloudsim.Simulator, *acctest.CLI) {
		return func(t *testing.T, _ *cloudsim.Simulator, cli *acctest.CLI) {
			t.Helper()
			dir := filepath.Join(home(cli), ".aliyun")
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "config.json"), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	environment := func(pairs ...string) func(*testing.T, *cloudsim.Simulator, *acctest.CLI) {
		return func(_ *testing.T, _ *cloudsim.Simulator, cli *acctest.CLI) { cli.Env = append(cli.Env, pairs...) }
	}
	return map[string]wrongInput{
		"endpoint without a bucket": {
			provider: providerBlock(defaultKey+`    endpoint = "https://oss-{region}.aliyuncs.com"`, ""),
			says:     []string{"Invalid Endpoint", "must have {bucket}.", "@ provider"},
		},
		"endpoint with another placeholder": {
			provider: providerBlock(defaultKey+`    endpoints = { "cn-beijing" = "https://{bucket}.{zone}.aliyuncs.com" }`, ""),
			says:     []string{"Invalid Endpoint", "{zone}", "{bucket} and {region}"},
		},
		"unknown profile": {
			provider: providerBlock(`    profile = "nobody"`, ""), prepare: profiles(`{"current":"default","profiles":[{"name":"default","mode":"AK"}]}`),
			says: []string{`"nobody"`, "config.json", "default"},
		},
		"malformed config.json": {
			provider: providerBlock("", ""), prepare: profiles("{\n  \"current\": \"" + planted + "\"\n  \"profiles\": []\n}"),
			says: []string{"config.json is no JSON at line 3", "aliyun configure"},
		},
		"no credentials at all": {
			provider: providerBlock("", ""), says: []string{"ALICLOUD_ACCESS_KEY", "OSS_ACCESS_KEY_ID", "config.json", "aliyun configure"},
		},
		"expired token": {
			provider: providerBlock(static("STS.expired", planted, `    security_token = "`+planted+`-token"`), ""),
			prepare:  key(world.Key{ID: "STS.expired", Secret: planted, SessionToken: planted + "-token", Expires: time.Now().Add(-time.Hour)}),
			says:     []string{"(SecurityTokenExpired)", "get new temporary credentials", "Request id: "},
		},
		"wrong secret": {
			provider: providerBlock(static(cloudsim.DefaultAlibabaKeyID, planted, ""), ""),
			says:     []string{"(SignatureDoesNotMatch)", "Check the access key and its secret", "Request id: "},
		},
		"unknown key": {
			provider: providerBlock(static("LTAI5tNobody", planted, ""), ""),
			says:     []string{"(InvalidAccessKeyId)", "Check the access key and its secret", "Request id: "},
		},
		"disabled user": {
			provider: providerBlock(static("LTAI5tDisabled", planted, ""), ""),
			prepare:  key(world.Key{ID: "LTAI5tDisabled", Secret: planted, Disabled: true}),
			says:     []string{"(UserDisable)", "account or user is disabled"},
		},
		"unknown check": {
			provider: providerBlock(defaultKey, `  checks = { Z9 = "off" }`), says: []string{"Invalid Check", "Z9", "@ checks"},
		},
		"unknown severity": {
			provider: providerBlock(defaultKey, `  checks = { A6 = "quiet" }`), says: []string{"Invalid Check", "quiet", `"off"`, "@ checks"},
		},
		"unknown check in the environment": {
			prepare: environment("MULTICLOUD_CHECKS=Z9=off"), says: []string{"MULTICLOUD_CHECKS", "Z9"},
		},
		"CA bundle missing": {
			provider: providerBlock(defaultKey, `  ca_bundle_file = "/nowhere/ca.pem"`), says: []string{"CA bundle", "`ca_bundle_file`", "/nowhere/ca.pem"},
		},
		"CA bundle without certificates": {
			provider: providerBlock(defaultKey, `  ca_bundle_file = "main.tf"`), says: []string{"CA bundle", "`ca_bundle_file`", "main.tf", "no certificate in PEM form"},
		},
		"proxy refuses": {
			prepare: environment("HTTPS_PROXY=http://user:" + planted + "@127.0.0.1:1"), apply: true,
			says: []string{"cannot be reached through the proxy", "HTTPS_PROXY", "NO_PROXY"},
		},
		"proxy malformed": {
			prepare: environment("HTTPS_PROXY=http://user:" + planted + "@[oops"), apply: true, says: []string{"proxy variable of the environment", "HTTPS_PROXY"},
		},
		"host that does not exist": {
			provider: providerBlock(defaultKey+`    endpoint = "https://{bucket}.oss.invalid"`, ""), prepare: environment("NO_PROXY=.invalid"), apply: true,
			says: []string{"orders-hz.oss.invalid", "endpoint"},
		},
		"rule id of 300 characters": {
			rule: rule(sourceEnd, destinationEnd, `  rule_id = "`+strings.Repeat("x", 300)+`"`), says: []string{"(A9)", "300 characters", "255", "@ rule_id"},
		},
		"empty prefix": {rule: rule(sourceEnd, destinationEnd, `  prefixes = [""]`), says: []string{"(A5)", "empty", "@ prefixes"}},
		"bucket with capitals": {
			rule: rule(`bucket = "Orders-HZ", region = "cn-hangzhou"`, destinationEnd, ""), says: []string{"Invalid Bucket Name", "Orders-HZ", "lower-case", "@ source"},
		},
		"location for region": {
			rule: rule(sourceEnd, `bucket = "orders-bj", region = "oss-cn-beijing"`, ""), says: []string{"Location Instead of Region", `"cn-beijing"`, "@ destination"},
		},
		"region with capitals": {
			rule: rule(sourceEnd, `bucket = "orders-bj", region = "CN-Beijing"`, ""), says: []string{"Invalid Region", "lower-case", "@ destination"},
		},
	}
}

func home(cli *acctest.CLI) string {
	for _, pair := range cli.Env {
		if value, ok := strings.CutPrefix(pair, "HOME="); ok {
			return value
		}
	}
	return ""
}

// TestAccWrongInput: each gets one clear error, that names it and says what to do, without a secret and without a panic.
func TestAccWrongInput(t *testing.T) {
	t.Parallel()
	for name, test := range wrongInputs() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := buckets(t)
			cli := acctest.NewCLI(t, sim)
			if test.provider == "" {
				test.provider = providerBlock(defaultKey, "  max_retries = 1")
			}
			if test.rule == "" {
				test.rule = rule(sourceEnd, destinationEnd, "")
			}
			if test.prepare != nil {
				test.prepare(t, sim, cli)
			}
			cli.Write(test.provider + test.rule)
			command := []string{"plan", "-json"}
			if test.apply {
				command = []string{"apply", "-json", "-auto-approve"}
			}
			result := cli.Run(command...).Fail().One("error", test.says...)
			if text := result.Stdout + result.Stderr; strings.Contains(text, planted) || strings.Contains(text, "panic:") {
				t.Errorf("a secret or a panic:\n%s", text)
			}
			for _, warning := range result.Texts("warning") {
				if strings.Count(warning, test.says[0]) > 1 {
					t.Errorf("%q is said over and over: %s", test.says[0], warning)
				}
			}
			if rules := sim.OSS().Rules("orders-hz"); len(rules) != 0 {
				t.Errorf("rules in the cloud: %+v", rules)
			}
		})
	}
}

// TestAccWrongImport: ids of a wrong form, and of what is not there.
func TestAccWrongImport(t *testing.T) {
	t.Parallel()
	sim := buckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(providerBlock(defaultKey, "") + rule(sourceEnd, destinationEnd, ""))
	for id, says := range map[string]string{
		"mcr-1":                                "cloud/region/bucket/rule_id",
		"alibaba/cn-hangzhou/orders-hz":        "cloud/region/bucket/rule_id",
		"alibaba/cn-hangzhou/orders-hz/":       "cloud/region/bucket/rule_id",
		"aws/eu-west-1/orders/r":               `no cloud "aws"`,
		"alibaba/cn-hangzhou/orders-hz/nobody": "Cannot import non-existent remote object",
		"alibaba/oss-cn-hangzhou/orders-hz/r":  `"cn-hangzhou"`,
		"alibaba/cn-hangzhou/Orders_HZ/r":      "Orders_HZ",
		"alibaba/cn-beijing/orders-hz/r":       "cn-hangzhou",
	} {
		result := cli.Run("import", "-no-color", "multicloud_replication_rule.test", id).Fail()
		if text := strings.Join(strings.Fields(result.Stderr), " "); strings.Count(text, "Error: ") != 1 || !strings.Contains(text, says) {
			t.Errorf("import of %s: want one error with %q, got\n%s", id, says, result.Stderr)
		}
	}
}
