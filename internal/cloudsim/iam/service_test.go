package iam

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	north = "https://iam.cn-north-4.myhuaweicloud.com"
	site  = "https://iam.tr-central-201.hcso.example"
)

func TestProjects(t *testing.T) {
	t.Parallel()
	s := newSim(t)
	s.PutProject(Project{ID: "p1", Name: "cn-north-4_team", Region: "cn-north-4", Account: account})
	a := s.call("GET", north+"/v3/projects?name=cn-north-4", "", s.key)
	s.expect(a, 200, `"id":"`+s.ProjectID(account, "cn-north-4")+`"`, `"domain_id":"`+account+`"`)
	if n := len(as[[]any](s, a.object["projects"])); n != 1 || a.header.Get("X-Request-Id") == "" {
		t.Errorf("%d projects, headers %v", n, a.header)
	}
	s.expect(s.call("GET", north+"/v3/projects?name=cn-north-4_team", "", s.key), 200, `"id":"p1"`)
	if a := s.call("GET", north+"/v3/projects?name=nowhere-1", "", s.key); len(as[[]any](s, a.object["projects"])) != 0 {
		t.Error(a.body)
	}
	if a := s.call("GET", north+"/v3/projects?page=2&per_page=3", "", s.key); len(as[[]any](s, a.object["projects"])) != 3 {
		t.Error(a.body)
	}
	s.expect(s.call("GET", "https://iam.myhuaweicloud.com/v3/auth/domains", "", s.key), 200, account, `"name":"here"`)
	s.expect(s.call("GET", site+"/v3/projects", "", world.Key{ID: "ABROAD", Secret: "abroad"}), 200, `"name":"tr-central-201"`)

	s.access.Put(world.Key{Cloud: provider, Account: account, ID: "NARROW", Secret: "x", Allow: []string{"cbr:*"}})
	s.expect(s.call("GET", north+"/v3/projects", "", world.Key{ID: "NARROW", Secret: "x"}), 403, `"error":{`, `"code":403`, "iam:projects:listProjects")
	s.expect(s.call("GET", north+"/v3/auth/projects", "", world.Key{ID: "NARROW", Secret: "x"}), 200, `"projects":[`)
	p, ok := s.Project(s.ProjectID(abroad, "tr-central-202"))
	if want := (Project{ID: p.ID, Name: "tr-central-202", Region: "tr-central-202", Account: abroad, Cloud: HCSOnline}); !ok || p != want {
		t.Errorf("project %+v, want %+v", p, want)
	}
}

func TestGatewayRefusals(t *testing.T) {
	t.Parallel()
	s := newSim(t)
	url := north + "/v3/auth/domains"
	temporary := world.Key{Cloud: provider, Account: account, ID: "TEMP", Secret: "t", SessionToken: "token"}
	s.access.Put(temporary)
	late := world.Key{Cloud: provider, Account: account, ID: "LATE", Secret: "t", SessionToken: "old", Expires: time.Now().Add(-time.Minute)}
	s.access.Put(late)
	s.access.Put(world.Key{Cloud: provider, Account: account, ID: "OFF", Secret: "o", Disabled: true})
	for name, c := range map[string]struct {
		key  world.Key
		want string
	}{
		"unknown key":       {world.Key{ID: "NOBODY", Secret: "x"}, "ak NOBODY not exist"},
		"wrong secret":      {world.Key{ID: vectorKeyID, Secret: "x"}, "verify aksk signature fail"},
		"other cloud's key": {world.Key{ID: "ABROAD", Secret: "abroad"}, "ak ABROAD not exist"},
		"no session token":  {world.Key{ID: "TEMP", Secret: "t"}, "ak TEMP not exist"},
		"wrong token":       {world.Key{ID: "TEMP", Secret: "t", SessionToken: "other"}, "decrypt token fail"},
		"expired token":     {late, "security token expired"},
		"disabled":          {world.Key{ID: "OFF", Secret: "o"}, "ak OFF not exist"},
	} {
		t.Run(name, func(*testing.T) {
			s.expect(s.call("GET", url, "", c.key), 401, `"error_code":"APIGW.0301"`, `"request_id":"`, "Incorrect IAM authentication information: "+c.want)
		})
	}
	s.expect(s.call("GET", url, "", temporary), 200)
	s.expect(s.send(s.Service, s.request("GET", url, "")), 401, "APIGW.0301")

	r := s.request("GET", url, "")
	r.Header.Set(dateHeader, time.Now().UTC().Add(-16*time.Minute).Format(dateFormat))
	sign(r, s.key, "")
	s.expect(s.send(s.Service, r), 401, "signature expired")

	r = s.request("GET", url, "")
	sign(r, s.key, "")
	r.Header.Set("User-Agent", "changed after signing") // not signed: does not matter
	s.expect(s.send(s.Service, r), 200)

	s.expect(s.call("GET", north+"/v3/nothing", "", s.key), 404, "APIGW.0101")
}

const password = `{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"ops","password":"%","domain":{"name":"here"}}}},"scope":{"project":{"name":"cn-north-4"}}}}`

