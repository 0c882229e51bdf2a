package provider

import (
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

func TestHuaweiTouchesNothingBeforeItsUse(t *testing.T) {
	bareEnvironment(t)
	var requests atomic.Int32
	nothing := roundTripper(func(*http.Request) (*http.Response, error) {
		requests.Add(1)
		return nil, errors.New("no network")
	})
	config := object{"huawei": object{"profile": "nobody", "destination": object{"ecs_metadata": true}}}
	sessions, diags := configureAll(t, config, WithTransport(nothing))
	if diags.HasError() || requests.Load() != 0 {
		t.Fatalf("%d requests, %v", requests.Load(), diags)
	}
	if _, err := sessions.Vaults.Driver(t.Context()); err == nil || !strings.Contains(err.Error(), "config.json") || !strings.Contains(err.Error(), replication.HuaweiTitle) {
		t.Errorf("error is %v", err)
	}
	if _, err := sessions.Vaults.DestinationDriver(t.Context(), true); err != nil {
		t.Errorf("the destination's driver: %v", err)
	}
}

func TestUnknownHuaweiIsNoError(t *testing.T) {
	bareEnvironment(t)
	for name, config := range map[string]object{
		"the object": {"huawei": unknown{}}, "a key": {"huawei": object{"access_key": "a", "secret_key": unknown{}}},
		"the destination": {"huawei": object{"destination": unknown{}}}, "the stack": {"ca_bundle_file": unknown{}},
	} {
		sessions, diags := configureAll(t, config)
		if diags.HasError() {
			t.Fatalf("%s: %v", name, diags)
		}
		if _, err := sessions.Vaults.Driver(t.Context()); !errors.Is(err, replication.ErrConfigurationUnknown) {
			t.Errorf("%s: error is %v", name, err)
		}
	}
}

// TestBothCloudsOfHuawei reads a vault in each cloud: one with keys of the environment, the other with its own.
func TestBothCloudsOfHuawei(t *testing.T) {
	bareEnvironment(t)
	t.Setenv("HW_ACCESS_KEY", cloudsim.DefaultHuaweiKeyID)
	t.Setenv("HW_SECRET_KEY", cloudsim.DefaultHuaweiKeySecret)
	t.Setenv("HW_REGION_NAME", "cn-north-4")
	sim := cloudsim.New(cloudsim.Options{})
	here, err := sim.CBR().CreateVault(cbr.VaultSpec{Name: "here", Account: cloudsim.DefaultHuaweiAccount, Region: "cn-north-4"})
	if err != nil {
		t.Fatal(err)
	}
	there, err := sim.CBR().CreateVault(cbr.VaultSpec{Name: "there", Account: cloudsim.DefaultHCSOAccount, Region: "tr-central-201"})
	if err != nil {
		t.Fatal(err)
	}
	site := object{"access_key": cloudsim.DefaultHCSOKeyID, "secret_key": cloudsim.DefaultHCSOKeySecret, "region": "tr-central-201", "cloud": iam.HCSODomain}
	sessions, diags := configureAll(t, object{"huawei": object{"destination": site}}, WithTransport(sim.Transport()))
	if diags.HasError() {
		t.Fatal(diags)
	}
	source, err := sessions.Vaults.Driver(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	destination, err := sessions.Vaults.DestinationDriver(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := source.Vault(t.Context(), vault.Ref{ID: here}); err != nil || v.Name != "here" {
		t.Errorf("here: %+v, %v", v, err)
	}
	if v, err := destination.Vault(t.Context(), vault.Ref{ID: there}); err != nil || v.Name != "there" {
		t.Errorf("there: %+v, %v", v, err)
	}
	alone, diags := configureAll(t, object{}, WithTransport(sim.Transport()))
	if diags.HasError() {
		t.Fatal(diags)
	}
	if _, err := alone.Vaults.DestinationDriver(t.Context(), true); !errors.Is(err, vault.ErrNoDestination) {
		t.Errorf("without a destination: %v", err)
	}
	if _, err := alone.Vaults.DestinationDriver(t.Context(), false); err != nil {
		t.Errorf("without a destination, within the cloud: %v", err)
	}
}

func TestHuaweiIsValidated(t *testing.T) {
	t.Parallel()
	valid := object{"huawei": object{
		"access_key": "a", "secret_key": "b", "security_token": "c", "region": "cn-north-4", "project_id": "p", "cloud": "hcso.example",
		"endpoints":         object{"cbr": "https://cbr.{region}.hcso.example", "iam": "127.0.0.1:8080"},
		"assume_role":       object{"agency_name": "ops", "domain_name": "other", "duration": 900},
		"unpublished_names": object{"path": "credentials"},
		"destination":       object{"profile": "other", "endpoints": object{"cbr": unknown{}}},
	}}
	for _, d := range validate(t, valid) {
		t.Errorf("%s: %s", d.Summary, d.Detail)
	}
	for name, side := range map[string]object{
		"half a pair": {"access_key": "a"}, "a service": {"endpoints": object{"obs": "https://obs.example"}}, "an address": {"endpoints": object{"cbr": "ftp://x"}},
		"a name": {"unpublished_names": object{"nonsense": "x"}}, "a duration": {"assume_role": object{"agency_name": "ops", "duration": 10}},
		"the destination's address": {"destination": object{"endpoints": object{"iam": "https://{bucket}.x"}}},
	} {
		if len(validate(t, object{"huawei": side})) == 0 {
			t.Errorf("%s: nothing is said", name)
		}
	}
}
