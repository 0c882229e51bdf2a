package replication

import (
	"fmt"
	"slices"
	"strings"
)

// Content is the spec as one string: two specs with the same content want the same thing, and may be the same resource.
// What is not known takes part as such.
func (s Spec) Content() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s|%s|%s|%s|", s.Cloud, endContent(s.Source), endContent(s.Destination), part(s.RuleID))
	fmt.Fprintf(&b, "%s|%s|%s|%s|", part(s.Enabled), setPart(s.Prefixes), part(s.ReplicateDeletes), part(s.ReplicateExisting))
	fmt.Fprintf(&b, "%s|%s|", part(s.ReplicateKMSObjects), part(s.ReplicaKMSKeyID))
	fmt.Fprintf(&b, "%s|%s|%s|%s", setPart(s.Alibaba.Actions), part(s.Alibaba.SyncRole),
		part(s.Alibaba.TransferAcceleration), part(s.Alibaba.ReplicationTimeControl))
	return b.String()
}

// endContent leaves out versioning: it declares something of the bucket and is no part of the rule.
func endContent(e End) string { return part(e.Region) + "/" + part(e.Bucket) }

func part[T any](v Value[T]) string {
	switch known, ok := v.Get(); {
	case ok:
		return fmt.Sprintf("%q", fmt.Sprint(known))
	case v.IsUnknown():
		return "?"
	default:
		return "-"
	}
}

func setPart(v Value[[]string]) string {
	if known, ok := v.Get(); ok {
		return fmt.Sprintf("%q", slices.Sorted(slices.Values(known)))
	}
	return part(v)
}
