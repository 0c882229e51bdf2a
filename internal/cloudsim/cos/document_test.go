package cos

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// strange is a document as other tools write it: older spellings, a repeated role, elements and a form that nobody knows.
const strange = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- by hand -->\n<ReplicationConfiguration xmlns=\"http://example.org/\">\n" +
	"  <Rule>\n    <Status>Enabled</Status>\n    <Prefix>a&amp;b/</Prefix>\n    <Future attribute='1'><Deep>&lt;x/&gt;</Deep></Future>\n" +
	"    <Destination><Bucket>qcs:id/0:cos:ap-shanghai:appid/1250000000:dst</Bucket><StorageClass>Standard_IA</StorageClass><Fresh/></Destination>\n  </Rule>\n" +
	"  <Role>" + role + "</Role>\n  <Role>" + role + "</Role>\n" +
	"  <Rule><ID>two</ID><Status>Disabled</Status><Destination><Bucket>qcs::cos:ap-shanghai:uid/1250000000:" + dst + "</Bucket></Destination>" +
	"<Filter><And><Prefix>c/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>" + keepMarkers + "</Rule>\n</ReplicationConfiguration>\n"

func TestDocumentIsKeptByteForByte(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.want(s.call(http.MethodPut, src, "/?replication", strange), 200, "")
	a := s.call(http.MethodGet, src, "/?replication", "")
	if diff := cmp.Diff(strange, a.body); diff != "" {
		t.Error(diff)
	}
	created := a.header.Get("x-cos-replication-rule-creation-time")
	if when, err := http.ParseTime(created); err != nil || s.clock.Now().Sub(when).Abs() > time.Second {
		t.Errorf("creation time %q", created)
	}
	if a.header.Get("Content-Type") != "application/xml" || a.header.Get("x-cos-bucket-region") != "ap-guangzhou" {
		t.Errorf("headers %v", a.header)
	}
	rules := s.Rules(src)
	want := []Rule{
		{Status: "Enabled", Prefix: "a&b/", Bucket: dst, Region: "ap-shanghai", StorageClass: "Standard_IA"},
		{ID: "two", Status: "Disabled", Prefix: "c/", Tags: []Tag{{"k", "v"}}, Bucket: dst, Region: "ap-shanghai", DeleteMarkers: "Disabled"},
	}
	if diff := cmp.Diff(want, []Rule{rules[0].Rule, rules[1].Rule}); diff != "" {
		t.Error(diff)
	}
}

func TestConsoleChangesKeepTheRest(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.must(s.SetDocument(src, strange))
	added := Rule{ID: "three", Priority: 3, Prefix: "<&>", Tags: []Tag{{"k", "v&"}}, Bucket: dst, StorageClass: "ARCHIVE", DeleteMarkers: "Disabled", KMS: "Enabled", ReplicaKMSKeyID: "key"}
	s.must(s.AddRule(src, added))
	text := s.Document(src)
	before, after, _ := strings.Cut(strange, "</ReplicationConfiguration>")
	if !strings.HasPrefix(text, before) || !strings.HasSuffix(text, "</ReplicationConfiguration>"+after) {
		t.Errorf("document %s", text)
	}
	added.Status, added.Region = "Enabled", "ap-shanghai"
	if rules := s.Rules(src); len(rules) != 3 || !cmp.Equal(rules[2].Rule, added) {
		t.Errorf("rules %+v", rules)
	}
	s.must(s.RemoveRule(src, "three"))
	if diff := cmp.Diff(strange, s.Document(src)); diff != "" {
		t.Error(diff)
	}
	if err := s.RemoveRule(src, "three"); err == nil {
		t.Error("a rule that is not there was removed")
	}
	s.must(s.RemoveRule(src, "two"))
	s.must(s.RemoveRule(src, "")) // the one without an id is the last
	if s.Document(src) != "" || s.Rules(src) != nil {
		t.Errorf("left: %q", s.Document(src))
	}
	s.must(s.AddRule(src, Rule{ID: "fresh", Bucket: dst}))
	s.want(s.call(http.MethodPut, src, "/?replication", s.Document(src)), 200, "") // what AddRule makes is valid
	if err := s.SetDocument(src, "<broken"); err == nil || s.Rules(src)[0].ID != "fresh" {
		t.Errorf("a broken document: error %v, rules %+v", err, s.Rules(src))
	}
}

