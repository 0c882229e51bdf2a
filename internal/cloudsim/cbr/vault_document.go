package cbr

type billingDocument struct {
	Allocated       int     `json:"allocated"` // GB
	Used            int     `json:"used"`      // MB
	Size            int     `json:"size"`      // GB
	Status          string  `json:"status"`
	ObjectType      string  `json:"object_type"`
	ProtectType     string  `json:"protect_type"`
	CloudType       string  `json:"cloud_type"`
	ConsistentLevel string  `json:"consistent_level"`
	ChargingMode    string  `json:"charging_mode"`
	SpecCode        string  `json:"spec_code"`
	OrderID         *string `json:"order_id"`
	ProductID       *string `json:"product_id"`
	StorageUnit     *string `json:"storage_unit"`
	FrozenScene     string  `json:"frozen_scene"`
	IsMultiAZ       bool    `json:"is_multi_az"`
}

type excludeDocument struct {
	ExcludeVolumes []string `json:"exclude_volumes,omitempty"`
}

type resourceDocument struct {
	ID            string          `json:"id"`
	Name          string          `json:"name"`
	Type          string          `json:"type"`
	Size          int             `json:"size"`
	BackupSize    int             `json:"backup_size"`
	BackupCount   int             `json:"backup_count"`
	ProtectStatus string          `json:"protect_status"`
	ExtraInfo     excludeDocument `json:"extra_info"`
	AutoProtect   bool            `json:"auto_protect"`
}

type vaultDocument struct {
	ID                  string             `json:"id"`
	Name                string             `json:"name"`
	Description         string             `json:"description"`
	ProjectID           string             `json:"project_id"`
	ProviderID          string             `json:"provider_id"`
	UserID              string             `json:"user_id"`
	CreatedAt           string             `json:"created_at"`
	UpdatedAt           string             `json:"updated_at"`
	EnterpriseProjectID string             `json:"enterprise_project_id"`
	AutoBind            bool               `json:"auto_bind"`
	BindRules           bindRules          `json:"bind_rules"`
	AutoExpand          bool               `json:"auto_expand"`
	Threshold           int                `json:"threshold"`
	SMNNotify           bool               `json:"smn_notify"`
	Locked              bool               `json:"locked"`
	LockSource          string             `json:"sys_lock_source_service"`
	AvailabilityZone    string             `json:"availability_zone"`
	Tags                []Tag              `json:"tags"`
	Resources           []resourceDocument `json:"resources"`
	Billing             billingDocument    `json:"billing"`
}

// providerIDs are the constants of the documentation, by object type.
var providerIDs = map[string]string{
	ObjectServer: "0daac4c5-6707-4851-97ba-169e36266b66",
	ObjectDisk:   "d1603440-187d-4516-af25-121250c7cc97",
	ObjectTurbo:  "3f3c3220-245c-4805-b811-758870015881",
	"vmware":     "a13639de-00be-4e94-af30-26912d75e4a2",
	"workspace":  "86a80900-71bf-4961-956a-d52df944f84a",
}

func (v *vault) providerID() string { return providerIDs[v.ObjectType] }

// specCode of a turbo replication vault and of a hybrid replication vault are inferred: no document has them.
func (v *vault) specCode() string {
	kind := v.ObjectType
	switch {
	case v.ObjectType == ObjectDisk:
		kind = "volume"
	case v.ConsistentLevel == "app_consistent":
		kind = "database"
	}
	return "vault." + v.ProtectType + "." + kind + ".normal"
}

func (s *Service) vaultDocument(v *vault) vaultDocument {
	mode := "post_paid"
	if v.PrePaid {
		mode = "pre_paid"
	}
	document := vaultDocument{
		ID: v.ID, Name: v.Name, Description: v.Description, ProjectID: v.Project, ProviderID: v.providerID(),
		UserID: derivedUUID(v.Account), CreatedAt: apiTime(v.Created), UpdatedAt: apiTime(v.Updated),
		EnterpriseProjectID: v.EnterpriseProject, AutoBind: v.AutoBind, BindRules: bindRules{v.BindTags}, AutoExpand: v.AutoExpand,
		Threshold: v.Threshold, SMNNotify: v.SMNNotify, Locked: v.Locked, LockSource: v.LockSource, AvailabilityZone: v.Zone,
		Tags: append([]Tag{}, v.Tags...), Resources: []resourceDocument{},
		Billing: billingDocument{
			Used: s.used(v), Size: v.Size, Status: v.Status, ObjectType: v.ObjectType, ProtectType: v.ProtectType,
			CloudType: v.CloudType, ConsistentLevel: v.ConsistentLevel, ChargingMode: mode, SpecCode: v.specCode(), IsMultiAZ: v.MultiAZ,
		},
	}
	for _, r := range v.Resources {
		document.Billing.Allocated += r.Size
		document.Resources = append(document.Resources, s.resourceDocument(v, r))
	}
	return document
}

func (s *Service) resourceDocument(v *vault, r Resource) resourceDocument {
	document := resourceDocument{
		ID: r.ID, Name: r.Name, Type: r.Type, Size: r.Size, ProtectStatus: StatusAvailable,
		ExtraInfo: excludeDocument{r.ExcludeVolumes}, AutoProtect: !r.Suspended,
	}
	for _, b := range s.backupsIn(v.ID) {
		if b.ResourceID != r.ID {
			continue
		}
		document.BackupCount++
		document.BackupSize += b.SizeMB
		if b.Status == StatusProtecting {
			document.ProtectStatus = StatusProtecting
		}
	}
	if r.Removing {
		document.ProtectStatus = "removing"
	}
	return document
}

// used is the capacity in MB that backups and what else is in the vault take.
func (s *Service) used(v *vault) int {
	used := v.UsedMB
	for _, b := range s.backupsIn(v.ID) {
		used += b.SizeMB
	}
	return used
}

// room tells whether the vault takes another backup. A vault is full when nothing is left of its size; one that
// expands by itself never is.
func (s *Service) room(v *vault) bool { return v.AutoExpand || s.used(v) < v.Size*1024 }

// expand grows a vault that expands by itself to what it holds.
func (s *Service) expand(v *vault) {
	if need := (s.used(v) + 1023) / 1024; v.AutoExpand && need > v.Size {
		v.Size = need
	}
}
