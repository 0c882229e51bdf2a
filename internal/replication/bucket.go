package replication

import "strings"

// Cloud names a cloud as the attribute `cloud` does.
type Cloud string

// The clouds.
const (
	Alibaba Cloud = "alibaba"
	Tencent Cloud = "tencent"
	UCloud  Cloud = "ucloud"
	// Huawei has no bucket rules here: it replicates backup vaults, see package vault.
	Huawei Cloud = "huawei"
)

// BucketRef names a bucket. Region is the cloud's plain region id ("cn-hangzhou"), without the prefix of a location.
type BucketRef struct {
	Cloud  Cloud
	Region string
	Bucket string
	// Project is where UCloud looks for the bucket; empty is the provider's own project. It is no part of the bucket's name.
	Project string
}

// anywhere is the bucket without its project: names are unique within a cloud.
func (b BucketRef) anywhere() BucketRef {
	b.Project = ""
	return b
}

// String is the form in which messages name a bucket: "orders-hz (cn-hangzhou)".
func (b BucketRef) String() string { return b.Bucket + " (" + b.Region + ")" }

// RuleRef names a rule: the bucket that it replicates from, and its id there.
type RuleRef struct {
	Source BucketRef
	ID     string
}

func (r RuleRef) anywhere() RuleRef { return RuleRef{Source: r.Source.anywhere(), ID: r.ID} }

// ImportID is the id to import the rule by: cloud/region/bucket/rule_id. A rule id may itself hold slashes.
func (r RuleRef) ImportID() string {
	return strings.Join([]string{string(r.Source.Cloud), r.Source.Region, r.Source.Bucket, r.ID}, "/")
}

// Versioning is a bucket's state of versioning.
type Versioning string

// The states of versioning. A bucket whose versioning was never enabled is disabled; one whose versioning was
// enabled and then stopped is suspended, which no replication accepts.
const (
	VersioningEnabled   Versioning = "enabled"
	VersioningDisabled  Versioning = "disabled"
	VersioningSuspended Versioning = "suspended"
)

// ParseVersioning reads the spellings of Terraform's bucket resources ("Enabled", "Suspended", "" and "Disabled"; for
// `versioning_enable` of tencentcloud_cos_bucket "true" and "false") as well as this package's own. The second result is
// false for anything else.
func ParseVersioning(s string) (Versioning, bool) {
	switch v := Versioning(strings.ToLower(s)); v {
	case VersioningEnabled, VersioningDisabled, VersioningSuspended:
		return v, true
	case "true":
		return VersioningEnabled, true
	case "", "false":
		return VersioningDisabled, true
	default:
		return "", false
	}
}

// Scope says whether a rule is meant to cross regions.
type Scope string

// The scopes.
const (
	CrossRegion Scope = "cross_region"
	SameRegion  Scope = "same_region"
)
