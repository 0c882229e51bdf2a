package replicationprogress_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// The other account, which owns the destination bucket, and its key.
const (
	otherAccount = "1000000000000002"
	otherKey     = "LTAI5tSimulatedKey000002"
	otherSecret  = "simulated-secret-of-account-2"
)

// acrossAccounts makes a pair whose destination belongs to the other account, with five objects that have been replicated.
func acrossAccounts(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := pair(t, 0)
	if err := sim.OSS().MutateBucket("orders-bj", func(b *oss.BucketSpec) { b.Owner = otherAccount }); err != nil {
		t.Fatal(err)
	}
	addRule(t, sim, oss.Rule{ID: "r", SyncRole: "copier"})
	sim.Clock().Advance(time.Hour)
	put(t, sim, "new", 5)
	sim.Clock().Advance(time.Hour)
	return sim
}

// ofBoth is the data source with the destination's credentials in the provider configuration.
func ofBoth(secret, arguments string) string {
	return fmt.Sprintf(`
provider "multicloud" {
  alibaba = {
    access_key = %q
    secret_key = %q
    destination = {
      access_key = %q
      secret_key = %q
    }
  }
}

data "multicloud_replication_progress" "test" {
  cloud  = "alibaba"
  bucket = "orders-hz"
  region = "cn-hangzhou"
%s
}
`, cloudsim.DefaultAlibabaKeyID, cloudsim.DefaultAlibabaKeySecret, otherKey, secret, arguments)
}

const sampled = rule + "sample_objects = 10\n"

// The destination of another account is looked into with the credentials of `destination`; without them, or with wrong ones, what
// OSS tells of the source is told all the same, and of the rest it is said why nobody knows.
func TestAccAlibabaAcrossAccounts(t *testing.T) {
	t.Parallel()
	sim := acrossAccounts(t)
	shut := `The destination cannot be looked into, so that nobody knows whether anything is left to replicate: `
	const wrong = "not-the-secret"

	// As long as the source's account is told that all is well, nobody asks the destination.
	look(t, sim, of(rule), expect{state: "healthy", rpo: "met", reason: "is replicated", lag: 0})
	look(t, sim, ofBoth(otherSecret, rule), expect{state: "healthy", rpo: "met", reason: "is replicated", lag: 0})
	if keys := keysOf(sim, "orders-bj"); len(keys) > 0 {
		t.Errorf("the destination was asked for nothing, with %v", keys)
	}
	// A sample needs the destination.
	look(t, sim, ofBoth(otherSecret, sampled), expect{state: "healthy", rpo: "met", reason: "All of 5 sampled objects", lag: 0})
	look(t, sim, of(sampled), expect{state: "healthy", rpo: "met", reason: "is replicated. " + shut, lag: 0})

	sim.OSS().SetStalled("orders-hz", "orders-bj", true)
	sim.Clock().Advance(time.Hour)
	idle := expect{state: "healthy", rpo: "met", reason: "Nothing is left to replicate", lag: 0}
	look(t, sim, ofBoth(otherSecret, rule), idle)
	put(t, sim, "late", 1)
	sim.Clock().Advance(time.Hour)
	sim.ResetCounts()
	look(t, sim, ofBoth(otherSecret, rule), expect{state: "lagging", rpo: "missed", reason: `The object "late-00000"`, lag: 7200})
	for bucket, key := range map[string]string{"orders-hz": cloudsim.DefaultAlibabaKeyID, "orders-bj": otherKey} {
		if keys := keysOf(sim, bucket); len(keys) != 1 || !keys[key] {
			t.Errorf("%s was asked with the keys %v, want %s alone", bucket, keys, key)
		}
	}
	look(t, sim, of(rule), expect{state: "unknown", rpo: "unknown", reason: shut + "could not list objects of orders-bj"}, says("A destination of another account is looked into with `alibaba.destination` in the provider configuration."))
	look(t, sim, ofBoth(wrong, rule), expect{state: "unknown", rpo: "unknown", reason: shut}, says("SignatureDoesNotMatch"))

	// A bucket policy that lets the source's account look does as well.
	if err := sim.OSS().MutateBucket("orders-bj", func(b *oss.BucketSpec) {
		b.Grants = map[string][]string{cloudsim.DefaultAlibabaAccount: {"oss:ListObjects"}}
	}); err != nil {
		t.Fatal(err)
	}
	look(t, sim, of(rule), expect{state: "lagging", rpo: "missed", reason: `The object "late-00000"`, lag: 7200})

	// What is wrong with a destination of another account is found with its own credentials only.
	if err := sim.OSS().DeleteBucketHard("orders-bj"); err != nil {
		t.Fatal(err)
	}
	look(t, sim, ofBoth(otherSecret, rule), expect{state: "failing", rpo: "missed", reason: "The destination bucket orders-bj (cn-beijing) does not exist.", lag: 7200})
}

// The same configuration serves a destination of the source's own account only if its credentials may look into it.
func TestAccAlibabaDestinationOfTheWrongAccount(t *testing.T) {
	t.Parallel()
	sim := acrossAccounts(t)
	if err := sim.OSS().MutateBucket("orders-bj", func(b *oss.BucketSpec) { b.Owner = cloudsim.DefaultAlibabaAccount }); err != nil {
		t.Fatal(err)
	}
	sim.OSS().SetStalled("orders-hz", "orders-bj", true)
	put(t, sim, "late", 1)
	sim.Clock().Advance(time.Hour)
	look(t, sim, of(rule), expect{state: "lagging", rpo: "missed", reason: `The object "late-00000"`, lag: 3600})
	look(t, sim, ofBoth(otherSecret, rule), expect{state: "unknown", rpo: "unknown", reason: "The destination cannot be looked into"}, says("credentials of `alibaba.destination`"))
}

// keysOf are the access keys with which the bucket was asked.
func keysOf(sim *cloudsim.Simulator, bucket string) map[string]bool {
	keys := map[string]bool{}
	for _, r := range sim.Requests() {
		if strings.HasPrefix(r.Host, bucket+".") {
			keys[r.Key] = true
		}
	}
	return keys
}

// says finds the text in the reason.
func says(text string) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New("state_reason"), knownvalue.StringRegexp(regexp.MustCompile(regexp.QuoteMeta(text))))
}
