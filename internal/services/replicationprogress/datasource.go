// Package replicationprogress is the data source multicloud_replication_progress.
package replicationprogress

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

var (
	_ datasource.DataSource                   = (*DataSource)(nil)
	_ datasource.DataSourceWithConfigure      = (*DataSource)(nil)
	_ datasource.DataSourceWithValidateConfig = (*DataSource)(nil)
)

// How long replication usually takes, where no objective is given: objects follow within minutes, backups once a day.
const (
	usualForObjects = time.Hour
	usualForBackups = 24 * time.Hour
)

// DataSource is multicloud_replication_progress.
type DataSource struct {
	service.DataSourceBase
}

// NewDataSource makes the data source.
func NewDataSource() datasource.DataSource { return &DataSource{} }

// Metadata names the data source.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_replication_progress"
}

// Read says how the replication is doing, as it is now: it never waits. What cannot be read is a state of its own and a
// warning, so that a plan goes on when a region, or a permission, is gone.
func (d *DataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	m.Rules, m.Resources = types.MapNull(types.ObjectType{AttrTypes: ruleTypes}), types.MapNull(types.ObjectType{AttrTypes: resourceTypes})
	var said diag.Diagnostics
	if replication.Cloud(m.Cloud.ValueString()) == replication.Huawei {
		d.readVault(ctx, &m, &said)
	} else {
		d.readRules(ctx, &m, &said)
	}
	if err := ctx.Err(); err != nil { // nothing that was read meanwhile, or was not, tells anything
		resp.Diagnostics.AddError("Replication Progress Not Read",
			fmt.Sprintf("Interrupted while the progress of the %s was read (%s). Nothing is told of it. Run it again.", m.subject(), err))
		return
	}
	resp.Diagnostics.Append(said...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

func (d *DataSource) readRules(ctx context.Context, m *model, diags *diag.Diagnostics) {
	query := replication.ProgressQuery{
		Source: replication.BucketRef{
			Cloud: replication.Cloud(m.Cloud.ValueString()), Bucket: m.Bucket.ValueString(), Region: m.Region.ValueString(),
			Project: m.ProjectID.ValueString(),
		},
		RuleID: m.RuleID.ValueString(), Goal: m.goal(usualForObjects), Sample: int(m.SampleObjects.ValueInt64()),
	}
	found, err := d.Session.RuleProgress(ctx, query)
	if err != nil {
		m.unreadable(err, query.Goal, d.Session.Clock.Now(), diags)
		return
	}
	m.setRules(found, query.RuleID == "")
}

// unreadable makes what could not be read a state. What can never be read, as with a wrong name or without credentials, is
// an error.
func (m *model) unreadable(err error, goal replication.Goal, now time.Time, diags *diag.Diagnostics) {
	var e *replication.Error
	known := errors.As(err, &e) && e.Kind != replication.KindInvalid
	if !known && !errors.Is(err, replication.ErrConfigurationUnknown) {
		service.AddError(diags, "Replication Progress Not Read", err)
		return
	}
	diags.AddWarning("Replication Progress Not Read",
		fmt.Sprintf("%s The state is told as %q.", service.ErrorText(err), replication.StateUnknown))
	m.judgement = judged(replication.Flow{ObservedAt: now, Untold: service.ErrorText(err)}.Judge(goal))
	m.SourceDomain, m.DestinationDomain = types.StringNull(), types.StringNull()
}

// ValidateConfig checks which arguments go together.
func (d *DataSource) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() || m.Cloud.IsUnknown() {
		return
	}
	needs := func(name string, v types.String) {
		if v.IsNull() {
			resp.Diagnostics.AddAttributeError(path.Root(name), "Argument Missing", fmt.Sprintf("`%s` is needed with cloud = %s.", name, m.Cloud))
		}
	}
	excludes := func(name string, set bool) {
		if set {
			resp.Diagnostics.AddAttributeError(path.Root(name), "Argument Not Supported", fmt.Sprintf("`%s` has no meaning with cloud = %s. Remove it.", name, m.Cloud))
		}
	}
	switch replication.Cloud(m.Cloud.ValueString()) {
	case replication.Huawei:
		excludes("bucket", !m.Bucket.IsNull())
		excludes("rule_id", !m.RuleID.IsNull())
		excludes("sample_objects", !m.SampleObjects.IsNull())
		if m.VaultID.IsNull() == m.BackupID.IsNull() {
			resp.Diagnostics.AddAttributeError(path.Root("vault_id"), "Vault or Backup", "Set either `vault_id` or `backup_id`.")
		}
	default:
		needs("bucket", m.Bucket)
		needs("region", m.Region)
		excludes("vault_id", !m.VaultID.IsNull())
		excludes("backup_id", !m.BackupID.IsNull())
		excludes("project_id", !m.ProjectID.IsNull() && m.Cloud.ValueString() != string(replication.UCloud))
	}
}
