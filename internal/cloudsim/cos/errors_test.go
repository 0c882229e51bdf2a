package cos

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// withSurroundings has src and dst, and buckets that are wrong as a destination in one way each.
func withSurroundings(t *testing.T, options Options) *sim {
	t.Helper()
	s := withPair(t, options)
	s.bucket("second-1250000000", "ap-shanghai")
	s.bucket("beijing-1250000000", "ap-beijing")
	s.bucket("plain-1250000000", "ap-shanghai")
	s.mutate("plain-1250000000", func(b *BucketSpec) { b.Versioning = "" })
	s.bucket("sold-1250000000", "ap-shanghai")
	s.mutate("sold-1250000000", func(b *BucketSpec) { b.Owner = stranger })
	s.must(s.CreateBucket(BucketSpec{Name: "theirs-1300000000", Region: "ap-shanghai", Owner: stranger, Versioning: VersioningEnabled}))
	for id, code := range map[string]string{"gone": "KmsKeyNotExist", "off": "KmsKeyDisabled", "odd": "KmsException", "down": "KmsInternalException", "busy": "KmsFreqControl"} {
		s.must(s.RefuseKMSKey(id, code))
	}
	return s
}

const (
	keepMarkers = "<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>"
	enabled     = "<Status>Enabled</Status>"
)

func tags(n int) string {
	text := "<Filter><And>"
	for i := range n {
		text += fmt.Sprintf("<Tag><Key>k%d</Key><Value>v</Value></Tag>", i)
	}
	return text + "</And></Filter>"
}

// raw is a Rule with this destination text.
func raw(destination string) string {
	return "<Rule>" + enabled + "<Destination><Bucket>" + destination + "</Bucket></Destination></Rule>"
}

func kms(key string) string {
	return "<Rule>" + enabled + "<Destination><Bucket>qcs::cos:ap-shanghai::" + dst + "</Bucket><EncryptionConfiguration><ReplicaKmsKeyID>" + key +
		"</ReplicaKmsKeyID></EncryptionConfiguration></Destination><SourceSelectionCriteria><SseKmsEncryptedObjects>" + enabled + "</SseKmsEncryptedObjects></SourceSelectionCriteria></Rule>"
}

func class(name string) string {
	return "<Rule>" + enabled + "<Destination><Bucket>qcs::cos:ap-shanghai::" + dst + "</Bucket><StorageClass>" + name + "</StorageClass></Destination></Rule>"
}

func priority(n string) string { return "<Priority>" + n + "</Priority>" }
func prefix(p string) string   { return "<Prefix>" + p + "</Prefix>" }

