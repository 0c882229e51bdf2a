package cbr

import (
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
)

// targetActions are the nine actions that the user of a cross-cloud credential needs on the target, in the spellings
// of the new and the old IAM console ("Overview of Cross-Cloud Backup Replication").
var targetActions = [][]string{
	{"cbr:vaults:get"},
	{"cbr:backups:get"},
	{"cbr:tasks:get"},
	{"cbr:backups:import"},
	{"cbr:backups:delete"},
	{"cbr::createSnapshotMetadata", "cbr:snapshotMetadata:create"},
	{"cbr::updateSnapshotMetadata", "cbr:snapshotMetadata:update"},
	{"cbr::createThirdAuth", "cbr:thirdAuth:create"},
	{"cbr::listThirdAuth", "cbr:thirdAuth:list"},
}

// authenticationFailed is the code of the table of errors that fits best; what a real record says is not documented.
const authenticationFailed = "BackupService.9998"

// checkTarget logs in to the target cloud with the credential, as the source cloud does for every replication, and asks
// for the actions. It is nil for a target in the same cloud.
func (s *Service) checkTarget(to target) *Failure {
	if !to.crossCloud() {
		return nil
	}
	credential, ok := s.state.Credentials[to.Credential]
	if !ok {
		return &Failure{authenticationFailed, "The cross-cloud replication credential " + to.Credential + " does not exist."}
	}
	key, ok := s.iam.CheckKey(credential.Account, credential.AccessKey, credential.SecretKey)
	if !ok || s.iam.Account(credential.Account).Cloud != credential.TargetCloud {
		return &Failure{authenticationFailed, "The target cloud does not accept the access key of the credential " + credential.Name + " for its account."}
	}
	for _, spellings := range targetActions {
		resource := ""
		if spellings[0] == "cbr:vaults:get" {
			resource = to.VaultID
		}
		if !iam.Permits(key, resource, spellings...) {
			return &Failure{authenticationFailed, "The user of the target cloud may not do " + spellings[0] + "."}
		}
	}
	return nil
}

// checkDestination checks region, project and vault of the destination for backups of the vault, in the order in which
// the error codes are likely to come (inferred). Across clouds, the credential must have been checked.
func (s *Service) checkDestination(v *vault, to target) *apiError {
	if !s.replicates(v, to) {
		return badRequest("1005", "The destination region %s does not support replication.", to.Region)
	}
	project, ok := s.iam.Project(to.Project)
	if !ok || project.Account != to.Account || project.Region != to.Region {
		return badRequest("1011", "The destination project %s does not support replication.", to.Project)
	}
	destination, ok := s.state.Vaults[to.VaultID]
	switch {
	case !ok || destination.Project != to.Project || destination.Status == StatusDeleting:
		return badRequest("6120", "The destination vault %s does not exist.", to.VaultID)
	case destination.ObjectType != v.ObjectType,
		destination.ProtectType != ProtectReplication && (!to.crossCloud() || destination.ProtectType != ProtectHybrid):
		return badRequest("6119", "Backups cannot be replicated to the destination vault %s.", to.VaultID)
	case !s.room(destination):
		return badRequest("6129", "The destination vault %s is full.", to.VaultID)
	}
	return nil
}

// replicates tells whether the region of the vault replicates to the region of the target.
func (s *Service) replicates(v *vault, to target) bool {
	if !to.crossCloud() {
		return slices.Contains(s.destinations(v.Cloud, v.Region), to.Region)
	}
	cloud, ok := s.iam.Cloud(to.Cloud)
	return ok && to.Cloud != v.Cloud && slices.Contains(cloud.Regions, to.Region) && !s.state.Closed[place(to.Cloud, to.Region)]
}

func place(cloud, region string) string { return cloud + "/" + region }
