package replication

import (
	"fmt"
	"strings"
)

// listed is how many names a message lists before it only counts.
const listed = 5

// list joins names for a sentence, those beyond the first few as a number.
func list(names []string) string {
	if len(names) > listed {
		return strings.Join(names[:listed], ", ") + fmt.Sprintf(" and %d more", len(names)-listed)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// quoted are the strings as they stand in a configuration.
func quoted(values []string) []string {
	quotes := make([]string, len(values))
	for i, v := range values {
		quotes[i] = fmt.Sprintf("%q", v)
	}
	return quotes
}

// prefixText says what a rule copies: "the whole bucket" or its prefixes.
func prefixText(prefixes []string) string {
	switch len(prefixes) {
	case 0:
		return "the whole bucket"
	case 1:
		return fmt.Sprintf("the prefix %q", prefixes[0])
	default:
		return "the prefixes " + list(quoted(prefixes))
	}
}

// describe names a rule that exists: "rule mcr-1 from orders-hz (cn-hangzhou) to orders-bj (cn-beijing)".
func (r Rule) describe() string {
	return "rule " + r.ID + " from " + r.Source.String() + " to " + r.Destination.String()
}

// importCommand is the command that brings the rule under management, quoted for a shell.
func (r Rule) importCommand() string {
	return "terraform import multicloud_replication_rule.NAME '" + strings.ReplaceAll(r.Ref().ImportID(), "'", `'\''`) + "'"
}

// importSteps say how to bring a rule that exists under management.
func (r Rule) importSteps() string {
	return "If another configuration, or another alias of this provider, manages it, keep one of the two. To manage that rule here, give this resource its settings and import it (NAME is this resource's name):\n\n" +
		"  " + r.importCommand() + "\n\n" +
		"If the state still holds another rule at this address, which makes Terraform refuse the command and ignore an " +
		"`import` block, remove that first:\n\n" +
		"  terraform state rm multicloud_replication_rule.NAME"
}
