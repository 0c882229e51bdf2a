package cos

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Tag is an object tag that a rule selects.
type Tag struct {
	Key   string `json:"key" yaml:"key"`
	Value string `json:"value" yaml:"value"`
}

// Rule is what a Rule element says, spelled as the API spells it; elements that are not there are empty.
type Rule struct {
	ID              string `json:"id,omitempty" yaml:"id"`
	Status          string `json:"status" yaml:"status"`               // "Enabled" or "Disabled"
	Priority        int    `json:"priority,omitempty" yaml:"priority"` // 0 is none; the smallest wins
	Prefix          string `json:"prefix,omitempty" yaml:"prefix"`     // wherever it stands in the rule
	Tags            []Tag  `json:"tags,omitempty" yaml:"tags"`
	Bucket          string `json:"bucket" yaml:"bucket"` // destination bucket with its APPID
	Region          string `json:"region" yaml:"region"` // destination region
	StorageClass    string `json:"storage_class,omitempty" yaml:"storage_class"`
	DeleteMarkers   string `json:"delete_markers,omitempty" yaml:"delete_markers"` // "Enabled" where it is empty
	KMS             string `json:"kms,omitempty" yaml:"kms"`                       // whether objects encrypted with KMS are replicated
	ReplicaKMSKeyID string `json:"replica_kms_key_id,omitempty" yaml:"replica_kms_key_id"`
}

// document is a bucket's replication configuration: the text, and what it says.
type document struct {
	XML     string    `json:"xml"`
	Role    string    `json:"role"`
	Rules   []Rule    `json:"rules"`
	Created time.Time `json:"created"`
}

// readDocument reads a configuration without judging it: numbers and destinations that cannot be read stay empty.
func readDocument(text string, now time.Time) (*document, *element, error) {
	root, err := parseXML(text)
	if err != nil {
		return nil, nil, err
	}
	d := &document{XML: text, Role: root.value("Role"), Created: now}
	for _, e := range root.all("Rule") {
		d.Rules = append(d.Rules, readRule(e))
	}
	return d, root, nil
}

func readRule(e *element) Rule {
	r := Rule{
		ID: e.value("ID"), Status: e.value("Status"), Prefix: e.value("Prefix"),
		StorageClass:    e.value("Destination", "StorageClass"),
		DeleteMarkers:   e.value("DeleteMarkerReplication", "Status"),
		KMS:             e.value("SourceSelectionCriteria", "SseKmsEncryptedObjects", "Status"),
		ReplicaKMSKeyID: e.value("Destination", "EncryptionConfiguration", "ReplicaKmsKeyID"),
	}
	r.Priority, _ = strconv.Atoi(strings.TrimSpace(e.value("Priority")))
	r.Region, r.Bucket, _ = parseDestination(e.value("Destination", "Bucket"))
	for _, path := range [][]string{{"Filter", "Prefix"}, {"Filter", "And", "Prefix"}} {
		if p := e.value(path...); p != "" {
			r.Prefix = p
		}
	}
	// A bare Tag in a Filter is in no document; it is read as the one tag that it looks like.
	for _, t := range slices.Concat(e.at("Filter").all("Tag"), e.at("Filter", "And").all("Tag")) {
		r.Tags = append(r.Tags, Tag{t.value("Key"), t.value("Value")})
	}
	return r
}

// The spellings of a destination: today's, and two older ones that the documentation and Tencent's SDKs have had.
var destinations = []*regexp.Regexp{
	regexp.MustCompile(`^qcs::cos:([^:]*)::([^:]+)$`),
	regexp.MustCompile(`^qcs::cos:([^:]*):uid/\d+:([^:]+)$`),
	regexp.MustCompile(`^qcs:id/0:cos:([^:]*):appid/(\d+):([^:]+)$`),
}

// parseDestination takes a Destination/Bucket apart into region and full bucket name.
func parseDestination(text string) (region, name string, ok bool) {
	for _, pattern := range destinations {
		m := pattern.FindStringSubmatch(text)
		switch len(m) {
		case 3:
			return m[1], m[2], true
		case 4: // the oldest form has the name without the APPID
			return m[1], strings.TrimSuffix(m[3], "-"+m[2]) + "-" + m[2], true
		}
	}
	return "", "", false
}

// carries tells whether the rule is at work for an object with this key and these tags.
func (r *Rule) carries(key string, tags map[string]string) bool {
	if r.Status != "Enabled" || !strings.HasPrefix(key, r.Prefix) {
		return false
	}
	return !slices.ContainsFunc(r.Tags, func(t Tag) bool { value, ok := tags[t.Key]; return !ok || value != t.Value })
}

// forObject are the rules at work for an object: for each destination bucket the one with the smallest priority.
func (d *document) forObject(key string, tags map[string]string) []Rule {
	var found []Rule
	if d == nil {
		return nil
	}
	for _, r := range d.Rules {
		if !r.carries(key, tags) {
			continue
		}
		i := slices.IndexFunc(found, func(f Rule) bool { return f.Bucket == r.Bucket })
		switch {
		case i < 0:
			found = append(found, r)
		case r.Priority < found[i].Priority:
			found[i] = r
		}
	}
	return found
}

// xml writes a rule as the newest documentation has it, without what it leaves empty.
func (r *Rule) xml() string {
	var b strings.Builder
	add := func(open, text, closing string) {
		if text != "" {
			b.WriteString(open + escapeXML(text) + closing)
		}
	}
	add("<ID>", r.ID, "</ID>")
	add("<Status>", r.Status, "</Status>")
	if r.Priority != 0 {
		add("<Priority>", strconv.Itoa(r.Priority), "</Priority>")
	}
	if len(r.Tags) > 0 {
		b.WriteString("<Filter><And><Prefix>" + escapeXML(r.Prefix) + "</Prefix>")
		for _, t := range r.Tags {
			b.WriteString("<Tag><Key>" + escapeXML(t.Key) + "</Key><Value>" + escapeXML(t.Value) + "</Value></Tag>")
		}
		b.WriteString("</And></Filter>")
	} else {
		add("<Prefix>", r.Prefix, "</Prefix>")
	}
	b.WriteString("<Destination>")
	add("<Bucket>", "qcs::cos:"+r.Region+"::"+r.Bucket, "</Bucket>")
	add("<StorageClass>", r.StorageClass, "</StorageClass>")
	add("<EncryptionConfiguration><ReplicaKmsKeyID>", r.ReplicaKMSKeyID, "</ReplicaKmsKeyID></EncryptionConfiguration>")
	b.WriteString("</Destination>")
	add("<DeleteMarkerReplication><Status>", r.DeleteMarkers, "</Status></DeleteMarkerReplication>")
	add("<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>", r.KMS, "</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>")
	return "<Rule>" + b.String() + "</Rule>"
}
