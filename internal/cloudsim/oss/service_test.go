package oss

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestOperation(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	const host = "https://src.oss-cn-hangzhou.aliyuncs.com"
	for request, want := range map[string]string{
		"GET https://oss-cn-hangzhou.aliyuncs.com/":                  "ListBuckets",
		"GET http://127.0.0.1:8080/src/?replication":                 "GetBucketReplication",
		"POST " + host + "/?replication&comp=add":                    "PutBucketReplication",
		"POST " + host + "/?comp=delete&replication=":                "DeleteBucketReplication",
		"GET " + host + "/?replication":                              "GetBucketReplication",
		"GET " + host + "/?replicationLocation":                      "GetBucketReplicationLocation",
		"GET " + host + "/?replicationProgress&rule-id=r":            "GetBucketReplicationProgress",
		"PUT " + host + "/?rtc":                                      "PutBucketRTC",
		"GET " + host + "/?bucketInfo":                               "GetBucketInfo",
		"GET " + host + "/?versioning":                               "GetBucketVersioning",
		"PUT " + host + "/":                                          "PutBucket",
		"GET " + host + "/?list-type=2&prefix=a":                     "ListObjectsV2",
		"GET " + host + "/":                                          "ListObjects",
		"PUT " + host + "/a":                                         "PutObject",
		"HEAD " + host + "/a?versionId=b":                            "HeadObject",
		"POST " + host + "/?replication":                             "Unknown",
		"GET " + host + "/?cors":                                     "Unknown",
		"GET https://src.cos.ap-guangzhou.myqcloud.com/?replication": "Unknown",
	} {
		method, address, _ := strings.Cut(request, " ")
		if got := s.Operation(s.request(method, address, "")); got != want {
			t.Errorf("%s is %s, want %s", request, got, want)
		}
	}
}

func TestSnapshotRestores(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.put("src", "old", ObjectSpec{Content: []byte{0, 1, 255}, Tags: map[string]string{"k": "v"}})
	s.rule("src", Rule{ID: "r", Bucket: "dst", Historical: true})
	s.SetStalled("src", "other", true)
	s.clock.Advance(time.Minute)
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
	other.clock.Advance(2*time.Minute + time.Second)
	if o, ok := other.Object("dst", "old"); !ok || !bytes.Equal(o.Content, []byte{0, 1, 255}) || o.Tags["k"] != "v" {
		t.Errorf("the restored rule copied %+v", o)
	}
	if other.Restore([]byte("{")) == nil {
		t.Error("a broken snapshot was taken")
	}
}

func TestBucketListing(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	for i := range 3 {
		s.bucket(fmt.Sprintf("bucket-%d", i), "cn-hangzhou")
	}
	must(t, s.CreateBucket(BucketSpec{Name: "not-mine", Region: "cn-hangzhou", Owner: stranger}))
	whole := s.call(http.MethodGet, "", "/", "")
	if strings.Count(whole.body, "<Bucket>") != 3 || strings.Contains(whole.body, "IsTruncated") {
		t.Errorf("whole list %s", whole.body)
	}
	page := s.call(http.MethodGet, "", "/?max-keys=2", "")
	if strings.Count(page.body, "<Bucket>") != 2 || !strings.Contains(page.body, "<NextMarker>bucket-1</NextMarker>") || !strings.Contains(page.body, "<IsTruncated>true<") {
		t.Errorf("first page %s", page.body)
	}
	page = s.call(http.MethodGet, "", "/?max-keys=2&marker=bucket-1", "")
	if strings.Count(page.body, "<Bucket>") != 1 || strings.Contains(page.body, "NextMarker") || !strings.Contains(page.body, "<IsTruncated>false<") {
		t.Errorf("last page %s", page.body)
	}
}

func TestObjectListing(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.mutate("src", func(b *BucketSpec) { b.Versioning = VersioningEnabled })
	for _, key := range []string{"a", "b/1", "b/2", "c&d", "e"} {
		s.put("src", key, text("1"))
	}
	s.put("src", "a", text("22"))
	s.remove("e", "")
	pages := func(path, token, next string) (keys []string) {
		for after := ""; ; {
			a := s.call(http.MethodGet, "src", path+after, "")
			if a.status != http.StatusOK {
				t.Fatal(a.body)
			}
			for _, name := range []string{"Contents><Key", "CommonPrefixes><Prefix"} {
				for _, part := range strings.Split(a.body, "<"+name+">")[1:] {
					key, _, _ := strings.Cut(part, "<")
					keys = append(keys, key)
				}
			}
			_, rest, more := strings.Cut(a.body, "<"+next+">")
			if !more {
				return keys
			}
			value, _, _ := strings.Cut(rest, "<")
			after = "&" + token + "=" + strings.ReplaceAll(value, "&amp;", "%26")
		}
	}
	for path, how := range map[string][2]string{
		"/?list-type=2&delimiter=/&max-keys=1": {"continuation-token", "NextContinuationToken"},
		"/?delimiter=/&max-keys=1":             {"marker", "NextMarker"},
	} {
		if got := strings.Join(pages(path, how[0], how[1]), " "); got != "a b/ c&amp;d" {
			t.Errorf("%s lists %s", path, got)
		}
	}
	versions := 0
	for after := ""; ; {
		a := s.call(http.MethodGet, "src", "/?versions&max-keys=2"+after, "")
		versions += strings.Count(a.body, "<Version>") + strings.Count(a.body, "<DeleteMarker>")
		key, version := inside(a.body, "NextKeyMarker"), inside(a.body, "NextVersionIdMarker")
		if key == "" {
			break
		}
		after = "&key-marker=" + strings.ReplaceAll(key, "&amp;", "%26") + "&version-id-marker=" + version
	}
	if versions != 7 {
		t.Errorf("%d versions are listed, want 7", versions)
	}
}

func inside(body, element string) string {
	_, rest, _ := strings.Cut(body, "<"+element+">")
	value, _, _ := strings.Cut(rest, "<")
	return value
}

// Many clients at once: two rules for the same pair never both get in.
func TestConcurrentCalls(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	var accepted sync.Map
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			body := configuration(fmt.Sprintf("<ID>r%d</ID>", i) + to("dst", "oss-cn-beijing"))
			if a := s.call(http.MethodPost, "src", addRule, body); a.status == http.StatusOK {
				accepted.Store(i, true)
			}
			s.call(http.MethodPut, "src", fmt.Sprintf("/object-%d", i), "1")
			s.clock.Advance(time.Second)
			s.Rules("src")
		})
	}
	group.Wait()
	count := 0
	accepted.Range(func(any, any) bool { count++; return true })
	if count != 1 || len(s.Rules("src")) != 1 {
		t.Errorf("%d requests were accepted, %d rules are there", count, len(s.Rules("src")))
	}
}
