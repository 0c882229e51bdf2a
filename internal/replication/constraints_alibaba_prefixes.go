package replication

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The limits of a rule's prefixes in OSS, after the documentation of PutBucketReplication and the console's text: more than
// the first number only after the account's limit was raised, up to the second.
const (
	ossPrefixes       = 10
	ossPrefixesRaised = 100
	ossPrefixLength   = 1023
)

func constraintA5() Constraint {
	return Constraint{
		ID: "A5", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "Prefixes must be few, short and apart from each other",
		Source: "OSS documentation of PutBucketReplication (PrefixSet, errors TooManyPrefixes and 0031-00000019)",
		Doc: "A rule has at most 10 prefixes, or up to 100 where Alibaba Cloud has raised the limit for the account (more than 10 is a warning). Each has at most 1023 " +
			"characters, and none may begin with another. A prefix is taken literally: a `*` at its end is a character of the key, which is hardly " +
			"ever meant (a warning). To replicate the whole bucket, leave `prefixes` out.",
		Static: func(s Spec, _ Capabilities) []Finding {
			prefixes, known := s.Prefixes.Get()
			if !known {
				return nil
			}
			var findings []Finding
			if found, do := prefixErrors(sorted(prefixes)); len(found) > 0 {
				findings = append(findings, prefixFinding(found, do))
			}
			if found, do := prefixWarnings(sorted(prefixes)); len(found) > 0 {
				warning := prefixFinding(found, do)
				warning.Lowered = true
				findings = append(findings, warning)
			}
			return findings
		},
	}
}

// prefixFinding is everything that is wrong with a set of prefixes, since all of it is on one attribute.
func prefixFinding(found, do []string) Finding {
	return Finding{Path: "prefixes", Found: strings.Join(found, " "), Do: strings.Join(do, " ")}
}

func prefixErrors(prefixes []string) (found, do []string) {
	add := func(what, todo string) { found, do = append(found, what), append(do, todo) }
	if len(prefixes) > ossPrefixesRaised {
		add(fmt.Sprintf("There are %d prefixes; OSS takes at most %d.", len(prefixes), ossPrefixesRaised),
			"Use fewer, shorter prefixes: OSS has one rule per pair of buckets, so they cannot be spread over several.")
	}
	for _, p := range prefixes {
		if p == "" {
			add("There is an empty prefix.", "Leave `prefixes` out to replicate the whole bucket, or remove the empty one.")
		}
		if n := utf8.RuneCountInString(p); n > ossPrefixLength {
			add(fmt.Sprintf("The prefix that begins with %q has %d characters; OSS takes at most %d.", firstRunes(p, 40), n, ossPrefixLength), "Shorten it.")
		}
	}
	if outer, inner, ok := nested(prefixes); ok {
		add(fmt.Sprintf("The prefix %q begins with the prefix %q, which covers it already. OSS refuses such a pair.", inner, outer),
			fmt.Sprintf("Remove %q.", inner))
	}
	return found, do
}

func prefixWarnings(prefixes []string) (found, do []string) {
	if len(prefixes) > ossPrefixes && len(prefixes) <= ossPrefixesRaised {
		found = append(found, fmt.Sprintf("There are %d prefixes; OSS takes at most %d unless the limit was raised for the account.", len(prefixes), ossPrefixes))
		do = append(do, "Use fewer, or ask Alibaba Cloud's support to raise the limit.")
	}
	for _, p := range prefixes {
		if strings.HasSuffix(p, "*") {
			found = append(found, fmt.Sprintf("The prefix %q ends with an asterisk, which OSS takes literally.", firstRunes(p, 40)))
			do = append(do, "Leave the asterisk out: a prefix covers every key that begins with it.")
			break
		}
	}
	return found, do
}

// nested finds two prefixes of which the inner begins with the outer. An empty prefix is left to its own message.
func nested(prefixes []string) (outer, inner string, ok bool) {
	for _, a := range prefixes {
		for _, b := range prefixes {
			if a != "" && a != b && strings.HasPrefix(b, a) {
				return a, b, true
			}
		}
	}
	return "", "", false
}

// firstRunes is the beginning of a long text.
func firstRunes(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n])
	}
	return s
}
