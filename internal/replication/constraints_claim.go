package replication

// claim tells who manages a rule that exists: the rule under judgement itself counts as managed, and where nobody
// can be asked the rule is foreign.
func (f Facts) claim(r Rule) Claim {
	switch {
	case f.Own != "" && r.ID == f.Own:
		return ClaimManaged
	case f.Claimed == nil:
		return ClaimForeign
	default:
		return f.Claimed(r.Ref())
	}
}

// standing are the rules that are not closing.
func standing(rules []Rule) []Rule {
	var stand []Rule
	for _, r := range rules {
		if r.Status != StatusClosing {
			stand = append(stand, r)
		}
	}
	return stand
}
