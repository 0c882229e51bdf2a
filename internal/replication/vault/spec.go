package vault

import "github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"

// Kind is which resource a Spec describes.
type Kind string

// The kinds.
const (
	KindCredential Kind = "credential"
	KindPolicy     Kind = "policy"
	// KindBinding is a vault that a policy acts on.
	KindBinding Kind = "binding"
	// KindRun replicates the whole vault once, KindBackup one backup.
	KindRun    Kind = "run"
	KindBackup Kind = "backup"
)

// Spec is one resource as a configuration wants it: what is not set is null, what depends on something that is not applied
// yet is unknown. What a kind does not have is null. Checks judge Specs.
type Spec struct {
	Kind Kind

	// Name is the name of a credential or policy.
	Name replication.Value[string]

	// Region and ProjectID are where the resource, or its source, is. The configuration's region is filled in where none is set.
	Region, ProjectID replication.Value[string]
	// VaultID is the source of a binding or run, BackupID that of a single replication.
	VaultID, BackupID replication.Value[string]
	// PolicyID is the policy of a binding.
	PolicyID replication.Value[string]
	// OwnAccountID is the account that the provider acts for, where its configuration names it.
	OwnAccountID replication.Value[string]

	// Destination is where to. Of a binding it is completed from its policy, see Complete.
	Destination DestinationSpec

	// Schedule and Retention are those of a policy.
	Schedule  ScheduleSpec
	Retention RetentionSpec
}

// DestinationSpec is where a Spec replicates to.
type DestinationSpec struct {
	Region, ProjectID, VaultID replication.Value[string]
	// AccountID is the account of the destination vault.
	AccountID replication.Value[string]
	// TargetCloud and CredentialID are set across clouds only.
	TargetCloud, CredentialID replication.Value[string]
	// Encrypted is what the configuration declares of the destination vault, since the API does not tell; null is unknown.
	Encrypted replication.Value[bool]
	// KMSKeyID is the vault's key, KeyOwnerAccountID the account that owns it.
	KMSKeyID, KeyOwnerAccountID replication.Value[string]
}

// ScheduleSpec is the schedule of a policy as written.
type ScheduleSpec struct {
	EveryDays replication.Value[int]
	Weekdays  replication.Value[[]string]
	Times     replication.Value[[]string]
}

// RetentionSpec is the retention of a policy as written.
type RetentionSpec struct {
	Count, Days                    replication.Value[int]
	Daily, Weekly, Monthly, Yearly replication.Value[int]
	TimeZone                       replication.Value[string]
}

// CrossCloud tells whether the destination is in another cloud; the second result is false if that is not known yet.
func (d DestinationSpec) CrossCloud() (crosses, known bool) {
	if set(d.TargetCloud) || set(d.CredentialID) {
		return true, true
	}
	// A binding without anything of its destination has not been completed by its policy.
	return false, !d.TargetCloud.IsUnknown() && !d.CredentialID.IsUnknown() && !d.Region.IsNull()
}

// Source is the place of the source; false if it is not known.
func (s Spec) Source() (Place, bool) {
	if s.Region.IsUnknown() || s.ProjectID.IsUnknown() {
		return Place{}, false
	}
	return Place{Region: s.Region.Or(""), ProjectID: s.ProjectID.Or("")}, true
}

// Ref is the destination vault; false if it, or its region, is not known.
func (d DestinationSpec) Ref() (Ref, bool) {
	region, okRegion := d.Region.Get()
	id, okID := d.VaultID.Get()
	if !okRegion || !okID || d.ProjectID.IsUnknown() {
		return Ref{}, false
	}
	return Place{Region: region, ProjectID: d.ProjectID.Or("")}.At(id), true
}

// Complete is a binding with the destination that its policy has.
func (s Spec) Complete(p Policy) Spec {
	if s.Kind != KindBinding {
		return s
	}
	s.Destination.Region = replication.Known(p.Destination.Region)
	s.Destination.ProjectID = orNull(p.Destination.ProjectID)
	s.Destination.TargetCloud = orNull(p.Destination.TargetCloud)
	s.Destination.CredentialID = orNull(p.Destination.CredentialID)
	return s
}

func orNull(s string) replication.Value[string] {
	if s == "" {
		return replication.Null[string]()
	}
	return replication.Known(s)
}

// set tells whether the value is known and not empty.
func set(v replication.Value[string]) bool { return v.Or("") != "" }

// same tells whether both are known, and the same.
func same(a, b replication.Value[string]) bool {
	x, okX := a.Get()
	y, okY := b.Get()
	return okX && okY && x == y
}

// differ tells whether both are known, and not the same.
func differ(a, b replication.Value[string]) bool {
	x, okX := a.Get()
	y, okY := b.Get()
	return okX && okY && x != y
}
