package cos

import (
	"bytes"
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

func (s *Service) putObject(c *call) (reply, *apiError) {
	header := c.r.Header
	if header.Get("x-cos-copy-source") != "" {
		return reply{}, fail(http.StatusNotImplemented, "NotImplemented", "The simulated COS does not copy objects on request.")
	}
	if failure := c.checkBody(); failure != nil {
		return reply{}, failure
	}
	v := &version{Spec: ObjectSpec{
		Content: c.body, ContentType: header.Get("Content-Type"),
		Metadata: map[string]string{}, Tags: map[string]string{},
	}}
	for _, set := range []func(http.Header, *bucket, *version) *apiError{setClass, s.setEncryption, setTags} {
		if failure := set(header, c.bucket, v); failure != nil {
			return reply{}, failure
		}
	}
	for name := range header {
		if strings.HasPrefix(name, "X-Cos-Meta-") {
			v.Metadata[name] = header.Get(name)
		}
	}
	v = s.store(c.bucket, c.target.key, v, c.now)
	answer := reply{header: http.Header{"Etag": {`"` + v.ETag + `"`}, "X-Cos-Hash-Crc64ecma": {wire.CRC64(v.Content)}}}
	encryptionHeaders(answer.header, v.Encryption)
	c.versionHeader(answer.header, v)
	return answer, nil
}

func setClass(header http.Header, b *bucket, v *version) *apiError {
	checked := &Rule{StorageClass: header.Get("x-cos-storage-class")}
	if failure := checkStorageClass(nil, checked); failure != nil {
		return failure
	}
	v.StorageClass = strings.ToUpper(checked.StorageClass)
	if strings.HasPrefix(v.StorageClass, "MAZ_") && b.AZ != MultiAZ {
		return badRequest("MAZOperationNotSupportOnOAZBucket", "The storage class %s is not supported by a single-AZ bucket.", v.StorageClass)
	}
	return nil
}

func (s *Service) setEncryption(header http.Header, _ *bucket, v *version) *apiError {
	algorithm := header.Get("x-cos-server-side-encryption")
	if algorithm == "" {
		return nil
	}
	v.Encryption = Encryption{Algorithm: algorithm, KeyID: header.Get("x-cos-server-side-encryption-cos-kms-key-id")}
	if algorithm == "cos/kms" {
		v.Encryption.Algorithm = "KMS"
	}
	return s.checkEncryption(v.Encryption)
}

func setTags(header http.Header, _ *bucket, v *version) *apiError {
	tags, err := url.ParseQuery(header.Get("x-cos-tagging"))
	if err != nil || len(tags) > maxTags {
		return badRequest("InvalidTag", "The x-cos-tagging header is invalid.")
	}
	for name := range tags {
		v.Tags[name] = tags.Get(name)
	}
	return nil
}

func encryptionHeaders(header http.Header, e Encryption) {
	switch e.Algorithm {
	case "":
		return
	case "KMS":
		header.Set("x-cos-server-side-encryption", "cos/kms")
	default:
		header.Set("x-cos-server-side-encryption", e.Algorithm)
	}
	if e.KeyID != "" {
		header.Set("x-cos-server-side-encryption-cos-kms-key-id", e.KeyID)
	}
}

func (c *call) versionHeader(header http.Header, v *version) {
	if c.bucket.Versioning != "" {
		header.Set("x-cos-version-id", v.ID)
	}
}

// getObject serves GetObject and HeadObject, ranges and conditions included. The replication status is there on replicas
// only: what the service says of a source object is not documented.
func (s *Service) getObject(c *call) (reply, *apiError) {
	v, failure := c.version()
	if failure != nil {
		return reply{}, failure
	}
	header := http.Header{
		"Etag": {`"` + v.ETag + `"`}, "Content-Type": {v.ContentType}, "X-Cos-Hash-Crc64ecma": {wire.CRC64(v.Content)},
	}
	if v.StorageClass != "STANDARD" {
		header.Set("x-cos-storage-class", v.StorageClass)
	}
	if v.Replica {
		header.Set("x-cos-replication-status", "Replica")
	}
	if len(v.Tags) > 0 {
		header.Set("x-cos-tagging-count", strconv.Itoa(len(v.Tags)))
	}
	for name, text := range v.Metadata {
		header.Set(name, text)
	}
	encryptionHeaders(header, v.Encryption)
	c.versionHeader(header, v)
	answer := reply{header: header}
	http.ServeContent(&answer, c.r, "", v.Modified, bytes.NewReader(v.Content))
	return answer, nil
}

// versionID is the version that the request names. Tencent's Go SDK writes "VersionId" in one place.
func (c *call) versionID() string { return cmp.Or(c.query.Get("versionId"), c.query.Get("VersionId")) }

// version finds the version that the request names, or the current one.
func (c *call) version() (*version, *apiError) {
	key, id := c.target.key, c.versionID()
	v := c.bucket.Objects.Find(key, id)
	if v != nil && !v.Marker {
		return v, nil
	}
	failure := notFound("NoSuchKey", "The specified key does not exist.")
	switch {
	case id != "" && v == nil:
		failure = notFound("NoSuchVersion", "The specified version does not exist.")
	case id != "":
		failure = fail(http.StatusMethodNotAllowed, "MethodNotAllowed", "The specified method is not allowed against this resource.")
	}
	if v != nil {
		failure.header = http.Header{"X-Cos-Delete-Marker": {"true"}, "X-Cos-Version-Id": {v.ID}}
	}
	return nil, failure
}

func (s *Service) deleteObject(c *call) (reply, *apiError) {
	id := c.versionID()
	v := s.erase(c.bucket, c.target.key, id, c.now)
	answer := reply{status: http.StatusNoContent, header: http.Header{}}
	if v != nil {
		c.versionHeader(answer.header, v)
		if v.Marker {
			answer.header.Set("x-cos-delete-marker", "true")
		}
	}
	return answer, nil
}
