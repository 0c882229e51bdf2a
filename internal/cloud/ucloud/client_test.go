package ucloud

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// TestRequest holds the form that is sent to the vector for it: signed and sent are the same.
func TestRequest(t *testing.T) {
	t.Parallel()
	d, s, _ := newTestDriver(t, always(200, `{"RetCode":0,"DataSet":[]}`), func(o *Options) { o.ProjectID = "org-abc" })
	if _, err := d.do(t.Context(), call{bucket: blue, action: "DescribeBucket", parameters: map[string]string{"BucketName": "blue", "Region": "cn-bj2"}}); err != nil {
		t.Fatal(err)
	}
	if got := s.forms[0].Get("Signature"); got != "55b9d8308a8e12a136f04f8b71de6d714a8ed30a" {
		t.Errorf("signature %s of %v", got, s.forms[0])
	}
	d, s, _ = newTestDriver(t, always(200, `{"RetCode":0}`), func(o *Options) { o.ProjectID, o.Credentials.SecurityToken = "org-abc", "token" })
	other := blue
	other.Project = "org-other"
	if _, err := d.do(t.Context(), call{bucket: other, action: "DescribeBucket"}); err != nil {
		t.Fatal(err)
	}
	if s.forms[0].Get("ProjectId") != "org-other" || s.forms[0].Get("SecurityToken") != "token" {
		t.Errorf("the form is %v", s.forms[0])
	}
}

