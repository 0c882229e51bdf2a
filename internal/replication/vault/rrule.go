package vault

import (
	"fmt"
	"slices"
	"strings"

	"github.com/teambition/rrule-go"
)

// Patterns are the schedule as CBR stores it: one rule after RFC 2445 for each time of day, spelled as in the CBR documentation.
func (s Schedule) Patterns() []string {
	if len(s.Other) > 0 {
		return slices.Clone(s.Other)
	}
	patterns := make([]string, 0, len(s.Times))
	for _, t := range s.Times {
		when := fmt.Sprintf("FREQ=DAILY;INTERVAL=%d", s.EveryDays)
		if s.EveryDays == 0 {
			when = "FREQ=WEEKLY;BYDAY=" + strings.Join(sortedDays(s.Weekdays), ",")
		}
		patterns = append(patterns, fmt.Sprintf("%s;BYHOUR=%d;BYMINUTE=%02d", when, t.Hour(), t.Minute()))
	}
	return patterns
}

// ParseSchedule reads what CBR stores. What the typed form cannot express, such as rules with different days, is kept as it is.
func ParseSchedule(patterns []string) Schedule {
	var s Schedule
	for i, pattern := range patterns {
		one, ok := parsePattern(pattern)
		if ok && i == 0 {
			s = one
			continue
		}
		if !ok || one.EveryDays != s.EveryDays || !slices.Equal(one.Weekdays, s.Weekdays) {
			return Schedule{Other: slices.Clone(patterns)}
		}
		s.Times = append(s.Times, one.Times...)
	}
	slices.Sort(s.Times)
	return s
}

// parsePattern reads one rule; false if the typed form cannot express it.
func parsePattern(pattern string) (Schedule, bool) {
	option, err := rrule.StrToROption(strings.TrimPrefix(pattern, "RRULE:"))
	if err != nil {
		return Schedule{}, false
	}
	var s Schedule
	switch {
	case option.Freq == rrule.DAILY && len(option.Byweekday) == 0:
		s.EveryDays = max(option.Interval, 1)
	case option.Freq == rrule.WEEKLY && len(option.Byweekday) > 0 && option.Interval <= 1:
		for _, day := range option.Byweekday {
			s.Weekdays = append(s.Weekdays, day.String())
		}
		s.Weekdays = sortedDays(s.Weekdays)
	default:
		return Schedule{}, false
	}
	// What is left must be the times alone: a rule with anything else, such as a count, means something else.
	rest := *option
	rest.Freq, rest.Interval, rest.Byweekday, rest.Byhour, rest.Byminute = 0, 0, nil, nil, nil
	if rest.RRuleString() != (&rrule.ROption{}).RRuleString() || len(option.Byhour) == 0 {
		return Schedule{}, false
	}
	minutes := option.Byminute
	if len(minutes) == 0 {
		minutes = []int{0}
	}
	for _, h := range option.Byhour {
		for _, m := range minutes {
			if h < 0 || h > 23 || m < 0 || m > 59 {
				return Schedule{}, false
			}
			s.Times = append(s.Times, TimeOfDay(h*minutesInHour+m))
		}
	}
	return s, true
}
