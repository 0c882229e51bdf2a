package ucloud

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// DefaultBaseURL is the public gateway of all regions.
const DefaultBaseURL = "https://api.ucloud.cn"

// Credentials are a key pair, with the security token of a temporary one.
type Credentials struct {
	PublicKey, PrivateKey, SecurityToken string
}

// Options is what a driver needs.
type Options struct {
	Credentials Credentials
	// HTTPClient is the one of package transport.
	HTTPClient *http.Client
	// Clock is what waits; nil is the real clock.
	Clock clock.Clock
	// BaseURL is the gateway; empty is DefaultBaseURL.
	BaseURL string
	// ProjectID is the project of buckets that name none; empty is the account's default project.
	ProjectID string
	// MaxRetries is how often a request is repeated that the gateway turned away with HTTP 200.
	MaxRetries int
	// API is the names that UCloud does not publish.
	API API
	// Exclusive tells that a bucket is in one pair only, so that any other rule of either bucket is in the way of a new one.
	Exclusive bool
	// Regions are the regions that can replicate, where there are few; AllRules looks into them.
	Regions []string
	// MaxRuleWait bounds the wait for a new or changed rule to be readable; 0 is 2 minutes.
	MaxRuleWait time.Duration
}

// Driver is US3 replication. It is safe for concurrent use.
type Driver struct {
	options Options
	baseURL string
	// budget is set in the view of ForChecks.
	budget *transport.Budget
}

var (
	_ replication.Driver       = (*Driver)(nil)
	_ replication.RuleScanner  = (*Driver)(nil)
	_ replication.BucketLister = (*Driver)(nil)
	_ replication.CheckReader  = (*Driver)(nil)
)

// New makes a driver. It makes no request. The error is about the base URL, in one sentence.
func New(o Options) (*Driver, error) {
	if o.HTTPClient == nil || o.Credentials.PublicKey == "" || o.Credentials.PrivateKey == "" {
		return nil, errors.New("the US3 driver needs a key pair and an HTTP client")
	}
	if o.Clock == nil {
		o.Clock = clock.Real()
	}
	if o.MaxRuleWait == 0 {
		o.MaxRuleWait = 2 * time.Minute
	}
	base, err := ParseBaseURL(o.BaseURL)
	if err != nil {
		return nil, err
	}
	return &Driver{options: o, baseURL: base}, nil
}

// ParseBaseURL checks the address of a gateway; empty is DefaultBaseURL. The result ends with the slash of the root.
func ParseBaseURL(text string) (string, error) {
	if text == "" {
		text = DefaultBaseURL
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.User != nil || strings.Trim(u.Path, "/") != "" {
		return "", fmt.Errorf("the base URL %q is not an address such as %q", text, DefaultBaseURL)
	}
	return u.Scheme + "://" + u.Host + "/", nil
}

// ForChecks is the same driver for reads that only a check needs: each has 5 seconds and one retry, and a gateway that did
// not answer is not asked again through this view.
func (d *Driver) ForChecks() replication.Driver {
	view := *d
	view.budget = transport.CheckBudget()
	return &view
}
