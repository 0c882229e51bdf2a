package oss

import (
	"encoding/xml"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

func noReplicationConfiguration(bucket string) *apiError {
	return fail(http.StatusNotFound, "NoSuchReplicationConfiguration", "",
		"The bucket you specified does not have replication configuration.").with("BucketName", bucket)
}

func noSuchRule(ec string) *apiError {
	return fail(http.StatusNotFound, "NoSuchReplicationRule", ec, "The BucketReplicationRule you specified does not exist.")
}

func (s *Service) getBucketReplication(c *call) (reply, *apiError) {
	if len(c.bucket.Rules) == 0 {
		return reply{}, noReplicationConfiguration(c.bucket.Name)
	}
	document := struct {
		XMLName xml.Name  `xml:"ReplicationConfiguration"`
		Rules   []ruleXML `xml:"Rule"`
	}{}
	for _, r := range c.bucket.Rules {
		document.Rules = append(document.Rules, s.answerXML(r, c))
	}
	return xmlReply(document)
}

// deleteBucketReplication sends a rule into "closing": 200 the first time, 204 while it is closing already.
func (s *Service) deleteBucketReplication(c *call) (reply, *apiError) {
	var document struct {
		IDs []string `xml:"ID"`
	}
	if _, err := wire.DecodeXML(c.body, "ReplicationRules", &document); err != nil {
		return reply{}, malformedXML("")
	}
	switch {
	case len(document.IDs) > 1:
		return reply{}, badRequest("TooManyReplicationRules", "", "OSS only support one replication rule now.")
	case len(document.IDs) == 0 || document.IDs[0] == "":
		return reply{}, malformedXML("0031-00000008")
	case len(c.bucket.Rules) == 0 && s.options.DeleteWithoutRulesIs404:
		return reply{}, noReplicationConfiguration(c.bucket.Name)
	case len(c.bucket.Rules) == 0:
		return reply{}, nil
	}
	rule := c.bucket.rule(document.IDs[0])
	switch {
	case rule == nil:
		return reply{}, noSuchRule("")
	case !rule.Gone.IsZero():
		return reply{status: http.StatusNoContent}, nil
	}
	rule.Gone = c.now.Add(s.options.Closing)
	return reply{}, nil
}

type locationTransferType struct {
	Location string   `xml:"Location"`
	Types    []string `xml:"TransferTypes>Type"`
}

// getBucketReplicationLocation lists other regions only, although replication within the region exists.
func (s *Service) getBucketReplicationLocation(c *call) (reply, *apiError) {
	var document struct {
		XMLName   xml.Name               `xml:"ReplicationLocation"`
		Locations []string               `xml:"Location"`
		Transfer  []locationTransferType `xml:"LocationTransferTypeConstraint>LocationTransferType"`
		RTC       []string               `xml:"LocationRTCConstraint>Location"`
	}
	from := findRegion(c.bucket.Region)
	for _, to := range from.targets() {
		document.Locations = append(document.Locations, to.location())
		if from.crossesBorder(to) {
			document.Transfer = append(document.Transfer, locationTransferType{to.location(), []string{"oss_acc"}})
		}
		if from.offersRTC(to) {
			document.RTC = append(document.RTC, to.location())
		}
	}
	slices.Sort(document.Locations)
	return xmlReply(document)
}

// getBucketReplicationProgress answers for one rule, or without rule-id for all rules of the bucket.
func (s *Service) getBucketReplicationProgress(c *call) (reply, *apiError) {
	document := struct {
		XMLName xml.Name  `xml:"ReplicationProgress"`
		Rules   []ruleXML `xml:"Rule"`
	}{}
	ids := c.query["rule-id"]
	switch {
	case len(ids) > 1:
		return reply{}, badRequest("TooManyReplicationRules", "", "OSS only support one replication rule now.")
	case len(ids) == 1:
		rule := c.bucket.rule(ids[0])
		if rule == nil {
			return reply{}, noSuchRule("")
		}
		document.Rules = []ruleXML{s.progressXML(c, rule)}
	case len(c.bucket.Rules) == 0:
		return reply{}, noReplicationConfiguration(c.bucket.Name)
	default:
		for _, rule := range c.bucket.Rules {
			document.Rules = append(document.Rules, s.progressXML(c, rule))
		}
	}
	return xmlReply(document)
}

// progressXML carries progress only while the rule is "doing".
func (s *Service) progressXML(c *call, r *activeRule) ruleXML {
	x := r.common(r.status(c.now))
	if x.Status != "doing" {
		return x
	}
	x.Progress = &progressXML{NewObject: wire.Time(s.replicatedUntil(c.bucket, r, c.now))}
	if r.Historical {
		left, _ := r.left()
		x.Progress.HistoricalObject = fraction(r.HistoricalTotal-left, r.HistoricalTotal)
	}
	return x
}

// fraction is done/total with two places, rounded down so that 1 means complete.
func fraction(done, total int) string {
	if done == total {
		return "1"
	}
	return strconv.FormatFloat(math.Floor(float64(done)/float64(total)*100)/100, 'f', -1, 64)
}

// putBucketRTC switches replication time control, the only thing about a rule that can be changed.
func (s *Service) putBucketRTC(c *call) (reply, *apiError) {
	var document struct {
		RTC *statusXML `xml:"RTC"`
		ID  string     `xml:"ID"`
	}
	if _, err := wire.DecodeXML(c.body, "ReplicationRule", &document); err != nil {
		return reply{}, malformedXML("")
	}
	if document.RTC == nil || value(document.RTC.Status) == "" {
		return reply{}, malformedXML("0031-00000013")
	}
	var enable bool
	if failure := setSwitch(&enable, *document.RTC.Status, false, "RTC status", "0031-00000012"); failure != nil {
		return reply{}, failure
	}
	if document.ID == "" {
		return reply{}, malformedXML("0031-00000015")
	}
	rule := c.bucket.rule(document.ID)
	switch {
	case rule == nil:
		return reply{}, noSuchRule("0031-00000110")
	case !rule.Gone.IsZero():
		return reply{}, badRequest("BucketReplicationInClosingStatus", "", "The bucket replication rule is closing.")
	case !enable:
		rule.RTC = false
		return reply{}, nil
	}
	from := findRegion(c.bucket.Region)
	if rule.Location == from.location() {
		return reply{}, badRequest("BucketReplicationNotSupportRtc", "", "Replication within one region does not support replication time control.")
	}
	if to := findRegion(strings.TrimPrefix(rule.Location, "oss-")); !from.offersRTC(to) {
		return reply{}, rtcNotOffered(from, to)
	}
	if !rule.RTC {
		rule.RTC, rule.RTCSince = true, c.now
	}
	return reply{}, nil
}
