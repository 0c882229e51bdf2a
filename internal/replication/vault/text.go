package vault

import (
	"fmt"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// listed is how many names a message lists before it only counts.
const listed = 5

// list joins names for a sentence, those beyond the first few as a number.
func list(names []string) string {
	switch {
	case len(names) > listed:
		return strings.Join(names[:listed], ", ") + fmt.Sprintf(" and %d more", len(names)-listed)
	case len(names) < 2:
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// names are the backups as messages name them.
func names(backups []Backup) []string {
	var all []string
	for _, b := range backups {
		all = append(all, b.Describe())
	}
	return all
}

// Describe names the backup: "backup nightly (7558e1a3-…)".
func (b Backup) Describe() string {
	if b.Name == "" {
		return "backup " + b.ID
	}
	return "backup " + b.Name + " (" + b.ID + ")"
}

// Describe names the vault: "vault orders (3b5816b5-…)".
func (v Vault) Describe() string {
	if v.Name == "" {
		return "vault " + v.ID
	}
	return "vault " + v.Name + " (" + v.ID + ")"
}

// sourcePath is the attribute that names the source.
func (s Spec) sourcePath() string {
	if s.Kind == KindBackup {
		return "source.backup_id"
	}
	return "source.vault_id"
}

// where says in which attribute the destination's region stands: that of a binding comes from its policy.
func (s Spec) regionPath() string {
	if s.Kind == KindBinding {
		return "policy_id"
	}
	return "destination.region"
}

// capital makes the first letter of a sentence one.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// one is a single finding.
func one(path, found, do string) []replication.Finding {
	return []replication.Finding{{Path: path, Found: found, Do: do}}
}

// lowered makes findings warnings if they are about a binding: what a policy will do later is no error now.
func lowered(s Spec, findings []replication.Finding) []replication.Finding {
	if s.Kind == KindBinding {
		for i := range findings {
			findings[i].Lowered = true
		}
	}
	return findings
}
