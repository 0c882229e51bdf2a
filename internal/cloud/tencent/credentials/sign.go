package credentials

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// sign signs a POST request of the API by TC3-HMAC-SHA256, after the documentation of signature version 3: content type and
// host are covered.
func sign(r *http.Request, service string, body []byte, k keys, now time.Time) {
	r.Header.Set("X-TC-Timestamp", strconv.FormatInt(now.Unix(), 10))
	if k.token != "" {
		r.Header.Set("X-TC-Token", k.token)
	}
	const signed = "content-type;host"
	canonical := strings.Join([]string{
		r.Method, "/", "", "content-type:" + r.Header.Get("Content-Type") + "\nhost:" + r.URL.Host + "\n", signed, hash(body),
	}, "\n")
	date := now.UTC().Format(time.DateOnly)
	scope := date + "/" + service + "/tc3_request"
	text := strings.Join([]string{"TC3-HMAC-SHA256", r.Header.Get("X-TC-Timestamp"), scope, hash([]byte(canonical))}, "\n")
	key := mac(mac(mac([]byte("TC3"+k.key), date), service), "tc3_request")
	r.Header.Set("Authorization", fmt.Sprintf("TC3-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s", k.id, scope, signed, hex.EncodeToString(mac(key, text))))
}

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func mac(key []byte, text string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(text))
	return m.Sum(nil)
}
