// Command nullprovider is the provider without anything that it does: the same schema, and a replication rule that
// touches no cloud. What it costs is what Terraform and the framework cost; the benchmark compares the provider with it.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	multicloud "github.com/multicloud-replication/terraform-provider-multicloud/internal/provider"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationrule"
)

func main() {
	serve := func() provider.Provider { return null{multicloud.New("null")()} }
	if err := providerserver.Serve(context.Background(), serve, providerserver.ServeOpts{Address: multicloud.Address}); err != nil {
		log.Fatal(err)
	}
}

// null has the schemas of the provider. Resources other than the rule are there for their schemas only.
type null struct{ provider.Provider }

// Configure does nothing.
func (null) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

// Resources are those of the provider, with a rule that touches nothing.
func (n null) Resources(ctx context.Context) []func() resource.Resource {
	var all []func() resource.Resource
	for _, newResource := range n.Provider.Resources(ctx) {
		if inner, ok := newResource().(*replicationrule.Resource); ok {
			newResource = func() resource.Resource { return rule{schemas: inner} }
		}
		all = append(all, newResource)
	}
	return all
}
