package cloudsim

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

// seedCOS is the section cos of a seed file.
type seedCOS struct {
	ConfigurationDelay time.Duration   `yaml:"configuration_delay"`
	Buckets            []seedCOSBucket `yaml:"buckets"`
}

// seedCOSBucket has its replication as a document, or as rules of which a document is made.
type seedCOSBucket struct {
	cos.BucketSpec `yaml:",inline"`
	Objects        []seedObject `yaml:"objects"`
	Replication    string       `yaml:"replication"`
	Rules          []cos.Rule   `yaml:"rules"`
}

// check finds what is wrong in the section, and fills in owners where there is one tencent account only.
func (section *seedCOS) check(accounts []seedAccount, add func(format string, arg any, path ...any)) {
	var owners []string
	for _, account := range accounts {
		if account.Cloud == "tencent" {
			owners = append(owners, account.ID)
		}
	}
	names := map[string]bool{}
	for _, bucket := range section.Buckets {
		names[bucket.Name] = true
	}
	for i := range section.Buckets {
		section.Buckets[i].check(owners, names, func(format string, arg any, path ...any) {
			add(format, arg, append([]any{"cos", "buckets", i}, path...)...)
		})
	}
}

func (b *seedCOSBucket) check(owners []string, names map[string]bool, add func(format string, arg any, path ...any)) {
	if b.Owner = fillOwner(b.Owner, owners); b.Owner == "" {
		add("the owner of the bucket %s is no tencent account of this file", b.Name, "owner")
	}
	if !regionID.MatchString(b.Region) {
		add("the region %q is no region id such as ap-guangzhou", b.Region, "region")
	}
	switch strings.ToLower(b.Versioning) {
	case "":
	case "enabled":
		b.Versioning = cos.VersioningEnabled
	case "suspended":
		b.Versioning = cos.VersioningSuspended
	default:
		add("versioning %q is neither Enabled nor Suspended", b.Versioning, "versioning")
	}
	checkObjects(b.Name, b.Objects, add)
	if b.Replication != "" && len(b.Rules) > 0 {
		add("the bucket %s has both replication and rules: it is either the document or a list", b.Name, "replication")
	}
	for j, rule := range b.Rules {
		if !names[rule.Bucket] {
			add("the destination %q is no bucket of this file", rule.Bucket, "rules", j, "bucket")
		}
	}
}

// fillOwner is the owner if it is one of the owners, the only owner if none is given, or "".
func fillOwner(owner string, owners []string) string {
	if owner == "" && len(owners) == 1 {
		return owners[0]
	}
	if slices.Contains(owners, owner) {
		return owner
	}
	return ""
}

// seedCOS makes the buckets with their objects before any rule: rules do not copy objects that are there before them.
func (s *Simulator) seedCOS(document *seedDocument, section seedCOS) error {
	var problems []error
	note := func(err error, path ...any) {
		if err != nil {
			problems = append(problems, document.errorf("%v", err, append([]any{"cos"}, path...)...))
		}
	}
	s.cos.SetConfigurationDelay(section.ConfigurationDelay)
	for i, bucket := range section.Buckets {
		if err := s.cos.CreateBucket(bucket.BucketSpec); err != nil {
			note(err, "buckets", i)
			continue
		}
		for j, object := range bucket.Objects {
			note(object.each(func(key string, content []byte) error {
				_, err := s.cos.PutObject(bucket.Name, key, cos.ObjectSpec{Content: content})
				return err
			}), "buckets", i, "objects", j)
		}
	}
	for i, bucket := range section.Buckets {
		if _, made := s.cos.Bucket(bucket.Name); !made {
			continue
		}
		if bucket.Replication != "" {
			note(s.cos.SetDocument(bucket.Name, bucket.Replication), "buckets", i, "replication")
		}
		for j, rule := range bucket.Rules {
			note(s.cos.AddRule(bucket.Name, rule), "buckets", i, "rules", j)
		}
	}
	return errors.Join(problems...)
}
