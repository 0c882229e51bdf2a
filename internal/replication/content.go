package replication

import (
	"fmt"
	"slices"
	"strings"
)

// Content is the spec as one string: two specs with the same content want the same thing, and may be the same resource.
// What is not known takes part as such.
func (s Spec) Content() string {
	ends := []string{string(s.Cloud), endContent(s.Source), endContent(s.Destination), part(s.RuleID)}
	return strings.Join(append(ends, s.settings()...), "|")
}

// settings are everything that the spec says of the rule but its ends and its id.
func (s Spec) settings() []string {
	return slices.Concat([]string{
		part(s.Enabled), setPart(s.Prefixes), part(s.ReplicateDeletes), part(s.ReplicateExisting),
		part(s.ReplicateKMSObjects), part(s.ReplicaKMSKeyID),
	}, s.Alibaba.settings(), s.Tencent.settings())
}

// sameSettings tells whether both rules do the same, whatever their ids and ends are.
func (r Rule) sameSettings(o Rule) bool {
	return r.Enabled == o.Enabled && slices.Equal(sorted(r.Prefixes), sorted(o.Prefixes)) &&
		r.ReplicateDeletes == o.ReplicateDeletes && r.ReplicateExisting == o.ReplicateExisting && r.Encryption == o.Encryption &&
		r.Alibaba.same(o.Alibaba) && r.Tencent.same(o.Tencent)
}

// endContent leaves out versioning: it declares something of the bucket and is no part of the rule.
func endContent(e End) string { return part(e.Region) + "/" + part(e.Project) + "/" + part(e.Bucket) }

// unknownPart stands for a value that is not known; what is known is quoted.
const unknownPart = "?"

func part[T any](v Value[T]) string {
	switch known, ok := v.Get(); {
	case ok:
		return fmt.Sprintf("%q", fmt.Sprint(known))
	case v.IsUnknown():
		return unknownPart
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
