package cbr

import (
	"strings"
	"testing"
	"time"
)

func TestAssociateAndDissociate(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d, far := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{}), s.replicaVault(VaultSpec{})
	first, second := s.replication("", daily), s.replication("", daily)
	backup := s.id(s.call("POST", "policies", policyBody("backup", "", daily)), "policy", "id")
	associate := func(policy, destination string) answer {
		return s.call("POST", "vaults/"+v+"/associatepolicy", strings.ReplaceAll(`{"policy_id":"`+policy+`","destination_vault_id":"`+destination+`"}`, `,"destination_vault_id":""`, ""))
	}
	a := associate(first, d)
	if s.id(a, "associate_policy", "policy_id") != first || s.id(a, "associate_policy", "vault_id") != v || s.id(a, "associate_policy", "destination_vault_id") != d {
		t.Error(a.body)
	}
	s.ok(associate(backup, "")) // the other type: both stay
	s.ok(associate(second, far))
	for policy, want := range map[string]string{first: "", second: far, backup: ""} {
		vaults := as[[]any](s, s.ok(s.call("GET", "policies/"+policy, ""), "policy", "associated_vaults"))
		if bound := len(vaults) == 1; bound == (policy == first) {
			t.Errorf("the policy %s is applied to %v: the second of a type replaces the first, silently", policy, vaults)
		} else if bound && want != "" && as[map[string]any](s, vaults[0])["destination_vault_id"] != want {
			t.Errorf("destination: %v", vaults)
		}
	}
	list := func(query string) float64 { return as[float64](s, s.ok(s.call("GET", "policies?"+query, ""), "count")) }
	if list("vault_id="+v) != 2 || list("vault_id="+v+"&operation_type=replication") != 1 || list("") != 3 {
		t.Error("policies by vault")
	}
	if vaults := s.ok(s.call("GET", "vaults?policy_id="+second, ""), "count"); vaults != 1.0 {
		t.Errorf("%v vaults with the policy", vaults)
	}

	// The region of a policy that is applied is locked; it has to be taken from the vault first.
	move := `{"policy":{"operation_definition":{"destination_region":"cn-south-1","destination_project_id":"` + s.iam.ProjectID(here, "cn-south-1") + `"}}}`
	s.refused(s.call("PUT", "policies/"+second, move), 400, "6003")
	dissociate := func(policy string) answer {
		return s.call("POST", "vaults/"+v+"/dissociatepolicy", `{"policy_id":"`+policy+`"}`)
	}
	s.refused(dissociate(first), 404, "6002")
	if s.id(dissociate(second), "dissociate_policy", "destination_vault_id") != far {
		t.Error("dissociate")
	}
	s.refused(dissociate(second), 404, "6002")
	s.ok(s.call("PUT", "policies/"+second, move))
	s.refused(associate(second, far), 400, "6120") // no vault of the new region
	s.ok(associate(second, s.replicaVault(VaultSpec{Region: "cn-south-1"})))
	if a := s.call("DELETE", "policies/"+second, ""); a.status != 204 {
		t.Error(a.body)
	}
	s.refused(dissociate(second), 404, "6002")
}

