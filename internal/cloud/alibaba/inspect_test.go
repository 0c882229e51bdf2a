package alibaba

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

func TestInspectBucket(t *testing.T) {
	t.Parallel()
	info := func(rest string) func(*http.Request) canned {
		return reply(200, "<BucketInfo><Bucket><Name>orders-hz</Name><Location>oss-cn-hangzhou</Location><Owner><ID>1001</ID></Owner>"+rest+"</Bucket></BucketInfo>")
	}
	facts := func(v replication.Versioning, kms bool) replication.BucketFacts {
		return replication.BucketFacts{Exists: true, Region: "cn-hangzhou", OwnerID: "1001", Versioning: v, KMSByDefault: kms}
	}
	for name, test := range map[string]struct {
		answer func(*http.Request) canned
		want   replication.BucketFacts
	}{
		"plain":       {info(""), facts(replication.VersioningDisabled, false)},
		"versioned":   {info("<Versioning>Enabled</Versioning>"), facts(replication.VersioningEnabled, false)},
		"suspended":   {info("<Versioning>Suspended</Versioning>"), facts(replication.VersioningSuspended, false)},
		"new state":   {info("<Versioning>Frozen</Versioning>"), facts("", false)},
		"kms":         {info("<ServerSideEncryptionRule><SSEAlgorithm>KMS</SSEAlgorithm></ServerSideEncryptionRule>"), facts(replication.VersioningDisabled, true)},
		"no kms":      {info("<ServerSideEncryptionRule><SSEAlgorithm>AES256</SSEAlgorithm></ServerSideEncryptionRule>"), facts(replication.VersioningDisabled, false)},
		"missing":     {reply(404, errorXML("NoSuchBucket", "x", "")), replication.BucketFacts{}},
		"elsewhere":   {reply(403, errorXML("AccessDenied", "x", "<Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>")), replication.BucketFacts{Exists: true, Region: "cn-beijing"}},
		"gov. region": {reply(403, errorXML("AccessDenied", "x", "<Endpoint>oss-cn-north-2-gov-1.aliyuncs.com</Endpoint>")), replication.BucketFacts{Exists: true, Region: "cn-north-2-gov-1"}},
	} {
		d, _ := newTestDriver(t, test.answer, nil)
		got, err := d.InspectBucket(t.Context(), ordersHz)
		if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got)\n%s", name, err, diff)
		}
	}
	d, _ := newTestDriver(t, reply(403, errorXML("AccessDenied", "x", "")), nil)
	if _, err := d.InspectBucket(t.Context(), ordersHz); !replication.IsKind(err, replication.KindPermission) {
		t.Errorf("without permission: %v", err)
	}
}

func TestHasLifecycleRules(t *testing.T) {
	t.Parallel()
	rule := func(status string) string { return "<Rule><ID>x</ID><Status>" + status + "</Status></Rule>" }
	for body, want := range map[string]bool{
		"": false, rule("Disabled"): false, rule("Disabled") + rule("Enabled"): true,
	} {
		d, _ := newTestDriver(t, reply(200, "<LifecycleConfiguration>"+body+"</LifecycleConfiguration>"), nil)
		if got, err := d.HasLifecycleRules(t.Context(), ordersHz); err != nil || got != want {
			t.Errorf("%s: %v, %v", body, got, err)
		}
	}
	d, _ := newTestDriver(t, reply(404, errorXML("NoSuchLifecycle", "x", "")), nil)
	if got, err := d.HasLifecycleRules(t.Context(), ordersHz); err != nil || got {
		t.Errorf("without configuration: %v, %v", got, err)
	}
}

