package tencent

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// strange is a document as COS and others may have left it: a declaration, a comment, elements and attributes that no SDK
// knows, a rule without an id, the role said twice, and former spellings of destinations.
const strange = `<?xml version='1.0' encoding='utf-8' ?>
<!-- by hand -->
<ReplicationConfiguration xmlns="http://www.qcloud.com/document/product/436/7751">
  <Role>qcs::cam::uin/1:uin/1</Role>
  <Rule future="yes"><ID>a</ID><Status>Enabled</Status><Prefix>a/</Prefix><Destination><Bucket>qcs::cos:ap-shanghai:uid/1250000000:orders-sh-1250000000</Bucket><StorageClass>Standard_IA</StorageClass><Speed>fast</Speed></Destination></Rule>
  <Role>qcs::cam::uin/2:uin/2</Role>
  <Rule><Status>Disabled</Status><Filter><Tag><Key>k</Key><Value>v &amp; w</Value></Tag></Filter><Destination><Bucket>qcs:id/0:cos:cossh:appid/1250000000:orders-sh</Bucket></Destination></Rule>
  <Rule>
    <ID>c</ID><Status>Enabled</Status>
    <Filter><And><Prefix>c/</Prefix><Tag><Key>x</Key><Value>1</Value></Tag><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></And></Filter>
    <Destination><Bucket>qcs::cos:ap-shanghai::orders-sh-1250000000</Bucket></Destination>
    <DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>
  </Rule>
  <Limits><Max>7</Max></Limits>
</ReplicationConfiguration>
`

// nameless is what the rule without an id goes by.
const nameless = "unnamed:orders-sh-1250000000::k=v & w"

