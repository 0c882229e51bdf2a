package service

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// DataSourceBase is embedded by every data source, as Base is by every resource.
type DataSourceBase struct {
	Session *replication.Session
	Vaults  *vault.Session
	// Permissions write the policies that a cloud needs.
	Permissions map[replication.Cloud]permission.Writer
}

// Configure takes the sessions that the provider made.
func (b *DataSourceBase) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	if req.ProviderData == nil {
		return
	}
	sessions, ok := req.ProviderData.(*Sessions)
	if !ok {
		resp.Diagnostics.AddError("Unexpected Provider Data",
			fmt.Sprintf("The data source got %T instead of sessions. This is a bug of the provider: please report it.", req.ProviderData))
		return
	}
	b.Session, b.Vaults, b.Permissions = sessions.Rules, sessions.Vaults, sessions.Permissions
}
