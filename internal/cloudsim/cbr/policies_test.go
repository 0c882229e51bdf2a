package cbr

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// policyBody is a body of CreatePolicy.
func policyBody(kind, definition string, pattern ...string) string {
	return fmt.Sprintf(`{"policy":{"name":"p","operation_type":%q,"operation_definition":{%s},"trigger":{"properties":{"pattern":["%s"]}}}}`,
		kind, definition, strings.Join(pattern, `","`))
}

const daily = "FREQ=DAILY;INTERVAL=1;BYHOUR=6;BYMINUTE=00"

// replication is a policy to the east.
func (s *sim) replication(definition string, pattern ...string) string {
	s.t.Helper()
	return s.id(s.call("POST", "policies", policyBody("replication",
		`"destination_region":"cn-east-3","destination_project_id":"`+s.iam.ProjectID(here, east)+`"`+definition, pattern...)), "policy", "id")
}

func TestPolicyDocuments(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	a := s.call("POST", "policies", policyBody("backup", `"retention_duration_days":1,"day_backups":0,"timezone":"UTC+08:00"`, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=14;BYMINUTE=00"))
	p := as[map[string]any](s, s.ok(a, "policy"))
	if p["associated_vaults"] != nil || p["enabled"] != true || p["policy_type"] != "custom_policy" {
		t.Error(a.body)
	}
	for _, part := range []string{`"start_time":"2026-03-02 10:30:00"`, `"name":"default"`, `"type":"time"`, `"day_backups":0`, `"timezone":"UTC+08:00"`} {
		if !strings.Contains(a.body, part) {
			t.Errorf("%s has no %s", a.body, part)
		}
	}
	id := as[string](s, p["id"])
	a = s.call("PUT", "policies/"+id, `{"policy":{"name":"renamed","enabled":false,"operation_definition":{"max_backups":3}}}`)
	definition := as[map[string]any](s, s.ok(a, "policy", "operation_definition"))
	if len(definition) != 1 || definition["max_backups"] != 3.0 || !strings.Contains(a.body, `"renamed"`) || !strings.Contains(a.body, `"enabled":false`) {
		t.Errorf("the definition is replaced as a whole: %s", a.body)
	}
	s.replication("", daily)
	if n := s.ok(s.call("GET", "policies?operation_type=replication", ""), "count"); n != 1.0 {
		t.Errorf("%v replication policies", n)
	}
	if a := s.call("DELETE", "policies/"+id, ""); a.status != 204 {
		t.Error(a.body)
	}
	s.refused(s.call("GET", "policies/"+id, ""), 404, "6000")
}

func TestPolicyRefusals(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{NoAcceleration: true})
	project := s.iam.ProjectID(here, east)
	to := `"destination_region":"cn-east-3","destination_project_id":"` + project + `"`
	for name, body := range map[string]string{
		"no name":            strings.Replace(policyBody("backup", "", daily), `"p"`, `""`, 1),
		"type":               policyBody("copy", "", daily),
		"no destination":     policyBody("replication", "", daily),
		"own region":         policyBody("replication", strings.Replace(to, east, north, 1), daily),
		"destination":        policyBody("backup", to, daily),
		"acceleration":       policyBody("replication", to+`,"enable_acceleration":true`, daily),
		"unknown key":        policyBody("backup", `"retention":3`, daily),
		"two retentions":     policyBody("backup", `"max_backups":3,"retention_duration_days":3`, daily),
		"no timezone":        policyBody("backup", `"max_backups":3,"day_backups":3`, daily),
		"timezone":           policyBody("backup", `"max_backups":3,"timezone":"+08:00"`, daily),
		"retention 0":        policyBody("backup", `"retention_duration_days":0`, daily),
		"101 days":           policyBody("backup", `"max_backups":3,"day_backups":101,"timezone":"UTC+00:00"`, daily),
		"frequency":          policyBody("backup", "", "FREQ=HOURLY;BYMINUTE=00"),
		"part":               policyBody("backup", "", daily+";COUNT=3"),
		"hour":               policyBody("backup", "", "FREQ=DAILY;BYHOUR=24;BYMINUTE=00"),
		"interval":           policyBody("backup", "", "FREQ=DAILY;INTERVAL=0;BYHOUR=6"),
		"less than an hour":  policyBody("backup", "", daily, "FREQ=WEEKLY;BYDAY=MO;BYHOUR=6;BYMINUTE=59"),
		"over midnight":      policyBody("backup", "", "FREQ=WEEKLY;BYDAY=SU;BYHOUR=23;BYMINUTE=30", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=0;BYMINUTE=00"),
		"25 rules":           policyBody("backup", "", strings.Split(strings.Repeat(daily+" ", 24)+daily, " ")...),
		"no rule":            strings.Replace(policyBody("backup", "", ""), `[""]`, `[]`, 1),
		"not JSON":           "{",
		"nothing":            "",
		"wrong type of name": strings.Replace(policyBody("backup", "", daily), `"p"`, `7`, 1),
	} {
		t.Run(name, func(*testing.T) { s.refused(s.call("POST", "policies", body), 400, "9900") })
	}
	s.refused(s.call("PUT", "policies/nope", `{"policy":{}}`), 404, "6000")
	for range 32 {
		s.ok(s.call("POST", "policies", policyBody("backup", "", daily)))
	}
	s.refused(s.call("POST", "policies", policyBody("backup", "", daily)), 400, "6001")
	s.replication("", daily) // the limit is per type
}

func TestPolicyFiresOnTheClock(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{}) // Monday, 10:30
	v, d := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{})
	p := s.replication("", "FREQ=WEEKLY;BYDAY=TU,FR;BYHOUR=6;BYMINUTE=00", "FREQ=DAILY;INTERVAL=2;BYHOUR=22;BYMINUTE=00")
	s.must(s.BindPolicy(v, p, d))
	b := s.backup(v, BackupSpec{})
	var fired []string
	for range 24 * 5 {
		before, _ := s.Policy(p)
		s.clock.Advance(time.Hour)
		if after, _ := s.Policy(p); !after.Next.Equal(before.Next) {
			fired = append(fired, before.Next.Format("Mon 15:04"))
		}
	}
	if got := strings.Join(fired, ", "); got != "Mon 22:00, Tue 06:00, Wed 22:00, Fri 06:00, Fri 22:00" {
		t.Errorf("fired %s", got)
	}
	if r := s.Records(b); len(r) != 1 || r[0].Status != "success" || !r[0].Auto {
		t.Errorf("records: %+v", r)
	}
	tasks := s.Tasks(v)
	if tasks[0].PolicyID != p || tasks[0].Status != Success || tasks[1].Status != Skipped || tasks[1].Code != SkipReplicated {
		t.Errorf("tasks: %+v", tasks)
	}
	s.ok(s.call("PUT", "policies/"+p, `{"policy":{"enabled":false}}`))
	n := len(s.Tasks(v))
	s.clock.Advance(14 * 24 * time.Hour)
	if got := len(s.Tasks(v)); got != n {
		t.Errorf("a policy that is off fired: %d tasks, then %d", n, got)
	}
	s.ok(s.call("PUT", "policies/"+p, `{"policy":{"enabled":true}}`))
	if state, _ := s.Policy(p); !state.Next.After(s.clock.Now()) {
		t.Errorf("next: %v", state.Next)
	}
}

