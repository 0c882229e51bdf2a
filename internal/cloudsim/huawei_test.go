package cloudsim

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const huaweiSeed = `
accounts:
  - {cloud: huawei, id: "0a01", keys: [{id: HPUAHERE, secret: here}]}
  - {cloud: huawei, id: "0b01", keys: [{id: HPUATHERE, secret: there}]}
huawei:
  accounts:
    - {id: "0b01", name: site, cloud: hcso}
  projects:
    - {id: project-1, region: cn-north-4, account: "0a01"}
  users:
    - {account: "0a01", name: ops, password: pw}
  agencies:
    - {account: "0a01", name: backup, trusted: "0b01"}
  vaults:
    - id: vault-1
      name: source
      account: "0a01"
      region: cn-north-4
      resources: [{id: ecs-1, name: web}]
      backups:
        - {id: daily, name: daily, resource_id: ecs-1, count: 3}
        - {id: broken, name: broken, status: error}
    - {id: vault-2, name: target, account: "0b01", region: tr-central-201, protect_type: replication, cloud_type: hybrid, size: 1000, encryption: {key_id: k}}
  credentials:
    - {id: cred-1, name: to-site, account: "0a01", region: cn-north-4, target_cloud: hcso, target_account: "0b01", access_key: HPUATHERE, secret_key: there}
  policies:
    - id: policy-1
      name: nightly
      account: "0a01"
      region: cn-north-4
      operation_type: replication
      pattern: ["FREQ=DAILY;INTERVAL=1;BYHOUR=2;BYMINUTE=00"]
      destination: tr-central-201
      credential: cred-1
      vaults: [{vault: vault-1, destination_vault: vault-2}]
`

