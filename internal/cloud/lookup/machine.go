// Package lookup is what the searches for the credentials of all clouds have in common: where they look, what they say, and
// how they keep temporary credentials.
package lookup

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
)

// Machine is what a search knows of the machine that it runs on. What is nil is the process's own.
type Machine struct {
	// Clock tells when temporary credentials expire; they do so by the wall clock.
	Clock clock.Clock
	// Environment looks up a variable and Home tells the user's directory.
	Environment func(string) string
	Home        func() (string, error)
}

// WithDefaults has nothing that is nil.
func (m Machine) WithDefaults() Machine {
	if m.Clock == nil {
		m.Clock = clock.Real()
	}
	if m.Environment == nil {
		m.Environment = os.Getenv
	}
	if m.Home == nil {
		m.Home = os.UserHomeDir
	}
	return m
}

// File is a path with a leading ~ put into full.
func (m Machine) File(path string) (string, error) {
	rest, ok := strings.CutPrefix(path, "~/")
	if !ok {
		return path, nil
	}
	home, err := m.Home()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, rest), nil
}

// First is the value of the first variable that is set.
func (m Machine) First(variables []string) string {
	for _, name := range variables {
		if value := m.Environment(name); value != "" {
			return value
		}
	}
	return ""
}

// Family is one set of variables: of a key's id, its secret, and its token. They come from the same set.
type Family [3]string

// Pairs are the names of the variables of an id and its secret.
func Pairs(families []Family) []string {
	var pairs []string
	for _, f := range families {
		pairs = append(pairs, f[0]+" and "+f[1])
	}
	return pairs
}

// Key is a key in the environment; From is the variable of its id.
type Key struct{ ID, Secret, Token, From string }

// Key is the first whole key of these families. If there is none, halves says where there is half of one: what comes next
// in the order may belong to quite another account.
func (m Machine) Key(families []Family) (key Key, halves []string) {
	for _, f := range families {
		id, secret := m.Environment(f[0]), m.Environment(f[1])
		switch {
		case id != "" && secret != "":
			return Key{ID: id, Secret: secret, Token: m.Environment(f[2]), From: f[0]}, nil
		case id != "":
			halves = append(halves, f[0]+" is set, but "+f[1]+" is not")
		case secret != "":
			halves = append(halves, f[1]+" is set, but "+f[0]+" is not")
		}
	}
	return Key{}, halves
}
