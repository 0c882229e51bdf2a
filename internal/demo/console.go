package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// console is somebody else with a key of the account: it uses the vendor's own SDK, through the simulator's proxy.
type console struct {
	client    *oss.Client
	transport *http.Transport
}

func newConsole(server *cloudsim.Server) (*console, error) {
	pem, err := os.ReadFile(server.CAFile)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	proxy, err := url.Parse(server.ProxyURL)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{Proxy: http.ProxyURL(proxy), TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}}
	settings := oss.LoadDefaultConfig().WithRegion("cn-hangzhou").WithHttpClient(&http.Client{Transport: transport}).
		WithCredentialsProvider(credentials.NewStaticCredentialsProvider(keyID, keySecret))
	return &console{client: oss.NewClient(settings), transport: transport}, nil
}

func (c *console) close() { c.transport.CloseIdleConnections() }

// upload writes an object to the source bucket.
func (c *console) upload(ctx context.Context, key, content string) error {
	_, err := c.client.PutObject(ctx, &oss.PutObjectRequest{Bucket: oss.Ptr(source), Key: &key, Body: strings.NewReader(content)})
	return err
}

// progress is what OSS tells about the rule: its status and, once it is in effect, the share of existing objects that
// are copied and the time up to which new ones are.
func (c *console) progress(ctx context.Context, id string) (status, existing, newUntil string, err error) {
	answer, err := c.client.GetBucketReplicationProgress(ctx, &oss.GetBucketReplicationProgressRequest{Bucket: oss.Ptr(source), RuleId: &id})
	if err != nil {
		return "", "", "", err
	}
	if answer.ReplicationProgress == nil || len(answer.ReplicationProgress.Rules) != 1 {
		return "", "", "", fmt.Errorf("OSS told the progress of another number of rules than the one %s", id)
	}
	rule := answer.ReplicationProgress.Rules[0]
	status = oss.ToString(rule.Status)
	if p := rule.Progress; p != nil {
		existing, newUntil = oss.ToString(p.HistoricalObject), oss.ToString(p.NewObject)
	}
	return status, existing, newUntil, nil
}

// switchTimeControlOff does that to the rule.
func (c *console) switchTimeControlOff(ctx context.Context, id string) error {
	_, err := c.client.PutBucketRtc(ctx, &oss.PutBucketRtcRequest{
		Bucket:           oss.Ptr(source),
		RtcConfiguration: &oss.RtcConfiguration{ID: &id, RTC: &oss.ReplicationTimeControl{Status: oss.Ptr("disabled")}},
	})
	return err
}

// deleteRule deletes the rule.
func (c *console) deleteRule(ctx context.Context, id string) error {
	_, err := c.client.DeleteBucketReplication(ctx, &oss.DeleteBucketReplicationRequest{
		Bucket: oss.Ptr(source), ReplicationRules: &oss.ReplicationRules{IDs: []string{id}},
	})
	return err
}
