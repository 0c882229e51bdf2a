package huawei

import (
	"errors"
	"testing"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/config"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/region"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"
	cbr "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/cbr/v1"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/cbr/v1/model"
	cbrregion "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/cbr/v1/region"
)

const seed = `
accounts:
  - cloud: huawei
    id: 0a000000000000000000000000000009
    keys:
      - {id: HPUASDK0000000000001, secret: sdk-secret}
      - {id: HPUASDK0000000000002, secret: sdk-secret-2, session_token: sdk-session-token}
huawei:
  projects:
    - {id: 68589cac08274b82b4e254268a3862d8, region: cn-east-3}
  vaults:
    - id: 3b5816b5-0000-4000-8000-000000000001
      name: seeded
      region: cn-north-4
      backups: [{name: daily, count: 3}]
`

const (
	destinationProject = "68589cac08274b82b4e254268a3862d8"
	seededVault        = "3b5816b5-0000-4000-8000-000000000001"
)

// client is the SDK's own client. It looks its project up in IAM.
func client(t *testing.T, at *region.Region, iam, key, secret, token string, http *config.HttpConfig) *cbr.CbrClient {
	t.Helper()
	builder := basic.NewCredentialsBuilder().WithAk(key).WithSk(secret).WithSecurityToken(token)
	if iam != "" {
		builder = builder.WithIamEndpointOverride(iam)
	}
	credentials, err := builder.SafeBuild()
	if err != nil {
		t.Fatal(err)
	}
	built, err := cbr.CbrClientBuilder().WithRegion(at).WithCredential(credentials).WithHttpConfig(http).SafeBuild()
	if err != nil {
		t.Fatal(err)
	}
	return cbr.NewCbrClient(built)
}

// TestSDK runs vault, policy, associate and replicate calls of the vendor's SDK: through the proxy, to the real host
// names, with a permanent and with a temporary key; and to the plain HTTP port.
func TestSDK(t *testing.T) {
	t.Setenv("HOME", t.TempDir()) // the SDK writes there
	for name, connect := range map[string]func(*testing.T, served, *config.HttpConfig) *cbr.CbrClient{
		"real host names": func(t *testing.T, s served, c *config.HttpConfig) *cbr.CbrClient {
			return client(t, cbrregion.CN_NORTH_4, "", "HPUASDK0000000000001", "sdk-secret", "", c.WithHttpTransport(s.transport(t)))
		},
		"security token": func(t *testing.T, s served, c *config.HttpConfig) *cbr.CbrClient {
			return client(t, cbrregion.CN_NORTH_4, "", "HPUASDK0000000000002", "sdk-secret-2", "sdk-session-token", c.WithHttpTransport(s.transport(t)))
		},
		"plain HTTP": func(t *testing.T, s served, c *config.HttpConfig) *cbr.CbrClient {
			return client(t, region.NewRegion("cn-north-4", s.HTTP), s.HTTP, "HPUASDK0000000000001", "sdk-secret", "", c)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, seed)
			run(t, s, connect(t, s, config.DefaultHttpConfig().WithUserAgent("sdk-test/1.0")))
		})
	}
}

func pointer[T any](value T) *T { return &value }

