package alibaba

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// The answer has every optional element once, and a rule that has none.
const rulesXML = `<?xml version="1.0" encoding="UTF-8"?>
<ReplicationConfiguration>
  <Rule>
    <ID>rule:1/a</ID>
    <PrefixSet><Prefix>source1</Prefix><Prefix>video</Prefix></PrefixSet>
    <UserTaggings><FilterType>AND</FilterType><UserTagging><Key>k</Key><Value>v</Value></UserTagging></UserTaggings>
    <Action>DELETE,PUT</Action>
    <Destination><Bucket>destbucket</Bucket><Location>oss-us-west-1</Location><TransferType>oss_acc</TransferType><Class>IA</Class></Destination>
    <Status>doing</Status>
    <HistoricalObjectReplication>disabled</HistoricalObjectReplication>
    <SyncRole>aliyunramrole</SyncRole>
    <RTC><Status>enabling</Status></RTC>
    <SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>
    <EncryptionConfiguration><ReplicaKmsKeyID>c4d49f85</ReplicaKmsKeyID></EncryptionConfiguration>
    <Empty/>
  </Rule>
  <Rule><ID>rule-2</ID><Action>ALL</Action>
    <Destination><Bucket>dest2</Bucket><Location>oss-cn-beijing</Location></Destination>
    <Status>starting</Status><HistoricalObjectReplication>enabled</HistoricalObjectReplication>
  </Rule>
  <Rule><ID>rule-3</ID>
    <Destination><Bucket>dest3</Bucket><Location>oss-cn-szfinance</Location></Destination>
    <PrefixSet><Prefix></Prefix></PrefixSet><Status>pausing</Status>
  </Rule>
</ReplicationConfiguration>`

