package acctest

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"sync/atomic"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// Rewrite sends requests to simulated clouds and changes their answers: what an element says, or that it is there at all.
type Rewrite struct {
	Sim *cloudsim.Simulator
	// Pattern is what is replaced in the body of every answer; nil leaves them as they are. With may refer to its groups.
	Pattern *regexp.Regexp
	With    string

	changed atomic.Int32
}

// RoundTrip passes the request on and rewrites the answer.
func (w *Rewrite) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := w.Sim.Transport().RoundTrip(r)
	if err != nil || w.Pattern == nil {
		return answer, err
	}
	was, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	is := w.Pattern.ReplaceAll(was, []byte(w.With))
	if !bytes.Equal(was, is) {
		w.changed.Add(1)
	}
	answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader(is)), int64(len(is))
	answer.Header.Del("Content-Length")
	return answer, nil
}

// Changed tells whether any answer was rewritten: a test of a pattern that nothing matches shows nothing.
func (w *Rewrite) Changed() bool { return w.changed.Load() > 0 }
