package cos

import (
	"encoding/xml"
	"net/http"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

func (s *Service) getBucketVersioning(c *call) (reply, *apiError) {
	return xmlReply(struct {
		XMLName xml.Name `xml:"VersioningConfiguration"`
		Status  string   `xml:"Status,omitempty"`
	}{Status: c.bucket.SeenVersioning.read(c.bucket.Versioning, c.now)})
}

// putBucketVersioning is refused while rules lead out of the bucket. Suspending a destination is allowed: the rules that
// lead there have no effect then.
func (s *Service) putBucketVersioning(c *call) (reply, *apiError) {
	var document struct {
		Status string `xml:"Status"`
	}
	if failure := c.decode("VersioningConfiguration", &document); failure != nil {
		return reply{}, failure
	}
	switch document.Status {
	case VersioningEnabled:
	case VersioningSuspended:
		if c.bucket.Replication != nil {
			return reply{}, conflict("InvalidBucketState", "The versioning of a bucket with replication rules cannot be suspended; delete the rules first.")
		}
		if c.bucket.AZ == MultiAZ { // the code is not documented
			return reply{}, badRequest("OAZOperationNotSupportOnMAZBucket", "The versioning of a multi-AZ bucket cannot be suspended.")
		}
	default:
		return reply{}, malformedXML("the versioning status %q must be Enabled or Suspended", document.Status)
	}
	c.bucket.SeenVersioning.keep(c.bucket.Versioning, c.now, s.state.Delay)
	c.bucket.Versioning = document.Status
	return reply{}, nil
}

type encryptionXML struct {
	XMLName xml.Name `xml:"ServerSideEncryptionConfiguration"`
	Default struct {
		Algorithm string `xml:"SSEAlgorithm"`
		KeyID     string `xml:"KMSMasterKeyID,omitempty"`
	} `xml:"Rule>ApplyServerSideEncryptionByDefault"`
}

func (s *Service) getBucketEncryption(c *call) (reply, *apiError) {
	if c.bucket.Encryption.Algorithm == "" {
		return reply{}, notFound("NoSuchEncryptionConfiguration", "The server side encryption configuration does not exist.")
	}
	var document encryptionXML
	document.Default.Algorithm, document.Default.KeyID = c.bucket.Encryption.Algorithm, c.bucket.Encryption.KeyID
	return xmlReply(document)
}

func (s *Service) putBucketEncryption(c *call) (reply, *apiError) {
	var document encryptionXML
	if failure := c.decode("ServerSideEncryptionConfiguration", &document); failure != nil {
		return reply{}, failure
	}
	e := Encryption{Algorithm: document.Default.Algorithm, KeyID: document.Default.KeyID}
	if failure := s.checkEncryption(e); failure != nil {
		return reply{}, failure
	}
	c.bucket.Encryption = e
	return reply{}, nil
}

func (s *Service) checkEncryption(e Encryption) *apiError {
	if !slices.Contains([]string{"AES256", "SM4", "KMS"}, e.Algorithm) {
		return badRequest("SSEContentNotSupported", "The encryption method %q is not supported.", e.Algorithm)
	}
	if e.KeyID != "" && e.Algorithm != "KMS" {
		return invalidArgument("A KMS key is for KMS alone, not for %s.", e.Algorithm)
	}
	return s.checkKMSKey(e.KeyID)
}

func (s *Service) deleteBucketEncryption(c *call) (reply, *apiError) {
	c.bucket.Encryption = Encryption{}
	return reply{status: http.StatusNoContent}, nil
}

// checkLifecycle checks a lifecycle configuration as far as the simulator, in which it does nothing, needs to.
func checkLifecycle(body []byte) *apiError {
	var document struct {
		Rules []struct {
			ID     string `xml:"ID"`
			Status string `xml:"Status"`
		} `xml:"Rule"`
	}
	if _, err := wire.DecodeXML(body, "LifecycleConfiguration", &document); err != nil {
		return malformedXML("%v", err)
	}
	ids := map[string]bool{}
	for _, rule := range document.Rules {
		if !isSwitch(rule.Status) {
			return malformedXML("the status %q must be Enabled or Disabled", rule.Status)
		}
		if rule.ID != "" && ids[rule.ID] {
			return invalidArgument("Rule ID must be unique. Found same ID for more than one rule.")
		}
		ids[rule.ID] = true
	}
	return nil
}

func (s *Service) getBucketLifecycle(c *call) (reply, *apiError) {
	if c.bucket.Lifecycle == "" {
		return reply{}, notFound("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist.")
	}
	return rawXML(c.bucket.Lifecycle), nil
}

func (s *Service) putBucketLifecycle(c *call) (reply, *apiError) {
	if failure := c.checkConfiguration(); failure != nil {
		return reply{}, failure
	}
	if failure := checkLifecycle(c.body); failure != nil {
		return reply{}, failure
	}
	if c.bucket.Locked {
		return reply{}, conflict("BucketLocked", "The bucket is locked against replication and lifecycle configuration.")
	}
	c.bucket.Lifecycle = string(c.body)
	return reply{}, nil
}

func (s *Service) deleteBucketLifecycle(c *call) (reply, *apiError) {
	c.bucket.Lifecycle = ""
	return reply{status: http.StatusNoContent}, nil
}

func (s *Service) getBucketACL(c *call) (reply, *apiError) {
	owner := newOwner(c.bucket.Owner)
	return xmlReply(struct {
		XMLName    xml.Name `xml:"AccessControlPolicy"`
		Owner      ownerXML `xml:"Owner"`
		Grantee    ownerXML `xml:"AccessControlList>Grant>Grantee"`
		Permission string   `xml:"AccessControlList>Grant>Permission"`
	}{Owner: owner, Grantee: owner, Permission: "FULL_CONTROL"})
}

func (s *Service) getBucketTagging(c *call) (reply, *apiError) {
	if len(c.bucket.Tags) == 0 {
		return reply{}, notFound("NoSuchTagSet", "The TagSet does not exist.")
	}
	document := struct {
		XMLName xml.Name `xml:"Tagging"`
		Tags    []Tag    `xml:"TagSet>Tag"`
	}{}
	for _, key := range sortedKeys(c.bucket.Tags) {
		document.Tags = append(document.Tags, Tag{key, c.bucket.Tags[key]})
	}
	return xmlReply(document)
}

// empty answers for a configuration that the simulator does not have with an empty document.
func empty(root string) func(*Service, *call) (reply, *apiError) {
	return func(*Service, *call) (reply, *apiError) { return rawXML(xmlDeclaration + "<" + root + "/>"), nil }
}

// unset answers for a configuration that the simulator does not have: it is never set.
func unset(code string) func(*Service, *call) (reply, *apiError) {
	return func(*Service, *call) (reply, *apiError) {
		return reply{}, notFound(code, "The configuration does not exist.")
	}
}
