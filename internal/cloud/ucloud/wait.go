package ucloud

import (
	"context"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/wait"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// poll reads the rules out of a bucket until seen is content, through trouble that may pass: it comes after a write. The error
// is that of [wait.Wait.For].
func (d *Driver) poll(ctx context.Context, source replication.BucketRef, seen func([]replication.Rule) bool) error {
	return wait.New(ctx, d.options.Clock, d.options.MaxRuleWait).AfterWrite().For(ctx, func(ctx context.Context) ([]replication.Rule, error) {
		return d.List(ctx, source)
	}, seen)
}
