package replication

import (
	"slices"
	"sync"
)

// Catalogue is every constraint, in the order of the documentation. It is made once and shared: nobody may change it.
func Catalogue() []Constraint { return catalogue() }

var catalogue = sync.OnceValue(func() []Constraint {
	return slices.Concat(generalConstraints(), alibabaConstraints(), tencentConstraints(), ucloudConstraints(), huaweiConstraints())
})

// ConstraintByID finds a constraint in the catalogue.
func ConstraintByID(id string) (Constraint, bool) {
	all := Catalogue()
	i := slices.IndexFunc(all, func(c Constraint) bool { return c.ID == id })
	if i < 0 {
		return Constraint{}, false
	}
	return all[i], true
}
