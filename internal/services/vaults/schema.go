package vaults

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// RegionAttribute is the region that an object is in: that of the provider configuration if it is left out.
func RegionAttribute(of string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true,
		MarkdownDescription: "The region of " + of + ", such as `cn-north-4`. Left out, it is the region of the provider configuration. Changing it replaces the resource.",
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseNonNullStateForUnknown(), stringplanmodifier.RequiresReplace()},
	}
}

// ProjectAttribute is the project that an object is in: the region's own if it is left out.
func ProjectAttribute(of string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true,
		MarkdownDescription: "The id of the project of " + of + ". Left out, it is the one of the provider configuration for its region, else the region's own project. " +
			"Changing it replaces the resource.",
		Validators:    []validator.String{stringvalidator.LengthAtLeast(1)},
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseNonNullStateForUnknown(), stringplanmodifier.RequiresReplace()},
	}
}

// SourceTypes are the types of the object that Source describes.
func SourceTypes(id string) map[string]attr.Type {
	return map[string]attr.Type{id: types.StringType, "region": types.StringType, "project_id": types.StringType}
}

// Source is the object `source`: what is replicated, by the attribute id.
func Source(id, what string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Required:            true,
		MarkdownDescription: "The " + what + " to replicate.",
		Attributes: map[string]schema.Attribute{
			id: schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The id of the " + what + ". Changing it replaces the resource.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"region":     RegionAttribute("the " + what),
			"project_id": ProjectAttribute("the " + what),
		},
	}
}

// DestinationTypes are the types of the object that Destination describes, and of `destination` of a binding.
func DestinationTypes() map[string]attr.Type {
	return map[string]attr.Type{
		"vault_id": types.StringType, "region": types.StringType, "project_id": types.StringType, "account_id": types.StringType,
		"target_cloud": types.StringType, "credential_id": types.StringType, "vault_encryption": types.ObjectType{AttrTypes: EncryptionTypes()},
	}
}

// Destination is the object `destination` of a replication that happens once.
func Destination(changes string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Required:            true,
		MarkdownDescription: "The vault to replicate to.",
		Attributes: map[string]schema.Attribute{
			"vault_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The id of the replication vault. " + changes,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"region": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The region of the replication vault. " + changes,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"project_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "The id of the project of the replication vault. Left out, it is the region's own project; across clouds that is looked " +
					"up with `huawei.destination` of the provider configuration. " + changes,
				Validators:    []validator.String{stringvalidator.LengthAtLeast(1)},
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseNonNullStateForUnknown(), stringplanmodifier.RequiresReplace()},
			},
			"account_id":       AccountAttribute(),
			"target_cloud":     TargetCloudAttribute("credential_id"),
			"credential_id":    CredentialAttribute("target_cloud"),
			"vault_encryption": Encryption(),
		},
	}
}

// AccountAttribute is the account that the destination vault belongs to: a declaration.
func AccountAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true,
		MarkdownDescription: "Declares the id of the account (domain) that the vault belongs to, for the checks: a backup is replicated to one account only. " +
			"It is sent nowhere.",
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

// TargetCloudAttribute names the other cloud; it needs the attribute with names its credential, beside it.
func TargetCloudAttribute(with string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional:            true,
		MarkdownDescription: "The other cloud, as its credential names it; left out within a cloud. Needs `" + with + "`. **Preview**: the API of this is not published.",
		Validators: []validator.String{
			stringvalidator.LengthAtLeast(1), stringvalidator.AlsoRequires(path.MatchRelative().AtParent().AtName(with)),
		},
	}
}

// CredentialAttribute is the credential for the other cloud; it needs the attribute with, beside it.
func CredentialAttribute(with string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true,
		MarkdownDescription: "The id of the credential for the other cloud (`multicloud_cross_cloud_credential`). Needs `" + with + "`. **Preview**: the API of " +
			"this is not published.",
		Validators: []validator.String{
			stringvalidator.LengthAtLeast(1), stringvalidator.AlsoRequires(path.MatchRelative().AtParent().AtName(with)),
		},
	}
}
