package vaults

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// Planned is a resource as one call of ModifyPlan sees it.
type Planned struct {
	Spec vault.Spec
	// OwnID is the id by which the ledger knows the resource; empty for a new one.
	OwnID string
	// Own is what the resource has in the cloud already, for the live checks: see vault.Facts.
	Own string
	// New tells whether the plan makes the resource, or makes it anew; Writes whether it changes anything in the cloud.
	New, Writes bool
}

// Check judges a planned resource: against its own configuration, the other resources of the configuration, and the cloud.
// One that the plan does not change is judged against the others only.
func Check(ctx context.Context, s *vault.Session, p Planned, diags *diag.Diagnostics) {
	judge, entry := s.Judge(), vault.Entry{Spec: p.Spec, OwnID: p.OwnID, Writes: p.Writes}
	if !p.Writes {
		service.AddViolations(diags, judge.Plan(entry, s.Ledger.Desire(entry)), s.Vendor)
		return
	}
	violations := judge.Static(p.Spec)
	if s.Offline {
		addPreview(diags, s, p.Spec)
		violations = append(violations, judge.Plan(entry, s.Ledger.Desire(entry))...)
		service.AddViolations(diags, tellDestroy(p, violations), s.Vendor)
		return
	}
	spec, facts, err := s.Gather(ctx, withAccount(ctx, s, p.Spec), p.Own, p.New)
	if err != nil && !errors.Is(err, replication.ErrConfigurationUnknown) {
		service.AddUnusable(diags, err)
		return
	}
	addPreview(diags, s, spec)
	entry.Spec = spec
	entry = entry.WithFacts(facts)
	others := s.Ledger.Desire(entry)
	facts.Declared = vault.Declared(others)
	var needed []replication.FactKind
	if p.New {
		needed = spec.NeededFacts()
	}
	service.AddUnreadable(diags, s.Title, facts.Unreadable(), needed)
	violations = append(violations, judge.Plan(entry, others)...)
	violations = append(violations, judge.Live(spec, facts)...)
	service.AddViolations(diags, tellDestroy(p, violations), s.Vendor)
}

// withAccount fills in whose the source is where the declared account of the destination is to be compared with it.
func withAccount(ctx context.Context, s *vault.Session, spec vault.Spec) vault.Spec {
	if crosses, known := spec.Destination.CrossCloud(); crosses || !known && spec.Kind != vault.KindBinding || spec.Destination.AccountID.Or("") == "" {
		return spec
	}
	if driver, err := s.Driver(ctx); err == nil {
		if account, err := driver.Checks().AccountID(ctx); err == nil && account != "" {
			spec.OwnAccountID = replication.Known(account)
		}
	}
	return spec
}

// tellDestroy adds to errors about a resource that exists how to destroy it all the same: a destroy begins with a plan that
// Terraform does not tell from any other, unless it is not to refresh.
func tellDestroy(p Planned, violations []replication.Violation) []replication.Violation {
	if p.OwnID == "" {
		return violations
	}
	for i, v := range violations {
		if v.Severity == replication.SeverityError {
			violations[i].Do += "\n\nNothing was changed. To destroy the resource without this check, use `terraform destroy -refresh=false`."
		}
	}
	return violations
}

// addPreview warns, once in a run, of what rests on an API that is not published.
func addPreview(diags *diag.Diagnostics, s *vault.Session, spec vault.Spec) {
	crosses, known := spec.Destination.CrossCloud()
	if spec.Kind != vault.KindCredential && (!known || !crosses) || !s.Once("preview") {
		return
	}
	diags.AddWarning("Preview: Replication Across Clouds Uses an Unpublished API",
		"Huawei Cloud has not published the API of cross-cloud credentials, nor the fields by which policies and replications refer to them. The names that are used "+
			"here follow those of the published API and may not be what your endpoint expects: it then says that it does not know them, and nothing is changed. "+
			"`unpublished_names` of the `huawei` provider configuration sets other names.")
}

// Validate warns of what a plan would refuse. The provider is not configured in `terraform validate`, so that the severities that
// `checks` gives are not known there, but for those from the environment.
func Validate(spec vault.Spec, diags *diag.Diagnostics) {
	policy, err := replication.ChecksFromEnvironment()
	if err != nil {
		return // said when the provider is configured
	}
	for _, v := range replication.Merge(vault.Judge{Policy: policy}.Static(spec)) {
		if v.Severity != replication.SeverityError {
			continue // said in the plan that creates or changes the resource, and not in every one after
		}
		v.Severity = replication.SeverityWarning
		v.Do += "\n\nA plan refuses this, unless `checks` in the provider configuration says otherwise. Validation does not see the " +
			"provider configuration: " + replication.ChecksVariable + "=" + v.Constraint.ID + "=off in the environment silences this as well."
		service.AddViolations(diags, []replication.Violation{v}, replication.HuaweiVendor)
	}
}
