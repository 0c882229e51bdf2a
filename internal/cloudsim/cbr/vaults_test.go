package cbr

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func vaultBody(name, object, protect string, size int, more string) string {
	return fmt.Sprintf(`{"vault":{"name":%q,"resources":[],"billing":{"consistent_level":"crash_consistent","object_type":%q,"protect_type":%q,"size":%d}%s}}`,
		name, object, protect, size, more)
}

func TestVaultLifeCycle(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	a := s.call("POST", "vaults", strings.Replace(vaultBody("v-1", "server", "backup", 40, `,"tags":[{"key":"k","value":"v"}]`),
		`"resources":[]`, `"resources":[{"id":"ecs-1","type":"OS::Nova::Server","name":"web","extra_info":{"exclude_volumes":["x"]}}]`, 1))
	id := s.id(a, "vault", "id")
	for _, part := range []string{
		`"provider_id":"0daac4c5-6707-4851-97ba-169e36266b66"`, `"spec_code":"vault.backup.server.normal"`, `"status":"available"`, `"used":0`, `"allocated":40`,
		`"charging_mode":"post_paid"`, `"cloud_type":"public"`, `"created_at":"2026-03-02T10:30:00.000000"`, `"enterprise_project_id":"0"`, `"order_id":null`,
		`"protect_status":"available"`, `"exclude_volumes":["x"]`, `"bind_rules":{}`, `"smn_notify":true`, `"threshold":80`, `"key":"k"`,
	} {
		if !strings.Contains(a.body, part) {
			t.Errorf("%s\nhas no %s", a.body, part)
		}
	}
	billing := as[map[string]any](s, s.ok(s.call("PUT", "vaults/"+id, `{"vault":{"name":"v-2","auto_expand":true,"billing":{"size":50}}}`), "vault", "billing"))
	if v, _ := s.Vault(id); billing["size"] != 50.0 || v.Name != "v-2" || !v.AutoExpand {
		t.Errorf("updated: %v, %+v", billing, v)
	}
	s.refused(s.call("PUT", "vaults/"+id, `{"vault":{"billing":{"consistent_level":"odd"}}}`), 400, "6110")
	s.ok(s.call("PUT", "vaults/"+id, `{"vault":{"locked":true,"billing":{"consistent_level":"app_consistent"}}}`))
	s.refused(s.call("PUT", "vaults/"+id, `{"vault":{"locked":false}}`), 400, "6110")
	if got := as[map[string]any](s, s.ok(s.call("GET", "vaults/"+id, ""), "vault", "billing"))["spec_code"]; got != "vault.backup.database.normal" {
		t.Errorf("spec_code: %v", got)
	}
	s.ok(s.call("POST", "vaults/"+id+"/addresources", `{"resources":[{"id":"ecs-2","type":"OS::Nova::Server"}]}`))
	s.ok(s.call("PUT", "vaults/"+id+"/set-resources", `{"action":"suspend","resource_ids":["ecs-2"]}`))
	if v, _ := s.Vault(id); !v.Resources[1].Suspended {
		t.Errorf("resources: %+v", v.Resources)
	}

	checkpoint := as[map[string]any](s, s.ok(s.call("POST", "checkpoints", `{"checkpoint":{"vault_id":"`+id+`","parameters":{"name":"now","resources":["ecs-1"]}}}`), "checkpoint"))
	if checkpoint["status"] != "protecting" {
		t.Errorf("checkpoint: %v", checkpoint)
	}
	s.refused(s.call("POST", "checkpoints", `{"checkpoint":{"vault_id":"`+id+`"}}`), 400, "1001")
	s.refused(s.call("DELETE", "vaults/"+id, ""), 400, "6203")
	s.clock.Advance(time.Hour)
	if got := s.ok(s.call("GET", "checkpoints/"+as[string](s, checkpoint["id"]), ""), "checkpoint", "status"); got != "available" {
		t.Errorf("checkpoint: %v", got)
	}
	s.ok(s.call("POST", "vaults/"+id+"/removeresources", `{"resource_ids":["ecs-1"]}`))
	if a := s.call("GET", "vaults/"+id, ""); !strings.Contains(a.body, `"protect_status":"removing"`) {
		t.Error(a.body)
	}
	s.clock.Advance(time.Minute)
	if v, _ := s.Vault(id); len(v.Resources) != 1 || len(s.Backups(id)) != 0 {
		t.Errorf("after removal: %+v", v)
	}
	if a := s.call("DELETE", "vaults/"+id, ""); a.status != 204 || a.body != "" {
		t.Errorf("delete: %d %s", a.status, a.body)
	}
	if a := s.call("GET", "vaults/"+id, ""); !strings.Contains(a.body, `"status":"deleting"`) {
		t.Error(a.body)
	}
	s.refused(s.call("DELETE", "vaults/"+id, ""), 400, "6112")
	s.clock.Advance(time.Minute)
	s.refused(s.call("GET", "vaults/"+id, ""), 404, "6105")
}

