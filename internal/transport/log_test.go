package transport

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
)

func TestLogHoldsNothingSecret(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &out)
	c, _ := client(t, &clocktest.Clock{}, nil, failure(reset), answer(200, "x-oss-request-id", "5C3D9175B6FC201293AD0001", "x-oss-secret", "hush"))
	if _, err := send(ctx, t, c, http.MethodPost, "hush"); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "hush") {
		t.Errorf("the log holds a secret:\n%s", out.String())
	}
	entries, err := tflogtest.MultilineJSONDecode(&out)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 {
		t.Fatalf("%d entries, want one for each attempt: %v", len(entries), entries)
	}
	for key, want := range map[string]any{
		"@module": "provider.alibaba", "method": "POST", "host": "bucket.oss-cn-hangzhou.aliyuncs.com", "path": "/",
		"status": 200.0, "request_id": "5C3D9175B6FC201293AD0001", "attempt": 2.0,
	} {
		if got := entries[1][key]; got != want {
			t.Errorf("%s is %v, want %v", key, got, want)
		}
	}
}

func TestUserAgent(t *testing.T) {
	t.Parallel()
	c, s := client(t, &clocktest.Clock{}, func(o *Options) { o.UserAgent = "terraform-provider-multicloud/1.0" }, answer(500), answer(200))
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://example.com/", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("User-Agent", "alibabacloud-go-sdk-v2/1.6.1")
	response, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // a test
	for _, got := range s.got {
		if agent := got.Header.Get("User-Agent"); agent != "terraform-provider-multicloud/1.0 alibabacloud-go-sdk-v2/1.6.1" {
			t.Errorf("user agent is %q", agent)
		}
	}
}
