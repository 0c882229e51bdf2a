package credentials

import (
	"net/http"
	"net/url"
	"testing"
)

// TestSignatureVector is the worked example of the documentation of the RPC style's signature.
func TestSignatureVector(t *testing.T) {
	t.Parallel()
	form := url.Values{
		"Timestamp": {"2016-02-23T12:46:24Z"}, "Format": {"XML"}, "AccessKeyId": {"testid"}, "Action": {"DescribeRegions"},
		"SignatureMethod": {"HMAC-SHA1"}, "SignatureNonce": {"3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"},
		"Version": {"2014-05-26"}, "SignatureVersion": {"1.0"},
	}
	if got := signature(http.MethodGet, form, "testsecret"); got != "OLeaidS1JvxuMvnyHOwuJ+uX5qY=" {
		t.Error(got)
	}
}

func TestCanonicalEncoding(t *testing.T) {
	t.Parallel()
	if got := canonical(url.Values{"b": {"x y*~+/"}, "a": {"é"}}); got != "a=%C3%A9&b=x%20y%2A~%2B%2F" {
		t.Error(got)
	}
}