func TestCapacity(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v := s.vault(VaultSpec{})
	fixed, grows := s.replicaVault(VaultSpec{Size: 10}), s.replicaVault(VaultSpec{Size: 10, AutoExpand: true})
	b := s.backup(v, BackupSpec{ResourceSize: 15})
	s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyBody(fixed)))
	s.clock.Advance(time.Hour)
	c := s.backup(v, BackupSpec{ResourceSize: 15})
	s.refused(s.call("POST", "backups/"+c+"/replicate", s.copyBody(fixed)), 400, "6129")
	s.ok(s.call("POST", "backups/"+c+"/replicate", s.copyBody(grows)))
	s.clock.Advance(time.Hour)
	if v, _ := s.Vault(grows); v.Size != 15 || v.Used != 15*1024 {
		t.Errorf("expanded: %+v", v)
	}
	full := s.vault(VaultSpec{Size: 10, UsedMB: 10240, Resources: []Resource{{ID: "r"}}})
	s.refused(s.call("POST", "checkpoints", `{"checkpoint":{"vault_id":"`+full+`"}}`), 400, "6114")
	s.refused(s.call("PUT", "vaults/"+full, `{"vault":{"billing":{"size":9}}}`), 400, "6101")
}

func TestOrderHasEncryption(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	order := strings.Replace(vaultBody("v", "server", "replication", 100, `,"data_encryption":{"cmkid":"key-a","encrypted_algorithm":"AES"}`), `"size":`, `"charging_mode":"pre_paid","period_type":"month","period_num":1,"size":`, 1)
	a := s.call("POST", "vaults/order", order)
	id := s.id(a, "vault", "id")
	if v, _ := s.Vault(id); v.Encryption.KeyID != "key-a" || strings.Contains(a.body, "key-a") || !strings.Contains(a.body, `"orders":[`) {
		t.Errorf("vault %+v, answer %s", v, a.body)
	}
	s.refused(s.call("DELETE", "vaults/"+id, ""), 400, "6111")
	s.refused(s.call("PUT", "vaults/"+id, `{"vault":{"billing":{"size":200}}}`), 400, "6110")
	s.refused(s.call("POST", "vaults", strings.Replace(order, `"charging_mode":"pre_paid","period_type":"month","period_num":1,`, "", 1)), 400, "9900")
}

func TestListsAndLocations(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	for i := range 3 {
		s.vault(VaultSpec{Name: fmt.Sprint("v", i), Resources: []Resource{{ID: fmt.Sprint("r", i)}}})
	}
	d := s.replicaVault(VaultSpec{Name: "far", ObjectType: ObjectTurbo})
	count := func(path string, want float64) {
		t.Helper()
		if got := s.ok(s.call("GET", path, ""), "count"); got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
	count("vaults", 3)
	count("vaults?name=v1", 1)
	count("vaults?resource_ids=r1,r2,r9", 2)
	count("vaults?protect_type=replication", 0)
	if a := s.call("GET", "vaults?limit=1&offset=1", ""); len(as[[]any](s, s.ok(a, "vaults"))) != 1 {
		t.Error(a.body)
	}
	s.refused(s.call("GET", "vaults?limit=1001", ""), 400, "9900")
	external := "vaults/external?region_id=" + east + "&external_project_id=" + s.iam.ProjectID(here, east)
	count(external, 1)
	count(external+"&objcet_type=server", 0)
	count(external+"&vault_id="+d+"&objcet_type=server", 1) // the id overrides the others
	s.refused(s.call("GET", "vaults/external?region_id="+east, ""), 400, "9900")
	s.refused(s.call("GET", strings.Replace(external, s.iam.ProjectID(here, east), s.iam.ProjectID(there, site), 1), ""), 400, "9900")

	s.SetDestinations("huaweicloud", "cn-south-1", "cn-north-4")
	a := s.as(here, "cn-south-1", "GET", "replication-capabilities", "")
	if strings.TrimSpace(a.body) != `{"regions":[{"name":"cn-south-1","replication_destinations":["cn-north-4"]}]}` {
		t.Error(a.body)
	}
	if got := s.ok(s.call("GET", "cbr-features/replication.enable", ""), "replication.enable"); got != true {
		t.Errorf("feature: %v", got)
	}
	if got := s.ok(s.call("GET", "cbr-features", ""), "replication.source_region"); got != north {
		t.Errorf("feature: %v", got)
	}
	s.refused(s.call("GET", "cbr-features/nothing", ""), 400, "9900")
	r := s.request("GET", "https://cbr.cn-north-4.myhuaweicloud.com/v3/region-projects", "")
	sign(r, s.keys[here], "")
	if projects := as[[]any](s, s.ok(s.send(r), "projects")); len(projects) != 10 {
		t.Errorf("%d projects", len(projects))
	}
}
