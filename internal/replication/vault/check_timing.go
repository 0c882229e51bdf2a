package vault

import (
	"fmt"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// checkH16 holds replication to begin well after the backup of the day.
func checkH16() Check {
	return Check{
		ID: "H16", Needs: []replication.FactKind{FactVaultPolicies, FactPolicy},
		// Plan judges a binding against its policy as this plan leaves it: the cloud does not know that yet. The times of the
		// vault's backup policy are what was read of it.
		Plan: func(me Entry, others []Entry) []replication.Finding {
			for _, o := range others {
				if me.Spec.Kind != KindBinding || o.Spec.Kind != KindPolicy || !o.Writes || o.OwnID == "" || !same(me.Spec.PolicyID, replication.Known(o.OwnID)) {
					continue
				}
				if schedule, known := o.Spec.Schedule.Schedule(); known {
					return tooEarly("policy_id", schedule, me.BackupSchedules)
				}
			}
			return nil
		},
		Live: func(s Spec, f Facts) []replication.Finding {
			policies, _ := f.VaultPolicies.Get()
			backups := backupSchedules(policies)
			if s.Kind == KindPolicy {
				schedule, known := s.Schedule.Schedule()
				if !known {
					return nil
				}
				return tooEarly("schedule.times_utc", schedule, backups)
			}
			policy, read := f.Policy.Get()
			if s.Kind != KindBinding || !read {
				return nil
			}
			return tooEarly("policy_id", policy.Schedule, backups)
		},
	}
}

func backupSchedules(policies []Policy) []Schedule {
	var schedules []Schedule
	for _, p := range policies {
		if p.Operation == OperationBackup && p.Enabled {
			schedules = append(schedules, p.Schedule)
		}
	}
	return schedules
}

// tooEarly finds a time of replication within the hour that begins with a backup.
func tooEarly(path string, replicates Schedule, backups []Schedule) []replication.Finding {
	for _, b := range backups {
		if !replicates.meets(b) {
			continue
		}
		for _, r := range replicates.Times {
			for _, t := range b.Times {
				if gap(t, r) < MinGapMinutes {
					return []replication.Finding{{
						Path:  path,
						Found: fmt.Sprintf("The vault is backed up at %s UTC and replicated at %s UTC, so that the backup may not be finished.", t, r),
						Do:    "Replicate an hour or more after the backup has begun, and later if it takes longer.",
					}}
				}
			}
		}
	}
	return nil
}

// meets tells whether the two can act on the same day. Weekly schedules on different days never do.
func (s Schedule) meets(o Schedule) bool {
	if len(s.Weekdays) == 0 || len(o.Weekdays) == 0 {
		return true
	}
	return slices.ContainsFunc(s.Weekdays, func(d string) bool { return slices.Contains(o.Weekdays, d) })
}

// Schedule is the schedule as typed; false if anything of it is not known, or not valid.
func (s ScheduleSpec) Schedule() (Schedule, bool) {
	written, known := s.Times.Get()
	if !known || s.EveryDays.IsUnknown() || s.Weekdays.IsUnknown() {
		return Schedule{}, false
	}
	schedule := Schedule{EveryDays: s.EveryDays.Or(0), Weekdays: sortedDays(s.Weekdays.Or(nil))}
	for _, w := range written {
		t, err := ParseTimeOfDay(w)
		if err != nil {
			return Schedule{}, false
		}
		schedule.Times = append(schedule.Times, t)
	}
	return schedule.ordered(), true
}
