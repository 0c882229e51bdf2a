package acctest

import (
	"encoding/json"
	"strings"
)

// Diagnostic is an error or a warning as `terraform plan -json` tells it.
type Diagnostic struct {
	Severity string `json:"severity"`
	Summary  string `json:"summary"`
	Detail   string `json:"detail"`
	Address  string `json:"address"`
	Snippet  *struct {
		Code string `json:"code"`
	} `json:"snippet"`
}

// Text is summary and detail with all white space folded, and the line of the configuration that it is about.
func (d Diagnostic) Text() string {
	return d.Severity + ": " + strings.Join(strings.Fields(d.Summary+" "+d.Detail), " ") + " @ " + d.Code()
}

// Code is the line of the configuration that the diagnostic is about.
func (d Diagnostic) Code() string {
	if d.Snippet == nil {
		return ""
	}
	return strings.TrimSpace(d.Snippet.Code)
}

// Diagnostics are all errors and warnings that were told, the one about development overrides left out.
func (r Result) Diagnostics() []Diagnostic {
	var all []Diagnostic
	for line := range strings.Lines(r.Stdout) {
		var message struct {
			Type       string     `json:"type"`
			Diagnostic Diagnostic `json:"diagnostic"`
		}
		if json.Unmarshal([]byte(line), &message) != nil || message.Type != "diagnostic" {
			continue
		}
		if strings.Contains(message.Diagnostic.Summary, "development overrides") {
			continue
		}
		all = append(all, message.Diagnostic)
	}
	return all
}

// Find returns the diagnostics of a severity ("error", "warning", "" for both) whose summary or detail holds the text.
func (r Result) Find(severity, text string) []Diagnostic {
	var found []Diagnostic
	for _, d := range r.Diagnostics() {
		if (severity == "" || d.Severity == severity) && strings.Contains(d.Text(), text) {
			found = append(found, d)
		}
	}
	return found
}

// All is every diagnostic as text, for the message of a failing test.
func (r Result) All() string {
	var texts []string
	for _, d := range r.Diagnostics() {
		texts = append(texts, d.Text())
	}
	return strings.Join(texts, "\n")
}

// Succeed fails the test if the run failed.
func (r Result) Succeed() Result {
	r.t.Helper()
	if r.Exit != 0 {
		r.t.Fatalf("exit code %d\n%s\n%s\n%s", r.Exit, r.All(), r.Stdout, r.Stderr)
	}
	return r
}

// Fail fails the test if the run did not fail.
func (r Result) Fail() Result {
	r.t.Helper()
	if r.Exit == 0 {
		r.t.Fatalf("succeeded, want a failure\n%s", r.Stdout)
	}
	return r
}