// TestAnswersOfEverySpelling: the UCloud documentation and its SDKs show answers in more than one form.
func TestAnswersOfEverySpelling(t *testing.T) {
	t.Parallel()
	row := `{"RuleId":"r-1","BucketName":"blue","Region":"cn-bj2","DstBucketName":"green","DstRegion":"cn-gd","SyncHistory":false,"SyncPolicy":"AddUpdateDelete","Prefix":"*","Status":"Enabled","CreateTime":1409736300,"New":{"a":[1]}}`
	want := replication.Rule{ID: "r-1", Source: blue, Destination: green, Enabled: true, ReplicateDeletes: true, Status: replication.StatusActive}
	for name, body := range map[string]string{
		"as documented":   `{"RetCode":0,"Action":"DescribeUFileReplicationRuleResponse","TotalCount":1,"DataSet":[` + row + `]}`,
		"code as string":  `{"RetCode":"0","DataSet":[` + row + `]}`,
		"odd keys":        `{"Retcode":0,"Aciton":"x","DataSet":[` + row + `]}`,
		"DateSet":         `{"RetCode":0,"Message":"success","DateSet":[` + row + `]}`,
		"lower case":      `{"retcode":0,"dataset":[` + strings.ToLower(row) + `]}`,
		"flags as number": `{"RetCode":0,"DataSet":[` + strings.ReplaceAll(row, "false", "0") + `]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, _, _ := newTestDriver(t, always(200, body), nil)
			rules, err := d.List(t.Context(), blue)
			if err != nil || len(rules) != 1 || rules[0].ID != want.ID || rules[0].Destination != want.Destination || rules[0].ReplicateExisting {
				t.Errorf("rules %+v, %v", rules, err)
			}
		})
	}
	for _, body := range []string{`{"RetCode":0}`, `{"RetCode":0,"DataSet":null}`, `{"RetCode":0,"DataSet":[]}`, `{"RetCode":15055,"Message":"no rule"}`} {
		d, _, _ := newTestDriver(t, always(200, body), nil)
		if rules, err := d.List(t.Context(), blue); err != nil || len(rules) != 0 {
			t.Errorf("%s: rules %+v, %v", body, rules, err)
		}
	}
}

// TestNotOfUCloud: what is no answer of the UCloud API is never "no rules".
func TestNotOfUCloud(t *testing.T) {
	t.Parallel()
	for body, status := range map[string]int{
		"<html>sign in</html>": 200, "": 200, `{}`: 200, `{"RetCode":"x"}`: 200, `[]`: 200, `{"RetCode":0}`: 502, "denied": 403,
	} {
		d, _, _ := newTestDriver(t, always(status, body), nil)
		rules, err := d.List(t.Context(), blue)
		if err == nil || !strings.Contains(err.Error(), "is not one of the UCloud API") || rules != nil {
			t.Errorf("HTTP %d %q: rules %v, %v", status, body, rules, err)
		}
	}
}

// TestWhatIsRepeated: throttling always, trouble of the gateway only for what may be sent twice, and business errors never, other
// than in the official SDKs.
func TestWhatIsRepeated(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		code string
		once bool
		want int
	}{
		"throttled read": {"153", false, 6}, "throttled write": {"153", true, 6},
		"gateway, read": {"150", false, 6}, "gateway, write": {"150", true, 1},
		"service, read": {"15004", false, 6}, "rule exists": {"15056", false, 1}, "no bucket": {"15010", false, 1}, "bad signature": {"171", false, 1},
		"unknown action": {"161", false, 1}, "unheard of": {"99999", false, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, s, _ := newTestDriver(t, always(200, `{"RetCode":`+test.code+`,"Message":"m"}`), nil)
			_, err := d.do(t.Context(), call{bucket: blue, does: "x", action: "X", writes: test.once, once: test.once})
			var e *replication.Error
			if !errors.As(err, &e) || e.Code != test.code || e.RequestID != "req-1" {
				t.Fatalf("error %v", err)
			}
			if len(s.forms) != test.want {
				t.Errorf("%d requests, want %d", len(s.forms), test.want)
			}
			if ambiguous := test.once && test.code == "150"; e.Ambiguous != ambiguous {
				t.Errorf("ambiguous is %v, want %v", e.Ambiguous, ambiguous)
			}
		})
	}
	d, s, clock := newTestDriver(t, always(200, `{"RetCode":153}`), nil)
	s.header = http.Header{"Retry-After": {"4"}}
	if _, err := d.do(t.Context(), call{bucket: blue}); !replication.IsKind(err, replication.KindThrottled) || clock.Slept() != 20*time.Second {
		t.Errorf("waited %s, want what the gateway asked for: %v", clock.Slept(), err)
	}
}

// TestUnknownAction: 161 has a diagnostic of its own, and is never "not found".
func TestUnknownAction(t *testing.T) {
	t.Parallel()
	d, _, _ := newTestDriver(t, always(200, `{"RetCode":161,"Message":"Action [x] not exists"}`), nil)
	rule := replication.Rule{ID: "r-1", Source: blue, Destination: green, Enabled: true}
	disabled := rule
	disabled.Enabled = false
	_, listErr := d.List(t.Context(), blue)
	_, createErr := d.Create(t.Context(), rule, nil)
	_, updateErr := d.Update(t.Context(), rule, disabled)
	for _, err := range []error{listErr, createErr, updateErr, d.Delete(t.Context(), rule.Ref())} {
		if !replication.IsKind(err, replication.KindUnsupported) || !strings.Contains(err.Error(), "does not offer the action") || !strings.Contains(err.Error(), "names can be set") {
			t.Errorf("error %v", err)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	if _, err := NewAPI(map[string]string{"create": "X"}); err == nil || !strings.Contains(err.Error(), "create_action") {
		t.Errorf("error %v, want the names that there are", err)
	}
	if _, err := NewAPI(map[string]string{"prefix": ""}); err == nil {
		t.Error("an empty name is taken")
	}
	overrides := map[string]string{}
	for key, name := range DefaultNames() {
		overrides[key] = "My" + name
	}
	api, err := NewAPI(overrides)
	if err != nil {
		t.Fatal(err)
	}
	d, s, _ := newTestDriver(t, func(form url.Values) (int, string) {
		if form.Get("Action") == "MyCreateUFileReplicationRule" {
			return 200, `{"RetCode":0,"MyRuleId":"r-1"}`
		}
		if form.Get("Offset") == "0" && form.Get("MyBucketName") == "blue" {
			return 200, `{"RetCode":0,"DataSet":[{"MyRuleId":"r-1","MyDstBucketName":"green","MyDstRegion":"cn-gd","MyStatus":"MyDisabled","MyPrefix":"My*","MySyncPolicy":"MyAddUpdate","MySyncHistory":true}]}`
		}
		return 200, `{"RetCode":0,"DataSet":[]}`
	}, func(o *Options) { o.API = api })
	rules, err := d.List(t.Context(), blue)
	if err != nil || len(rules) != 1 || rules[0].Enabled || rules[0].Prefixes != nil || rules[0].ReplicateDeletes || !rules[0].ReplicateExisting {
		t.Errorf("rules %+v, %v", rules, err)
	}
	if err := d.Delete(t.Context(), replication.RuleRef{Source: green, ID: "r-2"}); err != nil {
		t.Error(err)
	}
	if !slices.ContainsFunc(s.forms, func(f url.Values) bool {
		return f.Get("Action") == "MyDeleteUFileReplicationRule" && f.Get("MyRuleId") == "r-2"
	}) {
		t.Errorf("the deletion was not sent under its name: %v", s.forms)
	}
}

func TestBaseURL(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "https://api.ucloud.cn/", "https://api.ucloud.cn/": "https://api.ucloud.cn/", "http://api.service.ucloud.cn": "http://api.service.ucloud.cn/",
		"http://127.0.0.1:8080": "http://127.0.0.1:8080/",
	} {
		if got, err := ParseBaseURL(text); err != nil || got != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"api.ucloud.cn", "ftp://x", "https://", "https://x/y", "https://user@x", "https://x?y=z"} {
		if got, err := ParseBaseURL(text); err == nil {
			t.Errorf("%q is taken as %q", text, got)
		}
	}
}