func TestPutReplicationErrors(t *testing.T) {
	t.Parallel()
	many := make([]string, 1001)
	for i := range many {
		many[i] = rule(fmt.Sprint("r", i), dst, prefix(fmt.Sprintf("%04d/", i)))
	}
	two := func(a, b string) string { return configuration(rule("1", dst, a), rule("2", dst, b)) }
	for name, c := range map[string]struct {
		body   string
		status int
		code   string
	}{
		"one rule":               {configuration(rule("1", dst)), 200, ""},
		"a thousand":             {configuration(many[:1000]...), 200, ""},
		"too many":               {configuration(many...), 400, "InvalidArgument"},
		"no body":                {"", 400, "MissingRequestBodyError"},
		"too long":               {configuration(rule("1", dst, prefix(strings.Repeat("x", maxConfiguration)))), 400, "XMLSizeLimit"},
		"no XML":                 {"hello", 400, "MalformedXML"},
		"unclosed":               {"<ReplicationConfiguration><Role>", 400, "MalformedXML"},
		"two roots":              {configuration(rule("1", dst)) + "<More/>", 400, "MalformedXML"},
		"text behind":            {configuration(rule("1", dst)) + "more", 400, "MalformedXML"},
		"other root":             {"<Replication/>", 400, "MalformedXML"},
		"no role":                {strings.Replace(configuration(rule("1", dst)), role, "", 1), 400, "MalformedXML"},
		"no rule":                {configuration(), 400, "MalformedXML"},
		"no status":              {strings.Replace(configuration(rule("1", dst)), enabled, "", 1), 400, "MalformedXML"},
		"no destination":         {configuration("<Rule>" + enabled + "</Rule>"), 400, "MalformedXML"},
		"two ids":                {configuration(rule("1", dst, "<ID>2</ID>")), 400, "MalformedXML"},
		"two prefixes":           {configuration(rule("1", dst, "<Filter><And><Prefix>a</Prefix><Prefix>b</Prefix></And></Filter>")), 400, "MalformedXML"},
		"priority no number":     {configuration(rule("1", dst, priority("high"))), 400, "MalformedXML"},
		"marker without status":  {configuration(rule("1", dst, "<DeleteMarkerReplication/>")), 400, "MalformedXML"},
		"CAM role":               {strings.Replace(configuration(rule("1", dst)), ":uin/100000000001<", ":roleName/x<", 1), 400, "InvalidArgument"},
		"role of another":        {strings.ReplaceAll(configuration(rule("1", dst)), owner, stranger), 400, "InvalidArgument"},
		"bad status":             {strings.Replace(configuration(rule("1", dst)), "Enabled", "enabled", 1), 400, "InvalidArgument"},
		"priority 0":             {configuration(rule("1", dst, priority("0"))), 400, "InvalidArgument"},
		"priority 1001":          {configuration(rule("1", dst, priority("1001"))), 400, "InvalidArgument"},
		"some priorities":        {two(priority("1"), prefix("a")), 400, "InvalidArgument"},
		"same priorities":        {two(priority("1"), priority("1")), 400, "InvalidArgument"},
		"priorities":             {two(priority("1"), priority("1000")), 200, ""},
		"overlap":                {two(prefix("a/b"), prefix("a/")), 400, "InvalidArgument"},
		"overlap with all":       {two(prefix("a/b"), ""), 400, "InvalidArgument"},
		"no overlap":             {two(prefix("a/"), prefix("b/")), 200, ""},
		"overlap elsewhere":      {configuration(rule("1", dst), strings.Replace(rule("2", "beijing-1250000000"), "ap-shanghai", "ap-beijing", 1)), 200, ""},
		"same id":                {configuration(rule("1", dst, prefix("a")), rule("1", dst, prefix("b"))), 400, "InvalidArgument"},
		"filter and prefix":      {configuration(rule("1", dst, prefix("a"), "<Filter><Prefix>b</Prefix></Filter>")), 400, "InvalidArgument"},
		"filter repeats prefix":  {configuration(rule("1", dst, prefix("a"), "<Filter><Prefix>a</Prefix></Filter>")), 200, ""},
		"filter without And":     {configuration(rule("1", dst, "<Filter><Prefix>b</Prefix><Tag><Key>k</Key></Tag></Filter>", keepMarkers)), 400, "InvalidArgument"},
		"ten tags":               {configuration(rule("1", dst, tags(10), keepMarkers)), 200, ""},
		"eleven tags":            {configuration(rule("1", dst, tags(11), keepMarkers)), 400, "InvalidArgument"},
		"tags and markers":       {configuration(rule("1", dst, tags(1))), 400, "InvalidArgument"},
		"same tag":               {configuration(rule("1", dst, strings.Replace(tags(2), "k1", "k0", 1), keepMarkers)), 400, "InvalidTag"},
		"empty tag":              {configuration(rule("1", dst, strings.Replace(tags(1), "k0", "", 1), keepMarkers)), 400, "InvalidTag"},
		"destination":            {configuration(raw("oss:" + dst)), 400, "InvalidArgument"},
		"destination region":     {configuration(raw("qcs::cos:Shanghai!::" + dst)), 400, "InvalidRegionName"},
		"destination name":       {configuration(raw("qcs::cos:ap-shanghai::dst")), 400, "TargetBucketNameInvalid"},
		"itself":                 {configuration(raw("qcs::cos:ap-guangzhou::" + src)), 400, "InvalidArgument"},
		"class":                  {configuration(class("COLD")), 400, "NotSupportedStorageClass"},
		"class in other case":    {configuration(class("Standard_IA")), 200, ""},
		"multi-AZ class":         {configuration(class("MAZ_STANDARD")), 400, "MAZOperationNotSupportOnOAZBucket"},
		"KMS without key":        {configuration(kms("")), 400, "InvalidArgument"},
		"KMS":                    {configuration(kms("key")), 200, ""},
		"KMS key gone":           {configuration(kms("gone")), 400, "KmsKeyNotExist"},
		"KMS key off":            {configuration(kms("off")), 400, "KmsKeyDisabled"},
		"KMS trouble":            {configuration(kms("odd")), 400, "KmsException"},
		"KMS down":               {configuration(kms("down")), 500, "KmsInternalException"},
		"KMS busy":               {configuration(kms("busy")), 503, "KmsFreqControl"},
		"other APPID":            {configuration(rule("1", "theirs-1300000000")), 403, "UserNotTargetBucketOwner"},
		"other owner":            {configuration(rule("1", "sold-1250000000")), 403, "UserNotTargetBucketOwner"},
		"destination missing":    {configuration(rule("1", "none-1250000000")), 404, "NoSuchBucket"},
		"destination elsewhere":  {configuration(rule("1", "beijing-1250000000")), 404, "NoSuchBucket"},
		"destination unprepared": {configuration(rule("1", "plain-1250000000")), 409, "InvalidBucketState"},
		"two in one region":      {configuration(rule("1", dst, prefix("a")), rule("2", "second-1250000000", prefix("b"))), 400, "MultiBucketNotSupport"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := withSurroundings(t, Options{})
			a := s.call(http.MethodPut, src, "/?replication", c.body)
			s.want(a, c.status, c.code)
			if stored := s.Document(src); c.status == 200 && stored != c.body || c.status != 200 && stored != "" {
				t.Errorf("stored %.200q", stored)
			}
			if c.status == 200 && a.body != "" {
				t.Errorf("body %q", a.body)
			}
		})
	}
}

