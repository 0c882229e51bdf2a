package oss

import (
	"bytes"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

func (s *Service) putObject(c *call) (reply, *apiError) {
	header := c.r.Header
	if c.r.Header.Get("x-oss-copy-source") != "" {
		return reply{}, fail(http.StatusNotImplemented, "NotImplemented", "", "The simulated OSS does not copy objects on request.")
	}
	if digest := header.Get("Content-MD5"); digest != "" {
		if digest != wire.MD5(c.body) {
			return reply{}, badRequest("InvalidDigest", "", "The Content-MD5 you specified was invalid.")
		}
	}
	v := &version{Spec: ObjectSpec{
		Content: c.body, ContentType: header.Get("Content-Type"), StorageClass: header.Get("x-oss-storage-class"),
		Metadata: map[string]string{}, Tags: map[string]string{},
	}}
	if algorithm := header.Get("x-oss-server-side-encryption"); algorithm != "" {
		v.Encryption = Encryption{
			Algorithm: algorithm, KeyID: header.Get("x-oss-server-side-encryption-key-id"), DataEncryption: header.Get("x-oss-server-side-data-encryption"),
		}
		if failure := checkEncryption(algorithm, v.Encryption.KeyID); failure != nil {
			return reply{}, failure
		}
	}
	tags, err := url.ParseQuery(header.Get("x-oss-tagging"))
	if err != nil || len(tags) > 10 {
		return reply{}, invalidArgument("", "The x-oss-tagging header is invalid.")
	}
	for name := range tags {
		v.Tags[name] = tags.Get(name)
	}
	for name := range header {
		if strings.HasPrefix(name, "X-Oss-Meta-") {
			v.Metadata[name] = header.Get(name)
		}
	}
	if current := c.bucket.Objects.Find(c.target.key, ""); header.Get("x-oss-forbid-overwrite") == "true" && current != nil && !current.Marker {
		return reply{}, fail(http.StatusConflict, "FileAlreadyExists", "", "The object you specified already exists and can not be overwritten.")
	}
	v = s.store(c.bucket, c.target.key, v, c.now)
	answer := reply{header: http.Header{
		"Etag": {`"` + v.ETag + `"`}, "X-Oss-Hash-Crc64ecma": {wire.CRC64(v.Content)},
		"Content-Md5": {wire.MD5(v.Content)},
	}}
	encryptionHeaders(answer.header, v.Encryption)
	if c.bucket.Versioning != "" {
		answer.header.Set("x-oss-version-id", v.ID)
	}
	return answer, nil
}

func encryptionHeaders(header http.Header, e Encryption) {
	if e.Algorithm != "" {
		header.Set("x-oss-server-side-encryption", e.Algorithm)
	}
	if e.KeyID != "" {
		header.Set("x-oss-server-side-encryption-key-id", e.KeyID)
	}
	if e.DataEncryption != "" {
		header.Set("x-oss-server-side-data-encryption", e.DataEncryption)
	}
}

// getObject serves GetObject and HeadObject, ranges and conditions included.
func (s *Service) getObject(c *call) (reply, *apiError) {
	v, failure := c.version()
	if failure != nil {
		return reply{}, failure
	}
	header := http.Header{
		"Etag": {`"` + v.ETag + `"`}, "Content-Type": {v.ContentType}, "X-Oss-Object-Type": {"Normal"},
		"X-Oss-Storage-Class": {v.StorageClass}, "X-Oss-Hash-Crc64ecma": {wire.CRC64(v.Content)},
	}
	encryptionHeaders(header, v.Encryption)
	for name, text := range v.Metadata {
		header.Set(name, text)
	}
	if len(v.Tags) > 0 {
		header.Set("x-oss-tagging-count", strconv.Itoa(len(v.Tags)))
	}
	if c.bucket.Versioning != "" {
		header.Set("x-oss-version-id", v.ID)
	}
	answer := reply{header: header}
	http.ServeContent(&answer, c.r, "", v.Modified, bytes.NewReader(v.Content))
	return answer, nil
}

// version finds the version that the request names, or the current one.
func (c *call) version() (*version, *apiError) {
	key, id := c.target.key, c.query.Get("versionId")
	v := c.bucket.Objects.Find(key, id)
	if v != nil && !v.Marker {
		return v, nil
	}
	failure := fail(http.StatusNotFound, "NoSuchKey", "0026-00000001", "The specified key does not exist.").with("Key", key)
	switch {
	case id != "" && v == nil:
		failure = fail(http.StatusNotFound, "NoSuchVersion", "", "The specified version does not exist.").with("Key", key).with("VersionId", id)
	case id != "":
		failure = fail(http.StatusMethodNotAllowed, "MethodNotAllowed", "", "The specified method is not allowed against this resource.")
	}
	if v != nil {
		failure.header = http.Header{"X-Oss-Delete-Marker": {"true"}, "X-Oss-Version-Id": {v.ID}}
	}
	return nil, failure
}

func (s *Service) deleteObject(c *call) (reply, *apiError) {
	id := c.query.Get("versionId")
	v := s.erase(c.bucket, c.target.key, id, c.now)
	answer := reply{status: http.StatusNoContent, header: http.Header{}}
	if id != "" {
		answer.header.Set("x-oss-version-id", id)
	}
	if v != nil && c.bucket.Versioning != "" {
		answer.header.Set("x-oss-version-id", v.ID)
		if v.Marker {
			answer.header.Set("x-oss-delete-marker", "true")
		}
	}
	return answer, nil
}
