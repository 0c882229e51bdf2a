package cbr

import "time"

// settle brings everything up to the clock's time and returns it: what is due happens one by one, in the order in
// which it became due.
func (s *Service) settle() time.Time {
	now := s.clock.Now()
	for {
		at, happen := s.next(now)
		if happen == nil {
			break
		}
		if at.After(s.state.Settled) {
			s.state.Settled = at
		}
		happen()
	}
	s.state.Settled = now
	return now
}

// next is the earliest event that is due. Events that were held up happen at the time up to which all is settled.
func (s *Service) next(now time.Time) (time.Time, func()) {
	var first time.Time
	var happen func()
	due := func(at time.Time, do func()) {
		if !at.After(now) && (happen == nil || at.Before(first)) {
			first, happen = at, do
		}
	}
	for _, j := range s.state.Jobs {
		if j.Done {
			continue
		}
		if _, stalled := s.state.Stalled[j.BackupID]; stalled && j.Kind == kindReplication {
			due(j.Created.Add(s.options.Timeout), func() {
				j.finish(s.state.Settled, Timeout, "BackupService.SIM.0408", "The replication made no progress.")
			})
			continue
		}
		if j.Begun {
			due(j.Ends, func() { s.end(j) })
		} else {
			due(j.Begins, func() { s.begin(j) })
		}
	}
	for _, id := range sortedKeys(s.state.Policies) {
		if p := s.state.Policies[id]; p.Enabled && !p.Next.IsZero() {
			due(p.Next, func() { s.fire(p, p.Next) })
		}
	}
	for _, id := range sortedKeys(s.state.Backups) {
		b := s.state.Backups[id]
		if !b.Expires.IsZero() && b.Status != StatusDeleting && !s.inUse(b) {
			due(b.Expires, func() { s.expire(b) })
		}
	}
	return first, happen
}

// begin is where a job leaves "waiting".
func (s *Service) begin(j *job) {
	if j.Kind == kindReplication {
		s.beginReplication(j)
	} else {
		j.Begun = true
	}
}

// end gives a job its outcome and its effect.
func (s *Service) end(j *job) {
	now := s.state.Settled
	switch j.Kind {
	case kindReplication:
		s.endReplication(j)
		return
	case kindBackup:
		s.endBackup(j, now)
		return
	case kindDelete:
		delete(s.state.Backups, j.BackupID)
	case kindVaultDelete:
		s.removeVault(j.VaultID)
	case kindRemoveResource:
		if v, ok := s.state.Vaults[j.VaultID]; ok {
			s.dropRemoved(v, now)
		}
	}
	j.finish(now, Success, "", "")
}

// expire deletes a backup whose retention is over.
func (s *Service) expire(b *backup) { s.startDelete(b, s.state.Settled, true) }

func (s *Service) startDelete(b *backup, now time.Time, auto bool) {
	b.Status = StatusDeleting
	s.startOn(b, &job{Kind: kindDelete, Auto: auto, Total: 1}, now, now.Add(s.options.Deleting))
}

// inUse tells whether the backup is being made or replicated.
func (s *Service) inUse(b *backup) bool {
	if b.Status == StatusProtecting {
		return true
	}
	for _, j := range s.state.Jobs {
		if !j.Done && j.BackupID == b.ID && j.Kind != kindDelete {
			return true
		}
	}
	return false
}
