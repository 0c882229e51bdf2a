package cbr

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// expiry is when a backup or replica that the policy makes now is deleted; zero is never.
func (s *Service) expiry(policyID string, now time.Time) time.Time {
	p, ok := s.state.Policies[policyID]
	if !ok || orDefault(p.Definition.RetentionDays, -1) < 1 {
		return time.Time{}
	}
	return now.AddDate(0, 0, *p.Definition.RetentionDays)
}

// retain deletes what the policy made in the vault and does not keep: of each resource, the newest max_backups and in
// addition the newest of each of the last days, weeks, months and years stay. What is in use is kept for now.
func (s *Service) retain(policyID, vaultID string) {
	p, ok := s.state.Policies[policyID]
	if !ok || orDefault(p.Definition.MaxBackups, -1) < 1 {
		return
	}
	byResource := map[string][]*backup{}
	for _, b := range s.backupsIn(vaultID) {
		if b.Auto && b.PolicyID == policyID && b.Status == StatusAvailable {
			byResource[b.ResourceID] = append(byResource[b.ResourceID], b)
		}
	}
	for _, id := range sortedKeys(byResource) {
		for _, b := range p.Definition.surplus(byResource[id]) {
			if !s.inUse(b) {
				s.startDelete(b, s.state.Settled, true)
			}
		}
	}
}

// surplus are the backups of one resource that retention does not keep.
func (d definition) surplus(backups []*backup) []*backup {
	slices.SortFunc(backups, func(a, b *backup) int { return cmp.Or(b.Protected.Compare(a.Protected), cmp.Compare(a.ID, b.ID)) })
	kept := map[string]bool{}
	for i, b := range backups {
		kept[b.ID] = i < *d.MaxBackups
	}
	zone := d.zone()
	for _, rule := range []struct {
		count  *int
		period func(time.Time) string
	}{
		{d.DayBackups, func(t time.Time) string { return t.Format(time.DateOnly) }},
		{d.WeekBackups, func(t time.Time) string { year, week := t.ISOWeek(); return fmt.Sprint(year, "-", week) }},
		{d.MonthBackups, func(t time.Time) string { return t.Format("2006-01") }},
		{d.YearBackups, func(t time.Time) string { return t.Format("2006") }},
	} {
		seen := map[string]bool{}
		for _, b := range backups {
			period := rule.period(b.Protected.In(zone))
			if !seen[period] && len(seen) < orDefault(rule.count, 0) {
				seen[period], kept[b.ID] = true, true
			}
		}
	}
	return slices.DeleteFunc(backups, func(b *backup) bool { return kept[b.ID] })
}

// zone is the policy's time zone, "UTC+08:00".
func (d definition) zone() *time.Location {
	t, err := time.Parse("UTC-07:00", d.Timezone)
	if err != nil {
		return time.UTC
	}
	return t.Location()
}
