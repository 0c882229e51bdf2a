package huawei

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/failure"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/signature"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// call is one API call.
type call struct {
	place vault.Place
	// does is the attempt as a phrase for messages, and on its object: "read", "the vault v1 (cn-north-4)".
	does, on string
	// action is the IAM action that it needs.
	action string
	method string
	// path stands below /v3/{project_id}/.
	path  string
	query url.Values
	// body is sent as JSON; nil sends none.
	body any
	// once marks a write that could take effect twice.
	once bool
	// missing is what is not there if the answer is 404.
	missing string
	// unpublished marks a call that an endpoint may not know.
	unpublished bool
}

var regionForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// do makes the call and reads the answer into out, unless that is nil. Where an answer is expected, one that is not understood
// is an error: nothing may be concluded from it.
func (d *Driver) do(ctx context.Context, c call, out any) error {
	place, err := d.resolve(ctx, c)
	if err != nil {
		return err
	}
	address := d.options.CBR.URL(place.Region, d.options.Found.Cloud) + "/v3/" + url.PathEscape(place.ProjectID) + "/" + c.path
	return d.send(ctx, c, address, place.ProjectID, out)
}

// resolve fills in region and project where the call leaves them to the configuration.
func (d *Driver) resolve(ctx context.Context, c call) (vault.Place, error) {
	place, err := d.inRegion(c)
	if err != nil || place.ProjectID != "" {
		return place, err
	}
	place.ProjectID, err = d.ProjectID(ctx, place)
	return place, err
}

func (d *Driver) inRegion(c call) (vault.Place, error) {
	place := c.place
	if place.Region == "" {
		place.Region = d.options.Found.Region
	}
	if place.Region == "" {
		e := c.fails(replication.KindInvalid, nil)
		e.Message = "no region is set"
		e.Advice = "Set `region` in the `huawei` provider configuration, or HW_REGION_NAME in the environment."
		return place, e
	}
	if !regionForm.MatchString(place.Region) {
		return place, c.fails(replication.KindInvalid, fmt.Errorf("%q is not the form of a region id such as cn-north-4", place.Region))
	}
	return place, nil
}

// send signs and sends one request. A project is told in a header as well, as the vendor's SDKs do.
func (d *Driver) send(ctx context.Context, c call, address, project string, out any) error {
	var body []byte
	if c.body != nil {
		var err error
		if body, err = json.Marshal(c.body); err != nil {
			return c.fails(replication.KindInvalid, err)
		}
	}
	if c.once {
		ctx = transport.WithoutReplay(ctx)
	}
	if len(c.query) > 0 {
		address += "?" + c.query.Encode()
	}
	r, err := http.NewRequestWithContext(transport.WithBudget(ctx, d.budget), c.method, address, bytes.NewReader(body))
	if err != nil {
		return c.fails(replication.KindInvalid, err)
	}
	keys, err := d.options.Found.Keys(ctx)
	if err != nil {
		return failure.NoKey(c.fails(replication.KindPermission, err))
	}
	r.Header.Set("Content-Type", "application/json")
	if project != "" {
		r.Header.Set("X-Project-Id", project)
	}
	signature.Sign(r, body, keys, time.Now())
	response, err := d.options.HTTPClient.Do(r)
	if err != nil {
		return c.unanswered(ctx, err)
	}
	defer response.Body.Close() //nolint:errcheck // the body has been read by then, and lies in memory
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return c.unanswered(ctx, err)
	}
	if response.StatusCode/100 != 2 {
		return c.refused(response, answer, keys)
	}
	return c.read(response, answer, out)
}

// read takes the answer apart.
func (c call) read(response *http.Response, answer []byte, out any) error {
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		// A write has taken effect by its status; what it made is not known.
		e := c.fails(replication.KindUnavailable, errors.New("no JSON"))
		e.Ambiguous = c.writes()
		e.RequestID = transport.RequestID(response.Header)
		e.Message = fmt.Sprintf("the answer (HTTP %d, %d bytes) is not the JSON that CBR documents", response.StatusCode, len(answer))
		e.Advice = "Check whether a proxy or the configured endpoint answers in the place of CBR."
		return e
	}
	return nil
}
