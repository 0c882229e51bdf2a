// Package service is what the packages of all Terraform objects share: how they get their session, and how they say
// what is wrong.
package service

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Base is embedded by every resource. Session is nil while the provider is not configured, as in `terraform validate`.
type Base struct {
	Session *replication.Session
}

// Configure takes the session that the provider made.
func (b *Base) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	if req.ProviderData == nil {
		return
	}
	session, ok := req.ProviderData.(*replication.Session)
	if !ok {
		resp.Diagnostics.AddError("Unexpected Provider Data",
			fmt.Sprintf("The resource got %T instead of a session. This is a bug of the provider: please report it.", req.ProviderData))
		return
	}
	b.Session = session
}
