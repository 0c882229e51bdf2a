package tencent

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// answering is a server that answers everything so.
func answering(c canned) *docServer {
	return &docServer{before: func(*http.Request, string) *canned { return &c }}
}

func TestReadsThatTellNothing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answer canned
		kind   replication.Kind
		says   string
	}{
		"an empty 200":                 {canned{status: 200}, replication.KindUnavailable, "it is empty"},
		"another document":             {canned{status: 200, body: "<html/>"}, replication.KindUnavailable, "not ReplicationConfiguration"},
		"broken XML":                   {canned{status: 200, body: "<ReplicationConfiguration><Rule>"}, replication.KindUnavailable, "not the XML"},
		"no bucket":                    {canned{status: 404, code: "NoSuchBucket"}, replication.KindNotFound, "Create the bucket"},
		"no rights":                    {canned{status: 403, code: "AccessDenied"}, replication.KindPermission, "name/cos:GetBucketReplication"},
		"a clock that is wrong":        {canned{status: 403, code: "RequestTimeTooSkewed"}, replication.KindPermission, "clock"},
		"a token that has expired":     {canned{status: 400, code: "ExpiredToken"}, replication.KindPermission, "temporary credentials"},
		"a wrong key":                  {canned{status: 403, code: "SignatureDoesNotMatch"}, replication.KindPermission, "secret key"},
		"throttling":                   {canned{status: 503, code: "SlowDown"}, replication.KindThrottled, "parallelism"},
		"trouble of COS":               {canned{status: 500, code: "InternalError"}, replication.KindUnavailable, "try again later"},
		"a code that nobody knows":     {canned{status: 400, code: "Strange"}, replication.KindInvalid, "Strange"},
		"an acceleration endpoint":     {canned{status: 400, code: "ActionAccelerateNotSupported"}, replication.KindUnsupported, "regional endpoint"},
		"a connection that breaks off": {canned{err: reset}, replication.KindUnavailable, "connection reset"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := answering(test.answer).driver(t, &clocktest.Clock{}, nil).List(t.Context(), ordersGz)
			e, ok := asError(err)
			if !ok || e.Kind != test.kind || !strings.Contains(e.Error(), test.says) || e.Op == "" || e.Ambiguous {
				t.Errorf("List returned %v", err)
			}
			if key := test.answer.code == "ExpiredToken" || test.answer.code == "SignatureDoesNotMatch"; replication.IsKeyRefused(err) != key {
				t.Errorf("the key is refused: %v", !key)
			}
			if e != nil && test.answer.err == nil && e.RequestID != "NWQ-1" {
				t.Errorf("request id is %q", e.RequestID)
			}
		})
	}
}

func TestNoConfiguration(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"ReplicationConfigurationNotFoundError", "ReplicationConfigurationnotFoundError", "Not Found"} {
		rules, err := answering(canned{status: 404, code: code}).driver(t, &clocktest.Clock{}, nil).List(t.Context(), ordersGz)
		if err != nil || len(rules) != 0 {
			t.Errorf("%s: List returned %v, %v", code, rules, err)
		}
	}
}

// A 404 without the words of COS is a proxy's, and no bucket that is gone.
func TestAnswerOfAProxy(t *testing.T) {
	t.Parallel()
	c := call{bucket: ordersGz, does: "read the replication rules", writes: true}
	for status, kind := range map[int]replication.Kind{
		404: replication.KindUnavailable, 502: replication.KindUnavailable, 403: replication.KindPermission, 429: replication.KindThrottled,
	} {
		e := c.refused(&cos.ErrorResponse{Response: &http.Response{StatusCode: status, Header: http.Header{}}})
		if e.Kind != kind || !strings.Contains(e.Advice, "proxy") || e.Ambiguous != (status == 502) {
			t.Errorf("%d became %#v", status, e)
		}
	}
}

func TestNetworkErrorKeepsItsCause(t *testing.T) {
	t.Parallel()
	retried := &cos.RetryError{}
	retried.Add(&url.Error{Op: "Get", URL: "https://x?q-signature=hush", Err: reset})
	c := call{bucket: ordersGz, does: "read", writes: true}
	e := c.translate(t.Context(), retried)
	if !errors.Is(e, reset) || !e.Ambiguous || strings.Contains(e.Error(), "hush") {
		t.Errorf("got %#v", e)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if e := c.translate(ctx, retried); !errors.Is(e, context.Canceled) {
		t.Errorf("got %#v", e)
	}
}

type noKeys struct{ err error }

func (n noKeys) Get(context.Context) (*cos.Credential, error) { return nil, n.err }

func TestCredentials(t *testing.T) {
	t.Parallel()
	broken := errors.New("tried here and there")
	for _, err := range []error{broken, nil} {
		s := &docServer{}
		d := s.driver(t, &clocktest.Clock{}, func(o *Options) { o.Credentials = noKeys{err} })
		_, listErr := d.List(t.Context(), ordersGz)
		_, inspectErr := d.InspectBucket(t.Context(), ordersGz)
		_, createErr := d.Create(t.Context(), ruleOf("one"), nil)
		for _, got := range []error{listErr, inspectErr, createErr} {
			e, ok := asError(got)
			if !ok || e.Kind != replication.KindPermission || err != nil && !errors.Is(got, broken) || e.Ambiguous {
				t.Errorf("got %v", got)
			}
		}
	}
}

func TestNamesThatAreNoBuckets(t *testing.T) {
	t.Parallel()
	s := answering(canned{status: 200})
	s.before = func(r *http.Request, _ string) *canned {
		t.Errorf("a request went to %s", r.URL)
		return &canned{status: 200}
	}
	d := s.driver(t, &clocktest.Clock{}, nil)
	for _, bucket := range []string{"", "orders", "evil.example/x-1250000000", "UPPER-1250000000", "orders-"} {
		ref := ordersGz
		ref.Bucket = bucket
		if _, err := d.List(t.Context(), ref); !replication.IsKind(err, replication.KindInvalid) {
			t.Errorf("%q: %v", bucket, err)
		}
	}
}

func TestDestinations(t *testing.T) {
	t.Parallel()
	want := ordersSh
	for _, s := range []string{
		"qcs::cos:ap-shanghai::orders-sh-1250000000", "qcs::cos:ap-shanghai:uid/1250000000:orders-sh-1250000000",
		"qcs:id/0:cos:ap-shanghai:appid/1250000000:orders-sh", "qcs:id/0:cos:cossh:appid/1250000000:orders-sh-1250000000",
	} {
		if got := parseDestination(s); got != want {
			t.Errorf("%s is %v", s, got)
		}
	}
	if got := parseDestination("something new"); got.Bucket != "something new" || got.Region != "" {
		t.Errorf("an unknown spelling is %v", got)
	}
}
