package cloudsim

import (
	"fmt"
	"net/http"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

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
	controlBuckets(handle, "/oss", s.oss)
	controlObjects(handle, "/oss", s.oss, func(answer objectAnswer, o oss.ObjectState) any {
		return struct {
			objectAnswer
			Encryption oss.Encryption `json:"encryption,omitzero"`
		}{answer, o.Encryption}
	})
	s.controlRules(handle)
}

func (s *Simulator) controlRules(handle handle) {
	handle("GET /oss/rules", ofBucket(s.oss, func(name string, _ *http.Request) (any, error) {
		answers := []ruleAnswer{}
		for _, rule := range s.oss.Rules(name) {
			answers = append(answers, ruleAnswer{
				Rule: rule.Rule, Status: rule.Status, RTCStatus: rule.RTCStatus, Created: rule.Created,
				HistoricalTotal: rule.HistoricalTotal, HistoricalLeft: rule.HistoricalLeft, NewLeft: rule.NewLeft, Stalled: rule.Stalled,
			})
		}
		return answers, nil
	}))
	type deletion struct {
		Bucket string
		ID     string
		AtOnce bool `json:"at_once"`
	}
	handle("POST /oss/rules/delete", reading(func(in deletion) (any, error) {
		if in.AtOnce {
			return done(s.oss.RemoveRule(in.Bucket, in.ID))
		}
		return done(s.oss.CloseRule(in.Bucket, in.ID))
	}))
}

func notFound(format string, args ...any) error {
	return &controlError{http.StatusNotFound, fmt.Errorf(format, args...)}
}
