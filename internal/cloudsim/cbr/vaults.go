package cbr

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

const maxResources = 256

type billingInput struct {
	ObjectType      string  `json:"object_type"`
	ProtectType     string  `json:"protect_type"`
	ConsistentLevel string  `json:"consistent_level"`
	Size            int     `json:"size"`
	CloudType       string  `json:"cloud_type"`
	ChargingMode    string  `json:"charging_mode"`
	PeriodType      string  `json:"period_type"`
	PeriodNum       int     `json:"period_num"`
	IsAutoRenew     bool    `json:"is_auto_renew"`
	IsAutoPay       bool    `json:"is_auto_pay"`
	ConsoleURL      string  `json:"console_url"`
	IsMultiAZ       bool    `json:"is_multi_az"`
	ExtraInfo       *string `json:"extra_info"`
}

type bindRules struct {
	Tags []Tag `json:"tags,omitempty"`
}

type resourceInput struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Name      string `json:"name"`
	ExtraInfo struct {
		ExcludeVolumes []string `json:"exclude_volumes"`
	} `json:"extra_info"`
}

type vaultInput struct {
	Name                string          `json:"name"`
	Description         string          `json:"description"`
	Billing             billingInput    `json:"billing"`
	Resources           []resourceInput `json:"resources"`
	BackupPolicyID      string          `json:"backup_policy_id"`
	Tags                []Tag           `json:"tags"`
	EnterpriseProjectID string          `json:"enterprise_project_id"`
	AutoBind            bool            `json:"auto_bind"`
	BindRules           bindRules       `json:"bind_rules"`
	AutoExpand          bool            `json:"auto_expand"`
	Threshold           *int            `json:"threshold"`
	SMNNotify           *bool           `json:"smn_notify"`
	BackupNamePrefix    string          `json:"backup_name_prefix"`
	DemandBilling       bool            `json:"demand_billing"`
	Locked              bool            `json:"locked"`
	LockSource          string          `json:"sys_lock_source_service"`
	AvailabilityZone    string          `json:"availability_zone"`
	// Only the body of a prepaid order has an encryption.
	DataEncryption *struct {
		KeyID     string `json:"cmkid"`
		Algorithm string `json:"encrypted_algorithm"`
	} `json:"data_encryption"`
	CrossAccount bool `json:"cross_account"`
}

func (s *Service) createVault(c *call) (any, *apiError) {
	v, failure := s.newVault(c, false)
	if failure != nil {
		return nil, failure
	}
	return map[string]any{"vault": s.vaultDocument(v)}, nil
}

func (s *Service) orderVault(c *call) (any, *apiError) {
	v, failure := s.newVault(c, true)
	if failure != nil {
		return nil, failure
	}
	return map[string]any{
		"vault": s.vaultDocument(v), "retCode": 0, "errText": nil, "error_code": nil,
		"orders": []map[string]any{{"cloudServiceId": v.ID, "orderId": "CS" + strings.ToUpper(v.ID[:8]), "resourceId": v.ID, "subscribeResult": 1}},
	}, nil
}

func (s *Service) newVault(c *call, order bool) (*vault, *apiError) {
	var body struct {
		Vault *vaultInput `json:"vault"`
	}
	if failure := decode(c.body, &body); failure != nil {
		return nil, failure
	}
	in := body.Vault
	if in == nil || in.Resources == nil {
		return nil, invalid("vault and its billing and resources are required")
	}
	if failure := in.check(order); failure != nil {
		return nil, failure
	}
	v := &vault{
		VaultSpec: VaultSpec{
			Name: in.Name, Description: in.Description, Account: c.project.Account, Region: c.project.Region, Project: c.project.ID,
			ObjectType: in.Billing.ObjectType, ProtectType: in.Billing.ProtectType, CloudType: in.Billing.CloudType,
			ConsistentLevel: in.Billing.ConsistentLevel, Size: in.Billing.Size, AutoExpand: in.AutoExpand, Locked: in.Locked, Tags: in.Tags, PrePaid: order,
		},
		AutoBind: in.AutoBind, BindTags: in.BindRules.Tags, Threshold: orDefault(in.Threshold, 80), SMNNotify: orDefault(in.SMNNotify, true),
		EnterpriseProject: in.EnterpriseProjectID, LockSource: in.LockSource, Zone: in.AvailabilityZone,
		BackupNamePrefix: in.BackupNamePrefix, MultiAZ: in.Billing.IsMultiAZ,
	}
	if in.DataEncryption != nil {
		v.Encryption.KeyID = in.DataEncryption.KeyID
	}
	if failure := s.addAll(v, in.Resources); failure != nil {
		return nil, failure
	}
	if in.BackupPolicyID != "" {
		p := s.policyIn(c.project.ID, in.BackupPolicyID)
		if p == nil {
			return nil, noPolicy(in.BackupPolicyID)
		}
		if failure := s.bind(v, p, ""); failure != nil {
			return nil, failure
		}
	}
	s.install(v, c.now)
	return v, nil
}

