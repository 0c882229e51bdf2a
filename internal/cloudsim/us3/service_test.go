package us3

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestOwnsAndOperation(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	for request, want := range map[string]string{
		"GET api.ucloud.cn /?Action=DescribeBucket":                    "DescribeBucket",
		"POST api.ucloud.cn /|Action=CreateBucket&BucketName=a":        "CreateBucket",
		"POST api.service.ucloud.cn /|Action=Whatever":                 "Whatever",
		"POST api.ucloud-global.com /?Action=x|Action=DescribeBucket":  "DescribeBucket",
		"GET api.ucloud.cn /":                                          "Unknown",
		"GET api.ucloud.cn /?Action=a%20b":                             "Unknown",
		"GET 127.0.0.1 /?Action=DescribeBucket&PublicKey=k":            "DescribeBucket",
		"POST 127.0.0.1 /?Action=DescribeBucket|Action=DescribeBucket": "DescribeBucket",
		"GET 127.0.0.1 /bucket/?Action=DescribeBucket&PublicKey=k":     "",
		"GET 127.0.0.1 /": "",
		"POST 127.0.0.1 /?Version=2015-04-01|Action=AssumeRole": "",
		"GET src.cn-bj.ufileos.com /":                           "",
		"GET api.ucloud.cn.example.com /":                       "",
	} {
		head, body, _ := strings.Cut(request, "|")
		parts := strings.Split(head, " ")
		r := s.request(parts[0], "http://"+parts[1]+parts[2], body)
		if owns := s.Owns(r); owns != (want != "") {
			t.Errorf("%s: owned %v", request, owns)
			continue
		}
		if want != "" && s.Operation(r) != want {
			t.Errorf("%s: another operation than %s", request, want)
		}
	}
	r := s.request(http.MethodPost, "http://127.0.0.1/", "")
	r.Header.Set("Authorization", "OSS key:signature")
	if s.Owns(r) {
		t.Error("a request of OSS is owned")
	}
	reads := map[string]bool{"DescribeBucket": true, DefaultActions().Describe: true, DefaultActions().Create: false, "DeleteBucket": false, "Unknown": false}
	for action, want := range reads {
		if s.Reads(action) != want {
			t.Errorf("%s reads: %v", action, !want)
		}
	}
	w := newRecorder()
	s.ServeHTTP(w, s.request(http.MethodPut, "https://api.ucloud.cn/", ""))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("PUT answers %d", w.Code)
	}
}

func TestSnapshotRestores(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{Switches: Switches{RuleSet: RuleSetCurrent, NoRuleActions: true}})
	must(t, s.CreateProject(Project{ID: "org-one", Account: stranger}))
	must(t, s.PutObject("src", "old", ObjectSpec{Content: []byte{0, 1, 255}}))
	_, err := s.AddRule("src", Rule{ID: "r", DstBucket: "dst", SyncHistory: true})
	must(t, err)
	s.SetStalled("src", "other", true)
	kept, err := s.Snapshot()
	must(t, err)

	other := newSim(t, Options{})
	other.clock.Set(s.clock.Now())
	must(t, other.Restore(kept))
	again, err := other.Snapshot()
	must(t, err)
	if !bytes.Equal(kept, again) {
		t.Errorf("the snapshot of the restored service differs:\n%s\n%s", kept, again)
	}
	other.clock.Advance(5*time.Minute + time.Second)
	if o, ok := other.Object("dst", "old"); !ok || !bytes.Equal(o.Content, []byte{0, 1, 255}) {
		t.Errorf("the restored rule copied %+v", o)
	}
	for _, broken := range []string{"{", `{"buckets":{"a":null}}`, `{"switches":{"rule_set":"lax"}}`} {
		if other.Restore([]byte(broken)) == nil {
			t.Errorf("the snapshot %s was taken", broken)
		}
	}
}

func TestDirectCallsSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	_, err := s.AddRule("src", Rule{ID: "r", DstBucket: "dst"})
	must(t, err)
	_, twice := s.AddRule("src", Rule{ID: "r", DstBucket: "dst"})
	_, nowhere := s.AddRule("absent", Rule{DstBucket: "dst"})
	for want, err := range map[string]error{
		"it exists":           s.CreateBucket(BucketSpec{Name: "src", Region: "cn-bj2", Owner: owner}),
		"a region with US3":   s.CreateBucket(BucketSpec{Name: "good", Region: "cn-hangzhou", Owner: owner}),
		"has a rule":          twice,
		"does not exist":      nowhere,
		"the key":             s.PutObject("src", "a{b", ObjectSpec{}),
		"has no object":       s.DeleteObject("src", "absent"),
		`"absent" does not`:   s.MutateBucket("absent", func(*BucketSpec) {}),
		`has no rule "other"`: s.MutateRule("src", "other", func(*Rule) {}),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	must(t, s.MutateRule("src", "r", func(r *Rule) { r.ID, r.DstBucket, r.DstRegion, r.Status = "x", "third", "cn-gd", StatusDisabled }))
	if r := s.Rules("src")[0]; r.ID != "r" || r.DstBucket != "third" || r.Status != StatusDisabled {
		t.Errorf("changed rule: %+v", r)
	}
	if names := strings.Join(s.BucketNames(), " "); names != "dst src third" {
		t.Errorf("buckets: %s", names)
	}
}

// Many clients at once: of rules that share a bucket, one gets in.
func TestConcurrentCalls(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	accepted := make(chan string, 24)
	var group sync.WaitGroup
	for range 8 {
		for _, pair := range [][2]string{{"src", "dst"}, {"dst", "third"}, {"src", "third"}} {
			group.Go(func() {
				if s.create(pair[0], pair[1]).RetCode == 0 {
					accepted <- pair[0]
				}
				s.clock.Advance(time.Second)
				s.Rules(pair[0])
			})
		}
	}
	group.Wait()
	if len(accepted) != 1 || len(s.Rules("src"))+len(s.Rules("dst")) != 1 {
		t.Errorf("%d rules were accepted", len(accepted))
	}
}
