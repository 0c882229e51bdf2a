package alibabasts

import (
	"encoding/json"
	"net/http"
	"strings"
)

// texts is a JSON string or a list of them, as RAM policies have it.
type texts []string

func (t *texts) UnmarshalJSON(data []byte) error {
	var one string
	if err := json.Unmarshal(data, &one); err == nil {
		*t = texts{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(t))
}

type policy struct {
	Version   string
	Statement []struct {
		Effect   string
		Action   texts
		Resource texts
	}
}

// sessionPolicy turns the Policy parameter into permission patterns: what the session is bounded by, and what is
// denied. Conditions are not looked at.
func sessionPolicy(text string) (boundary, deny []string, failure *apiError) {
	if text == "" {
		return nil, nil, nil
	}
	if len(text) > 2048 {
		return nil, nil, fail(http.StatusBadRequest, "InvalidParameter.PolicySize", "The size of Policy must be smaller than 2048 bytes.")
	}
	grammar := fail(http.StatusBadRequest, "InvalidParameter.PolicyGrammar", "The parameter Policy has not passed grammar check.")
	var p policy
	if err := json.Unmarshal([]byte(text), &p); err != nil || p.Version != "1" || len(p.Statement) == 0 {
		return nil, nil, grammar
	}
	boundary = []string{"none:none"} // a policy without an Allow permits nothing
	for _, statement := range p.Statement {
		patterns := patternsOf(statement.Action, statement.Resource)
		switch {
		case len(patterns) == 0:
			return nil, nil, grammar
		case statement.Effect == "Allow":
			boundary = append(boundary, patterns...)
		case statement.Effect == "Deny":
			deny = append(deny, patterns...)
		default:
			return nil, nil, grammar
		}
	}
	return boundary, deny, nil
}

// patternsOf joins every action with every resource; of "acs:oss:*:*:bucket/*" the bucket is what counts.
func patternsOf(actions, resources texts) []string {
	var patterns []string
	for _, action := range actions {
		for _, resource := range resources {
			name := resource[strings.LastIndex(resource, ":")+1:]
			name, _, _ = strings.Cut(name, "/")
			if name == "*" {
				patterns = append(patterns, action)
			} else {
				patterns = append(patterns, action+" "+name)
			}
		}
	}
	return patterns
}
