package huawei

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// answers answers every request the same way.
type answers struct {
	status int
	body   string
	bodies []string // what was sent
}

func (a *answers) RoundTrip(r *http.Request) (*http.Response, error) {
	sent, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	a.bodies = append(a.bodies, string(sent))
	return &http.Response{
		StatusCode: a.status, Header: http.Header{"X-Request-Id": {"req-1"}}, Body: io.NopCloser(strings.NewReader(a.body)), Request: r,
	}, nil
}

func driverOn(t *testing.T, a *answers) *Driver {
	t.Helper()
	client := &http.Client{Transport: a}
	found, err := credentials.New(credentials.Options{HTTPClient: client, ConfiguredOnly: true, Config: credentials.Config{
		AccessKey: "AKTEST", SecretKey: "SECRETTEST", SecurityToken: "TOKENTEST", Region: "cn-north-4", ProjectID: "p1",
	}})
	if err != nil {
		t.Fatal(err)
	}
	d, err := New(Options{Found: found, HTTPClient: client})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var someVault = vault.Ref{ID: "v1"}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body             string
		status                 int
		kind                   replication.Kind
		code, text, constraint string
		ambiguous              bool
	}{
		{name: "flat", status: 400, body: `{"error_code":"BackupService.6120","error_msg":"Destination vault does not exist."}`, kind: replication.KindInvalid, code: "BackupService.6120", text: "Destination vault does not exist", constraint: "H10"},
		{name: "other names", status: 400, body: `{"code":"BackupService.1009","message":"Backup has been replicated."}`, kind: replication.KindConflict, code: "BackupService.1009", text: "replicated", constraint: "H8"},
		{name: "nested", status: 400, body: `{"error":{"code":"BackupService.1005","message":"Not supported."}}`, kind: replication.KindInvalid, code: "BackupService.1005", text: "Not supported", constraint: "H6"},
		{name: "nested by number", status: 401, body: `{"error":{"code":401,"message":"The username is wrong.","title":"Unauthorized"}}`, kind: replication.KindPermission, code: "401", text: "The username is wrong"},
		{name: "vault missing as 400", status: 400, body: `{"error_code":"BackupService.6105","error_msg":"Vault Not Found"}`, kind: replication.KindNotFound, code: "BackupService.6105", text: "Vault Not Found"},
		{name: "gateway", status: 401, body: `{"error_msg":"Incorrect IAM authentication information: verify aksk signature fail","error_code":"APIGW.0301","request_id":"gw-1"}`, kind: replication.KindPermission, code: "APIGW.0301", text: "Check access key"},
		{name: "skew", status: 401, body: `{"error_msg":"Incorrect IAM authentication information: signature expired","error_code":"APIGW.0301"}`, kind: replication.KindPermission, code: "APIGW.0301", text: "clock"},
		{name: "throttled", status: 429, body: `{"error_msg":"Too many","error_code":"APIGW.0308"}`, kind: replication.KindThrottled, code: "APIGW.0308", text: "Too many"},
		{name: "unpublished", status: 404, body: `{"error_msg":"The API does not exist or has not been published","error_code":"APIGW.0101"}`, kind: replication.KindUnsupported, code: "APIGW.0101", text: "published"},
		{name: "denied", status: 403, body: `{"error_code":"BackupService.0403","error_msg":"denied","encoded_authorization_message":"x","details":[{"error_code":"y"}]}`, kind: replication.KindPermission, code: "BackupService.0403", text: "cbr:backups:replicate"},
		{name: "busy server", status: 500, body: `{"error_code":"BackupService.9910","error_msg":"Unknown error."}`, kind: replication.KindUnavailable, code: "BackupService.9910", text: "Unknown error", ambiguous: true},
		{name: "a proxy's page", status: 502, body: `<html>Bad Gateway</html>`, kind: replication.KindUnavailable, text: "HTTP 502, is not one of CBR", ambiguous: true},
		{name: "a proxy's 404", status: 404, body: `<html>Not Found</html>`, kind: replication.KindUnavailable, text: "is not one of CBR"},
		{name: "no JSON in success", status: 200, body: `<html>`, kind: replication.KindUnavailable, text: "is not the JSON", ambiguous: true},
		{name: "secrets", status: 400, body: `{"error_code":"BackupService.9900","error_msg":"bad AKTEST SECRETTEST TOKENTEST"}`, kind: replication.KindInvalid, code: "BackupService.9900", text: "bad *** *** ***"},
		{name: "acceleration", status: 400, body: `{"error_code":"BackupService.9900","error_msg":"invalid key enable_acceleration"}`, kind: replication.KindInvalid, code: "BackupService.9900", text: "leave `acceleration` out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := driverOn(t, &answers{status: c.status, body: c.body})
			_, err := d.ReplicateBackup(t.Context(), vault.Ref{ID: "b1"}, vault.Destination{Place: vault.Place{Region: "cn-east-3", ProjectID: "p2"}, VaultID: "v2"}, "", "")
			var e *replication.Error
			if !errors.As(err, &e) {
				t.Fatalf("error is %v", err)
			}
			if e.Kind != c.kind || e.Code != c.code || e.Constraint != c.constraint || e.Ambiguous != c.ambiguous || !strings.Contains(e.Error(), c.text) {
				t.Errorf("error is %+v: %v", e, e)
			}
			if key := c.status == 401 && c.name != "skew"; e.KeyRefused != key {
				t.Errorf("the key is refused: %v", !key)
			}
			if e.RequestID == "" || strings.Contains(e.Error(), "SECRETTEST") || strings.Contains(e.Error(), "TOKENTEST") {
				t.Errorf("error is %v", e)
			}
		})
	}
}

