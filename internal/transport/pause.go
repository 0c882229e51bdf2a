package transport

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

const (
	basePause = 200 * time.Millisecond
	maxPause  = 10 * time.Second
	// maxHint is the longest that a server can ask to wait before one attempt.
	maxHint = time.Minute
	// maxTotalWait bounds all pauses of a request. With its attempts it stays below the 15 minutes of a signature.
	maxTotalWait = 5 * time.Minute
)

// pauseBefore is how long to wait after an attempt: what the server asks for, else a random part of a span that
// doubles ("full jitter"), so that clients that failed together do not come back together.
func pauseBefore(attempt int, response *http.Response, now time.Time) time.Duration {
	if response != nil {
		if pause, ok := hint(response.Header, now); ok {
			return min(pause, maxHint)
		}
	}
	span := min(basePause<<min(attempt-1, 10), maxPause)
	return time.Duration(rand.Int64N(int64(span)) + 1)
}

// hint reads what the server asks to wait: x-oss-qos-delay-time in milliseconds, Retry-After in seconds or as a date.
func hint(header http.Header, now time.Time) (time.Duration, bool) {
	if ms, err := strconv.ParseInt(header.Get("x-oss-qos-delay-time"), 10, 64); err == nil && ms >= 0 {
		return time.Duration(min(ms, maxHint.Milliseconds())) * time.Millisecond, true
	}
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, int64(maxHint/time.Second))) * time.Second, true
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(at.Sub(now), 0), true
	}
	return 0, false
}

func withBody(r *http.Request, body []byte) *http.Request {
	r = r.Clone(r.Context())
	r.ContentLength = int64(len(body))
	r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	return r
}
