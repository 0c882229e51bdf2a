package us3

import (
	"maps"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// newUUID is a random UUID.
func newUUID() string { return random.UUID() }
