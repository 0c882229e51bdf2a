package cloudsim

import (
	"errors"
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
)

// seedHuawei is the section huawei of a seed file: Huawei Cloud and HCS Online. Keys are in the section accounts; an
// account that is not listed here belongs to Huawei Cloud.
type seedHuawei struct {
	Clouds      []iam.Cloud          `yaml:"clouds"`
	Accounts    []iam.Account        `yaml:"accounts"`
	Projects    []iam.Project        `yaml:"projects"`
	Users       []iam.User           `yaml:"users"`
	Agencies    []iam.Agency         `yaml:"agencies"`
	Vaults      []seedVault          `yaml:"vaults"`
	Credentials []cbr.CredentialSpec `yaml:"credentials"`
	Policies    []seedPolicy         `yaml:"policies"`
}

type seedVault struct {
	cbr.VaultSpec `yaml:",inline"`
	Backups       []seedBackup `yaml:"backups"`
}

// seedBackup is one backup, or count of them with numbers behind name and id.
type seedBackup struct {
	cbr.BackupSpec `yaml:",inline"`
	Count          int `yaml:"count"`
}

type seedPolicy struct {
	cbr.PolicySpec `yaml:",inline"`
	Vaults         []seedBinding `yaml:"vaults"`
}

type seedBinding struct {
	Vault            string `yaml:"vault"`
	DestinationVault string `yaml:"destination_vault"`
}

const maxSeedBackups = 10_000

// check finds what is wrong with the section, and fills in the account where there is one only.
func (section *seedHuawei) check(accounts []seedAccount, add func(format string, arg any, path ...any)) {
	clouds := map[string]bool{iam.HuaweiCloud: true, iam.HCSOnline: true, "": true}
	owners, only := map[string]bool{}, ""
	for _, account := range accounts {
		if account.Cloud == "huawei" {
			owners[account.ID], only = true, account.ID
		}
	}
	for i, cloud := range section.Clouds {
		clouds[cloud.Name] = true
		if cloud.Name == "" || len(cloud.Domains) == 0 || len(cloud.Regions) == 0 {
			add("the cloud %q needs a name, domains and regions", cloud.Name, "huawei", "clouds", i)
		}
	}
	for i, account := range section.Accounts {
		owners[account.ID], only = true, account.ID
		if !clouds[account.Cloud] {
			add("the cloud %q is not known", account.Cloud, "huawei", "accounts", i, "cloud")
		}
	}
	fill := func(account *string, path ...any) {
		if *account == "" && len(owners) == 1 {
			*account = only
		}
		if !owners[*account] {
			add("the account %q is no huawei account of this file", *account, append([]any{"huawei"}, path...)...)
		}
	}
	for i := range section.Projects {
		fill(&section.Projects[i].Account, "projects", i)
	}
	for i := range section.Users {
		fill(&section.Users[i].Account, "users", i)
	}
	for i := range section.Agencies {
		fill(&section.Agencies[i].Account, "agencies", i)
	}
	for i := range section.Vaults {
		fill(&section.Vaults[i].Account, "vaults", i)
		for j, b := range section.Vaults[i].Backups {
			if b.Count < 0 || b.Count > maxSeedBackups {
				add("a count of %d backups is not possible", b.Count, "huawei", "vaults", i, "backups", j)
			}
		}
	}
	for i := range section.Credentials {
		fill(&section.Credentials[i].Account, "credentials", i)
	}
	for i := range section.Policies {
		fill(&section.Policies[i].Account, "policies", i)
	}
}

// seedHuawei makes accounts, then vaults with their backups, then credentials, then policies with what they are applied to.
func (s *Simulator) seedHuawei(document *seedDocument, section seedHuawei) error {
	var problems []error
	note := func(err error, path ...any) {
		if err != nil {
			problems = append(problems, document.errorf("%v", err, append([]any{"huawei"}, path...)...))
		}
	}
	for _, cloud := range section.Clouds {
		s.iam.PutCloud(cloud)
	}
	for _, account := range section.Accounts {
		s.iam.PutAccount(account)
	}
	for _, project := range section.Projects {
		s.iam.PutProject(project)
	}
	for _, user := range section.Users {
		s.iam.PutUser(user)
	}
	for _, agency := range section.Agencies {
		s.iam.PutAgency(agency)
	}
	for i, vault := range section.Vaults {
		id, err := s.cbr.CreateVault(vault.VaultSpec)
		note(err, "vaults", i)
		for j, b := range vault.Backups {
			if err == nil {
				note(s.seedBackup(id, b), "vaults", i, "backups", j)
			}
		}
	}
	for i, credential := range section.Credentials {
		_, err := s.cbr.CreateCredential(credential)
		note(err, "credentials", i)
	}
	for i, policy := range section.Policies {
		id, err := s.cbr.CreatePolicy(policy.PolicySpec)
		note(err, "policies", i)
		for j, binding := range policy.Vaults {
			if err == nil {
				note(s.cbr.BindPolicy(binding.Vault, id, binding.DestinationVault), "policies", i, "vaults", j)
			}
		}
	}
	return errors.Join(problems...)
}

func (s *Simulator) seedBackup(vaultID string, b seedBackup) error {
	for n := range max(1, b.Count) {
		spec := b.BackupSpec
		spec.VaultID = vaultID
		if b.Count > 0 {
			spec.Name = fmt.Sprintf("%s-%03d", b.Name, n+1)
			if b.ID != "" {
				spec.ID = fmt.Sprintf("%s-%03d", b.ID, n+1)
			}
		}
		if _, err := s.cbr.AddBackup(spec); err != nil {
			return err
		}
	}
	return nil
}
