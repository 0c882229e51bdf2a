package replication

import "slices"

// Catalogue is every constraint, in the order of the documentation.
func Catalogue() []Constraint {
	return slices.Concat(generalConstraints(), alibabaConstraints(), tencentConstraints(), ucloudConstraints(), huaweiConstraints())
}

// ConstraintByID finds a constraint in the catalogue.
func ConstraintByID(id string) (Constraint, bool) {
	all := Catalogue()
	i := slices.IndexFunc(all, func(c Constraint) bool { return c.ID == id })
	if i < 0 {
		return Constraint{}, false
	}
	return all[i], true
}
