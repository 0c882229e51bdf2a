package cbr

import (
	"encoding/json"
	"regexp"
)

type associatedVault struct {
	VaultID            string `json:"vault_id"`
	DestinationVaultID string `json:"destination_vault_id,omitempty"`
}

type triggerDocument struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Type string `json:"type"`
	trigger
}

type policyDocument struct {
	ID                  string            `json:"id"`
	Name                string            `json:"name"`
	Enabled             bool              `json:"enabled"`
	OperationType       string            `json:"operation_type"`
	OperationDefinition map[string]any    `json:"operation_definition"`
	Trigger             triggerDocument   `json:"trigger"`
	AssociatedVaults    []associatedVault `json:"associated_vaults"`
	PolicyType          string            `json:"policy_type"`
}

func (s *Service) policyDocument(p *policy) policyDocument {
	document := policyDocument{
		ID: p.ID, Name: p.Name, Enabled: p.Enabled, OperationType: p.OperationType, OperationDefinition: s.definitionDocument(p),
		Trigger:          triggerDocument{ID: p.TriggerID, Name: "default", Type: "time"},
		AssociatedVaults: []associatedVault{}, PolicyType: "custom_policy",
	}
	properties := &document.Trigger.Properties
	properties.Pattern, properties.StartWindow = p.Pattern, p.StartWindow
	properties.StartTime = p.Start.UTC().Format("2006-01-02 15:04:05")
	for _, v := range s.boundTo(p.ID) {
		document.AssociatedVaults = append(document.AssociatedVaults, associatedVault{v.ID, v.Bindings[p.OperationType].DestinationVaultID})
	}
	return document
}

func (s *Service) definitionDocument(p *policy) map[string]any {
	document := map[string]any{}
	data, err := json.Marshal(p.Definition)
	if err == nil {
		err = json.Unmarshal(data, &document)
	}
	if err != nil {
		return document // unreachable: the definition came as JSON
	}
	if p.Credential != "" {
		document[s.options.Names.CredentialRef], document[s.options.Names.CloudRef] = p.Credential, p.TargetCloud
	}
	return document
}

var (
	zoneForm = regexp.MustCompile(`^UTC[+-](0\d|1[0-4]):[0-5]\d$`)
	limitMax = 99999
)

// checkDefinition checks a policy's operation_definition, and completes the cloud that its credential is for.
func (s *Service) checkDefinition(p *policy) *apiError {
	d := p.Definition
	var check checks
	check.that(regionForm.MatchString(d.DestinationRegion) && len(d.DestinationRegion) <= 255, "invalid destination_region %q", d.DestinationRegion)
	for key, value := range map[string]*int{"max_backups": d.MaxBackups, "retention_duration_days": d.RetentionDays} {
		n := orDefault(value, -1)
		check.that(n == -1 || n >= 1 && n <= limitMax, "invalid %s %d: it is -1, or from 1 to %d", key, n, limitMax)
	}
	longTerm := 0
	for key, value := range map[string]*int{"day_backups": d.DayBackups, "week_backups": d.WeekBackups, "month_backups": d.MonthBackups, "year_backups": d.YearBackups} {
		check.within(key, orDefault(value, 0), 0, 100)
		longTerm += orDefault(value, 0)
	}
	check.that(d.Timezone == "" || zoneForm.MatchString(d.Timezone), "invalid timezone %q: it looks like UTC+08:00", d.Timezone)
	check.that(longTerm == 0 || d.Timezone != "", "day, week, month and year backups need a timezone")
	check.that(orDefault(d.RetentionDays, -1) == -1 || orDefault(d.MaxBackups, -1) == -1 && longTerm == 0,
		"retention_duration_days excludes max_backups and the day, week, month and year backups")
	check.within("full_backup_interval", orDefault(d.FullBackupInterval, -1), -1, 100)
	check.that(!s.options.NoAcceleration || !orDefault(d.EnableAcceleration, false), "invalid key enable_acceleration")
	if p.OperationType != OperationReplication {
		check.that(p.Credential == "" && p.TargetCloud == "" && d.DestinationRegion == "", "a backup policy has no destination")
		return check.first
	}
	check.that(d.DestinationRegion != "" && d.DestinationProjectID != "", "a replication policy needs destination_region and destination_project_id")
	if check.first != nil {
		return check.first
	}
	cloud, failure := s.checkCross(p.Project, crossCloud{p.Credential, p.TargetCloud})
	if failure != nil {
		return failure
	}
	p.TargetCloud = cloud
	check.that(cloud != "" || d.DestinationRegion != p.Region, "destination_region must differ from the current region")
	return check.first
}

// checkCross checks the reference to a credential, and is the cloud that it is for; empty without one.
func (s *Service) checkCross(project string, cross crossCloud) (string, *apiError) {
	if cross.credential == "" {
		if cross.cloud != "" {
			return "", invalid("%s needs %s", s.options.Names.CloudRef, s.options.Names.CredentialRef)
		}
		return "", nil
	}
	credential, ok := s.state.Credentials[cross.credential]
	if !ok || credential.Project != project {
		return "", noCredential(cross.credential)
	}
	if cross.cloud != "" && cross.cloud != credential.TargetCloud {
		return "", invalid("%s is %q, but the credential is for %q", s.options.Names.CloudRef, cross.cloud, credential.TargetCloud)
	}
	return credential.TargetCloud, nil
}