func mustParse(t interface{ Fatal(...any) }, raw string) *document {
	doc, err := parseDocument(ordersGz, []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestReadStrangeDocument(t *testing.T) {
	t.Parallel()
	doc := mustParse(t, strange)
	if string(doc.bytes()) != strange {
		t.Errorf("unedited, the document is\n%s", doc.bytes())
	}
	if doc.role() != "qcs::cam::uin/2:uin/2" {
		t.Errorf("role is %q", doc.role())
	}
	role := replication.TencentOptions{Role: doc.role()}
	want := []replication.Rule{
		ruleOf("a", func(r *replication.Rule) {
			r.Tencent, r.Unmodelled = role, []string{"Destination/Speed"}
			r.Tencent.StorageClass = "STANDARD_IA"
		}),
		ruleOf(nameless, func(r *replication.Rule) {
			r.Prefixes, r.Enabled, r.Tencent = nil, false, role
			r.Tencent.Tags = map[string]string{"k": "v & w"}
		}),
		ruleOf("c", func(r *replication.Rule) {
			r.ReplicateDeletes, r.Tencent, r.Unmodelled = false, role, []string{"Filter/And/ObjectSizeGreaterThan"}
			r.Tencent.Tags = map[string]string{"x": "1"}
		}),
	}
	if diff := cmp.Diff(want, doc.rules()); diff != "" {
		t.Errorf("rules differ (-want +got):\n%s", diff)
	}
}

// An edit of one rule changes the bytes of what it is about, and nothing else.
func TestEditsAreLocal(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		edit     func(*testing.T, *document)
		from, to string
	}{
		"disable":                       {change("a", func(r *replication.Rule) { r.Enabled = false }), "<ID>a</ID><Status>Enabled<", "<ID>a</ID><Status>Disabled<"},
		"prefix":                        {change("a", prefix("b/")), "<Status>Enabled</Status><Prefix>a/</Prefix><Destination>", "<Status>Enabled</Status><Destination>"},
		"class":                         {change("a", func(r *replication.Rule) { r.Tencent.StorageClass = "" }), "<StorageClass>Standard_IA</StorageClass>", ""},
		"another spelling of the class": {change("a", func(r *replication.Rule) { r.Tencent.StorageClass = "standard_ia" }), "", ""},
		"deletions":                     {change("c", func(r *replication.Rule) { r.ReplicateDeletes = true }), "<DeleteMarkerReplication><Status>Disabled", "<DeleteMarkerReplication><Status>Enabled"},
		"remove":                        {func(t *testing.T, d *document) { d.remove(found(t, d, "a")) }, strange[strings.Index(strange, "<Rule future"):strings.Index(strange, "\n  <Role>qcs::cam::uin/2")], ""},
		"role":                          {func(_ *testing.T, d *document) { d.setRole("qcs::cam::uin/2:uin/2") }, "qcs::cam::uin/1:uin/1", "qcs::cam::uin/2:uin/2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustParse(t, strange)
			test.edit(t, doc)
			want := strings.Replace(strange, test.from, test.to, 1)
			if name == "prefix" { // the new element stands at the end of its rule
				want = strings.Replace(want, "</Destination></Rule>", "</Destination><Prefix>b/</Prefix></Rule>", 1)
			}
			if diff := cmp.Diff(want, string(doc.bytes())); diff != "" {
				t.Errorf("document differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRuleWithoutID is found by what it is about, and keeps that as its id once it is changed.
func TestRuleWithoutID(t *testing.T) {
	t.Parallel()
	const id = nameless
	doc := mustParse(t, strange)
	change(id, func(r *replication.Rule) { r.Enabled, r.Tencent.Tags, r.Prefixes = true, nil, []string{"new/"} })(t, doc)
	if again := mustParse(t, string(doc.bytes())); found(t, again, id).value("ID") != id {
		t.Errorf("the document is\n%s", doc.bytes())
	}
	twins := strings.Replace(strange, "<Limits>", `<Rule><Status>Enabled</Status><Destination><Bucket>qcs::cos:ap-shanghai::b-1</Bucket></Destination></Rule>`+
		`<Rule><ID/><Status>Disabled</Status><Destination><Bucket>qcs::cos:ap-shanghai::b-1</Bucket></Destination></Rule><Limits>`, 1)
	if _, _, err := mustParse(t, twins).find("unnamed:b-1:"); err == nil || !strings.Contains(err.Error(), "more than one rule") {
		t.Errorf("two rules that are alike: %v", err)
	}
	doc = mustParse(t, twins)
	doc.remove(found(t, doc, id))
	if strings.Contains(string(doc.bytes()), "v &amp; w") {
		t.Errorf("the rule is still there:\n%s", doc.bytes())
	}
}

func found(t interface{ Fatal(...any) }, d *document, id string) *node {
	x, _, err := d.find(id)
	if err != nil || x == nil {
		t.Fatal("rule is not there: ", id, err)
	}
	return x
}

func change(id string, to func(*replication.Rule)) func(*testing.T, *document) {
	return func(t *testing.T, d *document) {
		t.Helper()
		x, is, err := d.find(id)
		if err != nil || x == nil {
			t.Fatal("rule is not there: ", id, err)
		}
		want := is
		to(&want)
		editRule(x, is, want)
	}
}

func TestNewRules(t *testing.T) {
	t.Parallel()
	doc, err := parseDocument(ordersGz, nil)
	if err != nil {
		t.Fatal(err)
	}
	doc.setRole("qcs::cam::uin/1:uin/1")
	doc.add(ruleOf("a", func(r *replication.Rule) { r.Prefixes = nil }))
	doc.add(ruleOf("b", prefix("<&>"), priority(3), func(r *replication.Rule) {
		r.ReplicateDeletes, r.Tencent.Tags, r.Tencent.StorageClass = false, map[string]string{"y": "2", "x": "1"}, "ARCHIVE"
		r.Encryption = replication.Encryption{ReplicateKMSObjects: true, ReplicaKMSKeyID: "key"}
	}))
	const want = "<ReplicationConfiguration><Role>qcs::cam::uin/1:uin/1</Role>" +
		"<Rule><ID>a</ID><Status>Enabled</Status><Destination><Bucket>qcs::cos:ap-shanghai::orders-sh-1250000000</Bucket></Destination>" +
		"<DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication></Rule>" +
		"<Rule><ID>b</ID><Status>Enabled</Status><Destination><Bucket>qcs::cos:ap-shanghai::orders-sh-1250000000</Bucket><StorageClass>ARCHIVE</StorageClass>" +
		"<EncryptionConfiguration><ReplicaKmsKeyID>key</ReplicaKmsKeyID></EncryptionConfiguration></Destination>" +
		"<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication><Priority>3</Priority>" +
		"<Filter><And><Prefix>&lt;&amp;&gt;</Prefix><Tag><Key>x</Key><Value>1</Value></Tag><Tag><Key>y</Key><Value>2</Value></Tag></And></Filter>" +
		"<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria></Rule>" +
		"</ReplicationConfiguration>"
	if diff := cmp.Diff(want, string(doc.bytes())); diff != "" {
		t.Errorf("document differs (-want +got):\n%s", diff)
	}
}

func TestAmbiguousID(t *testing.T) {
	t.Parallel()
	doc := mustParse(t, strings.Replace(strange, "<ID>c</ID>", "<ID>a</ID>", 1))
	if _, _, err := doc.find("a"); err == nil {
		t.Error("one of two rules with the same id was found")
	}
}

func TestNoDocument(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{"", " ", "<html></html>", "<ReplicationConfiguration>", "not XML"} {
		if _, err := parseDocument(ordersGz, []byte(raw)); err == nil {
			t.Errorf("%q was taken for a configuration", raw)
		}
	}
}

func ruleGen(id string) *rapid.Generator[replication.Rule] {
	return rapid.Custom(func(t *rapid.T) replication.Rule {
		r := ruleOf(id)
		r.Enabled, r.ReplicateDeletes = rapid.Bool().Draw(t, "enabled"), rapid.Bool().Draw(t, "deletes")
		r.Prefixes = rapid.SampledFrom([][]string{nil, {"a"}, {" b/<&>\"'\n"}, {"文件"}}).Draw(t, "prefix")
		r.Tencent.Priority = rapid.SampledFrom([]int{0, 1, 1000}).Draw(t, "priority")
		r.Tencent.Tags = rapid.SampledFrom([]map[string]string{nil, {"k": "v"}, {"k": "", " x": "<&>"}}).Draw(t, "tags")
		r.Tencent.StorageClass = rapid.SampledFrom([]string{"", "STANDARD", "DEEP_ARCHIVE"}).Draw(t, "class")
		r.Encryption.ReplicateKMSObjects = rapid.Bool().Draw(t, "kms")
		r.Encryption.ReplicaKMSKeyID = rapid.SampledFrom([]string{"", "key"}).Draw(t, "key")
		return r
	})
}

// Whatever is done to rules: what was written is read again, the other rules keep their bytes, and what is taken back
// leaves the document as it was.
func TestDocumentProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.SampledFrom([]string{strange, "<ReplicationConfiguration/>", "<ReplicationConfiguration><Role>r</Role></ReplicationConfiguration>"}).Draw(t, "base")
		doc := mustParse(t, base)
		others := map[string]string{}
		for _, x := range doc.elements() {
			others[idOf(x)] = string(x.bytes())
		}
		first, second := ruleGen("new").Draw(t, "first"), ruleGen("new").Draw(t, "second")
		doc.add(first)
		doc = mustParse(t, string(doc.bytes()))
		x, is, _ := doc.find("new")
		same(t, is, first)
		editRule(x, is, second)
		doc = mustParse(t, string(doc.bytes()))
		x, is, _ = doc.find("new")
		same(t, is, second)
		for id, raw := range others {
			if got := string(found(t, doc, id).bytes()); got != raw {
				t.Fatalf("rule %q was %s, is %s", id, raw, got)
			}
		}
		doc.remove(x)
		if got := string(doc.bytes()); base != "<ReplicationConfiguration/>" && got != base {
			t.Fatalf("in the end the document is\n%s", got)
		}
	})
}

// A rule of somebody else that is edited keeps what is not known here.
func TestEditedRuleKeepsUnknownElements(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		doc := mustParse(t, strange)
		id := rapid.SampledFrom([]string{"a", nameless, "c"}).Draw(t, "id")
		x, is, _ := doc.find(id)
		want := ruleGen(id).Draw(t, "rule")
		editRule(x, is, want)
		doc = mustParse(t, string(doc.bytes()))
		_, got, _ := doc.find(id)
		same(t, got, want)
		if !slices.Equal(got.Unmodelled, is.Unmodelled) {
			t.Fatalf("unknown elements were %q, are %q", is.Unmodelled, got.Unmodelled)
		}
	})
}

func same(t *rapid.T, got, want replication.Rule) {
	ignored := cmpopts.IgnoreFields(replication.Rule{}, "Unmodelled")
	got.Tencent.Role = want.Tencent.Role
	if !maps.Equal(got.Tencent.Tags, want.Tencent.Tags) {
		t.Fatalf("tags are %q, want %q", got.Tencent.Tags, want.Tencent.Tags)
	}
	if diff := cmp.Diff(want, got, ignored, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("rule differs (-want +got):\n%s", diff)
	}
}
