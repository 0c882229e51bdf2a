package cloudsim

import (
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

func TestControlCOS(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	server := serve(t, s, ServeOptions{})
	for name, region := range map[string]string{cosSource: "ap-guangzhou", cosTarget: "ap-shanghai"} {
		ask(t, server, "POST", "/cos/buckets", `{"name":"`+name+`","region":"`+region+`","owner":"`+DefaultTencentAccount+`","versioning":"Enabled"}`, 200, nil)
	}
	ask(t, server, "POST", "/cos/rules", `{"bucket":"`+cosSource+`","rule":{"id":"console","bucket":"`+cosTarget+`","storage_class":"ARCHIVE"}}`, 200, nil)
	ask(t, server, "POST", "/cos/stall", `{"source":"`+cosSource+`","destination":"`+cosTarget+`","stalled":true}`, 200, nil)
	ask(t, server, "POST", "/cos/objects", `{"bucket":"`+cosSource+`","key":"k","content":"text"}`, 200, nil)
	ask(t, server, "POST", "/clock", `{"advance":"1h"}`, 200, nil)
	var rules []cos.RuleState
	ask(t, server, "GET", "/cos/rules?bucket="+cosSource, "", 200, &rules)
	if len(rules) != 1 || rules[0].ID != "console" || rules[0].Left != 1 || !rules[0].Stalled || rules[0].Region != "ap-shanghai" {
		t.Errorf("rules %+v", rules)
	}
	ask(t, server, "POST", "/cos/stall", `{"source":"`+cosSource+`","destination":"`+cosTarget+`"}`, 200, nil)
	var object struct {
		objectAnswer
		StorageClass string `json:"storage_class"`
	}
	ask(t, server, "GET", "/cos/objects?bucket="+cosTarget+"&key=k", "", 200, &object)
	if object.Content == nil || *object.Content != "text" || !object.Replica || object.StorageClass != "ARCHIVE" {
		t.Errorf("replica %+v", object)
	}
	ask(t, server, "POST", "/cos/objects/delete", `{"bucket":"`+cosSource+`","key":"k"}`, 200, nil)
	var objects []objectAnswer
	ask(t, server, "GET", "/cos/objects?bucket="+cosSource, "", 200, &objects)
	if len(objects) != 0 {
		t.Errorf("objects %+v", objects)
	}
	var document struct{ Document string }
	ask(t, server, "GET", "/cos/replication?bucket="+cosSource, "", 200, &document)
	if !strings.Contains(document.Document, "<ID>console</ID>") {
		t.Errorf("document %s", document.Document)
	}
	ask(t, server, "POST", "/cos/delay", `{"delay":"2s"}`, 200, nil)
	if err := putCOSRule(t, s); err != nil {
		t.Fatal(err)
	}
	seen := func() string {
		result, _, err := cosSDK(t, s.Transport(), DefaultTencentKeyID).Bucket.GetBucketReplication(t.Context())
		if err != nil || len(result.Rule) != 1 {
			t.Fatalf("rules %+v, error %v", result.Rule, err)
		}
		return result.Rule[0].ID
	}
	if got := seen(); got != "console" {
		t.Errorf("at once: rule %s", got)
	}
	s.Clock().Advance(2 * time.Second)
	if got := seen(); got != "rule" {
		t.Errorf("after the delay: rule %s", got)
	}
	ask(t, server, "POST", "/cos/replication", `{"bucket":"`+cosSource+`","document":"<ReplicationConfiguration><Rule><ID>set</ID></Rule></ReplicationConfiguration>"}`, 200, nil)
	ask(t, server, "POST", "/cos/rules/delete", `{"bucket":"`+cosSource+`","id":"set"}`, 200, nil)
	if got := s.COS().Document(cosSource); got != "" {
		t.Errorf("left: %s", got)
	}
	for _, c := range []struct {
		method, path, body string
		status             int
	}{
		{"GET", "/cos/objects", "", 400},
		{"GET", "/cos/objects?bucket=none", "", 404},
		{"GET", "/cos/objects?bucket=" + cosSource + "&key=none", "", 404},
		{"GET", "/cos/rules?bucket=none", "", 404},
		{"GET", "/cos/replication?bucket=none", "", 404},
		{"POST", "/cos/replication", `{"bucket":"` + cosSource + `","document":"<"}`, 409},
		{"POST", "/cos/rules/delete", `{"bucket":"` + cosSource + `","id":"none"}`, 409},
		{"POST", "/cos/delay", `{"delay":"soon"}`, 400},
		{"POST", "/cos/stall", `{"source":"none"}`, 404},
		{"POST", "/cos/buckets", `{"name":"noappid"}`, 409},
	} {
		ask(t, server, c.method, c.path, c.body, c.status, nil)
	}
}
