package cloudsim

import (
	"fmt"
	"net/http"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

func (s *Simulator) controlCOS(handle handle) {
	controlBuckets(handle, "/cos", s.cos)
	controlObjects(handle, "/cos", s.cos, func(answer objectAnswer, o cos.ObjectState) any {
		return struct {
			objectAnswer
			StorageClass string         `json:"storage_class"`
			Encryption   cos.Encryption `json:"encryption,omitzero"`
		}{answer, o.StorageClass, o.Encryption}
	})
	handle("POST /cos/delay", reading(func(in struct{ Delay string }) (any, error) {
		delay, err := time.ParseDuration(in.Delay)
		if err != nil || delay < 0 {
			return nil, badInput(fmt.Errorf("delay %q is no duration such as \"2s\"", in.Delay))
		}
		s.cos.SetConfigurationDelay(delay)
		return done(nil)
	}))
	s.controlCOSRules(handle)
}

func (s *Simulator) controlCOSRules(handle handle) {
	handle("GET /cos/rules", ofBucket(s.cos, func(name string, _ *http.Request) (any, error) {
		return append([]cos.RuleState{}, s.cos.Rules(name)...), nil
	}))
	type added struct {
		Bucket string
		Rule   cos.Rule
	}
	handle("POST /cos/rules", reading(func(in added) (any, error) {
		return done(s.cos.AddRule(in.Bucket, in.Rule))
	}))
	handle("POST /cos/rules/delete", reading(func(in struct{ Bucket, ID string }) (any, error) { return done(s.cos.RemoveRule(in.Bucket, in.ID)) }))
	handle("GET /cos/replication", ofBucket(s.cos, func(name string, _ *http.Request) (any, error) {
		return map[string]string{"document": s.cos.Document(name)}, nil
	}))
	handle("POST /cos/replication", reading(func(in struct{ Bucket, Document string }) (any, error) {
		return done(s.cos.SetDocument(in.Bucket, in.Document))
	}))
}
