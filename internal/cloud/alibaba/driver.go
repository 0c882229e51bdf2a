package alibaba

import (
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// Options is what a driver needs.
type Options struct {
	// Credentials are asked for when the first request is signed, not before.
	Credentials credentials.CredentialsProvider
	// HTTPClient is the one of package transport: it repeats requests, the driver and the SDK do not.
	HTTPClient *http.Client
	// Clock is what waits; nil is the real clock.
	Clock clock.Clock
	// Endpoint is a template as in ParseEndpoint; empty is the public endpoint of each region.
	Endpoint string
	// Endpoints are templates for single regions, by region id; they win over Endpoint.
	Endpoints map[string]string
	// MaxRuleWait bounds the wait for a new or changed rule to be readable; 0 is 2 minutes.
	MaxRuleWait time.Duration
}

// Driver is OSS bucket replication. It is safe for concurrent use.
type Driver struct {
	options Options
	general Endpoint            // for regions without an endpoint of their own
	single  map[string]Endpoint // by region id
	clients *clients
	// budget is set in the view of ForChecks.
	budget *transport.Budget
}

type clients struct {
	mu       sync.Mutex
	byRegion map[string]*oss.Client
}

var (
	_ replication.Driver         = (*Driver)(nil)
	_ replication.LocationLister = (*Driver)(nil)
	_ replication.ProgressReader = (*Driver)(nil)
	_ replication.BucketLister   = (*Driver)(nil)

	_ replication.BucketProgressReader = (*Driver)(nil)
	_ replication.ObjectReader         = (*Driver)(nil)
	_ replication.DomainReader         = (*Driver)(nil)
)

// New makes a driver. It makes no request and asks for no credentials. The error is about an endpoint, in one sentence.
func New(o Options) (*Driver, error) {
	if o.Credentials == nil || o.HTTPClient == nil {
		return nil, errors.New("the OSS driver needs credentials and an HTTP client")
	}
	if o.Clock == nil {
		o.Clock = clock.Real()
	}
	if o.MaxRuleWait == 0 {
		o.MaxRuleWait = 2 * time.Minute
	}
	d := &Driver{options: o, single: map[string]Endpoint{}, clients: &clients{byRegion: map[string]*oss.Client{}}}
	var err error
	if o.Endpoint != "" {
		if d.general, err = ParseEndpoint(o.Endpoint); err != nil {
			return nil, err
		}
	}
	for region, template := range o.Endpoints {
		if d.single[region], err = ParseEndpoint(template); err != nil {
			return nil, fmt.Errorf("region %s: %w", region, err)
		}
	}
	return d, nil
}

// ForChecks is the same driver for reads that only a check needs: each has 5 seconds and one retry, and a host that did
// not answer is not asked again through this view.
func (d *Driver) ForChecks() replication.Driver {
	view := *d
	view.budget = transport.CheckBudget()
	return &view
}
