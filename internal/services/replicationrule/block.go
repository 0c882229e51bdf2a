package replicationrule

import (
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// block is the object of the resource that holds what only one cloud has. It is named after the cloud.
type block struct {
	cloud  replication.Cloud
	schema schema.SingleNestedAttribute
	types  map[string]attr.Type
	// object is the block's place in the model.
	object func(*model) *types.Object
	// spec puts into a spec what the object says.
	spec func(types.Object, *replication.Spec)
	// rule puts into a rule what the spec says, null with the meaning that it has. The rest of the rule is filled in already.
	rule func(replication.Spec, *replication.Rule)
	// values are the object's attributes as the cloud shows them.
	values func(replication.Rule) map[string]shaped
	// changes notes the attributes that differ: their paths, and whether they do.
	changes func(note func(path string, differs bool), was, want replication.Spec, before, after replication.Rule)
}

// blocks are those of all clouds, made once: nobody may change them.
var blocks = sync.OnceValue(func() []block { return []block{alibabaBlock(), tencentBlock(), ucloudBlock()} })
