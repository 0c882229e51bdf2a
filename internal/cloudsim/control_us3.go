package cloudsim

import (
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

func (s *Simulator) controlUS3(handle handle) {
	handle("GET /us3/switches", func(*http.Request) (any, error) { return s.us3.Switches(), nil })
	handle("POST /us3/switches", reading(func(in us3.Switches) (any, error) {
		return done(s.us3.MutateSwitches(func(switches *us3.Switches) { *switches = in }))
	}))
	controlBuckets(handle, "/us3", s.us3)
	type change struct {
		Bucket     string
		Versioning *bool
		Mirrors    *[]us3.MirrorRule
	}
	handle("POST /us3/buckets/change", reading(func(in change) (any, error) {
		return done(s.us3.MutateBucket(in.Bucket, func(b *us3.BucketSpec) {
			if in.Versioning != nil {
				b.Versioning = *in.Versioning
			}
			if in.Mirrors != nil {
				b.Mirrors = *in.Mirrors
			}
		}))
	}))
	s.controlUS3Objects(handle)
	s.controlUS3Rules(handle)
}

func (s *Simulator) controlUS3Objects(handle handle) {
	type objectIn struct{ Bucket, Key, Content string }
	handle("GET /us3/objects", ofBucket(s.us3, func(name string, r *http.Request) (any, error) {
		key, answers := r.URL.Query().Get("key"), []objectAnswer{}
		for _, o := range s.us3.Objects(name) {
			answer := objectAnswer{Key: o.Key, Size: len(o.Content), Modified: o.Modified, Replica: o.Replica}
			if key == o.Key {
				content := string(o.Content)
				answer.Content = &content
				return answer, nil
			}
			answers = append(answers, answer)
		}
		if key != "" {
			return nil, notFound("the bucket %q has no object %q", name, key)
		}
		return answers, nil
	}))
	handle("POST /us3/objects", reading(func(in objectIn) (any, error) {
		return done(s.us3.PutObject(in.Bucket, in.Key, us3.ObjectSpec{Content: []byte(in.Content)}))
	}))
	handle("POST /us3/objects/delete", reading(func(in objectIn) (any, error) { return done(s.us3.DeleteObject(in.Bucket, in.Key)) }))
}

func (s *Simulator) controlUS3Rules(handle handle) {
	type ruleIn struct{ Bucket, ID, Status string }
	handle("GET /us3/rules", ofBucket(s.us3, func(name string, _ *http.Request) (any, error) {
		return append([]us3.RuleState{}, s.us3.Rules(name)...), nil
	}))
	type added struct {
		Bucket string
		us3.Rule
	}
	handle("POST /us3/rules", reading(func(in added) (any, error) {
		id, err := s.us3.AddRule(in.Bucket, in.Rule)
		return map[string]string{"id": id}, err
	}))
	handle("POST /us3/rules/status", reading(func(in ruleIn) (any, error) { return done(s.us3.SetRuleStatus(in.Bucket, in.ID, in.Status)) }))
	handle("POST /us3/rules/delete", reading(func(in ruleIn) (any, error) { return done(s.us3.RemoveRule(in.Bucket, in.ID)) }))
}
