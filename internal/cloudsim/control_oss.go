package cloudsim

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// objectAnswer is an object as the control port shows it.
type objectAnswer struct {
	Key        string         `json:"key"`
	VersionID  string         `json:"version_id"`
	ETag       string         `json:"etag"`
	Size       int            `json:"size"`
	Modified   time.Time      `json:"modified"`
	Replica    bool           `json:"replica"`
	Encryption oss.Encryption `json:"encryption,omitzero"`
	Content    *string        `json:"content,omitempty"` // only of a single object
}

func newObjectAnswer(o oss.ObjectState) objectAnswer {
	return objectAnswer{
		Key: o.Key, VersionID: o.ID, ETag: o.ETag, Size: len(o.Content),
		Modified: o.Modified, Replica: o.Replica, Encryption: o.Encryption,
	}
}

// ruleAnswer is a replication rule as the control port shows it.
type ruleAnswer struct {
	oss.Rule
	Status          string    `json:"status"`
	RTCStatus       string    `json:"rtc_status,omitempty"`
	Created         time.Time `json:"created"`
	HistoricalTotal int       `json:"historical_total"`
	HistoricalLeft  int       `json:"historical_left"`
	NewLeft         int       `json:"new_left"`
	Stalled         bool      `json:"stalled"`
}

func (s *Simulator) controlOSS(handle handle) {
	handle("POST /oss/buckets", reading(func(spec oss.BucketSpec) (any, error) { return done(s.oss.CreateBucket(spec)) }))
	handle("GET /oss/objects", func(r *http.Request) (any, error) {
		name, err := s.bucketOf(r)
		if err != nil {
			return nil, err
		}
		if key := r.URL.Query().Get("key"); key != "" {
			return s.oneObject(name, key)
		}
		answers := []objectAnswer{}
		for _, object := range s.oss.Objects(name) {
			answers = append(answers, newObjectAnswer(object))
		}
		return answers, nil
	})
	handle("POST /oss/objects", reading(func(in struct{ Bucket, Key, Content string }) (any, error) {
		id, err := s.oss.PutObject(in.Bucket, in.Key, oss.ObjectSpec{Content: []byte(in.Content)})
		return map[string]string{"version_id": id}, err
	}))
	handle("POST /oss/objects/delete", reading(func(in struct{ Bucket, Key string }) (any, error) {
		return done(s.oss.DeleteObject(in.Bucket, in.Key, ""))
	}))
	s.controlRules(handle)
}

func (s *Simulator) controlRules(handle handle) {
	handle("GET /oss/rules", func(r *http.Request) (any, error) {
		name, err := s.bucketOf(r)
		if err != nil {
			return nil, err
		}
		answers := []ruleAnswer{}
		for _, rule := range s.oss.Rules(name) {
			answers = append(answers, ruleAnswer{
				Rule: rule.Rule, Status: rule.Status, RTCStatus: rule.RTCStatus, Created: rule.Created,
				HistoricalTotal: rule.HistoricalTotal, HistoricalLeft: rule.HistoricalLeft, NewLeft: rule.NewLeft, Stalled: rule.Stalled,
			})
		}
		return answers, nil
	})
	handle("POST /oss/rules/delete", reading(func(in struct {
		Bucket string
		ID     string
		AtOnce bool `json:"at_once"`
	}) (any, error) {
		if in.AtOnce {
			return done(s.oss.RemoveRule(in.Bucket, in.ID))
		}
		return done(s.oss.CloseRule(in.Bucket, in.ID))
	}))
	handle("POST /oss/stall", reading(func(in struct {
		Source, Destination string
		Stalled             bool
	}) (any, error) {
		for _, name := range []string{in.Source, in.Destination} {
			if _, ok := s.oss.Bucket(name); !ok {
				return nil, notFound("the bucket %q does not exist", name)
			}
		}
		s.oss.SetStalled(in.Source, in.Destination, in.Stalled)
		return done(nil)
	}))
}

// bucketOf is the bucket that the query names; it must exist.
func (s *Simulator) bucketOf(r *http.Request) (string, error) {
	name := r.URL.Query().Get("bucket")
	if name == "" {
		return "", badInput(errors.New("?bucket= is missing"))
	}
	if _, ok := s.oss.Bucket(name); !ok {
		return "", notFound("the bucket %q does not exist", name)
	}
	return name, nil
}

func (s *Simulator) oneObject(bucket, key string) (any, error) {
	object, ok := s.oss.Object(bucket, key)
	if !ok {
		return nil, notFound("the bucket %q has no object %q", bucket, key)
	}
	answer, content := newObjectAnswer(object), string(object.Content)
	answer.Content = &content
	return answer, nil
}

func notFound(format string, args ...any) error {
	return &controlError{http.StatusNotFound, fmt.Errorf(format, args...)}
}
