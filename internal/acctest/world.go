package acctest

import (
	"context"
	"crypto/rand"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	osscredentials "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/alibaba/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/provider"
)

// liveVariable names the clouds, separated by commas, on which tests run for real. Tests that need the simulated clouds
// are skipped then.
const liveVariable = "MULTICLOUD_ACC_LIVE"

func live(cloud string) bool {
	return slices.Contains(strings.Split(os.Getenv(liveVariable), ","), cloud)
}

// World is the clouds of a test that runs on simulated clouds and, with MULTICLOUD_ACC_LIVE=alibaba and credentials in
// the environment, on the real one. The test reaches OSS through the vendor's SDK either way.
type World struct {
	t *testing.T
	// sim is nil on the real cloud.
	sim         *cloudsim.Simulator
	http        *http.Client
	credentials osscredentials.CredentialsProvider
	clients     map[string]*oss.Client // by bucket
}

// NewWorld makes the world of a test.
func NewWorld(t *testing.T) *World {
	t.Helper()
	w := &World{t: t, clients: map[string]*oss.Client{}}
	if !live("alibaba") {
		w.sim = Sim(t)
		w.http = &http.Client{Transport: w.sim.Transport()}
		w.credentials = osscredentials.NewStaticCredentialsProvider(cloudsim.DefaultAlibabaKeyID, cloudsim.DefaultAlibabaKeySecret)
		return w
	}
	needTerraform(t)
	w.http = http.DefaultClient
	found, err := credentials.New(credentials.Options{HTTPClient: w.http})
	if err != nil {
		t.Fatalf("%s=alibaba: %v", liveVariable, err)
	}
	w.credentials = found
	return w
}

// Factories serves the provider in this process.
func (w *World) Factories() map[string]func() (tfprotov6.ProviderServer, error) {
	if w.sim != nil {
		return Factories(w.sim)
	}
	return map[string]func() (tfprotov6.ProviderServer, error){"multicloud": providerserver.NewProtocol6WithError(provider.New("test")())}
}

// Provider is a provider block with more arguments, if any.
func (w *World) Provider(arguments string) string {
	if w.sim != nil {
		return Provider(arguments)
	}
	return "provider \"multicloud\" {\n  alibaba = {}\n" + arguments + "\n}\n"
}

// Bucket makes a versioned bucket with a name that nobody has, and removes it at the end of the test.
func (w *World) Bucket(region string) string {
	w.t.Helper()
	name := "mcr-acc-" + strings.ToLower(rand.Text()[:12])
	client := oss.NewClient(oss.NewConfig().WithRegion(region).WithHttpClient(w.http).WithCredentialsProvider(w.credentials))
	w.clients[name] = client
	ctx := context.WithoutCancel(w.t.Context())
	if _, err := client.PutBucket(ctx, &oss.PutBucketRequest{Bucket: &name}); err != nil {
		w.t.Fatalf("make a bucket in %s: %v", region, err)
	}
	w.t.Cleanup(func() {
		if err := w.removeBucket(ctx, name); err != nil {
			w.t.Errorf("the bucket %s in %s is left over, remove it by hand: %v", name, region, err)
		}
	})
	_, err := client.PutBucketVersioning(ctx, &oss.PutBucketVersioningRequest{
		Bucket: &name, VersioningConfiguration: &oss.VersioningConfiguration{Status: oss.VersionEnabled},
	})
	if err != nil {
		w.t.Fatalf("enable versioning of %s: %v", name, err)
	}
	return name
}

// Put writes an object.
func (w *World) Put(bucket, key string) {
	w.t.Helper()
	_, err := w.clients[bucket].PutObject(w.t.Context(), &oss.PutObjectRequest{Bucket: &bucket, Key: &key, Body: strings.NewReader(key)})
	if err != nil {
		w.t.Fatalf("put %s into %s: %v", key, bucket, err)
	}
}

// Rules are the replication rules of a bucket.
func (w *World) Rules(bucket string) []oss.ReplicationRule {
	w.t.Helper()
	rules, err := rulesOf(w.t.Context(), w.clients[bucket], bucket)
	if err != nil {
		w.t.Fatalf("read the rules of %s: %v", bucket, err)
	}
	return rules
}

// WaitForObjects waits until the bucket holds exactly these objects, half an hour of the clouds' time at most.
func (w *World) WaitForObjects(bucket string, want ...string) {
	w.t.Helper()
	var got []string
	err := w.wait(w.t.Context(), func() (bool, error) {
		answer, err := w.clients[bucket].ListObjectsV2(w.t.Context(), &oss.ListObjectsV2Request{Bucket: &bucket})
		if err != nil {
			return false, err
		}
		got = nil
		for _, object := range answer.Contents {
			got = append(got, *object.Key)
		}
		return slices.Equal(got, want), nil
	})
	if err != nil {
		w.t.Errorf("objects in %s: %q, want %q: %v", bucket, got, want, err)
	}
}

// wait asks until the answer is yes, in growing pauses.
func (w *World) wait(ctx context.Context, done func() (bool, error)) error {
	var waited time.Duration
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		if ok, err := done(); ok || err != nil {
			return err
		}
		if waited += pause; waited > 30*time.Minute {
			return context.DeadlineExceeded
		}
		if w.sim != nil {
			w.sim.Clock().Advance(pause)
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}
