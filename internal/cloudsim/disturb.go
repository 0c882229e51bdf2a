package cloudsim

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// disturbed serves the request with the fault that is due, or undisturbed.
func (s *Simulator) disturbed(ctx context.Context, x *exchange) (*answer, error) {
	a := s.faults.due(x, func(f Fault) bool { return f.Kind != KindStaleRead || s.answers.stale(x) != nil })
	if a == nil {
		return s.serve(x), nil
	}
	s.log.disturbedBy(x.entry, a.fault.Name)
	switch a.fault.Kind {
	case KindThrottle:
		return throttled(x, a.fault), nil
	case KindStatus:
		return refused(x, a.fault.Status, a.fault.Code, a.fault.Message), nil
	case KindResetBefore:
		return nil, errReset
	case KindResetAfter:
		s.serve(x)
		return nil, errReset
	case KindSlow:
		if err := s.faults.hold(ctx, a, a.fault.Delay); err != nil {
			return nil, err
		}
		return s.serve(x), nil
	case KindStaleRead:
		return s.answers.stale(x), nil
	case KindLostUpdate:
		return s.serveAndUndo(x)
	case KindBlock:
		if err := s.faults.hold(ctx, a, forever); err != nil {
			return nil, err
		}
		return s.serve(x), nil
	default: // KindBlockAfter: check has seen to it that there is no other
		done := s.serve(x)
		return done, s.faults.hold(ctx, a, forever)
	}
}

// serveAndUndo serves the request and puts the service's state back.
func (s *Simulator) serveAndUndo(x *exchange) (*answer, error) {
	s.effects.Lock()
	defer s.effects.Unlock()
	before, err := x.service.Snapshot()
	if err != nil {
		return nil, fmt.Errorf("cloudsim: keeping the state of %s for a lost update: %w", x.service.Name(), err)
	}
	a := x.run()
	if err := x.service.Restore(before); err != nil {
		return nil, fmt.Errorf("cloudsim: putting back the state of %s for a lost update: %w", x.service.Name(), err)
	}
	return a, nil
}

// throttled is the answer to too many requests, with OSS's code for it unless the service has its own. The header
// x-oss-qos-delay-time is in milliseconds, Retry-After in seconds.
func throttled(x *exchange, f Fault) *answer {
	code, message := f.Code, f.Message
	if code == "" {
		code, message = "QpsLimitExceeded", "The QPS limit is exceeded."
		if service, ok := x.service.(world.Throttler); ok {
			code, message = service.Throttled()
		}
	}
	a := refused(x, http.StatusServiceUnavailable, code, message)
	if f.QoSDelay > 0 {
		a.header.Set("x-oss-qos-delay-time", strconv.FormatInt(f.QoSDelay.Milliseconds(), 10))
	}
	if f.RetryAfter > 0 {
		seconds := (f.RetryAfter + time.Second - 1) / time.Second
		a.header.Set("Retry-After", strconv.FormatInt(int64(seconds), 10))
	}
	return a
}

// refused is an error in the service's own format.
func refused(x *exchange, status int, code, message string) *answer {
	a := newAnswer()
	if service, ok := x.service.(world.ErrorWriter); ok {
		service.WriteError(a, x.request, status, code, message)
	} else {
		writeXMLError(a, x.request, status, code, message)
	}
	a.WriteHeader(status)
	return a
}

// writeXMLError writes an error as OSS does.
func writeXMLError(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	requestID := strings.ToUpper(random.Hex(12))
	body, err := xml.Marshal(struct {
		XMLName   xml.Name `xml:"Error"`
		Code      string
		Message   string
		RequestID string `xml:"RequestId"`
		HostID    string `xml:"HostId"`
	}{Code: code, Message: message, RequestID: requestID, HostID: r.Host})
	if err != nil {
		body = nil // unreachable: strings always marshal
	}
	w.Header().Set("Content-Type", "application/xml")
	w.Header().Set("x-oss-request-id", requestID)
	w.WriteHeader(status)
	_, _ = w.Write(append([]byte(xml.Header), body...))
}
