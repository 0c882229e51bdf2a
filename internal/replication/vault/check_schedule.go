package vault

import (
	"fmt"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// checkH11 holds schedule and retention to what CBR takes.
func checkH11() Check {
	return Check{
		ID: "H11",
		Static: func(s Spec) []replication.Finding {
			if s.Kind != KindPolicy {
				return nil
			}
			return slices.Concat(judgeTimes(s.Schedule), judgeDays(s.Schedule), judgeRetention(s.Retention))
		},
	}
}

func judgeTimes(s ScheduleSpec) []replication.Finding {
	const path = "schedule.times_utc"
	written, known := s.Times.Get()
	if !known {
		return nil
	}
	var times []TimeOfDay
	var odd []string
	for _, w := range written {
		t, err := ParseTimeOfDay(w)
		if err != nil {
			return one(path, capital(err.Error())+".", "Write each time in UTC with two digits each for hour and minute.")
		}
		times = append(times, t)
		if t.Minute() != 0 {
			odd = append(odd, w)
		}
	}
	if len(times) > MaxTimes {
		return one(path, fmt.Sprintf("There are %d times; CBR takes at most %d.", len(times), MaxTimes), "Leave some out.")
	}
	slices.Sort(times)
	for i, t := range times {
		next := times[(i+1)%len(times)]
		// The gap past midnight counts where the next day is one of the schedule's.
		wraps := i == len(times)-1
		if len(times) > 1 && gap(t, next) < MinGapMinutes && (!wraps || s.EveryDays.Or(0) <= 1) {
			return one(path, fmt.Sprintf("The times %s and %s lie less than an hour apart.", t, next), "Leave an hour or more between them.")
		}
	}
	if len(odd) == 0 {
		return nil
	}
	return []replication.Finding{{
		Path: path, Lowered: true, Found: "These times are not on the hour: " + list(odd) + ". The CBR console knows whole hours only.",
		Do: "Use minute 00, unless the endpoint is known to take others.",
	}}
}

func judgeDays(s ScheduleSpec) []replication.Finding {
	if days, known := s.EveryDays.Get(); known && (days < 1 || days > MaxEveryDays) {
		return one("schedule.daily", fmt.Sprintf("The policy would act every %d days; CBR takes 1 to %d.", days, MaxEveryDays), "Choose a number in that range.")
	}
	days, known := s.Weekdays.Get()
	if !known {
		return nil
	}
	if len(days) == 0 {
		return one("schedule.weekly", "The weekly schedule names no day.", "Name days among "+list7()+".")
	}
	for _, d := range days {
		if !slices.Contains(Days, d) {
			return one("schedule.weekly", fmt.Sprintf("%q is no day of the week.", d), "Name days among "+list7()+".")
		}
	}
	return nil
}

func list7() string {
	return fmt.Sprintf("%s to %s", Days[0], Days[len(Days)-1]) + ", in two capital letters"
}

func judgeRetention(r RetentionSpec) []replication.Finding {
	count, days := r.Count.Or(0), r.Days.Or(0)
	longTerm := r.Daily.Or(0)+r.Weekly.Or(0)+r.Monthly.Or(0)+r.Yearly.Or(0) > 0
	switch {
	case count > 0 && days > 0:
		return one("retention", fmt.Sprintf("Retention is both by count (%d) and by days (%d).", count, days), "Keep one of the two.")
	case longTerm && days > 0:
		return one("retention", "Retention is by days, and replicas of days, weeks, months or years are to be kept besides.",
			"Those are kept besides a count only: set `count` in place of `days`.")
	case longTerm && r.Count.IsNull():
		return one("retention", "Replicas of days, weeks, months or years are to be kept, but there is no count that they are kept besides.", "Set `count`.")
	case longTerm && r.TimeZone.IsNull():
		return one("retention.time_zone", "Replicas of days, weeks, months or years are to be kept, but there is no time zone in which a day begins.",
			"Set `time_zone`, as UTC+08:00.")
	}
	return nil
}
