package huawei_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

const (
	north = "cn-north-4"
	east  = "cn-east-3"
	site  = "tr-central-201"
)

// sim is simulated clouds with drivers on them.
type sim struct {
	*cloudsim.Simulator
	t *testing.T
}

func newSim(t *testing.T, options cbr.Options) sim {
	t.Helper()
	s := sim{cloudsim.New(cloudsim.Options{CBR: options}), t}
	s.CBR().SetDestinations(iam.HuaweiCloud, north, east)
	return s
}

// driver acts for the account in Huawei Cloud, abroad for that in HCS Online.
func (s sim) driver(change ...func(*huawei.Options)) *huawei.Driver {
	return s.driverOf(credentials.Config{
		AccessKey: cloudsim.DefaultHuaweiKeyID, SecretKey: cloudsim.DefaultHuaweiKeySecret, Region: north,
	}, change...)
}

func (s sim) abroad() *huawei.Driver {
	return s.driverOf(credentials.Config{
		AccessKey: cloudsim.DefaultHCSOKeyID, SecretKey: cloudsim.DefaultHCSOKeySecret, Region: site, Cloud: iam.HCSODomain,
	})
}

func (s sim) driverOf(config credentials.Config, change ...func(*huawei.Options)) *huawei.Driver {
	s.t.Helper()
	client, err := transport.New(transport.Options{Cloud: "huawei", MaxRetries: 2, Clock: s.Clock(), Base: s.Transport()})
	if err != nil {
		s.t.Fatal(err)
	}
	found, err := credentials.New(credentials.Options{Config: config, HTTPClient: client, ConfiguredOnly: true})
	if err != nil {
		s.t.Fatal(err)
	}
	o := huawei.Options{Found: found, HTTPClient: client, Clock: s.Clock()}
	for _, c := range change {
		c(&o)
	}
	d, err := huawei.New(o)
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

func (s sim) vault(spec cbr.VaultSpec) vault.Ref {
	s.t.Helper()
	if spec.Name == "" {
		spec.Name = "orders"
	}
	if spec.Account == "" {
		spec.Account = cloudsim.DefaultHuaweiAccount
	}
	if spec.Region == "" {
		spec.Region = north
	}
	id, err := s.CBR().CreateVault(spec)
	if err != nil {
		s.t.Fatal(err)
	}
	return vault.Place{Region: spec.Region}.At(id)
}

// replicaVault is a replication vault in the east, abroadVault one in HCS Online.
func (s sim) replicaVault() vault.Ref {
	return s.vault(cbr.VaultSpec{Name: "replicas", Region: east, ProtectType: cbr.ProtectReplication})
}

func (s sim) abroadVault(encryption cbr.Encryption) vault.Ref {
	return s.vault(cbr.VaultSpec{
		Name: "abroad", Account: cloudsim.DefaultHCSOAccount, Region: site, ProtectType: cbr.ProtectReplication, CloudType: cbr.CloudHybrid,
		Encryption: encryption, Size: 10_000,
	})
}

func (s sim) backup(v vault.Ref, spec cbr.BackupSpec) vault.Ref {
	s.t.Helper()
	spec.VaultID = v.ID
	id, err := s.CBR().AddBackup(spec)
	if err != nil {
		s.t.Fatal(err)
	}
	return v.At(id)
}

func to(v vault.Ref) vault.Destination { return vault.Destination{Place: v.Place, VaultID: v.ID} }

// credential is one from Huawei Cloud to HCS Online.
func (s sim) credential(d *huawei.Driver) vault.Credential {
	s.t.Helper()
	made, err := d.CreateCredential(s.t.Context(), vault.Credential{
		Ref: vault.Place{Region: north}.At(""), Name: "to-site", TargetCloud: iam.HCSOnline, AccountID: cloudsim.DefaultHCSOAccount,
	}, vault.Keys{AccessKey: cloudsim.DefaultHCSOKeyID, SecretKey: cloudsim.DefaultHCSOKeySecret})
	if err != nil {
		s.t.Fatal(err)
	}
	return made
}

// crossing is a destination abroad.
func (s sim) crossing(v vault.Ref, c vault.Credential) vault.Destination {
	s.t.Helper()
	project, err := s.abroad().ProjectID(s.t.Context(), v.Place)
	if err != nil {
		s.t.Fatal(err)
	}
	d := to(v)
	d.ProjectID, d.TargetCloud, d.CredentialID = project, c.TargetCloud, c.ID
	return d
}

func (s sim) fault(f cloudsim.Fault) {
	s.t.Helper()
	if err := s.Faults().Add(f); err != nil {
		s.t.Fatal(err)
	}
}

// asError is the domain's error of a kind.
func asError(t *testing.T, err error, kind replication.Kind) *replication.Error {
	t.Helper()
	var e *replication.Error
	if !errors.As(err, &e) || e.Kind != kind {
		t.Fatalf("error is %v, want one of the kind %q", err, kind)
	}
	return e
}

// wantKind wants the domain's error of a kind.
func wantKind(t *testing.T, err error, kind replication.Kind) {
	t.Helper()
	_ = asError(t, err, kind)
}

// finishing is a clock that does something after so many naps.
type finishing struct {
	clock.Clock
	after int
	do    func()
}

func (f *finishing) Sleep(ctx context.Context, d time.Duration) error {
	if f.after--; f.after == 0 {
		f.do()
	}
	return f.Clock.Sleep(ctx, d)
}
