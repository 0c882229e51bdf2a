package cloudsim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// controlHelp is the whole documentation of the control port; GET / answers it.
const controlHelp = `cloudsim control port: JSON in and out. Times are RFC 3339, durations like "90s" or "2m".

GET    /healthz                     {"ok":true}
GET    /clock                       {"now":...}, the simulated time
POST   /clock                       {"advance":"2m"} moves it forward
GET    /faults                      all faults with how often they fired and what they hold
POST   /faults                      {"name","kind","service","operation","host","key","skip","count","status","code","message",
                                    "qos_delay","retry_after","delay"}; kinds: throttle, status, reset_before,
                                    reset_after, slow, stale_read, lost_update, block, block_after
POST   /faults/release              {"name":...} lets go what a block fault holds
DELETE /faults?name=                removes one fault; without name all
GET    /requests                    the request log; ?service= ?operation= ?host= are patterns; ?count=1 answers {"count":n}
DELETE /requests                    empties the log
GET    /state                       everything as JSON, secrets of the simulated keys included
POST   /state/save                  writes the state file
POST   /oss/buckets                 a bucket as in the seed file, without objects and rules
GET    /oss/objects?bucket=         current objects; &key= answers that one with its content
POST   /oss/objects                 {"bucket","key","content"} writes an object as its owner would
POST   /oss/objects/delete          {"bucket","key"}
GET    /oss/rules?bucket=           replication rules with status and what is left to copy
POST   /oss/rules/delete            {"bucket","id"} deletes a rule as in the console; "at_once":true skips closing
POST   /oss/stall                   {"source","destination","stalled":true} stops or resumes copying
POST   /cos/buckets                 a bucket as in the seed file, without objects and rules
GET    /cos/objects?bucket=         current objects; &key= answers that one with its content
POST   /cos/objects                 {"bucket","key","content"} writes an object as its owner would
POST   /cos/objects/delete          {"bucket","key"}
GET    /cos/rules?bucket=           replication rules with what is left to copy
POST   /cos/rules                   {"bucket","rule":{...}} adds a rule as in the console, fields as GET shows them
POST   /cos/rules/delete            {"bucket","id"}
GET    /cos/replication?bucket=     the replication document in effect; POST {"bucket","document"} sets it, unchecked
POST   /cos/delay                   {"delay":"2s"}: for how long reads give the former configuration after a write
POST   /cos/stall                   {"source","destination","stalled":true} stops or resumes copying
GET    /us3/switches                rule set, action names and oddities of the simulated US3; POST replaces them
POST   /us3/buckets                 a bucket as in the seed file, without objects and rules
POST   /us3/buckets/change          {"bucket","versioning":true,"mirrors":[{"domain"}]}, as in the console
GET    /us3/objects?bucket=         objects; &key= answers that one with its content
POST   /us3/objects                 {"bucket","key","content"} writes an object as its owner would
POST   /us3/objects/delete          {"bucket","key"}
GET    /us3/rules?bucket=           replication rules with what is left to copy
POST   /us3/rules                   {"bucket","dst_bucket"}: a rule as in the seed file, made by somebody else, unchecked
POST   /us3/rules/status            {"bucket","id","status"}: "Enabled" or "Disabled"
POST   /us3/rules/delete            {"bucket","id"}
POST   /us3/stall                   {"source","destination","stalled":true} stops or resumes copying
GET    /cbr/vaults                  vaults of Huawei Cloud and HCS Online with their policies; POST one as in the seed file
GET    /cbr/backups?vault=          backups and replicas; POST one as in the seed file, with its vault_id
POST   /cbr/backups/delete          {"backup"} removes it at once
GET    /cbr/records?backup=         replication records
GET    /cbr/tasks?vault=            tasks
POST   /cbr/fire                    {"policy"} fires a policy now on all its vaults
POST   /cbr/fail                    {"backup","code","reason"}: what is done with the backup, or will be next, fails
POST   /cbr/stall                   {"backup","stalled":true} stops or resumes its replication
`

