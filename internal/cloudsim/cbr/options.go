package cbr

import (
	"cmp"
	"time"
)

// What a vault replication with nothing to replicate is answered with.
const (
	EmptyRefused = "refuse" // 400 BackupService.0001, as the CopyCheckpoint page says
	EmptySkipped = "skip"   // 200 and a skipped task, as the page on cross-cloud replication says
)

// Options sets the pace of the simulated service and chooses where the documentation is silent or disagrees with itself.
// A zero duration is the default; a negative duration means at once.
type Options struct {
	// Waiting is how long a replication waits before it runs. Default 10 seconds.
	Waiting time.Duration
	// Replicating is how long the replication of one backup runs. Default 2 minutes.
	Replicating time.Duration
	// BackingUp is how long the backup of one resource runs. Default 5 minutes.
	BackingUp time.Duration
	// Deleting is how long a vault, a backup or a resource of a vault is being deleted. Default 10 seconds.
	Deleting time.Duration
	// Timeout ends a replication that makes no progress. Default 24 hours.
	Timeout time.Duration

	// EmptyVault is EmptyRefused or EmptySkipped for both kinds of replication. Left out, a vault with nothing to
	// replicate is refused across regions and skipped across clouds.
	EmptyVault string
	// RepeatVaultRuns lets a vault be replicated by hand to a region again, for the backups that are new or have failed.
	// Off, "once per destination region" is taken literally for the manual replication of a vault.
	RepeatVaultRuns bool
	// OmitIneligible leaves backups that cannot be replicated out of a vault replication; off, they get a record "skip".
	OmitIneligible bool
	// NoAcceleration refuses enable_acceleration, as for a tenant that may not use it.
	NoAcceleration bool
	// NestedErrors words errors as {"error":{"code","message"}} instead of {"error_code","error_msg"}.
	NestedErrors bool
	// WithoutCrossCloud is a service that does not know cross-cloud credentials and their fields.
	WithoutCrossCloud bool
	// Names are the unpublished names of the cross-cloud API.
	Names Names
}

// Names are the path and fields of the cross-cloud API. No public documentation has them: the defaults are invented in
// the style of CBR, and an empty name is its default.
type Names struct {
	Path        string // of the collection under /v3/{project_id}/; "third-auths"
	Credential  string // wrapper of one; "third_auth"
	Credentials string // wrapper of a list; "third_auths"
	TargetCloud string // "target_cloud"
	Account     string // "domain_id"
	AccessKey   string // "access_key"
	SecretKey   string // "secret_key"
	// CredentialRef and CloudRef are fields of a policy's operation_definition and of the body of a replication.
	CredentialRef string // "third_auth_id"
	CloudRef      string // "destination_cloud"
}

func (n Names) withDefaults() Names {
	return Names{
		Path: cmp.Or(n.Path, "third-auths"), Credential: cmp.Or(n.Credential, "third_auth"), Credentials: cmp.Or(n.Credentials, "third_auths"),
		TargetCloud: cmp.Or(n.TargetCloud, "target_cloud"), Account: cmp.Or(n.Account, "domain_id"),
		AccessKey: cmp.Or(n.AccessKey, "access_key"), SecretKey: cmp.Or(n.SecretKey, "secret_key"),
		CredentialRef: cmp.Or(n.CredentialRef, "third_auth_id"), CloudRef: cmp.Or(n.CloudRef, "destination_cloud"),
	}
}

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		value    *time.Duration
		standard time.Duration
	}{
		{&o.Waiting, 10 * time.Second},
		{&o.Replicating, 2 * time.Minute},
		{&o.BackingUp, 5 * time.Minute},
		{&o.Deleting, 10 * time.Second},
		{&o.Timeout, 24 * time.Hour},
	} {
		switch {
		case *d.value == 0:
			*d.value = d.standard
		case *d.value < 0:
			*d.value = 0
		}
	}
	o.Names = o.Names.withDefaults()
	return o
}

// emptyVault is what happens to a vault replication with nothing to replicate.
func (o Options) emptyVault(crossCloud bool) string {
	switch {
	case o.EmptyVault != "":
		return o.EmptyVault
	case crossCloud:
		return EmptySkipped
	}
	return EmptyRefused
}
