package vault

import (
	"fmt"
	"regexp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var credentialName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// checkH12 holds a credential's name to its form, and says who loses a credential that goes.
func checkH12() Check {
	return Check{
		ID: "H12", Needs: []replication.FactKind{FactCredentialUse},
		Static: func(s Spec) []replication.Finding {
			name, known := s.Name.Get()
			if s.Kind != KindCredential || !known || credentialName.MatchString(name) {
				return nil
			}
			return one("name", fmt.Sprintf("The credential's name is %q.", name), "Use 1 to 64 letters, digits, underscores and hyphens.")
		},
		Live: func(s Spec, f Facts) []replication.Finding {
			users, _ := f.CredentialUse.Get()
			if s.Kind != KindCredential || len(users) == 0 {
				return nil
			}
			var policies []string
			for _, p := range users {
				policies = append(policies, p.Name+" ("+p.ID+")")
			}
			return []replication.Finding{{
				Path: "name", Lowered: true,
				Found: "Policies that replicate with this credential stop replicating when it is destroyed: " + list(policies) + ".",
				Do:    "Give them another credential first.",
			}}
		},
	}
}

// checkH15 holds that a vault is bound to one replication policy.
func checkH15() Check {
	return Check{
		ID: "H15", Needs: []replication.FactKind{FactVaultPolicies},
		Plan: func(me Entry, others []Entry) []replication.Finding {
			for _, o := range others {
				if me.Spec.Kind == KindBinding && o.Spec.Kind == KindBinding && same(me.Spec.VaultID, o.Spec.VaultID) && differ(me.Spec.PolicyID, o.Spec.PolicyID) {
					return one("policy_id", fmt.Sprintf("Another resource of this configuration binds the vault to another policy: %s.", o.Describe()),
						"Keep one of the two: the one that is applied last replaces the other.")
				}
			}
			return nil
		},
		Live: func(s Spec, f Facts) []replication.Finding {
			if s.Kind != KindBinding {
				return nil
			}
			policies, _ := f.VaultPolicies.Get()
			for _, p := range policies {
				if p.Operation != OperationReplication || p.ID == f.Own || s.PolicyID.IsUnknown() || same(s.PolicyID, replication.Known(p.ID)) {
					continue
				}
				return one("policy_id", fmt.Sprintf("The vault %s has the replication policy %s (%s) already, which this would replace.", s.VaultID.Or(""), p.Name, p.ID),
					"To keep managing that binding, set policy_id to it and import it; otherwise unbind it from the vault first.")
			}
			return nil
		},
	}
}
