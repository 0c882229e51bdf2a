package cloudsim

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestStateFileRoundTrip(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	before := seeded(t)
	before.Clock().Advance(1000 * time.Hour)
	if err := before.SaveState(file); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
	after := New(Options{NoDefaultKeys: true})
	if err := after.LoadState(file); err != nil {
		t.Fatal(err)
	}
	want, err := before.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	got, err := after.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
	if err := after.SaveState(file); err != nil { // writing over it
		t.Fatal(err)
	}
	left, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(left) != 1 {
		t.Errorf("files beside the state: %v, error %v", left, err)
	}
}

func TestStateErrors(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	s := New(Options{})
	if err := s.LoadState(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: error %v", err)
	}
	for text, want := range map[string]string{
		"{":                                     "no JSON",
		`{"version": 99}`:                       "version 99",
		`{"version":1,"services":{"oss":"no"}}`: "oss",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := s.LoadState(file); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: error %v, want %q and the file's name", text, err, want)
		}
	}
	if err := s.SaveState("/nowhere/at/all/state.json"); err == nil {
		t.Error("no error for a directory that is not there")
	}
}
