package cos

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestVersioningRules(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	put := func(bucket, status string) answer {
		return s.call(http.MethodPut, bucket, "/?versioning", "<VersioningConfiguration><Status>"+status+"</Status></VersioningConfiguration>")
	}
	s.must(s.AddRule(src, Rule{ID: "1", Bucket: dst}))
	s.want(put(src, "Suspended"), 409, "InvalidBucketState")
	s.want(put(src, "Enabled"), 200, "")
	s.want(put(dst, "Suspended"), 200, "") // the rule there loses its effect
	s.want(put(dst, "Off"), 400, "MalformedXML")
	s.want(s.call(http.MethodPut, dst, "/?versioning", ""), 400, "MissingRequestBodyError")
	if a := s.call(http.MethodGet, dst, "/?versioning", ""); !strings.Contains(a.body, "<Status>Suspended</Status>") {
		t.Errorf("suspended: %s", a.body)
	}
	s.must(s.RemoveRule(src, "1"))
	s.want(put(src, "Suspended"), 200, "")
	s.mutate(dst, func(b *BucketSpec) { b.AZ = MultiAZ })
	s.want(put(dst, "Suspended"), 400, "OAZOperationNotSupportOnMAZBucket")
}

func TestSettings(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.must(s.RefuseKMSKey("off", "KmsKeyDisabled"))
	if s.RefuseKMSKey("x", "KmsSleepy") == nil {
		t.Error("an unknown code was taken")
	}
	s.mutate(dst, func(b *BucketSpec) { b.Locked, b.AZ, b.Tags = true, MultiAZ, map[string]string{"team": "a&b"} })
	encryption := func(algorithm, key string) string {
		return "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>" + algorithm + "</SSEAlgorithm><KMSMasterKeyID>" + key +
			"</KMSMasterKeyID></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>"
	}
	lifecycle := func(ids ...string) string {
		text := "<LifecycleConfiguration>"
		for _, id := range ids {
			text += "<Rule><ID>" + id + "</ID><Status>Enabled</Status><Unknown/></Rule>"
		}
		return text + "</LifecycleConfiguration>"
	}
	for _, c := range []struct {
		method, bucket, path, body string
		status                     int
		answer                     string // code, or part of the body
	}{
		{"GET", src, "/?encryption", "", 404, "NoSuchEncryptionConfiguration"},
		{"PUT", src, "/?encryption", encryption("DES", ""), 400, "SSEContentNotSupported"},
		{"PUT", src, "/?encryption", encryption("AES256", "key"), 400, "InvalidArgument"},
		{"PUT", src, "/?encryption", encryption("KMS", "off"), 400, "KmsKeyDisabled"},
		{"PUT", src, "/?encryption", "<Other/>", 400, "MalformedXML"},
		{"PUT", src, "/?encryption", encryption("KMS", "key"), 200, ""},
		{"GET", src, "/?encryption", "", 200, "<SSEAlgorithm>KMS</SSEAlgorithm><KMSMasterKeyID>key</KMSMasterKeyID>"},
		{"DELETE", src, "/?encryption", "", 204, ""},
		{"GET", src, "/?encryption", "", 404, "NoSuchEncryptionConfiguration"},
		{"GET", src, "/?lifecycle", "", 404, "NoSuchLifecycleConfiguration"},
		{"PUT", src, "/?lifecycle", lifecycle("a", "a"), 400, "InvalidArgument"},
		{"PUT", src, "/?lifecycle", strings.Replace(lifecycle("a"), "Enabled", "On", 1), 400, "MalformedXML"},
		{"PUT", src, "/?lifecycle", "", 400, "MissingRequestBodyError"},
		{"PUT", src, "/?lifecycle", lifecycle("a", "b"), 200, ""},
		{"GET", src, "/?lifecycle", "", 200, lifecycle("a", "b")},
		{"DELETE", src, "/?lifecycle", "", 204, ""},
		{"PUT", dst, "/?lifecycle", lifecycle("a"), 409, "BucketLocked"},
		{"GET", dst, "/?location", "", 200, "<LocationConstraint>ap-shanghai</LocationConstraint>"},
		{"GET", src, "/?acl", "", 200, "FULL_CONTROL"},
		{"GET", src, "/?tagging", "", 404, "NoSuchTagSet"},
		{"GET", dst, "/?tagging", "", 200, "<Key>team</Key><Value>a&amp;b</Value>"},
		{"GET", src, "/?website", "", 404, "NoSuchWebsiteConfiguration"},
		{"GET", src, "/?cors", "", 404, "NoSuchCORSConfiguration"},
		{"GET", src, "/?object-lock", "", 404, "NoSuchObjectLockConfiguration"},
		{"GET", src, "/?origin", "", 404, "OriginConfigurationNotFoundError"},
		{"GET", src, "/?logging", "", 200, "<BucketLoggingStatus/>"},
	} {
		a := s.call(c.method, c.bucket, c.path, c.body)
		if a.status != c.status || !strings.Contains(a.body, c.answer) || c.status >= 400 && a.Code != c.answer {
			t.Errorf("%s %s: %d %s, want %d %s", c.method, c.path, a.status, a.body, c.status, c.answer)
		}
	}
	for bucket, az := range map[string]string{src: "", dst: "MAZ"} {
		if a := s.call(http.MethodHead, bucket, "/", ""); a.status != 200 || a.header.Get("x-cos-bucket-az-type") != az || a.header.Get("x-cos-bucket-region") != s.region(bucket) {
			t.Errorf("head of %s: %d %v", bucket, a.status, a.header)
		}
	}
	if a := s.call(http.MethodHead, "none-1250000000", "/", ""); a.status != 404 || a.body != "" {
		t.Errorf("head of nothing: %d %q", a.status, a.body)
	}
}

