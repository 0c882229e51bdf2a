package vault

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPatterns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		schedule Schedule
		patterns []string
	}{
		{Schedule{EveryDays: 1, Times: []TimeOfDay{6 * 60, 18 * 60}}, []string{"FREQ=DAILY;INTERVAL=1;BYHOUR=6;BYMINUTE=00", "FREQ=DAILY;INTERVAL=1;BYHOUR=18;BYMINUTE=00"}},
		{Schedule{Weekdays: []string{"MO", "SU"}, Times: []TimeOfDay{14 * 60}}, []string{"FREQ=WEEKLY;BYDAY=MO,SU;BYHOUR=14;BYMINUTE=00"}},
	} {
		if diff := cmp.Diff(c.patterns, c.schedule.Patterns()); diff != "" {
			t.Errorf("patterns (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(c.schedule, ParseSchedule(c.patterns)); diff != "" {
			t.Errorf("read back (-want +got):\n%s", diff)
		}
	}
}

func TestParseScheduleOfOthers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		patterns []string
		want     Schedule
	}{
		{[]string{"FREQ=DAILY;BYHOUR=6"}, Schedule{EveryDays: 1, Times: []TimeOfDay{360}}},
		{[]string{"FREQ=WEEKLY;BYDAY=SU,MO;BYHOUR=6,18;BYMINUTE=30"}, Schedule{Weekdays: []string{"MO", "SU"}, Times: []TimeOfDay{390, 1110}}},
		// What the typed form cannot express is kept as it is.
		{[]string{"FREQ=MONTHLY;BYHOUR=6"}, Schedule{Other: []string{"FREQ=MONTHLY;BYHOUR=6"}}},
		{[]string{"FREQ=DAILY;COUNT=3;BYHOUR=6"}, Schedule{Other: []string{"FREQ=DAILY;COUNT=3;BYHOUR=6"}}},
		{[]string{"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYHOUR=6"}, Schedule{Other: []string{"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYHOUR=6"}}},
		{[]string{"FREQ=DAILY;BYDAY=MO;BYHOUR=6"}, Schedule{Other: []string{"FREQ=DAILY;BYDAY=MO;BYHOUR=6"}}},
		{[]string{"nonsense"}, Schedule{Other: []string{"nonsense"}}},
		{
			[]string{"FREQ=WEEKLY;BYDAY=MO;BYHOUR=6", "FREQ=WEEKLY;BYDAY=TU;BYHOUR=7"},
			Schedule{Other: []string{"FREQ=WEEKLY;BYDAY=MO;BYHOUR=6", "FREQ=WEEKLY;BYDAY=TU;BYHOUR=7"}},
		},
	} {
		if diff := cmp.Diff(c.want, ParseSchedule(c.patterns)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.patterns, diff)
		}
		if other := ParseSchedule(c.patterns).Other; other != nil {
			if diff := cmp.Diff(c.patterns, ParseSchedule(c.patterns).Patterns()); diff != "" {
				t.Errorf("%v is not kept:\n%s", c.patterns, diff)
			}
		}
	}
}

func TestScheduleRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := Schedule{EveryDays: rapid.IntRange(1, MaxEveryDays).Draw(t, "every")}
		if rapid.Bool().Draw(t, "weekly") {
			s = Schedule{Weekdays: rapid.SliceOfNDistinct(rapid.SampledFrom(Days), 1, len(Days), rapid.ID[string]).Draw(t, "days")}
		}
		s.Times = rapid.SliceOfNDistinct(rapid.Map(rapid.IntRange(0, minutesPerDay-1), func(n int) TimeOfDay { return TimeOfDay(n) }), 1, MaxTimes, rapid.ID[TimeOfDay]).Draw(t, "times")
		read := ParseSchedule(s.Patterns())
		if !read.Equal(s) {
			t.Fatalf("%+v was read back as %+v", s, read)
		}
		for _, at := range s.Times {
			if parsed, err := ParseTimeOfDay(at.String()); err != nil || parsed != at {
				t.Fatalf("%s is read as %v, %v", at, parsed, err)
			}
		}
	})
}

func TestEqualSchedules(t *testing.T) {
	t.Parallel()
	daily := Schedule{EveryDays: 1, Times: []TimeOfDay{60, 120}}
	if !daily.Equal(Schedule{Weekdays: Days, Times: []TimeOfDay{120, 60}}) {
		t.Error("all days of the week are not every day")
	}
	if daily.Equal(Schedule{EveryDays: 2, Times: []TimeOfDay{60, 120}}) || daily.Equal(Schedule{EveryDays: 1, Times: []TimeOfDay{60}}) {
		t.Error("different schedules are equal")
	}
}

func TestParseTimeOfDay(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "6:00", "24:00", "06:60", "06", "06:0", "+6:00", "00xyz", "06:00:00"} {
		if at, err := ParseTimeOfDay(bad); err == nil {
			t.Errorf("%q is read as %s", bad, at)
		}
	}
}
