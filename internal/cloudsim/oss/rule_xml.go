package oss

import (
	"unicode/utf8"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// ruleXML is a Rule element, in requests and in answers. Elements unknown to it are ignored, as the service ignores them.
type ruleXML struct {
	ID          *string         `xml:"ID"`
	PrefixSet   *prefixSetXML   `xml:"PrefixSet"`
	UserTagging *userTaggingXML `xml:"UserTaggings"`
	Action      *string         `xml:"Action"`
	Destination *destinationXML `xml:"Destination"`
	Status      string          `xml:"Status,omitempty"`
	Historical  *string         `xml:"HistoricalObjectReplication"`
	SyncRole    *string         `xml:"SyncRole"`
	RTC         *statusXML      `xml:"RTC"`
	Criteria    *criteriaXML    `xml:"SourceSelectionCriteria"`
	Encryption  *replicaKeyXML  `xml:"EncryptionConfiguration"`
	Progress    *progressXML    `xml:"Progress"`
}

type prefixSetXML struct {
	Prefix []string `xml:"Prefix"`
}

type userTaggingXML struct {
	FilterType string `xml:"FilterType"`
	Tags       []Tag  `xml:"UserTagging"`
}

type destinationXML struct {
	Bucket       *string `xml:"Bucket"`
	Location     *string `xml:"Location"`
	TransferType *string `xml:"TransferType"`
}

type statusXML struct {
	Status *string `xml:"Status"`
}

type criteriaXML struct {
	KMS *statusXML `xml:"SseKmsEncryptedObjects"`
}

type replicaKeyXML struct {
	ID *string `xml:"ReplicaKmsKeyID"`
}

type progressXML struct {
	HistoricalObject string `xml:"HistoricalObject,omitempty"`
	NewObject        string `xml:"NewObject,omitempty"`
}

// decodeRule reads the one rule of a PutBucketReplication request.
func decodeRule(body []byte) (*ruleXML, *apiError) {
	if !utf8.Valid(body) {
		return nil, invalidArgument("0031-00000018", "The prefix is not UTF-8 encoded.")
	}
	var document struct {
		Rules []ruleXML `xml:"Rule"`
	}
	wrongRoot, err := wire.DecodeXML(body, "ReplicationConfiguration", &document)
	switch {
	case wrongRoot:
		return nil, malformedXML("0031-00000001")
	case err != nil:
		return nil, malformedXML("")
	case len(document.Rules) == 0:
		return nil, badRequest("NoReplicationRule", "", "No replication rule specified.")
	case len(document.Rules) > 1:
		return nil, badRequest("TooManyReplicationRules", "", "OSS only support one replication rule now.")
	}
	return &document.Rules[0], nil
}

// answerXML is the rule as GetBucketReplication shows it: "internal" is left out, as is what was not given.
func (s *Service) answerXML(r *activeRule, c *call) ruleXML {
	x := r.common(r.status(c.now))
	if r.SyncRole != "" {
		x.SyncRole = &r.SyncRole
		if r.KMS != "" {
			x.Criteria = &criteriaXML{KMS: &statusXML{Status: &r.KMS}}
		}
		if r.KMS == "Enabled" {
			x.Encryption = &replicaKeyXML{ID: &r.ReplicaKMSKeyID}
		}
	}
	if len(r.Tags) > 0 {
		x.UserTagging = &userTaggingXML{FilterType: r.FilterType, Tags: r.Tags}
	}
	if status := s.rtcStatus(r, c.now); status != "" {
		x.RTC = &statusXML{Status: &status}
	}
	return x
}

// common is what the answers about configuration and about progress share.
func (r *Rule) common(status string) ruleXML {
	historical := "disabled"
	if r.Historical {
		historical = "enabled"
	}
	x := ruleXML{
		ID: &r.ID, Action: &r.Action, Status: status, Historical: &historical,
		Destination: &destinationXML{Bucket: &r.Bucket, Location: &r.Location},
	}
	if len(r.Prefixes) > 0 {
		x.PrefixSet = &prefixSetXML{Prefix: r.Prefixes}
	}
	if r.TransferType == "oss_acc" {
		x.Destination.TransferType = &r.TransferType
	}
	return x
}
