package cbr

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestBackupLists(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{})
	var ids []string
	for i, spec := range []BackupSpec{{Name: "a"}, {Name: "b", Status: StatusError}, {Name: "c", NoSystemDisk: true, Encrypted: true, Incremental: true}} {
		spec.Protected = s.clock.Now().Add(time.Duration(i-10) * time.Hour)
		ids = append(ids, s.backup(v, spec))
	}
	names := func(query string) string {
		var got []string
		for _, b := range as[[]any](s, s.ok(s.call("GET", "backups?"+query, ""), "backups")) {
			got = append(got, as[string](s, as[map[string]any](s, b)["name"]))
		}
		return strings.Join(got, "")
	}
	for query, want := range map[string]string{
		"": "cba", "sort=created_at:asc": "abc", "sort=status:desc,name:asc": "bac", "status=available&status=error": "cba", "status=error": "b",
		"limit=1&offset=1": "b", "marker=" + ids[2]: "ba", "vault_id=" + v: "cba", "vault_id=x": "", "incremental=true": "c", "incremental=false": "ba",
		"image_type=replication": "", "name=a": "a", "end_time=2026-03-02T01:00:00Z": "a", "start_time=2026-03-02T02:00:00Z": "c",
	} {
		if got := names(query); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	s.ok(s.call("POST", "backups/"+ids[0]+"/replicate", s.copyBody(d)))
	if a := s.call("GET", "backups?name=a", ""); strings.Contains(a.body, "replication_records") {
		t.Error("a list shows records without being asked")
	}
	if a := s.call("GET", "backups?name=a&show_replication=true", ""); !strings.Contains(a.body, "waiting_replicate") {
		t.Error(a.body)
	}
	c := as[map[string]any](s, s.ok(s.call("GET", "backups/"+ids[2], ""), "backup"))
	extend, children := as[map[string]any](s, c["extend_info"]), as[[]any](s, c["children"])
	if extend["contain_system_disk"] != false || extend["encrypted"] != true || c["incremental"] != true || c["expired_at"] != nil || len(children) != 1 {
		t.Errorf("backup: %v", c)
	}
	first := as[[]any](s, s.ok(s.call("GET", "backups/"+ids[0], ""), "backup", "children"))
	if len(first) != 2 || as[map[string]any](s, as[map[string]any](s, first[0])["extend_info"])["system_disk"] != true {
		t.Errorf("children: %v", first)
	}
	if s.id(s.call("PUT", "backups/"+ids[0], `{"backup":{"name":"renamed"}}`), "backup", "name") != "renamed" {
		t.Error("not renamed")
	}
	tasks := as[[]any](s, s.ok(s.call("GET", "operation-logs?operation_type=replication&vault_id="+v+"&status=waiting&offset=0", ""), "operation_logs"))
	if len(tasks) != 1 {
		t.Fatalf("tasks: %v", tasks)
	}
	task := as[map[string]any](s, tasks[0])
	replication := as[map[string]any](s, as[map[string]any](s, task["extra_info"])["replication"])
	if replication["source_backup_id"] != ids[0] || replication["destination_region"] != east || task["ended_at"] != nil {
		t.Errorf("task: %v", task)
	}
	if got := s.id(s.call("GET", "operation-logs/"+as[string](s, task["id"]), ""), "operation_log", "status"); got != "waiting" {
		t.Errorf("status %s", got)
	}
}

func TestOwnsAndOperation(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	for address, want := range map[string]string{
		"POST https://cbr.cn-north-4.myhuaweicloud.com/v3/p/checkpoints/replicate":   "CopyCheckpoint",
		"POST https://cbr.eu-west-101.myhuaweicloud.eu/v3/p/backups/b/replicate":     "CopyBackup",
		"POST https://cbr.tr-central-201.hcso.example/v3/p/vaults/v/associatepolicy": "AssociateVaultPolicy",
		"GET https://cbr.cn-north-4.myhuaweicloud.com/v3/p/vaults/external":          "ListExternalVault",
		"GET https://cbr.cn-north-4.myhuaweicloud.com/v3/p/vaults/other":             "ShowVault",
		"GET https://cbr.cn-north-4.myhuaweicloud.com/v3/p/third-auths":              "ListCrossCloudCredentials",
		"GET https://cbr.cn-north-4.myhuaweicloud.com/v3/region-projects":            "ListProjects",
		"GET https://cbr.cn-north-4.myhuaweicloud.com/v3/p/agents":                   "Unknown",
		"GET https://iam.cn-north-4.myhuaweicloud.com/v3/projects":                   "",
		"GET https://cbr.myhuaweicloud.com/v3/p/vaults":                              "",
		"GET http://127.0.0.1/v3/p/vaults":                                           "",
	} {
		method, url, _ := strings.Cut(address, " ")
		r := s.request(method, url, "")
		got := ""
		if s.Owns(r) {
			got = s.Operation(r)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	v := s.vault(VaultSpec{})
	r := s.request("GET", "http://127.0.0.1/v3/"+s.iam.ProjectID(here, north)+"/vaults/"+v, "")
	sign(r, s.keys[here], "")
	if !s.Owns(r) {
		t.Error("a signed request to an address is not owned")
	}
	s.ok(s.send(r))
}

func TestInjectedErrors(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	r := s.request("GET", "https://cbr.cn-north-4.myhuaweicloud.com/", "")
	code, message := s.Throttled()
	w := httptest.NewRecorder()
	s.WriteError(w, r, 503, code, message)
	if w.Code != 429 || !strings.Contains(w.Body.String(), `"error_code":"APIGW.0308"`) || !strings.Contains(w.Body.String(), `"request_id":"`) {
		t.Errorf("throttled: %d %s", w.Code, w.Body)
	}
	w = httptest.NewRecorder()
	s.WriteError(w, r, 500, "BackupService.9910", "Unknown.")
	if w.Code != 500 || strings.TrimSpace(w.Body.String()) != `{"error_code":"BackupService.9910","error_msg":"Unknown."}` {
		t.Errorf("injected: %d %s", w.Code, w.Body)
	}
}

func TestSnapshotInTheMiddle(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d, p := s.vault(VaultSpec{Resources: []Resource{{ID: "r-1"}}}), s.abroad(VaultSpec{Encryption: keyA}), s.replication("", daily)
	b := s.backup(v, BackupSpec{ResourceID: "r-1"})
	s.must(s.BindPolicy(v, p, s.replicaVault(VaultSpec{})))
	s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyAbroad(d, s.credential())))
	s.clock.Advance(time.Minute)
	before, err := s.Snapshot()
	s.must(err)
	other := New(s.clock, s.iam, Options{})
	s.must(other.Restore(before))
	after, err := other.Snapshot()
	s.must(err)
	if diff := cmp.Diff(string(before), string(after)); diff != "" {
		t.Fatal(diff)
	}
	s.clock.Advance(24 * time.Hour)
	for _, r := range other.Records(b) {
		if r.Status != "success" {
			t.Errorf("record: %+v", r)
		}
	}
	if len(other.Records(b)) != 2 || len(other.Backups(d)) != 1 {
		t.Errorf("records: %+v", other.Records(b))
	}
	if err := other.Restore([]byte("[")); err == nil {
		t.Error("broken state was taken")
	}
	if err := other.Restore([]byte(`{"vaults":{"x":null}}`)); err == nil {
		t.Error("a null vault was taken")
	}
}
