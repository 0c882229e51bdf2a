package credentials

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	keysFile = `[
  {"profile": "default", "public_key": "default-public", "private_key": "default-private"},
  {"profile": "ci", "public_key": "ci-public", "private_key": "ci-private", "security_token": "ci-token"},
  {"profile": "web", "auth_mode": "oauth", "access_token": "planted-secret"}
]`
	configFile = `[
  {"profile": "default", "active": true, "project_id": "org-default", "base_url": "https://api.ucloud.cn/", "region": "cn-bj2", "timeout_sec": 15},
  {"profile": "ci", "active": false, "project_id": "org-ci"}
]`
)

// home is a directory with the two files of ~/.ucloud; an empty content is no file.
func home(t *testing.T, keys, config string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".ucloud"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"credential.json": keys, "config.json": config} {
		if content == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, ".ucloud", name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func environment(t *testing.T, dir string, pairs ...string) func(string) string {
	t.Helper()
	variables := map[string]string{"HOME": dir}
	for i := 0; i < len(pairs); i += 2 {
		variables[pairs[i]] = pairs[i+1]
	}
	return func(name string) string { return variables[name] }
}

func TestFind(t *testing.T) {
	t.Parallel()
	full := home(t, keysFile, configFile)
	pair := []string{"UCLOUD_PUBLIC_KEY", "env-public", "UCLOUD_PRIVATE_KEY", "env-private"}
	for name, test := range map[string]struct {
		config Config
		env    []string
		want   Found
	}{
		"configuration first": {
			config: Config{PublicKey: "p", PrivateKey: "s", SecurityToken: "t", Profile: "ci", ProjectID: "org-1", BaseURL: "http://x"}, env: pair,
			want: Found{PublicKey: "p", PrivateKey: "s", SecurityToken: "t", ProjectID: "org-1", BaseURL: "http://x"},
		},
		"configured profile before the environment": {
			config: Config{Profile: "ci"}, env: pair,
			want: Found{PublicKey: "ci-public", PrivateKey: "ci-private", SecurityToken: "ci-token", ProjectID: "org-ci"},
		},
		"environment before profiles": {
			env:  append([]string{"UCLOUD_PROFILE", "ci", "UCLOUD_SECURITY_TOKEN", "env-token", "UCLOUD_PROJECT_ID", "org-env"}, pair...),
			want: Found{PublicKey: "env-public", PrivateKey: "env-private", SecurityToken: "env-token", ProjectID: "org-env"},
		},
		"profile of the environment": {
			env:  []string{"UCLOUD_PROFILE", "ci", "UCLOUD_API_BASE_URL", "http://gateway"},
			want: Found{PublicKey: "ci-public", PrivateKey: "ci-private", SecurityToken: "ci-token", ProjectID: "org-ci", BaseURL: "http://gateway"},
		},
		"active profile": {
			want: Found{PublicKey: "default-public", PrivateKey: "default-private", ProjectID: "org-default", BaseURL: "https://api.ucloud.cn/"},
		},
		"keys of the environment do not take another account's project": {env: pair, want: Found{PublicKey: "env-public", PrivateKey: "env-private"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := Find(Options{Config: test.config, Environment: environment(t, full, test.env...)})
			if err != nil || got != test.want {
				t.Errorf("found %+v, %v; want %+v", got, err, test.want)
			}
		})
	}
}

func TestNamedFiles(t *testing.T) {
	t.Parallel()
	other := filepath.Join(t.TempDir(), "keys.json")
	if err := os.WriteFile(other, []byte(`[{"profile":"x","public_key":"xp","private_key":"xs"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	want := Found{PublicKey: "xp", PrivateKey: "xs"}
	empty := home(t, "", "")
	if got, err := Find(Options{Config: Config{Profile: "x", SharedCredentialsFile: other}, Environment: environment(t, empty)}); err != nil || got != want {
		t.Errorf("configured file: %+v, %v", got, err)
	}
	env := environment(t, empty, "UCLOUD_SHARED_CREDENTIAL_FILE", other, "UCLOUD_PROFILE", "x")
	if got, err := Find(Options{Environment: env}); err != nil || got != want {
		t.Errorf("file of the environment: %+v, %v", got, err)
	}
}

func TestNothingUsable(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config       Config
		keys, active string
		env          []string
		want         []string
	}{
		"nothing": {want: []string{
			"1. `public_key` and `private_key`", "2. `profile`", "3. UCLOUD_PUBLIC_KEY and UCLOUD_PRIVATE_KEY", "4. UCLOUD_PROFILE", "5. the active profile of ~/.ucloud/config.json",
		}},
		"half a pair":        {env: []string{"UCLOUD_PUBLIC_KEY", "planted-secret"}, want: []string{"UCLOUD_PUBLIC_KEY and UCLOUD_PRIVATE_KEY only one is set"}},
		"half configured":    {config: Config{PrivateKey: "planted-secret"}, want: []string{"`private_key`", "only one is set"}},
		"no such profile":    {config: Config{Profile: "nobody"}, keys: keysFile, want: []string{`profile "nobody"`, "~/.ucloud/credential.json"}},
		"signed in":          {config: Config{Profile: "web"}, keys: keysFile, want: []string{`"web"`, "has no key pair (it is signed in by oauth)"}},
		"no array":           {config: Config{Profile: "ci"}, keys: `{"private_key": "planted-secret"}`, want: []string{"not a JSON array"}},
		"named file missing": {config: Config{Profile: "ci", SharedCredentialsFile: "/nonexistent/keys.json"}, want: []string{"/nonexistent/keys.json cannot be read"}},
		"active without keys": {
			active: configFile, keys: `[]`, want: []string{`profile "default", which ~/.ucloud/config.json names, is not in ~/.ucloud/credential.json`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Find(Options{Config: test.config, Environment: environment(t, home(t, test.keys, test.active), test.env...)})
			if err == nil {
				t.Fatal("keys were found")
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("the error does not say %q: %v", part, err)
				}
			}
			if strings.Contains(err.Error(), "planted-secret") {
				t.Errorf("the error holds a secret: %v", err)
			}
		})
	}
}
