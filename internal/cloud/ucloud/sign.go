package ucloud

import (
	"crypto/sha1" // the signature that the UCloud API documents
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// signature is the UCloud API's: SHA-1 over all parameters but the signature itself, sorted by key in byte order, keys and values
// side by side and not encoded, and the private key after them. Arrays are their elements, objects their sorted keys and values.
func signature(parameters map[string]any, privateKey string) string {
	sum := sha1.Sum([]byte(render(parameters) + privateKey))
	return hex.EncodeToString(sum[:])
}

func render(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		var b strings.Builder
		for _, element := range v {
			b.WriteString(render(element))
		}
		return b.String()
	case map[string]any:
		var b strings.Builder
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if v[key] != nil {
				b.WriteString(key + render(v[key]))
			}
		}
		return b.String()
	}
	return ""
}
