package us3

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// The sample keys of the UCloud API documentation.
const (
	samplePublic  = "ucloudsomeone@example.com1296235120854146120"
	samplePrivate = "46f09bb9fab4f12dfc160dae12273d5332b5debe"

	owner    = "1001"
	stranger = "2002"
)

// sim is a simulated US3 of its own for one test, with a clock that stands still and an owner with the sample key.
type sim struct {
	*Service
	t      *testing.T
	clock  *world.Clock
	access *world.Access
}

func newSim(t *testing.T, options Options) *sim {
	t.Helper()
	clock, access := world.NewClock(0), world.NewAccess()
	access.Put(world.Key{Cloud: cloud, Account: owner, ID: samplePublic, Secret: samplePrivate})
	return &sim{Service: New(clock, access, options), t: t, clock: clock, access: access}
}

// withPair has the buckets "src" in Beijing, "dst" in Shanghai and "third" in Guangzhou.
func withPair(t *testing.T, options Options) *sim {
	t.Helper()
	s := newSim(t, options)
	s.bucket("src", "cn-bj2")
	s.bucket("dst", "cn-sh2")
	s.bucket("third", "cn-gd")
	return s
}

func (s *sim) bucket(name, region string) {
	s.t.Helper()
	must(s.t, s.CreateBucket(BucketSpec{Name: name, Region: region, Owner: owner}))
}

func (s *sim) mutate(name string, change func(*BucketSpec)) {
	s.t.Helper()
	must(s.t, s.MutateBucket(name, change))
}

func (s *sim) put(bucket, key, content string) {
	s.t.Helper()
	must(s.t, s.PutObject(bucket, key, ObjectSpec{Content: []byte(content)}))
}

// contents are the objects of a bucket as "key=content", a replica's marked with "*".
func (s *sim) contents(bucket string) string {
	var all []string
	for _, o := range s.Objects(bucket) {
		text := o.Key + "=" + string(o.Content)
		if o.Replica {
			text += "*"
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

// answer is a decoded answer of the gateway.
type answer struct {
	status  int
	header  http.Header
	body    string
	RetCode int
	Action  string
	Message string
	RuleID  string `json:"RuleId"`
	DataSet []map[string]any
	Total   int `json:"TotalCount"`
}

// signed are the parameters "Name=value" of an action, with the signature by the sample key.
func signed(action string, pairs ...string) url.Values {
	return signedBy(samplePublic, samplePrivate, action, pairs...)
}

func signedBy(public, private, action string, pairs ...string) url.Values {
	values, p := url.Values{}, parameters{}
	for _, pair := range append([]string{"Action=" + action, "PublicKey=" + public}, pairs...) {
		name, value, _ := strings.Cut(pair, "=")
		values.Set(name, value)
		p[name] = value
	}
	values.Set("Signature", p.signature(private))
	return values
}

// call posts an action as a form, signed by the sample key.
func (s *sim) call(action string, pairs ...string) answer {
	s.t.Helper()
	return s.form(signed(action, pairs...))
}

func (s *sim) form(values url.Values) answer {
	s.t.Helper()
	r := s.request(http.MethodPost, "https://api.ucloud.cn/", values.Encode())
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.send(r)
}

func (s *sim) request(method, address, body string) *http.Request {
	s.t.Helper()
	return httptest.NewRequestWithContext(s.t.Context(), method, address, strings.NewReader(body))
}

func newRecorder() *httptest.ResponseRecorder { return httptest.NewRecorder() }

// raw is the body of the answer.
func (s *sim) raw(r *http.Request) string {
	recorder := newRecorder()
	s.ServeHTTP(recorder, r)
	return recorder.Body.String()
}

func (s *sim) send(r *http.Request) answer {
	s.t.Helper()
	recorder := newRecorder()
	s.ServeHTTP(recorder, r)
	a := answer{status: recorder.Code, header: recorder.Header(), body: recorder.Body.String()}
	if err := json.Unmarshal(recorder.Body.Bytes(), &a); err != nil {
		s.t.Fatalf("the answer is not the JSON that is wanted: %v\n%s", err, a.body)
	}
	return a
}

// wants fails unless the answer has the code.
func (s *sim) wants(code retCode, a answer) answer {
	s.t.Helper()
	if a.status != http.StatusOK || a.RetCode != int(code) {
		s.t.Errorf("HTTP %d, %s; want RetCode %d", a.status, a.body, code)
	}
	return a
}

// create asks for a rule between two buckets in their regions; further parameters replace these.
func (s *sim) create(source, destination string, pairs ...string) answer {
	s.t.Helper()
	from, _ := s.Bucket(source)
	to, _ := s.Bucket(destination)
	all := []string{"Region=" + cmp.Or(from.Region, "cn-bj2"), "BucketName=" + source, "DstRegion=" + cmp.Or(to.Region, "cn-sh2"), "DstBucketName=" + destination}
	return s.call(DefaultActions().Create, append(all, pairs...)...)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
