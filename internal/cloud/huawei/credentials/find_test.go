package credentials

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/signature"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup/lookuptest"
)

const profiles = `{"current":"work","profiles":[
 {"name":"work","mode":"AKSK","accessKeyId":"AKWORK","secretAccessKey":"SKWORK","securityToken":"","region":"cn-north-1","projectId":"p-work","domainId":"d-work"},
 {"name":"sso","mode":"SSO","region":"cn-east-3","ssoAuth":{"stsToken":{"accessKeyId":"AKSSO","secretAccessKey":"SKSSO","securityToken":"STSSO"}}},
 {"name":"agency","mode":"AKSK","accessKeyId":"AKA","secretAccessKey":"SKA","agencyName":"ops","agencyDomainName":"other"},
 {"name":"empty","mode":"AKSK"}]}`

// find looks through a made-up environment and home.
func find(t *testing.T, config Config, environment map[string]string, withProfiles bool, configuredOnly bool) (*Found, error) {
	t.Helper()
	files := map[string]string{}
	if withProfiles {
		files[".hcloud/config.json"] = profiles
	}
	return New(Options{Config: config, ConfiguredOnly: configuredOnly, Machine: lookuptest.Machine(t, environment, files)})
}

func TestOrder(t *testing.T) {
	t.Parallel()
	type want struct{ key, token, region, project, domain, cloud string }
	environment := map[string]string{
		"HW_ACCESS_KEY": "AKHW", "HW_SECRET_KEY": "SKHW", "HW_SECURITY_TOKEN": "STHW", "HW_REGION_NAME": "cn-south-1", "HW_PROJECT_ID": "p-env", "HW_DOMAIN_ID": "d-env", "HW_CLOUD": "hcso.example",
	}
	for _, c := range []struct {
		name           string
		config         Config
		environment    map[string]string
		profiles, only bool
		want           want
	}{
		{name: "configuration", config: Config{AccessKey: "AK", SecretKey: "SK", SecurityToken: "ST", Region: "cn-north-4"}, environment: environment, profiles: true, want: want{"AK", "ST", "cn-north-4", "p-env", "d-env", "hcso.example"}},
		{name: "configuration only", config: Config{AccessKey: "AK", SecretKey: "SK"}, environment: environment, only: true, want: want{key: "AK"}},
		{name: "profile in the configuration", config: Config{Profile: "sso"}, environment: map[string]string{"HW_ACCESS_KEY": "AKHW", "HW_SECRET_KEY": "SKHW"}, profiles: true, want: want{key: "AKSSO", token: "STSSO", region: "cn-east-3"}},
		{name: "environment", environment: environment, profiles: true, want: want{"AKHW", "STHW", "cn-south-1", "p-env", "d-env", "hcso.example"}},
		{name: "OpenStack's names", environment: map[string]string{"OS_ACCESS_KEY": "AKOS", "OS_SECRET_KEY": "SKOS", "OS_REGION_NAME": "eu-west-101"}, want: want{key: "AKOS", region: "eu-west-101"}},
		{name: "SDK's names", environment: map[string]string{"HUAWEICLOUD_SDK_AK": "AKSDK", "HUAWEICLOUD_SDK_SK": "SKSDK"}, want: want{key: "AKSDK"}},
		{name: "profile in the environment", environment: map[string]string{"HW_PROFILE": "sso"}, profiles: true, want: want{key: "AKSSO", token: "STSSO", region: "cn-east-3"}},
		{name: "current profile", profiles: true, want: want{key: "AKWORK", region: "cn-north-1", project: "p-work", domain: "d-work"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			found, err := find(t, c.config, c.environment, c.profiles, c.only)
			if err != nil {
				t.Fatal(err)
			}
			keys, err := found.Keys(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			got := want{keys.AccessKey, keys.SecurityToken, found.Region, found.ProjectID, found.DomainID, found.Cloud}
			if got != c.want || keys.SecretKey != strings.Replace(keys.AccessKey, "AK", "SK", 1) {
				t.Errorf("found %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestNothingFound(t *testing.T) {
	t.Parallel()
	_, err := find(t, Config{}, nil, false, false)
	if err == nil {
		t.Fatal("something was found")
	}
	for _, place := range []string{"`access_key`", "`profile`", "`ecs_metadata`", "HW_ACCESS_KEY and HW_SECRET_KEY", "OS_ACCESS_KEY", "HUAWEICLOUD_SDK_AK", "HW_PROFILE", "~/.hcloud/config.json"} {
		if !strings.Contains(err.Error(), place) {
			t.Errorf("%s is not listed in: %v", place, err)
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config      Config
		environment map[string]string
		text        string
	}{
		"half a pair":                {Config{AccessKey: "AKSECRET"}, nil, "only one of them"},
		"half a pair in environment": {Config{}, map[string]string{"HW_ACCESS_KEY": "AKSECRET", "OS_ACCESS_KEY": ""}, "HW_SECRET_KEY is not"},
		"no such profile":            {Config{Profile: "nope"}, nil, `"work", "sso"`},
		"empty profile":              {Config{Profile: "empty"}, nil, "holds no access key"},
		"agency of nobody":           {Config{AccessKey: "AKSECRET", SecretKey: "SKSECRET", AssumeRole: &AssumeRole{AgencyName: "ops"}}, nil, "domain_id"},
		"endpoint":                   {Config{AccessKey: "AKSECRET", SecretKey: "SKSECRET", IAMEndpoint: "ftp://user:SKSECRET@host"}, nil, "is not an address"},
		"duration":                   {Config{AccessKey: "AKSECRET", SecretKey: "SKSECRET"}, map[string]string{"HW_ASSUME_ROLE_AGENCY_NAME": "a", "HW_ASSUME_ROLE_DURATION": "long"}, "HW_ASSUME_ROLE_DURATION"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := find(t, c.config, c.environment, true, false)
			if err == nil || !strings.Contains(err.Error(), c.text) || strings.Contains(err.Error(), "SKSECRET") || strings.Contains(err.Error(), "AKSECRET") {
				t.Errorf("error is %v, want %q", err, c.text)
			}
		})
	}
}

func TestEndpoints(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ template, region, cloud, want string }{
		{"", "cn-north-4", "", "https://cbr.cn-north-4.myhuaweicloud.com"},
		{"", "eu-west-101", "", "https://cbr.eu-west-101.myhuaweicloud.eu"},
		{"", "tr-central-201", "hcso.example", "https://cbr.tr-central-201.hcso.example"},
		{"cbr.{region}.example.com/", "r1", "x", "https://cbr.r1.example.com"},
		{"http://127.0.0.1:8080/v3", "r1", "x", "http://127.0.0.1:8080"},
	} {
		e, err := ParseEndpoint("cbr", c.template)
		if got := e.URL(c.region, c.cloud); err != nil || got != c.want {
			t.Errorf("%+v is %s, %v", c, got, err)
		}
	}
	for _, bad := range []string{"https://", "https://{bucket}.example.com", "https://host?x=1", "http://a b"} {
		if e, err := ParseEndpoint("cbr", bad); err == nil {
			t.Errorf("%q is %+v", bad, e)
		}
	}
}

var _ Provider = static(signature.Keys{})
