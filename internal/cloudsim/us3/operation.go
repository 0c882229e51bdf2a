package us3

import (
	"cmp"
	"regexp"
)

const unknownAction = "Unknown"

var actionForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]{0,99}$`)

// operation is what an action does.
type operation struct {
	reads    bool     // it changes nothing
	required []string // parameters that must be there, in the order in which they are missed
	handle   func(*Service, *call) (fields, *failure)
}

// documented are the actions with a published name.
var documented = map[string]operation{
	"CreateBucket":   {required: []string{"Region", "BucketName"}, handle: (*Service).createBucket},
	"DescribeBucket": {reads: true, handle: (*Service).describeBucket},
	"UpdateBucket":   {required: []string{"BucketName"}, handle: (*Service).updateBucket},
	"DeleteBucket":   {required: []string{"BucketName"}, handle: (*Service).deleteBucket},

	"CreateUFileLifeCycle":   {required: []string{"BucketName", "LifeCycleName", "Prefix", "Status"}, handle: (*Service).createLifecycle},
	"DescribeUFileLifeCycle": {reads: true, required: []string{"BucketName"}, handle: (*Service).describeLifecycle},
	"UpdateUFileLifeCycle":   {required: []string{"BucketName", "LifeCycleId", "LifeCycleName", "Prefix", "Status"}, handle: (*Service).updateLifecycle},
	"DeleteUFileLifeCycle":   {required: []string{"BucketName", "LifeCycleId"}, handle: (*Service).deleteLifecycle},

	"DescribeMirrorRules": {reads: true, required: []string{"BucketName"}, handle: (*Service).describeMirrors}, // not in the documentation, but in the official Go SDK
	"GetAvailableRegion":  {reads: true, handle: (*Service).getAvailableRegion},                                // likewise
	"GetProjectList":      {reads: true, handle: (*Service).getProjectList},
}

// operation finds the action; those on replication rules have the names that the switches give them, and no others.
func (s *Service) operation(action string) (operation, bool) {
	if op, ok := documented[action]; ok {
		return op, true
	}
	if s.state.Switches.NoRuleActions {
		return operation{}, false
	}
	switch actions := s.state.Switches.Actions; action {
	case actions.Create:
		return operation{required: []string{"Region", "BucketName", "DstRegion", "DstBucketName"}, handle: (*Service).createRule}, true
	case actions.Describe:
		return operation{reads: true, required: []string{"BucketName"}, handle: (*Service).describeRules}, true
	case actions.Update:
		return operation{required: []string{"BucketName", "RuleId", "Status"}, handle: (*Service).updateRule}, true
	case actions.Delete:
		return operation{required: []string{"BucketName", "RuleId"}, handle: (*Service).deleteRule}, true
	}
	return operation{}, false
}

func (s *Service) getProjectList(c *call) (fields, *failure) {
	rows := []map[string]any{}
	for _, project := range s.projects(c.key.Account) {
		rows = append(rows, map[string]any{
			"ProjectId": project.ID, "ProjectName": cmp.Or(project.Name, project.ID), "IsDefault": project.ID == s.defaultProject(c.key.Account).ID,
		})
	}
	return fields{"ProjectCount": len(rows), "ProjectSet": rows}, nil
}

func (s *Service) getAvailableRegion(*call) (fields, *failure) {
	names, rows := []string{}, []map[string]any{}
	for _, r := range regions {
		names = append(names, r.id)
		rows = append(rows, map[string]any{"Region": r.id, "SrcDomainSuffix": r.suffix()})
	}
	return fields{"AvailableRegion": names, "RegionInfo": rows}, nil
}
