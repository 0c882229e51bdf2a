package cloudsim

import (
	"errors"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

func (s *Simulator) controlCBR(handle handle) {
	handle("GET /cbr/vaults", func(*http.Request) (any, error) { return append([]cbr.VaultState{}, s.cbr.Vaults()...), nil })
	handle("POST /cbr/vaults", reading(func(spec cbr.VaultSpec) (any, error) {
		id, err := s.cbr.CreateVault(spec)
		return map[string]string{"id": id}, err
	}))
	handle("POST /cbr/backups", reading(func(spec cbr.BackupSpec) (any, error) {
		id, err := s.cbr.AddBackup(spec)
		return map[string]string{"id": id}, err
	}))
	handle("GET /cbr/backups", func(r *http.Request) (any, error) {
		id, err := required(r, "vault")
		if err != nil {
			return nil, err
		}
		if _, ok := s.cbr.Vault(id); !ok {
			return nil, notFound("the vault %q does not exist", id)
		}
		return append([]cbr.BackupState{}, s.cbr.Backups(id)...), nil
	})
	handle("POST /cbr/backups/delete", reading(func(in struct{ Backup string }) (any, error) { return done(s.cbr.DeleteBackupHard(in.Backup)) }))
	handle("GET /cbr/records", func(r *http.Request) (any, error) {
		id, err := required(r, "backup")
		return append([]cbr.Record{}, s.cbr.Records(id)...), err
	})
	handle("GET /cbr/tasks", func(r *http.Request) (any, error) {
		id, err := required(r, "vault")
		return append([]cbr.Task{}, s.cbr.Tasks(id)...), err
	})
	handle("POST /cbr/fire", reading(func(in struct{ Policy string }) (any, error) {
		if _, ok := s.cbr.Policy(in.Policy); !ok {
			return nil, notFound("the policy %q does not exist", in.Policy)
		}
		vaults, err := s.cbr.FirePolicy(in.Policy)
		return map[string]int{"vaults": vaults}, err
	}))
	handle("POST /cbr/fail", reading(func(in struct{ Backup, Code, Reason string }) (any, error) {
		return done(s.cbr.FailNext(in.Backup, cbr.Failure{Code: in.Code, Reason: in.Reason}))
	}))
	type stall struct {
		Backup  string
		Stalled bool
	}
	handle("POST /cbr/stall", reading(func(in stall) (any, error) {
		return done(s.cbr.SetStalled(in.Backup, in.Stalled))
	}))
}

// required is a query parameter that must be there.
func required(r *http.Request, name string) (string, error) {
	value := r.URL.Query().Get(name)
	if value == "" {
		return "", badInput(errors.New("?" + name + "= is missing"))
	}
	return value, nil
}
