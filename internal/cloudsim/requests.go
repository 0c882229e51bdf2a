package cloudsim

import (
	"net/http"
	"net/url"
	"path"
	"regexp"
	"sync"
	"time"
)

// Request is what the log keeps of one request: never a signature, a header, a query or a body.
type Request struct {
	Time      time.Time `json:"time"` // wall time of arrival
	Service   string    `json:"service"`
	Operation string    `json:"operation"`
	Host      string    `json:"host"`
	Method    string    `json:"method"`
	Path      string    `json:"path"`
	Status    int       `json:"status"`          // 0: not answered yet, or the client got no answer
	Key       string    `json:"key,omitempty"`   // id of the access key
	Fault     string    `json:"fault,omitempty"` // name of the fault that disturbed it
}

type logEntry struct{ Request }

// requestLog keeps every request in the order of arrival.
type requestLog struct {
	mu      sync.Mutex
	entries []*logEntry
}

func (l *requestLog) add(r Request) *logEntry {
	l.mu.Lock()
	defer l.mu.Unlock()
	entry := &logEntry{r}
	l.entries = append(l.entries, entry)
	return entry
}

func (l *requestLog) finish(entry *logEntry, status int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	entry.Status = status
}

func (l *requestLog) disturbedBy(entry *logEntry, fault string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	entry.Fault = fault
}

// Requests lists every request since the start or the last ResetCounts, in the order of arrival.
func (s *Simulator) Requests() []Request { return s.matching("", "", "") }

// matching lists the requests that fit the three patterns.
func (s *Simulator) matching(service, operation, host string) []Request {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	found := make([]Request, 0, len(s.log.entries))
	for _, e := range s.log.entries {
		if fits(service, e.Service) && fits(operation, e.Operation) && fits(host, e.Host) {
			found = append(found, e.Request)
		}
	}
	return found
}

// Count counts the requests of a service ("oss"), operation ("PutBucketReplication", "Get*") and host
// ("*.oss-cn-hangzhou.aliyuncs.com"). All three are patterns of path.Match, and empty means any. Disturbed requests count.
func (s *Simulator) Count(service, operation, host string) int {
	return len(s.matching(service, operation, host))
}

// ResetCounts empties the request log.
func (s *Simulator) ResetCounts() {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	s.log.entries = nil
}

// fits tells whether the value has the form of the pattern; an empty pattern fits everything.
func fits(pattern, value string) bool {
	if pattern == "" {
		return true
	}
	ok, err := path.Match(pattern, value)
	return ok && err == nil
}

// The places in which the clouds' signatures name the access key.
var (
	headerKey = regexp.MustCompile(`(?:^OSS |Credential=|q-ak=|Access=)([^:/,&; ]+)`)
	queryKeys = []string{"OSSAccessKeyId", "AccessKeyId", "PublicKey", "q-ak"}
	bodyKey   = regexp.MustCompile(`(?:^|&)PublicKey=([^&]+)|"PublicKey"\s*:\s*"([^"]+)"`)
)

// keyID is the id of the access key that the request names, unchecked, or empty.
func keyID(r *http.Request, body []byte) string {
	if match := headerKey.FindStringSubmatch(r.Header.Get("Authorization")); match != nil {
		return match[1]
	}
	query := r.URL.Query()
	for _, name := range queryKeys {
		if id := query.Get(name); id != "" {
			return id
		}
	}
	if match := headerKey.FindStringSubmatch("Credential=" + query.Get("x-oss-credential")); match != nil {
		return match[1]
	}
	if match := bodyKey.FindSubmatch(body); match != nil && r.Method == http.MethodPost {
		if id, err := url.QueryUnescape(string(match[1])); err == nil {
			return id + string(match[2])
		}
	}
	return ""
}

// now is the wall time as the log has it.
func now() time.Time { return time.Now().UTC() }
