// Providerschema prints the provider's schemas in the JSON format of
// `terraform providers schema -json`, asking the provider itself. The
// documentation is generated from it, so that it does not depend on which
// Terraform CLI is at hand: one before 1.12 leaves resource identities out.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/provider"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "providerschema:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	server, err := providerserver.NewProtocol6WithError(provider.New("dev")())()
	if err != nil {
		return fmt.Errorf("start the provider: %w", err)
	}
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return fmt.Errorf("ask the provider for its schemas: %w", err)
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return fmt.Errorf("ask the provider for its resource identities: %w", err)
	}
	if err := failed(append(schemas.Diagnostics, identities.Diagnostics...)); err != nil {
		return err
	}

	document, err := convert(schemas, identities)
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	return encoder.Encode(document)
}

// failed joins the errors among the diagnostics; it is nil if there is none.
func failed(diagnostics []*tfprotov6.Diagnostic) error {
	var found []error
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			found = append(found, fmt.Errorf("%s: %s", d.Summary, d.Detail))
		}
	}
	return errors.Join(found...)
}
