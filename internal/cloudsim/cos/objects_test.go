package cos

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestObjectCalls(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.must(s.RefuseKMSKey("off", "KmsKeyDisabled"))
	first := s.call(http.MethodPut, src, "/k", "one").header.Get("x-cos-version-id")
	s.want(s.call(http.MethodDelete, src, "/gone", ""), 204, "")
	s.want(s.call(http.MethodPut, src, "/gone", "x"), 200, "")
	marker := s.call(http.MethodDelete, src, "/gone", "").header
	if marker.Get("x-cos-delete-marker") != "true" || marker.Get("x-cos-version-id") == "" {
		t.Errorf("marker %v", marker)
	}
	s.mutate(dst, func(b *BucketSpec) { b.Versioning = "" })
	for _, c := range []struct {
		method, bucket, path string
		headers              []string
		status               int
		answer               string // code, header "Name: value", or body
	}{
		{"GET", src, "/k", nil, 200, "one"},
		{"GET", src, "/k", []string{"Range: bytes=1-"}, 206, "ne"},
		{"GET", src, "/k?versionId=" + first, nil, 200, "X-Cos-Version-Id: " + first},
		{"GET", src, "/k?versionId=none", nil, 404, "NoSuchVersion"},
		{"GET", src, "/none", nil, 404, "NoSuchKey"},
		{"GET", src, "/gone", nil, 404, "X-Cos-Delete-Marker: true"},
		{"GET", src, "/gone?versionId=" + marker.Get("x-cos-version-id"), nil, 405, "MethodNotAllowed"},
		{"PUT", src, "/c", []string{"x-cos-copy-source: " + vectorHost + "/k"}, 501, "NotImplemented"},
		{"PUT", src, "/c", []string{"x-cos-storage-class: COLD"}, 400, "NotSupportedStorageClass"},
		{"PUT", src, "/c", []string{"x-cos-storage-class: MAZ_STANDARD"}, 400, "MAZOperationNotSupportOnOAZBucket"},
		{"PUT", src, "/c", []string{"x-cos-server-side-encryption: DES"}, 400, "SSEContentNotSupported"},
		{"PUT", src, "/c", []string{"x-cos-server-side-encryption: cos/kms", "x-cos-server-side-encryption-cos-kms-key-id: off"}, 400, "KmsKeyDisabled"},
		{"PUT", src, "/c", []string{"x-cos-server-side-encryption: cos/kms", "x-cos-server-side-encryption-cos-kms-key-id: key"}, 200, "X-Cos-Server-Side-Encryption: cos/kms"},
		{"HEAD", src, "/c", nil, 200, "X-Cos-Server-Side-Encryption-Cos-Kms-Key-Id: key"},
		{"PUT", src, "/c", []string{"x-cos-server-side-encryption: AES256"}, 200, "X-Cos-Server-Side-Encryption: AES256"},
		{"PUT", src, "/c", []string{"x-cos-tagging: a=%zz"}, 400, "InvalidTag"},
		{"PUT", src, "/c", []string{"x-cos-tagging: a=1&b=2"}, 200, ""},
		{"HEAD", src, "/c", nil, 200, "X-Cos-Tagging-Count: 2"},
		{"PUT", src, "/c", []string{"Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg=="}, 200, ""}, // of nothing
		{"PUT", dst, "/c", nil, 200, "X-Cos-Version-Id: "},                             // no versioning, no id
		{"DELETE", dst, "/c", nil, 204, "X-Cos-Delete-Marker: "},
		{"GET", src, "/?max-keys=1001", nil, 400, "InvalidArgument"},
		{"GET", src, "/?encoding-type=base64", nil, 400, "InvalidArgument"},
		{"GET", src, "/?versions&max-keys=none", nil, 400, "InvalidArgument"},
		{"GET", src, "/?versions&delimiter=/&max-keys=1", nil, 200, "<NextKeyMarker>c</NextKeyMarker>"},
	} {
		a := s.call(c.method, c.bucket, c.path, "", c.headers...)
		name, value, isHeader := strings.Cut(c.answer, ": ")
		if a.status != c.status || isHeader && a.header.Get(name) != value || !isHeader && !strings.Contains(a.body, c.answer) {
			t.Errorf("%s %s %v: %d %v %s, want %d %s", c.method, c.path, c.headers, a.status, a.header, a.body, c.status, c.answer)
		}
	}
	if got := s.keys(dst); got != "" || len(s.Versions(dst)) != 0 {
		t.Errorf("the bucket without versioning has %q", got)
	}
}

func TestSuspendedBucketKeepsOneNullVersion(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	s.put(src, "k", ObjectSpec{})
	s.mutate(src, func(b *BucketSpec) { b.Versioning = VersioningSuspended })
	s.put(src, "k", ObjectSpec{})
	s.put(src, "k", ObjectSpec{Content: []byte("last")})
	versions := s.Versions(src)
	if len(versions) != 2 || versions[1].ID != "null" || string(versions[1].Content) != "last" {
		t.Errorf("versions %+v", versions)
	}
	s.must(s.DeleteObject(src, "k", ""))
	if versions = s.Versions(src); len(versions) != 2 || !versions[1].Marker || s.keys(src) != "" {
		t.Errorf("deleted: %+v", versions)
	}
	if err := s.DeleteObject(src, "k", "none"); err == nil {
		t.Error("a version that is not there was deleted")
	}
}

// Later versions have ids that sort in front, as the service's do; the two buckets of a pair share them.
func TestDirectCallsAndNames(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	for name, spec := range map[string]BucketSpec{
		"there already":  {Name: src, Region: "ap-beijing", Owner: owner},
		"no APPID":       {Name: "orders", Region: "ap-beijing", Owner: owner},
		"no owner":       {Name: "new-1250000000", Region: "ap-beijing"},
		"foreign APPID":  {Name: "new-1250000000", Region: "ap-beijing", Owner: stranger},
		"AZ type":        {Name: "new-1250000000", Region: "ap-beijing", Owner: owner, AZ: "two"},
		"lifecycle":      {Name: "new-1250000000", Region: "ap-beijing", Owner: owner, Lifecycle: "<X/>"},
		"50 characters+": {Name: strings.Repeat("x", 51) + "-1250000000", Region: "ap-beijing", Owner: owner},
	} {
		if err := s.CreateBucket(spec); err == nil {
			t.Errorf("%s: created", name)
		}
	}
	if got := s.BucketNames(); !slices.Equal(got, []string{dst, src}) {
		t.Errorf("buckets %v", got)
	}
	if _, err := s.PutObject(src, "", ObjectSpec{}); err == nil {
		t.Error("an object without a key was written")
	}
	for request, want := range map[string]string{
		"PUT " + vectorHost + "/?replication": "PutBucketReplication", "GET " + vectorHost + "/?replication=": "GetBucketReplication",
		"DELETE " + vectorHost + "/?replication": "DeleteBucketReplication", "GET service.cos.myqcloud.com/": "GetService",
		"HEAD " + vectorHost + "/": "HeadBucket", "GET " + vectorHost + "/": "GetBucket", "GET " + vectorHost + "/?versions": "GetBucketObjectVersions",
		"PUT " + vectorHost + "/key": "PutObject", "POST " + vectorHost + "/?delete": "Unknown", "GET example.org/": "Unknown",
	} {
		method, address, _ := strings.Cut(request, " ")
		if got := s.Operation(s.request(method, "https://"+address, "")); got != want {
			t.Errorf("%s is %s, want %s", request, got, want)
		}
	}
}
