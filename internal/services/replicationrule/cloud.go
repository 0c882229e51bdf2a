package replicationrule

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// CloudNames are the clouds whose rules this provider makes.
func CloudNames() []string {
	var names []string
	for _, b := range blocks() {
		names = append(names, string(b.cloud))
	}
	return names
}

// CloudList is CloudNames for descriptions: "`alibaba` (Alibaba Cloud OSS)".
func CloudList() string {
	var items []string
	for _, b := range blocks() {
		c, _ := replication.CapabilitiesOf(b.cloud)
		items = append(items, "`"+string(b.cloud)+"` ("+c.Title+")")
	}
	return strings.Join(items, ", ")
}

// CloudValidator accepts the clouds that replicate buckets.
func CloudValidator() validator.String { return cloudValidator{} }

type cloudValidator struct{}

// Description is what is accepted.
func (cloudValidator) Description(context.Context) string {
	return "must be one of " + strings.Join(CloudNames(), ", ")
}

// MarkdownDescription is Description.
func (v cloudValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString says where a cloud is served that replicates backups only.
func (v cloudValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	cloud := req.ConfigValue.ValueString()
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || slices.Contains(CloudNames(), cloud) {
		return
	}
	detail := fmt.Sprintf("`cloud` %s, and it is %q.", v.Description(ctx), cloud)
	if cloud == string(replication.Huawei) {
		detail += " Backups of Huawei Cloud CBR are replicated by the resources multicloud_replication_policy, multicloud_vault_replication and " +
			"multicloud_backup_replication; replication between buckets of Huawei Cloud OBS is not offered."
	}
	resp.Diagnostics.AddAttributeError(req.Path, "No Such Cloud for Buckets", detail)
}
