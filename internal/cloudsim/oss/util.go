package oss

import (
	"cmp"
	"maps"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
)

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// newUUID is a random UUID.
func newUUID() string { return random.UUID() }
