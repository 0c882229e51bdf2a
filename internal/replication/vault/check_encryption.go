package vault

import (
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// checkH4 holds that the vault's key is its own account's.
func checkH4() Check {
	judge := func(s Spec, holds bool) []replication.Finding {
		owner, account := s.Destination.KeyOwnerAccountID, s.Destination.AccountID
		if !holds || !s.Destination.Encrypted.Or(true) || !differ(owner, account) {
			return nil
		}
		return one("destination.vault_encryption",
			fmt.Sprintf("The key of the destination vault belongs to account %s, but the vault to account %s: it is shared.", owner.Or(""), account.Or("")),
			"Encrypt the vault with a key of its own account: that takes another vault, since the key of a vault cannot be changed.")
	}
	return Check{
		ID: "H4", Needs: []replication.FactKind{FactSourceVault, FactBackups, FactPolicy},
		Static: func(s Spec) []replication.Finding {
			crosses, known := s.Destination.CrossCloud()
			return judge(s, crosses && known)
		},
		Live: func(s Spec, f Facts) []replication.Finding {
			crosses, known := s.Destination.CrossCloud()
			v, read := f.SourceVault.Get()
			backups, _ := f.Backups.Get()
			turbo := read && v.ObjectType == ObjectTurbo || s.Kind == KindBackup && len(backups) == 1 && backups[0].ResourceType == ResourceTurbo
			return judge(s, crosses && known || turbo)
		},
	}
}

// checkH14 holds that encrypted backups go to an encrypted vault.
func checkH14() Check {
	return Check{
		ID: "H14", Needs: []replication.FactKind{FactBackups},
		Live: func(s Spec, f Facts) []replication.Finding {
			encrypted, declared := s.Destination.Encrypted.Get()
			if !declared || encrypted {
				return nil
			}
			var found []Backup
			backups, _ := f.Backups.Get()
			for _, b := range backups {
				if b.Encrypted != nil && *b.Encrypted && b.Obstacle() == "" {
					found = append(found, b)
				}
			}
			if len(found) == 0 {
				return nil
			}
			return lowered(s, one("destination.vault_encryption",
				"The destination vault is declared plain, but these are encrypted: "+list(names(found))+".",
				"Replicate to a vault that is encrypted, or correct vault_encryption if this one is."))
		},
	}
}

// encryption is what is known of the encryption of a vault; a nil pointer and an empty key are not known.
type encryption struct {
	encrypted *bool
	key       string
}

func (d DestinationSpec) encryption() encryption {
	if encrypted, known := d.Encrypted.Get(); known {
		return encryption{encrypted: &encrypted, key: d.KMSKeyID.Or("")}
	}
	return encryption{}
}

// conflict says how the two differ; empty if that is not known of anything.
func (e encryption) conflict(o encryption) string {
	switch {
	case e.encrypted == nil || o.encrypted == nil:
		return ""
	case *e.encrypted && !*o.encrypted:
		return "encrypted here and plain there"
	case !*e.encrypted && *o.encrypted:
		return "plain here and encrypted there"
	case *e.encrypted && e.key != "" && o.key != "" && e.key != o.key:
		return "encrypted with key " + e.key + " here and " + o.key + " there"
	}
	return ""
}