func run(t *testing.T, s served, c *cbr.CbrClient) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	made, err := c.CreateVault(&model.CreateVaultRequest{Body: &model.VaultCreateReq{Vault: &model.VaultCreate{
		Name: "by-sdk", Resources: []model.ResourceCreate{}, Billing: &model.BillingCreate{
			ConsistentLevel: model.GetBillingCreateConsistentLevelEnum().CRASH_CONSISTENT, ObjectType: model.GetBillingCreateObjectTypeEnum().SERVER,
			ProtectType: model.GetBillingCreateProtectTypeEnum().BACKUP, Size: 100,
		},
	}}})
	must(err)
	if made.Vault.Billing.SpecCode.Value() != "vault.backup.server.normal" || made.Vault.Billing.Status.Value() != "available" {
		t.Errorf("vault: %v", made.Vault)
	}
	s.control(t, "/cbr/vaults", `{"id":"0ca3eb86-0000-4000-8000-000000000002","name":"far","project":"`+destinationProject+`","protect_type":"replication","size":500}`)
	const destination = "0ca3eb86-0000-4000-8000-000000000002"
	external, err := c.ListExternalVault(&model.ListExternalVaultRequest{RegionId: "cn-east-3", ExternalProjectId: destinationProject})
	must(err)
	if *external.Count != 1 || (*external.Vaults)[0].Id != destination {
		t.Errorf("external vaults: %v", external)
	}
	capabilities, err := c.ShowReplicationCapabilities(&model.ShowReplicationCapabilitiesRequest{})
	must(err)
	if regions := *capabilities.Regions; len(regions) != 1 || regions[0].Name != "cn-north-4" || len(regions[0].ReplicationDestinations) == 0 {
		t.Errorf("capabilities: %v", capabilities)
	}

	policy, err := c.CreatePolicy(&model.CreatePolicyRequest{Body: &model.PolicyCreateReq{Policy: &model.PolicyCreate{
		Name: "to-the-east", OperationType: model.GetPolicyCreateOperationTypeEnum().REPLICATION,
		OperationDefinition: &model.PolicyoOdCreate{DestinationRegion: pointer("cn-east-3"), DestinationProjectId: pointer(destinationProject), RetentionDurationDays: pointer[int32](30)},
		Trigger:             &model.PolicyTriggerReq{Properties: &model.PolicyTriggerPropertiesReq{Pattern: []string{"FREQ=DAILY;INTERVAL=1;BYHOUR=6;BYMINUTE=00"}}},
	}}})
	must(err)
	id := policy.Policy.Id
	_, err = c.AssociateVaultPolicy(&model.AssociateVaultPolicyRequest{VaultId: made.Vault.Id, Body: &model.VaultAssociate{PolicyId: &id, DestinationVaultId: pointer(destination)}})
	must(err)
	policies, err := c.ListPolicies(&model.ListPoliciesRequest{VaultId: &made.Vault.Id})
	must(err)
	if bound := *(*policies.Policies)[0].AssociatedVaults; len(bound) != 1 || *bound[0].DestinationVaultId != destination {
		t.Errorf("bound: %v", bound)
	}
	_, err = c.DisassociateVaultPolicy(&model.DisassociateVaultPolicyRequest{VaultId: made.Vault.Id, Body: &model.VaultDissociate{PolicyId: id}})
	must(err)
	_, err = c.DisassociateVaultPolicy(&model.DisassociateVaultPolicyRequest{VaultId: made.Vault.Id, Body: &model.VaultDissociate{PolicyId: id}})
	refused(t, err, 404, "BackupService.6002")
	_, err = c.DeletePolicy(&model.DeletePolicyRequest{PolicyId: id})
	must(err)

	replicate(t, s, c, destination)

	_, err = c.DeleteVault(&model.DeleteVaultRequest{VaultId: made.Vault.Id})
	must(err)
	s.control(t, "/clock", `{"advance":"1m"}`)
	_, err = c.ShowVault(&model.ShowVaultRequest{VaultId: made.Vault.Id})
	refused(t, err, 404, "BackupService.6105")
}

// replicate copies one backup, then the rest of the vault, and follows records and tasks.
func replicate(t *testing.T, s served, c *cbr.CbrClient, destination string) {
	t.Helper()
	backups, err := c.ListBackups(&model.ListBackupsRequest{VaultId: pointer(seededVault)})
	if err != nil || len(*backups.Backups) != 3 {
		t.Fatalf("backups %v, error %v", backups, err)
	}
	one := (*backups.Backups)[0].Id
	body := &model.BackupReplicateReqBody{DestinationRegion: "cn-east-3", DestinationProjectId: destinationProject, DestinationVaultId: destination}
	copied, err := c.CopyBackup(&model.CopyBackupRequest{BackupId: one, Body: &model.BackupReplicateReq{Replicate: body}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.CopyBackup(&model.CopyBackupRequest{BackupId: one, Body: &model.BackupReplicateReq{Replicate: body}})
	refused(t, err, 400, "BackupService.1009")
	s.control(t, "/clock", `{"advance":"10m"}`)
	shown, err := c.ShowBackup(&model.ShowBackupRequest{BackupId: one})
	if err != nil {
		t.Fatal(err)
	}
	record := (*shown.Backup.ReplicationRecords)[0]
	if record.Id != *copied.Replication.ReplicationRecordId || record.Status.Value() != "success" || *record.ExtraInfo.Progress != 100 || *record.DestinationBackupId == "" {
		t.Errorf("record: %v", record)
	}

	whole := &model.CheckpointReplicateParam{VaultId: seededVault, DestinationRegion: "cn-east-3", DestinationProjectId: destinationProject, DestinationVaultId: destination}
	run, err := c.CopyCheckpoint(&model.CopyCheckpointRequest{Body: &model.CheckpointReplicateReq{Replicate: whole}})
	if err != nil || len(run.Replication.Backups) != 2 {
		t.Fatalf("run %v, error %v", run, err)
	}
	s.control(t, "/clock", `{"advance":"10m"}`)
	tasks, err := c.ListOpLogs(&model.ListOpLogsRequest{VaultId: pointer(seededVault)})
	if err != nil || *tasks.Count != 3 {
		t.Fatalf("tasks %v, error %v", tasks, err)
	}
	for _, task := range *tasks.OperationLogs {
		if task.Status.Value() != "success" || task.ExtraInfo.Replication.DestinationRegion != "cn-east-3" {
			t.Errorf("task: %v", task)
		}
	}
	_, err = c.CopyCheckpoint(&model.CopyCheckpointRequest{Body: &model.CheckpointReplicateReq{Replicate: whole}})
	refused(t, err, 400, "BackupService.0001")
}

// refused wants an error of the service, as the SDK reads it.
func refused(t *testing.T, err error, status int, code string) {
	t.Helper()
	var response *sdkerr.ServiceResponseError
	if !errors.As(err, &response) || response.StatusCode != status || response.ErrorCode != code || response.ErrorMessage == "" || response.RequestId == "" {
		t.Errorf("error %v, want %d %s", err, status, code)
	}
}