func TestReplicationNotFound(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		options Options
		code    string
		deleted int
	}{
		{Options{}, "ReplicationConfigurationnotFoundError", 204},
		{Options{NotFoundErrorCapitalN: true, DeleteWithoutConfigurationIs404: true}, "ReplicationConfigurationNotFoundError", 404},
	} {
		s := withPair(t, c.options)
		s.want(s.call(http.MethodGet, src, "/?replication=", ""), 404, c.code)
		if a := s.call(http.MethodDelete, src, "/?replication", ""); a.status != c.deleted || c.deleted == 404 && a.Code != c.code {
			t.Errorf("deleting nothing: %d %s", a.status, a.Code)
		}
		s.must(s.AddRule(src, Rule{Bucket: dst}))
		if a := s.call(http.MethodDelete, src, "/?replication", ""); a.status != 204 || a.body != "" {
			t.Errorf("deleting: %+v", a)
		}
		s.want(s.call(http.MethodGet, src, "/?replication", ""), 404, c.code)
	}
}

func TestStoredForms(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{EchoDefaults: true, UpperCaseStorageClass: true, ReverseRules: true})
	s.want(s.call(http.MethodPut, src, "/?replication", strange), 200, "")
	a := s.call(http.MethodGet, src, "/?replication", "")
	rules := s.Rules(src)
	if len(rules) != 2 || rules[0].ID != "two" || rules[1].StorageClass != "STANDARD_IA" || rules[1].DeleteMarkers != "Enabled" || len(rules[1].ID) != 32 {
		t.Errorf("rules %+v", rules)
	}
	for _, kept := range []string{"<Future attribute='1'><Deep>&lt;x/&gt;</Deep></Future>", "<Fresh/>", "<!-- by hand -->", "<ID>" + rules[1].ID + "</ID>"} {
		if !strings.Contains(a.body, kept) {
			t.Errorf("no %s in %s", kept, a.body)
		}
	}
	if again := s.call(http.MethodGet, src, "/?replication", ""); again.body != a.body {
		t.Error("two reads differ")
	}
}

// Reads give the former document until the delay has passed, each write's own.
func TestConfigurationIsEventuallyConsistent(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{ConfigurationDelay: 2 * time.Second})
	read := func() string { return s.call(http.MethodGet, src, "/?replication", "").body }
	see := func(want string) {
		t.Helper()
		if got := read(); !strings.Contains(got, want) {
			t.Errorf("read %s, want %s", got, want)
		}
	}
	put := func(id string) { s.call(http.MethodPut, src, "/?replication", configuration(rule(id, dst))) }
	put("one")
	see("notFoundError")
	if rules := s.Rules(src); len(rules) != 1 || rules[0].ID != "one" {
		t.Errorf("in effect: %+v", rules)
	}
	s.clock.Advance(time.Second)
	put("two")
	see("notFoundError")
	s.clock.Advance(time.Second)
	see("<ID>one</ID>")
	s.clock.Advance(time.Second)
	see("<ID>two</ID>")
	s.call(http.MethodDelete, src, "/?replication", "")
	see("<ID>two</ID>")
	s.clock.Advance(2 * time.Second)
	see("notFoundError")
	put("three")
	s.must(s.AddRule(src, Rule{ID: "console", Bucket: dst})) // direct changes show at once
	see("<ID>console</ID>")
	s.SetConfigurationDelay(0)
	put("four")
	see("<ID>four</ID>")
}

func TestVersioningIsEventuallyConsistent(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.SetConfigurationDelay(time.Second)
	s.mutate(src, func(b *BucketSpec) { b.Versioning = "" })
	s.want(s.call(http.MethodPut, src, "/?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"), 200, "")
	if a := s.call(http.MethodGet, src, "/?versioning", ""); strings.Contains(a.body, "Status") {
		t.Errorf("at once: %s", a.body)
	}
	s.clock.Advance(time.Second)
	if a := s.call(http.MethodGet, src, "/?versioning", ""); !strings.Contains(a.body, "<Status>Enabled</Status>") {
		t.Errorf("later: %s", a.body)
	}
}
