package oss

import (
	"net/http"
	"testing"
)

// The documented errors of the other operations on rules and of the bucket settings.
func TestErrors(t *testing.T) {
	t.Parallel()
	const (
		remove   = "/?replication&comp=delete"
		rule1    = "<ReplicationRules><ID>rule-1</ID></ReplicationRules>"
		progress = "/?replicationProgress"
	)
	rtc := func(inner string) string { return "<ReplicationRule>" + inner + "</ReplicationRule>" }
	on := "<RTC><Status>enabled</Status></RTC>"
	withRule := func(s *sim) { s.rule("src", Rule{ID: "rule-1", Bucket: "dst"}) }
	inRegion := func(region string) func(*sim) {
		return func(s *sim) {
			s.mutate("dst", func(b *BucketSpec) { b.Region = region })
			withRule(s)
		}
	}
	closing := func(s *sim) {
		withRule(s)
		_ = s.CloseRule("src", "rule-1")
	}
	gone := func(s *sim) { _ = s.DeleteBucketHard("src") }
	for _, test := range []struct {
		name, method, path, body string
		status                   int
		code, ec                 string
		options                  Options
		prepare                  func(*sim)
	}{
		{"get, no bucket", "GET", "/?replication", "", 404, "NoSuchBucket", "0015-00000101", Options{}, gone},
		{"get, no rules", "GET", "/?replication", "", 404, "NoSuchReplicationConfiguration", "", Options{}, nil},

		{"delete, no bucket", "POST", remove, rule1, 404, "NoSuchBucket", "0015-00000101", Options{}, gone},
		{"delete, no xml", "POST", remove, "rule-1", 400, "MalformedXML", "", Options{}, withRule},
		{"delete, no id", "POST", remove, "<ReplicationRules/>", 400, "MalformedXML", "0031-00000008", Options{}, withRule},
		{"delete, empty id", "POST", remove, "<ReplicationRules><ID></ID></ReplicationRules>", 400, "MalformedXML", "0031-00000008", Options{}, withRule},
		{"delete, two ids", "POST", remove, "<ReplicationRules><ID>a</ID><ID>b</ID></ReplicationRules>", 400, "TooManyReplicationRules", "", Options{}, withRule},
		{"delete, unknown id", "POST", remove, "<ReplicationRules><ID>a</ID></ReplicationRules>", 404, "NoSuchReplicationRule", "", Options{}, withRule},
		{"delete, no rules", "POST", remove, rule1, 200, "", "", Options{}, nil},
		{"delete, no rules, switched", "POST", remove, rule1, 404, "NoSuchReplicationConfiguration", "", Options{DeleteWithoutRulesIs404: true}, nil},
		{"delete, closing", "POST", remove, rule1, 204, "", "", Options{}, closing},

		{"location, no bucket", "GET", "/?replicationLocation", "", 404, "NoSuchBucket", "0015-00000101", Options{}, gone},

		{"progress, no bucket", "GET", progress, "", 404, "NoSuchBucket", "0015-00000101", Options{}, gone},
		{"progress, unknown id", "GET", progress + "&rule-id=a", "", 404, "NoSuchReplicationRule", "", Options{}, withRule},
		{"progress, no rules", "GET", progress + "&rule-id=a", "", 404, "NoSuchReplicationRule", "", Options{}, nil},
		{"progress of all, no rules", "GET", progress, "", 404, "NoSuchReplicationConfiguration", "", Options{}, nil},
		{"progress, two ids", "GET", progress + "&rule-id=a&rule-id=b", "", 400, "TooManyReplicationRules", "", Options{}, withRule},

		{"rtc, no bucket", "PUT", "/?rtc", rtc(on + "<ID>rule-1</ID>"), 404, "NoSuchBucket", "0015-00000101", Options{}, gone},
		{"rtc, no xml", "PUT", "/?rtc", "", 400, "MalformedXML", "", Options{}, withRule},
		{"rtc, no status", "PUT", "/?rtc", rtc("<ID>rule-1</ID>"), 400, "MalformedXML", "0031-00000013", Options{}, withRule},
		{"rtc, bad status", "PUT", "/?rtc", rtc("<RTC><Status>Enabled</Status></RTC><ID>rule-1</ID>"), 400, "InvalidArgument", "0031-00000012", Options{}, withRule},
		{"rtc, no id", "PUT", "/?rtc", rtc(on), 400, "MalformedXML", "0031-00000015", Options{}, withRule},
		{"rtc, unknown id", "PUT", "/?rtc", rtc(on + "<ID>a</ID>"), 404, "NoSuchReplicationRule", "0031-00000110", Options{}, withRule},
		{"rtc, closing", "PUT", "/?rtc", rtc(on + "<ID>rule-1</ID>"), 400, "BucketReplicationInClosingStatus", "", Options{}, closing},
		{"rtc within a region", "PUT", "/?rtc", rtc(on + "<ID>rule-1</ID>"), 400, "BucketReplicationNotSupportRtc", "", Options{}, inRegion("cn-hangzhou")},
		{"rtc not offered", "PUT", "/?rtc", rtc(on + "<ID>rule-1</ID>"), 400, "ReplicationLocationNotSupportRtc", "", Options{}, inRegion("cn-chengdu")},

		{"versioning while replicating", "PUT", "/?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>", 400, "InvalidRequest", "0012-00000005", Options{}, closing},
		{"versioning of a destination", "PUT", "/?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>", 400, "InvalidRequest", "0012-00000005", Options{}, func(s *sim) { s.rule("dst", Rule{Bucket: "src"}) }},
		{"versioning status", "PUT", "/?versioning", "<VersioningConfiguration/>", 400, "InvalidArgument", "", Options{}, nil},
		{"no encryption", "GET", "/?encryption", "", 404, "NoSuchServerSideEncryptionRule", "", Options{}, nil},
		{"no encryption, switched", "GET", "/?encryption", "", 400, "NoSuchServerSideEncryptionRule", "", Options{EncryptionNotSetIs400: true}, nil},
		{"encryption algorithm", "PUT", "/?encryption", "<ServerSideEncryptionRule/>", 400, "InvalidEncryptionAlgorithmError", "", Options{}, nil},
		{"no lifecycle", "GET", "/?lifecycle", "", 404, "NoSuchLifecycle", "", Options{}, nil},
		{"acceleration in use", "PUT", "/?transferAcceleration", "<TransferAccelerationConfiguration><Enabled>false</Enabled></TransferAccelerationConfiguration>", 409, "TransferAccAlreadyInUse", "0028-00000003", Options{}, func(s *sim) {
			s.rule("dst", Rule{Bucket: "src", TransferType: "oss_acc"})
		}},
		{"unknown operation", "GET", "/?cors", "", 501, "NotImplemented", "", Options{}, nil},
		{"not empty", "DELETE", "/", "", 409, "BucketNotEmpty", "", Options{}, func(s *sim) { s.put("src", "a", ObjectSpec{}) }},
		{"no object", "GET", "/a", "", 404, "NoSuchKey", "0026-00000001", Options{}, nil},
		{"no version", "GET", "/a?versionId=b", "", 404, "NoSuchVersion", "", Options{}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := withPair(t, test.options)
			if test.prepare != nil {
				test.prepare(s)
			}
			a := s.call(test.method, "src", test.path, test.body)
			if a.status != test.status || a.Code != test.code || a.EC != test.ec {
				t.Errorf("got %d %s (EC %q), want %d %s (EC %q)\n%s", a.status, a.Code, a.EC, test.status, test.code, test.ec, a.body)
			}
		})
	}
}

func TestInvalidBucketName(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	a := s.call(http.MethodPut, "ab", "/", "")
	if a.status != http.StatusBadRequest || a.Code != "InvalidBucketName" {
		t.Errorf("got %d %s", a.status, a.Code)
	}
}

// An error to HEAD has no body; it travels in a header.
func TestHeadError(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	a := s.call(http.MethodHead, "src", "/missing", "")
	if a.status != http.StatusNotFound || a.body != "" || a.header.Get("x-oss-err") == "" {
		t.Errorf("got %d, body %q, headers %v", a.status, a.body, a.header)
	}
}
