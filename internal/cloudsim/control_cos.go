package cloudsim

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

// cosObjectAnswer is an object as the control port shows it.
type cosObjectAnswer struct {
	Key          string         `json:"key"`
	VersionID    string         `json:"version_id"`
	ETag         string         `json:"etag"`
	Size         int            `json:"size"`
	Modified     time.Time      `json:"modified"`
	Replica      bool           `json:"replica"`
	StorageClass string         `json:"storage_class"`
	Encryption   cos.Encryption `json:"encryption,omitzero"`
	Content      *string        `json:"content,omitempty"` // only of a single object
}

func newCOSObjectAnswer(o cos.ObjectState) cosObjectAnswer {
	return cosObjectAnswer{
		Key: o.Key, VersionID: o.ID, ETag: o.ETag, Size: len(o.Content), Modified: o.Modified,
		Replica: o.Replica, StorageClass: o.StorageClass, Encryption: o.Encryption,
	}
}

func (s *Simulator) controlCOS(handle handle) {
	handle("POST /cos/buckets", reading(func(spec cos.BucketSpec) (any, error) { return done(s.cos.CreateBucket(spec)) }))
	handle("GET /cos/objects", func(r *http.Request) (any, error) {
		name, err := s.cosBucketOf(r)
		if err != nil {
			return nil, err
		}
		if key := r.URL.Query().Get("key"); key != "" {
			object, ok := s.cos.Object(name, key)
			if !ok {
				return nil, notFound("the bucket %q has no object %q", name, key)
			}
			answer, content := newCOSObjectAnswer(object), string(object.Content)
			answer.Content = &content
			return answer, nil
		}
		answers := []cosObjectAnswer{}
		for _, object := range s.cos.Objects(name) {
			answers = append(answers, newCOSObjectAnswer(object))
		}
		return answers, nil
	})
	handle("POST /cos/objects", reading(func(in struct{ Bucket, Key, Content string }) (any, error) {
		id, err := s.cos.PutObject(in.Bucket, in.Key, cos.ObjectSpec{Content: []byte(in.Content)})
		return map[string]string{"version_id": id}, err
	}))
	handle("POST /cos/objects/delete", reading(func(in struct{ Bucket, Key string }) (any, error) {
		return done(s.cos.DeleteObject(in.Bucket, in.Key, ""))
	}))
	s.controlCOSRules(handle)
	s.controlCOSPace(handle)
}

func (s *Simulator) controlCOSRules(handle handle) {
	handle("GET /cos/rules", func(r *http.Request) (any, error) {
		name, err := s.cosBucketOf(r)
		if err != nil {
			return nil, err
		}
		return append([]cos.RuleState{}, s.cos.Rules(name)...), nil
	})
	handle("POST /cos/rules", reading(func(in struct {
		Bucket string
		Rule   cos.Rule
	}) (any, error) {
		return done(s.cos.AddRule(in.Bucket, in.Rule))
	}))
	handle("POST /cos/rules/delete", reading(func(in struct{ Bucket, ID string }) (any, error) { return done(s.cos.RemoveRule(in.Bucket, in.ID)) }))
	handle("GET /cos/replication", func(r *http.Request) (any, error) {
		name, err := s.cosBucketOf(r)
		return map[string]string{"document": s.cos.Document(name)}, err
	})
	handle("POST /cos/replication", reading(func(in struct{ Bucket, Document string }) (any, error) {
		return done(s.cos.SetDocument(in.Bucket, in.Document))
	}))
}

// controlCOSPace sets how fast the service shows and copies things.
func (s *Simulator) controlCOSPace(handle handle) {
	handle("POST /cos/delay", reading(func(in struct{ Delay string }) (any, error) {
		delay, err := time.ParseDuration(in.Delay)
		if err != nil || delay < 0 {
			return nil, badInput(fmt.Errorf("delay %q is no duration such as \"2s\"", in.Delay))
		}
		s.cos.SetConfigurationDelay(delay)
		return done(nil)
	}))
	handle("POST /cos/stall", reading(func(in struct {
		Source, Destination string
		Stalled             bool
	}) (any, error) {
		for _, name := range []string{in.Source, in.Destination} {
			if _, ok := s.cos.Bucket(name); !ok {
				return nil, notFound("the bucket %q does not exist", name)
			}
		}
		s.cos.SetStalled(in.Source, in.Destination, in.Stalled)
		return done(nil)
	}))
}

// cosBucketOf is the bucket that the query names; it must exist.
func (s *Simulator) cosBucketOf(r *http.Request) (string, error) {
	name := r.URL.Query().Get("bucket")
	if name == "" {
		return "", badInput(errors.New("?bucket= is missing"))
	}
	if _, ok := s.cos.Bucket(name); !ok {
		return "", notFound("the bucket %q does not exist", name)
	}
	return name, nil
}
