package alibaba

import (
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// The values of the API. Most are lower case, the status of KMS is not.
const (
	enabled          = "enabled"
	disabled         = "disabled"
	kmsEnabled       = "Enabled"
	kmsDisabled      = "Disabled"
	transferInternal = "internal"
	transferAcc      = "oss_acc"
	statusStarting   = "starting"
	statusDoing      = "doing"
	statusClosing    = "closing"
)

// toXML is the rule as it is sent. What the API has defaults for is said all the same: an empty element has no
// documented meaning, and a default could change.
func toXML(r replication.Rule) ruleXML {
	actions := r.Alibaba.Actions
	if len(actions) == 0 {
		actions = replication.ActionsFor(r.ReplicateDeletes)
	}
	x := ruleXML{
		ID:     r.ID,
		Action: strings.Join(replication.SortActions(actions), ","),
		Destination: destinationXML{
			Bucket:       r.Destination.Bucket,
			Location:     locationOf(r.Destination.Region),
			TransferType: either(r.Alibaba.TransferAcceleration, transferAcc, transferInternal),
		},
		HistoricalObjectReplication: either(r.ReplicateExisting, enabled, disabled),
		SyncRole:                    r.Alibaba.SyncRole,
	}
	if len(r.Prefixes) > 0 {
		x.PrefixSet = &prefixSetXML{Prefixes: r.Prefixes}
	}
	if r.Alibaba.ReplicationTimeControl {
		x.RTC = &rtcXML{Status: enabled}
	}
	if r.Encryption.ReplicateKMSObjects || r.Encryption.ReplicaKMSKeyID != "" {
		x.SourceSelectionCriteria = &criteriaXML{KMS: &kmsXML{Status: either(r.Encryption.ReplicateKMSObjects, kmsEnabled, kmsDisabled)}}
	}
	if r.Encryption.ReplicaKMSKeyID != "" {
		x.EncryptionConfiguration = &encryptionXML{ReplicaKmsKeyID: r.Encryption.ReplicaKMSKeyID}
	}
	return x
}

// fromXML is the rule as it was read. What the API leaves out (internal transfer, time control that is off) is filled in.
func fromXML(source replication.BucketRef, x ruleXML) replication.Rule {
	actions := parseActions(x.Action)
	r := replication.Rule{
		ID:     x.ID,
		Source: source,
		Destination: replication.BucketRef{
			Cloud: replication.Alibaba, Region: regionOf(x.Destination.Location), Bucket: x.Destination.Bucket,
		},
		Enabled:           true,
		ReplicateDeletes:  replication.ActionsDelete(actions),
		ReplicateExisting: !strings.EqualFold(x.HistoricalObjectReplication, disabled),
		Alibaba: replication.AlibabaOptions{
			Actions:                actions,
			SyncRole:               x.SyncRole,
			TransferAcceleration:   strings.EqualFold(x.Destination.TransferType, transferAcc),
			ReplicationTimeControl: x.RTC != nil && x.RTC.Status != "" && !strings.EqualFold(x.RTC.Status, disabled),
		},
		Status:     parseStatus(x.Status),
		Unmodelled: x.unmodelled(),
	}
	if x.PrefixSet != nil {
		for _, prefix := range x.PrefixSet.Prefixes {
			if prefix != "" { // an empty prefix is the whole bucket, as none is
				r.Prefixes = append(r.Prefixes, prefix)
			}
		}
	}
	if c := x.SourceSelectionCriteria; c != nil && c.KMS != nil {
		r.Encryption.ReplicateKMSObjects = strings.EqualFold(c.KMS.Status, kmsEnabled)
	}
	if x.EncryptionConfiguration != nil {
		r.Encryption.ReplicaKMSKeyID = x.EncryptionConfiguration.ReplicaKmsKeyID
	}
	return r
}

// parseActions reads a list such as "PUT,DELETE"; none is the API's default.
func parseActions(list string) []string {
	var actions []string
	for action := range strings.SplitSeq(list, ",") {
		if action = strings.ToUpper(strings.TrimSpace(action)); action != "" {
			actions = append(actions, action)
		}
	}
	if len(actions) == 0 {
		return []string{replication.ActionAll}
	}
	return replication.SortActions(actions)
}

// parseStatus takes a status that it does not know for active: the rule is there.
func parseStatus(status string) replication.Status {
	switch strings.ToLower(status) {
	case statusStarting:
		return replication.StatusStarting
	case statusClosing:
		return replication.StatusClosing
	default:
		return replication.StatusActive
	}
}

func either(condition bool, yes, no string) string {
	if condition {
		return yes
	}
	return no
}
