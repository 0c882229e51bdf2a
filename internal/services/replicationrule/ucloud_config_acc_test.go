package replicationrule_test

import (
	"strings"
	"testing"
)

// TestAccUCloudConfig takes the constraints that one resource of ucloud can violate through the real CLI, under both rule sets.
func TestAccUCloudConfig(t *testing.T) {
	t.Parallel()
	within := `
resource "multicloud_replication_rule" "test" {
  cloud       = "ucloud"
  source      = { bucket = "orders-b", region = "cn-gd" }
  destination = { bucket = "orders-d", region = "cn-gd" }
  scope       = "same_region"
}
`
	far := `
resource "multicloud_replication_rule" "test" {
  cloud       = "ucloud"
  source      = { bucket = "orders-a", region = "cn-bj2" }
  destination = { bucket = "orders-far", region = "hk" }
}
`
	versioned := strings.Replace(us3Rule("test", "orders-a", "orders-b", ""), `region = "cn-bj2"`, `region = "cn-bj2", versioning = "enabled"`, 1)
	for name, test := range map[string]struct {
		config, id, on  string
		strict, current string // severities; empty is not said
	}{
		"one region":        {within, "U1", "destination", "error", ""},
		"region":            {far, "U4", "destination", "error", ""},
		"border":            {far, "U8", "destination", "", "warning"}, // Hong Kong
		"prefix":            {us3Rule("test", "orders-a", "orders-b", `prefixes = ["logs/"]`), "U5", "prefixes", "error", ""},
		"prefix, no slash":  {us3Rule("test", "orders-a", "orders-b", `prefixes = ["logs"]`), "U9", "prefixes", "", "warning"},
		"prefixes":          {us3Rule("test", "orders-a", "orders-b", `prefixes = ["a/", "b/"]`), "G7", "prefixes", "", "error"},
		"deletes":           {us3Rule("test", "orders-a", "orders-b", `replicate_deletes = false`), "U5", "replicate_deletes", "error", ""},
		"existing":          {us3Rule("test", "orders-a", "orders-b", `replicate_existing_objects = true`), "U5", "replicate_existing_objects", "error", ""},
		"versioning":        {versioned, "U6", "source", "error", "error"},
		"id":                {us3Rule("test", "orders-a", "orders-b", `rule_id = "mine"`), "G7", "rule_id", "error", "error"},
		"encryption":        {us3Rule("test", "orders-a", "orders-b", `encryption = { replicate_kms_objects = true }`), "G7", "encryption", "error", "error"},
		"another's object":  {us3Rule("test", "orders-a", "orders-b", `alibaba = {}`), "G7", "alibaba", "error", "error"},
		"overwrites":        {us3Rule("test", "orders-a", "orders-b", ""), "G10", "destination", "warning", "warning"},
		"bucket is missing": {far, "G6", "destination", "warning", "warning"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, cli := us3CLI(t)
			for ruleSet, severity := range map[string]string{"strict": test.strict, "current": test.current} {
				cli.Write(us3Provider(`rule_set = "`+ruleSet+`"`) + test.config)
				// Validation, of which every plan begins with one, knows the environment only.
				env := cli.Env
				cli.Env = append(cli.Env, "MULTICLOUD_UCLOUD_RULE_SET="+ruleSet)
				result := cli.Run("plan", "-json")
				cli.Env = env
				found := result.Find(severity, "("+test.id+")")
				if severity == "" {
					if len(found) != 0 {
						t.Errorf("%s: want nothing of %s, got\n%s", ruleSet, test.id, result.All())
					}
					continue
				}
				if len(found) == 0 || !strings.HasPrefix(found[0].Code(), test.on) {
					t.Errorf("%s: want %s %s on %s, got\n%s", ruleSet, severity, test.id, test.on, result.All())
					continue
				}
				strictOnly := test.current == ""
				if strictOnly && !strings.Contains(found[0].Text(), theSwitch) {
					t.Errorf("%s: the switch is not named: %s", ruleSet, found[0].Text())
				}
			}
		})
	}
}

// TestAccUCloudValidate: validation does not see the provider's rule set, so that what depends on it is a warning there.
func TestAccUCloudValidate(t *testing.T) {
	t.Parallel()
	_, cli := us3CLI(t)
	cli.Write(us3Provider(`rule_set = "current"`) + us3Rule("test", "orders-a", "orders-b", `prefixes = ["logs/"]`))
	said := cli.Run("validate").Succeed()
	if !strings.Contains(said.Stdout, "(U5)") {
		t.Errorf("nothing is said of U5:\n%s", said.Stdout)
	}
	cli.Env = append(cli.Env, "MULTICLOUD_UCLOUD_RULE_SET=current")
	if said := cli.Run("validate").Succeed(); strings.Contains(said.Stdout, "(U5)") {
		t.Errorf("U5 is said although the environment has the rule set:\n%s", said.Stdout)
	}
}
