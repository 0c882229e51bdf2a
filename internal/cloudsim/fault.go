package cloudsim

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
)

// Kind is what a fault does to a request.
type Kind string

// The kinds of faults.
const (
	// KindThrottle answers 503 with the hints of QoSDelay and RetryAfter, before any effect.
	KindThrottle Kind = "throttle"
	// KindStatus answers with Status, Code and Message in the service's own format, before any effect.
	KindStatus Kind = "status"
	// KindResetBefore breaks the connection before any effect.
	KindResetBefore Kind = "reset_before"
	// KindResetAfter lets the request take effect, then breaks the connection: the answer is lost.
	KindResetAfter Kind = "reset_after"
	// KindSlow delays the request by Delay of wall time, then serves it.
	KindSlow Kind = "slow"
	// KindStaleRead answers a read with what the same read answered last before the last write to that host. It does
	// not fire where there is no such answer.
	KindStaleRead Kind = "stale_read"
	// KindLostUpdate answers a write as if it were done, and puts the service's state back. Nothing else runs on that
	// service meanwhile, but a test must not change its state directly at the same time.
	KindLostUpdate Kind = "lost_update"
	// KindBlock holds the request, before any effect, until Release. A client that goes away leaves no effect.
	KindBlock Kind = "block"
	// KindBlockAfter lets the request take effect, then holds the answer until Release.
	KindBlockAfter Kind = "block_after"
)

var kinds = []Kind{
	KindThrottle, KindStatus, KindResetBefore, KindResetAfter, KindSlow,
	KindStaleRead, KindLostUpdate, KindBlock, KindBlockAfter,
}

// maxFaultDelay bounds KindSlow, so that no test hangs for longer.
const maxFaultDelay = time.Minute

// Fault disturbs requests on demand. Service, Operation, Host and Key choose the requests: patterns of path.Match, where
// empty means any. An operation may carry its service: "oss:Get*".
type Fault struct {
	// Name finds the fault again; left empty it is "fault-1", "fault-2" and so on.
	Name      string `json:"name"`
	Kind      Kind   `json:"kind"`
	Service   string `json:"service,omitempty"`
	Operation string `json:"operation,omitempty"`
	Host      string `json:"host,omitempty"`
	Key       string `json:"key,omitempty"` // id of the access key: tells two clients of one bucket apart
	// Skip lets so many matching requests pass first. Count is how often the fault fires; 0 is until it is removed.
	Skip  int `json:"skip,omitempty"`
	Count int `json:"count,omitempty"`

	Status  int    `json:"status,omitempty"`  // KindStatus
	Code    string `json:"code,omitempty"`    // KindStatus, KindThrottle
	Message string `json:"message,omitempty"` // KindStatus, KindThrottle

	// QoSDelay is sent as x-oss-qos-delay-time in milliseconds, RetryAfter as Retry-After in seconds; 0 sends none.
	QoSDelay   time.Duration `json:"-"`
	RetryAfter time.Duration `json:"-"`
	Delay      time.Duration `json:"-"` // KindSlow: at most a minute
}

// faultText holds durations as text, such as "1.5s".
type faultText struct {
	QoSDelay   string `json:"qos_delay,omitempty"`
	RetryAfter string `json:"retry_after,omitempty"`
	Delay      string `json:"delay,omitempty"`
}

type plainFault Fault

// MarshalJSON writes durations as text, such as "1.5s".
func (f Fault) MarshalJSON() ([]byte, error) {
	text := func(d time.Duration) string {
		if d == 0 {
			return ""
		}
		return d.String()
	}
	return json.Marshal(struct {
		plainFault
		faultText
	}{plainFault(f), faultText{text(f.QoSDelay), text(f.RetryAfter), text(f.Delay)}})
}

// UnmarshalJSON reads what MarshalJSON writes. An unknown field is an error.
func (f *Fault) UnmarshalJSON(data []byte) error {
	var in struct {
		plainFault
		faultText
	}
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return err
	}
	*f = Fault(in.plainFault)
	for _, duration := range []struct {
		name, text string
		to         *time.Duration
	}{
		{"qos_delay", in.faultText.QoSDelay, &f.QoSDelay},
		{"retry_after", in.faultText.RetryAfter, &f.RetryAfter},
		{"delay", in.faultText.Delay, &f.Delay},
	} {
		if duration.text == "" {
			continue
		}
		d, err := time.ParseDuration(duration.text)
		if err != nil {
			return fmt.Errorf("%s: %w", duration.name, err)
		}
		*duration.to = d
	}
	return nil
}

// check finds what is wrong with a fault before it can mislead a test.
func (f Fault) check() error {
	if !slices.Contains(kinds, f.Kind) {
		return fmt.Errorf("cloudsim: fault %q has the unknown kind %q; known are %v", f.Name, f.Kind, kinds)
	}
	for _, pattern := range []string{f.Service, f.Operation, f.Host, f.Key} {
		if _, err := path.Match(pattern, ""); err != nil {
			return fmt.Errorf("cloudsim: fault %q has the malformed pattern %q: %w", f.Name, pattern, err)
		}
	}
	switch {
	case f.Skip < 0 || f.Count < 0:
		return fmt.Errorf("cloudsim: fault %q: skip and count must not be negative", f.Name)
	case f.Kind == KindStatus && (f.Status < 200 || f.Status > 599):
		return fmt.Errorf("cloudsim: fault %q of kind status needs a status from 200 to 599, not %d", f.Name, f.Status)
	case f.Kind == KindSlow && (f.Delay <= 0 || f.Delay > maxFaultDelay):
		return fmt.Errorf("cloudsim: fault %q of kind slow needs a delay of more than 0 and at most %s, not %s", f.Name, maxFaultDelay, f.Delay)
	}
	return nil
}

// matches tells whether the fault is for this request. Some kinds are for reads or writes alone.
func (f Fault) matches(x *exchange) bool {
	if f.Kind == KindStaleRead && x.writes() || f.Kind == KindLostUpdate && !x.writes() {
		return false
	}
	operation := fits(f.Operation, x.operation) || fits(f.Operation, x.service.Name()+":"+x.operation)
	return operation && fits(f.Service, x.service.Name()) && fits(f.Host, x.request.Host) && fits(f.Key, x.entry.Key)
}
