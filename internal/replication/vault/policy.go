package vault

// Operation is what a policy does with the backups of its vaults.
type Operation string

// The operations. A vault has one policy of each at most.
const (
	OperationBackup      Operation = "backup"
	OperationReplication Operation = "replication"
)

// Policy is a policy of CBR as it is, or is to be, in the cloud.
type Policy struct {
	Ref
	Name      string
	Operation Operation
	Enabled   bool
	Schedule  Schedule
	Retention Retention
	// Destination is where a replication policy replicates to.
	Destination PolicyDestination
	// Acceleration is sent only if it is set: some accounts may not name it at all.
	Acceleration *bool
	// Bindings are the vaults that the policy acts on, as the cloud tells.
	Bindings []Binding
}

// PolicyDestination is where a replication policy replicates to.
type PolicyDestination struct {
	Place
	// TargetCloud and CredentialID are set across clouds only.
	TargetCloud  string
	CredentialID string
}

// Binding is a vault that a policy acts on, and the vault that it replicates to.
type Binding struct {
	VaultID            string
	DestinationVaultID string
}

// BindingOf is the policy's binding of a vault; false if it has none.
func (p Policy) BindingOf(vaultID string) (Binding, bool) {
	for _, b := range p.Bindings {
		if b.VaultID == vaultID {
			return b, true
		}
	}
	return Binding{}, false
}

// Retention is how long replicas that a policy made are kept. Count and Days are alternatives; neither keeps them for ever.
type Retention struct {
	// Count keeps that many replicas of each resource, Days keeps each so long; 0 is not set.
	Count, Days int
	// Daily, Weekly, Monthly and Yearly are kept besides Count: the newest of so many days, weeks, months and years.
	Daily, Weekly, Monthly, Yearly int
	// TimeZone is where a day begins for these, as UTC+08:00.
	TimeZone string
}

// LongTerm tells whether any replica is kept besides Count.
func (r Retention) LongTerm() bool { return r.Daily+r.Weekly+r.Monthly+r.Yearly > 0 }
