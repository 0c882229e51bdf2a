package replication

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParsePolicy(t *testing.T) {
	t.Parallel()
	first := Catalogue()[0].ID
	last := Catalogue()[len(Catalogue())-1].ID
	tests := map[string]struct {
		text string
		want Policy
		err  string
	}{
		"nothing":          {text: "", want: Policy{}},
		"one":              {text: first + "=off", want: Policy{first: SeverityOff}},
		"spaces and comma": {text: " " + first + " = warn, " + last + "=error ,", want: Policy{first: SeverityWarning, last: SeverityError}},
		"last word wins":   {text: first + "=off," + first + "=warn", want: Policy{first: SeverityWarning}},
		"unknown id":       {text: "Z99=off", err: last},
		"unknown severity": {text: first + "=maybe", err: `"error", "warn" or "off"`},
		"no pair":          {text: first, err: "is no pair"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := ParsePolicy(test.text)
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Fatalf("error %v, want one with %q", err, test.err)
				}
				return
			}
			if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
				t.Fatalf("error %v, diff %s", err, diff)
			}
		})
	}
}

func TestPolicyWith(t *testing.T) {
	t.Parallel()
	under := Policy{"G1": SeverityOff, "G2": SeverityOff}
	want := Policy{"G1": SeverityOff, "G2": SeverityError, "G3": SeverityWarning}
	if diff := cmp.Diff(want, under.With(Policy{"G2": SeverityError, "G3": SeverityWarning})); diff != "" {
		t.Error(diff)
	}
	if under["G2"] != SeverityOff {
		t.Error("the policy underneath was changed")
	}
}

func TestChecksFromEnvironment(t *testing.T) {
	id := Catalogue()[0].ID
	t.Setenv(ChecksVariable, id+"=warn")
	policy, err := ChecksFromEnvironment()
	if err != nil || policy[id] != SeverityWarning {
		t.Errorf("policy %v, error %v", policy, err)
	}
	t.Setenv(ChecksVariable, "nonsense")
	if _, err := ChecksFromEnvironment(); err == nil || !strings.Contains(err.Error(), ChecksVariable) {
		t.Errorf("error %v does not name the variable", err)
	}
}
