package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func validate(t *testing.T, config object) []*tfprotov6.Diagnostic {
	t.Helper()
	p := New("test")()
	raw := configOf(t, p, config).Raw
	dynamic, err := tfprotov6.NewDynamicValue(raw.Type(), raw)
	if err != nil {
		t.Fatal(err)
	}
	response, err := providerserver.NewProtocol6(p)().ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: &dynamic})
	if err != nil {
		t.Fatal(err)
	}
	return response.Diagnostics
}

func TestValidConfigurations(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]object{
		"empty":        {},
		"empty object": {"alibaba": object{}},
		"everything": {
			"alibaba": object{
				"access_key": "a", "secret_key": "b", "security_token": "c", "endpoint": "https://{bucket}.oss-{region}-internal.aliyuncs.com",
				"endpoints":   object{"cn-hangzhou": "http://127.0.0.1:8080"},
				"assume_role": object{"role_arn": "acs:ram::1:role/r", "session_expiration": 900},
				"destination": object{"profile": "other", "endpoint": "https://{bucket}.oss-{region}.aliyuncs.com"},
			},
			"ca_bundle_file": "ca.pem", "max_retries": 0, "max_requests_per_second": 2, "preflight": "offline",
			"checks": object{"A5": "warn", "G3": "off", "A6": "error"},
		},
		"everything unknown": {
			"alibaba": unknown{}, "ca_bundle_file": unknown{}, "max_retries": unknown{}, "max_requests_per_second": unknown{},
			"preflight": unknown{}, "checks": unknown{},
		},
		"unknown within": {
			"alibaba": object{
				"access_key": unknown{}, "secret_key": unknown{}, "endpoint": unknown{}, "endpoints": object{"cn-beijing": unknown{}},
				"assume_role": unknown{}, "destination": object{"access_key": "a", "secret_key": unknown{}},
			},
			"checks": object{"A5": unknown{}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, d := range validate(t, config) {
				t.Errorf("%s: %s", d.Summary, d.Detail)
			}
		})
	}
}

func TestInvalidConfigurations(t *testing.T) {
	t.Parallel()
	alibaba := func(o object) object { return object{"alibaba": o} }
	in := func(names ...string) *tftypes.AttributePath {
		p := tftypes.NewAttributePath()
		for _, name := range names {
			p = p.WithAttributeName(name)
		}
		return p
	}
	tests := map[string]struct {
		config object
		path   *tftypes.AttributePath
		want   string
	}{
		"key without secret":      {alibaba(object{"access_key": "planted"}), in("alibaba", "access_key"), "secret_key"},
		"secret without key":      {alibaba(object{"secret_key": "planted"}), in("alibaba", "secret_key"), "access_key"},
		"key of the destination":  {alibaba(object{"destination": object{"access_key": "planted"}}), in("alibaba", "destination", "access_key"), "secret_key"},
		"endpoint without bucket": {alibaba(object{"endpoint": "https://oss-{region}.aliyuncs.com"}), in("alibaba", "endpoint"), "{bucket}"},
		"endpoint of a region": {
			alibaba(object{"endpoints": object{"cn-beijing": "nonsense"}}),
			in("alibaba", "endpoints").WithElementKeyString("cn-beijing"), "nonsense",
		},
		"endpoint of the destination": {
			alibaba(object{"destination": object{"endpoint": "https://{bucket}.oss-accelerate.aliyuncs.com"}}),
			in("alibaba", "destination", "endpoint"), "acceleration",
		},
		"short session":     {alibaba(object{"assume_role": object{"role_arn": "r", "session_expiration": 60}}), in("alibaba", "assume_role", "session_expiration"), "900"},
		"empty role":        {alibaba(object{"assume_role": object{"role_arn": ""}}), in("alibaba", "assume_role", "role_arn"), "at least 1"},
		"negative retries":  {object{"max_retries": -1}, in("max_retries"), "at least 0"},
		"negative rate":     {object{"max_requests_per_second": -1}, in("max_requests_per_second"), "at least 0"},
		"preflight":         {object{"preflight": "maybe"}, in("preflight"), `"offline"`},
		"unknown check":     {object{"checks": object{"Z9": "off"}}, in("checks").WithElementKeyString("Z9"), "the constraints are G1, "},
		"severity of check": {object{"checks": object{"A5": "info"}}, in("checks").WithElementKeyString("A5"), `"error", "warn" or "off"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diagnostics := validate(t, test.config)
			if len(diagnostics) != 1 {
				t.Fatalf("%d diagnostics, want one: %+v", len(diagnostics), diagnostics)
			}
			d := diagnostics[0]
			if d.Severity != tfprotov6.DiagnosticSeverityError || !d.Attribute.Equal(test.path) || !strings.Contains(d.Detail, test.want) {
				t.Errorf("at %s: %s: %s", d.Attribute, d.Summary, d.Detail)
			}
			if strings.Contains(d.Summary+d.Detail, "planted") {
				t.Errorf("a secret is quoted: %s", d.Detail)
			}
		})
	}
}
