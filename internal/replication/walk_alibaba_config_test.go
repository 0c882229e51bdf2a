package replication

import (
	"fmt"
	"strings"
)

var hongkong = BucketRef{Cloud: Alibaba, Region: "cn-hongkong", Bucket: "orders-hk"}

func alibabaConfigCases() []walkCase {
	sameRegion := between(hangzhou, BucketRef{Cloud: Alibaba, Region: "cn-hangzhou", Bucket: "orders-copy"})
	acceleration := func(v Value[bool]) func(*Spec) { return func(s *Spec) { s.Alibaba.TransferAcceleration = v } }
	timeControl := func(s *Spec) { s.Alibaba.ReplicationTimeControl = Known(true) }
	ruleID := func(id string) func(*Spec) { return func(s *Spec) { s.RuleID = Known(id) } }
	abroad := BucketRef{Cloud: Alibaba, Region: "ap-southeast-1", Bucket: "orders-sg"}
	return []walkCase{
		{
			id: "A1", stage: StageStatic, name: "accelerated within a region", spec: specOf(sameRegion, acceleration(Known(true))),
			path: "alibaba.transfer_acceleration", severity: SeverityError, text: "both in cn-hangzhou",
		},
		{
			id: "A1", stage: StageStatic, name: "time control within a region", spec: specOf(sameRegion, timeControl),
			path: "alibaba.replication_time_control", severity: SeverityError, text: "Replication time control is on",
		},
		{id: "A1", stage: StageStatic, name: "across regions", spec: specOf(acceleration(Known(true)), timeControl)},
		{id: "A1", stage: StageStatic, name: "off", spec: specOf(sameRegion, acceleration(Known(false)))},
		{
			id: "A1", stage: StageStatic, name: "region unknown",
			spec: specOf(sameRegion, timeControl, func(s *Spec) { s.Destination.Region = Unknown[string]() }),
		},

		{
			id: "A4", stage: StageStatic, name: "out of the mainland", spec: specOf(between(hangzhou, hongkong)),
			path: "alibaba.transfer_acceleration", severity: SeverityWarning, text: "cn-hongkong, China (Hong Kong)",
		},
		{
			id: "A4", stage: StageStatic, name: "into the mainland", spec: specOf(between(abroad, hangzhou), acceleration(Known(false))),
			path: "alibaba.transfer_acceleration", severity: SeverityWarning, text: "ap-southeast-1, Singapore",
		},
		{id: "A4", stage: StageStatic, name: "accelerated", spec: specOf(between(hangzhou, hongkong), acceleration(Known(true)))},
		{id: "A4", stage: StageStatic, name: "perhaps accelerated", spec: specOf(between(hangzhou, hongkong), acceleration(Unknown[bool]()))},
		{id: "A4", stage: StageStatic, name: "within the mainland", spec: specOf()},
		{id: "A4", stage: StageStatic, name: "abroad", spec: specOf(between(abroad, hongkong))},
		{
			id: "A4", stage: StageStatic, name: "a region of tomorrow",
			spec: specOf(between(hangzhou, BucketRef{Cloud: Alibaba, Region: "xx-moon-1", Bucket: "orders-mn"})),
		},

		{
			id: "A9", stage: StageStatic, name: "too long", spec: specOf(ruleID(strings.Repeat("é", 256))),
			path: "rule_id", severity: SeverityError, text: "has 256 characters",
		},
		{
			id: "A9", stage: StageStatic, name: "empty", spec: specOf(ruleID("")),
			path: "rule_id", severity: SeverityError, text: "is empty",
		},
		{id: "A9", stage: StageStatic, name: "longest", spec: specOf(ruleID(strings.Repeat("é", 255)))},
		{id: "A9", stage: StageStatic, name: "left out", spec: specOf()},
	}
}

func alibabaPrefixCases() []walkCase {
	many := func(n int) func(*Spec) {
		return prefixes(numbered(n, func(i int) string { return fmt.Sprintf("p%03d/", i) })...)
	}
	static := func(name string, spec Spec, severity Severity, text string) walkCase {
		return walkCase{id: "A5", stage: StageStatic, name: name, spec: spec, path: "prefixes", severity: severity, text: text}
	}
	passes := func(name string, spec Spec) walkCase {
		return walkCase{id: "A5", stage: StageStatic, name: name, spec: spec}
	}
	return []walkCase{
		static("over a hundred", specOf(many(101)), SeverityError, "There are 101 prefixes; OSS takes at most 100"),
		static("over ten", specOf(many(11)), SeverityWarning, "There are 11 prefixes; OSS takes at most 10 unless"),
		static("a hundred", specOf(many(100)), SeverityWarning, "There are 100 prefixes"),
		static("too long", specOf(prefixes(strings.Repeat("x", 1024))), SeverityError, "has 1024 characters"),
		static("nested", specOf(prefixes("source/video", "other/", "source")), SeverityError, `The prefix "source/video" begins with the prefix "source"`),
		static("empty", specOf(prefixes("a/", "")), SeverityError, "There is an empty prefix"),
		static("asterisk", specOf(prefixes("logs/*")), SeverityWarning, `"logs/*" ends with an asterisk`),
		static("two things at once", specOf(prefixes("", strings.Repeat("x", 1024))), SeverityError, "There is an empty prefix. The prefix that begins with"),
		passes("ten", specOf(many(10))),
		passes("longest", specOf(prefixes(strings.Repeat("é", 1023)))),
		passes("side by side", specOf(prefixes("source-a/", "source-b/"))),
		passes("asterisk within", specOf(prefixes("a*/b"))),
		passes("whole bucket", specOf()),
		passes("empty set", specOf(prefixes())),
		passes("unknown", specOf(func(s *Spec) { s.Prefixes = Unknown[[]string]() })),
	}
}
