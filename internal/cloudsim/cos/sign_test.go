package cos

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const (
	vectorID     = "AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q" // the documentation's public sample key
	vectorSecret = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz"
	vectorHost   = "src-1250000000.cos.ap-guangzhou.myqcloud.com"
	vectorTime   = "1700000000;1700003600"
)

func vectorInput(t *testing.T, method, path, query string, headers ...string) signingInput {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	in := signingInput{method: method, path: path, query: values, header: http.Header{}}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		in.header.Set(name, value)
		in.headerList = append(in.headerList, strings.ToLower(name))
	}
	for name := range values {
		in.paramList = append(in.paramList, name)
	}
	return in
}

// The first two are the documentation's own; the others were computed from its description.
func TestSignVectors(t *testing.T) {
	t.Parallel()
	host := "Host: " + vectorHost
	for name, test := range map[string]struct {
		in                  signingInput
		keyTime, signKey    string
		text, sha, expected string // an empty text is not compared
	}{
		"documentation, upload": {
			vectorInput(t, "PUT", "/exampleobject(腾讯云)", "", "Content-Length: 13", "Content-MD5: mQ/fVh815F3k6TAUm8m0eg==", "Content-Type: text/plain",
				"Date: Thu, 16 May 2019 06:45:51 GMT", "Host: examplebucket-1250000000.cos.ap-beijing.myqcloud.com", "X-Cos-Acl: private", `X-Cos-Grant-Read: uin="100000000011"`),
			"1557989151;1557996351", "eb2519b498b02ac213cb1f3d1a3d27a3b3c9bc5f", "",
			"8b2751e77f43a0995d6e9eb9477f4b685cca4172", "3b8851a11a569213c17ba8fa7dcf2abec6935172",
		},
		"documentation, download": {
			vectorInput(t, "GET", "/exampleobject(腾讯云)", "response-content-type=application/octet-stream&response-cache-control=max-age%3D600",
				"Date: Thu, 16 May 2019 06:55:53 GMT", "Host: examplebucket-1250000000.cos.ap-beijing.myqcloud.com"),
			"1557989753;1557996953", "937914bf490e9e8c189836aad2052e4feeb35eaf", "",
			"54ecfe22f59d3514fdc764b87a32d8133ea611e6", "01681b8c9d798a678e43b685a9f1bba0f6c0e012",
		},
		"put replication": {
			vectorInput(t, "PUT", "/", "replication", "Content-Length: 237", "Content-Type: application/xml", "Content-MD5: mMBitUup8PU9SyAUXG8v9A==", host),
			vectorTime, "552178a693a0d230b84a4f15c143bc3c2cb3d9c0",
			"put\n/\nreplication=\ncontent-length=237&content-md5=mMBitUup8PU9SyAUXG8v9A%3D%3D&content-type=application%2Fxml&host=" + vectorHost + "\n",
			"3e03cbe214301c6df26579c7bd34d86b10bca20e", "c2ae4572d62342e3414e27c5e7a877fb0aec7483",
		},
		"get replication": {
			vectorInput(t, "GET", "/", "replication", host), vectorTime, "552178a693a0d230b84a4f15c143bc3c2cb3d9c0",
			"get\n/\nreplication=\nhost=" + vectorHost + "\n", "f1231882914089e65f9700a22e46995e8ca18e9d", "9866255ed2467b8a2e3c2ca99b7589f74123969c",
		},
		"delete replication": {
			vectorInput(t, "DELETE", "/", "replication", host), vectorTime, "552178a693a0d230b84a4f15c143bc3c2cb3d9c0",
			"delete\n/\nreplication=\nhost=" + vectorHost + "\n", "ae84e6d14eebe1ff815a6d1ef48041dc7578223d", "9d5141feee7820fea5192fca40b869eb23652d72",
		},
		"get service": {
			vectorInput(t, "GET", "/", "", "Host: service.cos.myqcloud.com"), vectorTime, "552178a693a0d230b84a4f15c143bc3c2cb3d9c0",
			"get\n/\n\nhost=service.cos.myqcloud.com\n", "d30707fbf382300ebb956b1c1c20b61ef5b256a0", "f59def1a046e621f405142ed7a81ef422a6a8920",
		},
		"token": {
			vectorInput(t, "GET", "/", "replication", host, "X-Cos-Security-Token: tok/en+1="), vectorTime, "552178a693a0d230b84a4f15c143bc3c2cb3d9c0",
			"get\n/\nreplication=\nhost=" + vectorHost + "&x-cos-security-token=tok%2Fen%2B1%3D\n",
			"dbe74e4f8ac14aa65b0c622ee6a2eff676e0a320", "21a6efc88fc8d117c584f24ccff86ab0484027d9",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := signKey(vectorSecret, test.keyTime); got != test.signKey {
				t.Errorf("key %s, want %s", got, test.signKey)
			}
			text := test.in.httpString()
			if test.text != "" && text != test.text {
				t.Errorf("text\n got %q\nwant %q", text, test.text)
			}
			if got := hexSHA1(text); got != test.sha {
				t.Errorf("hash %s, want %s, of %q", got, test.sha, text)
			}
			if got := sign(vectorSecret, test.keyTime, text); got != test.expected {
				t.Errorf("signature %s, want %s", got, test.expected)
			}
		})
	}
}
