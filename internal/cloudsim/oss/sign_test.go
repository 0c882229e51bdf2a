package oss

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const (
	vectorSecret = "testSecretKey0000000000000001"
	vectorDate   = "Thu, 17 Apr 2025 15:39:12 GMT"
	vectorISO    = "20250417T153912Z"
	vectorScope  = "20250417/cn-hangzhou/oss/aliyun_v4_request"
	vectorMD5    = "knwfpG+eyG8v9bZfqtX+hQ=="
)

func vectorInput(t *testing.T, method, query string, headers ...string) signingInput {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	in := signingInput{method: method, bucket: "src-bucket", query: values, header: http.Header{}}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		in.header.Set(name, value)
	}
	return in
}

func TestSignV1Vectors(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		in              signingInput
		text, signature string
	}{
		"put rule": {
			vectorInput(t, "POST", "comp=add&replication", "Content-Type: application/xml", "Content-MD5: "+vectorMD5),
			"POST\n" + vectorMD5 + "\napplication/xml\n" + vectorDate + "\n/src-bucket/?comp=add&replication",
			"eG7JlzplaLi2zKmK76tzHhdkllk=",
		},
		"progress leaves rule-id unsigned": {
			vectorInput(t, "GET", "replicationProgress&rule-id=rule-1"),
			"GET\n\n\n" + vectorDate + "\n/src-bucket/?replicationProgress",
			"pyeukAPLbHPfFr+3DfR4pupWJdc=",
		},
		"token": {
			vectorInput(t, "GET", "replication", "x-oss-security-token: CAIStoken"),
			"GET\n\n\n" + vectorDate + "\nx-oss-security-token:CAIStoken\n/src-bucket/?replication",
			"qA8zKghtAQXaYTHfyT00WImblPw=",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := test.in.stringToSignV1(vectorDate)
			if text != test.text {
				t.Errorf("string to sign\n got %q\nwant %q", text, test.text)
			}
			if got := signV1(vectorSecret, text); got != test.signature {
				t.Errorf("signature %s, want %s", got, test.signature)
			}
		})
	}
}

// The sample of the documentation's page "Add a signature to the header".
func TestSignV1DocumentationSample(t *testing.T) {
	t.Parallel()
	in := signingInput{method: "PUT", bucket: "oss-example", key: "nelson", header: http.Header{}}
	in.header.Set("Content-MD5", "ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM=")
	in.header.Set("Content-Type", "text/html")
	in.header.Set("X-OSS-Meta-Author", "foo@bar.com")
	in.header.Set("X-OSS-Magic", "abracadabra")
	text := in.stringToSignV1("Thu, 17 Nov 2005 18:49:58 GMT")
	if got := signV1("OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV", text); got != "26NBxoKdsyly4EDv6inkoDft/yA=" {
		t.Errorf("signature %s of %q", got, text)
	}
}

func TestSignV4Vectors(t *testing.T) {
	t.Parallel()
	sha := "x-oss-content-sha256: UNSIGNED-PAYLOAD"
	for name, test := range map[string]struct {
		in                       signingInput
		timestamp                string
		request, hash, signature string
	}{
		"put rule": {
			vectorInput(t, "POST", "comp=add&replication", "Content-Type: application/xml", "Content-MD5: "+vectorMD5, sha, "x-oss-date: "+vectorISO),
			vectorISO,
			"POST\n/src-bucket/\ncomp=add&replication\ncontent-md5:" + vectorMD5 + "\ncontent-type:application/xml\nx-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:" + vectorISO + "\n\n\nUNSIGNED-PAYLOAD",
			"0539a9d01a05d22688f275fe89959762b0ee1f1d3a5d8b6b67a08dd71876ab46",
			"40b0dfb0f39548f1e5bec8aedb0bf6a55ecd4a5e4d9d3a82e6be987acfd7bdcb",
		},
		"date only": {
			vectorInput(t, "GET", "replicationProgress&rule-id=rule-1", sha),
			vectorDate,
			"GET\n/src-bucket/\nreplicationProgress&rule-id=rule-1\nx-oss-content-sha256:UNSIGNED-PAYLOAD\n\n\nUNSIGNED-PAYLOAD",
			"e4b7d17e31988ebbe3c317189a8a62d8bd2460c45ba1198e87ba0a21a7b439a6",
			"c20ee9d7a071d83af3aa94b41520eca9b1ef58fbb1ee57fc34c724372eeeaba4",
		},
		"token": {
			vectorInput(t, "GET", "replication", sha, "x-oss-date: "+vectorISO, "x-oss-security-token: CAIStoken"),
			vectorISO,
			"GET\n/src-bucket/\nreplication\nx-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:" + vectorISO + "\nx-oss-security-token:CAIStoken\n\n\nUNSIGNED-PAYLOAD",
			"b5795b5d0998bba40a3cf50bb9f589448d9a057a16c9dfc35adfa67ee8f0a3c4",
			"7cb9cfc4f17881b17f049b26be88fd171b824457e2852726e4eaf4ba0c74e111",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			request := test.in.canonicalRequestV4(nil)
			if request != test.request {
				t.Errorf("canonical request\n got %q\nwant %q", request, test.request)
			}
			text := stringToSignV4(test.timestamp, vectorScope, request)
			if lines := strings.Split(text, "\n"); lines[3] != test.hash {
				t.Errorf("hash of the canonical request %s, want %s", lines[3], test.hash)
			}
			if got := signV4(vectorSecret, vectorScope, text); got != test.signature {
				t.Errorf("signature %s, want %s", got, test.signature)
			}
		})
	}
}
