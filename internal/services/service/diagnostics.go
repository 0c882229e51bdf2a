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

// AddUnreadable says which facts could not be read, and why. Those for which the cloud of this title refused the key are told apart:
// without that key nothing can be applied, so that it is an error, and all that is said, if one of them is needed.
func AddUnreadable(diags *diag.Diagnostics, title string, unreadable map[replication.FactKind]error, needed []replication.FactKind) {
	refused, others := map[replication.FactKind]error{}, map[replication.FactKind]error{}
	fails := false
	for kind, err := range unreadable {
		if replication.IsKeyRefused(err) {
			refused[kind] = err
			fails = fails || slices.Contains(needed, kind)
		} else {
			others[kind] = err
		}
	}
	if len(refused) > 0 {
		text := title + " refuses the access key: correct the credentials first; none of these checks was made.\n" + reasons(refused)
		if fails {
			diags.AddError("Access Key Refused", text+`To plan without a request, set preflight = "offline" in the provider configuration. `+destroyAnyway)
			return
		}
		diags.AddWarning("Access Key Refused", text+"The plan goes on; the cloud may still refuse what was not checked.")
	}
	if len(others) > 0 {
		diags.AddWarning("Checks Left Out",
			"What follows could not be read, so the checks that need it were not made:\n"+reasons(others)+
				"The plan goes on; the cloud may still refuse what was not checked. Grant the permission to read it where that is missing, or set "+
				`preflight = "offline" in the provider configuration to make no such reads.`)
	}
}

// reasons lists why facts could not be read, before an empty line. What has the same reason is listed together.
func reasons(unreadable map[replication.FactKind]error) string {
	names, texts := map[reason][]string{}, map[reason]string{}
	for kind, err := range unreadable {
		r, text := reasonOf(err), err.Error()
		names[r] = append(names[r], string(kind))
		if was, ok := texts[r]; !ok || len(text) < len(was) {
			texts[r] = text
		}
	}
	var lines []string
	for r, kinds := range names {
		slices.Sort(kinds)
		lines = append(lines, "- "+strings.Join(kinds, ", ")+": "+texts[r])
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n\n"
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

// AddUnusable says that a plan cannot use a cloud as it is configured.
func AddUnusable(diags *diag.Diagnostics, err error) {
	diags.AddError("Cloud Cannot Be Used", ErrorText(err)+"\n\n"+destroyAnyway)
}

// destroyAnyway is for errors about credentials: a destroy begins with a plan that Terraform does not tell from any other, unless it is
// not to refresh.
const destroyAnyway = "To destroy what exists without this check, use `terraform destroy -refresh=false`."

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
