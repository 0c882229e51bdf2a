package oss

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	standardPrefixLimit = 10
	maxPrefixLength     = 1023
	maxRuleID           = 255
	maxTags             = 10
)

var roleName = regexp.MustCompile(`^[A-Za-z0-9.@_-]{1,64}$`)

// ruleValues checks what a rule says by itself, element by element, and fills in the defaults.
// Whether an empty element is the default or an error is a matter of Options.RefuseEmptyElements.
func (s *Service) ruleValues(x *ruleXML, prefixLimit int) (Rule, *apiError) {
	if s.options.RefuseEmptyElements {
		if name := x.firstEmpty(); name != "" {
			return Rule{}, invalidArgument("", "The element %s is empty.", name)
		}
	}
	d := x.Destination
	if d == nil || value(d.Bucket) == "" || value(d.Location) == "" {
		return Rule{}, malformedXML("")
	}
	r := Rule{
		ID: value(x.ID), Bucket: value(d.Bucket), Location: value(d.Location), TransferType: value(d.TransferType),
		Action: cmp.Or(value(x.Action), "ALL"), SyncRole: value(x.SyncRole),
	}
	checks := []func() *apiError{
		func() *apiError { return r.checkID() },
		func() *apiError { return r.setPrefixes(x.PrefixSet, prefixLimit) },
		func() *apiError { return r.setTags(x.UserTagging) },
		func() *apiError { return r.checkAction() },
		func() *apiError { return r.checkDestination() },
		func() *apiError {
			return setSwitch(&r.Historical, value(x.Historical), true, "HistoricalObjectReplication", "0031-00000011")
		},
		func() *apiError {
			if x.RTC == nil {
				return nil
			}
			return setSwitch(&r.RTC, value(x.RTC.Status), false, "RTC status", "0031-00000012")
		},
		func() *apiError { return r.setEncryption(x) },
	}
	for _, check := range checks {
		if failure := check(); failure != nil {
			return Rule{}, failure
		}
	}
	return r, nil
}

func (r *Rule) checkID() *apiError {
	if utf8.RuneCountInString(r.ID) > maxRuleID {
		return invalidArgument("", "The rule ID is longer than %d characters.", maxRuleID)
	}
	return nil
}

func (r *Rule) setPrefixes(set *prefixSetXML, limit int) *apiError {
	if set == nil {
		return nil
	}
	for _, p := range set.Prefix {
		if p != "" { // an empty prefix is the whole bucket, like none
			r.Prefixes = append(r.Prefixes, p)
		}
		if utf8.RuneCountInString(p) > maxPrefixLength {
			return invalidArgument("", "A prefix is longer than %d characters.", maxPrefixLength)
		}
	}
	if len(r.Prefixes) > limit {
		return badRequest("TooManyPrefixes", "", "The bucket replication rule's prefixes number is beyond limit.")
	}
	for i, p := range r.Prefixes {
		for j, q := range r.Prefixes {
			if i != j && strings.HasPrefix(q, p) {
				return invalidArgument("0031-00000019", "The prefixes %q and %q overlap.", p, q)
			}
		}
	}
	return nil
}

func (r *Rule) setTags(x *userTaggingXML) *apiError {
	if x == nil || len(x.Tags) == 0 && x.FilterType == "" {
		return nil
	}
	if x.FilterType != "AND" && x.FilterType != "OR" {
		return invalidArgument("", "The FilterType must be AND or OR.")
	}
	if len(x.Tags) > maxTags {
		return badRequest("TooManyFilterObjectTags", "", "The bucket replication rule's filter object tags number is beyond limit.")
	}
	if slices.ContainsFunc(x.Tags, func(t Tag) bool { return t.Key == "" }) {
		return invalidArgument("", "The key of a user tagging is empty.")
	}
	r.FilterType, r.Tags = x.FilterType, x.Tags
	return nil
}

// checkAction takes ALL, or a list of PUT, DELETE and ABORT, which is kept in the order given.
func (r *Rule) checkAction() *apiError {
	if r.Action == "ALL" {
		return nil
	}
	for action := range strings.SplitSeq(r.Action, ",") {
		if !slices.Contains([]string{"PUT", "DELETE", "ABORT"}, action) {
			return invalidArgument("0031-00000023", "The replication action %q is invalid.", r.Action)
		}
	}
	return nil
}

func (r *Rule) checkDestination() *apiError {
	if !validBucketName(r.Bucket) {
		return invalidArgument("0031-00000101", "The destination bucket name %q is invalid.", r.Bucket)
	}
	if !slices.Contains([]string{"", "internal", "oss_acc"}, r.TransferType) {
		return invalidArgument("0031-00000010", "The transfer type %q is invalid.", r.TransferType)
	}
	return nil
}

// setEncryption reads role and KMS selection. Without a role the KMS settings are dropped without a word.
func (r *Rule) setEncryption(x *ruleXML) *apiError {
	if r.SyncRole != "" && !roleName.MatchString(r.SyncRole) {
		return invalidArgument("", "The sync role contains some illegal characters.")
	}
	if x.Criteria != nil && x.Criteria.KMS != nil {
		r.KMS = cmp.Or(value(x.Criteria.KMS.Status), "Disabled")
	}
	if !slices.Contains([]string{"", "Enabled", "Disabled"}, r.KMS) {
		return invalidArgument("", "The status of SseKmsEncryptedObjects must be Enabled or Disabled.")
	}
	if r.SyncRole == "" {
		r.KMS = ""
		return nil
	}
	if r.KMS != "Enabled" {
		return nil
	}
	if x.Encryption != nil {
		r.ReplicaKMSKeyID = value(x.Encryption.ID)
	}
	if r.ReplicaKMSKeyID == "" {
		return invalidArgument("", "ReplicaKmsKeyID is required when SseKmsEncryptedObjects is Enabled.")
	}
	return nil
}

func setSwitch(target *bool, text string, standard bool, what, ec string) *apiError {
	switch text {
	case "":
		*target = standard
	case "enabled", "disabled":
		*target = text == "enabled"
	default:
		return invalidArgument(ec, "The %s %q is invalid: it must be enabled or disabled.", what, text)
	}
	return nil
}

// firstEmpty names an element that is there without a value.
func (x *ruleXML) firstEmpty() string {
	elements := []struct {
		name  string
		value *string
	}{{"ID", x.ID}, {"Action", x.Action}, {"HistoricalObjectReplication", x.Historical}, {"SyncRole", x.SyncRole}}
	if d := x.Destination; d != nil {
		elements = append(elements, struct {
			name  string
			value *string
		}{"TransferType", d.TransferType})
	}
	for _, e := range elements {
		if e.value != nil && *e.value == "" {
			return e.name
		}
	}
	if x.PrefixSet != nil && slices.Contains(x.PrefixSet.Prefix, "") {
		return "Prefix"
	}
	return ""
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
