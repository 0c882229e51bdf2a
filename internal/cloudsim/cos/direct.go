package cos

import (
	"fmt"
	"maps"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
)

// The methods here act at once and without the API's checks, as somebody at the console or another party would have it.

// CreateBucket creates a bucket. The buckets of one APPID belong to one owner.
func (s *Service) CreateBucket(spec BucketSpec) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !validBucketName(spec.Name) || spec.Region == "" || spec.Owner == "" {
		return fmt.Errorf("create the bucket %q: a valid name such as orders-1250000000, a region and an owner are needed", spec.Name)
	}
	if _, exists := s.state.Buckets[spec.Name]; exists {
		return fmt.Errorf("create the bucket %q: it exists", spec.Name)
	}
	if owner := s.ownerOf(appID(spec.Name)); owner != "" && owner != spec.Owner {
		return fmt.Errorf("create the bucket %q: the APPID belongs to the account %s, not %s", spec.Name, owner, spec.Owner)
	}
	if spec.AZ != "" && spec.AZ != MultiAZ {
		return fmt.Errorf("create the bucket %q: its AZ type %q is neither empty nor %s", spec.Name, spec.AZ, MultiAZ)
	}
	if spec.Lifecycle != "" {
		if failure := checkLifecycle([]byte(spec.Lifecycle)); failure != nil {
			return fmt.Errorf("create the bucket %q: its lifecycle: %w", spec.Name, failure)
		}
	}
	s.addBucket(copySpec(spec), s.settle())
	return nil
}

func (s *Service) addBucket(spec BucketSpec, now time.Time) {
	s.state.Buckets[spec.Name] = &bucket{BucketSpec: spec, Created: now, Objects: versioned.Objects[Encryption]{}}
}

func copySpec(spec BucketSpec) BucketSpec {
	spec.Grants, spec.Tags = maps.Clone(spec.Grants), maps.Clone(spec.Tags)
	return spec
}

// Bucket returns the settings of a bucket.
func (s *Service) Bucket(name string) (BucketSpec, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.state.Buckets[name]
	if !ok {
		return BucketSpec{}, false
	}
	return copySpec(b.BucketSpec), true
}

// BucketNames returns the names of all buckets, sorted.
func (s *Service) BucketNames() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return sortedKeys(s.state.Buckets)
}

// MutateBucket changes a bucket's settings: versioning, encryption, lifecycle, owner, grants. Reads show them at once.
// Its name stays; a changed region is a bucket that was made anew elsewhere, with the same content.
func (s *Service) MutateBucket(name string, change func(*BucketSpec)) error {
	return s.with(name, func(b *bucket, _ time.Time) error {
		change(&b.BucketSpec)
		b.Name, b.SeenVersioning = name, nil
		return nil
	})
}

// DeleteBucketHard removes a bucket with its objects and its replication document.
func (s *Service) DeleteBucketHard(name string) error {
	return s.with(name, func(*bucket, time.Time) error {
		delete(s.state.Buckets, name)
		return nil
	})
}

// SetConfigurationDelay sets for how long reads give the former configuration after a write from now on; see
// Options.ConfigurationDelay.
func (s *Service) SetConfigurationDelay(delay time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Delay = delay
}

// SetStalled makes the replication from one bucket to another copy nothing, though its rules are enabled; false lets it
// catch up at once. It outlives the rules.
func (s *Service) SetStalled(source, destination string, stalled bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	if stalled {
		s.state.Stalled[pair(source, destination)] = true
		return
	}
	delete(s.state.Stalled, pair(source, destination))
	s.settle()
}

// RefuseKMSKey makes the service refuse a KMS key with one of the documented codes: KmsKeyNotExist, KmsKeyDisabled,
// KmsException, KmsInternalException, KmsFreqControl. An empty code takes the key again.
func (s *Service) RefuseKMSKey(id, code string) error {
	if _, ok := kmsStatus[code]; !ok && code != "" {
		return fmt.Errorf("refuse the KMS key %q: the code %q is not one of %v", id, code, sortedKeys(kmsStatus))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.KMSKeys[id] = code
	return nil
}

func (s *Service) with(name string, do func(*bucket, time.Time) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.settle()
	b, ok := s.state.Buckets[name]
	if !ok {
		return fmt.Errorf("the bucket %q does not exist", name)
	}
	return do(b, now)
}
