package oss

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// progress reads the progress of the rule "r" of the source bucket.
func (s *sim) progress() progressXML {
	s.t.Helper()
	a := s.call(http.MethodGet, "src", "/?replicationProgress&rule-id=r", "")
	var document struct {
		Rules []ruleXML `xml:"Rule"`
	}
	if err := xml.Unmarshal([]byte(a.body), &document); err != nil || len(document.Rules) != 1 {
		s.t.Fatalf("progress: %v\n%s", err, a.body)
	}
	if document.Rules[0].Progress == nil {
		return progressXML{}
	}
	return *document.Rules[0].Progress
}

func TestProgressIsWhatIsLeft(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{HistoricalPerSecond: 2})
	for i := range 3 {
		s.put("src", fmt.Sprintf("old-%d", i), text("1"))
	}
	s.rule("src", Rule{ID: "r", Bucket: "dst", Historical: true})
	if p := s.progress(); p != (progressXML{}) {
		t.Errorf("while starting: %+v", p)
	}
	s.clock.Advance(3 * time.Minute)
	for _, want := range []string{"0", "0.33", "0.66", "1"} {
		if p := s.progress(); p.HistoricalObject != want || p.NewObject != wire.Time(s.clock.Now()) {
			t.Errorf("progress %+v, want %s", p, want)
		}
		s.clock.Advance(500 * time.Millisecond)
	}
	written := s.clock.Now()
	s.put("src", "new", text("2"))
	s.clock.Advance(20 * time.Second)
	if p := s.progress(); p.NewObject != wire.Time(written.Add(-time.Millisecond)) {
		t.Errorf("replicated until %s, written at %s", p.NewObject, wire.Time(written))
	}
	s.clock.Advance(10 * time.Second)
	if p := s.progress(); p.NewObject != wire.Time(s.clock.Now()) {
		t.Errorf("replicated until %s, now %s", p.NewObject, wire.Time(s.clock.Now()))
	}
	if err := s.CloseRule("src", "r"); err != nil {
		t.Fatal(err)
	}
	if p := s.progress(); p != (progressXML{}) {
		t.Errorf("while closing: %+v", p)
	}
}

func TestProgressWithoutHistorical(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{Starting: -1})
	s.rule("src", Rule{ID: "r", Bucket: "dst"})
	if p := s.progress(); p.HistoricalObject != "" || p.NewObject == "" {
		t.Errorf("progress %+v", p)
	}
}

// Time control is enabling while existing objects are copied.
func TestRTCWaitsForHistoricalData(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{HistoricalPerSecond: 0.0005})
	s.put("src", "old", text("1"))
	s.rule("src", Rule{Bucket: "dst", Historical: true, RTC: true})
	s.clock.Advance(30 * time.Minute)
	if got := s.Rules("src")[0].RTCStatus; got != "enabling" {
		t.Errorf("status %s", got)
	}
	s.clock.Advance(30 * time.Minute)
	if got := s.Rules("src")[0].RTCStatus; got != "enabled" {
		t.Errorf("status %s", got)
	}
}

// What GetBucketReplication shows, and what it leaves out.
func TestRuleAnswer(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	for rule, want := range map[string]string{
		to("dst", "oss-cn-beijing", "<TransferType>internal</TransferType>") + "<ID>1</ID>": "<Rule><ID>1</ID><Action>ALL</Action><Destination><Bucket>dst</Bucket><Location>oss-cn-beijing</Location></Destination>" +
			"<Status>starting</Status><HistoricalObjectReplication>enabled</HistoricalObjectReplication></Rule>",
		"<ID>2</ID><HistoricalObjectReplication>disabled</HistoricalObjectReplication><Action>PUT,DELETE</Action><SyncRole>r</SyncRole>" + kms("Disabled", "k") + to("dst", "oss-cn-beijing"): "<Rule><ID>2</ID><Action>PUT,DELETE</Action><Destination><Bucket>dst</Bucket><Location>oss-cn-beijing</Location></Destination>" +
			"<Status>starting</Status><HistoricalObjectReplication>disabled</HistoricalObjectReplication><SyncRole>r</SyncRole>" +
			"<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Disabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria></Rule>",
		"<ID>3</ID>" + kms("Enabled", "k") + to("dst", "oss-cn-beijing"): "<Rule><ID>3</ID><Action>ALL</Action><Destination><Bucket>dst</Bucket><Location>oss-cn-beijing</Location></Destination>" +
			"<Status>starting</Status><HistoricalObjectReplication>enabled</HistoricalObjectReplication></Rule>",
	} {
		if a := s.call(http.MethodPost, "src", addRule, configuration(rule)); a.status != http.StatusOK {
			t.Fatalf("%s\n%s", rule, a.body)
		}
		if a := s.call(http.MethodGet, "src", "/?replication", ""); !strings.Contains(a.body, want) {
			t.Errorf("got %s\nwant %s", a.body, want)
		}
		if err := s.RemoveRule("src", s.Rules("src")[0].ID); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLocations(t *testing.T) {
	t.Parallel()
	type locations struct {
		Locations []string               `xml:"Location"`
		Transfer  []locationTransferType `xml:"LocationTransferTypeConstraint>LocationTransferType"`
		RTC       []string               `xml:"LocationRTCConstraint>Location"`
	}
	get := func(region string) (l locations) {
		s := newSim(t, Options{})
		s.bucket("src", region)
		a := s.call(http.MethodGet, "src", "/?replicationLocation", "")
		if err := xml.Unmarshal([]byte(a.body), &l); err != nil {
			t.Fatal(err)
		}
		return l
	}
	hangzhou := get("cn-hangzhou")
	for _, region := range strings.Fields(`ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-5
		ap-southeast-6 ap-southeast-7 cn-beijing cn-chengdu cn-fuzhou cn-guangzhou cn-heyuan cn-hongkong cn-huhehaote cn-nanjing cn-qingdao
		cn-shanghai cn-shenzhen cn-wulanchabu cn-zhangjiakou eu-central-1 eu-west-1 me-central-1 me-east-1 rus-west-1 us-east-1 us-west-1`) {
		if !slices.Contains(hangzhou.Locations, "oss-"+region) {
			t.Errorf("Hangzhou does not list %s", region)
		}
		accelerated := slices.ContainsFunc(hangzhou.Transfer, func(l locationTransferType) bool {
			return l.Location == "oss-"+region && slices.Equal(l.Types, []string{"oss_acc"})
		})
		if mainland := strings.HasPrefix(region, "cn-") && region != "cn-hongkong"; accelerated == mainland {
			t.Errorf("%s: needs acceleration %v", region, accelerated)
		}
	}
	if slices.Sort(hangzhou.RTC); !slices.Equal(hangzhou.RTC, []string{"oss-cn-beijing", "oss-cn-qingdao", "oss-cn-shanghai", "oss-cn-shenzhen", "oss-cn-zhangjiakou"}) {
		t.Errorf("time control from Hangzhou: %v", hangzhou.RTC)
	}
	if west := get("us-west-1"); !slices.Equal(west.RTC, []string{"oss-us-east-1"}) {
		t.Errorf("time control from Silicon Valley: %v", west.RTC)
	}
	if finance := get("cn-hangzhou-finance"); len(finance.Locations) != 3 {
		t.Errorf("finance: %v", finance.Locations)
	}
	if government := get("cn-north-2-gov-1"); len(government.Locations) != 0 {
		t.Errorf("government: %v", government.Locations)
	}
}
