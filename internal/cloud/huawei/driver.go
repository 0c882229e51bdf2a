package huawei

import (
	"errors"
	"net/http"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/join"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// Options is what a driver needs.
type Options struct {
	// Found is where keys come from, with what stood beside them: region, project, cloud, and the address of IAM.
	Found *credentials.Found
	// HTTPClient is the one of package transport: it repeats requests, the driver does not.
	HTTPClient *http.Client
	// Clock is what waits; nil is the real clock.
	Clock clock.Clock
	// CBR is the address of the service; the zero value is the public one of each region.
	CBR credentials.Endpoint
	// Names are the unpublished names; the zero value is DefaultNames.
	Names Names
	// MaxWait bounds the wait for a write to be seen; 0 is 5 minutes.
	MaxWait time.Duration
}

// Driver is CBR. It is safe for concurrent use.
type Driver struct {
	options  Options
	projects *join.Reads[string, string]   // by region
	accounts *join.Reads[struct{}, string] // the one account
	// budget is set in the view of ForChecks.
	budget *transport.Budget
}

var (
	_ vault.Driver      = (*Driver)(nil)
	_ vault.CheckReader = (*Driver)(nil)
)

// New makes a driver. It makes no request and asks for no keys.
func New(o Options) (*Driver, error) {
	if o.Found == nil || o.HTTPClient == nil {
		return nil, errors.New("the CBR driver needs credentials and an HTTP client")
	}
	if o.Clock == nil {
		o.Clock = clock.Real()
	}
	if o.Names == (Names{}) {
		o.Names = DefaultNames()
	}
	if o.MaxWait == 0 {
		o.MaxWait = 5 * time.Minute
	}
	var err error
	if o.CBR == (credentials.Endpoint{}) {
		o.CBR, err = credentials.ParseEndpoint("cbr", "")
	}
	return &Driver{options: o, projects: &join.Reads[string, string]{}, accounts: &join.Reads[struct{}, string]{}}, err
}

// ForChecks is the same driver for reads that only a check needs: each has 5 seconds and one retry, and a host that did
// not answer is not asked again through this view.
func (d *Driver) ForChecks() vault.Driver {
	view := *d
	view.budget = transport.CheckBudget()
	return &view
}

// DefaultRegion is the region of the provider configuration.
func (d *Driver) DefaultRegion() string { return d.options.Found.Region }
