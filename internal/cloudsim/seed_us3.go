package cloudsim

import (
	"errors"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

// seedUS3 is the section us3 of a seed file.
type seedUS3 struct {
	us3.Switches `yaml:",inline"`
	Projects     []us3.Project   `yaml:"projects"`
	Buckets      []seedUS3Bucket `yaml:"buckets"`
}

type seedUS3Bucket struct {
	us3.BucketSpec `yaml:",inline"`
	Objects        []seedObject `yaml:"objects"`
	Rules          []us3.Rule   `yaml:"rules"`
}

// check finds what is wrong with the section, and fills in the owner where there is one account only.
func (section *seedUS3) check(accounts []seedAccount, add func(format string, arg any, path ...any)) {
	owners, names := map[string]bool{}, map[string]bool{}
	only := ""
	for _, account := range accounts {
		if account.Cloud == "ucloud" {
			owners[account.ID], only = true, account.ID
		}
	}
	fill := func(owner *string, path ...any) {
		if *owner == "" && len(owners) == 1 {
			*owner = only
		}
		if !owners[*owner] {
			add("the owner %q is no ucloud account of this file", *owner, path...)
		}
	}
	for i := range section.Projects {
		fill(&section.Projects[i].Account, "us3", "projects", i, "account")
	}
	for _, bucket := range section.Buckets {
		names[bucket.Name] = true
	}
	for i := range section.Buckets {
		bucket := &section.Buckets[i]
		fill(&bucket.Owner, "us3", "buckets", i, "owner")
		checkObjects(bucket.Name, bucket.Objects, func(format string, arg any, path ...any) {
			add(format, arg, append([]any{"us3", "buckets", i}, path...)...)
		})
		for j, rule := range bucket.Rules {
			if !names[rule.DstBucket] {
				add("the destination %q is no bucket of this file", rule.DstBucket, "us3", "buckets", i, "rules", j, "dst_bucket")
			}
		}
	}
}

// seedUS3 makes projects, then buckets with their objects, then rules: to a rule, these objects are existing ones.
func (s *Simulator) seedUS3(document *seedDocument, section seedUS3) error {
	var problems []error
	note := func(err error, path ...any) {
		if err != nil {
			problems = append(problems, document.errorf("%v", err, append([]any{"us3"}, path...)...))
		}
	}
	note(s.us3.MutateSwitches(func(switches *us3.Switches) { *switches = section.Switches }), "rule_set")
	for i, project := range section.Projects {
		note(s.us3.CreateProject(project), "projects", i)
	}
	for i, bucket := range section.Buckets {
		note(s.us3.CreateBucket(bucket.BucketSpec), "buckets", i)
		for j, object := range bucket.Objects {
			note(object.each(func(key string, content []byte) error {
				return s.us3.PutObject(bucket.Name, key, us3.ObjectSpec{Content: content})
			}), "buckets", i, "objects", j)
		}
	}
	for i, bucket := range section.Buckets {
		for j, rule := range bucket.Rules {
			_, err := s.us3.AddRule(bucket.Name, rule)
			note(err, "buckets", i, "rules", j)
		}
	}
	return errors.Join(problems...)
}
