package cbr

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// The table of documented codes with their statuses, one request each. What has a test of its own elsewhere is not here.
func TestErrorCodes(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{NoAcceleration: true})
	v, d := s.vault(VaultSpec{Resources: []Resource{{ID: "taken"}}}), s.replicaVault(VaultSpec{})
	disk := s.vault(VaultSpec{ObjectType: ObjectDisk})
	errored := s.vault(VaultSpec{Status: StatusError})
	b, onDisk := s.backup(v, BackupSpec{}), s.backup(disk, BackupSpec{})
	inReplication := s.backup(s.replicaVault(VaultSpec{Region: north}), BackupSpec{})
	locked := s.vault(VaultSpec{Locked: true})
	auto := s.backup(locked, BackupSpec{Auto: true})
	copyTo := func(id string) string { return "backups/" + id + "/replicate" }
	with := func(old, replaced string) string { return strings.Replace(s.copyBody(d), old, replaced, 1) }
	whole := func(vault string) string { return s.copyBody(d, `"vault_id":"`+vault+`"`) }
	project := s.iam.ProjectID(here, east)
	for name, c := range map[string]struct {
		method, path, body string
		status             int
		code               string
	}{
		"no backup":            {"POST", copyTo("nope"), s.copyBody(d), 404, "6200"},
		"no backup to show":    {"GET", "backups/nope", "", 404, "6200"},
		"no backup to delete":  {"DELETE", "backups/nope", "", 404, "6200"},
		"locked vault":         {"DELETE", "backups/" + auto, "", 400, "6220"},
		"disk backup":          {"POST", copyTo(onDisk), s.copyBody(d), 400, "6122"},
		"replication vault":    {"POST", copyTo(inReplication), s.copyBody(d), 400, "6128"},
		"not an ECS":           {"POST", copyTo(s.backup(v, BackupSpec{ResourceType: TypeNative})), s.copyBody(d), 400, "1003"},
		"not available":        {"POST", copyTo(s.backup(v, BackupSpec{Status: StatusError})), s.copyBody(d), 400, "9900"},
		"no system disk":       {"POST", copyTo(s.backup(v, BackupSpec{NoSystemDisk: true})), s.copyBody(d), 400, "9900"},
		"own region":           {"POST", copyTo(b), with(east, north), 400, "1005"},
		"region elsewhere":     {"POST", copyTo(b), with(east, "ap-southeast-1"), 400, "1005"},
		"project elsewhere":    {"POST", copyTo(b), with(project, s.iam.ProjectID(here, north)), 400, "1011"},
		"no destination vault": {"POST", copyTo(b), with(d, "nope"), 400, "6120"},
		"not for replication":  {"POST", copyTo(b), with(d, s.vault(VaultSpec{Region: east})), 400, "6119"},
		"hybrid in one cloud":  {"POST", copyTo(b), with(d, s.vault(VaultSpec{Region: east, ProtectType: ProtectHybrid})), 400, "6119"},
		"unknown key":          {"POST", copyTo(b), with(`{"replicate":{`, `{"replicate":{"dest":"x",`), 400, "9900"},
		"vault id":             {"POST", copyTo(b), whole(v), 400, "9900"},
		"acceleration":         {"POST", copyTo(b), s.copyBody(d, `"enable_acceleration":true`), 400, "9900"},
		"nothing to replicate": {"POST", copyTo(b), `{}`, 400, "9900"},
		"description":          {"POST", copyTo(b), s.copyBody(d, `"description":"<b>"`), 400, "9900"},

		"vault: missing":      {"POST", "checkpoints/replicate", whole("nope"), 404, "6105"},
		"vault: not given":    {"POST", "checkpoints/replicate", s.copyBody(d), 400, "9900"},
		"vault: name":         {"POST", "checkpoints/replicate", s.copyBody(d, `"name":"x","vault_id":"`+v+`"`), 400, "9900"},
		"vault: status":       {"POST", "checkpoints/replicate", whole(errored), 400, "6112"},
		"vault: disk":         {"POST", "checkpoints/replicate", whole(disk), 400, "6122"},
		"vault: replication":  {"POST", "checkpoints/replicate", whole(s.replicaVault(VaultSpec{Region: north})), 400, "6128"},
		"vault: type differs": {"POST", "checkpoints/replicate", whole(s.vault(VaultSpec{ObjectType: ObjectTurbo})), 400, "6119"},

		"create: size":        {"POST", "vaults", vaultBody("v", "server", "backup", 9, ""), 400, "6101"},
		"create: name":        {"POST", "vaults", vaultBody("a b", "server", "backup", 10, ""), 400, "9900"},
		"create: hybrid":      {"POST", "vaults", vaultBody("v", "server", "hybrid", 10, ""), 400, "9900"},
		"create: tags":        {"POST", "vaults", vaultBody("v", "server", "backup", 10, `,"tags":[]`), 400, "9900"},
		"create: same tags":   {"POST", "vaults", vaultBody("v", "server", "backup", 10, `,"tags":[{"key":"a"},{"key":"a"}]`), 400, "9900"},
		"create: no list":     {"POST", "vaults", strings.Replace(vaultBody("v", "server", "backup", 10, ""), `"resources":[],`, "", 1), 400, "9900"},
		"create: policy":      {"POST", "vaults", vaultBody("v", "server", "backup", 10, `,"backup_policy_id":"nope"`), 404, "6000"},
		"add: other vault's":  {"POST", "vaults/" + errored + "/addresources", `{"resources":[{"id":"taken","type":"OS::Nova::Server"}]}`, 400, "6103"},
		"add: twice":          {"POST", "vaults/" + v + "/addresources", `{"resources":[{"id":"taken","type":"OS::Nova::Server"}]}`, 400, "6104"},
		"add: type":           {"POST", "vaults/" + v + "/addresources", `{"resources":[{"id":"x","type":"OS::Sfs::Turbo"}]}`, 400, "6102"},
		"add: to replication": {"POST", "vaults/" + s.replicaVault(VaultSpec{Region: north}) + "/addresources", `{"resources":[{"id":"x","type":"OS::Nova::Server"}]}`, 400, "6108"},
		"remove: not in it":   {"POST", "vaults/" + v + "/removeresources", `{"resource_ids":["x"]}`, 400, "6135"},
		"vault of a stranger": {"GET", "vaults/" + s.vault(VaultSpec{Account: there, Region: site}), "", 404, "6105"},
		"backup: status":      {"POST", "checkpoints", `{"checkpoint":{"vault_id":"` + errored + `"}}`, 400, "6113"},
		"backup: no resource": {"POST", "checkpoints", `{"checkpoint":{"vault_id":"` + locked + `"}}`, 400, "0001"},
		"no checkpoint":       {"GET", "checkpoints/nope", "", 404, "6217"},
		"no policy":           {"GET", "policies/nope", "", 404, "6000"},
		"no task":             {"GET", "operation-logs/nope", "", 404, "6500"},
		"no credential":       {"GET", "third-auths/nope", "", 404, "SIM.0404"},
		"sort":                {"GET", "backups?sort=size", "", 400, "9900"},
		"task time":           {"GET", "operation-logs?start_time=yesterday", "", 400, "9900"},
		"offset":              {"GET", "operation-logs?offset=-1", "", 400, "9900"},
	} {
		t.Run(name, func(*testing.T) { s.refused(s.call(c.method, c.path, c.body), c.status, c.code) })
	}
	if a := s.call("GET", "operation-logs/nope", ""); strings.TrimSpace(a.body) != `{"error_code":"BackupService.6500","error_msg":"Operation log does not exist."}` {
		t.Errorf("the official example: %s", a.body)
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v := s.vault(VaultSpec{})
	project := s.iam.ProjectID(here, north)
	s.key(world.Key{Cloud: "huawei", Account: here, ID: "NARROW", Secret: "n", Allow: []string{"cbr:vaults:get " + v}})
	s.ok(s.call("GET", "vaults/"+v, ""))
	a := s.call("GET", "vaults", "")
	s.refused(a, 403, "SIM.0403")
	for _, part := range []string{"cbr:vaults:list", `"encoded_authorization_message":`, `"details":[`} {
		if !strings.Contains(a.body, part) {
			t.Errorf("%s has no %s", a.body, part)
		}
	}
	s.refused(s.call("GET", "vaults/"+s.vault(VaultSpec{}), ""), 403, "SIM.0403")
	s.refused(s.call("POST", "third-auths", "{}"), 403, "SIM.0403")

	// The gateway comes first: no signature, a path that nobody knows, a project of another account or region.
	if a := s.send(s.request("GET", "https://cbr.cn-north-4.myhuaweicloud.com/v3/"+project+"/vaults", "")); a.status != 401 || !strings.Contains(a.body, "APIGW.0301") {
		t.Errorf("unsigned: %d %s", a.status, a.body)
	}
	if a := s.call("GET", "nothing", ""); a.status != 404 || !strings.Contains(a.body, "APIGW.0101") {
		t.Errorf("unknown path: %d %s", a.status, a.body)
	}
	for _, address := range []string{
		"https://cbr.cn-east-3.myhuaweicloud.com/v3/" + project + "/vaults",
		"https://cbr.cn-north-4.myhuaweicloud.com/v3/" + s.iam.ProjectID(there, site) + "/vaults",
	} {
		r := s.request("GET", address, "")
		sign(r, s.keys[here], "")
		s.refused(s.send(r), 403, "SIM.0403")
	}
	r := s.request("GET", "https://cbr.tr-central-201.hcso.example/v3/"+project+"/vaults", "")
	sign(r, s.keys[here], "")
	if a := s.send(r); a.status != 401 || !strings.Contains(a.body, "not exist") {
		t.Errorf("a key of the other cloud: %d %s", a.status, a.body)
	}
}

func TestNestedErrors(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{NestedErrors: true})
	if a := s.call("GET", "vaults/x", ""); a.status != 404 || strings.TrimSpace(a.body) != `{"error":{"code":"BackupService.6105","message":"Vault x does not exist."}}` {
		t.Errorf("%d %s", a.status, a.body)
	}
}
