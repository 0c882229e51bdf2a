package cloudsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const stateVersion = 1

// savedState is everything a simulator has to remember: no faults and no request log.
type savedState struct {
	Version  int                        `json:"version"`
	Now      time.Time                  `json:"now"` // simulated time
	Keys     []world.Key                `json:"keys"`
	Services map[string]json.RawMessage `json:"services"`
}

// Snapshot is the state of all simulated clouds as JSON: keys with their secrets, services and clock.
func (s *Simulator) Snapshot() ([]byte, error) {
	s.effects.RLock()
	defer s.effects.RUnlock()
	saved := savedState{Version: stateVersion, Now: s.clock.Now(), Keys: s.access.All(), Services: map[string]json.RawMessage{}}
	slices.SortFunc(saved.Keys, func(a, b world.Key) int { return strings.Compare(a.Cloud+a.ID, b.Cloud+b.ID) })
	for _, service := range s.services {
		data, err := service.Snapshot()
		if err != nil {
			return nil, fmt.Errorf("cloudsim: taking the state of %s: %w", service.Name(), err)
		}
		saved.Services[service.Name()] = data
	}
	return json.MarshalIndent(saved, "", "  ")
}

// Restore takes up what Snapshot wrote. Keys that it does not hold stay.
func (s *Simulator) Restore(data []byte) error {
	var saved savedState
	if err := json.Unmarshal(data, &saved); err != nil {
		return fmt.Errorf("cloudsim: the state is no JSON of this program: %w", err)
	}
	if saved.Version != stateVersion {
		return fmt.Errorf("cloudsim: the state has version %d, this program reads version %d", saved.Version, stateVersion)
	}
	s.effects.Lock()
	defer s.effects.Unlock()
	for _, service := range s.services {
		if kept, ok := saved.Services[service.Name()]; ok {
			if err := service.Restore(kept); err != nil {
				return fmt.Errorf("cloudsim: taking up the state of %s: %w", service.Name(), err)
			}
		}
	}
	for _, key := range saved.Keys {
		s.access.Put(key)
	}
	s.clock.Set(saved.Now)
	return nil
}

// SaveState writes the state to a file, which is replaced as a whole and readable by its owner alone: it holds secrets.
func (s *Simulator) SaveState(file string) error {
	data, err := s.Snapshot()
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*") // created with mode 0600
	if err != nil {
		return fmt.Errorf("cloudsim: writing the state file: %w", err)
	}
	_, err = temp.Write(data)
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temp.Name(), file)
	}
	if err != nil {
		_ = os.Remove(temp.Name())
		return fmt.Errorf("cloudsim: writing the state file %s: %w", file, err)
	}
	return nil
}

// LoadState reads a file that SaveState has written. A file that is not there is os.ErrNotExist.
func (s *Simulator) LoadState(file string) error {
	data, err := os.ReadFile(file) // the file that the user names
	if err != nil {
		return fmt.Errorf("cloudsim: reading the state file: %w", err)
	}
	if err := s.Restore(data); err != nil {
		return fmt.Errorf("state file %s: %w", file, err)
	}
	return nil
}

func (s *Simulator) controlState(handle handle, file string) {
	handle("GET /state", func(*http.Request) (any, error) {
		data, err := s.Snapshot()
		return json.RawMessage(data), err
	})
	handle("POST /state/save", func(*http.Request) (any, error) {
		if file == "" {
			return nil, badInput(fmt.Errorf("there is no state file: start with --state"))
		}
		return done(s.SaveState(file))
	})
}
