package us3

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strconv"
)

// write sends an answer: business errors too come with HTTP 200. An empty action leaves Action out, as the gateway does
// when it refuses a request itself.
func (s *Service) write(w http.ResponseWriter, status int, action string, content fields, refused *failure) {
	switches := s.state.Switches
	codeKey, actionKey := "RetCode", "Action"
	if switches.OddKeys {
		codeKey, actionKey = "Retcode", "Aciton"
	}
	answer, code := map[string]any{}, 0
	if refused != nil {
		code, answer["Message"] = int(refused.code), refused.message
	} else {
		for name, value := range content {
			answer[name] = value
		}
	}
	answer[codeKey] = code
	if switches.RetCodeAsString {
		answer[codeKey] = strconv.Itoa(code)
	}
	if action != "" && !switches.OmitAction {
		answer[actionKey] = action + "Response"
	}
	body, err := json.Marshal(answer)
	if err != nil {
		status, body = http.StatusInternalServerError, nil // unreachable: the values are plain
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-UCLOUD-REQUEST-UUID", newUUID())
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may have left
}

// WriteError words an injected error. A number is a RetCode. A throttled request (503 with another code) is what it is
// here: HTTP 200 with RetCode 153. Without a code the answer is the bare status, as from a load balancer.
func (s *Service) WriteError(w http.ResponseWriter, _ *http.Request, status int, code, message string) {
	if code == "" {
		http.Error(w, http.StatusText(status), status)
		return
	}
	number, err := strconv.Atoi(code)
	if err != nil && status == http.StatusServiceUnavailable {
		status, number, message = http.StatusOK, int(codeThrottled), messages[codeThrottled]
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.write(w, status, "", nil, &failure{retCode(number), cmp.Or(message, messages[retCode(number)])})
}

// list is a list under the names that the switches ask for.
func (s *Service) list(rows []map[string]any, more fields) fields {
	name := "DataSet"
	if s.state.Switches.DateSet {
		name = "DateSet"
	}
	content := fields{name: rows}
	for field, value := range more {
		content[field] = value
	}
	return content
}
