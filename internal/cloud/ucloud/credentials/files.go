package credentials

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	defaultCredentialsFile = "~/.ucloud/credential.json" //nolint:gosec // the name of a file
	defaultConfigFile      = "~/.ucloud/config.json"
)

// keyEntry is an element of the credentials file, which is an array.
type keyEntry struct {
	Profile       string `json:"profile"`
	PublicKey     string `json:"public_key"`
	PrivateKey    string `json:"private_key"`
	SecurityToken string `json:"security_token"`
	AuthMode      string `json:"auth_mode"`
}

// configEntry is an element of the config file, which is an array.
type configEntry struct {
	Profile   string `json:"profile"`
	Active    bool   `json:"active"`
	ProjectID string `json:"project_id"`
	BaseURL   string `json:"base_url"`
}

// profile is the one with this name. It was asked for, so that it must be there.
func (s *search) profile(name, place string) (Found, error) {
	keys, file, err := read[keyEntry](s, s.SharedCredentialsFile, credentialsFileVariable, defaultCredentialsFile)
	if err != nil {
		return Found{}, err
	}
	for _, entry := range keys {
		if entry.Profile == name {
			return s.complete(entry, file)
		}
	}
	return Found{}, fmt.Errorf("the profile %q, which %s names, is not in %s. Correct the name, or make the profile with `ucloud config`", name, place, file)
}

// active is the profile that the config file says is in use; nil if there is none.
func (s *search) active() (*Found, error) {
	configs, configFile, err := read[configEntry](s, s.SharedConfigFile, configFileVariable, defaultConfigFile)
	if err != nil {
		return nil, err
	}
	for _, config := range configs {
		if !config.Active {
			continue
		}
		found, err := s.profile(config.Profile, configFile)
		return &found, err
	}
	s.tried.Note("the active profile of "+configFile, "there is none")
	return nil, nil
}

// complete is the entry with what the config file says of the same profile.
func (s *search) complete(entry keyEntry, file string) (Found, error) {
	if entry.PublicKey == "" || entry.PrivateKey == "" {
		why := "has no key pair"
		if entry.AuthMode != "" {
			why += " (it is signed in by " + entry.AuthMode + ")"
		}
		return Found{}, fmt.Errorf("the profile %q in %s %s. Add `public_key` and `private_key` to it, or name another profile", entry.Profile, file, why)
	}
	found := Found{PublicKey: entry.PublicKey, PrivateKey: entry.PrivateKey, SecurityToken: entry.SecurityToken}
	configs, _, err := read[configEntry](s, s.SharedConfigFile, configFileVariable, defaultConfigFile)
	for _, config := range configs {
		if config.Profile == entry.Profile {
			found.ProjectID, found.BaseURL = config.ProjectID, config.BaseURL
		}
	}
	return found, err
}

// read reads a file of entries; one that is not there has none, unless it is named. It returns the file's name for messages.
func read[T any](s *search, configured, variable, standard string) ([]T, string, error) {
	named := cmp.Or(configured, s.Environment(variable))
	file := cmp.Or(named, standard)
	path := file
	if rest, ok := strings.CutPrefix(file, "~/"); ok {
		path = filepath.Join(s.Environment("HOME"), rest)
	}
	content, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && named == "":
		return nil, file, nil
	case err != nil:
		return nil, file, fmt.Errorf("the file %s cannot be read: %w", file, err)
	}
	var entries []T
	if err := json.Unmarshal(content, &entries); err != nil {
		// The cause could quote what is in the file.
		return nil, file, fmt.Errorf("the file %s is not a JSON array of profiles", file)
	}
	return entries, file, nil
}
