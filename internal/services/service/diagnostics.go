package service

import (
	"errors"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Path turns the dotted path of an attribute into Terraform's.
func Path(dotted string) path.Path {
	steps := strings.Split(dotted, ".")
	p := path.Root(steps[0])
	for _, step := range steps[1:] {
		p = p.AtName(step)
	}
	return p
}

// AddViolations says what was found, each on the attribute that causes it. Terraform points at a line for attributes at
// the top only, so that one within an object is named in the text.
func AddViolations(diags *diag.Diagnostics, violations []replication.Violation, vendor string) {
	for _, v := range replication.Merge(violations) {
		attribute, detail := v.Path, v.Detail(vendor)
		if top, _, nested := strings.Cut(v.Path, "."); nested {
			attribute, detail = top, detail+"\n\nAttribute: "+v.Path
		}
		if v.Severity == replication.SeverityError {
			diags.AddAttributeError(path.Root(attribute), v.Summary(), detail)
		} else {
			diags.AddAttributeWarning(path.Root(attribute), v.Summary(), detail)
		}
	}
}

// AddUnreadable says in one warning which facts could not be read, and why. What has the same reason is listed together:
// with a wrong key it is everything.
func AddUnreadable(diags *diag.Diagnostics, unreadable map[replication.FactKind]error) {
	names, texts := map[reason][]string{}, map[reason]string{}
	for kind, err := range unreadable {
		r, text := reasonOf(err), err.Error()
		names[r] = append(names[r], string(kind))
		if was, ok := texts[r]; !ok || len(text) < len(was) {
			texts[r] = text
		}
	}
	if len(names) == 0 {
		return
	}
	var lines []string
	for r, kinds := range names {
		slices.Sort(kinds)
		lines = append(lines, "- "+strings.Join(kinds, ", ")+": "+texts[r])
	}
	slices.Sort(lines)
	diags.AddWarning("Checks Left Out",
		"What follows could not be read, so the checks that need it were not made:\n"+strings.Join(lines, "\n")+
			"\n\nThe plan goes on; the cloud may still refuse what was not checked. Grant the permission to read it where that is missing, or set "+
			`preflight = "offline" in the provider configuration to make no such reads.`)
}

// reason is why something could not be read, whatever it was.
type reason struct {
	kind         replication.Kind
	code, advice string
}

func reasonOf(err error) reason {
	var e *replication.Error
	if errors.As(err, &e) {
		return reason{e.Kind, e.Code, e.Advice}
	}
	return reason{advice: err.Error()}
}

// AddUnusable says that a plan cannot use a cloud as it is configured. For an object that exists it says how to destroy it all the
// same: a destroy begins with a plan that Terraform does not tell from any other, unless it is not to refresh.
func AddUnusable(diags *diag.Diagnostics, err error, exists bool) {
	text := ErrorText(err)
	if exists {
		text += "\n\nNothing was changed. To destroy what exists without this check, use `terraform destroy -refresh=false`."
	}
	diags.AddError("Cloud Cannot Be Used", text)
}

// ErrorText is the text of an error for a message: whole, and ended by a full stop.
func ErrorText(err error) string {
	text := err.Error()
	if text != "" {
		text = strings.ToUpper(text[:1]) + text[1:]
	}
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// AddError says that something failed; an error that a constraint explains names it and sits on its attribute.
func AddError(diags *diag.Diagnostics, summary string, err error) {
	var e *replication.Error
	if errors.As(err, &e) && e.Constraint != "" {
		if c, ok := replication.ConstraintByID(e.Constraint); ok {
			diags.AddError(summary+": "+c.Title+" ("+c.ID+")", ErrorText(err))
			return
		}
	}
	diags.AddError(summary, ErrorText(err))
}
