package replicationrules

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationrule"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// notAllRead is said by the data source and the list resource alike.
const notAllRead = "Rules of Some Buckets Not Read"

var (
	_ list.ListResource              = (*ListResource)(nil)
	_ list.ListResourceWithConfigure = (*ListResource)(nil)
)

// ListResource lists the instances of multicloud_replication_rule that there are, whoever made them.
type ListResource struct {
	service.Base
}

// NewListResource makes the list resource.
func NewListResource() list.ListResource { return &ListResource{} }

// Metadata names the list resource as the resource that it lists.
func (l *ListResource) Metadata(ctx context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	replicationrule.NewResource().Metadata(ctx, req, resp)
}

// ListResourceConfigSchema describes the block `config` of a list.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	cloud, bucket, region := cloudArgument(), bucketArgument(), regionArgument()
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the replication rules of a bucket, or of all buckets of an account, whoever made them, for `terraform query`: to see " +
			"what there is, and to import it. It needs Terraform 1.14.",
		Attributes: map[string]schema.Attribute{
			"cloud":  schema.StringAttribute{Required: true, MarkdownDescription: cloud.description, Validators: cloud.validators},
			"bucket": schema.StringAttribute{Optional: true, MarkdownDescription: bucket.description, Validators: bucket.validators},
			"region": schema.StringAttribute{Optional: true, MarkdownDescription: region.description, Validators: region.validators},
		},
	}
}

// List tells of the rules that the query finds, up to the limit.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var q query
	diags := req.Config.Get(ctx, &q)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	found, ok := q.survey(ctx, l.Session, req.Limit, &diags)
	if !ok {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = results(ctx, req, found)
}

// results are the rules that can be imported: one that is closing cannot. What could not be read comes first, since Terraform
// listens no longer once it has as many rules as it wants.
func results(ctx context.Context, req list.ListRequest, found []replication.BucketRules) iter.Seq[list.ListResult] {
	return func(push func(list.ListResult) bool) {
		if unread := notRead(found); len(unread) > 0 && !push(list.ListResult{Diagnostics: unread}) {
			return
		}
		var told int64
		for _, bucket := range found {
			for _, rule := range bucket.Living() {
				if req.Limit > 0 && told == req.Limit || !push(replicationrule.Listed(ctx, req, rule)) {
					return
				}
				told++
			}
		}
	}
}

// notRead is one warning for all buckets that could not be read: of several alike, Terraform would show the first.
func notRead(found []replication.BucketRules) (diags diag.Diagnostics) {
	var reasons []string
	for _, bucket := range failed(found) {
		reasons = append(reasons, "\n- "+bucket.Bucket.String()+": "+service.ErrorText(bucket.Err))
	}
	if len(reasons) > 0 {
		diags.AddWarning(notAllRead, fmt.Sprintf("The rules of %d of %d buckets could not be read, and are missing from the list:%s",
			len(reasons), len(found), strings.Join(reasons, "")))
	}
	return diags
}
