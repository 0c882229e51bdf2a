package alibaba

import (
	"encoding/xml"
	"strings"
)

// The XML of replication rules. Other takes what is not known here, at any depth, so that it can be told of.

type configurationXML struct {
	XMLName xml.Name  `xml:"ReplicationConfiguration"`
	Rules   []ruleXML `xml:"Rule"`
}

type ruleXML struct {
	ID                          string         `xml:"ID"`
	RTC                         *rtcXML        `xml:"RTC"`
	PrefixSet                   *prefixSetXML  `xml:"PrefixSet"`
	Action                      string         `xml:"Action"`
	Destination                 destinationXML `xml:"Destination"`
	Status                      string         `xml:"Status,omitempty"`
	HistoricalObjectReplication string         `xml:"HistoricalObjectReplication"`
	SyncRole                    string         `xml:"SyncRole,omitempty"`
	SourceSelectionCriteria     *criteriaXML   `xml:"SourceSelectionCriteria"`
	EncryptionConfiguration     *encryptionXML `xml:"EncryptionConfiguration"`
	Progress                    *progressXML   `xml:"Progress"`
	Other                       []otherXML     `xml:",any"`
}

type rtcXML struct {
	Status string     `xml:"Status"`
	Other  []otherXML `xml:",any"`
}

type prefixSetXML struct {
	Prefixes []string   `xml:"Prefix"`
	Other    []otherXML `xml:",any"`
}

type destinationXML struct {
	Bucket       string     `xml:"Bucket"`
	Location     string     `xml:"Location"`
	TransferType string     `xml:"TransferType"`
	Other        []otherXML `xml:",any"`
}

type criteriaXML struct {
	KMS   *kmsXML    `xml:"SseKmsEncryptedObjects"`
	Other []otherXML `xml:",any"`
}

type kmsXML struct {
	Status string     `xml:"Status"`
	Other  []otherXML `xml:",any"`
}

type encryptionXML struct {
	ReplicaKmsKeyID string     `xml:"ReplicaKmsKeyID,omitempty"`
	Other           []otherXML `xml:",any"`
}

type progressXML struct {
	HistoricalObject string `xml:"HistoricalObject"`
	NewObject        string `xml:"NewObject"`
}

// deletionXML is the body of DeleteBucketReplication.
type deletionXML struct {
	XMLName xml.Name `xml:"ReplicationRules"`
	ID      string   `xml:"ID"`
}

// timeControlXML is the body of PutBucketRTC.
type timeControlXML struct {
	XMLName xml.Name `xml:"ReplicationRule"`
	RTC     rtcXML   `xml:"RTC"`
	ID      string   `xml:"ID"`
}

// otherXML is an element that this package does not know.
type otherXML struct {
	XMLName xml.Name
	Content string `xml:",innerxml"`
}

// unmodelled names the unknown elements of a rule that hold anything, by their path below the rule.
func (r ruleXML) unmodelled() []string {
	var names []string
	add := func(parent string, others []otherXML) {
		for _, other := range others {
			if strings.TrimSpace(other.Content) != "" {
				names = append(names, parent+other.XMLName.Local)
			}
		}
	}
	add("", r.Other)
	add("Destination/", r.Destination.Other)
	if r.RTC != nil {
		add("RTC/", r.RTC.Other)
	}
	if r.PrefixSet != nil {
		add("PrefixSet/", r.PrefixSet.Other)
	}
	if r.SourceSelectionCriteria != nil {
		add("SourceSelectionCriteria/", r.SourceSelectionCriteria.Other)
		if kms := r.SourceSelectionCriteria.KMS; kms != nil {
			add("SourceSelectionCriteria/SseKmsEncryptedObjects/", kms.Other)
		}
	}
	if r.EncryptionConfiguration != nil {
		add("EncryptionConfiguration/", r.EncryptionConfiguration.Other)
	}
	return names
}
