package main

import (
	"context"
	"fmt"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// cloudSpeed is how fast the clouds' clock runs: what they take minutes for, such as closing a rule, takes a second.
const cloudSpeed = 600

// clouds are the simulated clouds with the buckets of one size, in which every answer takes a while.
type clouds struct {
	*cloudsim.Simulator
	server *cloudsim.Server
}

func serveClouds(ctx context.Context, s size, latency time.Duration) (*clouds, error) {
	simulator := cloudsim.New(cloudsim.Options{Speed: cloudSpeed})
	for i := range s.buckets {
		if err := bucket(simulator, fmt.Sprintf("source-%d", i), "cn-hangzhou"); err != nil {
			return nil, err
		}
	}
	for i := range s.destinations() {
		if err := bucket(simulator, fmt.Sprintf("destination-%d", i), "cn-beijing"); err != nil {
			return nil, err
		}
	}
	if latency > 0 {
		if err := simulator.Faults().Add(cloudsim.Fault{Name: "latency", Kind: cloudsim.KindSlow, Delay: latency}); err != nil {
			return nil, err
		}
	}
	server, err := simulator.Serve(ctx, cloudsim.ServeOptions{})
	if err != nil {
		return nil, err
	}
	return &clouds{Simulator: simulator, server: server}, nil
}

func bucket(simulator *cloudsim.Simulator, name, region string) error {
	return simulator.OSS().CreateBucket(oss.BucketSpec{
		Name: name, Region: region, Owner: cloudsim.DefaultAlibabaAccount, Versioning: oss.VersioningEnabled,
	})
}

// environment is what the provider needs to find the simulated clouds in place of the real ones.
func (c *clouds) environment() []string {
	return []string{
		"HTTPS_PROXY=" + c.server.ProxyURL, "HTTP_PROXY=" + c.server.ProxyURL, "MULTICLOUD_CA_BUNDLE_FILE=" + c.server.CAFile,
		"ALIBABA_CLOUD_ACCESS_KEY_ID=" + cloudsim.DefaultAlibabaKeyID, "ALIBABA_CLOUD_ACCESS_KEY_SECRET=" + cloudsim.DefaultAlibabaKeySecret,
	}
}
