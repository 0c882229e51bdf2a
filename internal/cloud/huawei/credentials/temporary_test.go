package credentials_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// movedClock is the wall clock, moved by hand.
type movedClock struct{ ahead time.Duration }

func (c *movedClock) Now() time.Time { return time.Now().Add(c.ahead) }

func (c *movedClock) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func newFound(t *testing.T, sim *cloudsim.Simulator, clock *movedClock, config credentials.Config) *credentials.Found {
	t.Helper()
	client, err := transport.New(transport.Options{Cloud: "huawei", Base: sim.Transport(), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	config.Region = "cn-north-4"
	found, err := credentials.New(credentials.Options{Config: config, HTTPClient: client, Machine: lookup.Machine{Clock: clock}, ConfiguredOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAgency(t *testing.T) {
	t.Parallel()
	sim, clock := cloudsim.New(cloudsim.Options{}), &movedClock{}
	sim.IAM().PutAccount(iam.Account{ID: "0c000000000000000000000000000001", Name: "other", Cloud: iam.HuaweiCloud})
	sim.IAM().PutAgency(iam.Agency{Name: "ops", Account: "0c000000000000000000000000000001", Trusted: cloudsim.DefaultHuaweiAccount})
	base := credentials.Config{AccessKey: cloudsim.DefaultHuaweiKeyID, SecretKey: cloudsim.DefaultHuaweiKeySecret}
	base.AssumeRole = &credentials.AssumeRole{AgencyName: "ops", DomainName: "other", Duration: 900}
	found := newFound(t, sim, clock, base)
	first, err := found.Keys(t.Context())
	if err != nil || first.SecurityToken == "" || first.AccessKey == cloudsim.DefaultHuaweiKeyID || first.Expires.IsZero() {
		t.Fatalf("keys with a token: %v, expires %s, %v", first.SecurityToken != "", first.Expires, err)
	}
	if again, err := found.Keys(t.Context()); err != nil || again != first {
		t.Errorf("the keys were fetched again: %v", err)
	}
	clock.ahead = 11 * time.Minute
	renewed, err := found.Keys(t.Context())
	if err != nil || renewed.AccessKey == first.AccessKey {
		t.Errorf("the keys were not renewed: %v", err)
	}
	base.AssumeRole.AgencyName = "nobody"
	_, err = newFound(t, sim, clock, base).Keys(t.Context())
	if !replication.IsKind(err, replication.KindPermission) || !strings.Contains(err.Error(), "nobody") || strings.Contains(err.Error(), cloudsim.DefaultHuaweiKeySecret) {
		t.Errorf("error is %v", err)
	}
}

func TestInstance(t *testing.T) {
	t.Parallel()
	sim, clock := cloudsim.New(cloudsim.Options{}), &movedClock{}
	found := newFound(t, sim, clock, credentials.Config{ECSMetadata: true})
	if _, err := found.Keys(t.Context()); err == nil || !strings.Contains(err.Error(), "ecs_metadata") {
		t.Errorf("without an agency: %v", err)
	}
	sim.IAM().PutAgency(iam.Agency{Name: "machine", Account: cloudsim.DefaultHuaweiAccount, Instance: true})
	keys, err := found.Keys(t.Context())
	if err != nil || keys.SecurityToken == "" {
		t.Errorf("keys with a token: %v, %v", keys.SecurityToken != "", err)
	}
}

func TestOldKeysServeUntilTheyEnd(t *testing.T) {
	t.Parallel()
	sim, clock := cloudsim.New(cloudsim.Options{}), &movedClock{}
	sim.IAM().PutAgency(iam.Agency{Name: "machine", Account: cloudsim.DefaultHuaweiAccount, Instance: true})
	found := newFound(t, sim, clock, credentials.Config{ECSMetadata: true})
	first, err := found.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := sim.Faults().Add(cloudsim.Fault{Kind: cloudsim.KindStatus, Operation: "GetSecurityKey", Status: http.StatusNotFound}); err != nil {
		t.Fatal(err)
	}
	clock.ahead = 24*time.Hour - 2*time.Minute
	if kept, err := found.Keys(t.Context()); err != nil || kept != first {
		t.Errorf("the keys that still hold are not used: %v", err)
	}
	clock.ahead = 25 * time.Hour
	if _, err := found.Keys(t.Context()); err == nil {
		t.Error("keys that have ended are used")
	}
}
