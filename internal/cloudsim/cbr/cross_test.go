package cbr

import (
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

func TestCopyAcrossCloudsAndBack(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d, credential := s.vault(VaultSpec{}), s.abroad(VaultSpec{}), s.credential()
	b := s.backup(v, BackupSpec{ResourceID: "ecs-1"})
	s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyAbroad(d, credential)))
	s.clock.Advance(time.Hour)
	r := s.last(b)
	if r.Status != "success" || r.DestinationCloud != iam.HCSOnline {
		t.Fatalf("record: %+v", r)
	}
	replica := as[map[string]any](s, s.ok(s.as(there, site, "GET", "backups/"+r.ReplicaID, ""), "backup"))
	if replica["image_type"] != "replication" || replica["vault_id"] != d {
		t.Errorf("replica: %v", replica)
	}

	// A replica goes back to the cloud that it comes from, to a hybrid replication vault there, and not on within its own.
	home := s.replicaVault(VaultSpec{CloudType: CloudHybrid, Region: north})
	back, err := s.CreateCredential(CredentialSpec{
		Name: "back", Account: there, Region: site, TargetCloud: iam.HuaweiCloud, TargetAccount: here, AccessKey: s.keys[here].ID, SecretKey: s.keys[here].Secret,
	})
	s.must(err)
	body := s.copyBody(home, `"third_auth_id":"`+back+`"`) // the cloud is the credential's
	s.ok(s.as(there, site, "POST", "backups/"+r.ReplicaID+"/replicate", body))
	within := s.replicaVault(VaultSpec{Account: there, Region: "tr-central-202"})
	s.refused(s.as(there, site, "POST", "backups/"+r.ReplicaID+"/replicate", s.copyBody(within)), 400, "1002")
	s.clock.Advance(time.Hour)
	if came := s.Backups(home); len(came) != 1 || came[0].Replica.Cloud != iam.HCSOnline || came[0].ResourceID != "ecs-1" {
		t.Errorf("came back: %+v, record %+v", came, s.last(r.ReplicaID))
	}
	whole := s.copyBody(home, `"third_auth_id":"`+back+`","vault_id":"`+d+`"`)
	if records := as[[]any](s, s.ok(s.as(there, site, "POST", "checkpoints/replicate", whole), "replication", "backups")); len(records) != 0 {
		t.Errorf("everything is back already: %v", records)
	}
}

// Each of the nine actions is needed, in either spelling, and so is a key that works for the account.
func TestTargetIsAskedWithTheCredential(t *testing.T) {
	t.Parallel()
	allow := func(spelling int) []string {
		var all []string
		for _, action := range targetActions {
			all = append(all, action[min(spelling, len(action)-1)])
		}
		return all
	}
	cases := map[string]struct {
		key  world.Key
		want string
	}{
		"new console":   {world.Key{Allow: allow(0)}, "success"},
		"old console":   {world.Key{Allow: allow(1)}, "success"},
		"full access":   {world.Key{Allow: []string{"cbr:*"}}, "success"},
		"other secret":  {world.Key{Secret: "changed"}, "fail"},
		"disabled":      {world.Key{Disabled: true}, "fail"},
		"other account": {world.Key{Account: here}, "fail"},
		"one is denied": {world.Key{Deny: []string{"cbr:snapshotMetadata:update"}}, "fail"},
	}
	for i, action := range targetActions {
		without := allow(0)
		without[i] = "cbr:nothing:else"
		cases["without "+action[0]] = struct {
			key  world.Key
			want string
		}{world.Key{Allow: without}, "fail"}
	}
	if len(targetActions) != 9 {
		t.Errorf("%d actions", len(targetActions))
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSim(t, Options{})
			v, d, credential := s.vault(VaultSpec{}), s.abroad(VaultSpec{}), s.credential()
			b := s.backup(v, BackupSpec{})
			key := s.keys[there]
			key.Allow, key.Deny, key.Disabled = c.key.Allow, c.key.Deny, c.key.Disabled
			if c.key.Secret != "" {
				key.Secret = c.key.Secret
			}
			if c.key.Account != "" {
				key.Account = c.key.Account
			}
			s.access.Put(key)
			s.ok(s.call("POST", "backups/"+b+"/replicate", s.copyAbroad(d, credential))) // accepted either way
			s.clock.Advance(time.Hour)
			r := s.last(b)
			if r.Status != c.want || c.want == "fail" && (r.FailCode != authenticationFailed || r.FailReason == "") {
				t.Errorf("record: %+v", r)
			}
			if c.want == "fail" && len(s.Backups(d)) != 0 {
				t.Error("something was replicated")
			}
		})
	}
}

func TestCrossCloudRequests(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d, credential := s.vault(VaultSpec{}), s.abroad(VaultSpec{}), s.credential()
	b := s.backup(v, BackupSpec{})
	path := "backups/" + b + "/replicate"
	s.refused(s.call("POST", path, s.copyAbroad(d, "no-such-credential")), 404, "SIM.0404")
	s.refused(s.call("POST", path, s.copyBody(d, `"destination_cloud":"hcso"`)), 400, "9900")
	s.refused(s.call("POST", path, s.copyBody(d, `"third_auth_id":"`+credential+`","destination_cloud":"huaweicloud"`)), 400, "9900")
	s.refused(s.call("POST", path, s.copyBody(d, `"third_auth_id":7`)), 400, "9900")
	s.refused(s.call("POST", path, s.copyBody(d)), 400, "1005") // not a region of this cloud
	s.refused(s.call("POST", path, strings.Replace(s.copyAbroad(d, credential), d, "no-such-vault", 1)), 400, "6120")
	public := s.vault(VaultSpec{Account: there, Region: site})
	s.refused(s.call("POST", path, s.copyAbroad(public, credential)), 400, "6119")
	s.SetCrossCloud(iam.HCSOnline, site, false)
	s.refused(s.call("POST", path, s.copyAbroad(d, credential)), 400, "1005")
	s.SetCrossCloud(iam.HCSOnline, site, true)
	s.ok(s.call("POST", path, s.copyAbroad(d, credential)))
	s.must(s.DeleteCredentialHard(credential))
	s.clock.Advance(time.Hour)
	if r := s.last(b); r.Status != "fail" || !strings.Contains(r.FailReason, "does not exist") {
		t.Errorf("record: %+v", r)
	}
}
