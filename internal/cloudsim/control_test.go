package cloudsim

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// ask sends a control request, which must be answered with status, and decodes the answer into out unless it is nil.
func ask(t *testing.T, server *Server, method, path, body string, status int, out any) {
	t.Helper()
	got, text, err := do(t, http.DefaultTransport, method, server.ControlURL+path, body)
	if err != nil || got != status {
		t.Fatalf("%s %s: status %d, body %s, error %v; want status %d", method, path, got, text, err, status)
	}
	if out != nil {
		if err := json.Unmarshal([]byte(text), out); err != nil {
			t.Fatalf("%s %s: %v in %s", method, path, err, text)
		}
	}
}

func TestControlClockRequestsFaults(t *testing.T) {
	t.Parallel()
	s := newMemo()
	server := serve(t, s, ServeOptions{})
	client := proxied(t, server)
	ask(t, server, "GET", "/healthz", "", 200, nil)

	var before, after struct{ Now time.Time }
	ask(t, server, "GET", "/clock", "", 200, &before)
	ask(t, server, "POST", "/clock", `{"advance":"2m"}`, 200, &after)
	if after.Now.Sub(before.Now) != 2*time.Minute || !s.Clock().Now().Equal(after.Now) {
		t.Errorf("clock: %v, then %v", before.Now, after.Now)
	}

	ask(t, server, "POST", "/faults", `{"name":"once","kind":"status","status":500,"code":"InternalError","count":1,"operation":"PutValue"}`, 200, nil)
	status, _, err := do(t, client, "PUT", memoURL, "1")
	if err != nil || status != 500 {
		t.Errorf("status %d, error %v", status, err)
	}
	expect(t, client, "PUT", memoURL, "1", 200, "")
	var faults []FaultStatus
	ask(t, server, "GET", "/faults", "", 200, &faults)
	if len(faults) != 1 || faults[0].Fired != 1 || faults[0].Fault.Code != "InternalError" {
		t.Errorf("faults: %+v", faults)
	}
	ask(t, server, "DELETE", "/faults?name=once", "", 200, nil)
	ask(t, server, "DELETE", "/faults?name=once", "", 409, nil)

	ask(t, server, "POST", "/faults", `{"name":"gate","kind":"block"}`, 200, nil)
	answered := make(chan int)
	go func() {
		status, _, _ := do(t, client, "GET", memoURL, "")
		answered <- status
	}()
	waitHeld(t, s, "gate", 1)
	ask(t, server, "POST", "/faults/release", `{"name":"gate"}`, 200, nil)
	if status := <-answered; status != 200 {
		t.Errorf("released: status %d", status)
	}
	ask(t, server, "DELETE", "/faults", "", 200, nil)

	var count struct{ Count int }
	ask(t, server, "GET", "/requests?count=1&service=memo&operation=Put*&host=a.memo.example", "", 200, &count)
	var requests []Request
	ask(t, server, "GET", "/requests?operation=PutValue", "", 200, &requests)
	if count.Count != 2 || len(requests) != 2 || requests[0].Fault != "once" || requests[0].Status != 500 || requests[1].Status != 200 {
		t.Errorf("count %d, requests %+v", count.Count, requests)
	}
	ask(t, server, "DELETE", "/requests", "", 200, nil)
	ask(t, server, "GET", "/requests?count=1", "", 200, &count)
	if count.Count != 0 {
		t.Errorf("count %d after deletion", count.Count)
	}
}

func TestControlOSSAndState(t *testing.T) {
	t.Parallel()
	s := seeded(t)
	file := filepath.Join(t.TempDir(), "state.json")
	server := serve(t, s, ServeOptions{StateFile: file})
	ask(t, server, "POST", "/oss/buckets", `{"name":"by-control","region":"cn-hangzhou","owner":"1000000000000007"}`, 200, nil)
	ask(t, server, "POST", "/oss/objects", `{"bucket":"seed-source","key":"logs/new","content":"text"}`, 200, nil)
	ask(t, server, "POST", "/oss/stall", `{"source":"seed-source","destination":"seed-target","stalled":true}`, 200, nil)
	ask(t, server, "POST", "/clock", `{"advance":"1h"}`, 200, nil)
	var rules []ruleAnswer
	ask(t, server, "GET", "/oss/rules?bucket=seed-source", "", 200, &rules)
	if len(rules) != 1 || rules[0].ID != "rule-1" || !rules[0].Stalled || rules[0].NewLeft != 1 {
		t.Errorf("stalled: %+v", rules)
	}
	ask(t, server, "POST", "/oss/stall", `{"source":"seed-source","destination":"seed-target"}`, 200, nil)
	var object objectAnswer
	ask(t, server, "GET", "/oss/objects?bucket=seed-target&key=logs/new", "", 200, &object)
	if object.Content == nil || *object.Content != "text" || !object.Replica {
		t.Errorf("replica: %+v", object)
	}
	var objects []objectAnswer
	ask(t, server, "POST", "/oss/objects/delete", `{"bucket":"seed-source","key":"readme"}`, 200, nil)
	ask(t, server, "GET", "/oss/objects?bucket=seed-source", "", 200, &objects)
	if len(objects) != 4 {
		t.Errorf("objects: %+v", objects)
	}
	ask(t, server, "POST", "/oss/rules/delete", `{"bucket":"seed-source","id":"rule-1"}`, 200, nil)
	ask(t, server, "GET", "/oss/rules?bucket=seed-source", "", 200, &rules)
	if len(rules) != 1 || rules[0].Status != "closing" {
		t.Errorf("closing: %+v", rules)
	}
	ask(t, server, "POST", "/oss/rules/delete", `{"bucket":"seed-source","id":"rule-1","at_once":true}`, 200, nil)
	ask(t, server, "GET", "/oss/rules?bucket=seed-source", "", 200, &rules)
	if len(rules) != 0 {
		t.Errorf("deleted at once: %+v", rules)
	}

	var state savedState
	ask(t, server, "GET", "/state", "", 200, &state)
	ask(t, server, "POST", "/state/save", "", 200, nil)
	if err := New(Options{}).LoadState(file); err != nil || len(state.Keys) != 2 {
		t.Errorf("state with %d keys, error %v", len(state.Keys), err)
	}
}

func TestControlErrors(t *testing.T) {
	t.Parallel()
	server := serve(t, New(Options{}), ServeOptions{})
	for _, c := range []struct {
		method, path, body string
		status             int
	}{
		{"POST", "/clock", `{"advance":"soon"}`, 400},
		{"POST", "/clock", `{"advance":"-1m"}`, 400},
		{"POST", "/clock", `{"forward":"1m"}`, 400},
		{"POST", "/faults", `{"kind":"earthquake"}`, 400},
		{"POST", "/faults/release", `{"name":"none"}`, 409},
		{"GET", "/oss/objects", "", 400},
		{"GET", "/oss/objects?bucket=none", "", 404},
		{"POST", "/oss/objects", `{"bucket":"none","key":"k"}`, 409},
		{"GET", "/oss/rules?bucket=none", "", 404},
		{"POST", "/oss/stall", `{"source":"none","destination":"none"}`, 404},
		{"POST", "/state/save", "", 400},
		{"GET", "/nothing", "", 404},
	} {
		ask(t, server, c.method, c.path, c.body, c.status, nil)
	}
	_, help, err := do(t, http.DefaultTransport, "GET", server.ControlURL+"/", "")
	if err != nil || !strings.Contains(help, "/oss/stall") {
		t.Errorf("help %q, error %v", help, err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.ControlURL+"/state", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "rebound.example.org:80"
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("a foreign host name got status %d", response.StatusCode)
	}
}
