package huawei_test

import (
	"slices"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

func TestVaultsAndBackups(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	source, replicas := s.vault(cbr.VaultSpec{Size: 500, AutoExpand: true}), s.replicaVault()
	b := s.backup(source, cbr.BackupSpec{Name: "nightly", ResourceName: "db", NoSystemDisk: true, Encrypted: true})
	v, err := d.Vault(t.Context(), source)
	if err != nil || v.Ref != source || v.Name != "orders" || v.ObjectType != vault.ObjectServer || v.ProtectType != vault.ProtectBackup || v.SizeGB != 500 || !v.AutoExpand {
		t.Errorf("Vault returned %+v, %v", v, err)
	}
	external, err := d.ExternalVault(t.Context(), source.Place, replicas)
	if err != nil || external.ProtectType != vault.ProtectReplication || external.Ref != replicas {
		t.Errorf("ExternalVault returned %+v, %v", external, err)
	}
	backups, err := d.Backups(t.Context(), source)
	if err != nil || len(backups) != 1 {
		t.Fatalf("Backups returned %+v, %v", backups, err)
	}
	single, err := d.Backup(t.Context(), b)
	for _, got := range []vault.Backup{backups[0], single} {
		if err != nil || got.Ref != b || got.Name != "nightly" || got.ResourceType != vault.ResourceECS || got.Encrypted == nil || !*got.Encrypted ||
			got.ContainsSystemDisk == nil || *got.ContainsSystemDisk || got.ProtectedAt.IsZero() || got.Obstacle() == "" {
			t.Errorf("backup is %+v, %v", got, err)
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	ref := vault.Place{Region: north}.At("0ca3eb86-8800-46da-9c37-9d657a825274")
	for _, c := range []struct {
		missing string
		read    func() error
	}{
		{vault.MissingVault, func() error { _, err := d.Vault(t.Context(), ref); return err }},
		{vault.MissingBackup, func() error { _, err := d.Backup(t.Context(), ref); return err }},
		{vault.MissingPolicy, func() error { _, err := d.Policy(t.Context(), ref); return err }},
		{vault.MissingCredential, func() error { _, err := d.Credential(t.Context(), ref); return err }},
		{vault.MissingVault, func() error {
			_, err := d.ExternalVault(t.Context(), ref.Place, vault.Place{Region: east}.At(ref.ID))
			return err
		}},
		{vault.MissingProject, func() error { _, err := d.ProjectID(t.Context(), vault.Place{Region: "xx-nowhere-1"}); return err }},
	} {
		if e := asError(t, c.read(), replication.KindNotFound); e.Missing != c.missing {
			t.Errorf("missing is %q, want %q: %v", e.Missing, c.missing, e)
		}
	}
	for what, err := range map[string]error{
		"DeletePolicy": d.DeletePolicy(t.Context(), ref), "DeleteCredential": d.DeleteCredential(t.Context(), ref),
		"DeleteBackup": d.DeleteBackup(t.Context(), ref), "Unbind": d.Unbind(t.Context(), ref, ref.ID),
	} {
		if err != nil {
			t.Errorf("%s returned %v", what, err)
		}
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driver()
	for range 3 {
		project, err := d.ProjectID(t.Context(), vault.Place{})
		if err != nil || project == "" {
			t.Fatalf("ProjectID returned %q, %v", project, err)
		}
	}
	if n := s.Count("", "ListProjects", ""); n > 1 {
		t.Errorf("the project was asked for %d times", n)
	}
	regions, err := d.ReplicationRegions(t.Context(), vault.Place{Region: north})
	if err != nil || !slices.Equal(regions, []string{east}) {
		t.Errorf("ReplicationRegions returned %v, %v", regions, err)
	}
	account, err := d.AccountID(t.Context())
	if err != nil || account != cloudsim.DefaultHuaweiAccount {
		t.Errorf("AccountID returned %q, %v", account, err)
	}
	if d.DefaultRegion() != north {
		t.Errorf("DefaultRegion is %q", d.DefaultRegion())
	}
}

func TestWrongKey(t *testing.T) {
	t.Parallel()
	s := newSim(t, cbr.Options{})
	d := s.driverOf(credentials.Config{AccessKey: cloudsim.DefaultHuaweiKeyID, SecretKey: "another-secret", Region: north})
	_, err := d.Policies(t.Context(), vault.Place{Region: north}.At(""))
	if e := asError(t, err, replication.KindPermission); e.Code != "APIGW.0301" || e.RequestID == "" || e.Advice == "" {
		t.Errorf("error is %+v", e)
	}
}

// TestUnknownAPI is an endpoint that does not know credentials of other clouds: never "not found".
func TestUnknownAPI(t *testing.T) {
	t.Parallel()
	ref := vault.Place{Region: north}.At("0ca3eb86-8800-46da-9c37-9d657a825274")
	for name, d := range map[string]*huawei.Driver{
		"service without it": newSim(t, cbr.Options{WithoutCrossCloud: true}).driver(),
		"other path": newSim(t, cbr.Options{}).driver(func(o *huawei.Options) {
			names, err := huawei.ParseNames(map[string]string{"path": "cross-cloud-credentials"})
			if err != nil {
				t.Fatal(err)
			}
			o.Names = names
		}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, read := d.Credential(t.Context(), ref)
			_, list := d.Credentials(t.Context(), ref.Place)
			_, create := d.CreateCredential(t.Context(), vault.Credential{Ref: ref.At(""), Name: "a"}, vault.Keys{AccessKey: "a", SecretKey: "b"})
			remove := d.DeleteCredential(t.Context(), ref)
			for _, err := range []error{read, list, create, remove} {
				if e := asError(t, err, replication.KindUnsupported); e.Ambiguous || e.Advice == "" {
					t.Errorf("error is %+v", e)
				}
			}
		})
	}
}