func (in *vaultInput) check(order bool) *apiError {
	var c checks
	c.name(in.Name)
	c.description(in.Description, 64)
	b := &in.Billing
	c.oneOf("object_type", b.ObjectType, "server", "disk", "turbo", "workspace", "vmware", "rds", "file")
	c.oneOf("protect_type", b.ProtectType, ProtectBackup, ProtectReplication)
	c.oneOf("consistent_level", b.ConsistentLevel, "crash_consistent", "app_consistent")
	c.that(b.ConsistentLevel != "app_consistent" || b.ObjectType == ObjectServer, "app_consistent is for server vaults only")
	c.oneOf("cloud_type", cmp.Or(b.CloudType, CloudPublic), CloudPublic, CloudHybrid)
	if order {
		c.oneOf("charging_mode", cmp.Or(b.ChargingMode, "pre_paid"), "pre_paid")
		c.oneOf("period_type", b.PeriodType, "month", "year")
		c.within("period_num", b.PeriodNum, 1, 9)
	} else {
		c.oneOf("charging_mode", cmp.Or(b.ChargingMode, "post_paid"), "post_paid")
		c.that(in.DataEncryption == nil && !in.CrossAccount, "invalid key data_encryption or cross_account: only an order has them")
	}
	c.that(!order || !in.AutoExpand, "auto_expand is for vaults that are paid per use")
	c.that(in.DataEncryption == nil || in.DataEncryption.KeyID != "", "data_encryption needs a cmkid")
	c.that(!in.CrossAccount, "cross-account vaults are not simulated")
	c.within("threshold", orDefault(in.Threshold, 80), 1, 100)
	c.length("backup_name_prefix", in.BackupNamePrefix, 0, 32)
	c.that(in.Tags == nil || len(in.Tags) > 0 && len(in.Tags) <= 10, "tags must not be empty, and 10 are allowed")
	c.that(len(in.BindRules.Tags) <= 5, "at most 5 tags can bind")
	c.that(in.LockSource == "" || in.LockSource == "SMB", "invalid sys_lock_source_service")
	for i, tag := range in.Tags {
		c.length("tag key", tag.Key, 1, 36)
		c.length("tag value", tag.Value, 0, 43)
		c.that(!slices.ContainsFunc(in.Tags[:i], func(t Tag) bool { return t.Key == tag.Key }), "the tag key %s is there twice", tag.Key)
	}
	if c.first == nil && (b.Size < 10 || b.Size > 10485760) {
		return badRequest("6101", "Size of vault invalid.")
	}
	return c.first
}

// install fills in the defaults and takes the vault into the state.
func (s *Service) install(v *vault, now time.Time) {
	v.ID = cmp.Or(v.ID, newUUID())
	v.ObjectType, v.ProtectType = cmp.Or(v.ObjectType, ObjectServer), cmp.Or(v.ProtectType, ProtectBackup)
	v.CloudType, v.ConsistentLevel = cmp.Or(v.CloudType, CloudPublic), cmp.Or(v.ConsistentLevel, "crash_consistent")
	v.Size, v.Status = cmp.Or(v.Size, 100), cmp.Or(v.Status, StatusAvailable)
	v.Threshold, v.EnterpriseProject = cmp.Or(v.Threshold, 80), cmp.Or(v.EnterpriseProject, "0")
	v.Project = cmp.Or(v.Project, s.iam.ProjectID(v.Account, v.Region))
	v.Cloud = s.iam.Account(v.Account).Cloud
	v.Created, v.Updated = now, now
	for i := range v.Resources {
		r := &v.Resources[i]
		r.Type, r.Size = cmp.Or(r.Type, v.resourceTypes()[0]), cmp.Or(r.Size, 40)
	}
	s.state.Vaults[v.ID] = v
}

// vaultOf is the vault in the path. A vault of another project does not exist.
func (s *Service) vaultOf(c *call) (*vault, *apiError) {
	return s.vaultIn(c.project.ID, c.params["vault_id"])
}

func (s *Service) vaultIn(project, id string) (*vault, *apiError) {
	if v, ok := s.state.Vaults[id]; ok && v.Project == project {
		return v, nil
	}
	return nil, noVault(id)
}

func (s *Service) showVault(c *call) (any, *apiError) {
	v, failure := s.vaultOf(c)
	if failure != nil {
		return nil, failure
	}
	return map[string]any{"vault": s.vaultDocument(v)}, nil
}

func (s *Service) listVaults(c *call) (any, *apiError) {
	return s.vaultList(c, c.project.ID, "")
}

// vaultList answers the vaults of a project that fit the query; only, where it is not empty, is the one to show.
func (s *Service) vaultList(c *call, project, only string) (any, *apiError) {
	var found []*vault
	for _, v := range s.state.Vaults {
		if v.Project != project || only != "" && v.ID != only {
			continue
		}
		policyFits := c.query.Get("policy_id") == "" || slices.ContainsFunc(sortedKeys(v.Bindings), func(kind string) bool {
			return v.Bindings[kind].PolicyID == c.query.Get("policy_id")
		})
		if only != "" || policyFits && v.holdsAny(c.query.Get("resource_ids")) && c.filter(map[string]string{
			"name": v.Name, "cloud_type": v.CloudType, "protect_type": v.ProtectType, "object_type": v.ObjectType,
			"objcet_type": v.ObjectType, // the spelling that the documentation of ListExternalVault has
			"status":      v.Status, "id": v.ID,
		}) {
			found = append(found, v)
		}
	}
	slices.SortFunc(found, func(a, b *vault) int { return cmp.Or(b.Created.Compare(a.Created), cmp.Compare(a.ID, b.ID)) })
	shown, count, failure := page(c, found)
	documents := make([]vaultDocument, 0, len(shown))
	for _, v := range shown {
		documents = append(documents, s.vaultDocument(v))
	}
	return map[string]any{"count": count, "vaults": documents}, failure
}

func (v *vault) holdsAny(ids string) bool {
	return ids == "" || slices.ContainsFunc(v.Resources, func(r Resource) bool { return slices.Contains(strings.Split(ids, ","), r.ID) })
}
