package tencent

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// newRule is a rule as it is added. Whether deletions are replicated is always said, since the default is easily mistaken,
// and with tags must be said (COS documentation of PUT Bucket replication).
func newRule(r replication.Rule) *node {
	x := parent("Rule")
	if r.ID != "" {
		x.append(element("ID", r.ID))
	}
	x.append(element("Status", statusOf(r.Enabled)))
	x.append(parent("Destination", element("Bucket", destinationOf(r.Destination))))
	x.append(parent("DeleteMarkerReplication", element("Status", statusOf(r.ReplicateDeletes))))
	editRule(x, readRule(r.Source, x), r)
	return x
}

// editRule changes what the rule is into what it should be, and touches only what differs. The role is the document's.
func editRule(x *node, is, want replication.Rule) {
	if x.value("ID") == "" { // what it goes by may change
		x.set(want.ID, "ID")
	}
	if is.Enabled != want.Enabled {
		x.set(statusOf(want.Enabled), "Status")
	}
	if is.Tencent.Priority != want.Tencent.Priority {
		setOrClear(x, priorityText(want.Tencent.Priority), "Priority")
	}
	if !slices.Equal(is.Prefixes, want.Prefixes) || !maps.Equal(is.Tencent.Tags, want.Tencent.Tags) {
		editFilter(x, firstOf(want.Prefixes), want.Tencent.Tags)
	}
	if is.Destination != want.Destination {
		x.set(destinationOf(want.Destination), "Destination", "Bucket")
	}
	if !strings.EqualFold(is.Tencent.StorageClass, want.Tencent.StorageClass) {
		setOrClear(x, want.Tencent.StorageClass, "Destination", "StorageClass")
	}
	if is.Encryption.ReplicaKMSKeyID != want.Encryption.ReplicaKMSKeyID {
		setOrClear(x, want.Encryption.ReplicaKMSKeyID, "Destination", "EncryptionConfiguration", "ReplicaKmsKeyID")
	}
	if is.ReplicateDeletes != want.ReplicateDeletes {
		x.set(statusOf(want.ReplicateDeletes), "DeleteMarkerReplication", "Status")
	}
	if is.Encryption.ReplicateKMSObjects != want.Encryption.ReplicateKMSObjects {
		x.set(statusOf(want.Encryption.ReplicateKMSObjects), "SourceSelectionCriteria", "SseKmsEncryptedObjects", "Status")
	}
}

// editFilter says which objects the rule is about. With tags that is Filter/And; a prefix alone stays in the form that the
// rule has, and is the plain element Prefix in a new rule.
func editFilter(x *node, prefix string, tags map[string]string) {
	hadFilter := x.find("Filter") != nil
	for _, path := range [][]string{{"Prefix"}, {"Filter", "Prefix"}, {"Filter", "And", "Prefix"}} {
		x.clear(path...)
	}
	for _, filter := range []*node{x.find("Filter", "And"), x.find("Filter")} {
		if filter == nil {
			continue
		}
		for _, tag := range filter.all("Tag") {
			filter.remove(tag)
		}
	}
	if and := x.find("Filter", "And"); and != nil && and.empty() {
		x.find("Filter").remove(and)
	}
	switch {
	case len(tags) > 0:
		x.set(prefix, "Filter", "And", "Prefix")
		and := x.find("Filter", "And")
		for _, key := range slices.Sorted(maps.Keys(tags)) {
			and.append(parent("Tag", element("Key", key), element("Value", tags[key])))
		}
	case prefix == "":
	case x.find("Filter", "And") != nil: // it holds something that is not known here
		x.set(prefix, "Filter", "And", "Prefix")
	case hadFilter:
		x.set(prefix, "Filter", "Prefix")
	default:
		x.set(prefix, "Prefix")
	}
	if filter := x.find("Filter"); filter != nil && filter.empty() {
		x.remove(filter)
	}
}

func setOrClear(x *node, text string, path ...string) {
	if text == "" {
		x.clear(path...)
		return
	}
	x.set(text, path...)
}

func priorityText(priority int) string {
	if priority == 0 {
		return ""
	}
	return strconv.Itoa(priority)
}

func firstOf(prefixes []string) string {
	if len(prefixes) == 0 {
		return ""
	}
	return prefixes[0]
}

// statusOf is how the document says on and off.
func statusOf(on bool) string {
	if on {
		return enabled
	}
	return disabled
}