func huaweiSeeded(t *testing.T) *Simulator {
	t.Helper()
	s := New(Options{NoDefaultKeys: true})
	if err := s.LoadSeed("huawei.yaml", []byte(huaweiSeed)); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestHuaweiSeedAndControl(t *testing.T) {
	t.Parallel()
	s := huaweiSeeded(t)
	server := serve(t, s, ServeOptions{})
	if vault, _ := s.CBR().Vault("vault-1"); vault.Project != "project-1" || vault.Bindings["replication"].DestinationVaultID != "vault-2" {
		t.Errorf("vault: %+v", vault)
	}
	ask(t, server, "POST", "/cbr/fail", `{"backup":"daily-002","code":"BackupService.1006","reason":"no"}`, 200, nil)
	ask(t, server, "POST", "/cbr/stall", `{"backup":"daily-003","stalled":true}`, 200, nil)
	var fired struct{ Vaults int }
	ask(t, server, "POST", "/cbr/fire", `{"policy":"policy-1"}`, 200, &fired)
	ask(t, server, "POST", "/clock", `{"advance":"10m"}`, 200, nil)
	for backup, want := range map[string]string{"daily-001": "success", "daily-002": "fail", "daily-003": "waiting_replicate", "broken": "skip"} {
		var records []cbr.Record
		ask(t, server, "GET", "/cbr/records?backup="+backup, "", 200, &records)
		if len(records) != 1 || records[0].Status != want || fired.Vaults != 1 {
			t.Errorf("%s: %+v, want %s", backup, records, want)
		}
	}
	var tasks []cbr.Task
	ask(t, server, "GET", "/cbr/tasks?vault=vault-1", "", 200, &tasks)
	var replicas []cbr.BackupState
	ask(t, server, "GET", "/cbr/backups?vault=vault-2", "", 200, &replicas)
	if len(tasks) != 4 || len(replicas) != 1 || !replicas[0].Encrypted || replicas[0].ImageType != "replication" {
		t.Errorf("tasks %+v, replicas %+v", tasks, replicas)
	}
	var made struct{ ID string }
	ask(t, server, "POST", "/cbr/vaults", `{"name":"more","project":"project-1"}`, 200, &made)
	ask(t, server, "POST", "/cbr/backups", `{"vault_id":"`+made.ID+`","id":"extra"}`, 200, nil)
	ask(t, server, "POST", "/cbr/backups/delete", `{"backup":"extra"}`, 200, nil)
	ask(t, server, "POST", "/cbr/backups/delete", `{"backup":"extra"}`, 409, nil)
	ask(t, server, "POST", "/cbr/fire", `{"policy":"nope"}`, 404, nil)
	ask(t, server, "GET", "/cbr/backups?vault=nope", "", 404, nil)
	ask(t, server, "GET", "/cbr/records", "", 400, nil)
	var vaults []cbr.VaultState
	ask(t, server, "GET", "/cbr/vaults", "", 200, &vaults)
	if len(vaults) != 3 {
		t.Errorf("vaults: %+v", vaults)
	}
}

func TestHuaweiSeedErrors(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ from, to, want string }{
		"cloud": {"name: site, cloud: hcso", "name: site, cloud: moon", `line 7: the cloud "moon"`},
		"account": {`source
      account: "0a01"`, `source
      account: "ff"`, `the account "ff"`},
		"count":       {"count: 3", "count: -3", "a count of -3"},
		"destination": {"destination_vault: vault-2", "destination_vault: vault-9", "BackupService.6120"},
		"pattern":     {"BYHOUR=2", "BYHOUR=25", "create the policy"},
		"field":       {"cloud_type: hybrid", "kind: hybrid", "field kind is not known here"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(huaweiSeed, c.from, c.to, 1)
			if text == huaweiSeed {
				t.Fatalf("the seed has no %q", c.from)
			}
			err := New(Options{NoDefaultKeys: true}).LoadSeed("bad.yaml", []byte(text))
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "bad.yaml: line") && name != "field" {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestHuaweiStateRoundTrip(t *testing.T) {
	t.Parallel()
	before := huaweiSeeded(t)
	if _, err := before.CBR().FirePolicy("policy-1"); err != nil {
		t.Fatal(err)
	}
	data, err := before.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	after := New(Options{NoDefaultKeys: true})
	if err := after.Restore(data); err != nil {
		t.Fatal(err)
	}
	after.Clock().Advance(time.Hour)
	if records := after.CBR().Records("daily-001"); len(records) != 1 || records[0].Status != "success" {
		t.Errorf("records: %+v", records)
	}
}

// signHuawei signs the date of a request.
func signHuawei(r *http.Request, key world.Key) {
	hash := func(text string) string { sum := sha256.Sum256([]byte(text)); return hex.EncodeToString(sum[:]) }
	date := time.Now().UTC().Format("20060102T150405Z")
	r.Header.Set("X-Sdk-Date", date)
	canonical := r.Method + "\n" + r.URL.Path + "/\n" + r.URL.RawQuery + "\nx-sdk-date:" + date + "\n\nx-sdk-date\n" + hash("")
	mac := hmac.New(sha256.New, []byte(key.Secret))
	mac.Write([]byte("SDK-HMAC-SHA256\n" + date + "\n" + hash(canonical)))
	r.Header.Set("Authorization", "SDK-HMAC-SHA256 Access="+key.ID+", SignedHeaders=x-sdk-date, Signature="+hex.EncodeToString(mac.Sum(nil)))
}

func TestHuaweiDefaultsFaultsAndLog(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	get := func(url string, key world.Key) *http.Response {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		signHuawei(r, key)
		response, err := s.Transport().RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = response.Body.Close() })
		return response
	}
	here := world.Key{ID: DefaultHuaweiKeyID, Secret: DefaultHuaweiKeySecret}
	there := world.Key{ID: DefaultHCSOKeyID, Secret: DefaultHCSOKeySecret}
	north := s.IAM().ProjectID(DefaultHuaweiAccount, "cn-north-4")
	site := s.IAM().ProjectID(DefaultHCSOAccount, "tr-central-201")
	for url, key := range map[string]world.Key{
		"https://iam.cn-north-4.myhuaweicloud.com/v3/projects?name=cn-north-4": here,
		"https://cbr.cn-north-4.myhuaweicloud.com/v3/" + north + "/vaults":     here,
		"https://cbr.tr-central-201.hcso.example/v3/" + site + "/vaults":       there,
	} {
		if response := get(url, key); response.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", url, response.Status)
		}
	}
	if n := s.Count("cbr", "ListVault", "*.hcso.example"); n != 1 {
		t.Errorf("%d requests to HCS Online", n)
	}
	if last := s.Requests()[0]; last.Key == "" {
		t.Errorf("the log has no key: %+v", last)
	}
	arm(t, s, Fault{Kind: KindThrottle, Service: "cbr", RetryAfter: 2 * time.Second})
	response := get("https://cbr.cn-north-4.myhuaweicloud.com/v3/"+north+"/vaults", here)
	if response.StatusCode != http.StatusTooManyRequests || response.Header.Get("Retry-After") != "2" {
		t.Errorf("throttled: %s, %v", response.Status, response.Header)
	}
}
