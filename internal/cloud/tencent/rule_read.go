package tencent

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	enabled  = "Enabled"
	disabled = "Disabled"
)

// readRule is the rule as it was read, without the role, which belongs to the document. What COS leaves out is filled in:
// deletions are replicated unless the rule says otherwise, KMS objects only if it says so.
func readRule(source replication.BucketRef, x *node) replication.Rule {
	priority, _ := strconv.Atoi(x.value("Priority")) // none, or not a number that this provider could have written
	return replication.Rule{
		ID:               idOf(x),
		Source:           source,
		Destination:      parseDestination(x.value("Destination", "Bucket")),
		Enabled:          strings.EqualFold(x.value("Status"), enabled),
		Prefixes:         readPrefixes(x),
		ReplicateDeletes: !strings.EqualFold(x.value("DeleteMarkerReplication", "Status"), disabled),
		Encryption: replication.Encryption{
			ReplicateKMSObjects: strings.EqualFold(x.value("SourceSelectionCriteria", "SseKmsEncryptedObjects", "Status"), enabled),
			ReplicaKMSKeyID:     x.value("Destination", "EncryptionConfiguration", "ReplicaKmsKeyID"),
		},
		Tencent: replication.TencentOptions{
			Priority:     priority,
			Tags:         readTags(x),
			StorageClass: strings.ToUpper(x.value("Destination", "StorageClass")),
		},
		Status:     replication.StatusActive,
		Unmodelled: unmodelled(x, ""),
	}
}

// unnamed begins the ids of rules that have none.
const unnamed = "unnamed:"

// idOf is the rule's id. A rule that was made elsewhere may have none; it goes by what it is about then, which no other rule
// is: "unnamed:" with the destination bucket, the prefix, and the tags, such as "unnamed:orders-sh-1250000000:invoices/".
// When it is first changed here, the rule gets that for its id.
func idOf(x *node) string {
	if id := x.value("ID"); id != "" {
		return id
	}
	id := unnamed + parseDestination(x.value("Destination", "Bucket")).Bucket + ":" + firstOf(readPrefixes(x))
	tags := readTags(x)
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		id += ":" + key + "=" + tags[key]
	}
	return id
}

// prefixPaths are the places of a prefix; COS has had all of them.
var prefixPaths = [][]string{{"Filter", "And", "Prefix"}, {"Filter", "Prefix"}, {"Prefix"}}

func readPrefixes(x *node) []string {
	for _, path := range prefixPaths {
		if found := x.find(path...); found != nil && found.content() != "" {
			return []string{found.content()}
		}
	}
	return nil // no prefix, or an empty one, is the whole bucket
}

func readTags(x *node) map[string]string {
	var tags map[string]string
	for _, filter := range []*node{x.find("Filter"), x.find("Filter", "And")} {
		if filter == nil {
			continue
		}
		for _, tag := range filter.all("Tag") {
			if tags == nil {
				tags = map[string]string{}
			}
			tags[textOf(tag.find("Key"))] = textOf(tag.find("Value"))
		}
	}
	return tags
}

func textOf(x *node) string {
	if x == nil {
		return ""
	}
	return x.content()
}

// modelled are the elements of a rule that the domain has a place for.
var modelled = map[string]bool{
	"ID": true, "Status": true, "Priority": true, "Prefix": true,
	"Filter": true, "Filter/Prefix": true, "Filter/Tag": true, "Filter/Tag/Key": true, "Filter/Tag/Value": true,
	"Filter/And": true, "Filter/And/Prefix": true, "Filter/And/Tag": true, "Filter/And/Tag/Key": true, "Filter/And/Tag/Value": true,
	"Destination": true, "Destination/Bucket": true, "Destination/StorageClass": true,
	"Destination/EncryptionConfiguration": true, "Destination/EncryptionConfiguration/ReplicaKmsKeyID": true,
	"DeleteMarkerReplication": true, "DeleteMarkerReplication/Status": true,
	"SourceSelectionCriteria": true, "SourceSelectionCriteria/SseKmsEncryptedObjects": true,
	"SourceSelectionCriteria/SseKmsEncryptedObjects/Status": true,
}

// unmodelled names the other elements that hold anything, by their path below the rule.
func unmodelled(x *node, above string) []string {
	var names []string
	for _, kid := range x.kids {
		switch path := above + kid.name; {
		case kid.name == "":
		case modelled[path]:
			names = append(names, unmodelled(kid, path+"/")...)
		case !kid.empty():
			names = append(names, path)
		}
	}
	return names
}
