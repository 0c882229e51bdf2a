package transport

import (
	"fmt"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
)

// DefaultMaxRetries is how often a request is repeated where the configuration says nothing.
const DefaultMaxRetries = 5

// Options is one cloud's HTTP stack.
type Options struct {
	// Cloud names the log subsystem, such as "alibaba".
	Cloud string
	// UserAgent is put in front of what the cloud's SDK sends; empty leaves that alone.
	UserAgent string
	// CABundleFile holds certificates (PEM) that are trusted besides the system's; empty is none.
	CABundleFile string
	// MaxRetries is how often a request is repeated after its first attempt; 0 never repeats.
	MaxRetries int
	// MaxRequestsPerSecond limits all requests of this stack together, retries included; 0 is no limit.
	MaxRequestsPerSecond float64
	// Clock is what waits between attempts; nil is the real clock.
	Clock clock.Clock
	// Base sends the requests in tests; nil is the network.
	Base http.RoundTripper
}

// New makes the HTTP client of one cloud. It makes no request. The error is about the CA bundle file or a negative
// number, and says which.
func New(o Options) (*http.Client, error) {
	if o.MaxRetries < 0 || o.MaxRequestsPerSecond < 0 {
		return nil, fmt.Errorf("max_retries (%d) and max_requests_per_second (%g) must not be negative", o.MaxRetries, o.MaxRequestsPerSecond)
	}
	if o.Clock == nil {
		o.Clock = clock.Real()
	}
	base := o.Base
	if base == nil {
		network, err := newNetwork(o.CABundleFile)
		if err != nil {
			return nil, err
		}
		base = network
	}
	attempts := &attempts{
		next:      base,
		limiter:   newLimiter(o.MaxRequestsPerSecond, o.Clock),
		log:       requestLog{subsystem: o.Cloud},
		userAgent: o.UserAgent,
	}
	return &http.Client{
		Transport: &budgetKeeper{next: &retrier{next: attempts, clock: o.Clock, maxRetries: o.MaxRetries}},
		// A redirect would carry a signature to a host that it was not made for.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}, nil
}
