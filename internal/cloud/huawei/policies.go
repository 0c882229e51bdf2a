package huawei

import (
	"context"
	"net/http"
	"net/url"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// Policy reads a policy.
func (d *Driver) Policy(ctx context.Context, p vault.Ref) (vault.Policy, error) {
	w, err := d.policy(ctx, p)
	return w.policy(p.Place, d.options.Names), err
}

func (d *Driver) policy(ctx context.Context, p vault.Ref) (policyWire, error) {
	var answer struct {
		Policy policyWire `json:"policy"`
	}
	err := d.do(ctx, policyCall(p, "read", "cbr:policies:get", http.MethodGet), &answer)
	return answer.Policy, err
}

func policyCall(p vault.Ref, does, action, method string) call {
	return call{
		place: p.Place, does: does, on: "policy " + p.String(), action: action, method: method,
		path: "policies/" + url.PathEscape(p.ID), missing: vault.MissingPolicy,
	}
}

// Policies lists the policies of a vault, or with an empty vault id all at the place.
func (d *Driver) Policies(ctx context.Context, v vault.Ref) ([]vault.Policy, error) {
	c := call{
		place: v.Place, does: "list the policies", on: "region " + v.Region, action: "cbr:policies:list", method: http.MethodGet,
		path: "policies", query: url.Values{}, missing: vault.MissingVault,
	}
	if v.ID != "" {
		c.on = "vault " + v.String()
		c.query.Set("vault_id", v.ID)
	}
	var answer page[policyWire] // this list comes in one piece
	answer.name = "policies"
	if err := d.do(ctx, c, &answer); err != nil {
		return nil, err
	}
	var policies []vault.Policy
	for _, w := range answer.items {
		policies = append(policies, w.policy(v.Place, d.options.Names))
	}
	return policies, nil
}

// CreatePolicy makes a policy. It has no id of ours, so that what is there is listed before: after a lost answer, a policy that was
// not there and is just as it was sent is ours.
func (d *Driver) CreatePolicy(ctx context.Context, p vault.Policy) (vault.Policy, error) {
	c := call{
		place: p.Place, does: "create", on: "policy " + p.Name, action: "cbr:policies:create", method: http.MethodPost, path: "policies",
		once: true, unpublished: p.Destination.CredentialID != "",
	}
	var err error
	if p.Destination.ProjectID, err = d.destinationProject(ctx, c, p.Destination.Place, p.Destination.CredentialID != ""); err != nil {
		return vault.Policy{}, err
	}
	w := wire(p, d.options.Names, nil)
	w.OperationType = string(vault.OperationReplication)
	c.body = map[string]any{"policy": w}
	return makeOnce(ctx, d, c, creation[vault.Policy]{
		list: func(ctx context.Context) ([]vault.Policy, error) { return d.Policies(ctx, p.At("")) },
		id:   func(found vault.Policy) string { return found.ID },
		same: func(found vault.Policy) bool { return found.Name == p.Name && sameSettings(found, p) },
		send: func(ctx context.Context) (vault.Policy, error) {
			var answer struct {
				Policy policyWire `json:"policy"`
			}
			err := d.do(ctx, c, &answer)
			return answer.Policy.policy(p.Place, d.options.Names), err
		},
	})
}

// sameSettings tells whether both policies do the same.
func sameSettings(a, b vault.Policy) bool {
	return a.Operation == vault.OperationReplication && a.Enabled == b.Enabled && a.Schedule.Equal(b.Schedule) &&
		a.Destination == b.Destination && a.Retention == b.Retention
}

// UpdatePolicy changes a policy. What CBR holds of it and is not known here is sent again as it is.
func (d *Driver) UpdatePolicy(ctx context.Context, p vault.Policy) (vault.Policy, error) {
	before, err := d.policy(ctx, p.Ref)
	if err != nil {
		return vault.Policy{}, err
	}
	c := policyCall(p.Ref, "change", "cbr:policies:update", http.MethodPut)
	c.unpublished = p.Destination.CredentialID != ""
	if p.Destination.ProjectID, err = d.destinationProject(ctx, c, p.Destination.Place, p.Destination.CredentialID != ""); err != nil {
		return vault.Policy{}, err
	}
	c.body = map[string]any{"policy": wire(p, d.options.Names, before.Definition)}
	var answer struct {
		Policy policyWire `json:"policy"`
	}
	if err := d.do(ctx, c, &answer); err != nil {
		return vault.Policy{}, err
	}
	return answer.Policy.policy(p.Place, d.options.Names), nil
}

// DeletePolicy deletes a policy. One that is not there is a success.
func (d *Driver) DeletePolicy(ctx context.Context, p vault.Ref) error {
	return unlessMissing(d.do(ctx, policyCall(p, "delete", "cbr:policies:delete", http.MethodDelete), nil))
}

// Bind makes the policy act on the vault. Sent twice it does the same, so that a lost answer is no trouble.
func (d *Driver) Bind(ctx context.Context, v vault.Ref, policyID, destinationVaultID string) error {
	c := call{
		place: v.Place, does: "apply the policy " + policyID + " to", on: "vault " + v.String(), action: "cbr:vaults:associatePolicy",
		method: http.MethodPost, path: "vaults/" + url.PathEscape(v.ID) + "/associatepolicy", missing: vault.MissingVault,
		body: map[string]string{"policy_id": policyID, "destination_vault_id": destinationVaultID},
	}
	return d.untilFree(ctx, c)
}

// Unbind ends that. What is not there, or not bound, is a success.
func (d *Driver) Unbind(ctx context.Context, v vault.Ref, policyID string) error {
	c := call{
		place: v.Place, does: "remove the policy " + policyID + " from", on: "vault " + v.String(), action: "cbr:vaults:dissociatePolicy",
		method: http.MethodPost, path: "vaults/" + url.PathEscape(v.ID) + "/dissociatepolicy", missing: vault.MissingVault,
		body: map[string]string{"policy_id": policyID},
	}
	return unlessMissing(d.untilFree(ctx, c))
}

// unlessMissing is the error, unless it says that the object is not there.
func unlessMissing(err error) error {
	if replication.IsKind(err, replication.KindNotFound) {
		return nil
	}
	return err
}
