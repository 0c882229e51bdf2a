package us3

import (
	"net/http"
	"strings"
	"testing"
)

// The vectors of the API documentation and of the official SDKs' tests.
func TestSignatureVectors(t *testing.T) {
	t.Parallel()
	host := "PublicKey=" + samplePublic + "|Action=CreateUHostInstance|CPU=2|ChargeType=Month|DiskSpace=10|ImageId=f43736e1-65a5-4bea-ad2e-8a46e18883c2" +
		"|LoginMode=Password|Memory=2048|Name=Host01|Password=VUNsb3VkLmNu|Quantity=1|Region=cn-bj2|Zone=cn-bj2-04"
	backends := "PublicKey=" + samplePublic + "|Action=AllocateBackendBatch|Backends.0=foo|Backends.1=bar|Backends.2=42|Backends.3=foo|Backends.4=bar|Backends.5=42" +
		"|Backends.6=foo|Backends.7=bar|Backends.8=42|Backends.9=foo|Backends.10=bar|Backends.11=42"
	rule := "PublicKey=" + samplePublic + "|ProjectId=org-abc|Region=cn-bj2|BucketName=src-bucket|"
	id := "|RuleId=dc7eca04-edbc-4ae9-aefd-816253123456"
	for _, v := range []struct{ name, pairs, private, want string }{
		{"V1", "PublicKey=" + samplePublic + "|Action=DescribeUHostInstance|Region=cn-bj2|Limit=10", samplePrivate, "cba5cf5ec4d4233d206b1b54951e3787350a642f"},
		{"V2", host, samplePrivate, "4f9ef5df2abab2c6fccd1e9515cb7e2df8c6bb65"},
		{"V3", host + "|SecurityToken=some_stoken", samplePrivate, "170c480ad176a247b324eb92a2cfe536aacfbd04"},
		{"V4", backends, samplePrivate, "6bc32642779f8cb0bb3d3f128b1c0688abf9a1a3"},
		{"V5", "foo=bar", "my_private_key", "634edc1bb957c0d65e5ab5494cf3b7784fbc87af"},
		{"V5 with a key", "foo=bar|PublicKey=my_public_key", "my_private_key", "d4411ab30953fb0bbcb1e7313081f05e4e91a394"},
		{"DescribeBucket", "PublicKey=" + samplePublic + "|Action=DescribeBucket|BucketName=blue|ProjectId=org-abc|Region=cn-bj2", samplePrivate, "55b9d8308a8e12a136f04f8b71de6d714a8ed30a"},
		{"CreateBucket", "PublicKey=" + samplePublic + "|Action=CreateBucket|BucketName=blue|ProjectId=org-abc|Region=cn-bj2|Type=private", samplePrivate, "741b5bdd115f5c693958c019158863aff1a5770e"},
		{"create rule", rule + "Action=CreateUFileReplicationRule|DstBucketName=dst-bucket|DstRegion=cn-sh2|Prefix=*|SyncHistory=false|SyncPolicy=AddUpdateDelete", samplePrivate, "0981d066ee435764bd511ae406d07432d9ba5180"},
		{"describe rules", rule + "Action=DescribeUFileReplicationRule", samplePrivate, "9bec2d7c720f9c71cabad3d12c0ef1e1b9cc22bf"},
		{"update rule", rule + "Action=UpdateUFileReplicationRule|Status=Disabled" + id, samplePrivate, "1528216bb8048ea9cc090ef167879164d372c6e6"},
		{"delete rule", rule + "Action=DeleteUFileReplicationRule" + id, samplePrivate, "c65a8661ba272f964e16421021bc91d99971f000"},
	} {
		p := parameters{"Signature": "is never signed"}
		for _, pair := range strings.Split(v.pairs, "|") {
			name, value, _ := strings.Cut(pair, "=")
			p[name] = value
		}
		if got := p.signature(v.private); got != v.want {
			t.Errorf("%s: %s, want %s", v.name, got, v.want)
		}
	}
}

func TestSignatureOfNestedJSON(t *testing.T) {
	t.Parallel()
	p, err := fromJSON([]byte(`{"Action":"Foo","List":["b","a"],"Obj":{"y":true,"x":42.0},"Nothing":null}`))
	must(t, err)
	if got := p.stringToSign(samplePrivate); got != "ActionFooListbaObjx42ytrue"+samplePrivate {
		t.Errorf("string to sign %s", got)
	}
	if got := p.signature(samplePrivate); got != "2995000c0ccbd37a086268656b3daae9c5197da8" {
		t.Errorf("V6: %s", got)
	}
	p, err = fromJSON([]byte(`{"a":1e21,"b":0.5,"c":-3}`))
	must(t, err)
	if got := p.stringToSign(""); got != "a1000000000000000000000b0.5c-3" {
		t.Errorf("numbers are rendered as %s", got)
	}
}

// The three ways to send the same request; what a POST repeats in its query is not signed.
func TestWaysToSend(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	values := signed("DescribeBucket", "BucketName=src", "Tag=a b&c=ü")
	post := func(address, kind, body string) *http.Request {
		r := s.request(http.MethodPost, address, body)
		r.Header.Set("Content-Type", kind)
		return r
	}
	json := `{"Action":"DescribeBucket","BucketName":"src","Limit":5,"X":[true,{"b":"2","a":"1"}],"PublicKey":"` + samplePublic + `","Signature":"`
	p, err := fromJSON([]byte(json + `"}`))
	must(t, err)
	for name, r := range map[string]*http.Request{
		"GET":                 s.request(http.MethodGet, "https://api.ucloud.cn/?"+values.Encode(), ""),
		"POST form":           post("https://api.ucloud.cn/", "application/x-www-form-urlencoded", values.Encode()),
		"POST form and query": post("https://api.ucloud.cn/?Action=DescribeBucket", "application/x-www-form-urlencoded; charset=utf-8", values.Encode()),
		"POST query only":     post("https://api.ucloud.cn/?"+values.Encode(), "", ""),
		"POST JSON":           post("http://api.service.ucloud.cn/?Action=DescribeBucket", "application/json", json+p.signature(samplePrivate)+`"}`),
	} {
		a := s.wants(0, s.send(r))
		if len(a.DataSet) != 1 || a.DataSet[0]["BucketName"] != "src" || a.Action != "DescribeBucketResponse" || a.header.Get("X-Ucloud-Request-Uuid") == "" {
			t.Errorf("%s: %v %s", name, a.header, a.body)
		}
	}
}
