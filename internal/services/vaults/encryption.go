package vaults

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// EncryptionTypes are the types of the object that Encryption describes.
func EncryptionTypes() map[string]attr.Type {
	return map[string]attr.Type{"enabled": types.BoolType, "kms_key_id": types.StringType, "key_owner_account_id": types.StringType}
}

// Encryption is the object `vault_encryption`, which declares what the API does not tell.
func Encryption() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional: true,
		MarkdownDescription: "Declares how the destination vault is encrypted, for the checks: the API does not tell. Left out, it is unknown and nothing that " +
			"depends on it is checked. It is sent nowhere.",
		Attributes: map[string]schema.Attribute{
			"enabled": schema.BoolAttribute{
				Required: true, MarkdownDescription: "Whether the vault is encrypted.",
			},
			"kms_key_id": schema.StringAttribute{
				Optional: true, MarkdownDescription: "The id of its key.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"key_owner_account_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "The id of the account that owns the key: a key that is shared through RAM belongs to another account than the vault.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
		},
	}
}

// DestinationSpec is where a replication goes to, for the checks.
func DestinationSpec(destination types.Object) vault.DestinationSpec {
	encryption := Object(destination, "vault_encryption")
	return vault.DestinationSpec{
		Region: service.Field(destination, "region", service.String), ProjectID: service.Field(destination, "project_id", service.String),
		VaultID: service.Field(destination, "vault_id", service.String), AccountID: service.Field(destination, "account_id", service.String),
		TargetCloud: service.Field(destination, "target_cloud", service.String), CredentialID: service.Field(destination, "credential_id", service.String),
		Encrypted: service.Field(encryption, "enabled", service.Bool), KMSKeyID: service.Field(encryption, "kms_key_id", service.String),
		KeyOwnerAccountID: service.Field(encryption, "key_owner_account_id", service.String),
	}
}

// DestinationOf is the destination of a planned or made replication, where everything is known.
func DestinationOf(destination types.Object, acceleration types.Bool) vault.Destination {
	d := DestinationSpec(destination)
	return vault.Destination{
		Place:   vault.Place{Region: d.Region.Or(""), ProjectID: d.ProjectID.Or("")},
		VaultID: d.VaultID.Or(""), TargetCloud: d.TargetCloud.Or(""), CredentialID: d.CredentialID.Or(""), Acceleration: Flag(acceleration),
	}
}
