package credentials

import (
	"strings"
	"testing"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup/lookuptest"
)

const (
	configFile = ".aliyun/config.json"
	profiles   = `{"current": "main", "profiles": [
		{"name": "main", "mode": "AK", "access_key_id": "main-id", "access_key_secret": "main-secret", "region_id": "cn-hangzhou"},
		{"name": "temporary", "mode": "StsToken", "access_key_id": "sts-id", "access_key_secret": "sts-secret", "sts_token": "sts-token"},
		{"name": "half", "mode": "AK", "access_key_id": "half-id"},
		{"name": "browser", "mode": "CloudSSO"},
		{"name": "printed", "mode": "External", "process_command": "echo {\"access_key_id\":\"ext-id\",\"access_key_secret\":\"ext-secret\",\"sts_token\":\"ext-token\"}"},
		{"name": "silent", "mode": "External", "process_command": "echo nothing"},
		{"name": "one", "mode": "ChainableRamRoleArn", "source_profile": "other", "ram_role_arn": "acs:ram::1:role/a"},
		{"name": "other", "mode": "ChainableRamRoleArn", "source_profile": "one", "ram_role_arn": "acs:ram::1:role/b"}]}`
)

func env(pairs ...string) map[string]string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

func TestOrderOfPlaces(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		config Config
		machine
		key, secret, token string
	}{
		"configured key before everything": {
			config:  Config{AccessKey: "a", SecretKey: "b", SecurityToken: "c", Profile: "temporary"},
			machine: machine{env: env("ALICLOUD_ACCESS_KEY", "x", "ALICLOUD_SECRET_KEY", "y"), files: map[string]string{configFile: profiles}},
			key:     "a", secret: "b", token: "c",
		},
		"a token of the environment does not join a configured key": {
			config:  Config{AccessKey: "a", SecretKey: "b"},
			machine: machine{env: env("ALICLOUD_SECURITY_TOKEN", "stale")},
			key:     "a", secret: "b",
		},
		"configured profile before the environment's key": {
			config:  Config{Profile: "temporary"},
			machine: machine{env: env("ALICLOUD_ACCESS_KEY", "x", "ALICLOUD_SECRET_KEY", "y"), files: map[string]string{configFile: profiles}},
			key:     "sts-id", secret: "sts-secret", token: "sts-token",
		},
		"configured profile beside half a key in the environment": {
			config:  Config{Profile: "main"},
			machine: machine{env: env("ALICLOUD_ACCESS_KEY", "x"), files: map[string]string{configFile: profiles}},
			key:     "main-id", secret: "main-secret",
		},
		"configured file with the environment's profile": {
			config:  Config{SharedCredentialsFile: "~/elsewhere.json"},
			machine: machine{env: env("ALIBABA_CLOUD_PROFILE", "temporary"), files: map[string]string{"elsewhere.json": profiles}},
			key:     "sts-id", secret: "sts-secret", token: "sts-token",
		},
		"alicloud family": {
			machine: machine{env: env("ALICLOUD_ACCESS_KEY", "a", "ALICLOUD_SECRET_KEY", "b", "ALICLOUD_SECURITY_TOKEN", "c")},
			key:     "a", secret: "b", token: "c",
		},
		"alibaba_cloud family": {
			machine: machine{env: env("ALIBABA_CLOUD_ACCESS_KEY_ID", "a", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "b", "ALIBABA_CLOUD_SECURITY_TOKEN", "c")},
			key:     "a", secret: "b", token: "c",
		},
		"alibabacloud family": {
			machine: machine{env: env("ALIBABACLOUD_ACCESS_KEY_ID", "a", "ALIBABACLOUD_ACCESS_KEY_SECRET", "b", "ALIBABACLOUD_SECURITY_TOKEN", "c")},
			key:     "a", secret: "b", token: "c",
		},
		"oss family": {
			machine: machine{env: env("OSS_ACCESS_KEY_ID", "a", "OSS_ACCESS_KEY_SECRET", "b", "OSS_SESSION_TOKEN", "c")},
			key:     "a", secret: "b", token: "c",
		},
		"a whole key after half of another, with its own token": {
			machine: machine{env: env("ALICLOUD_ACCESS_KEY", "x", "ALICLOUD_SECURITY_TOKEN", "y", "OSS_ACCESS_KEY_ID", "a", "OSS_ACCESS_KEY_SECRET", "b")},
			key:     "a", secret: "b",
		},
		"environment's key before its profile": {
			machine: machine{
				env:   env("OSS_ACCESS_KEY_ID", "a", "OSS_ACCESS_KEY_SECRET", "b", "ALICLOUD_PROFILE", "temporary"),
				files: map[string]string{configFile: profiles},
			},
			key: "a", secret: "b",
		},
		"environment's file and profile": {
			machine: machine{
				env:   env("ALIBABA_CLOUD_CREDENTIALS_FILE", "~/elsewhere.json", "ALICLOUD_PROFILE", "temporary"),
				files: map[string]string{"elsewhere.json": profiles},
			},
			key: "sts-id", secret: "sts-secret", token: "sts-token",
		},
		"current profile of the CLI's file": {
			machine: machine{files: map[string]string{configFile: profiles}},
			key:     "main-id", secret: "main-secret",
		},
		"profile that runs a command": {
			config:  Config{Profile: "printed"},
			machine: machine{files: map[string]string{configFile: profiles}},
			key:     "ext-id", secret: "ext-secret", token: "ext-token",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := test.get(t, lookuptest.NoNetwork(t), test.config)
			want := oss.Credentials{AccessKeyID: test.key, AccessKeySecret: test.secret, SecurityToken: test.token}
			if err != nil || got != want {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestPlacesThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	withProfiles := machine{files: map[string]string{configFile: profiles}}
	tests := map[string]struct {
		config Config
		machine
		want []string
	}{
		"half a key, and the other half of another family": {
			machine: machine{env: env("ALICLOUD_ACCESS_KEY", "id", "OSS_ACCESS_KEY_SECRET", "planted-secret"), files: map[string]string{configFile: profiles}},
			want:    []string{"ALICLOUD_ACCESS_KEY is set, but ALICLOUD_SECRET_KEY is not", "OSS_ACCESS_KEY_SECRET is set, but OSS_ACCESS_KEY_ID is not"},
		},
		"unknown profile": {config: Config{Profile: "nobody"}, machine: withProfiles, want: []string{`no profile "nobody"`, configFile, `"main", "temporary"`}},
		"unknown profile in environment": {
			machine: machine{env: env("ALICLOUD_PROFILE", "nobody"), files: withProfiles.files}, want: []string{`no profile "nobody"`},
		},
		"file that is not there": {config: Config{SharedCredentialsFile: "~/none.json"}, want: []string{"there is no file", "none.json", "shared_credentials_file"}},
		"malformed file": {
			machine: machine{files: map[string]string{configFile: "{\n  \"current\": \"main\",\n  \"profiles\": [ planted-secret\n"}},
			want:    []string{configFile, "line 3, column 17"},
		},
		"wrong type in file": {
			machine: machine{files: map[string]string{configFile: "{\"profiles\": [\n{\"expired_seconds\": \"planted-secret\"}]}"}},
			want:    []string{configFile, "expired_seconds", "line 2"},
		},
		"profile with half a key": {config: Config{Profile: "half"}, machine: withProfiles, want: []string{`"half"`, "no access_key_secret"}},
		"mode of the browser":     {config: Config{Profile: "browser"}, machine: withProfiles, want: []string{`the mode "CloudSSO"`, "External"}},
		"profiles in a circle":    {config: Config{Profile: "one"}, machine: withProfiles, want: []string{"in a circle: one, other, one"}},
		"command without output":  {config: Config{Profile: "silent"}, machine: withProfiles, want: []string{`"silent"`, "printed no credentials"}},
		"credentials URI":         {config: Config{CredentialsURI: "planted-secret"}, want: []string{"no http or https address"}},
		"session expiration": {
			config:  Config{AccessKey: "a", SecretKey: "planted-secret"},
			machine: machine{env: env("ALICLOUD_ASSUME_ROLE_ARN", "acs:ram::1:role/a", "ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION", "1h")},
			want:    []string{"ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION", `"1h"`},
		},
		"half of OIDC": {machine: machine{env: env("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "acs:ram::1:oidc-provider/p",
			"ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/r")}, want: []string{"ALIBABA_CLOUD_OIDC_TOKEN_FILE", "token file is not set"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := test.get(t, lookuptest.NoNetwork(t), test.config)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error does not say %q:\n%v", want, err)
				}
			}
			if strings.Contains(err.Error(), "planted-secret") {
				t.Errorf("error quotes a secret:\n%v", err)
			}
		})
	}
}

