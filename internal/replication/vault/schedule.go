package vault

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The limits of a schedule, after the CBR documentation of policies.
const (
	MaxTimes       = 24
	MinGapMinutes  = 60
	MaxEveryDays   = 30
	minutesInHour  = 60
	minutesPerDay  = 24 * minutesInHour
	timeOfDayForm  = "%02d:%02d"
	timeOfDayWords = "hours and minutes, as 06:00"
)

// Days are the days of the week as schedules spell them, in order.
var Days = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// TimeOfDay is a time of day in UTC, in minutes since midnight.
type TimeOfDay int

// ParseTimeOfDay reads hours and minutes, "06:00".
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	hours, minutes, ok := strings.Cut(s, ":")
	h, errH := strconv.ParseUint(hours, 10, 8)
	m, errM := strconv.ParseUint(minutes, 10, 8)
	if !ok || len(hours) != 2 || len(minutes) != 2 || errH != nil || errM != nil || h > 23 || m > 59 {
		return 0, fmt.Errorf("%q is no time of day in %s", s, timeOfDayWords)
	}
	return TimeOfDay(int(h)*minutesInHour + int(m)), nil
}

// String is the form that ParseTimeOfDay reads.
func (t TimeOfDay) String() string { return fmt.Sprintf(timeOfDayForm, t.Hour(), t.Minute()) }

// Hour is the hour, 0 to 23.
func (t TimeOfDay) Hour() int { return int(t) / minutesInHour }

// Minute is the minute, 0 to 59.
func (t TimeOfDay) Minute() int { return int(t) % minutesInHour }

// Schedule is when a policy acts: either every so many days or on days of the week, at times of day in UTC.
type Schedule struct {
	// EveryDays is 1 for daily; 0 for a weekly schedule.
	EveryDays int
	// Weekdays are those of a weekly schedule, among Days.
	Weekdays []string
	Times    []TimeOfDay
	// Other is the schedule as the cloud holds it where none of the above can express it.
	Other []string
}

// Equal tells whether both act at the same times.
func (s Schedule) Equal(o Schedule) bool {
	return slices.Equal(s.normal().Patterns(), o.normal().Patterns())
}

// ordered is the schedule with times and days in order.
func (s Schedule) ordered() Schedule {
	s.Times = slices.Sorted(slices.Values(s.Times))
	s.Weekdays = sortedDays(s.Weekdays)
	return s
}

// normal is the schedule in order, where all days of the week are every day.
func (s Schedule) normal() Schedule {
	s = s.ordered()
	if len(s.Weekdays) == len(Days) {
		s.EveryDays, s.Weekdays = 1, nil
	}
	return s
}

// sortedDays are the days in the order of the week, each once.
func sortedDays(days []string) []string {
	var sorted []string
	for _, d := range Days {
		if slices.Contains(days, d) {
			sorted = append(sorted, d)
		}
	}
	return sorted
}

// gap is the number of minutes from a time of day to a later one, past midnight if need be.
func gap(from, to TimeOfDay) int { return (int(to) - int(from) + minutesPerDay) % minutesPerDay }