// What the request or the buckets are like, rather than the document.
func TestPutReplicationStates(t *testing.T) {
	t.Parallel()
	multiAZ := func(s *sim) { s.mutate(src, func(b *BucketSpec) { b.AZ = MultiAZ }) }
	other := configuration(rule("1", dst), strings.Replace(rule("2", "beijing-1250000000"), "ap-shanghai", "ap-beijing", 1))
	for name, c := range map[string]struct {
		options Options
		prepare func(*sim)
		body    string
		headers []string
		status  int
		code    string
	}{
		"right digest":       {headers: []string{"Content-MD5: " + wire.MD5([]byte(configuration(rule("1", dst))))}, status: 200},
		"digest of nothing":  {headers: []string{"Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg=="}, status: 400, code: "BadDigest"},
		"no digest at all":   {headers: []string{"Content-MD5: short"}, status: 400, code: "InvalidDigest"},
		"no Base64":          {headers: []string{"Content-MD5: ****"}, status: 400, code: "InvalidDigest"},
		"any content type":   {headers: []string{"Content-Type: application/x-www-form-urlencoded"}, status: 200},
		"source unversioned": {prepare: func(s *sim) { s.mutate(src, func(b *BucketSpec) { b.Versioning = "" }) }, status: 409, code: "InvalidBucketState"},
		"source suspended":   {prepare: func(s *sim) { s.mutate(src, func(b *BucketSpec) { b.Versioning = VersioningSuspended }) }, status: 409, code: "InvalidBucketState"},
		"source locked":      {prepare: func(s *sim) { s.mutate(src, func(b *BucketSpec) { b.Locked = true }) }, status: 409, code: "BucketLocked"},
		"destination, other": {options: Options{DestinationNotVersionedIs400: true}, body: configuration(rule("1", "plain-1250000000")), status: 400, code: "BucketVersionNotOpen"},
		"not the source owner": {prepare: func(s *sim) {
			s.mutate(src, func(b *BucketSpec) { b.Owner, b.Grants = stranger, map[string][]string{owner: {"cos:*"}} })
		}, body: strings.ReplaceAll(configuration(rule("1", dst)), owner, stranger), status: 403, code: "UserNotSourceBucketOwner"},
		"multi-AZ source":        {prepare: multiAZ, status: 200},
		"multi-AZ source, older": {options: Options{RefuseMultiAZToSingleAZ: true}, prepare: multiAZ, status: 400, code: "OAZOperationNotSupportOnMAZBucket"},
		"two regions":            {body: other, status: 200},
		"two regions, legacy":    {options: Options{Destinations: OneInAll}, body: other, status: 400, code: "MultiBucketNotSupport"},
		"any number":             {options: Options{Destinations: Unlimited}, body: configuration(rule("1", dst, prefix("a")), rule("2", "second-1250000000", prefix("b"))), status: 200},
		"overlap, strict":        {options: Options{RefuseOverlapAcrossDestinations: true}, body: other, status: 400, code: "InvalidArgument"},
		"unknown element":        {body: configuration(rule("1", dst, "<New>1</New>")), status: 200},
		"unknown, strict":        {options: Options{RefuseUnknownElements: true}, body: configuration(rule("1", dst, "<New>1</New>")), status: 400, code: "MalformedXML"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := withSurroundings(t, c.options)
			if c.prepare != nil {
				c.prepare(s)
			}
			a := s.call(http.MethodPut, src, "/?replication", cmp.Or(c.body, configuration(rule("1", dst))), c.headers...)
			s.want(a, c.status, c.code)
		})
	}
}

func TestBodyLength(t *testing.T) {
	t.Parallel()
	for length, want := range map[int64]string{-1: "MissingContentLength", 5: "EntitySizeNotMatch", 5000: "IncompleteBody"} {
		s := withPair(t, Options{})
		r := s.request(http.MethodPut, "https://"+vectorHost+"/?replication", configuration(rule("1", dst)))
		r.ContentLength = length
		s.sign(r, s.key, time.Now())
		if a := s.send(r); a.Code != want {
			t.Errorf("length %d: %d %s, want %s", length, a.status, a.Code, want)
		}
	}
}
