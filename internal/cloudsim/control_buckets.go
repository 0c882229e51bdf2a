package cloudsim

import (
	"net/http"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
)

// storage is a simulated object storage with buckets as S says.
type storage[S any] interface {
	CreateBucket(spec S) error
	Bucket(name string) (S, bool)
	SetStalled(source, destination string, stalled bool)
}

// controlBuckets makes buckets of the storage at this path and stops the copying between two of them.
func controlBuckets[S any](handle handle, at string, of storage[S]) {
	handle("POST "+at+"/buckets", reading(func(spec S) (any, error) { return done(of.CreateBucket(spec)) }))
	type link struct {
		Source, Destination string
		Stalled             bool
	}
	handle("POST "+at+"/stall", reading(func(in link) (any, error) {
		for _, name := range []string{in.Source, in.Destination} {
			if _, ok := of.Bucket(name); !ok {
				return nil, notFound("the bucket %q does not exist", name)
			}
		}
		of.SetStalled(in.Source, in.Destination, in.Stalled)
		return done(nil)
	}))
}

// ofBucket takes what to answer from the bucket that the query names; it must exist.
func ofBucket[S any](of storage[S], answer func(name string, r *http.Request) (any, error)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		name, err := required(r, "bucket")
		if err != nil {
			return nil, err
		}
		if _, ok := of.Bucket(name); !ok {
			return nil, notFound("the bucket %q does not exist", name)
		}
		return answer(name, r)
	}
}

// objectAnswer is what the control port shows of an object of any storage.
type objectAnswer struct {
	Key       string    `json:"key"`
	VersionID string    `json:"version_id"`
	ETag      string    `json:"etag"`
	Size      int       `json:"size"`
	Modified  time.Time `json:"modified"`
	Replica   bool      `json:"replica"`
	Content   *string   `json:"content,omitempty"` // only of a single object
}

// versionedStorage is a storage whose objects have versions, with the encryption setting E.
type versionedStorage[S, E any] interface {
	storage[S]
	Object(bucket, key string) (versioned.State[E], bool)
	Objects(bucket string) []versioned.State[E]
	PutObject(bucket, key string, spec versioned.Spec[E]) (string, error)
	DeleteObject(bucket, key, versionID string) error
}

// controlObjects shows, writes and deletes objects; show adds what only this storage shows.
func controlObjects[S, E any](handle handle, at string, of versionedStorage[S, E], show func(objectAnswer, versioned.State[E]) any) {
	answer := func(o versioned.State[E], content *string) any {
		return show(objectAnswer{o.Key, o.ID, o.ETag, len(o.Content), o.Modified, o.Replica, content}, o)
	}
	handle("GET "+at+"/objects", ofBucket(of, func(name string, r *http.Request) (any, error) {
		if key := r.URL.Query().Get("key"); key != "" {
			object, ok := of.Object(name, key)
			if !ok {
				return nil, notFound("the bucket %q has no object %q", name, key)
			}
			content := string(object.Content)
			return answer(object, &content), nil
		}
		answers := []any{}
		for _, object := range of.Objects(name) {
			answers = append(answers, answer(object, nil))
		}
		return answers, nil
	}))
	handle("POST "+at+"/objects", reading(func(in struct{ Bucket, Key, Content string }) (any, error) {
		id, err := of.PutObject(in.Bucket, in.Key, versioned.Spec[E]{Content: []byte(in.Content)})
		return map[string]string{"version_id": id}, err
	}))
	handle("POST "+at+"/objects/delete", reading(func(in struct{ Bucket, Key string }) (any, error) {
		return done(of.DeleteObject(in.Bucket, in.Key, ""))
	}))
}
