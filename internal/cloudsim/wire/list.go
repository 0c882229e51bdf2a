package wire

import "strings"

// Entry is a key of a listing, or a common prefix of several keys.
type Entry struct {
	Name   string
	Common bool
}

// Entries are the keys and common prefixes of a listing behind the name after. Keys are sorted; the ones that has refuses
// are left out.
func Entries(keys []string, prefix, delimiter, after string, has func(key string) bool) []Entry {
	var found []Entry
	for _, key := range keys {
		if !strings.HasPrefix(key, prefix) || !has(key) {
			continue
		}
		e := Entry{Name: key}
		if delimiter != "" {
			if i := strings.Index(key[len(prefix):], delimiter); i >= 0 {
				e = Entry{Name: key[:len(prefix)+i+len(delimiter)], Common: true}
			}
		}
		if e.Name <= after || len(found) > 0 && found[len(found)-1] == e {
			continue
		}
		found = append(found, e)
	}
	return found
}