func TestAssociateRefusals(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d, p := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{}), s.replication("", daily)
	backup := s.id(s.call("POST", "policies", policyBody("backup", "", daily)), "policy", "id")
	credential := s.credential()
	across := s.id(s.call("POST", "policies", policyBody("replication", `"destination_region":"`+site+`","destination_project_id":"`+
		s.iam.ProjectID(there, site)+`","third_auth_id":"`+credential+`","destination_cloud":"hcso"`, daily)), "policy", "id")
	abroad := s.abroad(VaultSpec{})
	full := s.replicaVault(VaultSpec{Size: 10, UsedMB: 10 * 1024})
	body := func(policy, destination string) string {
		return `{"policy_id":"` + policy + `","destination_vault_id":"` + destination + `"}`
	}
	for name, c := range map[string]struct {
		vault, body string
		status      int
		code        string
	}{
		"no vault":                {"nope", body(p, d), 404, "6105"},
		"no policy":               {v, body("nope", d), 404, "6000"},
		"no destination":          {v, `{"policy_id":"` + p + `"}`, 400, "9900"},
		"nothing":                 {v, `{}`, 400, "9900"},
		"one and many":            {v, `{"policy_id":"` + p + `","add_policy_ids":["` + p + `"]}`, 400, "9900"},
		"destination missing":     {v, body(p, "nope"), 400, "6120"},
		"destination elsewhere":   {v, body(p, s.replicaVault(VaultSpec{Region: "cn-south-1"})), 400, "6120"},
		"destination is backup":   {v, body(p, s.vault(VaultSpec{Region: east})), 400, "6119"},
		"other object type":       {v, body(p, s.replicaVault(VaultSpec{ObjectType: ObjectTurbo})), 400, "6119"},
		"full":                    {v, body(p, full), 400, "6129"},
		"disk vault":              {s.vault(VaultSpec{ObjectType: ObjectDisk}), body(p, d), 400, "6128"},
		"replication vault":       {s.replicaVault(VaultSpec{Region: north}), body(p, d), 400, "6128"},
		"backup on replication":   {s.replicaVault(VaultSpec{Region: north}), `{"policy_id":"` + backup + `"}`, 400, "6127"},
		"backup on hybrid":        {s.vault(VaultSpec{CloudType: CloudHybrid}), `{"policy_id":"` + backup + `"}`, 400, "6136"},
		"across clouds, no vault": {v, body(across, "nope"), 400, "6120"},
	} {
		t.Run(name, func(*testing.T) {
			s.refused(s.call("POST", "vaults/"+c.vault+"/associatepolicy", c.body), c.status, c.code)
		})
	}
	s.ok(s.call("POST", "vaults/"+v+"/associatepolicy", body(across, abroad)))
	s.ok(s.call("POST", "vaults/"+s.vault(VaultSpec{})+"/associatepolicy", body(across, s.abroad(VaultSpec{ProtectType: ProtectHybrid}))))

	key := s.keys[there]
	key.Disabled = true
	s.access.Put(key)
	s.refused(s.call("POST", "vaults/"+v+"/associatepolicy", body(across, abroad)), 400, "6118")
}

// A cross-cloud policy runs from clock to replica, and its credential is only asked when it does.
func TestCrossCloudPolicy(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d, credential := s.vault(VaultSpec{}), s.abroad(VaultSpec{}), s.credential()
	p, err := s.CreatePolicy(PolicySpec{Name: "p", Account: here, Region: north, OperationType: OperationReplication, Pattern: []string{daily}, Destination: site, Credential: credential})
	s.must(err)
	s.must(s.BindPolicy(v, p, d))
	b := s.backup(v, BackupSpec{})
	definition := as[map[string]any](s, s.ok(s.call("GET", "policies/"+p, ""), "policy", "operation_definition"))
	if definition["third_auth_id"] != credential || definition["destination_cloud"] != "hcso" || definition["destination_region"] != site {
		t.Errorf("definition: %v", definition)
	}
	if a := s.call("DELETE", "third-auths/"+credential, ""); a.status != 204 {
		t.Error(a.body)
	}
	s.clock.Advance(24 * time.Hour)
	if r := s.last(b); r.Status != "fail" || r.FailCode != authenticationFailed || !r.Auto {
		t.Errorf("without credential: %+v", r)
	}
	again := s.credential()
	s.refused(s.call("PUT", "policies/"+p, `{"policy":{"operation_definition":{"destination_region":"`+site+`","destination_project_id":"`+s.iam.ProjectID(there, site)+`","third_auth_id":"`+credential+`"}}}`), 404, "SIM.0404")
	s.ok(s.call("PUT", "policies/"+p, `{"policy":{"operation_definition":{"destination_region":"`+site+`","destination_project_id":"`+s.iam.ProjectID(there, site)+`","third_auth_id":"`+again+`"}}}`))
	s.clock.Advance(24 * time.Hour)
	if r := s.last(b); r.Status != "success" || len(s.Backups(d)) != 1 {
		t.Errorf("with another credential: %+v", r)
	}
}
