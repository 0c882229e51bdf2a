package provider

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
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

// TestProfileOfTheDestination finds the profile that the destination names in the file that the source side has, unless it has its own.
func TestProfileOfTheDestination(t *testing.T) {
	bareEnvironment(t)
	file := func(name, region string) string {
		path := filepath.Join(t.TempDir(), name)
		content := `{"current":"home","profiles":[{"name":"home","accessKeyId":"AKHOME","secretAccessKey":"SKHOME"},` +
			`{"name":"site","accessKeyId":"AKSITE","secretAccessKey":"SKSITE","region":"` + region + `"}]}`
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	shared, another := file("shared.json", "in-shared"), file("another.json", "in-another")
	for name, test := range map[string]struct {
		environment, file, own string
		want                   string
	}{
		"the environment's file": {environment: shared, want: "in-shared"},
		"the source's file":      {environment: another, file: shared, want: "in-shared"},
		"its own file":           {environment: shared, file: shared, own: another, want: "in-another"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("HW_SHARED_CONFIG_FILE", test.environment)
			source, destination := object{"profile": "home"}, object{"profile": "site"}
			if test.file != "" {
				source["shared_config_file"] = test.file
			}
			if test.own != "" {
				destination["shared_config_file"] = test.own
			}
			source["destination"] = destination
			sessions, diags := configureAll(t, object{"huawei": source})
			if diags.HasError() {
				t.Fatal(diags)
			}
			driver, err := sessions.Vaults.DestinationDriver(t.Context(), true)
			if err != nil || driver.DefaultRegion() != test.want {
				t.Errorf("found %v, %v, want %s", driver, err, test.want)
			}
		})
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
