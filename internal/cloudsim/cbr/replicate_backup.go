package cbr

import (
	"cmp"
)

type replicateInput struct {
	VaultID              string `json:"vault_id"` // of CopyCheckpoint
	DestinationRegion    string `json:"destination_region"`
	DestinationProjectID string `json:"destination_project_id"`
	DestinationVaultID   string `json:"destination_vault_id"`
	Name                 string `json:"name"`        // of CopyBackup
	Description          string `json:"description"` // of CopyBackup
	AutoTrigger          bool   `json:"auto_trigger"`
	EnableAcceleration   bool   `json:"enable_acceleration"`
}

// readReplicate reads the body of both operations and says where the replicas shall go.
func (s *Service) readReplicate(c *call, refused ...string) (replicateInput, target, *apiError) {
	var body struct {
		Replicate *replicateInput `json:"replicate"`
	}
	cross, failure := s.decodeCross(c.body, &body, "replicate")
	if failure == nil && body.Replicate == nil {
		failure = invalid("replicate is required")
	}
	if failure != nil {
		return replicateInput{}, target{}, failure
	}
	in := *body.Replicate
	var check checks
	check.that(in.DestinationRegion != "" && in.DestinationProjectID != "" && in.DestinationVaultID != "",
		"destination_region, destination_project_id and destination_vault_id are required")
	check.that(regionForm.MatchString(in.DestinationRegion), "invalid destination_region %q", in.DestinationRegion)
	check.length("name", in.Name, 0, 64)
	check.description(in.Description, 255)
	check.that(!s.options.NoAcceleration || !in.EnableAcceleration, "invalid key enable_acceleration")
	for _, key := range refused {
		check.that(key != "vault_id" || in.VaultID == "", "invalid key vault_id")
		check.that(key != "name" || in.Name == "" && in.Description == "", "invalid key name or description")
	}
	if check.first != nil {
		return in, target{}, check.first
	}
	cloud, failure := s.checkCross(c.project.ID, cross)
	to := target{
		Cloud: cmp.Or(cloud, c.project.Cloud), Region: in.DestinationRegion, Project: in.DestinationProjectID,
		VaultID: in.DestinationVaultID, Account: c.project.Account, Credential: cross.credential,
	}
	if credential, ok := s.state.Credentials[cross.credential]; ok {
		to.Account = credential.Account
	}
	return in, to, failure
}

func (s *Service) copyBackup(c *call) (any, *apiError) {
	in, to, failure := s.readReplicate(c, "vault_id")
	if failure != nil {
		return nil, failure
	}
	b, failure := s.backupOf(c)
	if failure != nil {
		return nil, failure
	}
	v := s.state.Vaults[b.VaultID]
	if failure := s.mayCopy(v, b, to); failure != nil {
		return nil, failure
	}
	if s.checkTarget(to) == nil { // otherwise the record fails: no error code is documented for a bad credential
		if failure := s.checkDestination(v, to); failure != nil {
			return nil, failure
		}
	}
	switch {
	case s.replicating(v):
		return nil, badRequest("6130", "Vault %s is being replicated.", v.ID)
	case s.replicated(b.ID, to):
		return nil, badRequest("1009", "Backup %s is being replicated to the destination region, or has a replica there.", b.ID)
	}
	j := s.startCopy(b, &transfer{To: to, Name: in.Name, Description: in.Description}, "", false)
	return map[string]any{"replication": map[string]string{
		"replication_record_id": j.Copy.RecordID, "backup_id": b.ID, "provider_id": v.providerID(), "project_id": v.Project,
		"source_region": v.Region, "destination_region": to.Region, "destination_project_id": to.Project, "destination_vault_id": to.VaultID,
	}}, nil
}

// mayCopy checks the backup itself. Across clouds, a backup that is not fit is accepted and skipped.
func (s *Service) mayCopy(v *vault, b *backup, to target) *apiError {
	goesBack := b.Replica != nil && to.crossCloud() && b.Replica.Cloud == to.Cloud
	switch {
	case v.ObjectType != ObjectServer && v.ObjectType != ObjectTurbo:
		return badRequest("6122", "Backups of the type %s cannot be replicated.", v.ObjectType)
	case b.Replica != nil && !goesBack:
		return badRequest("1002", "A replica cannot be replicated.")
	case v.ProtectType != ProtectBackup && b.Replica == nil:
		return badRequest("6128", "The type of vault %s does not allow replication.", v.ID)
	}
	reason := ineligible(b)
	switch {
	case reason == nil || to.crossCloud():
		return nil
	case reason.Code == SkipNotECS:
		return badRequest("1003", "%s", reason.Reason)
	}
	return invalid("%s", reason.Reason) // no code is documented for it
}

