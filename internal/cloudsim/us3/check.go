package us3

import "strings"

// ends finds both buckets of a rule: 15010 for one that the project does not have, 230 for one in another region than
// the request says. The destination must be in the same project: INFERRED, the console offers no other bucket.
func (s *Service) ends(c *call, rule Rule) (source, destination *bucket, refused *failure) {
	for _, name := range []string{"Region", "DstRegion"} {
		if _, ok := findRegion(c.text(name)); !ok {
			return nil, nil, unavailable(name)
		}
	}
	if c.text("BucketName") == rule.DstBucket {
		return nil, nil, unavailable("DstBucketName")
	}
	if source, refused = s.bucketOf(c, c.text("BucketName")); refused != nil {
		return nil, nil, refused
	}
	if destination, refused = s.bucketOf(c, rule.DstBucket); refused != nil {
		return nil, nil, refused
	}
	if source.Region != c.text("Region") {
		return nil, nil, unavailable("Region")
	}
	if destination.Region != rule.DstRegion {
		return nil, nil, unavailable("DstRegion")
	}
	return source, destination, nil
}

// checkRule applies the rule set in force. The codes are documented, their order is not: INFERRED from the general to
// the particular.
func (s *Service) checkRule(source, destination *bucket, rule Rule) *failure {
	ruleSet := s.state.Switches.RuleSet
	from, _ := findRegion(source.Region)
	to, _ := findRegion(destination.Region)
	switch {
	case ruleSet == RuleSetStrict && source.Region == destination.Region:
		return refuse(codeIllegalParam)
	case !from.replicates(ruleSet) || !to.replicates(ruleSet):
		return refuse(codeRegionLacksFeature)
	case from.domestic != to.domestic:
		return refuse(codeRegionLacksFeature) // only through support
	}
	if refused := exclusions(source, destination); refused != nil {
		return refused
	}
	if ruleSet == RuleSetStrict {
		return s.checkPair(source.Name, destination.Name)
	}
	return checkRoom(source, rule)
}

// exclusions are what cannot be on together with replication, at either end.
func exclusions(ends ...*bucket) *failure {
	for _, b := range ends {
		if b != nil && len(b.Mirrors) > 0 {
			return refuse(codeMirrorConflict)
		}
	}
	for _, b := range ends {
		if b != nil && b.Versioning {
			return refuse(codeVersioningConflict)
		}
	}
	return nil
}

// checkPair is the exclusive pairing: neither bucket may be in a rule with a third, in either role, enabled or not. The
// reverse rule of the same pair is a relationship with no other bucket.
func (s *Service) checkPair(source, destination string) *failure {
	for _, b := range s.state.Buckets {
		for _, r := range b.Rules {
			reverse := b.Name == destination && r.DstBucket == source
			touches := b.Name == source || b.Name == destination || r.DstBucket == source || r.DstBucket == destination
			if touches && !reverse {
				return refuse(codeRuleExists)
			}
		}
	}
	return nil
}

// checkRoom is the rule set without pairing: the same rule twice, prefixes one inside another between the same buckets
// (INFERRED), and the number of rules (no code is documented for it; INFERRED).
func checkRoom(source *bucket, rule Rule) *failure {
	for _, r := range source.Rules {
		if r.DstBucket == rule.DstBucket && r.Prefix == rule.Prefix {
			return refuse(codeRuleExists)
		}
	}
	for _, r := range source.Rules {
		if r.DstBucket == rule.DstBucket && (overlap(r.Prefix, rule.Prefix) || overlap(rule.Prefix, r.Prefix)) {
			return refuse(codePrefixTaken)
		}
	}
	limit := source.RuleLimit
	if limit == 0 {
		limit = standardRuleLimit
	}
	if len(source.Rules) >= limit {
		return refuse(codeOutOfRange)
	}
	return nil
}

// overlap tells whether everything under inner is under outer.
func overlap(outer, inner string) bool {
	return outer == WholeBucket || inner != WholeBucket && strings.HasPrefix(inner, outer)
}
