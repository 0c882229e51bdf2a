package credentials

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup/lookuptest"
)

// profiles are files of the CLI and of the SDKs.
var profiles = map[string]string{
	".tccli/default.credential": `{"secretId": "main-id", "secretKey": "main-key"}`,
	".tccli/temp.credential":    `{"secretId": "temp-id", "secretKey": "temp-key", "token": "temp-token"}`,
	".tccli/signed.credential": fmt.Sprintf(`{"type": "oauth", "secretId": "web-id", "secretKey": "planted-secret", "token": "web-token", "expiresAt": %d}`,
		clocktest.Start.Unix()+60),
	".tccli/stale.credential":   fmt.Sprintf(`{"type": "sso", "secretId": "web-id", "secretKey": "planted-secret", "expiresAt": %d}`, clocktest.Start.Unix()),
	".tccli/half.credential":    `{"secretId": "half-id"}`,
	".tccli/broken.credential":  `{"secretKey": planted-secret}`,
	"elsewhere/team.credential": `{"secretId": "team-id", "secretKey": "team-key"}`,
}

var sdkFile = map[string]string{".tencentcloud/credentials": "app=x\n# secret_id = no\n[other]\nsecret_id=other\n[default]\nsecret_id = ini-id\nsecret_key=ini-key\n"}

