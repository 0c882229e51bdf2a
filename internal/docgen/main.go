// Command docgen writes the documentation pages that come from code: the page "Constraints" from the catalogue. Run it in the
// root of the module.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// constraintsPage is where the page lies, from the root of the module.
const constraintsPage = "templates/guides/constraints.md"

func main() {
	if err := write("."); err != nil {
		fmt.Fprintln(os.Stderr, "docgen:", err)
		os.Exit(1)
	}
}

// write makes the page in the module whose root is given.
func write(root string) error {
	path := filepath.Join(root, filepath.FromSlash(constraintsPage))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("could not make the folder of %s: %w", constraintsPage, err)
	}
	if err := os.WriteFile(path, []byte(page(replication.Catalogue())), 0o644); err != nil {
		return fmt.Errorf("could not write %s: %w", constraintsPage, err)
	}
	return nil
}
