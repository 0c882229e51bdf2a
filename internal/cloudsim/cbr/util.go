package cbr

import (
	"cmp"
	"crypto/sha256"
	"maps"
	"slices"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
)

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// newUUID is a random UUID.
func newUUID() string { return random.UUID() }

// derivedUUID is the same for the same text.
func derivedUUID(text string) string {
	sum := sha256.Sum256([]byte(text))
	return random.AsUUID([16]byte(sum[:16]))
}

// apiTime is the API's time: UTC, without a zone.
func apiTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000") }

// optionalTime is null for the zero time.
func optionalTime(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := apiTime(t)
	return &text
}

// optional is null for an empty text.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
