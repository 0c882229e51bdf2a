// Package permission is what an identity has to be allowed: which actions of a cloud's API this provider uses for what, and
// on which buckets. The clouds' drivers keep the actions beside their calls and write the policies in their cloud's form.
package permission

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Purpose is what an identity is to do.
type Purpose string

// The purposes. What applies may plan too.
const (
	// Plan is `terraform plan`: to refresh, and to check.
	Plan Purpose = "plan"
	// Apply is `terraform apply` and `destroy`.
	Apply Purpose = "apply"
	// Copy is what the cloud copies by: the role of the rule, and what the destination grants to it.
	Copy Purpose = "copy"
)

// Form is how a cloud wants a policy written, where it has more than one.
type Form string

// The forms of Huawei Cloud: that of the new IAM console, and that of the old one.
const (
	FormIdentityPolicy Form = "identity_policy"
	FormRolePolicy     Form = "role_policy"
)

// Request asks for the policies for rules, or for vault replications.
type Request struct {
	Purpose Purpose
	Form    Form
	// Progress asks for what multicloud_replication_progress reads, too.
	Progress bool
	// Account and DestinationAccount are the ids of the accounts; empty is not told. They differ across accounts.
	Account, DestinationAccount string
	Rules                       []Rule
	// Uses are the names of the resources for vaults that are used; CrossCloud is set if any of them replicates to another cloud.
	Uses       []string
	CrossCloud bool
}

// CrossAccount tells whether the destination belongs to another account.
func (r Request) CrossAccount() bool {
	return r.DestinationAccount != "" && r.DestinationAccount != r.Account
}

// KMS tells whether objects that KMS encrypts are replicated by any of the rules.
func (r Request) KMS() bool {
	return slices.ContainsFunc(r.Rules, func(rule Rule) bool { return rule.KMS })
}

// Rule is what matters of a replication rule.
type Rule struct {
	Source, Destination replication.BucketRef
	// Role is the role that copies, or empty for the cloud's own choice.
	Role string
	// TimeControl is set if time control is switched, WaitForInitialSync if creation waits.
	TimeControl, WaitForInitialSync bool
	// KMS is set if objects that KMS encrypts are replicated, from SourceKeyID (empty: any key) to ReplicaKeyID.
	KMS                       bool
	SourceKeyID, ReplicaKeyID string
}

// Policies is the answer: documents in the cloud's form.
type Policies struct {
	// JSON is for the identity itself.
	JSON string
	// Destination is what the other account has to say: for Copy the policy of the destination bucket, else the policy of the
	// identity that reads there. Empty within one account.
	Destination string
	// Trust is who may take the role on, for Copy; empty where the cloud knows no such thing.
	Trust string
	// Notes are whole sentences on what the documents leave open.
	Notes []string
}

// Writer writes a cloud's policies.
type Writer func(Request) (Policies, error)

// Side is which bucket of a rule an action is used on.
type Side int

// The sides. OnAccount is no bucket.
const (
	OnSource Side = iota
	OnDestination
	OnBoth
	OnAccount
)

// Use is an action of the API that this provider uses.
type Use struct {
	Action string
	On     Side
	For    Purpose
	// If limits the use to some requests and rules; nil is all of them.
	If func(Request, Rule) bool
	// Objects tells that the action is on the objects in the bucket rather than the bucket.
	Objects bool
	// BySource tells that the source's identity needs it on the destination as well, across accounts.
	BySource bool
}

// Grant is actions on one resource: a bucket, its objects, or nothing in particular.
type Grant struct {
	Bucket  replication.BucketRef
	Objects bool
	Actions []string
}

// Grants are what the request needs by a table of uses, by resource: for the source's identity, and across accounts for the one that reads
// at the destination.
func Grants(r Request, uses []Use) (own, there []Grant) {
	for _, rule := range r.Rules {
		for _, use := range uses {
			if use.For == Apply && r.Purpose != Apply || use.If != nil && !use.If(r, rule) {
				continue
			}
			if use.On == OnAccount {
				own = grant(own, replication.BucketRef{}, use)
			}
			if use.On == OnSource || use.On == OnBoth {
				own = grant(own, rule.Source, use)
			}
			if use.On != OnDestination && use.On != OnBoth {
				continue
			}
			if r.CrossAccount() {
				there = grant(there, rule.Destination, use)
			}
			if !r.CrossAccount() || use.BySource {
				own = grant(own, rule.Destination, use)
			}
		}
	}
	return together(own), together(there)
}

func grant(all []Grant, bucket replication.BucketRef, use Use) []Grant {
	i := slices.IndexFunc(all, func(g Grant) bool { return g.Bucket == bucket && g.Objects == use.Objects })
	if i < 0 {
		return append(all, Grant{bucket, use.Objects, []string{use.Action}})
	}
	if !slices.Contains(all[i].Actions, use.Action) {
		all[i].Actions = append(all[i].Actions, use.Action)
	}
	return all
}

// together sorts everything, so that the same request gives the same text.
func together(all []Grant) []Grant {
	for _, g := range all {
		slices.Sort(g.Actions)
	}
	slices.SortStableFunc(all, func(a, b Grant) int {
		return cmp.Or(cmp.Compare(a.Bucket.Region, b.Bucket.Region), cmp.Compare(a.Bucket.Bucket, b.Bucket.Bucket))
	})
	return all
}

// Merged are the grants as statements: grants with the same actions share one, with the resources that name writes.
func Merged(grants []Grant, name func(Grant) []string) (actions, resources [][]string) {
	for _, g := range grants {
		i := slices.IndexFunc(actions, func(a []string) bool { return slices.Equal(a, g.Actions) })
		if i < 0 {
			actions, resources = append(actions, g.Actions), append(resources, nil)
			i = len(actions) - 1
		}
		for _, n := range name(g) {
			if !slices.Contains(resources[i], n) {
				resources[i] = append(resources[i], n)
			}
		}
	}
	return actions, resources
}

// Document is a policy document as text; of nothing it is empty.
func Document[S any](statements []S, wrap func([]S) any) string {
	if len(statements) == 0 {
		return ""
	}
	text, err := json.MarshalIndent(wrap(statements), "", "  ")
	if err != nil {
		panic("a policy of strings cannot be written: " + err.Error()) // no value in it can fail
	}
	return string(text)
}
