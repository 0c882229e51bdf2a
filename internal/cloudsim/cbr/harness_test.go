package cbr

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// Two accounts: here in Huawei Cloud, there in HCS Online.
const (
	here  = "0a000000000000000000000000000001"
	there = "0b000000000000000000000000000001"

	north = "cn-north-4"
	east  = "cn-east-3"
	site  = "tr-central-201"
)

// sim is a simulated CBR of its own for one test, with a clock that stands still.
type sim struct {
	*Service
	t      *testing.T
	clock  *world.Clock
	access *world.Access
	keys   map[string]world.Key // by account
}

func newSim(t *testing.T, options Options) *sim {
	t.Helper()
	clock, access := world.NewClock(0), world.NewAccess()
	clock.Set(time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC)) // a Monday
	identity := iam.New(access)
	identity.PutAccount(iam.Account{ID: here, Name: "here"})
	identity.PutAccount(iam.Account{ID: there, Name: "there", Cloud: iam.HCSOnline})
	s := &sim{Service: New(clock, identity, options), t: t, clock: clock, access: access, keys: map[string]world.Key{}}
	for i, account := range []string{here, there} {
		s.key(world.Key{Cloud: "huawei", Account: account, ID: fmt.Sprintf("KEY%d", i), Secret: "secret-" + account})
	}
	return s
}

func (s *sim) key(k world.Key) {
	s.access.Put(k)
	s.keys[k.Account] = k
}

