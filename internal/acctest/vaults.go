package acctest

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
)

// The places of the vaults that tests use: two regions of Huawei Cloud, and one of HCS Online.
const (
	North = "cn-north-4"
	East  = "cn-east-3"
	Site  = "tr-central-201"
)

// HuaweiProvider is a provider block for the simulated Huawei Cloud in the region North, with more arguments of the object
// `huawei` and of the provider, if any.
func HuaweiProvider(huawei, arguments string) string {
	return `
provider "multicloud" {
  huawei = {
    access_key = "` + cloudsim.DefaultHuaweiKeyID + `"
    secret_key = "` + cloudsim.DefaultHuaweiKeySecret + `"
    region     = "` + North + `"
` + huawei + `
  }
` + arguments + `
}
`
}

// HCSODestination is the argument `destination` of the object `huawei` for the simulated HCS Online.
func HCSODestination() string {
	return `destination = {
  access_key = "` + cloudsim.DefaultHCSOKeyID + `"
  secret_key = "` + cloudsim.DefaultHCSOKeySecret + `"
  region     = "` + Site + `"
  cloud      = "` + iam.HCSODomain + `"
}`
}

// HCSOProvider is a provider block for the simulated HCS Online in the region Site, with Huawei Cloud as its destination, and more
// arguments of the provider, if any.
func HCSOProvider(arguments string) string {
	return `
provider "multicloud" {
  huawei = {
    access_key = "` + cloudsim.DefaultHCSOKeyID + `"
    secret_key = "` + cloudsim.DefaultHCSOKeySecret + `"
    region     = "` + Site + `"
    cloud      = "` + iam.HCSODomain + `"
    destination = {
      access_key = "` + cloudsim.DefaultHuaweiKeyID + `"
      secret_key = "` + cloudsim.DefaultHuaweiKeySecret + `"
      region     = "` + North + `"
    }
  }
` + arguments + `
}
`
}

// Vault makes a vault, by default for servers, in North, and of the account of HuaweiProvider; in Site it belongs to the account of
// HCSODestination.
func Vault(t *testing.T, sim *cloudsim.Simulator, spec cbr.VaultSpec) {
	t.Helper()
	if spec.Name == "" {
		spec.Name = spec.ID
	}
	if spec.Region == "" {
		spec.Region = North
	}
	if spec.Account == "" {
		spec.Account = cloudsim.DefaultHuaweiAccount
		if spec.Region == Site {
			spec.Account = cloudsim.DefaultHCSOAccount
		}
	}
	if spec.Size == 0 {
		spec.Size = 10_000
	}
	if _, err := sim.CBR().CreateVault(spec); err != nil {
		t.Fatalf("make vault %s: %v", spec.ID, err)
	}
}

// ReplicaVault makes a replication vault; in Site it is one of hybrid cloud backup 2.0.
func ReplicaVault(t *testing.T, sim *cloudsim.Simulator, id, region string, settings ...func(*cbr.VaultSpec)) {
	t.Helper()
	spec := cbr.VaultSpec{ID: id, Region: region, ProtectType: cbr.ProtectReplication}
	if region == Site {
		spec.CloudType = cbr.CloudHybrid
	}
	for _, set := range settings {
		set(&spec)
	}
	Vault(t, sim, spec)
}

// Encrypted encrypts a vault with a key of its own account.
func Encrypted(key string) func(*cbr.VaultSpec) {
	return func(spec *cbr.VaultSpec) { spec.Encryption = cbr.Encryption{KeyID: key} }
}

// Backup makes a backup of a server in a vault.
func Backup(t *testing.T, sim *cloudsim.Simulator, vault, id string, settings ...func(*cbr.BackupSpec)) {
	t.Helper()
	spec := cbr.BackupSpec{ID: id, VaultID: vault, Name: id, ResourceID: "server-of-" + id}
	for _, set := range settings {
		set(&spec)
	}
	if _, err := sim.CBR().AddBackup(spec); err != nil {
		t.Fatalf("make backup %s: %v", id, err)
	}
}

// Credential makes a credential in North for the account of HCSODestination.
func Credential(t *testing.T, sim *cloudsim.Simulator, id string) {
	t.Helper()
	if _, err := sim.CBR().CreateCredential(cbr.CredentialSpec{
		ID: id, Name: id, Account: cloudsim.DefaultHuaweiAccount, Region: North, TargetCloud: iam.HCSOnline, TargetAccount: cloudsim.DefaultHCSOAccount,
		AccessKey: cloudsim.DefaultHCSOKeyID, SecretKey: cloudsim.DefaultHCSOKeySecret,
	}); err != nil {
		t.Fatalf("make credential %s: %v", id, err)
	}
}

// VaultSim makes simulated clouds for a provider in a process of its own, in which replication takes no time unless the options say so.
func VaultSim(t *testing.T, options cbr.Options) *cloudsim.Simulator {
	t.Helper()
	needSimulator(t)
	if options.Waiting == 0 && options.Replicating == 0 {
		options.Waiting, options.Replicating = -1, -1
	}
	return cloudsim.New(cloudsim.Options{Speed: 600, CBR: options})
}
