package cloudsim

import (
	"net/http"
	"strings"
	"testing"
	"time"

	ossv2 "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// sdk is Alibaba Cloud's OSS SDK on the simulator's transport, with its own retries switched off.
func sdk(s *Simulator) *ossv2.Client {
	return ossv2.NewClient(ossv2.LoadDefaultConfig().WithRegion("cn-hangzhou").WithRetryMaxAttempts(1).
		WithHttpClient(&http.Client{Transport: s.Transport()}).
		WithCredentialsProvider(credentials.NewStaticCredentialsProvider(DefaultAlibabaKeyID, DefaultAlibabaKeySecret, "")))
}

func withBuckets(t *testing.T) *Simulator {
	t.Helper()
	s := New(Options{})
	for name, region := range map[string]string{"fault-source": "cn-hangzhou", "fault-target": "cn-beijing"} {
		if err := s.OSS().CreateBucket(oss.BucketSpec{Name: name, Region: region, Owner: DefaultAlibabaAccount}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func putRule(t *testing.T, s *Simulator) error {
	t.Helper()
	_, err := sdk(s).PutBucketReplication(t.Context(), &ossv2.PutBucketReplicationRequest{
		Bucket: ossv2.Ptr("fault-source"),
		ReplicationConfiguration: &ossv2.ReplicationConfiguration{Rules: []ossv2.ReplicationRule{{
			ID: ossv2.Ptr("rule"), Destination: &ossv2.ReplicationDestination{Bucket: ossv2.Ptr("fault-target"), Location: ossv2.Ptr("oss-cn-beijing")},
		}}},
	})
	return err
}

// What each fault does to a rule that an SDK puts: what the SDK sees, and what is there afterwards.
func TestFaultsOnOSS(t *testing.T) {
	t.Parallel()
	const put = "oss:PutBucketReplication"
	for _, c := range []struct {
		fault Fault
		err   string // "" for none
		rules int
	}{
		{Fault{Kind: KindThrottle, RetryAfter: time.Second}, "503", 0},
		{Fault{Kind: KindStatus, Status: 403, Code: "AccessDenied", Message: "planted"}, "planted", 0},
		{Fault{Kind: KindResetBefore}, "connection reset", 0},
		{Fault{Kind: KindResetAfter}, "connection reset", 1},
		{Fault{Kind: KindLostUpdate}, "", 0},
		{Fault{Kind: KindSlow, Delay: time.Millisecond}, "", 1},
	} {
		t.Run(string(c.fault.Kind), func(t *testing.T) {
			t.Parallel()
			s := withBuckets(t)
			c.fault.Name, c.fault.Operation = "fault", put
			arm(t, s, c.fault)
			err := putRule(t, s)
			if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
				t.Errorf("error %v, want %q", err, c.err)
			}
			if got := len(s.OSS().Rules("fault-source")); got != c.rules {
				t.Errorf("%d rules, want %d", got, c.rules)
			}
			if s.Faults().Fired("fault") == 0 {
				t.Error("the fault did not fire")
			}
		})
	}
}

func TestStaleReadOnOSS(t *testing.T) {
	t.Parallel()
	s := withBuckets(t)
	get := func() error {
		_, err := sdk(s).GetBucketReplication(t.Context(), &ossv2.GetBucketReplicationRequest{Bucket: ossv2.Ptr("fault-source")})
		return err
	}
	if err := get(); err == nil {
		t.Fatal("a rule before there is one")
	}
	if err := putRule(t, s); err != nil {
		t.Fatal(err)
	}
	arm(t, s, Fault{Kind: KindStaleRead, Operation: "GetBucketReplication", Count: 1})
	if err := get(); err == nil || !strings.Contains(err.Error(), "NoSuchReplicationConfiguration") {
		t.Errorf("stale: error %v", err)
	}
	if err := get(); err != nil {
		t.Errorf("fresh: error %v", err)
	}
	if n := s.Count("oss", "GetBucketReplication", "fault-source.oss-cn-hangzhou.aliyuncs.com"); n != 3 {
		t.Errorf("%d reads: %+v", n, s.Requests())
	}
}