func TestBuckets(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.must(s.CreateBucket(BucketSpec{Name: "theirs-1300000000", Region: "ap-shanghai", Owner: stranger}))
	create := func(az string) string {
		return "<CreateBucketConfiguration><BucketAZConfig>" + az + "</BucketAZConfig></CreateBucketConfiguration>"
	}
	s.want(s.call(http.MethodPut, "new-1250000000", "/", ""), 200, "")
	s.want(s.call(http.MethodPut, "new-1250000000", "/", ""), 409, "BucketAlreadyOwnedByYou")
	s.want(s.call(http.MethodPut, "theirs-1300000000", "/", ""), 409, "BucketAlreadyExists")
	s.want(s.call(http.MethodPut, "more-1300000000", "/", ""), 403, "AccessDenied") // not this account's APPID
	s.want(s.call(http.MethodPut, "under_score-1250000000", "/", ""), 400, "InvalidBucketName")
	s.want(s.call(http.MethodPut, "noappid", "/", ""), 400, "InvalidBucketName")
	s.want(s.call(http.MethodPut, "wide-1250000000", "/", create("XAZ")), 400, "InvalidArgument")
	s.want(s.call(http.MethodPut, "wide-1250000000", "/", "<X/>"), 400, "MalformedXML")
	s.want(s.call(http.MethodPut, "wide-1250000000", "/", create("MAZ")), 200, "")
	if b, _ := s.Bucket("wide-1250000000"); b.AZ != MultiAZ || b.Owner != owner || b.Region != "ap-guangzhou" {
		t.Errorf("bucket %+v", b)
	}
	s.put("new-1250000000", "k", ObjectSpec{})
	s.want(s.call(http.MethodDelete, "new-1250000000", "/", ""), 409, "BucketNotEmpty")
	s.want(s.call(http.MethodDelete, "wide-1250000000", "/", ""), 204, "")
	s.must(s.AddRule(src, Rule{Bucket: dst}))
	s.want(s.call(http.MethodDelete, dst, "/", ""), 204, "") // rules that lead there are not looked at
}

func TestGetService(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	first := s.clock.Now().Unix()
	s.clock.Advance(time.Hour)
	s.must(s.CreateBucket(BucketSpec{Name: "late-1250000000", Region: "ap-shanghai", Owner: owner, Tags: map[string]string{"team": "a"}}))
	s.must(s.CreateBucket(BucketSpec{Name: "theirs-1300000000", Region: "ap-shanghai", Owner: stranger}))
	for query, want := range map[string]string{
		"": "dst late src", "?region=ap-shanghai": "dst late", "?max-keys=2": "dst late", "?max-keys=2&marker=late-1250000000": "src",
		"?tagkey=team&tagvalue=a": "late", "?tagkey=team&tagvalue=b": "", "?create-time=" + strconv.FormatInt(first, 10) + "&range=gt": "late",
		"?create-time=" + strconv.FormatInt(first, 10) + "&range=lte": "dst src",
	} {
		a := s.service("service.cos.myqcloud.com", "/"+query)
		var names []string
		for part := range strings.SplitSeq(a.body, "<Name>") {
			if name, _, ok := strings.Cut(part, "-1250000000</Name>"); ok {
				names = append(names, name)
			}
		}
		if got := strings.Join(names, " "); a.status != 200 || got != want {
			t.Errorf("%s: %d %q, want %q", query, a.status, got, want)
		}
	}
	a := s.service("cos.ap-guangzhou.myqcloud.com", "/")
	for _, part := range []string{
		"<Owner><ID>" + role + "</ID><DisplayName>" + owner + "</DisplayName></Owner>",
		"<Location>ap-guangzhou</Location>", "Z</CreationDate><BucketType>cos</BucketType>",
	} {
		if !strings.Contains(a.body, part) {
			t.Errorf("no %s in %s", part, a.body)
		}
	}
	if strings.Contains(a.body, "shanghai") {
		t.Errorf("another region in %s", a.body)
	}
	s.want(s.service("service.cos.myqcloud.com", "/?max-keys=0"), 400, "InvalidArgument")
	s.want(s.service("service.cos.myqcloud.com", "/?create-time=1&range=eq"), 400, "InvalidArgument")
	s.key.Deny = []string{"cos:GetService"}
	s.access.Put(s.key)
	s.want(s.service("service.cos.myqcloud.com", "/"), 403, "AccessDenied")
}

func (s *sim) service(host, path string) answer {
	s.t.Helper()
	r := s.request(http.MethodGet, "http://"+host+path, "")
	s.sign(r, s.key, time.Now())
	return s.send(r)
}
