package cloudsim

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const goodSeed = `
accounts:
  - cloud: alibaba
    id: "1000000000000007"
    keys:
      - {id: LTAIseed, secret: seed-secret, deny: ["oss:PutBucketReplication"]}
      - {id: STS.seed, secret: s2, session_token: token, expires: 2030-01-02T03:04:05Z}
    roles:
      - {name: copier, allow: ["oss:Get*"]}
oss:
  buckets:
    - name: seed-source
      region: cn-hangzhou
      versioning: enabled
      encryption: {algorithm: AES256}
      objects:
        - {key: readme, content: hello}
        - {prefix: logs/, count: 3, size: 10}
      rules:
        - {id: rule-1, destination: seed-target, prefixes: [logs/], historical: true}
    - name: seed-target
      region: cn-beijing
      versioning: Enabled
`

func seeded(t *testing.T) *Simulator {
	t.Helper()
	s := New(Options{NoDefaultKeys: true})
	if err := s.LoadSeed("good.yaml", []byte(goodSeed)); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSeed(t *testing.T) {
	t.Parallel()
	s := seeded(t)
	if len(s.Access().All()) != 2 {
		t.Errorf("keys: %+v", s.Access().All())
	}
	key, _ := s.Access().Find("alibaba", "STS.seed")
	if key.Account != "1000000000000007" || key.SessionToken != "token" || !key.Expires.Equal(time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)) {
		t.Errorf("key: %+v", key)
	}
	key, _ = s.Access().Find("alibaba", "LTAIseed")
	if key.Permits("oss:PutBucketReplication", "seed-source") || !key.Permits("oss:GetBucketInfo", "seed-source") {
		t.Errorf("permissions of %+v", key)
	}
	bucket, _ := s.OSS().Bucket("seed-source")
	if bucket.Owner != "1000000000000007" || bucket.Versioning != "Enabled" || bucket.Encryption.Algorithm != "AES256" {
		t.Errorf("bucket: %+v", bucket)
	}
	sizes := map[string]int{}
	for _, object := range s.OSS().Objects("seed-source") {
		sizes[object.Key] = len(object.Content)
	}
	if diff := cmp.Diff(map[string]int{"readme": 5, "logs/000001": 10, "logs/000002": 10, "logs/000003": 10}, sizes); diff != "" {
		t.Error(diff)
	}
	rules := s.OSS().Rules("seed-source")
	if len(rules) != 1 || rules[0].ID != "rule-1" || rules[0].Bucket != "seed-target" || rules[0].HistoricalTotal != 3 {
		t.Errorf("rules: %+v", rules)
	}
	s.Clock().Advance(time.Hour)
	if n := len(s.OSS().Objects("seed-target")); n != 3 {
		t.Errorf("%d replicas after an hour", n)
	}
}

func TestSeedErrorsNameFileAndLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, from, to, want string }{
		{"unknown field", "region: cn-beijing", "regoin: cn-beijing", `line 22: field regoin is not known here`},
		{"wrong type", "count: 3", "count: many", "line 18: cannot unmarshal"},
		{"broken YAML", "accounts:", "accounts: [", "line 2"},
		{"unknown cloud", "cloud: alibaba", "cloud: aws", `line 3: the cloud "aws"`},
		{"no account id", `id: "1000000000000007"`, `id: ""`, "line 3: the account of alibaba has no id"},
		{"no secret", ", secret: seed-secret", "", `line 6: the key "LTAIseed" needs`},
		{"region", "region: cn-beijing", "region: oss-cn-beijing", `line 22: the region "oss-cn-beijing"`},
		{"versioning", "versioning: enabled", "versioning: on", `line 14: versioning "on"`},
		{"owner", "name: seed-target", "name: seed-target\n      owner: nobody", `line 22: the owner "nobody"`},
		{"destination", "destination: seed-target", "destination: elsewhere", `line 20: the destination "elsewhere"`},
		{"object without key", "key: readme, ", "", "line 17: an object of bucket seed-source has no key"},
		{"both kinds of object", "key: readme", "key: readme, count: 2", "line 17: the object"},
		{"too many objects", "count: 3", "count: 300000000", "line 18: 300000000 generated objects"},
		{"bucket name", "name: seed-source", "name: Seed_Source", "line 12: create the bucket"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(goodSeed, c.from, c.to, 1)
			if text == goodSeed {
				t.Fatalf("the seed has no %q", c.from)
			}
			err := New(Options{}).LoadSeed("bad.yaml", []byte(text))
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "bad.yaml") {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
	if err := New(Options{}).LoadSeedFile("/nowhere/seed.yaml"); err == nil || !strings.Contains(err.Error(), "/nowhere/seed.yaml") {
		t.Errorf("missing file: error %v", err)
	}
	if err := New(Options{}).LoadSeed("empty.yaml", nil); err != nil {
		t.Errorf("empty seed: %v", err)
	}
}

func TestDefaultKeys(t *testing.T) {
	t.Parallel()
	if key, ok := New(Options{}).Access().Find("alibaba", DefaultAlibabaKeyID); !ok || key.Secret != DefaultAlibabaKeySecret {
		t.Errorf("default key: %+v, %v", key, ok)
	}
	if keys := New(Options{NoDefaultKeys: true}).Access().All(); len(keys) != 0 {
		t.Errorf("keys without default keys: %+v", keys)
	}
}
