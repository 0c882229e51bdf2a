package alibaba

import (
	"context"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/wait"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// newWait bounds a wait by limit, if that is not 0, and by the context's deadline.
func (d *Driver) newWait(ctx context.Context, limit time.Duration) *wait.Wait {
	return wait.New(ctx, d.options.Clock, limit)
}

// poll reads the rules until seen is content; the error is that of [wait.Wait.For].
func (d *Driver) poll(ctx context.Context, source replication.BucketRef, w *wait.Wait, seen func([]replication.Rule) bool) error {
	return w.For(ctx, func(ctx context.Context) ([]replication.Rule, error) { return d.List(ctx, source) }, seen)
}
