package cos

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	maxRules    = 1000
	maxPriority = 1000
	maxTags     = 10
)

// The documentation gives the codes but seldom says which mistake gets which: InvalidArgument where nothing else fits.

// checkForm checks the document against the schema: what must be there, and nothing twice.
func (s *Service) checkForm(root *element) *apiError {
	if root.name != "ReplicationConfiguration" {
		return malformedXML("the root element is %s", root.name)
	}
	if offence := root.offence(s.options.RefuseUnknownElements); offence != "" {
		return malformedXML("the element %s is not expected here", offence)
	}
	if root.value("Role") == "" || len(root.all("Rule")) == 0 {
		return malformedXML("Role and Rule are required")
	}
	for _, rule := range root.all("Rule") {
		if rule.at("Status") == nil || rule.value("Destination", "Bucket") == "" {
			return malformedXML("Status and Destination/Bucket are required in a Rule")
		}
		if text := rule.value("Priority"); rule.at("Priority") != nil {
			if _, err := strconv.Atoi(strings.TrimSpace(text)); err != nil {
				return malformedXML("the priority %q is no number", text)
			}
		}
		for _, path := range [][]string{{"DeleteMarkerReplication"}, {"SourceSelectionCriteria", "SseKmsEncryptedObjects"}} {
			if e := rule.at(path...); e != nil && e.at("Status") == nil {
				return malformedXML("%s has no Status", e.name)
			}
		}
	}
	return nil
}

var roleForm = regexp.MustCompile(`^qcs::cam::uin/(\d+):uin/\d+$`)

// checkRole takes the owner of the bucket and any account below it. The role is an account, not a CAM role.
func checkRole(root *element, b *bucket) *apiError {
	for _, role := range root.all("Role") {
		m := roleForm.FindStringSubmatch(role.text)
		if m == nil {
			return invalidArgument("The role %q is not of the form qcs::cam::uin/<OwnerUin>:uin/<SubUin>.", role.text)
		}
		if m[1] != b.Owner {
			return invalidArgument("The role %q is not of the account that owns the bucket.", role.text)
		}
	}
	return nil
}

// checkRules checks each rule by itself.
func checkRules(root *element, d *document) *apiError {
	if len(d.Rules) > maxRules {
		return invalidArgument("There are %d rules; the limit is %d.", len(d.Rules), maxRules)
	}
	for i, e := range root.all("Rule") {
		r := &d.Rules[i]
		for _, check := range []func(*element, *Rule) *apiError{checkStatus, checkPriority, checkFilter, checkTags, checkDestination, checkStorageClass, checkKMS} {
			if failure := check(e, r); failure != nil {
				return failure
			}
		}
	}
	return nil
}

func isSwitch(text string) bool { return text == "Enabled" || text == "Disabled" }

func checkStatus(_ *element, r *Rule) *apiError {
	for _, status := range []string{r.Status, cmp.Or(r.DeleteMarkers, "Enabled"), cmp.Or(r.KMS, "Disabled")} {
		if !isSwitch(status) {
			return invalidArgument("The status %q of the rule %q must be Enabled or Disabled.", status, r.ID)
		}
	}
	return nil
}

func checkPriority(e *element, r *Rule) *apiError {
	if e.at("Priority") != nil && (r.Priority < 1 || r.Priority > maxPriority) {
		return invalidArgument("The priority of the rule %q must be between 1 and %d.", r.ID, maxPriority)
	}
	return nil
}

// checkFilter takes one prefix only, in whichever of the three places; repeating it is allowed.
func checkFilter(e *element, r *Rule) *apiError {
	filter := e.at("Filter")
	if filter != nil && len(filter.all("And"))+len(filter.all("Prefix"))+len(filter.all("Tag")) > 1 {
		return invalidArgument("The filter of the rule %q needs And to combine its conditions.", r.ID)
	}
	if p := e.value("Prefix"); filter != nil && p != "" && p != r.Prefix {
		return invalidArgument("The rule %q has the prefix %q and another one in its filter.", r.ID, p)
	}
	return nil
}

func checkTags(_ *element, r *Rule) *apiError {
	if len(r.Tags) > maxTags {
		return invalidArgument("The rule %q has %d tags; the limit is %d.", r.ID, len(r.Tags), maxTags)
	}
	for i, t := range r.Tags {
		if t.Key == "" || slices.ContainsFunc(r.Tags[:i], func(o Tag) bool { return o.Key == t.Key }) {
			return badRequest("InvalidTag", "The tag keys of the rule %q must not be empty or repeated.", r.ID)
		}
	}
	if len(r.Tags) > 0 && r.DeleteMarkers != "Disabled" { // left out is Enabled
		return invalidArgument("The rule %q filters by tags: its DeleteMarkerReplication must be Disabled.", r.ID)
	}
	return nil
}

var regionForm = regexp.MustCompile(`^[a-z][a-z0-9-]+$`)

func checkDestination(e *element, r *Rule) *apiError {
	text := e.value("Destination", "Bucket")
	_, _, ok := parseDestination(text)
	switch {
	case !ok:
		return invalidArgument("The destination %q is not of the form qcs::cos:<Region>::<BucketName-APPID>.", text)
	case !regionForm.MatchString(r.Region):
		return badRequest("InvalidRegionName", "The region of the destination %q is invalid.", text)
	case !validBucketName(r.Bucket):
		return badRequest("TargetBucketNameInvalid", "The destination bucket name in %q is invalid.", text)
	}
	return nil
}

var storageClasses = []string{
	"STANDARD", "INTELLIGENT_TIERING", "STANDARD_IA", "ARCHIVE", "DEEP_ARCHIVE",
	"MAZ_STANDARD", "MAZ_INTELLIGENT_TIERING", "MAZ_STANDARD_IA",
}

// checkStorageClass takes any case: official samples send "Standard".
func checkStorageClass(_ *element, r *Rule) *apiError {
	if r.StorageClass != "" && !slices.Contains(storageClasses, strings.ToUpper(r.StorageClass)) {
		return badRequest("NotSupportedStorageClass", "The storage class %q of the rule %q is not supported.", r.StorageClass, r.ID)
	}
	return nil
}

func checkKMS(_ *element, r *Rule) *apiError {
	if r.KMS == "Enabled" && r.ReplicaKMSKeyID == "" {
		return invalidArgument("The rule %q replicates objects encrypted with KMS: it needs a ReplicaKmsKeyID.", r.ID)
	}
	return nil
}
