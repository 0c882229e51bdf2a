package huawei

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// This file is about an API that is not published: its shape is inferred from that of the published ones, its names are in
// Names. CBR has such credentials in its console only.

// credentialBody is a credential as it is sent. The keys in it are never shown.
type credentialBody struct {
	wrapper string
	fields  map[string]string
	keys    vault.Keys
	names   Names
}

// MarshalJSON writes the credential with its keys.
func (b credentialBody) MarshalJSON() ([]byte, error) {
	fields := maps.Clone(b.fields)
	if b.keys.Set() {
		fields[b.names.AccessKey], fields[b.names.SecretKey] = b.keys.AccessKey, b.keys.SecretKey
	}
	return json.Marshal(map[string]any{b.wrapper: fields})
}

func (b credentialBody) secrets() []string { return []string{b.keys.SecretKey, b.keys.AccessKey} }

func (d *Driver) credentialCall(place vault.Place, id, does, on, method string) call {
	path := d.options.Names.Path
	if id != "" {
		path += "/" + url.PathEscape(id)
	}
	return call{
		place: place, does: does, on: "credential " + on, action: "cbr:thirdAuth:" + map[string]string{
			http.MethodGet: "list", http.MethodPost: "create", http.MethodPut: "update", http.MethodDelete: "delete",
		}[method], method: method, path: path, missing: vault.MissingCredential, unpublished: true,
	}
}

func (d *Driver) credentialOf(fields map[string]json.RawMessage, at vault.Place) vault.Credential {
	text := func(name string) string { return value[string](fields, name) }
	return vault.Credential{
		Ref: at.At(text("id")), Name: text("name"), Description: text("description"),
		TargetCloud: text(d.options.Names.TargetCloud), AccountID: text(d.options.Names.Account),
	}
}

// sendCredential makes the call and reads the credential out of its answer.
func (d *Driver) sendCredential(ctx context.Context, c call) (vault.Credential, error) {
	var answer map[string]map[string]json.RawMessage
	if err := d.do(ctx, c, &answer); err != nil {
		return vault.Credential{}, err
	}
	return d.credentialOf(answer[d.options.Names.One], c.place), nil
}

// Credential reads a credential.
func (d *Driver) Credential(ctx context.Context, r vault.Ref) (vault.Credential, error) {
	return d.sendCredential(ctx, d.credentialCall(r.Place, r.ID, "read", r.String(), http.MethodGet))
}

// Credentials lists the credentials at a place.
func (d *Driver) Credentials(ctx context.Context, place vault.Place) ([]vault.Credential, error) {
	c := d.credentialCall(place, "", "list", "of region "+place.Region, http.MethodGet)
	c.query = url.Values{}
	items, err := pages[map[string]json.RawMessage](ctx, d, c, d.options.Names.Many)
	var all []vault.Credential
	for _, fields := range items {
		all = append(all, d.credentialOf(fields, place))
	}
	return all, err
}

// CreateCredential makes a credential. A lost answer is looked up.
func (d *Driver) CreateCredential(ctx context.Context, made vault.Credential, keys vault.Keys) (vault.Credential, error) {
	c := d.credentialCall(made.Place, "", "create", made.Name, http.MethodPost)
	c.once = true
	c.body = credentialBody{wrapper: d.options.Names.One, keys: keys, names: d.options.Names, fields: map[string]string{
		"name": made.Name, "description": made.Description, d.options.Names.TargetCloud: made.TargetCloud, d.options.Names.Account: made.AccountID,
	}}
	return makeOnce(ctx, d, c, creation[vault.Credential]{
		list: func(ctx context.Context) ([]vault.Credential, error) { return d.Credentials(ctx, made.Place) },
		id:   func(found vault.Credential) string { return found.ID },
		same: func(found vault.Credential) bool {
			found.Ref = made.Ref
			return found == made
		},
		send: func(ctx context.Context) (vault.Credential, error) { return d.sendCredential(ctx, c) },
	})
}

// UpdateCredential changes name and description, and the keys if they are set.
func (d *Driver) UpdateCredential(ctx context.Context, changed vault.Credential, keys vault.Keys) (vault.Credential, error) {
	c := d.credentialCall(changed.Place, changed.ID, "change", changed.String(), http.MethodPut)
	c.body = credentialBody{wrapper: d.options.Names.One, keys: keys, names: d.options.Names, fields: map[string]string{
		"name": changed.Name, "description": changed.Description,
	}}
	return d.sendCredential(ctx, c)
}

// DeleteCredential deletes a credential. One that is not there is a success.
func (d *Driver) DeleteCredential(ctx context.Context, r vault.Ref) error {
	return unlessMissing(d.do(ctx, d.credentialCall(r.Place, r.ID, "delete", r.String(), http.MethodDelete), nil))
}
