package replication

import (
	"maps"
	"slices"
	"testing"
)

func TestContent(t *testing.T) {
	t.Parallel()
	content := map[string]string{"": specOf(prefixes("a/", "b/")).Content()}
	for name, makeUnknown := range unknownFields {
		s := specOf(prefixes("a/", "b/"))
		makeUnknown(&s)
		content[name] = s.Content()
	}
	for name, c := range content {
		// Versioning declares something of the bucket; the scope follows from the regions.
		aside := name == "source.versioning" || name == "destination.versioning" || name == "scope"
		if same := c == content[""]; name != "" && same != aside {
			t.Errorf("unknown %s: same content is %v, want %v", name, same, aside)
		}
	}
	if specOf(prefixes("a/", "b/")).Content() != specOf(prefixes("b/", "a/")).Content() {
		t.Error("the order of prefixes makes a difference")
	}
	if specOf(prefixes("a/", "b/")).Content() == specOf(prefixes(`a/" "b/`)).Content() {
		t.Error("one prefix with quotes passes for two")
	}
	if specOf(prefixes()).Content() == specOf().Content() {
		t.Error("an empty set passes for null")
	}
	if specOf(prefixes("?")).Content() == specOf(func(s *Spec) { s.Prefixes = Unknown[[]string]() }).Content() {
		t.Error("a question mark passes for unknown")
	}
}

func TestSameSettings(t *testing.T) {
	t.Parallel()
	byDefault := entryOf()
	spelled := entryOf(prefixes(), between(beijing, shanghai), func(s *Spec) {
		s.RuleID, s.Enabled = Known("mcr-1"), Known(true)
		s.ReplicateDeletes, s.ReplicateExisting = Known(true), Known(true)
		s.ReplicateKMSObjects, s.ReplicaKMSKeyID = Known(false), Known("")
		s.Alibaba = AlibabaSpec{
			Actions: Known([]string{ActionAll}), SyncRole: Known(""), TransferAcceleration: Known(false), ReplicationTimeControl: Known(false),
		}
	})
	if !byDefault.SameSettings(spelled, AlibabaCapabilities) || !spelled.SameSettings(byDefault, AlibabaCapabilities) {
		t.Error("what is left out differs from its default")
	}
	ends := []string{"source.bucket", "source.region", "source.versioning", "destination.bucket", "destination.region", "destination.versioning", "rule_id", "scope", "ucloud.project_id"}
	for _, name := range slices.Sorted(maps.Keys(unknownFields)) {
		me := spelled
		unknownFields[name](&me.Spec)
		// Deletions are known from the actions too, and the actions only from themselves.
		want := slices.Contains(ends, name) || name == "replicate_deletes"
		if got := me.SameSettings(me, AlibabaCapabilities); got != want {
			t.Errorf("unknown %s: same as itself is %v, want %v", name, got, want)
		}
	}
}

func TestSameSettingsOfRules(t *testing.T) {
	t.Parallel()
	a := ruleOf("a", hangzhou, beijing, func(r *Rule) { r.Prefixes = []string{"x", "y"} })
	b := ruleOf("b", beijing, shanghai, func(r *Rule) { r.Prefixes, r.Status = []string{"y", "x"}, StatusStarting })
	if !a.sameSettings(b) {
		t.Error("id, ends, status or the order of prefixes make a difference")
	}
	for name, change := range map[string]func(*Rule){
		"enabled":      func(r *Rule) { r.Enabled = false },
		"prefixes":     func(r *Rule) { r.Prefixes = []string{"x"} },
		"deletes":      func(r *Rule) { r.ReplicateDeletes = false },
		"existing":     func(r *Rule) { r.ReplicateExisting = false },
		"encryption":   func(r *Rule) { r.Encryption.ReplicaKMSKeyID = "key" },
		"actions":      func(r *Rule) { r.Alibaba.Actions = []string{ActionPut} },
		"role":         func(r *Rule) { r.Alibaba.SyncRole = "role" },
		"acceleration": func(r *Rule) { r.Alibaba.TransferAcceleration = true },
		"time control": func(r *Rule) { r.Alibaba.ReplicationTimeControl = true },
	} {
		changed := b
		change(&changed)
		if a.sameSettings(changed) {
			t.Errorf("%s makes no difference", name)
		}
	}
}