// TestCredentialKeysAreScrubbed has an answer that repeats the keys that were sent.
func TestCredentialKeysAreScrubbed(t *testing.T) {
	t.Parallel()
	a := &answers{status: 400, body: `{"error_code":"BackupService.9900","error_msg":"bad pair AKOTHER and SKOTHER"}`}
	d := driverOn(t, a)
	_, err := d.UpdateCredential(t.Context(), vault.Credential{Ref: vault.Ref{ID: "c1"}}, vault.Keys{AccessKey: "AKOTHER", SecretKey: "SKOTHER"})
	if err == nil || strings.Contains(err.Error(), "OTHER") {
		t.Errorf("error is %v", err)
	}
	if len(a.bodies) != 1 || !strings.Contains(a.bodies[0], `"secret_key":"SKOTHER"`) {
		t.Errorf("sent %v", a.bodies)
	}
}

func TestListsMustBeThere(t *testing.T) {
	t.Parallel()
	d := driverOn(t, &answers{status: 200, body: `{"count":0}`})
	if backups, err := d.Backups(t.Context(), someVault); err == nil {
		t.Errorf("an answer without a list is %v", backups)
	}
}

// TestUnknownFieldsAreKept sends what CBR holds of a policy and is not known here again as it is.
func TestUnknownFieldsAreKept(t *testing.T) {
	t.Parallel()
	a := &answers{status: 200, body: `{"policy":{"id":"p1","name":"n","enabled":true,"operation_type":"replication","operation_definition":{"destination_region":"cn-east-3",` +
		`"destination_project_id":"p2","max_backups":5,"day_backups":3,"timezone":"UTC+08:00","enable_acceleration":true,"advanced_retention_rules":{"weekly":[1,2]},"full_backup_interval":-1},` +
		`"trigger":{"properties":{"pattern":["FREQ=DAILY;INTERVAL=1;BYHOUR=6;BYMINUTE=00"]}}}}`}
	d := driverOn(t, a)
	p, err := d.Policy(t.Context(), vault.Ref{ID: "p1"})
	if err != nil || p.Retention.Count != 5 || p.Acceleration == nil || !*p.Acceleration {
		t.Fatalf("Policy returned %+v, %v", p, err)
	}
	p.Retention, p.Acceleration = vault.Retention{Days: 9}, nil
	if _, err := d.UpdatePolicy(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	sent := a.bodies[len(a.bodies)-1]
	for _, part := range []string{`"advanced_retention_rules":{"weekly":[1,2]}`, `"full_backup_interval":-1`, `"max_backups":-1`, `"retention_duration_days":9`} {
		if !strings.Contains(sent, part) {
			t.Errorf("%s is not in %s", part, sent)
		}
	}
	for _, part := range []string{"enable_acceleration", "day_backups", "timezone"} {
		if strings.Contains(sent, part) {
			t.Errorf("%s is in %s", part, sent)
		}
	}
}

func TestRegionIsNeeded(t *testing.T) {
	t.Parallel()
	a := &answers{status: 200, body: `{}`}
	d := driverOn(t, a)
	d.options.Found.Region = ""
	for _, place := range []vault.Place{{}, {Region: "../evil"}} {
		_, err := d.Vault(t.Context(), place.At("v1"))
		if !replication.IsKind(err, replication.KindInvalid) || len(a.bodies) > 0 {
			t.Errorf("%+v: error is %v after %d requests", place, err, len(a.bodies))
		}
	}
}

func TestParseNames(t *testing.T) {
	t.Parallel()
	n, err := ParseNames(map[string]string{"path": "/credentials/", "cloud_reference": "target"})
	want := DefaultNames()
	want.Path, want.CloudRef = "credentials", "target"
	if err != nil || n != want {
		t.Errorf("names are %+v, %v", n, err)
	}
	for _, bad := range []map[string]string{{"nonsense": "x"}, {"path": ""}} {
		if _, err := ParseNames(bad); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
	if len(NameKeys()) != 9 {
		t.Errorf("keys are %v", NameKeys())
	}
}
