// Package service is what the packages of all Terraform objects share: how they get their session, and how they say
// what is wrong.
package service

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// Sessions is what a configured provider hands to its resources, list resources and data sources.
type Sessions struct {
	// Rules is for the replication of buckets, Vaults for that of backups.
	Rules  *replication.Session
	Vaults *vault.Session
	// Permissions write the policies that a cloud needs; one that is not there has none that is documented.
	Permissions map[replication.Cloud]permission.Writer
}

// Base is embedded by every resource and list resource. Both sessions are nil while the provider is not configured, as in `terraform validate`.
type Base struct {
	// Session is for the replication of buckets, Vaults for that of backups.
	Session *replication.Session
	Vaults  *vault.Session
}

// Configure takes the sessions that the provider made.
func (b *Base) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	if req.ProviderData == nil {
		return
	}
	sessions, ok := req.ProviderData.(*Sessions)
	if !ok {
		resp.Diagnostics.AddError("Unexpected Provider Data",
			fmt.Sprintf("The resource got %T instead of sessions. This is a bug of the provider: please report it.", req.ProviderData))
		return
	}
	b.Session, b.Vaults = sessions.Rules, sessions.Vaults
}
