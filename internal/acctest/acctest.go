// Package acctest is what acceptance tests stand on: simulated clouds of their own for each test, the provider in
// process for the testing framework, and the real Terraform CLI with the built provider where separate processes,
// signals or flags matter.
package acctest

import (
	"os"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/provider"
)

// Sim makes simulated clouds whose clock stands still until the provider in this process waits on it. Without TF_ACC
// the test is skipped.
func Sim(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	needSimulator(t)
	return cloudsim.New(cloudsim.Options{})
}

// FastSim makes simulated clouds for a provider in a process of its own, whose waits no test can move: ten minutes pass
// in a second.
func FastSim(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	needSimulator(t)
	return cloudsim.New(cloudsim.Options{Speed: 600})
}

// Factories serves the provider in this process, on the simulated clouds and on their clock.
func Factories(sim *cloudsim.Simulator) map[string]func() (tfprotov6.ProviderServer, error) {
	p := provider.New("test", provider.WithTransport(sim.Transport()), provider.WithClock(sim.Clock()))
	return map[string]func() (tfprotov6.ProviderServer, error){"multicloud": providerserver.NewProtocol6WithError(p())}
}

// Provider is a provider block with the simulated clouds' key and more arguments, if any.
func Provider(arguments string) string {
	return `
provider "multicloud" {
  alibaba = {
    access_key = "` + cloudsim.DefaultAlibabaKeyID + `"
    secret_key = "` + cloudsim.DefaultAlibabaKeySecret + `"
  }
` + arguments + `
}
`
}

// Bucket makes a bucket in the simulated OSS; the settings beyond name and region are changed by the functions.
func Bucket(t *testing.T, sim *cloudsim.Simulator, name, region string, settings ...func(*oss.BucketSpec)) {
	t.Helper()
	spec := oss.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultAlibabaAccount}
	for _, set := range settings {
		set(&spec)
	}
	if err := sim.OSS().CreateBucket(spec); err != nil {
		t.Fatalf("make bucket %s: %v", name, err)
	}
}

// Versioned enables versioning on a bucket.
func Versioned(spec *oss.BucketSpec) { spec.Versioning = oss.VersioningEnabled }

func needTerraform(t *testing.T) {
	t.Helper()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests run with TF_ACC=1, as `make test` does")
	}
}

// needSimulator skips a test that cannot run on real clouds where these are asked for.
func needSimulator(t *testing.T) {
	t.Helper()
	needTerraform(t)
	if os.Getenv(liveVariable) != "" {
		t.Skip("needs the simulated clouds, and " + liveVariable + " asks for real ones")
	}
}
