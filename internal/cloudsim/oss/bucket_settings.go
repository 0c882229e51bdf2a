package oss

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

func (s *Service) getBucketLocation(c *call) (reply, *apiError) {
	return xmlReply(struct {
		XMLName  xml.Name `xml:"LocationConstraint"`
		Location string   `xml:",chardata"`
	}{Location: findRegion(c.bucket.Region).location()})
}

func (s *Service) getBucketACL(c *call) (reply, *apiError) {
	return xmlReply(struct {
		XMLName xml.Name `xml:"AccessControlPolicy"`
		Owner   ownerXML `xml:"Owner"`
		Grant   string   `xml:"AccessControlList>Grant"`
	}{Owner: ownerXML{c.bucket.Owner, c.bucket.Owner}, Grant: "private"})
}

func (s *Service) getBucketVersioning(c *call) (reply, *apiError) {
	return xmlReply(struct {
		XMLName xml.Name `xml:"VersioningConfiguration"`
		Status  string   `xml:"Status,omitempty"`
	}{Status: c.bucket.Versioning})
}

// putBucketVersioning is refused while the bucket takes part in replication, on either side. The documentation gives
// only the error detail code for that, not the code.
func (s *Service) putBucketVersioning(c *call) (reply, *apiError) {
	var document struct {
		Status string `xml:"Status"`
	}
	if _, err := wire.DecodeXML(c.body, "VersioningConfiguration", &document); err != nil {
		return reply{}, malformedXML("")
	}
	if document.Status != VersioningEnabled && document.Status != VersioningSuspended {
		return reply{}, invalidArgument("", "The Versioning element must be specified: Enabled or Suspended.")
	}
	if s.inReplication(c.bucket) {
		return reply{}, badRequest("InvalidRequest", "0012-00000005", "The versioning status of a bucket that takes part in replication cannot be changed.")
	}
	c.bucket.Versioning = document.Status
	return reply{}, nil
}

type encryptionXML struct {
	XMLName xml.Name `xml:"ServerSideEncryptionRule"`
	Default struct {
		Algorithm      string `xml:"SSEAlgorithm"`
		KeyID          string `xml:"KMSMasterKeyID,omitempty"`
		DataEncryption string `xml:"KMSDataEncryption,omitempty"`
	} `xml:"ApplyServerSideEncryptionByDefault"`
}

func (s *Service) getBucketEncryption(c *call) (reply, *apiError) {
	e := c.bucket.Encryption
	if e.Algorithm == "" {
		status := http.StatusNotFound
		if s.options.EncryptionNotSetIs400 {
			status = http.StatusBadRequest
		}
		return reply{}, fail(status, "NoSuchServerSideEncryptionRule", "", "The server side encryption configuration does not exist.").with("BucketName", c.bucket.Name)
	}
	var document encryptionXML
	document.Default.Algorithm, document.Default.KeyID, document.Default.DataEncryption = e.Algorithm, e.KeyID, e.DataEncryption
	return xmlReply(document)
}

func (s *Service) putBucketEncryption(c *call) (reply, *apiError) {
	var document encryptionXML
	if _, err := wire.DecodeXML(c.body, "ServerSideEncryptionRule", &document); err != nil {
		return reply{}, malformedXML("")
	}
	d := document.Default
	if failure := checkEncryption(d.Algorithm, d.KeyID); failure != nil {
		return reply{}, failure
	}
	c.bucket.Encryption = Encryption{Algorithm: d.Algorithm, KeyID: d.KeyID, DataEncryption: d.DataEncryption}
	return reply{}, nil
}

func checkEncryption(algorithm, keyID string) *apiError {
	if !slices.Contains([]string{"KMS", "AES256", "SM4"}, algorithm) {
		return badRequest("InvalidEncryptionAlgorithmError", "", "The encryption request you specified is not valid. Supported value: AES256/SM4/KMS.")
	}
	if keyID != "" && algorithm != "KMS" {
		return invalidArgument("", "KMSMasterKeyID is not applicable if user is not using KMS.")
	}
	return nil
}