// controlError is an error with its HTTP status.
type controlError struct {
	status int
	err    error
}

func (e *controlError) Error() string { return e.err.Error() }

func badInput(err error) error { return &controlError{http.StatusBadRequest, err} }

// controlHandler is the control port. It answers requests that name a loopback host only, so that no web page in a
// browser on this machine can reach it.
func (s *Simulator) controlHandler(stateFile string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, controlHelp) })
	handle := func(pattern string, answer func(r *http.Request) (any, error)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			result, err := answer(r)
			writeControl(w, result, err)
		})
	}
	handle("GET /healthz", func(*http.Request) (any, error) { return map[string]bool{"ok": true}, nil })
	s.controlClock(handle)
	s.controlFaults(handle)
	s.controlRequests(handle)
	s.controlState(handle, stateFile)
	s.controlOSS(handle)
	s.controlUS3(handle)
	s.controlCOS(handle)
	s.controlCBR(handle)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if ip := net.ParseIP(host); err != nil || host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			writeControl(w, nil, &controlError{http.StatusForbidden, errors.New("the control port answers to a loopback address only")})
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// handle registers a pattern with the function that answers it.
type handle = func(pattern string, answer func(r *http.Request) (any, error))

func writeControl(w http.ResponseWriter, result any, err error) {
	status := http.StatusOK
	if err != nil {
		status = http.StatusConflict
		var known *controlError
		if errors.As(err, &known) {
			status = known.status
		}
		result = map[string]string{"error": err.Error()}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(result) // the client may be gone; there is nobody to tell
}

// reading takes what to answer out of the JSON body of a control request; unknown fields are errors.
func reading[T any](answer func(in T) (any, error)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		var in T
		decoder := json.NewDecoder(r.Body)
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&in); err != nil {
			return nil, badInput(fmt.Errorf("reading the request body: %w", err))
		}
		return answer(in)
	}
}

func done(err error) (any, error) { return map[string]bool{"ok": true}, err }

func (s *Simulator) controlClock(handle handle) {
	tell := func() any { return map[string]time.Time{"now": s.clock.Now()} }
	handle("GET /clock", func(*http.Request) (any, error) { return tell(), nil })
	handle("POST /clock", reading(func(in struct{ Advance string }) (any, error) {
		d, err := time.ParseDuration(in.Advance)
		if err != nil || d < 0 {
			return nil, badInput(fmt.Errorf("advance %q is no duration such as \"2m\"", in.Advance))
		}
		s.clock.Advance(d)
		return tell(), nil
	}))
}

func (s *Simulator) controlFaults(handle handle) {
	handle("GET /faults", func(*http.Request) (any, error) { return s.faults.List(), nil })
	handle("POST /faults", reading(func(fault Fault) (any, error) {
		if err := s.faults.Add(fault); err != nil {
			return nil, badInput(err)
		}
		return s.faults.List(), nil
	}))
	handle("POST /faults/release", reading(func(in struct{ Name string }) (any, error) { return done(s.faults.Release(in.Name)) }))
	handle("DELETE /faults", func(r *http.Request) (any, error) {
		if name := r.URL.Query().Get("name"); name != "" {
			return done(s.faults.Remove(name))
		}
		s.faults.Clear()
		return done(nil)
	})
}

func (s *Simulator) controlRequests(handle handle) {
	handle("GET /requests", func(r *http.Request) (any, error) {
		query := r.URL.Query()
		service, operation, host := query.Get("service"), query.Get("operation"), query.Get("host")
		if query.Get("count") != "" {
			return map[string]int{"count": s.Count(service, operation, host)}, nil
		}
		return s.matching(service, operation, host), nil
	})
	handle("DELETE /requests", func(*http.Request) (any, error) {
		s.ResetCounts()
		return done(nil)
	})
}
