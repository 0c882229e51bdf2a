package replication

import "testing"

func TestValue(t *testing.T) {
	t.Parallel()
	var zero Value[string]
	tests := map[string]struct {
		value                Value[string]
		known, null, unknown bool
		or                   string
	}{
		"zero":        {zero, false, true, false, "default"},
		"null":        {Null[string](), false, true, false, "default"},
		"unknown":     {Unknown[string](), false, false, true, "default"},
		"known":       {Known("v"), true, false, false, "v"},
		"known empty": {Known(""), true, false, false, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, known := test.value.Get(); known != test.known {
				t.Errorf("known is %v, want %v", known, test.known)
			}
			if got := test.value.IsNull(); got != test.null {
				t.Errorf("null is %v, want %v", got, test.null)
			}
			if got := test.value.IsUnknown(); got != test.unknown {
				t.Errorf("unknown is %v, want %v", got, test.unknown)
			}
			if got := test.value.Or("default"); got != test.or {
				t.Errorf("or %q, want %q", got, test.or)
			}
		})
	}
}

func TestVersioningOf(t *testing.T) {
	t.Parallel()
	read := FactOf(BucketFacts{Exists: true, Versioning: VersioningEnabled})
	tests := map[string]struct {
		declared Value[Versioning]
		fact     Fact[BucketFacts]
		want     Versioning
		known    bool
	}{
		"declared wins":     {Known(VersioningDisabled), read, VersioningDisabled, true},
		"declared unknown":  {Unknown[Versioning](), read, "", false},
		"as the cloud says": {Null[Versioning](), read, VersioningEnabled, true},
		"not read":          {Null[Versioning](), Fact[BucketFacts]{}, "", false},
		"not told":          {Null[Versioning](), FactOf(BucketFacts{Exists: true}), "", false},
		"missing bucket":    {Null[Versioning](), FactOf(BucketFacts{Versioning: VersioningEnabled}), "", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, known := VersioningOf(End{Versioning: test.declared}, test.fact)
			if got != test.want || known != test.known {
				t.Errorf("got %q, %v; want %q, %v", got, known, test.want, test.known)
			}
		})
	}
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	e := entryOf(func(s *Spec) { s.Destination.Bucket = Unknown[string]() })
	if got, want := e.Describe(), "orders-hz (cn-hangzhou) to (known after apply) (cn-beijing)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	e = entryOf(func(s *Spec) { s.RuleID = Known("wanted") })
	if got, want := e.Describe(), "orders-hz (cn-hangzhou) to orders-bj (cn-beijing), rule wanted"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	e.OwnID = "mcr-1"
	if got, want := e.Describe(), "orders-hz (cn-hangzhou) to orders-bj (cn-beijing), rule mcr-1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := list([]string{"a", "b", "c", "d", "e"}), "a, b, c, d and e"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := list([]string{"a", "b", "c", "d", "e", "f", "g"}), "a, b, c, d, e and 2 more"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
