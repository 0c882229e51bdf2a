package replication

import (
	"regexp"
	"strings"
)

func constraintT1() Constraint {
	return Constraint{
		ID: "T1", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "Versioning must be enabled on both buckets",
		Source: "COS documentation of PUT Bucket replication (remarks, errors InvalidBucketState and BucketVersionNotOpen)",
		Doc: "COS replicates versions, so both buckets need versioning before the rule is made, and keep it: the source's cannot be suspended while it has rules, and " +
			"suspending the destination's silently stops the rules that point to it. If the same apply enables it, say so with " +
			"`versioning = tencentcloud_cos_bucket_version.NAME.status` in `source` or `destination`: what is declared there counts, and Terraform then " +
			"enables versioning before it makes the rule. Beside that resource, put `versioning_enable` of the `tencentcloud_cos_bucket` into `ignore_changes`: " +
			"it is false unless set, so that the bucket's own resource would suspend versioning in its next apply.",
		Needs: []FactKind{FactSourceBucket, FactDestinationBucket},
		Static: func(s Spec, _ Capabilities) []Finding {
			return versioningMissing(s, s.Source.Versioning, s.Destination.Versioning)
		},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			source, okSource := VersioningOf(s.Source, f.Source)
			destination, okDestination := VersioningOf(s.Destination, f.Destination)
			return versioningMissing(s, valueOf(source, okSource), valueOf(destination, okDestination))
		},
	}
}

func versioningMissing(s Spec, source, destination Value[Versioning]) []Finding {
	var findings []Finding
	s.Source.Versioning, s.Destination.Versioning = source, destination
	for side, end := range s.sides() {
		is, known := end.Versioning.Get()
		if !known || is == VersioningEnabled {
			continue
		}
		findings = append(findings, Finding{
			Path:  side + ".versioning",
			Found: "Versioning of the " + side + " bucket " + endText(end) + " is " + string(is) + ". COS replicates only between buckets with versioning enabled.",
			Do: "Enable versioning on " + end.Bucket.Or("that bucket") + ". If the same apply does that, say so in " + side +
				`.versioning: versioning = tencentcloud_cos_bucket_version.NAME.status, or versioning = "enabled".`,
		})
	}
	return findings
}

// cosRoleForm is the form of the identity by whose rights COS copies (COS documentation of PUT Bucket replication, Role).
var cosRoleForm = regexp.MustCompile(`^qcs::cam::uin/\d+:uin/\d+$`)

func constraintT2() Constraint {
	return Constraint{
		ID: "T2", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "Role and bucket names have the form of COS, and both buckets are of one account",
		Source: "COS documentation of PUT Bucket replication (Role, Destination), replication overview (one account), specifications (bucket names)",
		Doc: "`tencent.role` is an account, `qcs::cam::uin/OWNER:uin/USER`, and no CAM role: the root account's UIN, then that UIN again or the one of a user of the " +
			"account. A bucket is named with the APPID of its account at the end, such as `orders-1250000000`, and COS replicates within one account only, so both " +
			"names end alike. For another account, copy by other means.",
		Static: func(s Spec, c Capabilities) []Finding {
			return append(bucketForms(s, c), cosRole(s.Tencent.Role)...)
		},
	}
}

func bucketForms(s Spec, c Capabilities) []Finding {
	var findings []Finding
	for side, end := range s.sides() {
		if name, known := end.Bucket.Get(); known && !c.BucketName.MatchString(name) {
			findings = append(findings, Finding{
				Path:  side + ".bucket",
				Found: `"` + name + `" is no bucket name of COS.`,
				Do:    "Write " + c.BucketNameRule + ".",
			})
		}
	}
	source, okSource := s.Source.Bucket.Get()
	destination, okDestination := s.Destination.Bucket.Get()
	if len(findings) > 0 || !okSource || !okDestination || appID(source) == appID(destination) {
		return findings
	}
	return []Finding{{
		Path: "destination.bucket",
		Found: "The source bucket " + source + " belongs to the account with the APPID " + appID(source) + ", the destination bucket " + destination +
			" to " + appID(destination) + ". COS does not replicate across accounts.",
		Do: "Name a destination bucket of the same account.",
	}}
}

// appID is the end of a bucket's name that tells the account.
func appID(bucket string) string { return bucket[strings.LastIndex(bucket, "-")+1:] }

func cosRole(v Value[string]) []Finding {
	role, known := v.Get()
	if !known || cosRoleForm.MatchString(role) {
		return nil
	}
	found := `The role "` + role + `" is not of the form qcs::cam::uin/OWNER:uin/USER.`
	if strings.Contains(role, "role") {
		found += " COS takes an account here, not a CAM role."
	}
	return []Finding{{
		Path:  "tencent.role",
		Found: found,
		Do: "Leave tencent.role out, and the role that the bucket's rules have already is kept, or that of the bucket's owner is used; or write the UIN of the root " +
			"account twice, such as qcs::cam::uin/100000000001:uin/100000000001.",
	}}
}
