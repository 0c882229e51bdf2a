package cbr

import (
	"strings"
	"testing"
	"time"
)

const credentialBody = `{"third_auth":{"name":"to-site","description":"DR","target_cloud":"hcso","domain_id":"0b000000000000000000000000000001","access_key":"KEY1","secret_key":"planted-secret"}}`

func TestCredentialLifeCycle(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	a := s.call("POST", "third-auths", credentialBody)
	id := s.id(a, "third_auth", "id")
	path := "third-auths/" + id
	for _, a := range []answer{a, s.call("GET", path, ""), s.call("GET", "third-auths?name=to-site&target_cloud=hcso", "")} {
		if !strings.Contains(a.body, id) || !strings.Contains(a.body, `"domain_id":"0b0`) || strings.Contains(a.body, "planted-secret") || strings.Contains(a.body, "KEY1") {
			t.Errorf("the keys are never shown: %s", a.body)
		}
	}
	s.clock.Advance(time.Hour)
	a = s.call("PUT", path, `{"third_auth":{"name":"renamed","access_key":"KEY2","secret_key":"other"}}`)
	if s.id(a, "third_auth", "name") != "renamed" || s.id(a, "third_auth", "updated_at") == s.id(a, "third_auth", "created_at") {
		t.Error(a.body)
	}
	if c := s.Credentials()[0]; c.AccessKey != "KEY2" || c.SecretKey != "other" || c.Description != "DR" || c.Region != north {
		t.Errorf("credential: %+v", c)
	}
	for name, body := range map[string]string{
		"target cloud": `{"third_auth":{"target_cloud":"hcso"}}`,
		"account":      `{"third_auth":{"domain_id":"x"}}`,
		"half a key":   `{"third_auth":{"access_key":"x"}}`,
		"empty key":    `{"third_auth":{"access_key":"","secret_key":""}}`,
		"type":         `{"third_auth":{"name":7}}`,
		"wrapper":      `{"credential":{"name":"x"}}`,
	} {
		t.Run(name, func(*testing.T) { s.refused(s.call("PUT", path, body), 400, "9900") })
	}
	for name, change := range map[string][2]string{
		"name":         {`"to-site"`, `"to site"`},
		"Chinese name": {`"to-site"`, `"备份"`},
		"long name":    {`"to-site"`, `"` + strings.Repeat("a", 65) + `"`},
		"own cloud":    {`"hcso"`, `"huaweicloud"`},
		"no account":   {`0b000000000000000000000000000001`, ``},
		"no key":       {`"KEY1"`, `""`},
		"unknown":      {`"name"`, `"nome"`},
	} {
		t.Run("create "+name, func(*testing.T) {
			s.refused(s.call("POST", "third-auths", strings.Replace(credentialBody, change[0], change[1], 1)), 400, "9900")
		})
	}
	s.refused(s.as(here, east, "GET", path, ""), 404, "SIM.0404") // belongs to the project
	if a := s.call("DELETE", path, ""); a.status != 204 {
		t.Error(a.body)
	}
	s.refused(s.call("DELETE", path, ""), 404, "SIM.0404")
}

func TestUnpublishedNamesCanBeOthers(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{Names: Names{Path: "cloud-auths", Credential: "auth", Credentials: "auths", Account: "account_id", CredentialRef: "auth_id", CloudRef: "to_cloud"}})
	if a := s.call("POST", "third-auths", credentialBody); a.status != 404 || !strings.Contains(a.body, "APIGW.0101") {
		t.Errorf("the default path: %d %s", a.status, a.body)
	}
	renamed := strings.NewReplacer("third_auth", "auth", "domain_id", "account_id", "planted-secret", s.keys[there].Secret).Replace(credentialBody)
	id := s.id(s.call("POST", "cloud-auths", renamed), "auth", "id")
	if auths := as[[]any](s, s.ok(s.call("GET", "cloud-auths", ""), "auths")); len(auths) != 1 {
		t.Errorf("list: %v", auths)
	}
	b, d := s.backup(s.vault(VaultSpec{}), BackupSpec{}), s.abroad(VaultSpec{})
	s.refused(s.call("POST", "backups/"+b+"/replicate", s.copyAbroad(d, id)), 400, "9900")
	s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyBody(d, `"auth_id":"`+id+`","to_cloud":"hcso"`)))
	s.clock.Advance(time.Hour)
	if r := s.last(b); r.Status != "success" {
		t.Errorf("record: %+v", r)
	}
}

func TestServiceWithoutCrossCloud(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{WithoutCrossCloud: true})
	if a := s.call("POST", "third-auths", credentialBody); a.status != 404 || !strings.Contains(a.body, "APIGW.0101") {
		t.Errorf("%d %s", a.status, a.body)
	}
	b, d := s.backup(s.vault(VaultSpec{}), BackupSpec{}), s.replicaVault(VaultSpec{})
	s.refused(s.call("POST", "backups/"+b+"/replicate", s.copyBody(d, `"third_auth_id":"x"`)), 400, "9900")
	s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyBody(d)))
}