func TestBackupPolicyThatCannotRun(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	p, err := s.CreatePolicy(PolicySpec{Name: "p", Account: here, Region: north, OperationType: OperationBackup, Pattern: []string{daily}})
	s.must(err)
	for vault, want := range map[string]Task{
		s.vault(VaultSpec{}): {Status: Skipped, Code: "BackupService.0001"},
		s.vault(VaultSpec{Size: 10, UsedMB: 10240, Resources: []Resource{{ID: "r"}}}): {Status: Failed, Code: "BackupService.6114"},
	} {
		s.must(s.BindPolicy(vault, p, ""))
		if _, err := s.FirePolicy(p); err != nil {
			t.Fatal(err)
		}
		if task := s.Tasks(vault)[0]; task.Status != want.Status || task.Code != want.Code || task.PolicyID != p {
			t.Errorf("task: %+v, want %+v", task, want)
		}
	}
}

func TestPolicyRuns(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	v, d, p := s.vault(VaultSpec{}), s.replicaVault(VaultSpec{}), s.replication("", daily)
	s.must(s.BindPolicy(v, p, d))
	fire := func() {
		t.Helper()
		n, err := s.FirePolicy(p)
		if err != nil || n != 1 {
			t.Fatalf("%d vaults, error %v", n, err)
		}
	}
	lastSkipped := func(want string) {
		t.Helper()
		tasks := s.Tasks(v)
		if task := tasks[len(tasks)-1]; task.Status != Skipped || task.Code != want {
			t.Errorf("task: %+v, want %s", task, want)
		}
	}
	fire()
	s.clock.Advance(time.Hour)
	lastSkipped(SkipEmptyVault)
	good, bad, failing := s.backup(v, BackupSpec{}), s.backup(v, BackupSpec{NoSystemDisk: true}), s.backup(v, BackupSpec{})
	s.must(s.FailNext(failing, Failure{"BackupService.1006", "Importing the replica failed."}))
	fire()
	s.clock.Advance(time.Minute)
	fire() // while the first is still running
	s.clock.Advance(time.Hour)
	lastSkipped(SkipBusy)
	fire() // picks up what failed, and what is new; not again what was skipped for what it is
	s.clock.Advance(time.Hour)
	for id, want := range map[string]string{good: "success", bad: "skip", failing: "fail success"} {
		var got []string
		for _, r := range s.Records(id) {
			got = append(got, r.Status)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("records %v, want %s", got, want)
		}
	}
	if _, err := s.FirePolicy("nope"); err == nil {
		t.Error("a policy that is not there was fired")
	}
}
