package replication

import (
	"errors"

	"pgregory.net/rapid"
)

// valueGen draws null, unknown, or one of the values that are given.
func valueGen[T any](values ...T) *rapid.Generator[Value[T]] {
	return rapid.Custom(func(t *rapid.T) Value[T] {
		switch i := rapid.IntRange(0, len(values)+1).Draw(t, "value"); i {
		case 0:
			return Null[T]()
		case 1:
			return Unknown[T]()
		default:
			return Known(values[i-2])
		}
	})
}

var (
	bucketNames = []string{"orders-hz", "orders-bj", "orders-sh"}
	regionIDs   = []string{"cn-hangzhou", "cn-beijing", "cn-hongkong", "xx-moon-1"}
	ids         = []string{"", "mcr-1", "mcr-2"}
)

// capabilitiesGen draws a cloud, and of one with several rule sets each.
func capabilitiesGen() *rapid.Generator[Capabilities] {
	return rapid.SampledFrom([]Capabilities{AlibabaCapabilities, UCloudCapabilities, UCloudCurrentCapabilities})
}

func specGen() *rapid.Generator[Spec] {
	strings := func(values ...string) *rapid.Generator[Value[string]] { return valueGen(values...) }
	bools := func() *rapid.Generator[Value[bool]] { return valueGen(true, false) }
	end := rapid.Custom(func(t *rapid.T) End {
		return End{
			Bucket: strings(bucketNames...).Draw(t, "bucket"), Region: strings(regionIDs...).Draw(t, "region"),
			Versioning: valueGen(VersioningEnabled, VersioningDisabled, VersioningSuspended).Draw(t, "versioning"),
		}
	})
	return rapid.Custom(func(t *rapid.T) Spec {
		return Spec{
			Cloud: Alibaba, Source: end.Draw(t, "source"), Destination: end.Draw(t, "destination"),
			Scope:  valueGen(CrossRegion, SameRegion).Draw(t, "scope"),
			RuleID: strings(ids...).Draw(t, "rule_id"), Enabled: bools().Draw(t, "enabled"),
			Prefixes:         valueGen(nil, []string{}, []string{""}, []string{"a", "a/b"}, []string{"logs/*"}).Draw(t, "prefixes"),
			ReplicateDeletes: bools().Draw(t, "replicate_deletes"), ReplicateExisting: bools().Draw(t, "replicate_existing_objects"),
			ReplicateKMSObjects: bools().Draw(t, "replicate_kms_objects"), ReplicaKMSKeyID: strings("", "key-1").Draw(t, "replica_kms_key_id"),
			Alibaba: AlibabaSpec{
				Actions:                valueGen([]string{ActionAll}, []string{ActionPut}, []string{}, []string{"NEW"}).Draw(t, "actions"),
				SyncRole:               strings("", "role", "acs:ram::1:role/x", "/").Draw(t, "sync_role"),
				TransferAcceleration:   bools().Draw(t, "transfer_acceleration"),
				ReplicationTimeControl: bools().Draw(t, "replication_time_control"),
			},
		}
	})
}

func ruleGen() *rapid.Generator[Rule] {
	ref := rapid.Custom(func(t *rapid.T) BucketRef {
		return BucketRef{Cloud: Alibaba, Region: rapid.SampledFrom(regionIDs).Draw(t, "region"), Bucket: rapid.SampledFrom(bucketNames).Draw(t, "bucket")}
	})
	return rapid.Custom(func(t *rapid.T) Rule {
		r := ruleOf(rapid.SampledFrom(ids).Draw(t, "id"), ref.Draw(t, "source"), ref.Draw(t, "destination"))
		r.Status = rapid.SampledFrom([]Status{StatusStarting, StatusActive, StatusClosing, ""}).Draw(t, "status")
		r.ReplicateDeletes = rapid.Bool().Draw(t, "deletes")
		r.Prefixes = rapid.SampledFrom([][]string{nil, {"a"}, {"a", "b"}}).Draw(t, "prefixes")
		return r
	})
}

// factGen draws a fact that was read, could not be read, or was not asked for.
func factGen[T any](values *rapid.Generator[T]) *rapid.Generator[Fact[T]] {
	return rapid.Custom(func(t *rapid.T) Fact[T] {
		switch rapid.IntRange(0, 3).Draw(t, "fact") {
		case 0:
			return Fact[T]{}
		case 1:
			return FactError[T](errors.New("denied"))
		default:
			return FactOf(values.Draw(t, "read"))
		}
	})
}

func factsGen() *rapid.Generator[Facts] {
	bucket := rapid.Custom(func(t *rapid.T) BucketFacts {
		return BucketFacts{
			Exists: rapid.Bool().Draw(t, "exists"), Region: rapid.SampledFrom(append([]string{""}, regionIDs...)).Draw(t, "region"),
			Versioning:   rapid.SampledFrom([]Versioning{"", VersioningEnabled, VersioningDisabled, VersioningSuspended}).Draw(t, "versioning"),
			KMSByDefault: rapid.Bool().Draw(t, "kms"), OwnerID: rapid.SampledFrom([]string{"", "1", "2"}).Draw(t, "owner"),
		}
	})
	regions := rapid.SliceOf(rapid.SampledFrom(regionIDs))
	locations := rapid.Custom(func(t *rapid.T) Locations {
		return Locations{Regions: regions.Draw(t, "regions"), AccelerationOnly: regions.Draw(t, "acceleration"), TimeControl: regions.Draw(t, "rtc")}
	})
	return rapid.Custom(func(t *rapid.T) Facts {
		f := Facts{
			Source: factGen(bucket).Draw(t, "source"), Destination: factGen(bucket).Draw(t, "destination"),
			SourceRules: factGen(rapid.SliceOf(ruleGen())).Draw(t, "source rules"), DestinationRules: factGen(rapid.SliceOf(ruleGen())).Draw(t, "destination rules"),
			Locations:       factGen(locations).Draw(t, "locations"),
			AllRules:        factGen(rapid.SliceOf(ruleGen())).Draw(t, "all rules"),
			SourceLifecycle: factGen(rapid.Bool()).Draw(t, "source lifecycle"), DestinationLifecycle: factGen(rapid.Bool()).Draw(t, "destination lifecycle"),
			Own: rapid.SampledFrom(ids).Draw(t, "own"), New: rapid.Bool().Draw(t, "new"),
		}
		if claim := rapid.IntRange(-1, 2).Draw(t, "claim"); claim >= 0 {
			f.Claimed = func(RuleRef) Claim { return Claim(claim) }
		}
		return f
	})
}

func entryGen() *rapid.Generator[Entry] {
	return rapid.Custom(func(t *rapid.T) Entry {
		return Entry{
			Spec: specGen().Draw(t, "spec"), OwnID: rapid.SampledFrom(ids).Draw(t, "own"),
			Writes: rapid.Bool().Draw(t, "writes"), WasEnabled: rapid.Bool().Draw(t, "was enabled"),
		}
	})
}
