package vault

// Place is where a cloud is asked: a region, and a project in it. An empty region is the one of the provider configuration; an empty
// project is the one configured for the region, else the region's own, which the driver looks up.
type Place struct {
	Region    string
	ProjectID string
}

// Ref names an object: a vault, a backup, a policy or a credential. IDs are unique within a cloud.
type Ref struct {
	Place
	ID string
}

// String is the form in which messages name an object: "0ca3eb86-… (cn-north-4)".
func (r Ref) String() string {
	if r.Region == "" {
		return r.ID
	}
	return r.ID + " (" + r.Region + ")"
}

// At is the reference of another object at the same place.
func (p Place) At(id string) Ref { return Ref{Place: p, ID: id} }
