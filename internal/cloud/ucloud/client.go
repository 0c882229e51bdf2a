package ucloud

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// call is one call of an action.
type call struct {
	bucket replication.BucketRef
	// does is the attempt as a phrase for messages: "read the replication rules".
	does       string
	action     string
	parameters map[string]string
	writes     bool
	// once marks a write that could take effect twice.
	once bool
}

const (
	basePause     = 500 * time.Millisecond
	maxPause      = 10 * time.Second
	maxHint       = time.Minute
	maxTotalPause = 5 * time.Minute
)

// do makes the call. The gateway answers HTTP 200 to almost everything, so that what the HTTP stack cannot see is repeated here:
// throttling always, trouble of the gateway for what may be sent twice. Unlike the official SDKs', business errors are not.
func (d *Driver) do(ctx context.Context, c call) (record, error) {
	retries := d.options.MaxRetries
	if d.budget != nil {
		retries = min(retries, d.budget.Retries)
	}
	var paused time.Duration
	for attempt := 1; ; attempt++ {
		r, hint, err := d.send(ctx, c)
		if err == nil {
			return r, nil
		}
		if attempt > retries || ctx.Err() != nil || !c.worthRepeating(err) {
			return nil, err
		}
		pause := hint
		if pause == 0 {
			pause = time.Duration(rand.Int64N(int64(min(basePause<<min(attempt-1, 10), maxPause)))) + 1
		}
		if paused += pause; paused > maxTotalPause || d.options.Clock.Sleep(ctx, pause) != nil {
			return nil, err
		}
	}
}

// send makes one attempt. The hint is how long the answer asks to wait.
func (d *Driver) send(ctx context.Context, c call) (r record, hint time.Duration, err error) {
	ctx = transport.WithBudget(ctx, d.budget)
	if c.once {
		ctx = transport.WithoutReplay(ctx)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, d.baseURL, strings.NewReader(d.form(c).Encode()))
	if err != nil {
		return nil, 0, c.fails(replication.KindInvalid, err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := d.options.HTTPClient.Do(request)
	if err != nil {
		return nil, 0, c.unanswered(ctx, err)
	}
	defer response.Body.Close() //nolint:errcheck // the body has been read by then, and lies in memory
	hint = hintOf(response.Header)
	body, err := io.ReadAll(response.Body)
	if err == nil {
		r, err = decode(body)
	}
	code := 0
	if err == nil {
		code, err = r.retCode()
	}
	requestID := transport.RequestID(response.Header)
	if err != nil {
		return nil, hint, c.notUCloud(response.StatusCode, requestID, err)
	}
	// The path of every request is the same, so that the log of the HTTP stack does not tell them apart.
	tflog.SubsystemDebug(tflog.NewSubsystem(ctx, string(replication.UCloud)), string(replication.UCloud), "Answer of the UCloud API", map[string]any{
		"action": c.action, "bucket": c.bucket.Bucket, "ret_code": code, "request_id": requestID,
	})
	if code != 0 {
		return nil, hint, d.refused(c, code, r.text("Message"), requestID)
	}
	if response.StatusCode >= http.StatusBadRequest {
		return nil, hint, c.notUCloud(response.StatusCode, requestID, fmt.Errorf("its RetCode is 0"))
	}
	return r, 0, nil
}

// form is the signed request. The values are signed as they are, and encoded afterwards.
func (d *Driver) form(c call) url.Values {
	key := d.options.Credentials
	parameters := map[string]any{"Action": c.action, "PublicKey": key.PublicKey}
	for name, value := range map[string]string{
		"SecurityToken": key.SecurityToken,
		"ProjectId":     either(c.bucket.Project != "", c.bucket.Project, d.options.ProjectID),
	} {
		if value != "" {
			parameters[name] = value
		}
	}
	for name, value := range c.parameters {
		parameters[name] = value
	}
	form := url.Values{"Signature": {signature(parameters, key.PrivateKey)}}
	for name, value := range parameters {
		form.Set(name, render(value))
	}
	return form
}

func hintOf(header http.Header) time.Duration {
	seconds, err := strconv.ParseInt(header.Get("Retry-After"), 10, 64)
	if err != nil || seconds <= 0 {
		return 0
	}
	return min(time.Duration(min(seconds, 3600))*time.Second, maxHint)
}

func either[T any](condition bool, yes, no T) T {
	if condition {
		return yes
	}
	return no
}