func TestOrderOfPlaces(t *testing.T) {
	t.Parallel()
	withKey := env("TENCENTCLOUD_SECRET_ID", "x", "TENCENTCLOUD_SECRET_KEY", "y")
	tests := map[string]struct {
		config Config
		machine
		want cos.Credential
	}{
		"configured key before everything": {
			Config{SecretID: "a", SecretKey: "b", SecurityToken: "c", Profile: "temp"}, machine{withKey, profiles}, cos.Credential{SecretID: "a", SecretKey: "b", SessionToken: "c"},
		},
		"a token of the environment does not join a configured key": {
			Config{SecretID: "a", SecretKey: "b"}, machine{env: env("TENCENTCLOUD_SECURITY_TOKEN", "stale")}, cos.Credential{SecretID: "a", SecretKey: "b"},
		},
		"configured profile before the environment's key": {
			Config{Profile: "temp"}, machine{withKey, profiles}, cos.Credential{SecretID: "temp-id", SecretKey: "temp-key", SessionToken: "temp-token"},
		},
		"configured directory with the environment's profile": {
			Config{SharedCredentialsDir: "~/elsewhere"}, machine{env("TENCENTCLOUD_PROFILE", "team"), profiles}, cos.Credential{SecretID: "team-id", SecretKey: "team-key"},
		},
		"environment's key": {
			Config{},
			machine{env("TENCENTCLOUD_SECRET_ID", "a", "TENCENTCLOUD_SECRET_KEY", "b", "TENCENTCLOUD_SECURITY_TOKEN", "c", "TENCENTCLOUD_PROFILE", "temp"), profiles},
			cos.Credential{SecretID: "a", SecretKey: "b", SessionToken: "c"},
		},
		"key of a cloud function": {
			Config{},
			machine{env: env("TENCENTCLOUD_SECRETID", "a", "TENCENTCLOUD_SECRETKEY", "b", "TENCENTCLOUD_SESSIONTOKEN", "c")},
			cos.Credential{SecretID: "a", SecretKey: "b", SessionToken: "c"},
		},
		"key of the COS SDKs": {Config{}, machine{env: env("COS_SECRETID", "a", "COS_SECRETKEY", "b")}, cos.Credential{SecretID: "a", SecretKey: "b"}},
		"a whole key after half of another": {
			Config{}, machine{env: env("TENCENTCLOUD_SECRET_ID", "x", "COS_SECRET_ID", "a", "COS_SECRET_KEY", "b")}, cos.Credential{SecretID: "a", SecretKey: "b"},
		},
		"environment's directory and profile": {
			Config{}, machine{env("TENCENTCLOUD_SHARED_CREDENTIALS_DIR", "~/elsewhere", "TENCENTCLOUD_PROFILE", "team"), profiles}, cos.Credential{SecretID: "team-id", SecretKey: "team-key"},
		},
		"default profile":       {Config{}, machine{files: profiles}, cos.Credential{SecretID: "main-id", SecretKey: "main-key"}},
		"a sign-in that holds":  {Config{Profile: "signed"}, machine{files: profiles}, cos.Credential{SecretID: "web-id", SecretKey: "planted-secret", SessionToken: "web-token"}},
		"the SDKs' file":        {Config{}, machine{files: sdkFile}, cos.Credential{SecretID: "ini-id", SecretKey: "ini-key"}},
		"the SDKs' file, named": {Config{}, machine{env("TENCENTCLOUD_CREDENTIALS_FILE", "~/.tencentcloud/credentials"), sdkFile}, cos.Credential{SecretID: "ini-id", SecretKey: "ini-key"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := test.get(t, lookuptest.NoNetwork(t), test.config)
			if err != nil || *got != test.want {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestPlacesThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	files := machine{files: profiles}
	tests := map[string]struct {
		config Config
		machine
		want []string
	}{
		"half a key, and the other half of another family": {
			machine: machine{env("TENCENTCLOUD_SECRET_ID", "id", "COS_SECRET_KEY", "planted-secret"), profiles},
			want:    []string{"TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not", "COS_SECRET_KEY is set, but COS_SECRET_ID is not"},
		},
		"half a configured key":  {config: Config{SecretKey: "planted-secret"}, want: []string{"`secret_id` and `secret_key`"}},
		"a space in a key":       {config: Config{SecretID: "a", SecretKey: "planted-secret "}, want: []string{"`secret_id`", "space"}},
		"no such profile":        {config: Config{Profile: "nobody"}, machine: files, want: []string{"nobody.credential", "tccli configure --profile nobody"}},
		"no such directory":      {config: Config{SharedCredentialsDir: "~/none"}, machine: files, want: []string{"none/default.credential", "shared_credentials_dir"}},
		"malformed profile":      {config: Config{Profile: "broken"}, machine: files, want: []string{"broken.credential", "not the JSON"}},
		"half a profile":         {config: Config{Profile: "half"}, machine: files, want: []string{"half.credential", "no secretKey"}},
		"a sign-in that is over": {config: Config{Profile: "stale"}, machine: files, want: []string{"stale.credential", "2026-03-01T12:00:00Z", "tccli auth login"}},
		"the SDKs' file without a key": {
			machine: machine{files: map[string]string{".tencentcloud/credentials": "[default]\nsecret_key = planted-secret"}}, want: []string{".tencentcloud/credentials", "no secret_id"},
		},
		"session duration": {
			machine: machine{env: env("TENCENTCLOUD_SECRET_ID", "a", "TENCENTCLOUD_SECRET_KEY", "b", "TENCENTCLOUD_ASSUME_ROLE_ARN", "r", "TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION", "1h")},
			want:    []string{"TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION", `"1h"`},
		},
		"half of OIDC":  {machine: machine{env: env("TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID", "ci", "TENCENTCLOUD_ASSUME_ROLE_ARN", "r")}, want: []string{"WEB_IDENTITY_TOKEN_FILE", "token"}},
		"half of a pod": {machine: machine{env: env("TKE_PROVIDER_ID", "ci")}, want: []string{"TKE_ROLE_ARN", "role ARN is not set"}},
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
	_, err := machine{files: map[string]string{".tccli/default.credential": "{}"}}.get(t, lookuptest.NoNetwork(t), Config{})
	if err == nil {
		t.Fatal("no error")
	}
	rest := err.Error()
	for _, want := range []string{
		"1. `secret_id`", "2. `assume_role_with_web_identity`", "3. `profile`", "4. `cam_role_name`",
		"5. TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY", "COS_SECRETID", "6. TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID",
		"7. TENCENTCLOUD_PROFILE", "default.credential is empty", "8. TENCENTCLOUD_CREDENTIALS_FILE", "9. TKE_PROVIDER_ID", "10. TENCENTCLOUD_CAM_ROLE_NAME",
	} {
		_, after, ok := strings.Cut(rest, want)
		if !ok {
			t.Fatalf("%q is not in its place:\n%v", want, err)
		}
		rest = after
	}
}