func (s *Service) deleteBucketEncryption(c *call) (reply, *apiError) {
	c.bucket.Encryption = Encryption{}
	return reply{status: http.StatusNoContent}, nil
}

// lifecycleRuleXML keeps a rule as it was written; only its id and status are looked at.
type lifecycleRuleXML struct {
	ID     string `xml:"ID"`
	Status string `xml:"Status"`
	Inner  string `xml:",innerxml"`
}

// parseLifecycle checks a lifecycle configuration and returns it as it is answered: every rule with an id.
func parseLifecycle(body []byte) (string, *apiError) {
	var document struct {
		Rules []lifecycleRuleXML `xml:"Rule"`
	}
	if _, err := wire.DecodeXML(body, "LifecycleConfiguration", &document); err != nil || len(document.Rules) == 0 {
		return "", malformedXML("")
	}
	text, seen := xml.Header+"<LifecycleConfiguration>", map[string]bool{}
	for _, rule := range document.Rules {
		if rule.Status != "Enabled" && rule.Status != "Disabled" {
			return "", malformedXML("")
		}
		if rule.ID != "" && seen[rule.ID] {
			return "", invalidArgument("", "Rule ID must be unique. Found same ID for more than one rule.")
		}
		seen[rule.ID] = true
		if rule.ID == "" {
			rule.Inner = "<ID>" + newUUID() + "</ID>" + rule.Inner
		}
		text += fmt.Sprintf("<Rule>%s</Rule>", rule.Inner)
	}
	return text + "</LifecycleConfiguration>", nil
}

func (s *Service) getBucketLifecycle(c *call) (reply, *apiError) {
	if c.bucket.Lifecycle == "" {
		return reply{}, fail(http.StatusNotFound, "NoSuchLifecycle", "", "No Row found in Lifecycle Table.").with("BucketName", c.bucket.Name)
	}
	return reply{header: http.Header{"Content-Type": {"application/xml"}}, body: []byte(c.bucket.Lifecycle)}, nil
}

func (s *Service) putBucketLifecycle(c *call) (reply, *apiError) {
	text, failure := parseLifecycle(c.body)
	if failure != nil {
		return reply{}, failure
	}
	c.bucket.Lifecycle = text
	return reply{}, nil
}

func (s *Service) deleteBucketLifecycle(c *call) (reply, *apiError) {
	c.bucket.Lifecycle = ""
	return reply{status: http.StatusNoContent}, nil
}

type accelerationXML struct {
	XMLName xml.Name `xml:"TransferAccelerationConfiguration"`
	Enabled bool     `xml:"Enabled"`
}

func (s *Service) getTransferAcceleration(c *call) (reply, *apiError) {
	return xmlReply(accelerationXML{Enabled: c.bucket.TransferAcceleration})
}

// putTransferAcceleration cannot switch acceleration off while a rule into the bucket uses it.
func (s *Service) putTransferAcceleration(c *call) (reply, *apiError) {
	var document accelerationXML
	if _, err := wire.DecodeXML(c.body, "TransferAccelerationConfiguration", &document); err != nil {
		return reply{}, malformedXML("")
	}
	if !document.Enabled {
		for _, name := range sortedKeys(s.state.Buckets) {
			for _, r := range s.state.Buckets[name].Rules {
				if r.Bucket == c.bucket.Name && r.TransferType == "oss_acc" {
					return reply{}, fail(http.StatusConflict, "TransferAccAlreadyInUse", "0028-00000003",
						"The transfer acceleration of the bucket is in use by bucket replication.").
						with("SourceBucket", name).with("DestinationBucket", c.bucket.Name)
				}
			}
		}
	}
	c.bucket.TransferAcceleration = document.Enabled
	return reply{}, nil
}
