package vaults

import (
	"slices"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

func TestParseImportID(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]struct {
		place vault.Place
		parts []string
	}{
		"north/v/east":   {vault.Place{Region: "north"}, []string{"v", "east"}},
		"north/p/v/east": {vault.Place{Region: "north", ProjectID: "p"}, []string{"v", "east"}},
		"v/east":         {}, "": {}, "north//east": {}, "a/b/c/d/e": {}, "north/p/v/": {},
	} {
		place, parts, err := parseImportID(id, "vault_id", "destination_region")
		if (err != nil) != (want.parts == nil) || err == nil && (place != want.place || !slices.Equal(parts, want.parts)) {
			t.Errorf("%q: %v, %q, error %v", id, place, parts, err)
		}
	}
}

func TestMomentsAndOutcomesSurviveTheState(t *testing.T) {
	t.Parallel()
	for _, moment := range []time.Time{{}, time.Date(2026, 1, 2, 3, 4, 5, 678_901_000, time.UTC)} {
		if back := MomentOf(Moment(moment)); !back.Equal(moment) {
			t.Errorf("%v comes back as %v", moment, back)
		}
	}
	for _, status := range []vault.Status{vault.StatusSuccess, vault.StatusFailed, vault.StatusSkipped} {
		if back := StatusOf(OutcomeText(status)); back != status {
			t.Errorf("%s comes back as %s", status, back)
		}
	}
	if OutcomeText(vault.StatusReplicating).ValueString() != Pending || !StatusOf(OutcomeText("unheard-of")).Pending() {
		t.Error("what may still change must stay pending")
	}
}

func TestNewestPrefersSuccess(t *testing.T) {
	t.Parallel()
	at := func(minutes int) time.Time { return time.Date(2026, 1, 1, 0, minutes, 0, 0, time.UTC) }
	to := vault.Place{Region: "east"}
	b := vault.Backup{Records: []vault.Record{
		{ID: "old", Status: vault.StatusSuccess, Destination: to, CreatedAt: at(1)},
		{ID: "failed", Status: vault.StatusFailed, Destination: to, CreatedAt: at(3)},
		{ID: "again", Status: vault.StatusSuccess, Destination: to, CreatedAt: at(2)},
		{ID: "elsewhere", Status: vault.StatusSuccess, Destination: vault.Place{Region: "west"}, CreatedAt: at(9)},
	}}
	if r, ok := Newest(b, "east"); !ok || r.ID != "again" {
		t.Errorf("got %q, want again", r.ID)
	}
	if _, ok := Newest(b, "south"); ok {
		t.Error("there is no record to the south")
	}
}
