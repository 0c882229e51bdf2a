package alibaba

import (
	"bytes"
	"context"
	"crypto/md5" // Content-MD5 is a checksum that the API asks for
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"regexp"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/retry"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// call is one API call on a bucket.
type call struct {
	bucket replication.BucketRef
	// does is the attempt as a phrase for messages: "read the replication rules".
	does string
	// api is the API's name, which is the RAM action's as well.
	api    string
	method string
	query  map[string]string
	// body is sent as XML; nil sends none.
	body any
}

// on is what the call is about, for messages.
func (c call) on() string {
	if c.bucket.Bucket == "" {
		return "the account in " + c.bucket.Region
	}
	return c.bucket.String()
}

// do makes the call and reads the answer into out, unless that is nil. Where an answer is expected, an empty one or one
// that is not understood is an error: nothing may be concluded from it.
func (d *Driver) do(ctx context.Context, c call, out any) (http.Header, error) {
	client, err := d.client(c)
	if err != nil {
		return nil, err
	}
	input, err := c.input()
	if err != nil {
		return nil, c.fails(replication.KindInvalid, err)
	}
	output, err := client.InvokeOperation(transport.WithBudget(ctx, d.budget), input)
	if err != nil {
		return nil, translate(ctx, c, err)
	}
	defer output.Body.Close() //nolint:errcheck // the body has been read by then, and lies in memory
	if out == nil {
		return output.Headers, nil
	}
	body, err := io.ReadAll(output.Body)
	if err == nil {
		err = xml.Unmarshal(body, out)
	}
	if err != nil {
		e := c.fails(replication.KindUnavailable, err)
		e.RequestID = output.Headers.Get(oss.HeaderOssRequestID)
		e.Message = fmt.Sprintf("the answer (HTTP %d, %d bytes) is not the XML that OSS documents: %v", output.StatusCode, len(body), err)
		e.Advice = "Check whether a proxy or the configured endpoint answers in the place of OSS."
		return nil, e
	}
	return output.Headers, nil
}

func (c call) input() (*oss.OperationInput, error) {
	input := &oss.OperationInput{
		OpName: c.api, Method: c.method, Parameters: c.query, Headers: map[string]string{},
	}
	if c.bucket.Bucket != "" { // a call on the service has none
		input.Bucket = &c.bucket.Bucket
	}
	if c.body == nil {
		return input, nil
	}
	body, err := xml.Marshal(c.body)
	if err != nil {
		return nil, err
	}
	sum := md5.Sum(body)
	input.Headers["Content-Type"] = "application/xml"
	input.Headers["Content-MD5"] = base64.StdEncoding.EncodeToString(sum[:])
	input.Body = bytes.NewReader(body)
	return input, nil
}

var regionForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// client is the SDK's client for the bucket's region.
func (d *Driver) client(c call) (*oss.Client, error) {
	region := c.bucket.Region
	if !regionForm.MatchString(region) {
		return nil, c.fails(replication.KindInvalid, fmt.Errorf("%q is not the form of a region id such as cn-hangzhou", region))
	}
	d.clients.mu.Lock()
	defer d.clients.mu.Unlock()
	if client, ok := d.clients.byRegion[region]; ok {
		return client, nil
	}
	endpoint, ok := d.single[region]
	if !ok {
		endpoint = d.general
	}
	// Not the SDK's default configuration: that reads the environment, and can log signatures.
	config := oss.NewConfig().
		WithRegion(region).
		WithEndpoint("https://" + locationOf(region) + ".aliyuncs.com"). // required, though endpointProvider decides
		WithSignatureVersion(oss.SignatureVersionV4).
		WithCredentialsProvider(credentialsGuard{d.options.Credentials}).
		WithRetryer(retry.NopRetryer{}).
		WithRetryMaxAttempts(1).
		WithHttpClient(d.options.HTTPClient)
	client := oss.NewClient(config, func(o *oss.Options) {
		o.EndpointProviderE = endpointProvider{endpoint, region}
	})
	d.clients.byRegion[region] = client
	return client, nil
}

// endpointProvider gives the SDK the addresses of one region.
type endpointProvider struct {
	endpoint Endpoint
	region   string
}

// BuildURL is the bucket's address.
func (p endpointProvider) BuildURL(input *oss.OperationInput) (string, error) {
	return p.endpoint.url(p.region, oss.ToString(input.Bucket)), nil
}

// credentialsGuard marks the errors of credentials, so that they are told from those of OSS.
type credentialsGuard struct {
	next credentials.CredentialsProvider
}

type credentialsError struct{ error }

// Unwrap is the cause.
func (e credentialsError) Unwrap() error { return e.error }

// GetCredentials passes on what the provider has.
func (g credentialsGuard) GetCredentials(ctx context.Context) (credentials.Credentials, error) {
	found, err := g.next.GetCredentials(ctx)
	if err == nil && !found.HasKeys() {
		err = fmt.Errorf("no access key is configured")
	}
	if err != nil {
		return credentials.Credentials{}, credentialsError{err}
	}
	return found, nil
}
