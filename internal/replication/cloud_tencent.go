package replication

import (
	"fmt"
	"maps"
	"strings"
)

// TencentOptions is what only COS has.
type TencentOptions struct {
	// Role is the account identity by whose rights COS copies, "qcs::cam::uin/OWNER:uin/USER". COS keeps one for all rules
	// of a bucket. Empty in a rule to be made or changed: the one that is there, else that of the bucket's owner.
	Role string
	// Priority decides where several rules hold for one object, 1 to 1000, the smallest first; 0 is none.
	Priority int
	// Tags limit the rule to objects that carry all of them; nil is every object.
	Tags map[string]string
	// StorageClass is the class of the replicas in upper case, such as STANDARD_IA; empty is that of the source object.
	StorageClass string
}

// TencentSpec is what only COS has.
type TencentSpec struct {
	Role         Value[string]
	Priority     Value[int64]
	Tags         Value[map[string]string]
	StorageClass Value[string]
}

// settings are what the spec says, for comparison.
func (s TencentSpec) settings() []string {
	return []string{part(s.Role), part(s.Priority), mapPart(s.Tags), part(upper(s.StorageClass))}
}

// effective is the spec with what COS does where nothing is said; which role that is depends on the bucket.
func (s TencentSpec) effective() TencentSpec {
	s.Priority = orDefault(s.Priority, 0)
	s.Tags = orDefault(s.Tags, nil)
	s.StorageClass = orDefault(upper(s.StorageClass), "")
	return s
}

// same tells whether both say the same. The role belongs to the bucket, and does not tell rules apart.
func (o TencentOptions) same(p TencentOptions) bool {
	return o.Priority == p.Priority && maps.Equal(o.Tags, p.Tags) && strings.EqualFold(o.StorageClass, p.StorageClass)
}

// upper is a storage class in the spelling of the documentation; COS takes any case.
func upper(v Value[string]) Value[string] {
	if known, ok := v.Get(); ok {
		return Known(strings.ToUpper(known))
	}
	return v
}

func mapPart(v Value[map[string]string]) string {
	if known, ok := v.Get(); ok {
		return fmt.Sprintf("%q", known) // with sorted keys
	}
	return part(v)
}
