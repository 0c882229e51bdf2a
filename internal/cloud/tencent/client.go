package tencent

import (
	"bytes"
	"context"
	"crypto/md5" // Content-MD5 is a checksum that the API asks for
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// call is one API call on a bucket, as messages name it.
type call struct {
	bucket replication.BucketRef
	// does is the attempt as a phrase for messages: "read the replication rules".
	does string
	// api is the CAM action, without the service: "GetBucketReplication".
	api string
	// writes tells whether something changes if the call takes effect.
	writes bool
}

// check refuses what would make a host that is not the bucket's.
func (c call) check() error {
	if !replication.TencentCapabilities.BucketName.MatchString(c.bucket.Bucket) {
		e := c.fails(replication.KindInvalid, nil)
		e.Constraint = "T2"
		e.Message = fmt.Sprintf("%q is not a bucket name of COS", c.bucket.Bucket)
		e.Advice = "A bucket is named by " + replication.TencentCapabilities.BucketNameRule + "."
		return e
	}
	if !replication.ValidRegion(c.bucket.Region) {
		e := c.fails(replication.KindInvalid, nil)
		e.Constraint = "G5"
		e.Message = fmt.Sprintf("%q is not the form of a region id such as ap-guangzhou", c.bucket.Region)
		return e
	}
	return nil
}

// http is the client that signs.
func (d *Driver) http() *http.Client {
	base := d.options.HTTPClient.Transport
	if base == nil {
		base = http.DefaultTransport
	}
	return &http.Client{
		Transport:     signer{credentials: d.options.Credentials, next: base},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// sdk is the vendor's client for one bucket, and for the service as it is reached from there.
func (d *Driver) sdk(c call) (*cos.Client, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	endpoint := d.endpoint(c.bucket.Region)
	bucket, err := url.Parse(endpoint.bucketURL(c.bucket.Region, c.bucket.Bucket))
	if err != nil {
		return nil, c.fails(replication.KindInvalid, err)
	}
	service, err := url.Parse(endpoint.serviceURL(c.bucket.Region))
	if err != nil {
		return nil, c.fails(replication.KindInvalid, err)
	}
	client := cos.NewClient(&cos.BaseURL{BucketURL: bucket, ServiceURL: service}, d.http())
	client.Conf.RetryOpt = cos.RetryOptions{Count: 1} // package transport repeats
	return client, nil
}

// exchange sends a request for the bucket's replication configuration, with the body as it is, and returns the whole answer.
func (d *Driver) exchange(ctx context.Context, c call, method string, body []byte) ([]byte, http.Header, error) {
	if err := c.check(); err != nil {
		return nil, nil, err
	}
	address := d.endpoint(c.bucket.Region).bucketURL(c.bucket.Region, c.bucket.Bucket) + "/?replication"
	request, err := http.NewRequestWithContext(d.bounded(ctx), method, address, bytes.NewReader(body))
	if err != nil {
		return nil, nil, c.fails(replication.KindInvalid, err)
	}
	if len(body) > 0 {
		sum := md5.Sum(body)
		request.Header.Set("Content-Type", "application/xml")
		request.Header.Set("Content-MD5", base64.StdEncoding.EncodeToString(sum[:]))
	}
	response, err := d.http().Do(request)
	if err != nil {
		return nil, nil, c.translate(ctx, err)
	}
	defer response.Body.Close() //nolint:errcheck // the body has been read by then, and lies in memory
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, nil, c.translate(ctx, err)
	}
	if response.StatusCode/100 != 2 {
		refusal := &cos.ErrorResponse{Response: response}
		_ = xml.Unmarshal(answer, refusal) // what is not XML of COS has no code, and is told as such
		return nil, nil, c.refused(refusal)
	}
	return answer, response.Header, nil
}

// signer signs requests by the vendor's transport.
type signer struct {
	credentials Credentials
	next        http.RoundTripper
}

// RoundTrip signs a copy of the request and sends it.
func (s signer) RoundTrip(r *http.Request) (*http.Response, error) {
	found, err := s.credentials.Get(r.Context())
	if err == nil && (found == nil || found.SecretID == "" || found.SecretKey == "") {
		err = errors.New("no secret id and secret key are configured")
	}
	if err != nil {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, credentialsError{err}
	}
	signing := cos.AuthorizationTransport{
		SecretID: found.SecretID, SecretKey: found.SecretKey, SessionToken: found.SessionToken, Transport: s.next,
	}
	return signing.RoundTrip(r)
}

// credentialsError marks the errors of credentials, so that they are told from those of COS.
type credentialsError struct{ error }

// Unwrap is the cause.
func (e credentialsError) Unwrap() error { return e.error }
