package provider

import (
	"math/big"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// object is a configuration in a test: strings, numbers, objects and unknown; what is left out is null.
type object map[string]any

// unknown is a value that is not known yet.
type unknown struct{}

// value is v as a value of the type.
func value(t *testing.T, typ tftypes.Type, v any) tftypes.Value {
	t.Helper()
	switch v := v.(type) {
	case nil:
		return tftypes.NewValue(typ, nil)
	case unknown:
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	case int:
		return tftypes.NewValue(typ, big.NewFloat(float64(v)))
	case object:
		elements := map[string]tftypes.Value{}
		switch typ := typ.(type) {
		case tftypes.Object:
			for name, attribute := range typ.AttributeTypes {
				elements[name] = value(t, attribute, v[name])
			}
			for name := range v {
				if _, ok := typ.AttributeTypes[name]; !ok {
					t.Fatalf("there is no attribute %s", name)
				}
			}
		case tftypes.Map:
			for key, element := range v {
				elements[key] = value(t, typ.ElementType, element)
			}
		}
		return tftypes.NewValue(typ, elements)
	default:
		return tftypes.NewValue(typ, v)
	}
}

func configOf(t *testing.T, p provider.Provider, config object) tfsdk.Config {
	t.Helper()
	var response provider.SchemaResponse
	p.Schema(t.Context(), provider.SchemaRequest{}, &response)
	typ := response.Schema.Type().TerraformType(t.Context())
	return tfsdk.Config{Schema: response.Schema, Raw: value(t, typ, config)}
}

// configure configures a provider and returns what its resources of bucket replication get.
func configure(t *testing.T, config object, options ...Option) (*replication.Session, diag.Diagnostics) {
	t.Helper()
	sessions, diags := configureAll(t, config, options...)
	return sessions.Rules, diags
}

// configureAll configures a provider and returns what its resources get.
func configureAll(t *testing.T, config object, options ...Option) (service.Sessions, diag.Diagnostics) {
	t.Helper()
	p := New("1.2.3", options...)()
	var response provider.ConfigureResponse
	p.Configure(t.Context(), provider.ConfigureRequest{TerraformVersion: "1.14.0", Config: configOf(t, p, config)}, &response)
	sessions, _ := response.ResourceData.(*service.Sessions)
	if response.ResourceData != response.DataSourceData {
		t.Error("resources and data sources have different sessions")
	}
	if sessions == nil {
		if !response.Diagnostics.HasError() {
			t.Fatal("there is no session")
		}
		return service.Sessions{}, response.Diagnostics
	}
	return *sessions, response.Diagnostics
}

// bareEnvironment takes away everything that credentials or settings could come from.
func bareEnvironment(t *testing.T) {
	t.Helper()
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		for _, prefix := range []string{"ALICLOUD_", "ALIBABA", "OSS_", "UCLOUD_", "TENCENTCLOUD_", "TCCLI_", "COS_", "TKE_", "MULTICLOUD_", "HW_", "HUAWEICLOUD_", "OS_"} {
			if strings.HasPrefix(name, prefix) {
				t.Setenv(name, "")
			}
		}
	}
	t.Setenv("HOME", t.TempDir())
}

// roundTripper answers requests in a test.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
