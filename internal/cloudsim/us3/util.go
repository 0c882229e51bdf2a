package us3

import (
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
)

// newUUID is a random UUID, the form of lifecycle ids and request ids.
func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func or(value, standard string) string {
	if value == "" {
		return standard
	}
	return value
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
