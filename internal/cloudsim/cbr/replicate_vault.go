package cbr

import "slices"

func (s *Service) copyCheckpoint(c *call) (any, *apiError) {
	in, to, failure := s.readReplicate(c, "name")
	if failure != nil {
		return nil, failure
	}
	if in.VaultID == "" {
		return nil, invalid("vault_id is required")
	}
	v, failure := s.vaultIn(c.project.ID, in.VaultID)
	if failure != nil {
		return nil, failure
	}
	if failure := s.mayCopyVault(v, to); failure != nil {
		return nil, failure
	}
	jobs, failure := s.copyVault(v, to, nil, in.AutoTrigger)
	if failure != nil {
		return nil, failure
	}
	records := []map[string]string{}
	for _, j := range jobs {
		if j.BackupID != "" {
			records = append(records, map[string]string{"backup_id": j.BackupID, "replication_record_id": j.Copy.RecordID})
		}
	}
	return map[string]any{"replication": map[string]any{
		"vault_id": v.ID, "provider_id": v.providerID(), "project_id": v.Project, "source_region": v.Region,
		"destination_region": to.Region, "destination_project_id": to.Project, "destination_vault_id": to.VaultID, "backups": records,
	}}, nil
}

// mayCopyVault checks vault and destination before a manual replication is accepted.
func (s *Service) mayCopyVault(v *vault, to target) *apiError {
	switch {
	case v.Status != StatusAvailable && v.Status != StatusLock:
		return badRequest("6112", "The status of vault %s is invalid.", v.ID)
	case v.ObjectType != ObjectServer && v.ObjectType != ObjectTurbo:
		return badRequest("6122", "Backups of the type %s cannot be replicated.", v.ObjectType)
	case v.ProtectType != ProtectBackup && !to.crossCloud():
		return badRequest("6128", "The type of vault %s does not allow replication.", v.ID)
	}
	if s.checkTarget(to) == nil { // otherwise the records fail
		if failure := s.checkDestination(v, to); failure != nil {
			return failure
		}
	}
	if s.replicating(v) {
		return badRequest("6130", "Vault %s is being replicated.", v.ID)
	}
	return nil
}

// copyVault starts the replication of a vault, by hand or by a policy. The jobs are one for each backup, or one without
// a backup that will be skipped. An error means that nothing has started.
func (s *Service) copyVault(v *vault, to target, p *policy, auto bool) ([]*job, *apiError) {
	candidates, fit := s.candidates(v, to, p != nil)
	nothing := &Failure{SkipReplicated, "There is no backup that has not been replicated to the destination region."}
	if len(s.backupsIn(v.ID)) == 0 {
		nothing = &Failure{SkipEmptyVault, "There is no backup in the vault."}
	}
	once := p == nil && !s.options.RepeatVaultRuns && s.vaultReplicated(v, to)
	if once {
		nothing = &Failure{SkipReplicated, "The vault has been replicated to the destination region."}
	}
	if once || len(candidates) == 0 || !to.crossCloud() && fit == 0 {
		if p == nil && s.options.emptyVault(to.crossCloud()) == EmptyRefused {
			return nil, badRequest("0001", "There is nothing to replicate. %s", nothing.Reason)
		}
		return []*job{s.skipVault(v, to, p, auto, nothing)}, nil
	}
	whole := s.vaultMismatch(v, to)
	var jobs []*job
	for _, b := range candidates {
		jobs = append(jobs, s.startCopy(b, &transfer{To: to, Whole: true, Preset: whole}, policyID(p), auto))
	}
	return jobs, nil
}

// skipVault records that a vault is not replicated at all: a task without a backup.
func (s *Service) skipVault(v *vault, to target, p *policy, auto bool, reason *Failure) *job {
	begins := s.state.Settled.Add(s.options.Waiting)
	return s.start(&job{
		Kind: kindReplication, PolicyID: policyID(p), Auto: auto,
		Copy: &transfer{RecordID: newUUID(), To: to, Whole: true, Preset: reason},
	}, v, begins, begins)
}

func policyID(p *policy) string {
	if p == nil {
		return ""
	}
	return p.ID
}

// candidates are the backups of a vault that have never been replicated to the region, or failed to be; fit counts those
// that can be replicated. One that was skipped for what it is does not get another record from a policy as long as
// that has not changed.
func (s *Service) candidates(v *vault, to target, byPolicy bool) (candidates []*backup, fit int) {
	for _, b := range s.backupsIn(v.ID) {
		if b.Status == StatusDeleting || s.everReplicated(b.ID, to) {
			continue
		}
		if b.Replica != nil && (!to.crossCloud() || b.Replica.Cloud != to.Cloud) {
			continue // a replica goes back to the cloud that it comes from, and nowhere else
		}
		reason := ineligible(b)
		if reason != nil && (s.options.OmitIneligible || byPolicy && s.skippedBefore(b, to, reason)) {
			continue
		}
		if reason == nil {
			fit++
		}
		candidates = append(candidates, b)
	}
	return candidates, fit
}

func (s *Service) skippedBefore(b *backup, to target, reason *Failure) bool {
	return slices.ContainsFunc(s.state.Jobs, func(j *job) bool {
		return j.BackupID == b.ID && j.Outcome == Skipped && j.Code == reason.Code && j.Copy.To.sameRegion(to)
	})
}

// vaultReplicated tells whether the vault as a whole has been replicated to the region: any of its backups.
func (s *Service) vaultReplicated(v *vault, to target) bool {
	return slices.ContainsFunc(s.state.Jobs, func(j *job) bool {
		return j.VaultID == v.ID && j.Copy != nil && j.Copy.Whole && j.Copy.To.sameRegion(to) && j.Outcome == Success
	})
}

// vaultMismatch is why the vault as a whole is skipped: one of its resources cannot go to a vault with this key.
func (s *Service) vaultMismatch(v *vault, to target) *Failure {
	destination, ok := s.state.Vaults[to.VaultID]
	if !to.crossCloud() || !ok || s.checkTarget(to) != nil {
		return nil
	}
	resources := map[string]bool{}
	for _, r := range v.Resources {
		resources[r.ID] = true
	}
	for _, b := range s.backupsIn(v.ID) {
		resources[b.ResourceID] = true
	}
	for _, id := range sortedKeys(resources) {
		if reason := s.mismatch(id, to, destination.Encryption.KeyID); reason != nil {
			return &Failure{reason.Code, reason.Reason + " The vault as a whole is skipped."}
		}
	}
	return nil
}
