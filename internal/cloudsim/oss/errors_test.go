package oss

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

const addRule = "/?replication&comp=add"

func tags(n int) string {
	text := "<UserTaggings><FilterType>AND</FilterType>"
	for i := range n {
		text += fmt.Sprintf("<UserTagging><Key>k%d</Key><Value>v</Value></UserTagging>", i)
	}
	return text + "</UserTaggings>"
}

func prefixes(n int) string {
	text := "<PrefixSet>"
	for i := range n {
		text += fmt.Sprintf("<Prefix>p%02d/</Prefix>", i)
	}
	return text + "</PrefixSet>"
}

func kms(status, key string) string {
	return "<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>" + status + "</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>" +
		"<EncryptionConfiguration><ReplicaKmsKeyID>" + key + "</ReplicaKmsKeyID></EncryptionConfiguration>"
}

// Every documented error of PutBucketReplication, in the order of the checks.
func TestPutBucketReplicationErrors(t *testing.T) {
	t.Parallel()
	beijing := to("dst", "oss-cn-beijing")
	versioned := func(s *sim) {
		for _, name := range []string{"src", "dst"} {
			s.mutate(name, func(b *BucketSpec) { b.Versioning = VersioningEnabled })
		}
	}
	for _, test := range []struct {
		name    string
		body    string
		code    string
		ec      string
		status  int // 400 unless set
		options Options
		prepare func(*sim)
	}{
		{name: "no source bucket", code: "NoSuchBucket", ec: "0015-00000101", status: 404, prepare: func(s *sim) { _ = s.DeleteBucketHard("src") }},
		{name: "permission", code: "AccessDenied", ec: "0003-00000202", status: 403, prepare: func(s *sim) {
			s.key.Deny = []string{"oss:PutBucketReplication src"}
			s.access.Put(s.key)
		}},
		{name: "no xml", body: "{}", code: "MalformedXML", ec: "0031-00000001"},
		{name: "broken xml", body: "<ReplicationConfiguration><Rule>", code: "MalformedXML"},
		{name: "text behind", body: configuration(beijing) + "x", code: "MalformedXML"},
		{name: "wrong root", body: "<Replication></Replication>", code: "MalformedXML", ec: "0031-00000001"},
		{name: "not utf-8", body: configuration("<PrefixSet><Prefix>\xff\xfe</Prefix></PrefixSet>" + beijing), code: "InvalidArgument", ec: "0031-00000018"},
		{name: "no rule", body: "<ReplicationConfiguration></ReplicationConfiguration>", code: "NoReplicationRule"},
		{name: "two rules", body: "<ReplicationConfiguration><Rule/><Rule/></ReplicationConfiguration>", code: "TooManyReplicationRules"},
		{name: "no destination", body: configuration(""), code: "MalformedXML"},
		{name: "long id", body: configuration("<ID>" + strings.Repeat("i", 256) + "</ID>" + beijing), code: "InvalidArgument"},
		{name: "11 prefixes", body: configuration(prefixes(11) + beijing), code: "TooManyPrefixes"},
		{name: "long prefix", body: configuration("<PrefixSet><Prefix>" + strings.Repeat("p", 1024) + "</Prefix></PrefixSet>" + beijing), code: "InvalidArgument"},
		{name: "overlap", body: configuration("<PrefixSet><Prefix>source/video</Prefix><Prefix>source</Prefix></PrefixSet>" + beijing), code: "InvalidArgument", ec: "0031-00000019"},
		{name: "filter type", body: configuration("<UserTaggings><FilterType>and</FilterType><UserTagging><Key>k</Key><Value>v</Value></UserTagging></UserTaggings>" + beijing), code: "InvalidArgument"},
		{name: "11 tags", body: configuration(tags(11) + beijing), code: "TooManyFilterObjectTags"},
		{name: "action", body: configuration("<Action>PUT,GET</Action>" + beijing), code: "InvalidArgument", ec: "0031-00000023"},
		{name: "destination name", body: configuration(to("DST", "oss-cn-beijing")), code: "InvalidArgument", ec: "0031-00000101"},
		{name: "transfer type", body: configuration(to("dst", "oss-cn-beijing", "<TransferType>fast</TransferType>")), code: "InvalidArgument", ec: "0031-00000010"},
		{name: "historical", body: configuration(beijing + "<HistoricalObjectReplication>Enabled</HistoricalObjectReplication>"), code: "InvalidArgument", ec: "0031-00000011"},
		{name: "rtc status", body: configuration(beijing + "<RTC><Status>on</Status></RTC>"), code: "InvalidArgument", ec: "0031-00000012"},
		{name: "role arn", body: configuration(beijing + "<SyncRole>acs:ram::1001:role/r</SyncRole>"), code: "InvalidArgument"},
		{name: "kms status", body: configuration(beijing + "<SyncRole>r</SyncRole>" + kms("enabled", "k")), code: "InvalidArgument"},
		{name: "kms without key", body: configuration(beijing + "<SyncRole>r</SyncRole>" + kms("Enabled", "")), code: "InvalidArgument"},
		{name: "strict empty element", body: configuration("<Action></Action>" + beijing), code: "InvalidArgument", options: Options{RefuseEmptyElements: true}},
		{name: "itself", body: configuration(to("src", "oss-cn-hangzhou")), code: "InvalidTargetBucket"},
		{name: "no target", body: configuration(to("nowhere", "oss-cn-beijing")), code: "InvalidTargetBucket"},
		{name: "foreign target", body: configuration(beijing), code: "InvalidTargetBucket", prepare: func(s *sim) {
			s.mutate("dst", func(b *BucketSpec) { b.Owner = stranger })
		}},
		{name: "location without oss-", body: configuration(to("dst", "cn-beijing")), code: "InvalidTargetLocation"},
		{name: "unknown location", body: configuration(to("dst", "oss-cn-zhengzhou")), code: "InvalidTargetLocation"},
		{name: "role refused", body: configuration(beijing + "<SyncRole>r</SyncRole>"), code: "NoPermission", status: 403, prepare: func(s *sim) { s.RefuseRole("r", true) }},
		{name: "replicate get", body: configuration(beijing + "<SyncRole>r</SyncRole>"), code: "AccessDenied", ec: "0003-00000202", status: 403, prepare: func(s *sim) {
			s.key.Deny = []string{"oss:ReplicateGet dst"}
			s.access.Put(s.key)
		}},
		{name: "pair taken", body: configuration(beijing), code: "BucketReplicationAlreadyExist", ec: "0031-00000044", prepare: func(s *sim) { s.rule("src", Rule{Bucket: "dst"}) }},
		{name: "pair taken by a closing rule", body: configuration(beijing), code: "BucketReplicationAlreadyExist", ec: "0031-00000044", prepare: func(s *sim) {
			_ = s.CloseRule("src", s.rule("src", Rule{Bucket: "dst"}))
		}},
		{name: "id taken", body: configuration("<ID>r1</ID>" + beijing), code: "InvalidArgument", prepare: func(s *sim) { s.rule("src", Rule{ID: "r1", Bucket: "elsewhere"}) }},
		{name: "versioning differs", body: configuration(beijing), code: "InvalidRequest", ec: "0031-00000053", prepare: func(s *sim) {
			s.mutate("dst", func(b *BucketSpec) { b.Versioning = VersioningEnabled })
		}},
		{name: "versioning suspended", body: configuration(beijing), code: "InvalidRequest", ec: "0031-00000053", prepare: func(s *sim) {
			s.mutate("src", func(b *BucketSpec) { b.Versioning = VersioningSuspended })
			s.mutate("dst", func(b *BucketSpec) { b.Versioning = VersioningSuspended })
		}},
		{name: "tags without versioning", body: configuration(tags(1) + beijing), code: "InvalidBucketStatus"},
		{name: "tags in Zhangjiakou", body: configuration(tags(1) + to("dst", "oss-cn-zhangjiakou")), code: "InvalidArgument", prepare: func(s *sim) {
			versioned(s)
			s.mutate("dst", func(b *BucketSpec) { b.Region = "cn-zhangjiakou" })
		}},
		{name: "tags, old rules", body: configuration(tags(1) + beijing), code: "InvalidArgument", options: Options{OldTaggingRules: true}, prepare: versioned},
		{name: "acceleration within a region", body: configuration(to("dst", "oss-cn-hangzhou", "<TransferType>oss_acc</TransferType>")), code: "InvalidArgument", ec: "0031-00000107", prepare: func(s *sim) {
			s.mutate("dst", func(b *BucketSpec) { b.Region = "cn-hangzhou" })
		}},
		{name: "no locations", body: configuration(beijing), code: "NoReplicationLocation", prepare: func(s *sim) {
			s.mutate("src", func(b *BucketSpec) { b.Region = "cn-north-2-gov-1" })
		}},
		{name: "location not offered", body: configuration(to("dst", "oss-cn-beijing-finance-1")), code: "BadReplicationLocation", prepare: func(s *sim) {
			s.mutate("dst", func(b *BucketSpec) { b.Region = "cn-beijing-finance-1" })
		}},
		{name: "border without transfer type", body: configuration(to("dst", "oss-cn-hongkong")), code: "MissingArgument", prepare: func(s *sim) {
			s.mutate("dst", func(b *BucketSpec) { b.Region = "cn-hongkong" })
		}},
		{name: "border without acceleration", body: configuration(to("dst", "oss-us-west-1", "<TransferType>internal</TransferType>")), code: "InvalidArgument", ec: "0031-00000107", prepare: func(s *sim) {
			s.mutate("dst", func(b *BucketSpec) { b.Region = "us-west-1" })
		}},
		{name: "rtc within a region", body: configuration(to("dst", "oss-cn-hangzhou") + "<RTC><Status>enabled</Status></RTC>"), code: "ReplicationLocationNotSupportRtc", prepare: func(s *sim) {
			s.mutate("dst", func(b *BucketSpec) { b.Region = "cn-hangzhou" })
		}},
		{name: "rtc not offered", body: configuration(to("dst", "oss-cn-chengdu") + "<RTC><Status>enabled</Status></RTC>"), code: "ReplicationLocationNotSupportRtc", prepare: func(s *sim) {
			s.mutate("dst", func(b *BucketSpec) { b.Region = "cn-chengdu" })
		}},
		{name: "101 out", body: configuration(beijing), code: "TooManyOutgoingReplication", prepare: func(s *sim) {
			for i := range 100 {
				s.rule("src", Rule{Bucket: fmt.Sprintf("other-%d", i)})
			}
		}},
		{name: "101 in", body: configuration(beijing), code: "TooManyIncomingReplication", prepare: func(s *sim) {
			s.bucket("busy", "cn-shanghai")
			for range 100 {
				s.rule("busy", Rule{Bucket: "dst"})
			}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := withPair(t, test.options)
			if test.prepare != nil {
				test.prepare(s)
			}
			before := len(s.Rules("src"))
			a := s.call(http.MethodPost, "src", addRule, test.body)
			if test.status == 0 {
				test.status = http.StatusBadRequest
			}
			if a.status != test.status || a.Code != test.code || a.EC != test.ec {
				t.Errorf("got %d %s (EC %q), want %d %s (EC %q)\n%s", a.status, a.Code, a.EC, test.status, test.code, test.ec, a.body)
			}
			if a.EC != a.header.Get("x-oss-ec") {
				t.Errorf("header x-oss-ec is %q", a.header.Get("x-oss-ec"))
			}
			if after := len(s.Rules("src")); after != before {
				t.Errorf("a refused request changed the rules: %d, were %d", after, before)
			}
		})
	}
}

