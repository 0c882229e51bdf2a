package acctest_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
)

// withStandIns is a configuration whose resources of other providers, which are not at hand here, are terraform_data: what such a
// resource is told is the input, and who refers to it gets it from the output, not known before the apply. So the configuration
// is planned and applied as it stands, but for what the other provider would say to its own arguments.
func withStandIns(t *testing.T, config string) string {
	t.Helper()
	file, problems := hclwrite.ParseConfig([]byte(config), "main.tf", hcl.InitialPos)
	if problems.HasErrors() {
		t.Fatalf("%v\n%s", problems, config)
	}
	var foreign []string
	for _, block := range file.Body().Blocks() {
		labels := block.Labels()
		if block.Type() != "resource" || strings.HasPrefix(labels[0], "multicloud_") || labels[0] == "terraform_data" {
			continue
		}
		foreign = append(foreign, regexp.QuoteMeta(labels[0]+"."+labels[1]))
		block.SetLabels([]string{"terraform_data", labels[0] + "_" + labels[1]})
		input := object(block.Body(), metaArguments...)
		for name := range block.Body().Attributes() {
			if !slices.Contains(metaArguments, name) || name == "provider" {
				block.Body().RemoveAttribute(name)
			}
		}
		for _, nested := range block.Body().Blocks() {
			block.Body().RemoveBlock(nested)
		}
		block.Body().SetAttributeRaw("input", input)
	}
	text := string(file.Bytes())
	if len(foreign) == 0 {
		return text
	}
	reference := regexp.MustCompile(`\b(` + strings.Join(foreign, "|") + `)\b(\[[^\]]+\])?`)
	return reference.ReplaceAllStringFunc(text, func(found string) string {
		parts := reference.FindStringSubmatch(found)
		return "terraform_data." + strings.ReplaceAll(parts[1], ".", "_") + parts[2] + ".output"
	})
}

// metaArguments are Terraform's own in a block of a resource.
var metaArguments = []string{"for_each", "count", "depends_on", "provider", "lifecycle"}

// object is what is in a block, those names left out, as one value.
func object(body *hclwrite.Body, without ...string) hclwrite.Tokens {
	var all []hclwrite.ObjectAttrTokens
	add := func(name string, value hclwrite.Tokens) {
		if !slices.Contains(without, name) {
			all = append(all, hclwrite.ObjectAttrTokens{Name: hclwrite.TokensForIdentifier(name), Value: value})
		}
	}
	attributes := body.Attributes()
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		add(name, attributes[name].Expr().BuildTokens(nil))
	}
	for _, nested := range body.Blocks() {
		add(nested.Type(), object(nested.Body()))
	}
	return hclwrite.TokensForObject(all)
}

// TestStandIns sees that nothing of this provider's is touched, and that references follow.
func TestStandIns(t *testing.T) {
	t.Parallel()
	const config = `
resource "elsewhere_bucket" "a" {
  for_each = toset(["x"])
  provider = elsewhere.north
  name     = each.key # a comment
  rule {
    on = true
  }
  lifecycle {
    ignore_changes = [rule]
  }
}

resource "multicloud_replication_rule" "a" {
  source = { bucket = elsewhere_bucket.a["x"].name }
}
`
	got := strings.Join(strings.Fields(withStandIns(t, config)), " ")
	want := `resource "terraform_data" "elsewhere_bucket_a" { for_each = toset(["x"]) input = { name = each.key rule = { on = true } } } ` +
		`resource "multicloud_replication_rule" "a" { source = { bucket = terraform_data.elsewhere_bucket_a["x"].output.name } }`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
