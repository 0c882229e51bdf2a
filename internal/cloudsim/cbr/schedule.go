package cbr

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

const (
	maxRules   = 24
	maxPoints  = 24 // a day
	minuteWeek = 7 * 24 * 60
)

// parseRule reads one rule of a trigger's pattern: the subset of RFC 2445 that the CreatePolicy documentation allows.
// Times are UTC.
func parseRule(text string, from time.Time) (*rrule.RRule, *apiError) {
	for part := range strings.SplitSeq(text, ";") {
		name, value, _ := strings.Cut(part, "=")
		if !slices.Contains([]string{"FREQ", "BYDAY", "BYHOUR", "BYMINUTE", "INTERVAL"}, name) {
			return nil, invalid("invalid trigger pattern %q: %s is not allowed", text, name)
		}
		if name == "FREQ" && value != "DAILY" && value != "WEEKLY" {
			return nil, invalid("invalid trigger pattern %q: FREQ is DAILY or WEEKLY", text)
		}
		if n, err := strconv.Atoi(value); name == "INTERVAL" && (err != nil || n < 1) {
			return nil, invalid("invalid trigger pattern %q: INTERVAL is a positive number", text)
		}
	}
	option, err := rrule.StrToROption(text)
	if err != nil {
		return nil, invalid("invalid trigger pattern %q: %v", text, err)
	}
	if len(option.Byhour) == 0 {
		option.Byhour = []int{0}
	}
	if len(option.Byminute) == 0 {
		option.Byminute = []int{0}
	}
	option.Dtstart = from.UTC().Truncate(24 * time.Hour)
	rule, err := rrule.NewRRule(*option)
	if err != nil {
		return nil, invalid("invalid trigger pattern %q: %v", text, err)
	}
	return rule, nil
}

// checkPattern checks all rules of a trigger: points at least an hour apart, and at most 24 a day.
func checkPattern(pattern []string, from time.Time) *apiError {
	if len(pattern) == 0 || len(pattern) > maxRules {
		return invalid("a trigger has from 1 to %d rules, not %d", maxRules, len(pattern))
	}
	var minutes []int
	for _, text := range pattern {
		rule, failure := parseRule(text, from)
		if failure != nil {
			return failure
		}
		minutes = append(minutes, minutesOfWeek(rule.OrigOptions)...)
	}
	slices.Sort(minutes)
	for i, minute := range minutes {
		following := minutes[(i+1)%len(minutes)]
		if gap := (following - minute + minuteWeek) % minuteWeek; len(minutes) > 1 && gap < 60 {
			return invalid("invalid trigger pattern: execution times are at least one hour apart")
		}
	}
	days := map[int]int{}
	for _, minute := range minutes {
		if days[minute/(24*60)]++; days[minute/(24*60)] > maxPoints {
			return invalid("invalid trigger pattern: at most %d execution times a day", maxPoints)
		}
	}
	return nil
}

// minutesOfWeek are the points of a rule in one week. A rule of several days' interval can be due on each of them.
func minutesOfWeek(o rrule.ROption) []int {
	var days []int
	for _, day := range o.Byweekday {
		days = append(days, day.Day())
	}
	if len(days) == 0 && o.Freq == rrule.WEEKLY {
		days = []int{(int(o.Dtstart.Weekday()) + 6) % 7}
	}
	if len(days) == 0 {
		days = []int{0, 1, 2, 3, 4, 5, 6}
	}
	var minutes []int
	for _, day := range days {
		for _, hour := range o.Byhour {
			for _, minute := range o.Byminute {
				minutes = append(minutes, (day*24+hour)*60+minute)
			}
		}
	}
	return minutes
}

// following is the first point of the pattern after a time. The pattern has been checked.
func following(pattern []string, from, after time.Time) time.Time {
	var first time.Time
	for _, text := range pattern {
		rule, failure := parseRule(text, from)
		if failure != nil {
			continue
		}
		if at := rule.After(after.UTC(), false); !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}
