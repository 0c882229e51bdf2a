package replicationrule

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// check judges the planned rule. Of the second call for a replacement Terraform tells errors only, so that nothing is said twice.
func (r *Resource) check(ctx context.Context, judge replication.Judge, p planned, diags *diag.Diagnostics) {
	vendor := judge.Capabilities.Vendor
	// The ledger keeps what the configuration says, which is the same in both calls of a replacement.
	others := r.Session.Ledger.Desire(replication.Entry{
		Spec: p.config.spec(p.config), OwnID: p.own, Writes: p.writes, WasEnabled: p.wasEnabled,
	})
	addPreview(diags, r.Session, judge.Capabilities)
	entry := replication.Entry{Spec: p.spec(judge.Capabilities), OwnID: p.own, Writes: p.writes, WasEnabled: p.wasEnabled}
	violations := judge.Plan(entry, others)
	if !p.writes {
		service.AddViolations(diags, violations, vendor)
		return
	}
	violations = append(violations, judge.Static(entry.Spec)...)
	r.addSuccessions(entry, judge.Capabilities, diags)
	if p.replaces {
		addReplacementWarning(diags, p, judge.Capabilities)
	}
	if !r.Session.Offline {
		facts, ok := r.gather(ctx, judge, entry.Spec, p, diags)
		if ok {
			var needed []replication.FactKind
			if facts.New {
				needed = replication.NeededFacts()
			}
			service.AddUnreadable(diags, judge.Capabilities.Title, facts.Unreadable(), needed)
			violations = append(violations, judge.Live(entry.Spec, facts)...)
		}
	}
	service.AddViolations(diags, tellDestroy(p, violations), vendor)
}

// spec is what is planned. Where the cloud gives rules their ids, that of the rule itself is no wish for one.
func (p planned) spec(c replication.Capabilities) replication.Spec {
	s := p.plan.spec(p.config)
	if !c.RuleIDs && (p.config.RuleID.IsNull() || p.config.RuleID.ValueString() == p.own && !p.replaces) {
		s.RuleID = replication.Null[string]()
	}
	return s
}

// addPreview says once in a run that a cloud's API is not public.
func addPreview(diags *diag.Diagnostics, session *replication.Session, c replication.Capabilities) {
	if c.Preview != "" && session.Once("preview of "+string(c.Cloud)) {
		diags.AddWarning("Preview: Replication on "+c.Title, c.Preview)
	}
}

// tellDestroy adds to errors about a rule that exists how to destroy it all the same: a destroy begins with a plan that
// Terraform does not tell from any other, unless it is not to refresh.
func tellDestroy(p planned, violations []replication.Violation) []replication.Violation {
	if p.own == "" {
		return violations
	}
	for i, v := range violations {
		if v.Severity == replication.SeverityError {
			violations[i].Do += "\n\nThe rule " + p.own + " is as it was. To destroy it without this check, use `terraform destroy -refresh=false`."
		}
	}
	return violations
}

// gather reads what the live checks need; false if the cloud is not configured yet.
func (r *Resource) gather(ctx context.Context, judge replication.Judge, spec replication.Spec, p planned, diags *diag.Diagnostics) (replication.Facts, bool) {
	sourceSide, err := r.Session.Driver(ctx, spec.Cloud)
	destinationSide := sourceSide
	if err == nil {
		destinationSide, err = r.Session.DestinationDriver(ctx, spec.Cloud)
	}
	if err != nil {
		if !errors.Is(err, replication.ErrConfigurationUnknown) {
			service.AddUnusable(diags, err)
		}
		return replication.Facts{}, false
	}
	isNew := !p.exists || p.replaces
	facts := replication.Gather(ctx, sourceSide, destinationSide, spec, judge.Needs(isNew))
	facts.Own, facts.New = p.own, isNew
	facts.Claimed = r.claims(ctx)
	return facts, true
}

// claims tells who manages rules. Once the walk was waited for in vain, it is not waited for again.
func (r *Resource) claims(ctx context.Context) func(replication.RuleRef) replication.Claim {
	waited := replication.ClaimManaged
	return func(rule replication.RuleRef) replication.Claim {
		switch {
		case r.Session.Ledger.Manages(rule):
			return replication.ClaimManaged
		case waited == replication.ClaimManaged:
			waited = r.Session.Ledger.Claim(ctx, rule)
		}
		return waited
	}
}
