package cloudsim

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	ossv2 "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	osscredentials "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
	"github.com/aliyun/credentials-go/credentials/providers"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/alibabasts"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// TestVendorCredentials gets keys with Alibaba Cloud's own credentials library through the proxy, and uses each with
// Alibaba Cloud's own OSS SDK. It is not parallel: the library can be given a CA through http.DefaultTransport alone.
func TestVendorCredentials(t *testing.T) {
	s := New(Options{})
	server := serve(t, s, ServeOptions{})
	client := proxied(t, server)
	standard := http.DefaultTransport
	t.Cleanup(func() { http.DefaultTransport = standard })
	http.DefaultTransport = client

	const provider = "acs:ram::1000000000000001:oidc-provider/ci"
	role := alibabasts.Role{
		Account: DefaultAlibabaAccount, Name: "Copier", ExternalID: "e1", OIDCProvider: provider, Instance: true,
		MaxSeconds: 7200, Deny: []string{"oss:DeleteBucketReplication"},
	}
	s.STS().PutRole(role)
	if err := s.OSS().CreateBucket(oss.BucketSpec{Name: "vendor-bucket", Region: "cn-hangzhou", Owner: DefaultAlibabaAccount}); err != nil {
		t.Fatal(err)
	}
	options := &providers.HttpOptions{Proxy: server.ProxyURL}
	key, err := providers.NewStaticAKCredentialsProviderBuilder().
		WithAccessKeyId(DefaultAlibabaKeyID).WithAccessKeySecret(DefaultAlibabaKeySecret).Build()
	if err != nil {
		t.Fatal(err)
	}
	token := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"iss":"https://ci.example","sub":"job","exp":%d}`, time.Now().Add(time.Hour).Unix()))
	t.Setenv("ALIBABA_CLOUD_OIDC_TOKEN", "e30."+token+".c2ln")

	for name, build := range map[string]func() (providers.CredentialsProvider, error){
		"assumed role": func() (providers.CredentialsProvider, error) {
			return providers.NewRAMRoleARNCredentialsProviderBuilder().WithCredentialsProvider(key).WithRoleArn(role.ARN()).
				WithRoleSessionName("terraform").WithExternalId("e1").WithDurationSeconds(7200).WithHttpOptions(options).Build()
		},
		"assumed role in a VPC": func() (providers.CredentialsProvider, error) {
			return providers.NewRAMRoleARNCredentialsProviderBuilder().WithCredentialsProvider(key).WithRoleArn(role.ARN()).
				WithExternalId("e1").WithStsRegionId("cn-hangzhou").WithEnableVpc(true).WithHttpOptions(options).Build()
		},
		"OIDC token": func() (providers.CredentialsProvider, error) {
			return providers.NewOIDCCredentialsProviderBuilder().WithOIDCProviderARN(provider).WithRoleArn(role.ARN()).
				WithRoleSessionName("terraform").WithHttpOptions(options).Build()
		},
		"ECS instance": func() (providers.CredentialsProvider, error) {
			return providers.NewECSRAMRoleCredentialsProviderBuilder().WithDisableIMDSv1(true).WithHttpOptions(options).Build()
		},
	} {
		t.Run(name, func(t *testing.T) {
			source, err := build()
			if err != nil {
				t.Fatal(err)
			}
			temporary, err := source.GetCredentials()
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(temporary.AccessKeyId, "STS.") || temporary.SecurityToken == "" {
				t.Errorf("key id %q", temporary.AccessKeyId)
			}
			checkWithSDK(t, client, temporary)
		})
	}
	if n := s.Count("sts", "AssumeRole*", "sts*.aliyuncs.com"); n != 3 {
		t.Errorf("%d calls of STS: %+v", n, s.Requests())
	}
	if n := s.Count("ecs-metadata", "", "100.100.100.200"); n != 4 { // a token before each of role and credentials
		t.Errorf("%d calls of the metadata service: %+v", n, s.Requests())
	}
}

// checkWithSDK uses a temporary key as OSS should accept it, and without its token as OSS should not.
func checkWithSDK(t *testing.T, client http.RoundTripper, key *providers.Credentials) {
	t.Helper()
	for _, c := range []struct {
		token string
		ok    bool
	}{{key.SecurityToken, true}, {"", false}} {
		config := ossv2.LoadDefaultConfig().WithRegion("cn-hangzhou").WithHttpClient(&http.Client{Transport: client}).WithRetryMaxAttempts(1).
			WithCredentialsProvider(osscredentials.NewStaticCredentialsProvider(key.AccessKeyId, key.AccessKeySecret, c.token))
		info, err := ossv2.NewClient(config).GetBucketInfo(t.Context(), &ossv2.GetBucketInfoRequest{Bucket: ossv2.Ptr("vendor-bucket")})
		if (err == nil) != c.ok {
			t.Errorf("with the token %q: error %v", c.token, err)
		}
		if c.ok && err == nil && *info.BucketInfo.Location != "oss-cn-hangzhou" {
			t.Errorf("bucket info: %+v", info.BucketInfo)
		}
	}
}
