package main

import (
	"fmt"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const frontMatter = `---
page_title: "Constraints"
subcategory: ""
description: |-
  Every rule of the clouds that this provider checks before anything is touched, and how to change a check's severity.
---

<!-- Written by "go run ./internal/docgen" from the catalogue in internal/replication. Do not edit. -->

# Constraints

Replication fails late: many clouds accept a setup that can never copy an object. This provider therefore knows the clouds' documented
rules and checks them before it writes anything. Each check has an id, which every message names.

## When a constraint is checked

| stage | what is looked at | when |
|---|---|---|
| static | one resource's own configuration | ` + "`terraform validate` and `terraform plan`" + ` |
| plan | all resources of the configuration together | ` + "`terraform plan`" + ` |
| live | what the cloud tells, read-only | ` + "`terraform plan`, unless `preflight = \"offline\"`" + ` |
| apply | the rules of the source bucket, just before the write | ` + "`terraform apply`" + ` |

A value that is not known yet is never judged. A fact that cannot be read is a warning that names it. Only what a plan creates or changes is
judged with errors; an unchanged resource gets a warning at most, and destroying is never held up. What another Terraform
configuration, or another alias of this provider, is about to do cannot be seen.

## Changing the severity

For the day on which a cloud changes its rules, or raises a limit for your account, each check can be made an ` + "`\"error\"`, a warning (`\"warn\"`), or be switched `\"off\"`" + `:

` + "```terraform" + `
provider "multicloud" {
  checks = { A5 = "warn", G3 = "off" }
}
` + "```" + `

The environment variable ` + "`" + replication.ChecksVariable + "`" + ` does the same, in the form ` + "`A5=warn,G3=off`" + `; it counts in ` + "`terraform validate`" + ` too. Switching a check off
changes nothing about the cloud: where its rule still holds, the apply fails instead of the plan.

## All constraints

`

// page is the documentation page of the catalogue.
func page(catalogue []replication.Constraint) string {
	var b strings.Builder
	b.WriteString(frontMatter)
	b.WriteString("| id | rule | cloud | severity | stages | certainty | source |\n|---|---|---|---|---|---|---|\n")
	for _, c := range catalogue {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s | %s | %s | %s |\n",
			c.ID, anchor(c), cell(c.Title), cell(cloudTitle(c)), severityTitle(c.Severity), stageTitles(c), c.Certainty, cell(c.Source))
	}
	for _, c := range catalogue {
		b.WriteString("\n" + section(c))
	}
	return b.String()
}

// section explains one constraint. Its heading is the id alone, so that links to it outlive a change of the title.
func section(c replication.Constraint) string {
	return fmt.Sprintf("### %s\n\n**%s.** %s\n\n", c.ID, c.Title, c.Doc) +
		fmt.Sprintf("- Cloud: %s\n", cloudTitle(c)) +
		fmt.Sprintf("- Severity: %s\n", severityTitle(c.Severity)) +
		fmt.Sprintf("- Checked: %s\n", stageTitles(c)) +
		fmt.Sprintf("- Certainty: %s; source: %s\n", c.Certainty, c.Source) +
		fmt.Sprintf("- To change its severity: `%s` in the provider configuration\n", valve(c))
}

// valve is the setting that lowers the constraint by one step.
func valve(c replication.Constraint) string {
	if c.Severity == replication.SeverityError {
		return fmt.Sprintf(`checks = { %s = "warn" }`, c.ID)
	}
	return fmt.Sprintf(`checks = { %s = "off" }`, c.ID)
}

func anchor(c replication.Constraint) string { return strings.ToLower(c.ID) }

func cloudTitle(c replication.Constraint) string {
	if c.Cloud == "" {
		return "every cloud"
	}
	if c.Cloud == replication.Huawei {
		return fmt.Sprintf("%s (`%s`)", replication.HuaweiTitle, c.Cloud)
	}
	if capabilities, ok := replication.CapabilitiesOf(c.Cloud); ok {
		return fmt.Sprintf("%s (`%s`)", capabilities.Title, c.Cloud)
	}
	return "`" + string(c.Cloud) + "`"
}

func severityTitle(s replication.Severity) string {
	switch s {
	case replication.SeverityError:
		return "error"
	case replication.SeverityWarning:
		return "warning"
	default:
		return "off"
	}
}

func stageTitles(c replication.Constraint) string {
	var titles []string
	for _, s := range c.Stages() {
		titles = append(titles, string(s))
	}
	return strings.Join(titles, ", ")
}

// cell is a text within a table, where a vertical bar would end the cell.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
