package acctest

import (
	"context"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/provider"
)

// Object is a configuration or a state: strings, numbers, flags, lists and objects. Null is nil.
type Object = map[string]any

// EveryCloud is the configuration of the provider with the default key of every simulated cloud.
func EveryCloud() Object {
	return Object{
		"alibaba": Object{"access_key": cloudsim.DefaultAlibabaKeyID, "secret_key": cloudsim.DefaultAlibabaKeySecret},
		"tencent": Object{"secret_id": cloudsim.DefaultTencentKeyID, "secret_key": cloudsim.DefaultTencentKeySecret},
		"ucloud":  Object{"public_key": cloudsim.DefaultUCloudPublicKey, "private_key": cloudsim.DefaultUCloudPrivateKey},
		"huawei":  Object{"access_key": cloudsim.DefaultHuaweiKeyID, "secret_key": cloudsim.DefaultHuaweiKeySecret, "region": "cn-north-4"},
	}
}

// Server is the provider as Terraform talks to it, without Terraform: a read takes milliseconds.
type Server struct {
	tfprotov6.ProviderServer
	// Schemas are those of the data sources.
	Schemas map[string]*tfprotov6.Schema

	schemas    *tfprotov6.GetProviderSchemaResponse
	identities map[string]*tfprotov6.ResourceIdentitySchema
}

// Serve configures a provider that sends its requests to the transport.
func Serve(t *testing.T, transport http.RoundTripper, c clock.Clock, config Object) *Server {
	t.Helper()
	s := &Server{ProviderServer: providerserver.NewProtocol6(provider.New("test", provider.WithTransport(transport), provider.WithClock(c))())()}
	schemas, err := s.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	identities, err := s.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	s.Schemas, s.schemas, s.identities = schemas.DataSourceSchemas, schemas, identities.IdentitySchemas
	answer, err := s.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.11.4", Config: dynamic(t, schemas.Provider, config),
	})
	if err != nil || len(answer.Diagnostics) > 0 {
		t.Fatalf("configure: %v, %v", err, Said(answer.Diagnostics))
	}
	return s
}

// Read reads a data source, and returns what it tells and what is said meanwhile, each as severity, summary and detail.
func (s *Server) Read(ctx context.Context, t *testing.T, name string, config Object) (Object, []string) {
	t.Helper()
	schema := s.Schemas["multicloud_"+name]
	answer, err := s.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: "multicloud_" + name, Config: dynamic(t, schema, config)})
	if err != nil {
		t.Error(err)
		return nil, nil
	}
	return object(t, answer.State, schema.ValueType()), Said(answer.Diagnostics)
}

// object is what the provider sent; nil if it is null.
func object(t *testing.T, sent *tfprotov6.DynamicValue, typ tftypes.Type) Object {
	t.Helper()
	value, err := sent.Unmarshal(typ)
	if err != nil {
		t.Error(err)
		return nil
	}
	told, _ := plain(value).(Object)
	return told
}

// At is what stands in the object at the dotted path; false if the object has no such attribute, or nothing to have one in.
func At(of Object, path string) (value any, stands bool) {
	step, rest, deeper := strings.Cut(path, ".")
	value, stands = of[step]
	if !deeper || !stands {
		return value, stands
	}
	inner, _ := value.(Object)
	return At(inner, rest)
}

// Said are diagnostics, each as one line.
func Said(diagnostics []*tfprotov6.Diagnostic) []string {
	var all []string
	for _, d := range diagnostics {
		all = append(all, fmt.Sprintf("%s: %s: %s", d.Severity, d.Summary, strings.Join(strings.Fields(d.Detail), " ")))
	}
	return all
}

func dynamic(t *testing.T, schema *tfprotov6.Schema, config Object) *tfprotov6.DynamicValue {
	t.Helper()
	value, err := tfprotov6.NewDynamicValue(schema.ValueType(), valueOf(schema.ValueType(), config))
	if err != nil {
		t.Fatal(err)
	}
	return &value
}

// valueOf is v as a value of the type; what an object leaves out is null.
func valueOf(typ tftypes.Type, v any) tftypes.Value {
	fields, ok := typ.(tftypes.Object)
	config, given := v.(Object)
	if !ok || !given {
		return tftypes.NewValue(typ, v)
	}
	values := map[string]tftypes.Value{}
	for name, of := range fields.AttributeTypes {
		values[name] = valueOf(of, config[name])
	}
	return tftypes.NewValue(typ, values)
}

// plain is a value as Go has it: nil, a string, a float64, a bool, a list or an object.
func plain(v tftypes.Value) any {
	if v.IsNull() {
		return nil
	}
	var text string
	var number big.Float
	var flag bool
	var list []tftypes.Value
	var fields map[string]tftypes.Value
	switch {
	case v.As(&text) == nil:
		return text
	case v.As(&number) == nil:
		n, _ := number.Float64()
		return n
	case v.As(&flag) == nil:
		return flag
	case v.As(&list) == nil:
		all := make([]any, len(list))
		for i, element := range list {
			all[i] = plain(element)
		}
		return all
	case v.As(&fields) == nil:
		all := Object{}
		for name, field := range fields {
			all[name] = plain(field)
		}
		return all
	}
	return v.String()
}
