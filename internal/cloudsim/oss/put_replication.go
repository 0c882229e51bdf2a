package oss

import (
	"net/http"
	"slices"
)

const maxRulesPerBucket = 100

// putBucketReplication adds one rule. The order of the checks is the one that the observed answers of OSS imply.
func (s *Service) putBucketReplication(c *call) (reply, *apiError) {
	x, failure := decodeRule(c.body)
	if failure != nil {
		return reply{}, failure
	}
	limit := c.bucket.PrefixLimit
	if limit == 0 {
		limit = standardPrefixLimit
	}
	rule, failure := s.ruleValues(x, limit)
	if failure != nil {
		return reply{}, failure
	}
	destination, failure := s.checkDestinationBucket(c, rule)
	if failure != nil {
		return reply{}, failure
	}
	for _, check := range []func(source, destination *bucket, rule Rule) *apiError{
		checkPair, checkUnique, checkVersioning, s.checkTagging, checkRegions, s.checkCounts,
	} {
		if failure := check(c.bucket, destination, rule); failure != nil {
			return reply{}, failure
		}
	}
	if rule.ID == "" {
		rule.ID = newUUID()
	}
	if rule.TransferType == "oss_acc" {
		destination.TransferAcceleration = true // the documentation: choosing oss_acc switches it on there
	}
	s.install(c.bucket, rule, c.now)
	return reply{header: http.Header{"X-Oss-Replication-Rule-Id": {rule.ID}}}, nil
}

// checkDestinationBucket finds the destination: it exists, is another bucket, lies where the rule says, and lets the rule in.
func (s *Service) checkDestinationBucket(c *call, rule Rule) (*bucket, *apiError) {
	invalid := badRequest("InvalidTargetBucket", "", "The target bucket is invalid for bucket replication.")
	destination, ok := s.state.Buckets[rule.Bucket]
	if !ok || destination == c.bucket {
		return nil, invalid
	}
	foreign := destination.Owner != c.bucket.Owner
	if foreign && (rule.SyncRole == "" || !destination.allows(c.bucket.Owner, "oss:ReplicatePut")) {
		return nil, invalid
	}
	if findRegion(destination.Region).location() != rule.Location {
		return nil, badRequest("InvalidTargetLocation", "", "The target bucket you specified does not locate in the target location")
	}
	if rule.SyncRole != "" {
		for _, name := range []string{c.bucket.Name, rule.Bucket} {
			if failure := mayDo(c.key, "oss:ReplicateGet", name); failure != nil {
				return nil, failure
			}
		}
		if s.state.Roles[rule.SyncRole] {
			return nil, fail(http.StatusForbidden, "NoPermission", "", "OSS cannot assume the role "+rule.SyncRole+", or the role has no permission to replicate.")
		}
	}
	return destination, nil
}

func checkPair(source, _ *bucket, rule Rule) *apiError {
	if slices.ContainsFunc(source.Rules, func(r *activeRule) bool { return r.Bucket == rule.Bucket }) {
		return badRequest("BucketReplicationAlreadyExist", "0031-00000044", "Bucket replication already exists.")
	}
	return nil
}

func checkUnique(source, _ *bucket, rule Rule) *apiError {
	if rule.ID != "" && source.rule(rule.ID) != nil {
		return invalidArgument("", "Rule ID is not unique.")
	}
	return nil
}

func checkVersioning(source, destination *bucket, _ Rule) *apiError {
	if source.Versioning != destination.Versioning {
		return badRequest("InvalidRequest", "0031-00000053", "Different versioning status between the source bucket and the target bucket.")
	}
	if source.Versioning == VersioningSuspended {
		return badRequest("InvalidRequest", "0031-00000053", "Different versioning status is required: versioning of a bucket in replication must not be suspended.")
	}
	return nil
}

func (s *Service) checkTagging(source, destination *bucket, rule Rule) *apiError {
	if len(rule.Tags) == 0 {
		return nil
	}
	if source.Versioning != VersioningEnabled || destination.Versioning != VersioningEnabled {
		return badRequest("InvalidBucketStatus", "", "The src and dest bucket must be versioning enabled when drs tagging rule exist.")
	}
	from, to := findRegion(source.Region), findRegion(destination.Region)
	if from.noTags || to.noTags {
		return invalidArgument("", "Replication by tag is not supported between %s and %s.", from.location(), to.location())
	}
	if !s.options.OldTaggingRules {
		return nil
	}
	hangzhou := from.id == "cn-hangzhou" && to.id != from.id
	sydney := from.id == "ap-southeast-2" && to.id != from.id && !to.mainland
	if rule.Action != "PUT" || !hangzhou && !sydney {
		return invalidArgument("", "Replication by tag is supported with the action PUT from Hangzhou or Sydney only.")
	}
	return nil
}

// checkRegions applies what depends on the two regions: same-region or not, the border, transfer type, time control.
func checkRegions(source, destination *bucket, rule Rule) *apiError {
	from, to := findRegion(source.Region), findRegion(destination.Region)
	if from.id == to.id {
		if rule.TransferType == "oss_acc" {
			return invalidArgument("0031-00000107", "The transfer type oss_acc is not supported for the location %s.", rule.Location)
		}
	} else {
		if len(from.targets()) == 0 {
			return badRequest("NoReplicationLocation", "", "The bucket does not have corresponding replication location.")
		}
		if !from.reaches(to.id) {
			return badRequest("BadReplicationLocation", "", "The replication location you choose is invalid")
		}
		if from.crossesBorder(to) && rule.TransferType == "" {
			return badRequest("MissingArgument", "", "The transfer type is missing: between mainland China and other regions it must be oss_acc.")
		}
		if from.crossesBorder(to) && rule.TransferType != "oss_acc" {
			return invalidArgument("0031-00000107", "The transfer type %s is not supported for the location %s.", rule.TransferType, rule.Location)
		}
	}
	if rule.RTC && !from.offersRTC(to) {
		return rtcNotOffered(from, to)
	}
	return nil
}

func rtcNotOffered(from, to region) *apiError {
	return badRequest("ReplicationLocationNotSupportRtc", "", "Replication time control is not supported from "+from.location()+" to "+to.location()+".")
}

// checkCounts applies the limits per bucket; a rule that is closing counts.
func (s *Service) checkCounts(source, destination *bucket, _ Rule) *apiError {
	if len(source.Rules) >= maxRulesPerBucket {
		return badRequest("TooManyOutgoingReplication", "", "You have attempted to create more outgoing replication for bucket than allowed.")
	}
	incoming := 0
	for _, b := range s.state.Buckets {
		for _, r := range b.Rules {
			if r.Bucket == destination.Name {
				incoming++
			}
		}
	}
	if incoming >= maxRulesPerBucket {
		return badRequest("TooManyIncomingReplication", "", "You have attempted to create more incoming replication for bucket than allowed.")
	}
	return nil
}

func (b *bucket) rule(id string) *activeRule {
	if i := slices.IndexFunc(b.Rules, func(r *activeRule) bool { return r.ID == id }); i >= 0 {
		return b.Rules[i]
	}
	return nil
}