// replicating tells whether the vault as a whole is being replicated.
func (s *Service) replicating(v *vault) bool {
	for _, j := range s.state.Jobs {
		if !j.Done && j.VaultID == v.ID && j.BackupID != "" && j.Copy != nil && j.Copy.Whole {
			return true
		}
	}
	return false
}

// startCopy accepts the replication of one backup.
func (s *Service) startCopy(b *backup, copied *transfer, policyID string, auto bool) *job {
	copied.RecordID = newUUID()
	begins := s.state.Settled.Add(s.options.Waiting)
	return s.startOn(b, &job{Kind: kindReplication, PolicyID: policyID, Auto: auto, Copy: copied}, begins, begins.Add(s.options.Replicating))
}

// beginReplication is where a record leaves "waiting_replicate": to "skip", "fail" or "replicating".
func (s *Service) beginReplication(j *job) {
	now := s.state.Settled
	b, ok := s.state.Backups[j.BackupID]
	if j.BackupID == "" && j.Copy.Preset != nil {
		j.finish(now, Skipped, j.Copy.Preset.Code, j.Copy.Preset.Reason)
		return
	}
	if !ok {
		j.finish(now, Failed, "BackupService.6200", "The backup does not exist.")
		return
	}
	if reason := s.skip(j, b); reason != nil {
		j.finish(now, Skipped, reason.Code, reason.Reason)
		return
	}
	if failure := s.stillPossible(j, b); failure != nil {
		j.finish(now, Failed, failure.Code, failure.Reason)
		return
	}
	j.Copy.ReplicaID, j.Copy.CheckpointID = newUUID(), newUUID()
	j.Copy.KeyID = s.state.Vaults[j.Copy.To.VaultID].Encryption.KeyID
	j.Begun = true // from here on it counts for what is decided about others
}

// stillPossible checks the target before and after the transfer.
func (s *Service) stillPossible(j *job, b *backup) *Failure {
	if failure := s.checkTarget(j.Copy.To); failure != nil {
		return failure
	}
	if failure := s.checkDestination(s.state.Vaults[b.VaultID], j.Copy.To); failure != nil {
		return &Failure{failure.wireCode(), failure.message}
	}
	return nil
}

// endReplication puts the replica into the destination vault.
func (s *Service) endReplication(j *job) {
	now := s.state.Settled
	if failure, ok := s.state.Failing[j.BackupID]; ok {
		delete(s.state.Failing, j.BackupID)
		j.finish(now, Failed, failure.Code, failure.Reason)
		return
	}
	b, ok := s.state.Backups[j.BackupID]
	if !ok {
		j.finish(now, Failed, "BackupService.6200", "The backup does not exist.")
		return
	}
	if failure := s.stillPossible(j, b); failure != nil {
		j.finish(now, Failed, failure.Code, failure.Reason)
		return
	}
	destination := s.state.Vaults[j.Copy.To.VaultID]
	replica := &backup{BackupSpec: b.BackupSpec, Created: now, Updated: now}
	replica.ID, replica.VaultID, replica.CheckpointID = j.Copy.ReplicaID, destination.ID, j.Copy.CheckpointID
	replica.Name, replica.Description = cmp.Or(j.Copy.Name, b.Name), cmp.Or(j.Copy.Description, b.Description)
	replica.Replica = &Origin{Cloud: s.state.Vaults[b.VaultID].Cloud, Region: j.Region, BackupID: b.ID}
	replica.Encrypted = b.Encrypted || j.Copy.KeyID != ""
	replica.Auto, replica.PolicyID, replica.Status = j.Auto, j.PolicyID, StatusAvailable
	replica.Expires = s.expiry(j.PolicyID, now)
	s.state.Backups[replica.ID] = replica
	s.expand(destination)
	j.finish(now, Success, "", "")
	s.retain(j.PolicyID, destination.ID)
}
