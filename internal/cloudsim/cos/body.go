package cos

import (
	"crypto/md5"
	"encoding/base64"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// checkBody checks what the request says about its body. Content-MD5 is not required: whether the service does is not documented.
func (c *call) checkBody() *apiError {
	length := c.r.ContentLength
	switch {
	case length < 0:
		return fail(http.StatusLengthRequired, "MissingContentLength", "You must provide the Content-Length HTTP header.")
	case int64(len(c.body)) < length:
		return badRequest("IncompleteBody", "The request body is smaller than the Content-Length request header.")
	case int64(len(c.body)) > length:
		return badRequest("EntitySizeNotMatch", "The size of the request body does not match the Content-Length request header.")
	case len(c.body) > maxObject:
		return badRequest("EntityTooLarge", "Your upload exceeds the maximum size of the simulator, 64 MiB.")
	}
	digest := c.r.Header.Get("Content-MD5")
	if digest == "" {
		return nil
	}
	if sum, err := base64.StdEncoding.DecodeString(digest); err != nil || len(sum) != md5.Size {
		return badRequest("InvalidDigest", "The Content-MD5 you specified is not valid.")
	}
	if digest != wire.MD5(c.body) {
		return badRequest("BadDigest", "The Content-MD5 you specified did not match what we received.")
	}
	return nil
}

// checkConfiguration checks the body of a write of a bucket's configuration.
func (c *call) checkConfiguration() *apiError {
	if failure := c.checkBody(); failure != nil {
		return failure
	}
	switch {
	case len(c.body) == 0:
		return badRequest("MissingRequestBodyError", "Request body is empty.")
	case len(c.body) > maxConfiguration:
		return badRequest("XMLSizeLimit", "The length of the XML has exceeded the limit.")
	}
	return nil
}

// decode reads the body of a write of a bucket's configuration into v.
func (c *call) decode(root string, v any) *apiError {
	if failure := c.checkConfiguration(); failure != nil {
		return failure
	}
	if _, err := wire.DecodeXML(c.body, root, v); err != nil {
		return malformedXML("%v", err)
	}
	return nil
}