func TestTokens(t *testing.T) {
	t.Parallel()
	s := newSim(t)
	s.PutUser(User{Account: account, Name: "ops", Password: "%"})
	a := s.send(s.Service, s.request("POST", north+"/v3/auth/tokens", password))
	s.expect(a, 201, `"name":"cn-north-4"`, `"methods":["password"]`)
	withToken := func(url string) answer {
		r := s.request("GET", url, "")
		r.Header.Set("X-Auth-Token", a.header.Get("X-Subject-Token"))
		return s.send(s.Service, r)
	}
	s.expect(withToken(north+"/v3/auth/domains"), 200, account)
	s.expect(withToken("https://iam.cn-east-3.myhuaweicloud.com/v3/auth/domains"), 401, "decrypt token fail")
	s.expect(withToken(site+"/v3/auth/domains"), 401, "decrypt token fail")
	s.PutUser(User{Account: account, Name: "ops", Password: "changed"})
	s.expect(s.send(s.Service, s.request("POST", north+"/v3/auth/tokens", password)), 401,
		`"error":{"code":401,"message":"The username or password is wrong.","title":"Unauthorized"}`)
}

const assume = `{"auth":{"identity":{"methods":["assume_role"],"assume_role":{"agency_name":"backup","domain_id":"0a0000000000000000000000000000ff","duration_seconds":3600}}}}`

func TestAgency(t *testing.T) {
	t.Parallel()
	s := newSim(t)
	const other = "0a0000000000000000000000000000ff"
	url := north + "/v3.0/OS-CREDENTIAL/securitytokens"
	s.expect(s.call("POST", url, assume, s.key), 404, "Could not find agency")
	s.PutAgency(Agency{Account: other, Name: "backup", Trusted: "somebody else"})
	s.expect(s.call("POST", url, assume, s.key), 403, "iam:agencies:assume")
	s.PutAgency(Agency{Account: other, Name: "backup", Trusted: account, Instance: true})
	a := s.call("POST", url, assume, s.key)
	s.expect(a, 201, `"credential":{`)
	got := as[map[string]any](s, a.object["credential"])
	key := world.Key{ID: as[string](s, got["access"]), Secret: as[string](s, got["secret"]), SessionToken: as[string](s, got["securitytoken"])}
	s.expect(s.call("GET", north+"/v3/auth/domains", "", key), 200, other)
	s.expect(s.call("POST", north+"/v3/auth/tokens", assume, s.key), 201, other)

	metadata := s.Metadata()
	first := s.send(metadata, s.request("GET", "http://169.254.169.254/openstack/latest/securitykey", ""))
	s.expect(first, 200, `"securitytoken":"`)
	second := s.send(metadata, s.request("GET", "http://169.254.169.254/openstack/latest/securitykey", ""))
	if first.body != second.body {
		t.Error("the metadata service gave two keys within an hour")
	}
	s.expect(s.send(newSim(t).Metadata(), s.request("GET", "http://169.254.169.254/openstack/latest/securitykey", "")), 404)
}

func TestOwnsAndOperation(t *testing.T) {
	t.Parallel()
	s := newSim(t)
	for address, want := range map[string]string{
		north + "/v3/projects":                                 "KeystoneListProjects",
		"https://iam.myhuaweicloud.eu/v3/auth/projects":        "KeystoneListAuthProjects",
		site + "/v3/auth/domains":                              "KeystoneListAuthDomains",
		"https://cbr.cn-north-4.myhuaweicloud.com/v3/projects": "",
		"https://iam.cn-north-4.elsewhere.example/v3/projects": "",
		"https://iam.x.y.myhuaweicloud.com/v3/projects":        "",
		"http://127.0.0.1/v3/projects":                         "", // unsigned
	} {
		r := s.request("GET", address, "")
		got := ""
		if s.Owns(r) {
			got = s.Operation(r)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	r := s.request("GET", "http://127.0.0.1/v3/projects", "")
	sign(r, s.key, "")
	if !s.Owns(r) {
		t.Error("a signed request to an address is not owned")
	}
	s.expect(s.send(s.Service, r), 200, "cn-north-4")
}

func TestSnapshot(t *testing.T) {
	t.Parallel()
	s := newSim(t)
	s.PutUser(User{Account: account, Name: "ops", Password: "%"})
	s.PutAgency(Agency{Account: account, Name: "a", Trusted: abroad})
	s.PutProject(Project{Name: "cn-north-4_x", Region: "cn-north-4", Account: account})
	s.PutCloud(Cloud{Name: "third", Domains: []string{"third.example"}, Regions: []string{"r-1"}})
	s.expect(s.send(s.Service, s.request("POST", north+"/v3/auth/tokens", password)), 201)
	before, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	other := New(s.access)
	if err := other.Restore(before); err != nil {
		t.Fatal(err)
	}
	after, err := other.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(before), string(after)); diff != "" {
		t.Error(diff)
	}
	if err := other.Restore([]byte("[")); err == nil {
		t.Error("broken state was taken")
	}
}

func TestPermits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key  world.Key
		want bool
	}{
		"everything":       {world.Key{}, true},
		"old spelling":     {world.Key{Allow: []string{"cbr:thirdAuth:create"}}, true},
		"new spelling":     {world.Key{Allow: []string{"cbr::createThirdAuth"}}, true},
		"full access":      {world.Key{Allow: []string{"cbr:*"}}, true},
		"something else":   {world.Key{Allow: []string{"cbr:vaults:get"}}, false},
		"one is denied":    {world.Key{Deny: []string{"cbr::createThirdAuth"}}, false},
		"denied and given": {world.Key{Allow: []string{"cbr:*"}, Deny: []string{"cbr:thirdAuth:create"}}, false},
	} {
		if got := Permits(c.key, "", "cbr::createThirdAuth", "cbr:thirdAuth:create"); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