func TestListReadsEverything(t *testing.T) {
	t.Parallel()
	d, s := newTestDriver(t, reply(200, rulesXML), nil)
	got, err := d.List(t.Context(), ordersHz)
	if err != nil {
		t.Fatal(err)
	}
	to := func(region, bucket string) replication.BucketRef {
		return replication.BucketRef{Cloud: replication.Alibaba, Region: region, Bucket: bucket}
	}
	want := []replication.Rule{
		{
			ID: "rule:1/a", Source: ordersHz, Destination: to("us-west-1", "destbucket"), Enabled: true,
			Prefixes: []string{"source1", "video"}, ReplicateDeletes: true,
			Encryption: replication.Encryption{ReplicateKMSObjects: true, ReplicaKMSKeyID: "c4d49f85"},
			Alibaba: replication.AlibabaOptions{
				Actions: []string{"PUT", "DELETE"}, SyncRole: "aliyunramrole", TransferAcceleration: true, ReplicationTimeControl: true,
			},
			Status: replication.StatusActive, Unmodelled: []string{"UserTaggings", "Destination/Class"},
		},
		{
			ID: "rule-2", Source: ordersHz, Destination: to("cn-beijing", "dest2"), Enabled: true, ReplicateDeletes: true,
			ReplicateExisting: true, Alibaba: replication.AlibabaOptions{Actions: []string{"ALL"}}, Status: replication.StatusStarting,
		},
		{
			ID: "rule-3", Source: ordersHz, Destination: to("cn-shenzhen-finance-1", "dest3"), Enabled: true, ReplicateDeletes: true,
			ReplicateExisting: true, Alibaba: replication.AlibabaOptions{Actions: []string{"ALL"}}, Status: replication.StatusActive,
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if s.urls[0] != "https://orders-hz.oss-cn-hangzhou.aliyuncs.com/?replication" || !strings.HasPrefix(s.auth[0], "OSS4-HMAC-SHA256 ") {
		t.Errorf("asked %s with %.20s", s.urls[0], s.auth[0])
	}
}

// What is not the documented answer must never pass for "no rules".
func TestListRefusesWhatItDoesNotUnderstand(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"empty": "", "a page": "<html><body>Welcome</body></html>", "truncated": rulesXML[:200], "json": `{"rules":[]}`,
	} {
		d, _ := newTestDriver(t, reply(200, body), nil)
		rules, err := d.List(t.Context(), ordersHz)
		if !replication.IsKind(err, replication.KindUnavailable) || rules != nil {
			t.Errorf("%s: got %v, %v", name, rules, err)
		}
	}
}

func TestCreateBody(t *testing.T) {
	t.Parallel()
	minimal := replication.Rule{ID: "r", Source: ordersHz, Destination: ordersBj}
	full := replication.Rule{
		ID: "r", Source: ordersHz, Destination: ordersBj, Prefixes: []string{"a/", "b/"}, ReplicateDeletes: true, ReplicateExisting: true,
		Encryption: replication.Encryption{ReplicateKMSObjects: true, ReplicaKMSKeyID: "key"},
		Alibaba: replication.AlibabaOptions{
			Actions: []string{"ABORT", "PUT"}, SyncRole: "role", TransferAcceleration: true, ReplicationTimeControl: true,
		},
	}
	for want, rule := range map[string]replication.Rule{
		`<ReplicationConfiguration><Rule><ID>r</ID><Action>PUT</Action><Destination><Bucket>orders-bj</Bucket><Location>oss-cn-beijing</Location>` +
			`<TransferType>internal</TransferType></Destination><HistoricalObjectReplication>disabled</HistoricalObjectReplication></Rule></ReplicationConfiguration>`: minimal,
		`<ReplicationConfiguration><Rule><ID>r</ID><RTC><Status>enabled</Status></RTC><PrefixSet><Prefix>a/</Prefix><Prefix>b/</Prefix></PrefixSet>` +
			`<Action>PUT,ABORT</Action><Destination><Bucket>orders-bj</Bucket><Location>oss-cn-beijing</Location><TransferType>oss_acc</TransferType></Destination>` +
			`<HistoricalObjectReplication>enabled</HistoricalObjectReplication><SyncRole>role</SyncRole>` +
			`<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>` +
			`<EncryptionConfiguration><ReplicaKmsKeyID>key</ReplicaKmsKeyID></EncryptionConfiguration></Rule></ReplicationConfiguration>`: full,
	} {
		got, err := xml.Marshal(configurationXML{Rules: []ruleXML{toXML(rule)}})
		if err != nil || string(got) != want {
			t.Errorf("got  %s, %v\nwant %s", got, err, want)
		}
	}
}

// Whatever can be configured reads back as it was written.
func TestRuleRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		actions := rapid.SampledFrom([][]string{{"ALL"}, {"PUT"}, {"PUT", "DELETE"}, {"PUT", "ABORT"}, {"PUT", "DELETE", "ABORT"}}).Draw(t, "actions")
		kms := rapid.Bool().Draw(t, "kms")
		want := replication.Rule{
			ID: rapid.StringMatching(`[ -~]{1,255}`).Draw(t, "id"), Source: ordersHz, Enabled: true, Status: replication.StatusActive,
			Destination: replication.BucketRef{
				Cloud: replication.Alibaba, Bucket: "orders-xx",
				Region: rapid.SampledFrom([]string{"cn-beijing", "us-west-1", "cn-hangzhou-finance", "cn-north-2-gov-1", "xx-new-9"}).Draw(t, "region"),
			},
			Prefixes:          rapid.SampledFrom([][]string{nil, {"a/"}, {"ä & <b>", "c\td"}}).Draw(t, "prefixes"),
			ReplicateDeletes:  replication.ActionsDelete(actions),
			ReplicateExisting: rapid.Bool().Draw(t, "existing"),
			Alibaba: replication.AlibabaOptions{
				Actions: actions, SyncRole: rapid.SampledFrom([]string{"", "role"}).Draw(t, "role"),
				TransferAcceleration: rapid.Bool().Draw(t, "acceleration"), ReplicationTimeControl: rapid.Bool().Draw(t, "rtc"),
			},
		}
		if kms {
			want.Encryption = replication.Encryption{ReplicateKMSObjects: true, ReplicaKMSKeyID: "key"}
		}
		body, err := xml.Marshal(configurationXML{Rules: []ruleXML{toXML(want)}})
		if err != nil {
			t.Fatal(err)
		}
		var read configurationXML
		if err := xml.Unmarshal(body, &read); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, fromXML(ordersHz, read.Rules[0])); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}
