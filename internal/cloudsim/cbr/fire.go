package cbr

import "time"

// fire runs a policy on all vaults that it is applied to, and sets when it will fire again.
func (s *Service) fire(p *policy, at time.Time) {
	p.Next = following(p.Pattern, p.Start, at)
	for _, v := range s.boundTo(p.ID) {
		s.runPolicy(p, v)
	}
}

// runPolicy runs a policy on one vault. Whatever stands in its way is told by a task, never by an error.
func (s *Service) runPolicy(p *policy, v *vault) {
	if v.Status == StatusDeleting {
		return
	}
	if p.OperationType == OperationBackup {
		s.runBackup(p, v)
		return
	}
	to := s.destination(p, v, v.Bindings[OperationReplication].DestinationVaultID)
	if s.replicating(v) {
		s.skipVault(v, to, p, true, &Failure{SkipBusy, "The vault is being replicated."})
		return
	}
	_, _ = s.copyVault(v, to, p, true) // a policy's run is never refused
}

// runBackup backs the vault up by the policy. A run that cannot be is a task of its own, without a backup.
func (s *Service) runBackup(p *policy, v *vault) {
	_, _, failure := s.backUp(v, checkpointRequest{Auto: true, Incremental: true, PolicyID: p.ID})
	if failure == nil {
		return
	}
	now, outcome := s.state.Settled, Failed
	if failure.code == "0001" {
		outcome = Skipped // nothing to back up
	}
	s.start(&job{Kind: kindBackup, PolicyID: p.ID, Auto: true}, v, now, now).finish(now, outcome, failure.wireCode(), failure.message)
}
