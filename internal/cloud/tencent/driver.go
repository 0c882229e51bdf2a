package tencent

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// Credentials gives the keys that a request is signed with. It is asked for every request, and refreshes what expires.
type Credentials interface {
	Get(ctx context.Context) (*cos.Credential, error)
}

// Options is what a driver needs.
type Options struct {
	// Credentials are asked for when the first request is signed, not before.
	Credentials Credentials
	// HTTPClient is the one of package transport: it repeats reads, the SDK repeats nothing.
	HTTPClient *http.Client
	// Clock is what waits; nil is the real clock.
	Clock clock.Clock
	// Endpoint is a template as in ParseEndpoint; empty is Domain, or else the public endpoint of each region.
	Endpoint string
	// Endpoints are templates for single regions, by region id; they win over Endpoint.
	Endpoints map[string]string
	// Domain is an endpoint without the bucket, in the form of TENCENTCLOUD_COS_DOMAIN: "https://cos-internal.ap-guangzhou.tencentcos.cn".
	Domain string
	// Patience bounds the wait for the peers of a change that only makes sense with them, such as two priorities that are
	// swapped; 0 is 10 seconds, negative is none.
	Patience time.Duration
}

// Driver is COS bucket replication. It is safe for concurrent use.
type Driver struct {
	options Options
	general Endpoint            // for regions without an endpoint of their own
	single  map[string]Endpoint // by region id
	queues  *queues
	// budget is set in the view of ForChecks.
	budget *transport.Budget
}

var (
	_ replication.Driver       = (*Driver)(nil)
	_ replication.CheckReader  = (*Driver)(nil)
	_ replication.BucketLister = (*Driver)(nil)
)

// New makes a driver. It makes no request and asks for no credentials. The error is about an endpoint, in one sentence.
func New(o Options) (*Driver, error) {
	if o.Credentials == nil || o.HTTPClient == nil {
		return nil, errors.New("the COS driver needs credentials and an HTTP client")
	}
	if o.Clock == nil {
		o.Clock = clock.Real()
	}
	if o.Patience == 0 {
		o.Patience = 10 * time.Second
	}
	d := &Driver{options: o, single: map[string]Endpoint{}, queues: &queues{byBucket: map[replication.BucketRef]*queue{}}}
	var err error
	switch {
	case o.Endpoint != "":
		d.general, err = ParseEndpoint(o.Endpoint)
	case o.Domain != "":
		d.general, err = parseDomain(o.Domain)
	}
	if err != nil {
		return nil, err
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

func (d *Driver) bounded(ctx context.Context) context.Context {
	return transport.WithBudget(ctx, d.budget)
}

func (d *Driver) endpoint(region string) Endpoint {
	if endpoint, ok := d.single[region]; ok {
		return endpoint
	}
	return d.general
}
