package us3

import (
	"cmp"
	"slices"
	"strings"
)

// createRule reads a rule, checks it by the rule set in force and puts it to work.
func (s *Service) createRule(c *call) (fields, *failure) {
	rule, refused := s.ruleOf(c)
	if refused != nil {
		return nil, refused
	}
	source, destination, refused := s.ends(c, rule)
	if refused != nil {
		return nil, refused
	}
	if refused := s.checkRule(source, destination, rule); refused != nil {
		return nil, refused
	}
	rule.ID = newUUID()
	s.install(source, rule, c.now)
	return fields{"RuleId": rule.ID}, nil
}

// ruleOf reads the rule from the parameters. Under the strict rule set the form in the console had a destination and
// nothing more, so that any other value than the default is refused.
func (s *Service) ruleOf(c *call) (Rule, *failure) {
	rule := Rule{DstBucket: c.text("DstBucketName"), DstRegion: c.text("DstRegion"), Prefix: cmp.Or(c.text("Prefix"), WholeBucket)}
	strict := s.state.Switches.RuleSet == RuleSetStrict
	policies, histories := []string{PolicyAddUpdateDelete, PolicyAddUpdate}, []string{"false", "true"}
	if strict {
		policies, histories = policies[:1], histories[:1]
	}
	history, refused := c.oneOf("SyncHistory", histories...)
	if refused != nil {
		return rule, refused
	}
	rule.SyncHistory = history == "true"
	if rule.SyncPolicy, refused = c.oneOf("SyncPolicy", policies...); refused != nil {
		return rule, refused
	}
	if rule.Status, refused = c.oneOf("Status", StatusEnabled, StatusDisabled); refused != nil {
		return rule, refused
	}
	if rule.Prefix != WholeBucket && (strict || !validKey(rule.Prefix) || strings.Contains(rule.Prefix, "*")) {
		return rule, unavailable("Prefix") // a prefix takes no wildcard: INFERRED
	}
	return rule, nil
}

// validKey tells whether an object may be called so.
func validKey(key string) bool {
	return key != "" && len(key) <= 1023 && !strings.ContainsAny(key, "{}^[]<>#~%")
}

func (b *bucket) rule(id string) *activeRule {
	for _, r := range b.Rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// ruleNamed is the rule that the parameters BucketName and RuleId name.
func (s *Service) ruleNamed(c *call) (*bucket, *activeRule, *failure) {
	b, refused := s.bucketOf(c, c.text("BucketName"))
	if refused != nil {
		return nil, nil, refused
	}
	if r := b.rule(c.text("RuleId")); r != nil {
		return b, r, nil
	}
	return nil, nil, refuse(codeNoRule)
}

// describeRules answers the rules out of a bucket by age, or the one with an id. A bucket without rules has an empty
// list: INFERRED from the lifecycle actions.
func (s *Service) describeRules(c *call) (fields, *failure) {
	b, refused := s.bucketOf(c, c.text("BucketName"))
	if refused != nil {
		return nil, refused
	}
	offset, refused := c.number("Offset", 0, 0, 1<<30)
	if refused != nil {
		return nil, refused
	}
	limit, refused := c.number("Limit", 20, 1, maxPage)
	if refused != nil {
		return nil, refused
	}
	id, rows := c.text("RuleId"), []map[string]any{}
	for _, r := range b.Rules {
		if (id == "" || id == r.ID) && !c.now.Before(r.Created.Add(s.options.VisibleAfter)) {
			rows = append(rows, map[string]any{
				"RuleId": r.ID, "BucketName": b.Name, "Region": b.Region, "DstBucketName": r.DstBucket, "DstRegion": r.DstRegion,
				"SyncHistory": r.SyncHistory, "SyncPolicy": r.SyncPolicy, "Prefix": r.Prefix, "Status": r.Status,
				"CreateTime": r.Created.Unix(), "ModifyTime": r.Modified.Unix(),
			})
		}
	}
	if id != "" && len(rows) == 0 {
		return nil, refuse(codeNoRule)
	}
	return s.list(page(rows, offset, limit), fields{"TotalCount": len(rows)}), nil
}

// updateRule enables or disables; the console has no other edit. What the rule is already is no error: INFERRED.
func (s *Service) updateRule(c *call) (fields, *failure) {
	b, r, refused := s.ruleNamed(c)
	if refused != nil {
		return nil, refused
	}
	status, refused := c.oneOf("Status", StatusEnabled, StatusDisabled)
	if refused != nil {
		return nil, refused
	}
	if status == StatusEnabled && r.Status == StatusDisabled {
		if refused := exclusions(b, s.state.Buckets[r.DstBucket]); refused != nil {
			return nil, refused
		}
	}
	s.setStatus(b, r, status, c.now)
	return nil, nil
}

func (s *Service) deleteRule(c *call) (fields, *failure) {
	b, r, refused := s.ruleNamed(c)
	if refused != nil {
		return nil, refused
	}
	b.remove(r)
	return nil, nil
}

func (b *bucket) remove(rule *activeRule) {
	b.Rules = slices.DeleteFunc(b.Rules, func(r *activeRule) bool { return r == rule })
}