func TestLocations(t *testing.T) {
	t.Parallel()
	d, _ := newTestDriver(t, reply(200, `<ReplicationLocation><Location>oss-us-west-1</Location><Location>oss-cn-beijing</Location><Location>oss-cn-hangzhou</Location>
		<LocationTransferTypeConstraint>
		<LocationTransferType><Location>oss-us-west-1</Location><TransferTypes><Type>oss_acc</Type></TransferTypes></LocationTransferType>
		<LocationTransferType><Location>oss-cn-beijing</Location><TransferTypes><Type>oss_acc</Type><Type>internal</Type></TransferTypes></LocationTransferType>
		</LocationTransferTypeConstraint>
		<LocationRTCConstraint><Location>oss-cn-beijing</Location></LocationRTCConstraint></ReplicationLocation>`), nil)
	got, err := d.Locations(t.Context(), ordersHz)
	want := replication.Locations{Regions: []string{"cn-beijing", "us-west-1"}, AccelerationOnly: []string{"us-west-1"}, TimeControl: []string{"cn-beijing"}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	fraction := func(f float64) *float64 { return &f }
	for name, test := range map[string]struct {
		rest string
		want *float64
	}{
		"copying":        {"<Status>doing</Status><Progress><HistoricalObject>0.85</HistoricalObject><NewObject>2015-09-24T15:28:14.000Z</NewObject></Progress>", fraction(0.85)},
		"nothing yet":    {"<Status>doing</Status><Progress><HistoricalObject>0</HistoricalObject></Progress>", fraction(0)},
		"starting":       {"<Status>starting</Status><Progress><HistoricalObject>0</HistoricalObject></Progress>", nil},
		"closing":        {"<Status>closing</Status>", nil},
		"not historical": {"<Status>doing</Status><HistoricalObjectReplication>disabled</HistoricalObjectReplication><Progress><HistoricalObject>0</HistoricalObject></Progress>", nil},
		"new only":       {"<Status>doing</Status><Progress><NewObject>x</NewObject></Progress>", nil},
		"nonsense":       {"<Status>doing</Status><Progress><HistoricalObject>NaN</HistoricalObject></Progress>", nil},
	} {
		d, s := newTestDriver(t, reply(200, "<ReplicationProgress><Rule><ID>r</ID>"+test.rest+"</Rule></ReplicationProgress>"), nil)
		got, err := d.Progress(t.Context(), wanted("r").Ref())
		if diff := cmp.Diff(test.want, got.HistoricalFraction); err != nil || diff != "" {
			t.Errorf("%s: %v after %s (-want +got)\n%s", name, err, s.urls, diff)
		}
	}
	d, _ := newTestDriver(t, reply(200, "<ReplicationProgress></ReplicationProgress>"), nil)
	if _, err := d.Progress(t.Context(), wanted("r").Ref()); !replication.IsKind(err, replication.KindNotFound) {
		t.Errorf("a rule that is not there: %v", err)
	}
}

func TestUpdateReportsAChangeThatDoesNotShow(t *testing.T) {
	t.Parallel()
	d, s := newTestDriver(t, routes(map[string]func(*http.Request) canned{
		"rtc": reply(200, ""), "list": listed(listedRule("r", "doing")),
	}), nil)
	before, after := wanted("r"), wanted("r")
	after.Alibaba.ReplicationTimeControl = true
	got, err := d.Update(t.Context(), before, after)
	if !replication.IsKind(err, replication.KindIncomplete) || got.ID != "r" || got.Alibaba.ReplicationTimeControl {
		t.Errorf("Update returned %+v, %v", got, err)
	}
	if want := "<ReplicationRule><RTC><Status>enabled</Status></RTC><ID>r</ID></ReplicationRule>"; s.bodies[0] != want {
		t.Errorf("sent %s", s.bodies[0])
	}
}

func TestForChecksAsksADeadHostOnce(t *testing.T) {
	t.Parallel()
	s := &server{answer: func(*http.Request) canned {
		return canned{err: &transport.Error{Host: "h", What: "is dead", Err: http.ErrServerClosed}}
	}}
	client, err := transport.New(transport.Options{Cloud: "alibaba", MaxRetries: 5, Clock: &clocktest.Clock{}, Base: s})
	if err != nil {
		t.Fatal(err)
	}
	d, _ := newTestDriver(t, nil, func(o *Options) { o.HTTPClient = client })
	checks := d.ForChecks()
	for range 3 {
		if _, err := checks.InspectBucket(t.Context(), ordersHz); !replication.IsKind(err, replication.KindUnavailable) {
			t.Errorf("InspectBucket returned %v", err)
		}
	}
	if len(s.urls) != 2 {
		t.Errorf("%d requests for checks, want one and its retry", len(s.urls))
	}
	if _, err := d.InspectBucket(t.Context(), ordersHz); err == nil || len(s.urls) != 8 {
		t.Errorf("the driver itself made %d requests in all: %v", len(s.urls), err)
	}
}
