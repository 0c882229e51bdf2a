package alibaba

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

func errorXML(code, message, rest string) string {
	return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>%s</Message>`+
		`<RequestId>5C3D9175B6FC201293AD0001</RequestId><HostId>orders-hz.oss-cn-hangzhou.aliyuncs.com</HostId>%s</Error>`, code, message, rest)
}

// put sends a rule through the translation of errors, without what Create does about them.
func put(ctx context.Context, d *Driver) *replication.Error {
	c := creation{Driver: d, call: call{
		bucket: ordersHz, does: "create the replication rule r", api: "PutBucketReplication", method: http.MethodPost,
		query: map[string]string{"replication": "", "comp": "add"}, body: configurationXML{Rules: []ruleXML{{ID: "r"}}},
	}}
	var e *replication.Error
	errors.As(c.send(ctx), &e)
	return e
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		status              int
		code, message, rest string
		kind                replication.Kind
		constraint          string
		ambiguous           bool
	}{
		{404, "NoSuchBucket", "The specified bucket does not exist.", "<EC>0015-00000101</EC>", replication.KindNotFound, "G6", false},
		{404, "NoSuchReplicationRule", "x", "", replication.KindNotFound, "", false},
		{400, "BucketReplicationAlreadyExist", "Bucket replication already exists.", "<EC>0031-00000044</EC>", replication.KindConflict, "A6", false},
		{400, "BucketReplicationInClosingStatus", "x", "", replication.KindConflict, "", false},
		{400, "InvalidTargetLocation", "x", "", replication.KindInvalid, "G5", false},
		{400, "BadReplicationLocation", "x", "", replication.KindInvalid, "A8", false},
		{400, "TooManyOutgoingReplication", "x", "", replication.KindInvalid, "A7", false},
		{400, "TooManyIncomingReplication", "x", "", replication.KindInvalid, "A7", false},
		{400, "TooManyPrefixes", "x", "", replication.KindInvalid, "A5", false},
		{400, "ReplicationLocationNotSupportRtc", "x", "", replication.KindInvalid, "A8", false},
		{400, "InvalidRequest", "Different versioning status of the buckets.", "", replication.KindInvalid, "A2", false},
		{400, "InvalidRequest", "x", "<EC>0031-00000053</EC>", replication.KindInvalid, "A2", false},
		{400, "InvalidArgument", "x", "<EC>0031-00000019</EC>", replication.KindInvalid, "A5", false},
		{400, "InvalidArgument", "x", "<EC>0031-00000107</EC>", replication.KindInvalid, "A4", false},
		{400, "InvalidArgument", "Rule ID is not unique.", "", replication.KindConflict, "A9", false},
		{400, "InvalidArgument", "SyncRole contains some illegal characters", "", replication.KindInvalid, "A3", false},
		{400, "InvalidArgument", "x", "<EC>0031-00000110</EC>", replication.KindNotFound, "", false},
		{400, "MalformedXML", "x", "", replication.KindInvalid, "", false},
		{400, "SomethingNew", "x", "", replication.KindInvalid, "", false},
		{403, "AccessDenied", "x", "<EC>0003-00000202</EC>", replication.KindPermission, "", false},
		{403, "NoPermission", "x", "", replication.KindPermission, "", false},
		{403, "SignatureDoesNotMatch", "x", "", replication.KindPermission, "", false},
		{403, "RequestTimeTooSkewed", "x", "", replication.KindPermission, "", false},
		{403, "SecurityTokenExpired", "x", "", replication.KindPermission, "", false},
		{403, "AccessDenied", "must be addressed using the specified endpoint", "<Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>", replication.KindInvalid, "G5", false},
		{429, "Whatever", "x", "", replication.KindThrottled, "", false},
		{503, "QpsLimitExceeded", "x", "", replication.KindThrottled, "", false},
		{503, "ServiceUnavailable", "x", "", replication.KindUnavailable, "", true},
		{500, "InternalError", "x", "", replication.KindUnavailable, "", true},
		{501, "NotImplemented", "x", "", replication.KindUnsupported, "", false},
	} {
		d, _ := newTestDriver(t, reply(test.status, errorXML(test.code, test.message, test.rest)), nil)
		e := put(t.Context(), d)
		if e == nil {
			t.Errorf("%s: no error", test.code)
			continue
		}
		if e.Kind != test.kind || e.Constraint != test.constraint || e.Ambiguous != test.ambiguous {
			t.Errorf("%s %s: kind %q, constraint %q, ambiguous %v", test.code, test.rest, e.Kind, e.Constraint, e.Ambiguous)
		}
		if key := test.code == "SignatureDoesNotMatch" || test.code == "SecurityTokenExpired"; e.KeyRefused != key {
			t.Errorf("%s: the key is refused: %v", test.code, e.KeyRefused)
		}
		text := e.Error()
		for _, part := range []string{"create the replication rule r of orders-hz (cn-hangzhou)", test.code, "Request id: 5C3D9175B6FC201293AD0001."} {
			if !strings.Contains(text, part) {
				t.Errorf("%s: the error does not hold %q: %s", test.code, part, text)
			}
		}
		if _, ec, ok := strings.Cut(test.rest, "<EC>"); ok && !strings.Contains(text, strings.TrimSuffix(ec, "</EC>")) {
			t.Errorf("%s: the error does not hold the EC: %s", test.code, text)
		}
	}
}

// A code in a message is no code.
func TestMessageIsNotMistakenForACode(t *testing.T) {
	t.Parallel()
	d, _ := newTestDriver(t, reply(403, errorXML("AccessDenied", "NoSuchReplicationConfiguration NoSuchBucket", "")), nil)
	if _, err := d.List(t.Context(), ordersHz); !replication.IsKind(err, replication.KindPermission) {
		t.Errorf("List returned %v", err)
	}
}

func TestAnswersOfSomebodyElse(t *testing.T) {
	t.Parallel()
	for status, kind := range map[int]replication.Kind{
		403: replication.KindPermission, 404: replication.KindUnavailable, 429: replication.KindThrottled, 502: replication.KindUnavailable,
	} {
		d, _ := newTestDriver(t, reply(status, "<html>Blocked by your company</html>", "Content-Type", "text/html"), nil)
		e := put(t.Context(), d)
		if e.Kind != kind || !strings.Contains(e.Error(), "proxy") || e.Ambiguous != (status == 502) {
			t.Errorf("HTTP %d: %v", status, e)
		}
	}
}

func TestCredentialsErrorIsToldOnce(t *testing.T) {
	t.Parallel()
	asked := 0
	d, s := newTestDriver(t, reply(200, ""), func(o *Options) {
		o.Credentials = credentials.CredentialsProviderFunc(func(context.Context) (credentials.Credentials, error) {
			asked++
			return credentials.Credentials{}, errors.New("no profile named prod")
		})
	})
	if asked != 0 {
		t.Errorf("credentials were asked for before the first request")
	}
	_, err := d.List(t.Context(), ordersHz)
	if !replication.IsKind(err, replication.KindPermission) || strings.Count(err.Error(), "no profile named prod") != 1 {
		t.Errorf("List returned %v", err)
	}
	if len(s.urls) != 0 {
		t.Errorf("requests were sent: %v", s.urls)
	}
}

func TestConnectionTrouble(t *testing.T) {
	t.Parallel()
	trouble := &transport.Error{Host: "h", What: "cannot be reached", Advice: "Check the proxy.", Err: errors.New("refused")}
	for _, unsent := range []bool{true, false} {
		trouble.Unsent = unsent
		d, _ := newTestDriver(t, func(*http.Request) canned { return canned{err: trouble} }, nil)
		e := put(t.Context(), d)
		if e.Kind != replication.KindUnavailable || e.Ambiguous == unsent || e.Advice != "Check the proxy." || strings.Contains(e.Error(), "https://") {
			t.Errorf("unsent %v: %v", unsent, e)
		}
	}
}

func TestWrongNames(t *testing.T) {
	t.Parallel()
	d, s := newTestDriver(t, reply(200, ""), nil)
	for _, ref := range []replication.BucketRef{
		{Region: "cn-hangzhou", Bucket: "Orders"}, {Region: "cn-hangzhou", Bucket: "a"}, {Region: "cn hangzhou", Bucket: "orders"}, {Region: "x/y", Bucket: "orders"}, {Bucket: "orders"},
	} {
		if _, err := d.List(t.Context(), ref); !replication.IsKind(err, replication.KindInvalid) {
			t.Errorf("List of %v returned %v", ref, err)
		}
	}
	if len(s.urls) != 0 {
		t.Errorf("requests were sent: %v", s.urls)
	}
}