func TestNothingFoundListsThePlacesInOrder(t *testing.T) {
	t.Parallel()
	empty := `{"current": "default", "profiles": [{"name": "default", "mode": "AK", "access_key_id": "", "region_id": "cn-beijing"}]}`
	_, err := machine{files: map[string]string{configFile: empty}}.get(t, lookuptest.NoNetwork(t), Config{})
	if err == nil {
		t.Fatal("no error")
	}
	rest := err.Error()
	for _, want := range []string{
		"1. `access_key`", "`profile`", "`assume_role_with_oidc`", "`credentials_uri`", "5. `ecs_role_name`",
		"6. ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY", "OSS_ACCESS_KEY_ID", "7. ALICLOUD_PROFILE", `"default"`, "is empty",
		"8. ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "9. ALICLOUD_CREDENTIALS_URI", "10. ALICLOUD_ECS_ROLE_NAME",
	} {
		_, after, ok := strings.Cut(rest, want)
		if !ok {
			t.Fatalf("%q is not in its place:\n%v", want, err)
		}
		rest = after
	}
}

func TestDestinationLeavesTheEnvironmentAlone(t *testing.T) {
	t.Parallel()
	m := machine{env: env("ALICLOUD_ACCESS_KEY", "x", "ALICLOUD_SECRET_KEY", "y", "ALICLOUD_ASSUME_ROLE_ARN", "acs:ram::1:role/a")}
	o := m.options(t, lookuptest.NoNetwork(t), Config{AccessKey: "a", SecretKey: "b"})
	o.ConfiguredOnly = true
	if got, err := credentialsOf(t.Context(), o); err != nil || got.AccessKeyID != "a" {
		t.Errorf("got %+v, %v", got, err)
	}
	o.Config = Config{}
	if _, err := credentialsOf(t.Context(), o); err == nil || strings.Contains(err.Error(), "6.") {
		t.Errorf("the environment was looked at: %v", err)
	}
}

func TestForDestination(t *testing.T) {
	t.Parallel()
	own, other := &AssumeRole{RoleARN: "own"}, &AssumeRole{RoleARN: "other"}
	source := Config{AccessKey: "a", SecretKey: "b", AssumeRole: own}
	if got := source.ForDestination(Config{}); got != source {
		t.Errorf("nothing set: %+v", got)
	}
	if got := source.ForDestination(Config{AssumeRole: other}); got.AccessKey != "a" || got.AssumeRole != other {
		t.Errorf("a role of its own: %+v", got)
	}
	shared := Config{Profile: "home", SharedCredentialsFile: "shared.json"}
	if got := shared.ForDestination(Config{Profile: "p"}); got != (Config{Profile: "p", SharedCredentialsFile: "shared.json"}) {
		t.Errorf("a profile of the source's file: %+v", got)
	}
	if got := shared.ForDestination(Config{AccessKey: "a", SecretKey: "b"}); got.SharedCredentialsFile != "" {
		t.Errorf("a key with a file: %+v", got)
	}
	if got := source.ForDestination(Config{Profile: "p"}); got != (Config{Profile: "p"}) {
		t.Errorf("a source of its own: %+v", got)
	}
}
