package vault

import (
	"slices"
	"strings"
	"sync"
)

// Ledger sees all vault replications of one configuration, as far as Terraform tells a provider of them. As in the ledger of
// rules, a resource that exists is known by its id and a new one by its content, since Terraform never tells addresses: two
// entries are then never one resource planned twice.
type Ledger struct {
	mu      sync.Mutex
	desired map[string]Entry
}

// NewLedger makes an empty ledger.
func NewLedger() *Ledger { return &Ledger{desired: map[string]Entry{}} }

// Desire notes what the configuration wants of a resource and returns the other entries. Calling it again for the same
// resource changes nothing, unless more was read meanwhile.
func (l *Ledger) Desire(e Entry) []Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := e.key()
	if before, ok := l.desired[key]; ok {
		e.Writes = e.Writes || before.Writes
		if len(e.ResourceIDs) == 0 {
			e.ResourceIDs = before.ResourceIDs
		}
		if len(e.BackupSchedules) == 0 {
			e.BackupSchedules = before.BackupSchedules
		}
		if e.VaultID == "" {
			e.VaultID = before.VaultID
		}
	}
	l.desired[key] = e
	return l.others(key)
}

// Policy is what this configuration wants of the policy with this id; false if it does not manage it, or has not planned it yet.
func (l *Ledger) Policy(id string) (Spec, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.desired {
		if e.Spec.Kind == KindPolicy && e.OwnID == id && id != "" {
			return e.Spec, true
		}
	}
	return Spec{}, false
}

func (l *Ledger) others(key string) []Entry {
	others := make([]Entry, 0, len(l.desired))
	for k, o := range l.desired {
		if k != key {
			others = append(others, o)
		}
	}
	slices.SortFunc(others, func(a, b Entry) int { return strings.Compare(a.key(), b.key()) })
	return others
}

// Declared is what entries declare of the encryption of their destination vaults, by vault id. Where two disagree, neither counts.
func Declared(entries []Entry) map[string]DestinationSpec {
	declared := map[string]DestinationSpec{}
	disputed := map[string]bool{}
	for _, e := range entries {
		d := e.Spec.Destination
		id, okID := d.VaultID.Get()
		encrypted, okEncrypted := d.Encrypted.Get()
		if !okID || !okEncrypted {
			continue
		}
		if before, there := declared[id]; there && (before.Encrypted.Or(false) != encrypted || differ(before.KMSKeyID, d.KMSKeyID)) {
			disputed[id] = true
		}
		declared[id] = d
	}
	for id := range disputed {
		delete(declared, id)
	}
	return declared
}