// What looks wrong and is accepted all the same.
func TestPutBucketReplicationAccepted(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		rule    string
		prepare func(*sim)
		check   func(RuleState) bool
	}{
		"empty elements are defaults": {
			rule:  "<ID></ID><Action></Action><HistoricalObjectReplication></HistoricalObjectReplication>" + to("dst", "oss-cn-beijing", "<TransferType></TransferType>"),
			check: func(r RuleState) bool { return len(r.ID) == 36 && r.Action == "ALL" && r.Historical },
		},
		"10 prefixes":    {rule: prefixes(10) + to("dst", "oss-cn-beijing"), check: func(r RuleState) bool { return len(r.Prefixes) == 10 }},
		"raised limit":   {rule: prefixes(100) + to("dst", "oss-cn-beijing"), prepare: func(s *sim) { _ = s.SetPrefixLimit("src", 100) }, check: func(r RuleState) bool { return len(r.Prefixes) == 100 }},
		"list of action": {rule: "<Action>PUT,DELETE,ABORT</Action>" + to("dst", "oss-cn-beijing"), check: func(r RuleState) bool { return r.Action == "PUT,DELETE,ABORT" }},
		"odd id":         {rule: "<ID>a:b/c,d</ID>" + to("dst", "oss-cn-beijing"), check: func(r RuleState) bool { return r.ID == "a:b/c,d" }},
		"kms without role is dropped": {
			rule:  to("dst", "oss-cn-beijing") + kms("Enabled", "key"),
			check: func(r RuleState) bool { return r.KMS == "" && r.ReplicaKMSKeyID == "" },
		},
		"foreign bucket with role and grant": {
			rule: to("dst", "oss-cn-beijing") + "<SyncRole>r</SyncRole>",
			prepare: func(s *sim) {
				s.mutate("dst", func(b *BucketSpec) { b.Owner, b.Grants = stranger, map[string][]string{owner: {"oss:Replicate*"}} })
			},
			check: func(r RuleState) bool { return r.SyncRole == "r" },
		},
		"tags with versioning": {
			rule: tags(10) + to("dst", "oss-cn-beijing"),
			prepare: func(s *sim) {
				s.mutate("src", func(b *BucketSpec) { b.Versioning = VersioningEnabled })
				s.mutate("dst", func(b *BucketSpec) { b.Versioning = VersioningEnabled })
			},
			check: func(r RuleState) bool { return len(r.Tags) == 10 && r.FilterType == "AND" },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := withPair(t, Options{})
			if test.prepare != nil {
				test.prepare(s)
			}
			a := s.call(http.MethodPost, "src", addRule, configuration(test.rule))
			if a.status != http.StatusOK || a.body != "" {
				t.Fatalf("got %d %s", a.status, a.body)
			}
			rules := s.Rules("src")
			if len(rules) != 1 || !test.check(rules[0]) || rules[0].Status != "starting" {
				t.Errorf("rules: %+v", rules)
			}
			if !slices.Equal(a.header.Values("x-oss-replication-rule-id"), []string{rules[0].ID}) {
				t.Errorf("rule id header %q, rule %q", a.header.Values("x-oss-replication-rule-id"), rules[0].ID)
			}
		})
	}
}
