package credentials

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestSignature holds the signature to the example in the documentation of signature version 3.
func TestSignature(t *testing.T) {
	t.Parallel()
	body := `{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://cvm.tencentcloudapi.com/", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	sign(r, "cvm", []byte(body), keys{id: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", key: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"}, time.Unix(1551113065, 0))
	want := "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, " +
		"Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
	if got := r.Header.Get("Authorization"); got != want {
		t.Errorf("got %s", got)
	}
}
