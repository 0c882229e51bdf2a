package replicationrule

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// Progress is asked for in growing pauses.
const (
	firstSyncPause = 2 * time.Second
	lastSyncPause  = 30 * time.Second
)

// waitForInitialSync waits until the existing objects are copied. Whatever goes wrong is a warning: the rule is there.
func (r *Resource) waitForInitialSync(ctx context.Context, driver *replication.CachedDriver, rule replication.Rule, diags *diag.Diagnostics) {
	if !rule.ReplicateExisting {
		return
	}
	last, pause := "no progress was told", firstSyncPause
	for ; ; pause = min(pause*2, lastSyncPause) {
		progress, told, err := driver.Progress(ctx, rule.Ref())
		switch {
		case !told:
			diags.AddWarning("Initial Synchronization Cannot Be Watched",
				"This cloud does not tell how many of the existing objects are copied, so creation did not wait.")
			return
		case replication.IsKind(err, replication.KindPermission): // no wait will change that
			diags.AddWarning("Initial Synchronization Cannot Be Watched",
				"Rule "+rule.ID+" exists and replicates, but creation did not wait for the existing objects: "+service.ErrorText(err))
			return
		case err != nil && ctx.Err() == nil:
			last = err.Error()
		case progress.HistoricalFraction != nil:
			last = fmt.Sprintf("%.0f%% of the existing objects were copied", *progress.HistoricalFraction*100)
			tflog.Info(ctx, "initial synchronization", map[string]any{"rule_id": rule.ID, "fraction": *progress.HistoricalFraction})
			if *progress.HistoricalFraction >= 1 {
				return
			}
		}
		if err := r.Session.Clock.Sleep(ctx, pause); err != nil || ctx.Err() != nil {
			diags.AddWarning("Initial Synchronization Not Finished",
				"Rule "+rule.ID+" exists and replicates, but the existing objects were not all copied when the wait ended: "+last+
					". Copying goes on; `timeouts.create` sets how long creation waits for it.")
			return
		}
	}
}