func (s *sim) vault(spec VaultSpec) string {
	s.t.Helper()
	if spec.Name == "" {
		spec.Name = "v"
	}
	if spec.Account == "" {
		spec.Account = here
	}
	if spec.Region == "" {
		spec.Region = north
	}
	id, err := s.CreateVault(spec)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

func (s *sim) backup(vault string, spec BackupSpec) string {
	s.t.Helper()
	spec.VaultID = vault
	id, err := s.AddBackup(spec)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// replica is a replication vault, of HCS Online when hybrid.
func (s *sim) replicaVault(spec VaultSpec) string {
	s.t.Helper()
	spec.ProtectType = ProtectReplication
	if spec.Region == "" {
		spec.Region = east
	}
	return s.vault(spec)
}

// abroad is a hybrid replication vault in HCS Online.
func (s *sim) abroad(spec VaultSpec) string {
	s.t.Helper()
	spec.Account, spec.CloudType = there, CloudHybrid
	if spec.Region == "" {
		spec.Region = site
	}
	return s.replicaVault(spec)
}

// credential is one from Huawei Cloud to HCS Online.
func (s *sim) credential() string {
	s.t.Helper()
	id, err := s.CreateCredential(CredentialSpec{
		Name: "to-site", Account: here, Region: north, TargetCloud: iam.HCSOnline, TargetAccount: there,
		AccessKey: s.keys[there].ID, SecretKey: s.keys[there].Secret,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

type answer struct {
	status int
	header http.Header
	body   string
}

// as sends a signed request to a region's endpoint; path is what follows the project's id.
func (s *sim) as(account, region, method, path, body string) answer {
	s.t.Helper()
	domain := "myhuaweicloud.com"
	if s.iam.Account(account).Cloud == iam.HCSOnline {
		domain = iam.HCSODomain
	}
	r := s.request(method, "https://cbr."+region+"."+domain+"/v3/"+s.iam.ProjectID(account, region)+"/"+path, body)
	sign(r, s.keys[account], body)
	return s.send(r)
}

// call sends a request of the account here in cn-north-4.
func (s *sim) call(method, path, body string) answer {
	s.t.Helper()
	return s.as(here, north, method, path, body)
}

func (s *sim) request(method, address, body string) *http.Request {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

func (s *sim) send(r *http.Request) answer {
	s.t.Helper()
	target, err := url.ParseRequestURI(r.URL.RequestURI())
	if err != nil {
		s.t.Fatal(err)
	}
	r.URL = target
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, r)
	return answer{recorder.Code, recorder.Header(), recorder.Body.String()}
}

// sign signs date and user agent, in code of its own.
func sign(r *http.Request, key world.Key, body string) {
	hash := func(text string) string { sum := sha256.Sum256([]byte(text)); return hex.EncodeToString(sum[:]) }
	date := time.Now().UTC().Format("20060102T150405Z")
	r.Header.Set("X-Sdk-Date", date)
	r.Header.Set("User-Agent", "test")
	query := strings.ReplaceAll(r.URL.Query().Encode(), "+", "%20")
	canonical := strings.Join([]string{r.Method, r.URL.EscapedPath() + "/", query, "user-agent:test\nx-sdk-date:" + date + "\n", "user-agent;x-sdk-date", hash(body)}, "\n")
	mac := hmac.New(sha256.New, []byte(key.Secret))
	mac.Write([]byte("SDK-HMAC-SHA256\n" + date + "\n" + hash(canonical)))
	r.Header.Set("Authorization", "SDK-HMAC-SHA256 Access="+key.ID+", SignedHeaders=user-agent;x-sdk-date, Signature="+hex.EncodeToString(mac.Sum(nil)))
}

// ok wants 200 and reads the value at the path of names in the answer.
func (s *sim) ok(a answer, path ...string) any {
	s.t.Helper()
	if a.status != http.StatusOK {
		s.t.Fatalf("status %d: %s", a.status, a.body)
	}
	var value any
	if err := json.Unmarshal([]byte(a.body), &value); err != nil {
		s.t.Fatalf("%v in %s", err, a.body)
	}
	for _, name := range path {
		object, is := value.(map[string]any)
		if !is {
			s.t.Fatalf("%v: no object at %s in %s", path, name, a.body)
		}
		value = object[name]
	}
	return value
}

func (s *sim) id(a answer, path ...string) string {
	s.t.Helper()
	id, ok := s.ok(a, path...).(string)
	if !ok || id == "" {
		s.t.Fatalf("no id at %v in %s", path, a.body)
	}
	return id
}

// refused wants an error of the service in its flat form.
func (s *sim) refused(a answer, status int, code string) {
	s.t.Helper()
	var body struct {
		Code    string `json:"error_code"`
		Message string `json:"error_msg"`
	}
	err := json.Unmarshal([]byte(a.body), &body)
	if err != nil || a.status != status || body.Code != "BackupService."+code || body.Message == "" || a.header.Get("X-Request-Id") == "" {
		s.t.Errorf("status %d, body %s, error %v; want %d BackupService.%s", a.status, a.body, err, status, code)
	}
}

// copyBody is a body of CopyBackup or CopyCheckpoint to a vault; more are further fields.
func (s *sim) copyBody(destination string, more ...string) string {
	v, _ := s.Vault(destination)
	fields := []string{fmt.Sprintf(`"destination_region":%q,"destination_project_id":%q,"destination_vault_id":%q`, v.Region, v.Project, destination)}
	return `{"replicate":{` + strings.Join(append(fields, more...), ",") + `}}`
}

// copyAbroad is copyBody with a credential.
func (s *sim) copyAbroad(destination, credential string, more ...string) string {
	return s.copyBody(destination, append(more, `"third_auth_id":"`+credential+`","destination_cloud":"hcso"`)...)
}

// last is the newest record of a backup.
func (s *sim) last(backup string) Record {
	s.t.Helper()
	records := s.Records(backup)
	if len(records) == 0 {
		s.t.Fatalf("the backup %s has no record", backup)
	}
	return records[len(records)-1]
}

func (s *sim) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// as is the value of an answer as what it has to be.
func as[T any](s *sim, value any) T {
	s.t.Helper()
	got, ok := value.(T)
	if !ok {
		s.t.Fatalf("%v is a %T", value, value)
	}
	return got
}
