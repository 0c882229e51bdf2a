package alibabasts

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// apiError is an error in the words of STS.
type apiError struct {
	status        int
	code, message string
}

func fail(status int, code, message string) *apiError { return &apiError{status, code, message} }

// call is one authenticated request. The key is empty for an operation that is not signed.
type call struct {
	key       world.Key
	params    url.Values
	requestID string
}

type operation struct {
	signed bool
	run    func(*Service, call) (any, *apiError)
}

var operations = map[string]operation{
	"AssumeRole":         {true, (*Service).assumeRole},
	"AssumeRoleWithOIDC": {false, (*Service).assumeRoleWithOIDC},
	"GetCallerIdentity":  {true, (*Service).callerIdentity},
}

// ServeHTTP answers one API call: parameters from query and form, the answer in JSON or XML as Format asks.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.WriteError(w, r, http.StatusBadRequest, "InvalidBody", "The request body could not be read.")
		return
	}
	params := r.URL.Query()
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		form, err := url.ParseQuery(string(body))
		if err != nil {
			s.WriteError(w, r, http.StatusBadRequest, "InvalidBody", "The request body is no form.")
			return
		}
		for name, values := range form {
			params[name] = values
		}
	}
	requestID := s.requestID()
	result, failure := s.answer(r, params, body, requestID)
	if failure != nil {
		s.WriteError(w, r, failure.status, failure.code, failure.message)
		return
	}
	s.write(w, r, http.StatusOK, requestID, result)
}

func (s *Service) answer(r *http.Request, params url.Values, body []byte, requestID string) (any, *apiError) {
	action, v := params.Get("Action"), params.Get("Version")
	if r.Header.Get("X-Acs-Action") != "" {
		action, v = r.Header.Get("X-Acs-Action"), r.Header.Get("X-Acs-Version")
	}
	op, known := operations[action]
	switch {
	case v != version:
		return nil, fail(http.StatusBadRequest, "InvalidVersion", "Specified parameter Version is not valid.")
	case !known:
		return nil, fail(http.StatusNotFound, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.")
	}
	c := call{params: params, requestID: requestID}
	if op.signed {
		key, failure := s.authenticate(r, params, body)
		if failure != nil {
			return nil, failure
		}
		c.key = key
	}
	return op.run(s, c)
}

type errorBody struct {
	XMLName   xml.Name `xml:"Error" json:"-"`
	RequestID string   `xml:"RequestId" json:"RequestId"`
	HostID    string   `xml:"HostId" json:"HostId"`
	Code      string   `xml:"Code" json:"Code"`
	Message   string   `xml:"Message" json:"Message"`
}

// WriteError writes an error as STS does.
func (s *Service) WriteError(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	id := s.requestID()
	s.write(w, r, status, id, errorBody{RequestID: id, HostID: r.Host, Code: code, Message: message})
}

func (s *Service) write(w http.ResponseWriter, r *http.Request, status int, requestID string, result any) {
	encode, contentType := xml.Marshal, "text/xml;charset=utf-8"
	// Signature version 3 always gets JSON; the RPC style gets XML unless it asks otherwise.
	if strings.EqualFold(r.URL.Query().Get("Format"), "JSON") || r.Header.Get("X-Acs-Action") != "" {
		encode, contentType = json.Marshal, "application/json;charset=utf-8"
	}
	data, err := encode(result)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("x-acs-request-id", requestID)
	w.WriteHeader(status)
	_, _ = w.Write(data)
}

func (s *Service) requestID() string {
	return fmt.Sprintf("6894B13B-6D71-4EF5-88FA-%012X", s.next())
}
