package vaults_test

import (
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// TestAccAccepted applies what the documentation allows, however close it is to what it does not, and looks for the replicas.
func TestAccAccepted(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		setup    func(*testing.T, *cloudsim.Simulator)
		config   string
		replicas map[string]int // by vault
		said     string         // the summary of the only warning, besides Preview
	}{
		"encrypted, to several regions": {
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.ReplicaVault(t, sim, "east-locked", acctest.East, acctest.Encrypted("key-2"))
				must(t, sim.CBR().MutateBackup("monday", func(b *cbr.BackupSpec) { b.Encrypted = true }))
			},
			config: oneBackup("a", "monday", object("locked", acctest.Site, across+encrypted("key-1"))) +
				oneBackup("b", "monday", object("east-locked", acctest.East, encrypted("key-2"))),
			replicas: map[string]int{"locked": 1, "east-locked": 1},
		},
		"another backup of the resource to the same key": {
			setup:    func(t *testing.T, sim *cloudsim.Simulator) { replicated(t, sim, "monday", "locked", "key") },
			config:   oneBackup("test", "tuesday", object("locked", acctest.Site, across+encrypted("key-1"))),
			replicas: map[string]int{"locked": 2},
		},
		"hybrid vault across clouds": {
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.ReplicaVault(t, sim, "hybrid", acctest.Site, func(v *cbr.VaultSpec) { v.ProtectType = cbr.ProtectHybrid })
			},
			config: oneRun("test", object("hybrid", acctest.Site, across)), replicas: map[string]int{"hybrid": 2}, said: "(H10)",
		},
		"again after the replica was deleted": {
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				must(t, sim.CBR().DeleteBackupHard(replicated(t, sim, "monday", "site", "key")))
			},
			config: oneBackup("test", "monday", object("site", acctest.Site, across)), replicas: map[string]int{"site": 1},
		},
		"a backup that is still being made": {
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				must(t, sim.CBR().MutateBackup("monday", func(b *cbr.BackupSpec) { b.Status = cbr.StatusProtecting }))
				time.AfterFunc(2*time.Second, func() {
					_ = sim.CBR().MutateBackup("monday", func(b *cbr.BackupSpec) { b.Status = cbr.StatusAvailable })
				})
			},
			config: oneBackup("test", "monday", object("east", acctest.East, "")), replicas: map[string]int{"east": 1},
		},
		"an unencrypted backup to an encrypted vault": {
			config: oneRun("test", object("locked", acctest.Site, across+encrypted("key-1"))), replicas: map[string]int{"locked": 2},
		},
		"SFS Turbo": {
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				withVault(cbr.VaultSpec{ID: "files", ObjectType: cbr.ObjectTurbo})(t, sim)
				acctest.ReplicaVault(t, sim, "files-site", acctest.Site, func(v *cbr.VaultSpec) { v.ObjectType = cbr.ObjectTurbo })
			},
			config: runOf("files", object("files-site", acctest.Site, across)), replicas: map[string]int{"files-site": 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := acctest.VaultSim(t, cbr.Options{})
			vaultsOf(t, sim)
			if test.setup != nil {
				test.setup(t, sim)
			}
			cli := acctest.NewCLI(t, sim)
			cli.Write(provider("") + test.config)
			_, planned := cli.Plan()
			for _, text := range planned.Texts("warning") {
				if !strings.Contains(text, "Preview") && (test.said == "" || !strings.Contains(text, test.said)) {
					t.Errorf("the plan says %s", text)
				}
			}
			cli.Run("apply", "-json", "plan.bin").Succeed()
			for vault, want := range test.replicas {
				if got := len(sim.CBR().Backups(vault)); got != want {
					t.Errorf("%d replicas in vault %s, want %d", got, vault, want)
				}
			}
			if again := cli.Run("plan", "-detailed-exitcode", "-json"); again.Exit != 0 {
				t.Errorf("a second plan is not empty: exit code %d\n%s", again.Exit, again.All())
			}
			cli.Run("destroy", "-json", "-auto-approve").Succeed()
			for vault, want := range test.replicas {
				if got := len(sim.CBR().Backups(vault)); got != want {
					t.Errorf("after destroying, %d replicas in vault %s, want %d", got, vault, want)
				}
			}
		})
	}
}

// TestAccReplicateBack replicates a replica back from the other cloud to where it came from.
func TestAccReplicateBack(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	vaultsOf(t, sim)
	replica := replicated(t, sim, "monday", "site", "key")
	acctest.ReplicaVault(t, sim, "back", acctest.North)
	if _, err := sim.CBR().CreateCredential(cbr.CredentialSpec{
		ID: "key-back", Name: "key-back", Account: cloudsim.DefaultHCSOAccount, Region: acctest.Site, TargetCloud: "huaweicloud",
		TargetAccount: cloudsim.DefaultHuaweiAccount, AccessKey: cloudsim.DefaultHuaweiKeyID, SecretKey: cloudsim.DefaultHuaweiKeySecret,
	}); err != nil {
		t.Fatal(err)
	}
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.HCSOProvider("") + oneBackup("test", replica, object("back", acctest.North, `, target_cloud = "huaweicloud", credential_id = "key-back"`)))
	cli.Apply()
	if got := sim.CBR().Backups("back"); len(got) != 1 || got[0].Replica == nil {
		t.Errorf("replicas that came back: %+v, want one", got)
	}
	if again := cli.Run("plan", "-detailed-exitcode", "-json"); again.Exit != 0 {
		t.Errorf("a second plan is not empty: exit code %d\n%s", again.Exit, again.All())
	}
}

// TestAccTargetPermissions takes the actions that the target's user needs away one by one: the replication fails, nothing is kept in
// the state, and the message says what is missing.
func TestAccTargetPermissions(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	vaultsOf(t, sim)
	key, ok := sim.Access().Find("huawei", cloudsim.DefaultHCSOKeyID)
	if !ok {
		t.Fatal("the simulated clouds have lost their key")
	}
	key.Deny = []string{"cbr:backups:import"}
	sim.Access().Put(key)
	cli := acctest.NewCLI(t, sim)
	cli.Write(provider("") + oneBackup("test", "monday", object("site", acctest.Site, across)))
	cli.Run("apply", "-json", "-auto-approve").Fail().One("error", "cbr:backups:import")
	if state := cli.Resource("multicloud_backup_replication.test"); state != nil {
		t.Errorf("the state holds %+v", state)
	}
	key.Deny = nil
	sim.Access().Put(key)
	cli.Apply()
}
