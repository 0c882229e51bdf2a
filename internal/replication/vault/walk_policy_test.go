package vault

import (
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

func policyCases() []walkCase {
	times := func(t ...string) func(*Spec) { return func(s *Spec) { s.Schedule.Times = known(t) } }
	retention := func(r RetentionSpec) func(*Spec) { return func(s *Spec) { s.Retention = r } }
	every := func(n int) func(*Spec) { return func(s *Spec) { s.Schedule.EveryDays = known(n) } }
	weekly := func(d ...string) func(*Spec) {
		return func(s *Spec) { s.Schedule.EveryDays, s.Schedule.Weekdays = replication.Null[int](), known(d) }
	}
	var all, tooMany []string
	for h := range 24 {
		all = append(all, fmt.Sprintf("%02d:00", h))
		tooMany = append(tooMany, fmt.Sprintf("%02d:00", h))
	}
	tooMany = append(tooMany, "12:30")
	named := func(n string) func(*Spec) { return func(s *Spec) { s.Name = known(n) } }
	used := func(f *Facts) {
		f.CredentialUse, f.Own = replication.FactOf([]Policy{policyOf("p1", OperationReplication, 6)}), "c1"
	}
	bound := vaultPolicies(policyOf("p0", OperationReplication, 6))
	other := func(policy string) Entry {
		return entryOf(specOf(KindBinding, func(s *Spec) { s.PolicyID = known(policy) }))
	}
	return []walkCase{
		{id: "H11", stage: atStatic, name: "too many", spec: specOf(KindPolicy, times(tooMany...)), path: "schedule.times_utc", severity: failure, text: "There are 25 times"},
		{id: "H11", stage: atStatic, name: "too close", spec: specOf(KindPolicy, times("06:00", "06:30")), path: "schedule.times_utc", severity: failure, text: "06:00 and 06:30"},
		{id: "H11", stage: atStatic, name: "too close past midnight", spec: specOf(KindPolicy, times("00:00", "23:30")), path: "schedule.times_utc", severity: failure, text: "23:30 and 00:00"},
		{id: "H11", stage: atStatic, name: "the same twice", spec: specOf(KindPolicy, times("06:00", "06:00")), path: "schedule.times_utc", severity: failure, text: "less than an hour"},
		{id: "H11", stage: atStatic, name: "no time", spec: specOf(KindPolicy, times("6:00")), path: "schedule.times_utc", severity: failure, text: `"6:00" is no time of day`},
		{id: "H11", stage: atStatic, name: "odd minutes", spec: specOf(KindPolicy, times("06:15")), path: "schedule.times_utc", severity: warning, text: "06:15"},
		{id: "H11", stage: atStatic, name: "too seldom", spec: specOf(KindPolicy, every(31)), path: "schedule.daily", severity: failure, text: "31 days"},
		{id: "H11", stage: atStatic, name: "no weekday", spec: specOf(KindPolicy, weekly("XX")), path: "schedule.weekly", severity: failure, text: `"XX" is no day`},
		{id: "H11", stage: atStatic, name: "no days", spec: specOf(KindPolicy, weekly()), path: "schedule.weekly", severity: failure, text: "names no day"},
		{id: "H11", stage: atStatic, name: "count and days", spec: specOf(KindPolicy, retention(RetentionSpec{Count: known(3), Days: known(4)})), path: "retention", severity: failure, text: "both by count (3) and by days (4)"},
		{id: "H11", stage: atStatic, name: "long term and days", spec: specOf(KindPolicy, retention(RetentionSpec{Days: known(4), Daily: known(1)})), path: "retention", severity: failure, text: "besides"},
		{id: "H11", stage: atStatic, name: "long term without count", spec: specOf(KindPolicy, retention(RetentionSpec{Weekly: known(1)})), path: "retention", severity: failure, text: "no count"},
		{id: "H11", stage: atStatic, name: "no time zone", spec: specOf(KindPolicy, retention(RetentionSpec{Count: known(3), Yearly: known(1)})), path: "retention.time_zone", severity: failure, text: "no time zone"},
		{id: "H11", stage: atStatic, name: "every hour", spec: specOf(KindPolicy, times(all...))},
		{id: "H11", stage: atStatic, name: "not the next day", spec: specOf(KindPolicy, times("00:00", "23:00"), every(2))},
		{id: "H11", stage: atStatic, name: "weekly and long term", spec: specOf(KindPolicy, weekly("MO", "SU"), retention(RetentionSpec{Count: known(3), Daily: known(1), TimeZone: known("UTC+08:00")}))},

		{id: "H12", stage: atStatic, name: "dots", spec: specOf(KindCredential, named("to.site")), path: "name", severity: failure, text: `"to.site"`},
		{id: "H12", stage: atStatic, name: "empty", spec: specOf(KindCredential, named("")), path: "name", severity: failure, text: "1 to 64"},
		{id: "H12", stage: atStatic, name: "valid", spec: specOf(KindCredential)},
		{id: "H12", stage: atLive, name: "in use", spec: specOf(KindCredential), facts: factsOf(used), path: "name", severity: warning, text: "p1 (p1)"},
		{id: "H12", stage: atLive, name: "not in use", spec: specOf(KindCredential), facts: factsOf()},

		{id: "H15", stage: atPlan, name: "two policies", me: other("p1"), others: []Entry{other("p2")}, path: "policy_id", severity: failure, text: "the binding of vault orders to policy p2"},
		{id: "H15", stage: atPlan, name: "one policy", me: other("p1"), others: []Entry{entryOf(specOf(KindBinding), owning("p1"))}},
		{id: "H15", stage: atLive, name: "bound already", spec: specOf(KindBinding), facts: factsOf(bound), path: "policy_id", severity: failure, text: "has the replication policy p0 (p0) already"},
		{id: "H15", stage: atLive, name: "its own before", spec: specOf(KindBinding), facts: factsOf(bound, func(f *Facts) { f.Own = "p0" })},
		{id: "H15", stage: atLive, name: "a backup policy", spec: specOf(KindBinding), facts: factsOf()},
	}
}

func timingCases() []walkCase {
	at := func(hours ...int) func(*Entry) {
		return func(e *Entry) { e.BackupSchedules = []Schedule{policyOf("daily", OperationBackup, hours...).Schedule} }
	}
	policy := entryOf(specOf(KindPolicy), owning("p1"))
	on := func(day string) func(*Facts) {
		p := policyOf("weekly", OperationBackup, 6)
		p.Schedule.EveryDays, p.Schedule.Weekdays = 0, []string{day}
		return vaultPolicies(p)
	}
	weekly := func(s *Spec) {
		s.Schedule.EveryDays, s.Schedule.Weekdays = replication.Null[int](), known([]string{"MO"})
	}
	disabled := policyOf("daily", OperationBackup, 6)
	disabled.Enabled = false
	return []walkCase{
		{id: "H16", stage: atPlan, name: "planned at the same time", me: entryOf(specOf(KindBinding), at(18)), others: []Entry{policy}, path: "policy_id", severity: warning, text: "backed up at 18:00 UTC and replicated at 18:00 UTC"},
		{id: "H16", stage: atPlan, name: "planned later", me: entryOf(specOf(KindBinding), at(17)), others: []Entry{policy}},
		{id: "H16", stage: atPlan, name: "another policy", me: entryOf(specOf(KindBinding), at(18)), others: []Entry{entryOf(specOf(KindPolicy), owning("p2"))}},
		{id: "H16", stage: atLive, name: "same time", spec: specOf(KindBinding), facts: factsOf(vaultPolicies(policyOf("daily", OperationBackup, 6))), path: "policy_id", severity: warning, text: "06:00 UTC"},
		{id: "H16", stage: atLive, name: "policy at the same time", spec: specOf(KindPolicy), facts: factsOf(vaultPolicies(policyOf("daily", OperationBackup, 18))), path: "schedule.times_utc", severity: warning, text: "18:00 UTC"},
		{id: "H16", stage: atLive, name: "an hour later", spec: specOf(KindBinding), facts: factsOf(vaultPolicies(policyOf("daily", OperationBackup, 5)))},
		{id: "H16", stage: atLive, name: "other days", spec: specOf(KindPolicy, weekly), facts: factsOf(on("TU"))},
		{id: "H16", stage: atLive, name: "disabled", spec: specOf(KindBinding), facts: factsOf(vaultPolicies(disabled))},
	}
}
