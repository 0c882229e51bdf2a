package vaults

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ownKey is the private data in which the first half of a replacement tells the second which resource it replaces.
const ownKey = "own_id"

// Own hands the id of a resource that exists from the first half of a replacement, which has it, to the second, which returns it.
func Own(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, id string) string {
	if !req.State.Raw.IsNull() {
		if text, err := json.Marshal(id); err == nil && id != "" {
			resp.Diagnostics.Append(resp.Private.SetKey(ctx, ownKey, text)...)
		}
		return id
	}
	if req.Private == nil {
		return ""
	}
	text, diags := req.Private.GetKey(ctx, ownKey)
	resp.Diagnostics.Append(diags...)
	var handed string
	if len(text) == 0 || json.Unmarshal(text, &handed) != nil {
		return ""
	}
	return handed
}

// importedKey is the private data of a resource whose state was imported: what the cloud does not tell is still missing in it.
const importedKey = "imported"

// Keeper is the private data of a response.
type Keeper interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// Teller is the private data of a request.
type Teller interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// MarkImported notes whether the state lacks what an import cannot know.
func MarkImported(ctx context.Context, private Keeper, imported bool) diag.Diagnostics {
	text := []byte("false")
	if imported {
		text = []byte("true")
	}
	return private.SetKey(ctx, importedKey, text)
}

// Imported tells whether the state lacks what an import cannot know, so that a configuration that says it changes nothing.
func Imported(ctx context.Context, private Teller) bool {
	text, _ := private.GetKey(ctx, importedKey)
	return string(text) == "true"
}
