package vault

// Credential authenticates this cloud at another one, so that backups can be replicated there. Its keys are never told.
type Credential struct {
	Ref
	Name        string
	Description string
	// TargetCloud and AccountID (the account's domain id) cannot be changed.
	TargetCloud string
	AccountID   string
}

// Keys are the access key of the target cloud's user. They are sent and never read.
type Keys struct{ AccessKey, SecretKey string }

// Set tells whether there is anything to send.
func (k Keys) Set() bool { return k.AccessKey != "" || k.SecretKey != "" }

// String hides the keys from every log and message.
func (Keys) String() string { return "(keys)" }

// GoString hides the keys from every log and message.
func (Keys) GoString() string { return "(keys)" }
